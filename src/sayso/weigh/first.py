"""Which of two articles had the text first: the first of the rules that can tell.

The rules are asked from the surest to the least sure (how sure is told in docs/design/weigh.md).
First what an article says of itself: that it is a copy, or sets off a block as taken over, a
dateline, its staff, an outlet that is an agency, whom it cites.  Then what time tells: the day of
publication, a toll that rose.  Then what editing leaves behind: words that take sides, an agency's
own voice that was kept, another outlet named, hearsay.  At last, which text holds all that the
other has, or adds to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from sayso.records import Direction, Reused
from sayso.vocab import load
from sayso.vocab.copies import agencies, outlets, sounds
from sayso.vocab.furniture import loaded
from sayso.weigh.align import Passage
from sayso.weigh.text import Text

__all__ = ["direction"]

Answer = tuple[Direction, str]
Rule = Callable[[Text, Text, Sequence[Passage]], Answer]
OPEN: Answer = (Direction.UNKNOWN, "")
NEAR = 0.05
"""Shares that differ by less tell nothing."""
HELD = 0.85
"""Share of the shorter text from which the other holds all of it."""
YEARS = 1800
"""Numbers from here on may be years."""


def direction(
    a: Text, b: Text, own: Sequence[Passage], judged: tuple[Reused, float, float]
) -> tuple[Direction, tuple[tuple[str, str], ...]]:
    """Which text was first: the first of the rules that can tell."""
    label, share_a, share_b = judged
    if label in (Reused.SAME_SOURCE, Reused.BOILERPLATE):
        return Direction.UNKNOWN, ()
    rules = (_block_of, *SAID, _dated) if label is Reused.EXCERPT else (*SAID, *TIME, *EDITED)
    for rule in rules:
        answer, why = rule(a, b, own)
        if answer is not Direction.UNKNOWN:
            return answer, (("direction", why),)
    answer, why = _pasted(share_a, share_b) if label is Reused.EXCERPT else _held(a, b, judged)
    return answer, ((("direction", why),) if why else ())


def _pasted(share_a: float, share_b: float) -> Answer:
    """A piece that stands in other text is most of the text that it is from."""
    answer = Direction.A if share_a > share_b else Direction.B
    return answer, "the passage is most of one text, and a part of the other"


def _held(a: Text, b: Text, judged: tuple[Reused, float, float]) -> Answer:
    """A cut text is held by the other as a whole; one that was edited got something added."""
    _, share_a, share_b = judged
    if abs(share_a - share_b) < NEAR:
        return OPEN
    longer, shorter = Direction.A, Direction.B
    if share_a > share_b:
        longer, shorter = shorter, longer
    if max(share_a, share_b) >= HELD:
        return longer, "one text holds what the other has, and more"
    return OPEN if _one_newsroom(a, b) else (shorter, "one has more of its own around it")


def _one_newsroom(a: Text, b: Text) -> bool:
    return bool(a.outlet) and a.outlet == b.outlet


def _block_of(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """A text that sets off what is shared as taken over has it from elsewhere."""
    in_a = sum(a.pasted_words(i, n) for p in own for i, _, n in p.runs)
    in_b = sum(b.pasted_words(j, n) for p in own for _, j, n in p.runs)
    if in_a == in_b:
        return OPEN
    answer = Direction.B if in_a > in_b else Direction.A
    return answer, "one sets it off as taken over"


def _nearer(a: str | None, b: str | None, why: str) -> Answer:
    """The one that has a sign, where the other has none, was first."""
    if bool(a) == bool(b):
        return OPEN
    return (Direction.A if a else Direction.B), why.format(a or b)


def _farther(a: str | None, b: str | None, why: str) -> Answer:
    """The one that has a sign, where the other has none, came later."""
    if bool(a) == bool(b):
        return OPEN
    return (Direction.B if a else Direction.A), why.format(a or b)


def _taken(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """A text that says of itself that it was first published elsewhere."""
    return _farther(a.signs.taken, b.signs.taken, "one says that it is a copy: {}")


def _wire(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """The text under an agency's dateline stands nearer to the agency's than one without."""
    bears = a.wire or a.signs.wire, b.wire or b.signs.wire
    return _nearer(bears[0], bears[1], "one bears the dateline of {}")


def _staff(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """The names of those who wrote and edited a text are cut from copies."""
    return _nearer(a.signs.staff, b.signs.staff, "one names its staff: {}")


def _agency(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """An agency writes what others print."""
    sells = {each.id: each.outlet for each in (a, b) if _plain(each.outlet) in agencies()}
    return _nearer(sells.get(a.id), sells.get(b.id), "one is of an agency, {}")


def _cited(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Who names the other's outlet took it from there."""
    for one, other, answer in ((a, b, Direction.B), (b, a, Direction.A)):
        name = _plain(other.outlet)
        if name and name in one.cites and _plain(one.outlet) not in other.cites:
            return answer, f"one cites {other.outlet}"
    return OPEN


def _plain(name: str | None) -> str:
    return (name or "").lower()


def _dated(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """The earlier day, where both are known and differ."""
    if a.day is None or b.day is None or a.day == b.day:
        return OPEN
    answer = Direction.A if a.day < b.day else Direction.B
    return answer, f"published {min(a.day, b.day)}, the other {max(a.day, b.day)}"


def _toll(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Counts rise while news goes on: greater ones in the same places are later."""
    more = [_number(a, x) - _number(b, y) for x, y in _swapped(a, b, own)]
    higher, lower = sum(n > 0 for n in more), sum(n < 0 for n in more)
    if higher == lower:
        return OPEN
    answer = Direction.B if higher > lower else Direction.A
    return answer, "one has a greater number in the same place"


def _swapped(a: Text, b: Text, own: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """Places of the one number that stands in each text between two equal runs."""
    for passage in own:
        for (i, j, n), (k, m, _) in pairwise(passage.runs):
            in_a = [at for at in range(i + n, k) if _number(a, at)]
            in_b = [at for at in range(j + n, m) if _number(b, at)]
            if len(in_a) == len(in_b) == 1:
                yield in_a[0], in_b[0]


def _number(text: Text, at: int) -> int:
    """The count that a word is; 0 for any other word, and for what may be a year."""
    start, end = text.cut.span(at, at + 1)
    word = text.text[start:end].lower()
    found = int(word) if re.fullmatch("[0-9]{1,6}", word) else load("numbers")["words"].get(word, 0)
    return found if found < YEARS else 0


def _loaded(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Where two tellings of a passage differ, words that take sides came in later.

    One newsroom has one way of speaking: of two texts of its own they tell nothing.
    """
    if _one_newsroom(a, b):
        return OPEN
    in_a = _between(a, [[(i, n) for i, _, n in p.runs] for p in own])
    in_b = _between(b, [[(j, n) for _, j, n in p.runs] for p in own])
    if bool(in_a) == bool(in_b):
        return OPEN
    answer = Direction.B if in_a else Direction.A
    return answer, f"one says {min(in_a or in_b)} where the other has another word"


def _between(text: Text, passages: Sequence[Sequence[tuple[int, int]]]) -> frozenset[str]:
    """The loaded words between the equal runs of passages."""
    gaps = [(i + n, k) for runs in passages for (i, n), (k, _) in pairwise(runs)]
    said = (text.cut.span(at, at + 1) for start, end in gaps for at in range(start, end))
    return loaded().intersection(text.text[start:end].lower() for start, end in said)


def _own(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """An agency's copy says "told AFP": who edits it cuts that, and who retells it cites AFP."""
    return _nearer(a.signs.own, b.signs.own, "one keeps an agency's own voice: {}")


def _credits(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Who names another outlet as the one that had it, and is not named itself, came later."""
    if _one_newsroom(a, b):
        return OPEN
    answer = _farther(a.signs.other, b.signs.other, "one credits another outlet: {}")
    if answer is not OPEN:
        return answer
    return _farther(_media(a, b), _media(b, a), "one cites {}")


def _media(one: Text, other: Text) -> str | None:
    """An outlet that one text cites and the other does not; an agency's copy cites no agency."""
    new = one.cites - other.cites - {_plain(one.outlet)}
    return min((name for name in new if _is_outlet(name, agency=not one.signs.own)), default=None)


def _is_outlet(name: str, *, agency: bool) -> bool:
    """Whether it is listed, or sounds like a paper: the model takes a firm for an outlet, too."""
    return name in outlets() or (name in agencies() and agency) or sounds(name)


def _hearsay(a: Text, b: Text, own: Sequence[Passage]) -> Answer:
    """Who tells it as something that was reported has it from elsewhere."""
    if _one_newsroom(a, b):
        return OPEN
    return _farther(a.signs.hearsay, b.signs.hearsay, "one has it from hearsay: {}")


SAID: tuple[Rule, ...] = (_taken, _wire, _staff, _agency, _cited)
"""What an article says of itself."""
TIME: tuple[Rule, ...] = (_dated, _toll)
"""What time tells."""
EDITED: tuple[Rule, ...] = (_loaded, _own, _credits, _hearsay)
"""What editing leaves behind; of a piece in other text it tells nothing."""

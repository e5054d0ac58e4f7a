"""What a claim is to a statement, or to another claim: one relation, with its score and reason.

Structure comes first: who does what to whom, whether it is denied, which figures are told.  Then
words: how like the two are, and what the claim says of what it tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sayso.records import Firmness, Hop, Quantity, Relation, Spans, Voice
from sayso.vocab.clauses import clauses
from sayso.vocab.stances import stances
from sayso.weigh.core import Tells, Told
from sayso.weigh.deeds import Deeds, compare, other_days
from sayso.weigh.figures import counted, other_figure
from sayso.weigh.likeness import Question, terms
from sayso.weigh.polarity import (
    ceased,
    clause,
    denying,
    doubted,
    leading,
    negated,
    sentences,
    unaware,
    unconfirmed,
    words,
)
from sayso.weigh.refusal import refusal, refused_around, refuses

__all__ = [
    "AGAINST",
    "OPEN",
    "Bond",
    "Row",
    "denies",
    "echo",
    "judge",
    "remarking",
    "told_as_false",
    "told_by",
]

SAME, RESTATES = 0.62, 0.48
"""Likeness from which a claim is the statement, and from which it tells it in other words."""
OPPOSED = 0.42
"""Likeness from which a claim that says no, or gives another figure, is about the statement."""
ECHO = 0.3
"""Likeness given to what only points back at the story, or is known by its deed alone; and from
which another figure counts where it stands among all the statement's names."""
BACK = 80
"""Characters of a content that only points back, at most."""
NAMED = 0.8
"""Share of the statement's names, by weight, that stand around a figure of the same thing."""
BRIEF = 10
"""Words of a sentence that is too short to doubt anything but what was told before it."""
TOUCHED = 0.12
"""Share of the statement's words, actors aside, by which a text is about it."""
_MARKS = ".,;:!?\"'“”‘’()"


AGAINST = frozenset({Relation.DENIES, Relation.CONTRADICTS})
"""Relations of claims that do not carry the statement."""
OPEN = frozenset({Relation.CANNOT_CONFIRM, Relation.NOT_AWARE})
"""Relations of claims that neither carry it nor dispute it."""


class Row(Tells, Protocol):
    """A claim as far as it is judged; see :class:`sayso.ledger.ClaimRow`."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def article(self) -> str:
        """Id of its article."""

    @property
    def cue(self) -> str:
        """The words of saying; empty in the author's own voice."""

    @property
    def voice(self) -> Voice:
        """Reported, or the author's own."""

    @property
    def firmness(self) -> Firmness:
        """How firmly it is put."""

    @property
    def chain(self) -> tuple[Hop, ...]:
        """Who passed it on; empty in the author's own voice."""

    @property
    def root(self) -> str:
        """Name of the root."""

    @property
    def who(self) -> str | None:
        """Who says it; ``None`` in the author's own voice."""

    @property
    def headline(self) -> bool:
        """Whether it stands in the headline of its article."""

    @property
    def input_id(self) -> str:
        """The id that its input gave the article."""

    @property
    def outlet(self) -> str | None:
        """Who published it."""

    @property
    def spans(self) -> Spans:
        """Where what is claimed stands in the article."""


@dataclass(frozen=True, slots=True)
class Bond:
    """What a claim was judged to be to the statement, from what likeness (0 to 1), and why."""

    relation: Relation
    score: float
    why: str


def judge(asked: Question, row: Row, cosine: float | None, text: str = "") -> Bond | None:
    """What a claim is to what is asked; ``None`` where it is about something else.

    ``asked`` is a statement, or another claim made a :class:`Question`; ``cosine`` is that of the
    vectors of the two, the best where a claim has several sentences, ``None`` without a model;
    ``text`` is that of its article.  A claim that is told in order to be denied ("X denied reports
    that ...") is nothing: the denial is a claim of its own.  Nor is one anything that tells as over
    what is asked, or the other way round: what ended was before.
    """
    like = asked.like(row.content, row.sentence, cosine)
    if like < ECHO or told_as_false(row) or asked.over != asked.over_in(told_by(row)):
        return None
    deed = _deed(asked, row)
    if like < OPPOSED and deed is None and not asked.about.quantities:
        return None  # nothing but a deed or a figure is known from so little
    told = asked.core.told(row, text)
    stands = like >= OPPOSED and _may_speak(asked, row, told)
    bond = _stand(asked, row, like) if stands else None
    if bond is not None:
        return bond
    if deed in {Deeds.DENIED, Deeds.OPPOSITE} or (deed is Deeds.SAME and denies(row)):
        return _by_deed(row, like, deed)
    if deed is Deeds.ELSEWHEN or other_days(asked.about, row.about):
        return None
    if deed is not Deeds.SAME and not told.near:
        return None
    return _alike(asked, row, like, whole=told.whole, same_deed=deed is Deeds.SAME)


def _deed(asked: Question, row: Row) -> Deeds | None:
    """What the frames of a claim are to those of the statement.

    Of a statement without a date the opposite may be told of any day; what is told to be over is
    opposite to nothing.
    """
    deed = compare(asked.about, row.about, any_day=asked.stands is None)
    ended = deed is Deeds.OPPOSITE and (ceased(asked.text) or ceased(row.content))
    return None if ended else deed


def _by_deed(row: Row, like: float, deed: Deeds) -> Bond | None:
    """What a claim is whose frames, or whose source, say no to what is told, or the opposite."""
    if not denies(row):
        return Bond(Relation.CONTRADICTS, like, deed.value)
    if deed is Deeds.SAME:
        return Bond(Relation.DENIES, like, f"{deed.value}: its source denies it")
    return None  # who denies the opposite, or that it was not so, may say nothing else


def echo(asked: Question, row: Row, *, close: bool) -> Bond | None:
    """What a claim is that only points back: "denied it", "confirmed the report", "a hoax".

    To be asked of claims in articles that tell the story, of those who do not tell it themselves;
    ``close``: the story is told right before it.
    """
    if not (close or _touches(asked, row.sentence) or _touches(asked, row.content)):
        return None
    head = row.content.split(" … ")[0]
    back = _points_back(asked, head)
    against = _echoes_no(asked, row, head, back=back)
    if against is not None:
        # Where the statement says no, it cannot be told which of the two is refused.
        return None if asked.no else against
    left_open = (_left_open(row.cue, ECHO) if back else None) or _opens(asked, row)
    if left_open is not None:
        return left_open
    if back and row.firmness is Firmness.ASSERTED and _confirms(row):
        return Bond(Relation.SUPPORTS, ECHO, f"{row.cue}: {head}")
    return None


def _echoes_no(asked: Question, row: Row, head: str, *, back: bool) -> Bond | None:
    """What a claim is that only points back, and denies or doubts what was told."""
    if row.firmness is Firmness.DENIED and (back or _part_in_it(asked, row, head)):
        return Bond(Relation.DENIES, ECHO, f"denies what is told: {head}")
    parts = sentences(row.content)
    no = next((word for part in parts if (word := _refuses(asked, part))), None)
    if no is not None:
        return Bond(Relation.DENIES, ECHO, f"its source denies it: {no}")
    doubt = next((word for part in parts if (word := _doubts(asked, part))), None)
    return None if doubt is None else Bond(Relation.CONTRADICTS, ECHO, f"casts doubt: {doubt}")


@cache
def remarking() -> tuple[str, ...]:
    """Words and phrases of which a claim that :func:`echo` may take for something has one.

    Those in which another of them stands are left out: whoever has them has that one.
    """
    words = stances()
    verbs = (form for verb in words.confirming for form in _forms(verb))
    refusing = sorted(words.doubt | words.refusing | words.so)
    every = dict.fromkeys((*refusing, *words.unaware, *words.unconfirmed, *verbs))
    return tuple(one for one in every if not any(each in one for each in every if each != one))


def _forms(verb: str) -> tuple[str, ...]:
    base = verb.removesuffix("e").removesuffix("y")
    tail = verb[len(base) :]
    return (verb, f"{base}ies" if tail == "y" else f"{verb}s", f"{base}{'i' * (tail == 'y')}ed")


def _stand(asked: Question, row: Row, like: float) -> Bond | None:
    """What a claim says of what it tells: that it is not so, not known, not to be relied on."""
    near, *others = asked.nearest(told_by(row))
    denied, why = _denied(row, near)
    left_open = None if denied else _opened(row, like) or _left_open(near, like)
    if left_open is not None:
        return left_open
    says_no = asked.denied_in(near)
    if (says_no != denied) != asked.no:
        if denied:
            return Bond(Relation.DENIES, like, why)
        told = "it says no" if says_no else "the statement says no, and it does not"
        return Bond(Relation.CONTRADICTS, like, told)
    doubt = next((word for each in (near, *others) if (word := _doubt_of(asked, each))), None)
    if doubt is not None and not asked.no and doubted(asked.text) is None:
        return Bond(Relation.CONTRADICTS, like, f"casts doubt: {doubt}")
    return None


def told_by(row: Row) -> str:
    """What a claim tells, without the words by which it says that this is not so."""
    found = refusal(row.content)
    return row.content if found is None else found.told


def denies(row: Row) -> bool:
    """Whether its source denies what a claim tells, or says that it is untrue."""
    found = refusal(row.content)
    return row.firmness is Firmness.DENIED if found is None else not denying(row.cue)


def _denied(row: Row, near: str) -> tuple[bool, str]:
    """Whether its source denies one sentence of a claim, and by which words."""
    found = refusal(row.content)
    mine = frozenset(words(near))
    if found is not None and 2 * len(mine.intersection(words(found.what))) >= len(mine):
        return denies(row), f"its source denies it: {found.words}"
    return row.firmness is Firmness.DENIED, "its source denies it"


def _doubt_of(asked: Question, part: str) -> str | None:
    """The word by which a sentence doubts what is asked, and not what it tells beside it."""
    doubt = doubted(part)
    if doubt is None or doubt not in stances().doubting:
        return doubt
    return doubt if asked.held(part[part.lower().find(doubt) :]) else None


def _alike(asked: Question, row: Row, like: float, *, whole: bool, same_deed: bool) -> Bond | None:
    """What a claim is that says neither yes nor no: another figure, the same, or for it."""
    figure = _figure(asked, row) if like >= (ECHO if len(asked.names) > 1 else OPPOSED) else None
    if figure is not None:
        return Bond(Relation.OTHER_FIGURE, like, f"another number of {figure.unit}")
    whole = whole and not _supposes(asked, told_by(row))
    whole = whole and (asked.no or denies(row) or not asked.muddled_in(told_by(row)))
    if whole and like >= SAME and counted(asked.about.quantities, row.about.quantities):
        return Bond(Relation.SAME, like, "nearly the same words and sense")
    if whole and like >= RESTATES and counted(asked.about.quantities, row.about.quantities):
        return Bond(Relation.RESTATES, like, "much the same in other words")
    if same_deed:
        return Bond(Relation.SUPPORTS, like, Deeds.SAME.value)
    return None


def _may_speak(asked: Question, row: Row, told: Told) -> bool:
    """Whether a claim that says no, or leaves it open, may do so of the statement."""
    if told.near:
        return True
    pointed = not stances().pointing.isdisjoint(_plain(row.content))
    denied = row.firmness is Firmness.DENIED and not told.lacks
    return (pointed or denied) and _touches(asked, row.content)


def _supposes(asked: Question, content: str) -> bool:
    """Whether a claim only supposes what it tells: "if they wanted to", "whether they did"."""
    near = _plain(asked.nearest(content)[0])
    return not asked.supposes and not stances().supposing.isdisjoint(near)


def _left_open(text: str, like: float) -> Bond | None:
    words = unaware(text)
    if words is not None:
        return Bond(Relation.NOT_AWARE, like, f"knows nothing of it: {words}")
    words = unconfirmed(text)
    return (
        None if words is None else Bond(Relation.CANNOT_CONFIRM, like, f"leaves it open: {words}")
    )


def _opened(row: Row, like: float) -> Bond | None:
    """What the words right before a claim leave open: "could not confirm that"."""
    return _left_open(row.cue, like) or _left_open(_lead(row), like)


def _lead(row: Row) -> str:
    return leading(row.sentence, row.spans[0][0] - row.sentence_at)


def told_as_false(row: Row) -> bool:
    """Whether it is told in order to be denied: "false claims that", "denied reports that"."""
    if any(hop.firmness is Firmness.DENIED for hop in row.chain[:-1]):
        return True
    if row.firmness is not Firmness.DENIED and denying(_lead(row)):
        return True
    if _refused(row):
        return True
    head, cue, _ = row.sentence.partition(row.cue) if row.cue else ("", "", "")
    before = head.split() if cue else []
    return bool(before) and before[-1].lower() in stances().doubt


def _refused(row: Row) -> bool:
    """Whether the words around a claim, or its last ones, say of the report that it is false."""
    start = row.spans[0][0] - row.sentence_at
    ends = {span[1] - row.sentence_at for span in (row.spans[0], row.spans[-1])}
    last = row.content.rpartition(" ")[2]
    verb = f" {last}" if last.lower() in clauses().be else ""  # "claims [of a raid were] false"
    if start >= 0 and any(
        refused_around(row.sentence[:start], verb + row.sentence[end:]) for end in ends
    ):
        return True
    report = row.cue.rpartition(" ")[2].lower() in stances().pointing
    return report and not refusal(row.content) and refusal(f"{row.cue} {row.content}") is not None


def _figure(asked: Question, row: Row) -> Quantity | None:
    """A figure of what the statement has a figure of: around it stand the statement's names."""

    def same_thing(_: Quantity, other: Quantity) -> bool:
        return asked.told_in(clause(row.sentence, other.span[0] - row.sentence_at), NAMED)

    found = other_figure(asked.about.quantities, row.about.quantities, same_thing)
    return found[1] if found else None


def _touches(asked: Question, text: str) -> bool:
    """Whether a text has enough of what the statement tells, its actors aside."""
    whole = sum(asked.weights.values())
    held = sum(asked.weights[term] for term in asked.held(text) if "/" not in term)
    return held >= TOUCHED * whole


def _opens(asked: Question, row: Row) -> Bond | None:
    """What a claim leaves open, where that is the story and nothing else."""
    for part in sentences(row.content):
        found = _left_open(part, ECHO)
        if found is not None and (_brief(asked, part) or _speaks_of(asked, part)):
            return found
    return None


def _refuses(asked: Question, part: str) -> str | None:
    """The words by which a sentence says that the story, and nothing else, is not so."""
    found = refuses(part)
    return found if found and (_brief(asked, part) or _speaks_of(asked, part)) else None


def _doubts(asked: Question, part: str) -> str | None:
    """The word by which a sentence casts doubt on the story, and not on something else."""
    doubt = doubted(part)
    if doubt is None:
        return None
    # What is doubted stands behind these words, and anywhere beside the others.
    about = part[part.lower().find(doubt) :] if doubt in stances().doubting else part
    return doubt if _brief(asked, part) or _speaks_of(asked, about) else None


def _speaks_of(asked: Question, text: str) -> bool:
    """Whether a text names the report, or enough of what the statement tells."""
    return not stances().pointing.isdisjoint(_plain(text)) or _touches(asked, text)


def _plain(text: str) -> list[str]:
    return [word.strip(_MARKS) for word in text.lower().split()]


def _brief(asked: Question, part: str) -> bool:
    """Whether a sentence is too short to be of anything but what was told before it."""
    said = [word.strip(_MARKS) for word in part.split()]
    if len(said) > BRIEF:
        return False
    names = [word for word in said[1:] if word[:1].isupper()]
    return all(asked.held(word) for word in names)


def _points_back(asked: Question, head: str) -> bool:
    """Whether a content is nothing but what the report is called, and whose it is."""
    if len(head) > BACK:
        return False
    found = terms(head)
    if not found:
        return not stances().back.isdisjoint(_plain(head))
    words = stances().pointing
    return all(term in words or term in asked.weights or "/" in term for term in found)


def _part_in_it(asked: Question, row: Row, head: str) -> bool:
    """Whether the one who is said to have done it denies their part in it."""
    frames = {frame.actor_id for frame in asked.about.frames} - {None}
    doers = [a for a in asked.about.actors if a.key in frames] or asked.about.actors[:1]
    named = frozenset().union(*(terms(actor.name) for actor in doers))
    denier = terms(row.chain[-1].name) if row.chain else frozenset[str]()
    return bool(denier & named) and bool(terms(head) & stances().part_in_it)


def _confirms(row: Row) -> bool:
    """Whether the cue is one of confirming, and nothing in the sentence takes it back."""
    words = row.cue.lower().split()
    stems = tuple(verb.removesuffix("e").removesuffix("y") for verb in stances().confirming)
    return any(word.startswith(stems) for word in words) and not negated(row.sentence)

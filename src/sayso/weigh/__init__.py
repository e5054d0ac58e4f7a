"""Articles and candidates -> what is one text, who had it first, and what only stands around it.

words    a text as numbers, and the fingerprints that index it
text     an article as far as this room looks
shelf    where candidates come from
align    the passages that stand in two texts
retold   sentences told again in other words
reuse    what two articles are to each other
first    which of them had it first
groups   which articles are one text

Pure: it decides, and the ledger keeps what was decided.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Reuse, Reused
from sayso.weigh.align import Passage
from sayso.weigh.reuse import STANDING, compare, passages, twice
from sayso.weigh.shelf import COMMON, InMemory, Shelf
from sayso.weigh.text import Text
from sayso.weigh.words import SHINGLE, Fingerprints

__all__ = ["COMMON", "Fingerprints", "InMemory", "Shelf", "Text", "learnt", "reuses", "twice"]

MOST = COMMON + 1
"""Articles that one is compared with at most: those that share the most fingerprints with it."""
SMALL = 0.45
"""Where two articles share less than this of the shorter, what they share may be standing text."""
MONTHS = 15
"""Days apart from which that may be so where they share as little of the longer alone."""
OTHERS = 2
"""Articles of the outlet, besides this one, that hold a passage and little else of it."""
OVERLAP = 0.7
"""Share of a passage that another must cover to be the same."""


def reuses(text: Text, shelf: Shelf) -> list[Reuse]:
    """What an article shares with those on the shelf, the most first.

    The article is ``a`` of every pair.  The cost grows with the articles that share a fingerprint
    with it, up to :data:`MOST`, and not with the shelf.
    """
    held = shelf.holders(text.prints)
    others = (key for key in held.found if key != text.id)
    likest = sorted(others, key=lambda key: (-held.found[key], key))
    near = {key: shelf.text(key) for key in likest[:MOST]}
    found = {key: passages(text, other) for key, other in near.items()}
    kin = [key for key in near if text.outlet and near[key].outlet == text.outlet]
    small = [key for key in kin if _is_small(text, near[key], found[key])]
    known = _formulas(text, held.common)
    out = []
    for key, other in near.items():
        standing = _standing(found[key], [found[k] for k in small], known) if key in kin else ()
        verdict = compare(text, other, found[key], standing)
        if verdict is not None:
            out.append(verdict)
    return sorted(out, key=lambda r: (-r.score, r.b))


def learnt(found: Sequence[Reuse], earlier: Sequence[Reuse], shelf: Shelf) -> list[Reuse]:
    """Verdicts over pairs of earlier articles, anew where a new article shows what stands in both.

    The first two articles that hold an outlet's standing text cannot tell that it is; the third
    can.  ``found`` is what the new article shares; ``earlier`` what those before it share with each
    other.
    """
    around = {
        one.b: [theirs for _, theirs in one.passages]
        for one in found
        if one.label is Reused.BOILERPLATE and ("label", STANDING) in one.why
    }
    out = []
    for one in earlier:
        if one.a in around and one.b in around:
            a, b = shelf.text(one.a), shelf.text(one.b)
            both = passages(a, b)
            standing = [p for p in both if _covered(a.cut.span(*p.a), around[one.a])]
            verdict = compare(a, b, both, standing) if standing else None
            if verdict is not None and verdict != one:
                out.append(verdict)
    return out


def _is_small(a: Text, b: Text, found: Sequence[Passage]) -> bool:
    """Whether two articles share so little that it may be standing text.

    A short article may be no more than half of its page: then months must lie between them.
    """
    equal = sum(p.equal for p in found)
    if equal < SMALL * max(1, min(len(a.cut), len(b.cut))):
        return True
    apart = a.day is not None and b.day is not None and abs((a.day - b.day).days) > MONTHS
    return apart and equal < SMALL * max(len(a.cut), len(b.cut))


def _formulas(text: Text, common: frozenset[int]) -> tuple[Sequence[int], Sequence[int]]:
    """The words that kept fingerprints begin at: all of them, and those that many articles hold.

    None where more than half are common: the text itself is what many print.
    """
    numbers, places = text.prints.numbers.tolist(), text.prints.places.tolist()
    many = [at for number, at in zip(numbers, places, strict=True) if number in common]
    return places, (many if 2 * len(many) <= len(places) else [])


def _standing(
    found: Sequence[Passage],
    others: Sequence[Sequence[Passage]],
    known: tuple[Sequence[int], Sequence[int]],
) -> list[Passage]:
    """The passages that enough articles of the outlet hold, with little else in common."""
    return [
        p for p in found if sum(_holds(each, p) for each in others) >= OTHERS or _formula(p, *known)
    ]


def _formula(one: Passage, every: Sequence[int], many: Sequence[int]) -> bool:
    """Whether so many articles hold a passage that its fingerprints lead nowhere."""
    inside = range(one.a[0], one.a[1] - SHINGLE + 1)
    all_of_it = sum(at in inside for at in every)
    return all_of_it > 0 and sum(at in inside for at in many) >= OVERLAP * all_of_it


def _holds(found: Sequence[Passage], one: Passage) -> bool:
    return _covered(one.a, [p.a for p in found])


def _covered(one: tuple[int, int], others: Sequence[tuple[int, int]]) -> bool:
    size = one[1] - one[0]
    return any(min(end, one[1]) - max(start, one[0]) >= OVERLAP * size for start, end in others)

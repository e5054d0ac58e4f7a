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

from collections.abc import Mapping, Sequence

from sayso.records import Reuse
from sayso.weigh.align import Passage
from sayso.weigh.reuse import compare, passages, twice
from sayso.weigh.shelf import COMMON, InMemory, Shelf
from sayso.weigh.text import Text
from sayso.weigh.words import Fingerprints

__all__ = ["COMMON", "Fingerprints", "InMemory", "Shelf", "Text", "reuses", "twice"]

SMALL = 0.45
"""Where two articles share less than this of the shorter, what they share may be standing text."""
OTHERS = 2
"""Articles of the outlet, besides this one, that hold a passage and little else of it."""
OVERLAP = 0.7
"""Share of a passage that another must cover to be the same."""


def reuses(text: Text, shelf: Shelf) -> list[Reuse]:
    """What an article shares with those on the shelf, the most first.

    The article is ``a`` of every pair.  The cost grows with the articles that share a fingerprint
    with it, not with the shelf.
    """
    near = {key: shelf.text(key) for key in shelf.holders(text.prints) if key != text.id}
    found = {key: passages(text, other) for key, other in near.items()}
    kin = [key for key in near if text.outlet and near[key].outlet == text.outlet]
    kin = [key for key in kin if _share(text, near[key], found[key]) < SMALL]
    out = []
    for key, other in near.items():
        standing = _standing(found[key], kin, found) if key in kin else ()
        verdict = compare(text, other, found[key], standing)
        if verdict is not None:
            out.append(verdict)
    return sorted(out, key=lambda r: (-r.score, r.b))


def _share(a: Text, b: Text, found: Sequence[Passage]) -> float:
    return sum(p.equal for p in found) / max(1, min(len(a.cut), len(b.cut)))


def _standing(
    found: Sequence[Passage], kin: Sequence[str], every: Mapping[str, Sequence[Passage]]
) -> list[Passage]:
    """The passages that enough articles of the outlet hold, with little else in common."""
    return [p for p in found if sum(_holds(every[key], p) for key in kin) >= OTHERS]


def _holds(found: Sequence[Passage], one: Passage) -> bool:
    size = one.a[1] - one.a[0]
    return any(min(p.a[1], one.a[1]) - max(p.a[0], one.a[0]) >= OVERLAP * size for p in found)

"""What stands inside another claim of its article is told once: by who takes the stand, or says it.

"The ministry could not confirm reports that the dam burst" is two claims, one inside the other.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Relation
from sayso.weigh.dossier import Matched
from sayso.weigh.judge import AGAINST, OPEN

__all__ = ["once"]

NEARLY = 0.8
"""Share of the outer one's likeness from which the inner one is what tells it."""
_TELLING = frozenset({Relation.SAME, Relation.RESTATES, Relation.SUPPORTS, Relation.OTHER_FIGURE})


def once(matched: Sequence[Matched], *, keep: str | None = None) -> list[Matched]:
    """Matched claims without those that another of them stands for.

    Who denies, doubts or leaves open what another is said to tell stands for both; of two that tell
    it, the inner one does, on whose word it is.  The claim with the id ``keep`` stays.
    """
    by_article: dict[str, list[Matched]] = {}
    for each in matched:
        by_article.setdefault(each.row.article, []).append(each)
    gone = {
        less.row.id
        for some in by_article.values()
        for n, one in enumerate(some)
        for other in some[n + 1 :]
        if (less := _stood_for(one, other) or _stood_for(other, one)) is not None
        and less.row.id != keep
    }
    return [each for each in matched if each.row.id not in gone]


def _stood_for(outer: Matched, inner: Matched) -> Matched | None:
    """Which of two claims the other stands for, where the second stands inside the first."""
    low, high = inner.row.spans[0][0], inner.row.spans[-1][1]
    start, end = outer.row.spans[0][0], outer.row.spans[-1][1]
    stand, told = outer.bond.relation, inner.bond.relation
    if stand is told and outer.row.who == inner.row.who:  # cued twice in one breath
        over = 2 * (min(high, end) - max(low, start)) > min(high - low, end - start)
        return min((inner, outer), key=lambda each: each.bond.score) if over else None
    if low < start or high > end:
        return None
    if stand is told and (start, end) == (low, high):
        return None  # two who say it together
    deeper = _inside(outer, inner)
    if stand is told and stand not in _TELLING:
        return outer if deeper and _of_its_own(inner) else inner
    if stand in OPEN or stand in AGAINST:
        # Reports of which the article itself tells stand beside the denial of another.
        return inner if told in _TELLING and deeper else None
    if stand in _TELLING and told in _TELLING and deeper:
        return outer if inner.bond.score >= NEARLY * outer.bond.score else None
    return None


def _inside(outer: Matched, inner: Matched) -> bool:
    """Whether a claim comes through all who pass the other on, and through somebody else."""
    whole, some = ([hop.name for hop in each.row.chain] for each in (inner, outer))
    return len(whole) > len(some) and whole[: len(some)] == some


def _of_its_own(inner: Matched) -> bool:
    """Whether the words by which a claim takes a stand are its own, and not those around it."""
    words = inner.bond.why.partition(": ")[2]
    return words.lower() in inner.row.content.lower()

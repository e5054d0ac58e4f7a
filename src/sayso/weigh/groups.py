"""Groups of articles that are one text, and which of them is the earliest copy held."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from sayso.records import Direction, Reuse, Reused

__all__ = ["ONE_TEXT", "first_of", "groups"]

ONE_TEXT = frozenset({Reused.REPRINT, Reused.REWRITE})
"""Labels that make two articles one text."""


def groups(
    found: Iterable[Reuse], *, apart: Collection[frozenset[str]] = ()
) -> list[tuple[str, ...]]:
    """The articles of each group, the largest group first.

    What a person decided holds first: pairs by hand are one text, and no group has both articles
    of a pair that is ``apart``.

    Pairs are taken from the likest on; two groups become one where at least half of the pairs
    between them are one text (average linkage, Sokal and Michener 1958): a chain of ever looser
    rewrites does not make one text of many.

    >>> groups([])
    []
    """
    pairs = sorted(
        (r for r in found if r.label in ONE_TEXT), key=lambda r: (r.by is None, -r.score, r.a, r.b)
    )
    linked: dict[str, set[str]] = {}
    for one in pairs:
        linked.setdefault(one.a, set()).add(one.b)
        linked.setdefault(one.b, set()).add(one.a)
    for one in pairs:
        if one.by is not None:  # what is linked with one of them is with the other
            both = linked[one.a] | linked[one.b]
            linked[one.a], linked[one.b] = set(both), set(both)
            for article in both:
                linked[article] |= {one.a, one.b}
    group = {article: [article] for article in linked}
    for one in pairs:
        left, right = group[one.a], group[one.b]
        if left is right or _parted(left, right, apart):
            continue
        links = sum(len(linked[article].intersection(right)) for article in left)
        if one.by is not None or 2 * links >= len(left) * len(right):
            left += right
            group.update(dict.fromkeys(right, left))
    whole = {id(each): tuple(sorted(each)) for each in group.values() if len(each) > 1}
    return sorted(whole.values(), key=lambda g: (-len(g), g))


def _parted(left: Iterable[str], right: Sequence[str], apart: Collection[frozenset[str]]) -> bool:
    return bool(apart) and any(frozenset((a, b)) in apart for a in left for b in right)


def first_of(group: Sequence[str], found: Iterable[Reuse]) -> str | None:
    """The article of a group that none of the others was found to precede, if it is the only one.

    It is the earliest copy held, not the original: that may never have been read.
    """
    inside, later = frozenset(group), set[str]()
    for one in found:
        if one.label in ONE_TEXT and {one.a, one.b} <= inside:
            if one.direction is Direction.A:
                later.add(one.b)
            elif one.direction is Direction.B:
                later.add(one.a)
    left = [article for article in group if article not in later]
    return left[0] if len(left) == 1 else None

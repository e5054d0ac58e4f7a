"""Groups of articles that are one text: whoever is joined by a chain of reprints and rewrites."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.records import Direction, Reuse, Reused

__all__ = ["ONE_TEXT", "first_of", "groups"]

ONE_TEXT = frozenset({Reused.REPRINT, Reused.REWRITE})
"""Labels that make two articles one text."""


def groups(found: Iterable[Reuse]) -> list[tuple[str, ...]]:
    """The articles of each group, in the order in which they are met; the largest group first.

    >>> groups([])
    []
    """
    leader: dict[str, str] = {}

    def find(article: str) -> str:
        while leader[article] != article:
            leader[article] = leader[leader[article]]
            article = leader[article]
        return article

    for one in found:
        if one.label in ONE_TEXT:
            for article in (one.a, one.b):
                leader.setdefault(article, article)
            leader[find(one.b)] = find(one.a)
    by_leader: dict[str, list[str]] = {}
    for article in leader:
        by_leader.setdefault(find(article), []).append(article)
    return sorted((tuple(each) for each in by_leader.values()), key=lambda g: (-len(g), g))


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

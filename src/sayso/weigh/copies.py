"""Which claim of an earlier article a claim was copied from, where two articles share a passage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.records import Direction, Reuse, Reused, Span
from sayso.weigh.judge import Row
from sayso.weigh.likeness import terms
from sayso.weigh.ways import Copied

__all__ = ["copies", "place"]

SLACK = 40
"""Characters on both sides of where a claim should stand in another copy of its passage."""
ALIKE = 0.4
"""Share of the terms of two claims' sentences that must be one, for one to be the other's copy."""
_COPY = {
    Reused.REPRINT: "reprinted",
    Reused.REWRITE: "rewritten",
    Reused.EXCERPT: "excerpted",
}


def place(span: Span, mine: Span, there: Span) -> Span | None:
    """Where a span that touches a passage stands in another copy of it, as near as lengths tell.

    ``None`` where it does not touch the passage ``mine``, which is ``there`` in the other text.

    >>> place((10, 20), (0, 100), (500, 700))
    (500, 580)
    """
    if mine[0] >= span[1] or span[0] >= mine[1]:
        return None
    scale = (there[1] - there[0]) / max(1, mine[1] - mine[0])
    low = there[0] + round(scale * (max(span[0], mine[0]) - mine[0]))
    high = there[0] + round(scale * (min(span[1], mine[1]) - mine[0]))
    return max(there[0], low - SLACK), min(there[1], high + SLACK)


def copies(rows: Sequence[Row], reuses: Iterable[Reuse]) -> dict[str, Copied]:
    """What each claim was copied from, by its id; only where it is known which article was first.

    Of several earlier articles the one that shares the most counts.
    """
    held: dict[str, list[Row]] = {}
    for row in rows:
        held.setdefault(row.article, []).append(row)
    out: dict[str, Copied] = {}
    for one in sorted(reuses, key=lambda r: (-r.score, r.a, r.b)):
        if one.label not in _COPY or one.direction is Direction.UNKNOWN:
            continue
        later, first = (one.b, one.a) if one.direction is Direction.A else (one.a, one.b)
        mine = 0 if later == one.a else 1
        pairs = [(pair[mine], pair[1 - mine]) for pair in one.passages]
        for row in held.get(later, ()):
            original = _original(row, held.get(first, ()), pairs)
            if original is not None and row.id not in out:
                told = f"{_COPY[one.label]}, {one.score:.0%} of the shorter text is shared"
                out[row.id] = Copied(original.id, told)
    return out


def _original(row: Row, others: Sequence[Row], pairs: Sequence[tuple[Span, Span]]) -> Row | None:
    """The claim of an earlier article that stands where a claim's words do, and is likest to it."""
    places = [where for mine, there in pairs if (where := place(_sentence(row), mine, there))]
    found = [(_alike(row, other), other) for other in others if _touches(other, places)]
    best = max(found, key=lambda pair: (pair[0], pair[1].id), default=None)
    return best[1] if best is not None and best[0] >= ALIKE else None


def _sentence(row: Row) -> Span:
    return row.sentence_at, row.sentence_at + len(row.sentence)


def _touches(row: Row, places: Sequence[Span]) -> bool:
    start, end = _sentence(row)
    return any(low < end and start < high for low, high in places)


def _alike(a: Row, b: Row) -> float:
    """Share of the terms of what is claimed that both have; of two equal ones the voices decide."""
    one, other = terms(a.content), terms(b.content)
    shared = len(one & other) / max(1, len(one | other))
    return shared + (0.01 if a.voice is b.voice else 0.0)

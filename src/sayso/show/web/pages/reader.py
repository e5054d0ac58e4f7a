"""The reader: an article as it was published, with a ledger of its claims in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from starlette.requests import Request

from sayso.records import Direction, Reused, Span
from sayso.show.byhand import changed
from sayso.show.contract import as_json
from sayso.show.phrases import file_name
from sayso.show.web.answers import Answer
from sayso.show.web.article import Decisions, Seen, view_of
from sayso.show.web.site import Site

if TYPE_CHECKING:
    from sayso.ledger import ReuseRow

TAKEN = (Reused.REPRINT, Reused.REWRITE, Reused.EXCERPT)
_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")


def reader(request: Request) -> Answer:
    """One article."""
    ident = request.path_params["id"].removesuffix(".json")
    with Site.of(request).books.reading() as book:
        article, reading = book.article(ident)
        decided = book.decided(article.id, reading)
        shared = book.reuses(article.id, labels=TAKEN)
        rejected, merged = book.rejected(), book.merged_sources()
    marked = span_of(request.query_params.get("mark", ""), len(article.text))
    seen = earliest(passages(article.id, shared))
    by_hand = Decisions(rejected, changed(reading, decided, merged))
    view = view_of(article, decided, seen=seen, marked=marked, by_hand=by_hand)
    context = {"view": view, "shared": len(shared)}
    return Answer("reader.html", context, lambda: as_json(article, decided))


def span_of(raw: str, length: int) -> Span | None:
    """The stretch that an address points at, within a text of ``length`` characters.

    >>> span_of("12-40", 100), span_of("40-12", 100), span_of("12-400", 100), span_of("x", 100)
    ((12, 40), None, (12, 100), None)
    """
    match = _SPAN.fullmatch(raw)
    if match is None:
        return None
    start, end = int(match[1]), min(int(match[2]), length)
    return (start, end) if start < end else None


def passages(article: str, shared: Iterable[ReuseRow]) -> Iterator[Seen]:
    """The stretches of an article that were taken from another, as far as that is known."""
    for row in shared:
        one = row.reuse
        mine = 0 if one.a == article else 1
        taken = one.direction is (Direction.B if mine == 0 else Direction.A)
        if not taken:
            continue
        other = 1 - mine
        name = row.outlets[other] or row.titles[other] or file_name(row.inputs[other])
        for pair in one.passages:
            yield Seen(
                pair[mine], (one.a, one.b)[other], name, row.published[other], str(one.label)
            )


def earliest(found: Iterable[Seen]) -> list[Seen]:
    """Of passages over the same words the first that was published; in the order of the text."""
    kept: list[Seen] = []
    for each in sorted(found, key=lambda s: (s.published or "9999", s.span)):
        if not any(_mostly(each.span, other.span) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda s: s.span)


def _mostly(one: Span, other: Span) -> bool:
    """Whether most of one stretch lies in the other."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return 2 * shared > one[1] - one[0]

"""The desk: what is in the ledger, one claim a row."""

from __future__ import annotations

from starlette.requests import Request

from sayso.show.rows import nested
from sayso.show.web.answers import Answer
from sayso.show.web.site import Site

ROWS = 50


def desk(request: Request) -> Answer:
    """The newest claims."""
    with Site.of(request).books.reading() as book:
        rows = list(book.claims(limit=ROWS))
        counts = book.counts()
    return Answer(
        "desk.html",
        {"rows": rows, "counts": counts},
        lambda: {"claims": [nested(row) for row in rows]},
    )

"""The desk: what is in the ledger, one claim a row; filters, counts, export."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from sayso.show.contract import line
from sayso.show.rows import FLAT, flat, nested
from sayso.show.web.answers import Answer, Trouble
from sayso.show.web.choice import claim_filter, given, whole
from sayso.show.web.marks import Piece, claim_marks, cropped
from sayso.show.web.reach import Reach, reach_of
from sayso.show.web.site import Site

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.desk import Desk, DeskRow

ROWS, VALUES = 50, 10
AT_ONCE = 1000
"""Claims that an export reads at a time."""
LAST = 100_000
"""The last page that is asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as the desk shows it."""

    row: DeskRow
    pieces: list[Piece]
    own: bool
    reach: Reach


def desk(request: Request) -> Answer:
    """The claims of a choice, a page of them."""
    site, chosen = Site.of(request), given(request.query_params)
    number = whole(request.query_params, "page", 1, LAST)
    with site.books.reading() as book:
        found = _found(site, book, chosen, number)
        lines = list(lines_of(book, found))
        labels = _labels(book, chosen)
        counts, views = book.counts(), book.views()
    pages = max(1, -(-found.total // ROWS))
    context = {
        "lines": lines,
        "found": found,
        "chosen": chosen,
        "labels": labels,
        "counts": counts,
        "number": number,
        "pages": pages,
        "asked_words": chosen.get("words", ""),
        "jobs": site.jobs.recent(),
        "views": views,
    }
    return Answer("desk.html", context, lambda: _data(found, chosen, number, pages))


def _found(
    site: Site, book: Ledger, chosen: Mapping[str, str], number: int, rows: int = ROWS
) -> Desk:
    return book.desk(
        claim_filter(chosen),
        columns=site.columns,
        limit=rows,
        offset=(number - 1) * rows,
        values=VALUES,
    )


def lines_of(book: Ledger, found: Desk) -> Iterator[Line]:
    """The rows of a page, with the words of each claim marked in its sentence."""
    texts = book.texts({row.claim.article for row in found.rows})
    for row in found.rows:
        claim, spot = row.claim, row.spot
        marks = claim_marks(spot.source, spot.cue, claim.spans, claim.firmness)
        shown = cropped(texts[claim.article], spot.sentence, claim.spans, marks)
        yield Line(row, shown, not claim.chain, reach_of(row.standing))


def _labels(book: Ledger, chosen: Mapping[str, str]) -> dict[str, str]:
    """How the values of a choice read: the name of an actor or a place that is given by its id."""
    labels = {name: value.removeprefix("=") for name, value in chosen.items()}
    for name, look in (("actor", book.actors), ("place", book.places)):
        if name in chosen:
            rows = look(chosen[name], limit=1)
            if rows and rows[0].name and chosen[name].casefold() not in rows[0].name.casefold():
                labels[name] = rows[0].name
    return labels


def _data(found: Desk, chosen: Mapping[str, str], number: int, pages: int) -> dict[str, Any]:
    return {
        "filters": dict(chosen),
        "total": found.total,
        "page": number,
        "pages": pages,
        "claims": [nested(row.claim) | _reach(row) for row in found.rows],
        "facets": {
            name: [{"value": each.key, "label": each.label, "claims": each.claims} for each in some]
            for name, some in found.facets.items()
        },
    }


_REACH = ("roots_low", "roots_high", "articles", "disputes")


def _reach(row: DeskRow) -> dict[str, int]:
    """What the desk shows beside a claim, as plain numbers."""
    reach = reach_of(row.standing)
    return dict(zip(_REACH, (reach.low, reach.high, reach.articles, reach.disputes), strict=True))


# --- export -------------------------------------------------------------------------------------


def export(request: Request) -> Response:
    """Exactly the claims that are on the screen, in its order: all of a choice, or one page."""
    site, chosen = Site.of(request), given(request.query_params)
    form = request.path_params["form"]
    number = whole(request.query_params, "page", 0, LAST)
    if form not in _FORMS:
        raise Trouble(404, "Nothing here", "Claims are exported as CSV or as JSON lines.")
    claim_filter(chosen)  # what is wrong with it is said before anything is sent
    write, media = _FORMS[form]
    headers = {"content-disposition": f'attachment; filename="claims.{form}"'}
    rows = _rows(site, chosen, number)
    return StreamingResponse(write(rows), headers=headers, media_type=media)


def _rows(site: Site, chosen: Mapping[str, str], number: int) -> Iterator[DeskRow]:
    """The rows of one page (``number`` from 1), or of all pages (0)."""
    page, size = (number, ROWS) if number else (1, AT_ONCE)
    while True:
        with site.books.reading() as book:
            found = _found(site, book, chosen, page, size)
        yield from found.rows
        if number or len(found.rows) < size:
            return
        page += 1


def _csv(rows: Iterator[DeskRow]) -> Iterator[str]:
    out = io.StringIO()
    writer = csv.DictWriter(out, (*FLAT, *_REACH), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(flat(row.claim) | _reach(row))
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _jsonl(rows: Iterator[DeskRow]) -> Iterator[str]:
    for row in rows:
        yield line(nested(row.claim) | _reach(row)) + "\n"


_FORMS = {"csv": (_csv, "text/csv; charset=utf-8"), "jsonl": (_jsonl, "application/jsonl")}

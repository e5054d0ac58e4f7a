"""The dossier of a claim or of a statement: who says so, on whose word, who disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from sayso.engines.dossiers import dossier_of
from sayso.records import Drift, Firmness, Quantity, Span
from sayso.show.answer import WORDS, as_json
from sayso.show.joined import days_told, flag_line, number, outlet_of, rows_of
from sayso.show.web.answers import Answer
from sayso.show.web.drawing import HrefOf, Told, timeline_of, tree_of
from sayso.show.web.marks import Mark, Piece, cropped
from sayso.show.web.site import Site
from sayso.weigh.dossier import Dossier, Matched, side_by_side
from sayso.weigh.judge import AGAINST, Row

if TYPE_CHECKING:
    from sayso.ledger import Ledger

FEW = 5
"""Words of a claim that are shown with their sentence: "it" says nothing without it."""
SHOWN, LONGEST = 12, 500
"""Claims a column shows, so that what changed stands not far below; characters of a claim or of a
statement."""
MANY = 200
"""Claims of a column with ``?all``."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim of a column."""

    row: Row
    outlet: str
    pieces: list[Piece]
    relation: str
    why: str
    earliest: bool


@dataclass(frozen=True, slots=True)
class Retold:
    """How one claim is told again: the names of both outlets, what was lost, the exact words."""

    before: Row
    after: Row
    names: tuple[str, str]
    changes: tuple[tuple[str, str], ...]
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a thing, and the claims that give it."""

    value: str
    rows: tuple[tuple[Row, str], ...]


def of_claim(request: Request) -> Answer:
    """The dossier of a claim, by the bonds that the ledger keeps."""
    ident = request.path_params["id"].removesuffix(".json")
    with Site.of(request).books.reading() as book:
        claim = book.claim(ident)
        found = dossier_of(book, claim.id)
        context = _context(book, found, all_of="all" in request.query_params)
    return Answer("dossier.html", {"claim": claim, "asked": "", **context}, lambda: as_json(found))


def asked(request: Request) -> Answer:
    """The dossier of a statement in plain English; a form where nothing was asked."""
    from sayso.engines.asking import ask

    statement = " ".join(request.query_params.get("q", "").split())[:LONGEST]
    if not statement:
        return Answer("ask.html", {"asked": ""}, lambda: {"statement": ""})
    site = Site.of(request)
    with site.books.reading() as book:
        found = ask(book, site.marker(), statement)
        context = _context(book, found, all_of="all" in request.query_params)
    return Answer(
        "dossier.html", {"claim": None, "asked": statement, **context}, lambda: as_json(found)
    )


def _context(book: Ledger, found: Dossier, *, all_of: bool) -> dict[str, Any]:
    rows = rows_of(found)
    against = [each for each in found.disputes if each.bond.relation in AGAINST]
    figures = [each for each in found.disputes if each.bond.relation not in AGAINST]
    most = MANY if all_of else SHOWN
    told = [
        *(Told(each.row, outlet_of(each.row, found), False) for each in found.claims),
        *(Told(each.row, outlet_of(each.row, found), True) for each in against),
    ]
    return {
        "found": found,
        "articles": len({each.row.article for each in found.claims}),
        "beside": list(_sayings(found, found.claims[:most])),
        "against": list(_sayings(found, against[:most])),
        "other": list(_sayings(found, figures[:most])),
        "unsettled": list(_sayings(found, found.unsettled[:most])),
        "counts": (len(found.claims), len(against), len(figures), len(found.unsettled)),
        "most": most,
        "tree": tree_of(found.tree, rows, HrefOf()),
        "flags": [flag_line(flag) for flag in found.flags],
        "days": list(days_told(found)),
        "retold": list(_retold(found)),
        "figures": list(_figures(found)),
        "timeline": timeline_of({each.row.id: each for each in told}.values()),
        "firm_words": tuple(Firmness),
    }


def _sayings(found: Dossier, matched: Sequence[Matched]) -> Iterator[Saying]:
    for each in matched:
        yield Saying(
            row=each.row,
            outlet=outlet_of(each.row, found),
            pieces=_pieces(each.row),
            relation=WORDS[each.bond.relation],
            why=_because(each),
            earliest=each.row.article == found.earliest,
        )


def _because(each: Matched) -> str:
    """Why a claim is bound to the statement, without what its relation tells already."""
    relation = WORDS[each.bond.relation]
    return "; ".join(part for part in each.bond.why.split("; ") if relation not in part)


def _pieces(row: Row) -> list[Piece]:
    """The words of a claim underlined; with their sentence where they say little alone."""
    firm = f"con f-{row.firmness}"
    if len(row.content.split()) > FEW:
        words = row.content
        return [Piece(words if len(words) <= LONGEST else words[: LONGEST - 1] + "…", firm)]
    at, whole = row.sentence_at, (0, len(row.sentence))
    spans = [(start - at, end - at) for start, end in row.spans]
    marks = [Mark(start, end, firm) for start, end in spans]
    return cropped(row.sentence, whole, tuple(spans), marks)


def _figures(found: Dossier) -> Iterator[tuple[str, list[Figure]]]:
    """What is counted, with the numbers from the lowest on and who gives them."""
    for unit, told in side_by_side(found.figures):
        values: dict[str, list[tuple[Row, Quantity]]] = {}
        for row, quantity in told:
            values.setdefault(number(quantity), []).append((row, quantity))
        yield (
            unit,
            [
                Figure(value, tuple((row, outlet_of(row, found)) for row, _ in some))
                for value, some in values.items()
            ],
        )


def _retold(found: Dossier) -> Iterator[Retold]:
    """The tellings in which something that matters changed."""
    rows = rows_of(found)
    for drift in found.drifts:
        if drift.changes and drift.before in rows and drift.after in rows:
            before, after = rows[drift.before], rows[drift.after]
            names = (outlet_of(before, found), outlet_of(after, found))
            yield retold(drift, before, after, names)


def retold(drift: Drift, before: Row, after: Row, names: tuple[str, str]) -> Retold:
    """One telling and its retelling: what changed, and the words of both as they stand."""
    return Retold(
        before,
        after,
        names,
        tuple((str(change.kind), change.why) for change in drift.changes),
        tuple(_diff(drift, before, after)),
    )


def _diff(drift: Drift, before: Row, after: Row) -> Iterator[tuple[str, str]]:
    """The pieces of a drift, each with the space that parts it from the next one."""
    for piece, behind in zip_longest(drift.diff, drift.diff[1:]):
        gone = piece.how == "gone"
        # A space that went with the words after it stands in the telling before.
        cut = gone or (behind is not None and behind.how == "gone" and piece.how == "equal")
        words = _words(before, piece.before) if gone else _words(after, piece.after)
        at = (before, piece.before[1]) if cut else (after, piece.after[1])
        yield piece.how, words + " " * _words(at[0], (at[1], at[1] + 1)).isspace()


def _words(row: Row, span: Span) -> str:
    return row.sentence[span[0] - row.sentence_at : span[1] - row.sentence_at]

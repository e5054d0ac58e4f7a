"""The dossier of a claim or of a statement: who says so, on whose word, who disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from sayso.engines.dossiers import dossier_of
from sayso.records import Drift, Firmness, Quantity, Span
from sayso.show.answer import WORDS, as_json
from sayso.show.joined import flag_line, number, outlet_of, rows_of
from sayso.show.web.answers import Answer
from sayso.show.web.drawing import HrefOf, Told, timeline_of, tree_of
from sayso.show.web.site import Site
from sayso.weigh.dossier import Dossier, Matched, side_by_side
from sayso.weigh.judge import AGAINST, Row

if TYPE_CHECKING:
    from sayso.ledger import Ledger

SHOWN, LONGEST = 40, 500
"""Claims a column shows, and characters of a claim or of a statement."""
MANY = 200
"""Claims of a column with ``?all``."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim of a column."""

    row: Row
    outlet: str
    words: str
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
        "retold": list(_retold(found)),
        "figures": list(_figures(found)),
        "timeline": timeline_of({each.row.id: each for each in told}.values()),
        "firm_words": tuple(Firmness),
    }


def _sayings(found: Dossier, matched: Sequence[Matched]) -> Iterator[Saying]:
    for each in matched:
        words = each.row.content
        yield Saying(
            row=each.row,
            outlet=outlet_of(each.row, found),
            words=words if len(words) <= LONGEST else words[: LONGEST - 1] + "…",
            relation=WORDS[each.bond.relation],
            why=each.bond.why,
            earliest=each.row.article == found.earliest,
        )


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
    for piece in drift.diff:
        row, span = (before, piece.before) if piece.how == "gone" else (after, piece.after)
        yield piece.how, _words(row, span)


def _words(row: Row, span: Span) -> str:
    """The words of a stretch, with the space that parts them from what comes after."""
    start, end = (at - row.sentence_at for at in span)
    space = row.sentence[end : end + 1].isspace()
    return row.sentence[start:end] + " " * space

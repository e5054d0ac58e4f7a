"""Two claims side by side, for a person to say whether they agree; or one and its likeliest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from sayso.engines.alike import Alike, alike
from sayso.engines.dossiers import bound
from sayso.records import Relation
from sayso.show.answer import WORDS
from sayso.show.rows import nested
from sayso.show.web.answers import Answer, Trouble
from sayso.show.web.marks import Piece, claim_marks, cropped
from sayso.show.web.site import Site

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the words of its sentence, and what it is taken to be to the other one."""

    row: ClaimRow
    pieces: list[Piece]
    relation: str = ""
    why: str = ""


def pair(request: Request) -> Answer:
    """The claims ``a`` and ``b``; without ``b`` those that may say the same as ``a``."""
    first, second = (request.query_params.get(name, "").strip() for name in ("a", "b"))
    if not first:
        raise Trouble(400, "Which claim?", "name one by its id: ?a=ID")
    with Site.of(request).books.reading() as book:
        one = book.claim(first)
        others = _pair(book, one, second) if second else alike(book, one.id)
    if second and others[0].row.id == one.id:
        raise Trouble(400, "That is one claim", "Two claims are needed to say whether they agree.")
    context = {
        "one": told(Alike(one, None, 1.0, "")),
        "others": [told(each) for each in others],
        "chosen": bool(second),
    }
    return Answer("pair.html", context, lambda: _data(one, others))


def _pair(book: Ledger, one: ClaimRow, second: str) -> list[Alike]:
    """The claim that is named, with what it is taken to be to the other as far as that is known."""
    other = book.claim(second)
    bond = bound(book, one.id).get(other.id)
    known = (None, 0.0, "") if bond is None else (bond.relation, bond.score, bond.why)
    return [Alike(other, *known)]


def told(each: Alike) -> Told:
    """A claim as it stands on the page."""
    row = each.row
    marks = claim_marks((), (), _within(row), row.firmness)
    whole = (0, len(row.sentence))
    relation = "" if each.relation is None else WORDS[each.relation]
    return Told(row, cropped(row.sentence, whole, _within(row), marks), relation, each.why)


def _within(row: ClaimRow) -> tuple[tuple[int, int], ...]:
    """Where a claim stands in its sentence."""
    return tuple((start - row.sentence_at, end - row.sentence_at) for start, end in row.spans)


def _data(one: ClaimRow, others: list[Alike]) -> Mapping[str, Any]:
    return {"claim": nested(one), "others": [_other(each) for each in others]}


def _other(each: Alike) -> dict[str, Any]:
    relation: Relation | None = each.relation
    judged = {"relation": None if relation is None else str(relation), "why": each.why}
    return nested(each.row) | judged | {"score": round(each.score, 4)}

"""A dossier for people and for machines: who says so, on whose word, who disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from sayso.records import Hop, Quantity
from sayso.show.cards import firm
from sayso.show.phrases import bare, chain, count, day, file_name, kind_of
from sayso.show.safe import one_line
from sayso.weigh.dossier import Dossier, Matched, Root
from sayso.weigh.judge import AGAINST, Row

WORDS = {
    "same": "the same",
    "restates": "in other words",
    "supports": "for it",
    "denies": "denies it",
    "contradicts": "against it",
    "other_figure": "another figure",
    "cannot_confirm": "left open",
    "not_aware": "not known to them",
}
CROPPED = 300
"""Characters of a claim that are shown."""


def as_json(found: Dossier) -> dict[str, Any]:
    """The dossier as ``docs/ask-1.schema.json`` has it."""
    return {
        "schema": "sayso-ask/1",
        "statement": found.statement,
        "roots": {
            "low": found.low,
            "high": found.high,
            "named": [_root(root) for root in found.roots],
        },
        "claims": [_claim(each) for each in found.claims],
        "disputes": [
            _claim(each) | {"by": each.row.who or "the article"} for each in found.disputes
        ],
        "unsettled": [
            _claim(each) | {"by": each.row.who or "the article"} for each in found.unsettled
        ],
        "figures": [_figure(row, quantity) for row, quantity in found.figures],
    }


def _root(root: Root) -> dict[str, Any]:
    return {
        "name": root.name,
        "kind": str(root.kind),
        "named": root.named,
        "names": list(root.names),
        "texts": root.texts,
        "articles": list(root.articles),
        "counted": root.counted,
    }


def _claim(each: Matched) -> dict[str, Any]:
    row = each.row
    return {
        "id": row.id,
        "article": row.article,
        "input_id": row.input_id,
        "relation": str(each.bond.relation),
        "score": round(each.bond.score, 4),
        "why": each.bond.why,
        "firmness": str(row.firmness),
        "chain": [_hop(hop) for hop in row.chain],
        "root": row.root,
        "span": [row.spans[0][0], row.spans[-1][1]],
        "text": row.content,
    }


def _hop(hop: Hop) -> dict[str, Any]:
    return {"name": hop.name, "kind": str(hop.kind), "firmness": str(hop.firmness)}


def _figure(row: Row, quantity: Quantity) -> dict[str, Any]:
    return {
        "claim": row.id,
        "span": list(quantity.span),
        "low": quantity.low,
        "high": quantity.high,
        "unit": quantity.unit,
        "modifier": quantity.modifier,
    }


def tell(out: Console, found: Dossier, most: int | None) -> None:
    """The dossier on a terminal: the number first, then roots, claims, and who disputes it."""
    out.print(headline(found))
    if not (found.claims or found.disputes or found.unsettled):
        return
    out.print()
    _part(out, "On whose word", [_root_line(root) for root in found.roots], most)
    _part(out, "Who says so", list(_lines(found.claims)), most)
    against = [each for each in found.disputes if each.bond.relation in AGAINST]
    _part(out, "Who disputes it", list(_lines(against)), most)
    _part(out, "Who leaves it open", list(_lines(found.unsettled)), most)
    other = [each for each in found.disputes if each.bond.relation not in AGAINST]
    _part(out, "Who gives another figure", list(_lines(other)), most)


def headline(found: Dossier) -> Text:
    """The count that matters, beside the one that misleads."""
    articles = len({each.row.article for each in found.claims})
    if not articles:
        return Text("No claim in this ledger says so.")
    roots = (
        count(found.low, "independent root")
        if found.low == found.high
        else f"{found.low:,} to {found.high:,} independent roots"
    )
    return Text.assemble((roots, "bold"), (f"  ·  {count(articles, 'article')}", "dim"))


def _part(out: Console, head: str, lines: Sequence[Text], most: int | None) -> None:
    if not lines:
        return
    out.print(Text(head, style="dim"))
    for text in lines[:most]:
        out.print(Padding(text, (0, 0, 0, 2)))
    if most is not None and len(lines) > most:
        out.print(Padding(Text(f"and {len(lines) - most:,} more", style="dim"), (0, 0, 0, 2)))
    out.print()


def _root_line(root: Root) -> Text:
    name = bare(one_line(root.name))
    others = [bare(one_line(each)) for each in root.names[1:]]
    also = f", also {', '.join(others[:3])}" if others else ""
    uncounted = "" if root.counted != "no" else "; not counted: one text, and not close to it"
    about = f"  {kind_of(root.kind, root.named)}, {count(root.texts, 'text')}{also}{uncounted}"
    return Text.assemble((name, "bold" if root.named else ""), (about, "dim"))


def _lines(matched: Sequence[Matched]) -> Iterator[Text]:
    for each in matched:
        row = each.row
        who = one_line(chain(row.chain)) if row.chain else "in its own voice"
        where = one_line(row.outlet or file_name(row.input_id))
        said = one_line(row.content)
        said = said if len(said) <= CROPPED else said[: CROPPED - 1] + "…"
        yield Text.assemble(
            said,
            (f"\n{WORDS[each.bond.relation]}  ", "dim"),
            firm(row.firmness),
            (f"  {who}  ({where}, {day(row.published)}; {row.id[:8]}; {each.bond.why})", "dim"),
        )

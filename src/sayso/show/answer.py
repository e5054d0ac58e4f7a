"""A dossier for people and for machines: who says so, on whose word, who disputes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.records import Drift, Hop, Quantity, Relation
from sayso.show.byhand import by_hand, for_machines
from sayso.show.cards import firm
from sayso.show.joined import (
    days_told,
    drift_lines,
    figure_lines,
    flag_line,
    order_lines,
    outlet_of,
    rows_of,
    tree_of,
)
from sayso.show.phrases import bare, chain, count, day, kind_of
from sayso.show.safe import one_line
from sayso.weigh.dossier import Dossier, Matched, Root
from sayso.weigh.judge import AGAINST, Row
from sayso.weigh.tree import Branch
from sayso.weigh.ways import End, Way

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
        "claims": [_claim(each, found) for each in found.claims],
        "disputes": [_claim(each, found) | _by(each) for each in found.disputes],
        "unsettled": [_claim(each, found) | _by(each) for each in found.unsettled],
        "figures": [_figure(row, quantity) for row, quantity in found.figures],
        "tree": [_branch(each) for each in found.tree],
        "flags": [
            asdict(flag) | {"kind": str(flag.kind), "claims": list(flag.claims)}
            for flag in found.flags
        ],
        "order": list(found.order),
        "earliest": found.earliest,
        "days": [asdict(each) | {"claims": list(each.claims)} for each in found.days],
        "drift": [drift_json(each) for each in found.drifts],
    }


def drift_json(drift: Drift) -> dict[str, Any]:
    """How a claim is told again, with the spans of the exact words in both articles."""
    return {
        "before": drift.before,
        "after": drift.after,
        "how": drift.how,
        "changes": [
            {
                "kind": str(change.kind),
                "before": [list(span) for span in change.before],
                "after": [list(span) for span in change.after],
                "why": change.why,
            }
            for change in drift.changes
        ],
        "diff": [
            {"how": piece.how, "before": list(piece.before), "after": list(piece.after)}
            for piece in drift.diff
        ],
    }


def _by(each: Matched) -> dict[str, Any]:
    return {"by": each.row.who or "the article"}


def _branch(branch: Branch) -> dict[str, Any]:
    return {
        "name": branch.name,
        "kind": str(branch.kind),
        "named": branch.named,
        "claims": list(branch.claims),
        "articles": branch.articles,
        "counted": branch.counted,
        "branches": [_branch(each) for each in branch.branches],
    }


def _way(way: Way) -> dict[str, Any]:
    return {
        "chain": [_hop(hop) for hop in way.chain],
        "root": way.root.name if way.root else None,
        "end": str(way.end),
        "steps": [asdict(step) for step in way.steps],
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
        "why": root.why,
    }


def _claim(each: Matched, found: Dossier) -> dict[str, Any]:
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
        "way": _way(found.ways[row.id]),
        "span": [row.spans[0][0], row.spans[-1][1]],
        "text": row.content,
    } | for_machines(row)


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


def tell(out: Console, found: Dossier, most: int | None, *, whole: bool = False) -> None:
    """The dossier on a terminal: the number first, then roots, claims, and who disputes it.

    ``whole``: also the tree of those on whose word, the claims first to last, and all drift.
    """
    out.print(headline(found))
    if not (found.claims or found.disputes or found.unsettled):
        return
    out.print()
    _part(out, "On whose word", [_root_line(root) for root in found.roots], most)
    rows = rows_of(found)
    if whole and found.tree:
        out.print(Text("As a tree, from the root to the articles", style="dim"))
        out.print(Padding(tree_of(found.tree, rows, most), (0, 0, 1, 2)))
    _part(out, "To be known", [Text(flag_line(flag)) for flag in found.flags], most)
    for head, matched in parts_of(found):
        _part(out, head, list(_lines(matched, found)), most)
    _part(out, "Figures side by side", list(figure_lines(found)), most)
    days = [Text.assemble(days, (f"  {many}", "dim")) for days, many in days_told(found)]
    _part(out, "Which of these days?", days, most)
    if whole:
        _part(out, "First to last", list(order_lines(found)), most)
    _part(
        out,
        "What changed in the retelling",
        list(drift_lines(found.drifts, rows, found.outlets)),
        most,
    )


def tell_short(out: Console, found: Dossier, most: int) -> None:
    """The number, and the first of those who dispute it and of what changed in the retelling."""
    out.print(headline(found))
    against = [each for each in found.disputes if each.bond.relation in AGAINST]
    parties: dict[str | None, Matched] = {}
    for each in sorted(against, key=lambda m: -len(m.row.content)):
        parties.setdefault(each.row.who, each)
    first = [each for each in against if parties[each.row.who] is each]
    _part(out, "Who disputes it", list(_lines(first[:most], found)), None)
    changed = list(drift_lines(found.drifts, rows_of(found), found.outlets))
    _part(out, "What changed in the retelling", changed[:most], None)


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


def _part(out: Console, head: str, lines: Sequence[RenderableType], most: int | None) -> None:
    if not lines:
        return
    out.print(Text(head, style="dim"))
    for text in lines[:most]:
        out.print(Padding(text, (0, 0, 0, 2), expand=False))
    if most is not None and len(lines) > most:
        out.print(Padding(Text(f"and {len(lines) - most:,} more", style="dim"), (0, 0, 0, 2)))
    out.print()


def parts_of(found: Dossier) -> list[tuple[str, list[Matched]]]:
    """The claims under their heads, each once: who gives another figure stands apart."""
    other = Relation.OTHER_FIGURE
    return [
        ("Who says so", [m for m in found.claims if m.bond.relation is not other]),
        ("Who disputes it", [m for m in found.disputes if m.bond.relation in AGAINST]),
        ("Who leaves it open", list(found.unsettled)),
        ("Who gives another figure", [m for m in found.disputes if m.bond.relation is other]),
    ]


def _root_line(root: Root) -> Text:
    name = bare(one_line(root.name))
    others = [bare(one_line(each)) for each in root.names[1:]]
    also = f", also {', '.join(others[:3])}" if others else ""
    counted = f"; {root.why}" if root.why else ""
    about = f"  {kind_of(root.kind, root.named)}, {count(root.texts, 'text')}{also}{counted}"
    return Text.assemble((name, "bold" if root.named else ""), (about, "dim"))


def _lines(matched: Sequence[Matched], found: Dossier) -> Iterator[RenderableType]:
    """A claim each, by what they are to the statement; what is one for a kind is said once."""
    kinds: dict[Relation, list[Matched]] = {}
    for each in matched:
        kinds.setdefault(each.bond.relation, []).append(each)
    for relation, some in kinds.items():
        reasons = {each.bond.why for each in some}
        for n, each in enumerate(some):
            told: RenderableType = _told(each, found, why=len(reasons) > 1)
            if n == 0:
                because = f" ({one_line(each.bond.why)})" if len(reasons) == 1 else ""
                told = Group(Text(f"{WORDS[relation]}{because}", style="italic"), told)
            yield told


def _told(each: Matched, found: Dossier, *, why: bool) -> Group:
    """What is claimed, then who says it, how firmly, where, when, under which id."""
    row, way = each.row, found.ways[each.row.id]
    who = one_line(chain(row.chain)) if row.chain else "in its own voice"
    if way.steps and way.chain != row.chain:
        who += f"; followed on: {one_line(chain(way.chain))}"
    if way.end is End.CIRCULAR:
        who += "; circular"
    if by := "; ".join(by_hand(row)):
        who += f"; {by}"
    said = one_line(row.content)
    said = said if len(said) <= CROPPED else said[: CROPPED - 1] + "…"
    where = f"  {outlet_of(row, found)} {day(row.published, short=True)} {row.id[:8]}"
    because = f"  {one_line(each.bond.why)}" if why else ""
    below = Text.assemble(firm(row.firmness), (f"  {who}{where}{because}", "dim"))
    return Group(said, Padding(below, (0, 0, 0, 2), expand=False))

"""What joins the claims of a dossier, in the terminal: tree, flags, figures, order, drift."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.text import Text
from rich.tree import Tree

from sayso.records import Change, Drift, Quantity
from sayso.show.cards import firm
from sayso.show.phrases import bare, count, counted, day, file_name, kind_of
from sayso.show.safe import one_line
from sayso.weigh.dossier import Dossier, side_by_side
from sayso.weigh.judge import AGAINST, Row
from sayso.weigh.tree import Branch, Flag, Flagged

SHOWN = 160
"""Characters of a claim in a list."""
SEVERAL = 2
"""Stretches of days from which it is told that there are several."""
LONG = 120
"""Characters of a stretch of a diff that are shown."""


def rows_of(found: Dossier) -> dict[str, Row]:
    """All claims of a dossier by id."""
    parts = (found.claims, found.disputes, found.unsettled)
    return {each.row.id: each.row for part in parts for each in part}


def outlet_of(row: Row, found: Dossier) -> str:
    """Who published a claim's article, as far as is known; else the name of its file."""
    return one_line(found.outlets.get(row.article) or file_name(row.input_id))


def tree_of(branches: Sequence[Branch], rows: Mapping[str, Row], most: int | None) -> Tree:
    """On whose word, the roots first; articles stand at the ends with their days."""
    made = Tree("", hide_root=True)
    for branch in branches[:most]:
        _grow(made, branch, rows)
    if most is not None and len(branches) > most:
        made.add(Text(f"and {len(branches) - most:,} more", style="dim"))
    return made


def _grow(above: Tree, branch: Branch, rows: Mapping[str, Row]) -> None:
    name = bare(one_line(branch.name))
    if branch.claims:
        told = ", ".join(f"{rows[ident].id[:8]}" for ident in branch.claims)
        when = day(rows[branch.claims[0]].published)
        label = Text.assemble(file_name(name), (f"  {when}  {told}", "dim"))
    else:
        articles = count(branch.articles, "article")
        about = f"  {kind_of(branch.kind, branch.named)}, {articles}{counts(branch)}"
        label = Text.assemble((name, "bold" if branch.named else ""), (about, "dim"))
    node = above.add(label)
    for each in branch.branches:
        _grow(node, each, rows)


_COUNTS = {"low": ", counts", "high": ", counts in the high number", "no": ", not counted"}


def counts(branch: Branch) -> str:
    """How a root of the tree counts; nothing of anybody further down."""
    if branch.beside:
        return f", counts with {bare(one_line(branch.beside))}"
    return _COUNTS.get(branch.counted, "")


def flag_line(flag: Flag) -> str:
    """A flag in words."""
    names = ", ".join(file_name(bare(name)) for name in flag.names)
    claims = count(len(flag.claims), "claim")
    if flag.kind is Flagged.DEAD_END:
        return f"Dead ends: {claims} that nobody one could look up stands behind: {names}"
    if flag.kind is Flagged.CIRCULAR:
        return f"Circular: {names} have it from one another ({claims})"
    root = one_line(bare(flag.root or ""))
    return f"One root alone: {names} rest on {root} and nobody else"


def figure_lines(found: Dossier) -> Iterator[Text]:
    """What is counted, the numbers side by side, from the lowest; one line a thing."""
    for unit, told in side_by_side(found.figures):
        parts: dict[str, list[str]] = {}
        for row, quantity in told:
            where = outlet_of(row, found)
            parts.setdefault(number(quantity), []).append(where)
        said = (f"{value} ({', '.join(dict.fromkeys(names))})" for value, names in parts.items())
        yield Text.assemble((f"{counted(one_line(unit))}: ", "bold"), "  ·  ".join(said))


def number(quantity: Quantity) -> str:
    """A quantity without its unit.

    >>> number(Quantity((0, 1), 31, None, "person killed", "at least"))
    'at least 31'
    >>> number(Quantity((0, 1), 2000, 2300, "vehicle"))
    '2,000 to 2,300'
    """
    low, high = quantity.low, quantity.high
    values = [f"{value:,.10g}" for value in (low, high) if value is not None]
    told = " to ".join(dict.fromkeys(values))
    if quantity.modifier:
        return f"{one_line(quantity.modifier)} {told}".strip()
    if low is None or high is None:
        return f"{'up to' if low is None else 'from'} {told}"
    return told


def order_lines(found: Dossier) -> Iterator[Text]:
    """The claims first to last, a line each; the earliest copy held is called just that."""
    rows = rows_of(found)
    for ident in found.order:
        row = rows[ident]
        where = outlet_of(row, found)
        said = one_line(row.content)
        said = said if len(said) <= SHOWN else said[: SHOWN - 1] + "…"
        first = "  the earliest copy held" if row.article == found.earliest else ""
        yield Text.assemble(
            (f"{day(row.published)}  {where}  ", "dim"),
            firm(row.firmness),
            f"  {said}",
            (f"  {row.id[:8]}{first}", "dim"),
        )


def days_told(found: Dossier) -> Iterator[tuple[str, str]]:
    """Of which days the claims tell, and how many, where these are more than one event may take."""
    if len(found.days) < SEVERAL:
        return
    against = {m.row.id for m in found.disputes if m.bond.relation in AGAINST}
    for each in found.days:
        last = f" to {day(each.last)}" if each.last != each.first else ""
        no = sum(ident in against for ident in each.claims)
        some = f", {no:,} of them against it" if no else ""
        yield f"{day(each.first)}{last}", f"{count(len(each.claims), 'claim')}{some}"


# --- drift ----------------------------------------------------------------------------------


def drift_lines(
    drifts: Sequence[Drift], rows: Mapping[str, Row], outlets: Mapping[str, str]
) -> Iterator[Text]:
    """What changed from one telling to the next, with the exact words of both."""
    for drift in drifts:
        if not drift.changes or drift.before not in rows or drift.after not in rows:
            continue
        before, after = rows[drift.before], rows[drift.after]
        names = (outlets.get(row.article) or file_name(row.input_id) for row in (before, after))
        told = "; ".join(_change(change) for change in drift.changes)
        yield Text.assemble(
            (" → ".join(map(one_line, names)), "bold"),
            (f"  {told}\n", "dim"),
            diff_text(drift, before, after),
        )


def _change(change: Change) -> str:
    return f"{change.kind} ({one_line(change.why)})"


def diff_text(drift: Drift, before: Row, after: Row) -> Text:
    """The words of both sentences: what went in ``[-...-]``, what came in ``{+...+}``."""
    out = Text()
    pieces = drift.diff
    for n, piece in enumerate(pieces):
        if piece.how == "gone":
            out.append(f"[-{_words(before, piece.before)}-]", style="strike")
        elif piece.how == "new":
            out.append(f"{{+{_words(after, piece.after)}+}}", style="bold")
        else:
            out.append(_words(after, piece.after))
        if n + 1 < len(pieces):
            out.append(" ")
    return out


def _words(row: Row, span: tuple[int, int]) -> str:
    """The words of a stretch; of a long one its start and its end."""
    told = one_line(row.sentence[span[0] - row.sentence_at : span[1] - row.sentence_at])
    return told if len(told) <= LONG else f"{told[: LONG // 2]} … {told[-LONG // 2 :]}"

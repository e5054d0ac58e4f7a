"""Tables for the terminal: claims, hits, roots, runs.  They fit eighty columns, and pipes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.ledger import ClaimRow, Hit, RootRow, RunRow
from sayso.records import Voice
from sayso.show.cards import firm
from sayso.show.phrases import bare, chain
from sayso.show.safe import one_line

SHORT = 8
"""Characters of an id that a table shows; any unambiguous start of an id is understood."""
WIDE = 110


def console() -> Console:
    """Where data goes: stdout, without guesses about what is markup, emoji or a number."""
    return Console(highlight=False, markup=False, emoji=False)


def styled(out: Console) -> bool:
    """Whether underlines can be seen there."""
    return out.is_terminal and not out.is_dumb_terminal


def _table() -> Table:
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")


def on_whose_word(row: ClaimRow) -> str:
    """The chain of a claim, or the outlet where the author speaks."""
    if row.voice is Voice.AUTHOR:
        return f"{row.root} (own voice)"
    return chain(row.chain)


def claims_table(rows: Iterable[ClaimRow], width: int) -> Table:
    """One claim a row: on whose word, how firmly, and what."""
    table = _table()
    table.add_column("id", no_wrap=True, width=SHORT)
    if width >= WIDE:
        table.add_column("date", no_wrap=True, width=10)
        table.add_column("outlet", ratio=2)
    table.add_column("on whose word", ratio=3)
    table.add_column("firmness", no_wrap=True, width=SHORT)
    table.add_column("claim", ratio=5)
    for row in rows:
        where = [(row.published or "")[:10], one_line(row.outlet or "")] if width >= WIDE else []
        table.add_row(
            row.id[:SHORT],
            *where,
            one_line(on_whose_word(row)),
            firm(row.firmness),
            one_line(row.content),
        )
    return table


def story_table(rows: Iterable[ClaimRow]) -> Table:
    """The reported claims of one article, without a head: on whose word, how firmly, what."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=2)
    table.add_column(ratio=3)
    table.add_column(width=SHORT, no_wrap=True)
    table.add_column(ratio=5)
    for row in rows:
        told = one_line(on_whose_word(row))
        table.add_row("", told, firm(row.firmness), one_line(row.content))
    table.add_row()
    return table


def hit_text(hit: Hit) -> Text:
    """A found claim: the sentence with the matches underlined, then who says it and where."""
    snippet = Text(one_line(hit.snippet))
    if len(snippet.plain) == len(hit.snippet):
        for start, end in hit.spans:
            snippet.stylize("bold underline", start, end)
    row = hit.claim
    where = one_line(row.outlet or row.input_id)
    told = Text(f"  {row.id[:SHORT]}  {one_line(on_whose_word(row))} · ", style="dim")
    told.append_text(firm(row.firmness))
    told.append(f" · {where} {(row.published or '')[:10]}".rstrip())
    return Text("\n").join([snippet, told])


def roots_table(rows: Sequence[RootRow]) -> Table:
    """One root a row: in how many articles, for how many claims, and how firmly."""
    table = _table()
    table.add_column("root", ratio=3)
    table.add_column("kind", no_wrap=True)
    for name in ("articles", "claims"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("firmness", ratio=2)
    for row in rows:
        name = bare(one_line(row.name)) + ("" if row.named else " (unnamed)")
        table.add_row(
            name, str(row.kind), f"{row.articles:,}", f"{row.claims:,}", _firmness_counts(row)
        )
    return table


def _firmness_counts(row: RootRow) -> str:
    counts = {
        word: getattr(row, word) for word in ("asserted", "hedged", "alleged", "denied", "other")
    }
    return ", ".join(f"{number:,} {word}" for word, number in counts.items() if number)


def runs_table(rows: Sequence[RunRow]) -> Table:
    """One run a row, the latest first."""
    table = _table()
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("began (UTC)", no_wrap=True)
    table.add_column("status", no_wrap=True)
    for name in ("articles", "claims", "refused"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("source", ratio=1, overflow="fold")
    for row in sorted(rows, key=lambda run: -run.id):
        table.add_row(
            str(row.id),
            row.started[:16].replace("T", " "),
            row.status,
            f"{row.articles:,}",
            f"{row.claims:,}",
            f"{row.refused:,}",
            one_line(row.source),
        )
    return table

"""Tables for the terminal: roots and runs.  They fit eighty columns, and pipes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.ledger import RootRow, RunRow
from sayso.records import Firmness, Kind
from sayso.show.cards import firm
from sayso.show.phrases import NOBODY, bare, count, crop
from sayso.show.safe import one_line

FIRMNESS = 24
"""Columns that hold two counts of claims with their firmness."""
RUN_COLUMNS = 60
"""What a run's row takes beside its source."""


def console() -> Console:
    """Where data goes: stdout, without guesses about what is markup, emoji or a number."""
    return Console(highlight=False, markup=False, emoji=False)


def styled(out: Console) -> bool:
    """Whether underlines can be seen there."""
    return out.is_terminal and not out.is_dumb_terminal


def table() -> Table:
    """An empty table, as all of them look."""
    return Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")


def roots_table(rows: Sequence[RootRow]) -> Table:
    """One root a row: in how many articles, and how firmly its claims are put."""
    made = table()
    made.add_column("root", ratio=1)
    made.add_column("kind", no_wrap=True)
    made.add_column("articles", justify="right", no_wrap=True)
    made.add_column("claims", width=FIRMNESS)
    for row in rows:
        name = Text(bare(one_line(row.name)), style="bold" if row.named else "")
        if not row.named and name.plain != NOBODY:
            name.append(" (no name)", style="dim")
        made.add_row(
            name,
            "" if row.kind is Kind.UNNAMED else str(row.kind),
            f"{row.articles:,}",
            _firmness_counts(row),
        )
    return made


def by_reach(rows: Iterable[RootRow]) -> list[RootRow]:
    """The roots that most articles rest on first, then those with most claims."""
    return sorted(rows, key=lambda row: (-row.articles, -row.claims, not row.named, row.name))


def roots_told(rows: Sequence[RootRow]) -> str:
    """How many roots there are.

    >>> roots_told([])
    '0 named roots'
    """
    named = sum(row.named for row in rows)
    told = count(named, "named root")
    return told + (f" and {len(rows) - named:,} without a name" if named < len(rows) else "")


def _firmness_counts(row: RootRow) -> Text:
    """The firmness of a root's claims, most frequent first; a number stands with its word."""
    counts = {word: getattr(row, str(word)) for word in Firmness}
    lines = [Text()]
    for word, number in sorted(counts.items(), key=lambda pair: -pair[1]):
        one = Text.assemble(f"{number:,} ", firm(word))
        if number and lines[-1]:
            room = len(lines[-1]) + len(one) + len(", ,") <= FIRMNESS
            lines[-1].append(", " if room else ",")
            lines += [] if room else [Text()]
        if number:
            lines[-1].append_text(one)
    return Text("\n").join(lines)


def runs_table(rows: Sequence[RunRow], width: int = 80) -> Table:
    """One run a row, the latest first; of a long source the end is shown."""
    made = table()
    heads = ("run", "began (UTC)", "status", "articles", "claims", "refused")
    for name in heads:
        right = name not in ("began (UTC)", "status")
        made.add_column(name, justify="right" if right else "left", no_wrap=True)
    made.add_column("source", no_wrap=True)
    room = max(12, width - RUN_COLUMNS)
    for row in sorted(rows, key=lambda run: -run.id):
        made.add_row(
            str(row.id),
            one_line(row.started)[:16].replace("T", " "),
            one_line(row.status),
            f"{row.articles:,}",
            f"{row.claims:,}",
            f"{row.refused:,}",
            crop(one_line(row.source), room),
        )
    return made

"""The table of refused inputs.  It fits eighty columns, and pipes."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table

from sayso.ledger import RefusedRow
from sayso.show.safe import one_line


def refused_table(rows: Sequence[RefusedRow]) -> Table:
    """One refused input a row, in the order in which they came."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("input", ratio=2, overflow="fold")
    table.add_column("reason", no_wrap=True)
    table.add_column("detail", ratio=3, overflow="fold")
    for row in rows:
        detail = one_line(row.detail) + (" (will be tried again)" if row.again else "")
        table.add_row(str(row.run), one_line(row.input_id), str(row.reason), detail)
    return table

"""``sayso claims``: list claims, filtered; article by article, or for machines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli.options import credited, filter_options, format_options, ledger_option, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

LISTED = 50


@click.command("claims")
@ledger_option
@filter_options
@format_options("json", "jsonl", "csv")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    help=f"List at most N; 0 for all.  [default: {LISTED} on the screen, else all]",
)
def command(ledger: Path, form: str | None, limit: int | None, **filters: Any) -> None:
    """List claims, article by article: on whose word, how firmly, and what.

    The id before a claim is what `sayso show` takes. Filters narrow together. Names match where
    they contain the words given, whatever the case.
    """
    from sayso.ledger import ClaimFilter

    where = ClaimFilter(**filters)
    most = limit if limit is not None else (None if form else LISTED)
    with opened(ledger) as book:
        rows = book.claims(where, limit=most + 1 if most else None)
        if form:
            _export(islice(rows, most or None), form)
        else:
            _listing(list(rows), most or None, book)


def _listing(rows: list[ClaimRow], most: int | None, book: Ledger) -> None:
    from sayso.show.listing import listed, summary
    from sayso.show.tables import console

    if not rows:
        say("No claims.")
        return
    out = console()
    shown = rows[:most]
    for line in listed(shown, out.width, credited=credited(book)):
        out.print(line, soft_wrap=True)
    say(summary(len({row.article for row in shown}), len(shown), len(rows) > len(shown)))


def _export(rows: Iterable[ClaimRow], form: str) -> None:
    from sayso.show.rows import FLAT, flat, nested

    put(map(flat if form == "csv" else nested, rows), form, FLAT)

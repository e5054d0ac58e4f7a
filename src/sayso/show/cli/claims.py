"""``sayso claims``: list claims, filtered; article by article, or for machines."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli.options import (
    credited,
    filter_options,
    format_options,
    ledger_option,
    limit_option,
    most,
    opened,
)
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger

LISTED = 50


@click.command("claims")
@ledger_option
@filter_options()
@format_options("json", "jsonl", "csv")
@limit_option(LISTED)
def command(ledger: Path, form: str | None, limit: int | None, **filters: Any) -> None:
    """List claims, article by article: on whose word, how firmly, and what.

    The id before a claim is what `sayso show` takes. Filters narrow together. Names match where
    they contain the words given, whatever the case.
    """
    from sayso.ledger import ClaimFilter

    where = ClaimFilter(**filters)
    wanted = most(limit, form, LISTED)
    with opened(ledger) as book:
        # One more tells whether there are more.
        rows = book.claims(where, limit=wanted and wanted + 1)
        if form:
            _export(islice(rows, wanted), form)
        else:
            _listing(list(rows), wanted, book)


def _listing(rows: list[ClaimRow], wanted: int | None, book: Ledger) -> None:
    from sayso.show.listing import listed, summary
    from sayso.show.tables import console

    if not rows:
        say("No claims.")
        return
    out = console()
    shown = rows[:wanted]
    for line in listed(shown, out.width, credited=credited(book)):
        out.print(line, soft_wrap=True)
    say(summary(len({row.article for row in shown}), len(shown), len(rows) > len(shown)))


def _export(rows: Iterable[ClaimRow], form: str) -> None:
    from sayso.show.rows import FLAT, flat, nested

    put(map(flat if form == "csv" else nested, rows), form, FLAT)

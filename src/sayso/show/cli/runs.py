"""``sayso runs``: what was read, when, and with which model."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from sayso.show.cli.options import format_options, ledger_option, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say


@click.command("runs")
@ledger_option
@format_options("json", "jsonl")
def command(ledger: Path, form: str | None) -> None:
    """List what was read into the ledger, when, with which model, and what came of it.

    A run that was killed stays "running"; the same read command goes on where it was.
    """
    with opened(ledger) as book:
        rows = book.runs()
        held = book.counts()
    if form:
        put(map(asdict, rows), form)
        return
    from sayso.show.phrases import count
    from sayso.show.tables import console, runs_table

    console().print(runs_table(rows))
    say(
        f"{ledger} holds {count(held.articles, 'article')}, {count(held.claims, 'claim')}; "
        f"{count(sum(held.refused.values()), 'input')} refused"
        + "".join(f", {number:,} {reason}" for reason, number in sorted(held.refused.items()))
        + "."
    )

"""``sayso runs``: what was read, when, and with which model."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.errors import NotFound
from sayso.show.cli.options import format_options, ledger_option, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import Counts, RefusedRow, RunRow


@click.command("runs")
@ledger_option
@click.option("--refused", is_flag=True, help="List the refused inputs and why, not the runs.")
@click.option("--run", type=click.IntRange(min=1), help="Only this run.")
@format_options("json", "jsonl")
def command(ledger: Path, *, refused: bool, run: int | None, form: str | None) -> None:
    """List what was read into the ledger, when, with which model, and what came of it.

    A run that was killed stays "running"; the same read command goes on where it was. The counts
    tell what stands today: an article that a later run read anew counts there. With --refused,
    list the inputs that did not become articles, and count the reasons.
    """
    with opened(ledger) as book:
        runs = [row for row in book.runs() if run in {None, row.id}]
        rows = book.refused(run) if refused else []
        held = book.counts()
    if run is not None and not runs:
        raise NotFound(f"there is no run {run} in {ledger}: `sayso runs` lists them")
    if form:
        put(map(asdict, rows if refused else runs), form)
    elif refused:
        _list(rows)
    else:
        _sum_up(ledger, runs, held)


def _list(rows: list[RefusedRow]) -> None:
    from sayso.show.phrases import count
    from sayso.show.refused import refused_table
    from sayso.show.tables import console

    if not rows:
        say("No input was refused.")
        return
    console().print(refused_table(rows))
    reasons = Counter(str(row.reason) for row in rows).most_common()
    told = ", ".join(f"{number:,} {reason}" for reason, number in reasons)
    say(f"{count(len(rows), 'input was', 'inputs were')} refused: {told}.")


def _sum_up(ledger: Path, runs: list[RunRow], held: Counts) -> None:
    from sayso.show.phrases import count
    from sayso.show.tables import console, runs_table

    out = console()
    out.print(runs_table(runs, out.width))
    say(
        f"{ledger} holds {count(held.articles, 'article')}, {count(held.claims, 'claim')}; "
        f"{count(sum(held.refused.values()), 'input')} refused"
        + "".join(f", {number:,} {reason}" for reason, number in sorted(held.refused.items()))
        + "."
    )
    if held.refused:
        say(f"See them with: sayso runs --refused --ledger {ledger}")

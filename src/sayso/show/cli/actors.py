"""``sayso actors``: who is named, who says something, who acts; and putting that right by hand."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.records import Kind
from sayso.show.cli.actors_import import command as from_file
from sayso.show.cli.options import (
    Words,
    decided,
    format_options,
    ledger_option,
    limit_option,
    most,
    opened,
)
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.ledger import ActorRow, CorrectionRow

TABLE_ROWS = 50
COLUMNS = (*("id", "name", "kind", "listed", "articles", "claims", "said", "acted", "received"),)


@click.group("actors", invoke_without_command=True)
@ledger_option
@click.option("--name", metavar="WORDS", help="Only those whose name contains WORDS; or an id.")
@click.option("--kind", type=Words(Kind), help="What they are.")
@format_options("json", "jsonl", "csv")
@limit_option(TABLE_ROWS)
@click.pass_context
def command(
    ctx: click.Context,
    ledger: Path,
    name: str | None,
    kind: Kind | None,
    form: str | None,
    limit: int | None,
) -> None:
    """List the actors: in how many articles, and how often as source, actor and recipient.

    Names that mean one actor, or one name that means two, can be put right by hand with the
    commands below. What is put right holds for articles that are read later, too.
    """
    if ctx.invoked_subcommand:
        return
    with opened(ledger) as book:
        wanted = most(limit, form, TABLE_ROWS)
        # One more tells whether there are more.
        rows = book.actors(name, kind=kind, limit=wanted and wanted + 1)
    shown = rows[:wanted]
    if form:
        put((asdict(row) | {"kind": str(row.kind)} for row in shown), form, COLUMNS)
    else:
        _table(shown, more=len(shown) < len(rows))


def _table(rows: list[ActorRow], *, more: bool) -> None:
    from sayso.show.phrases import count
    from sayso.show.tables import console
    from sayso.show.world import actors_table

    if not rows:
        say("No actors.")
        return
    console().print(actors_table(rows))
    say(f"The first {len(rows):,} are shown. For all: --limit 0" if more
        else f"{count(len(rows), 'actor')}.")  # fmt: skip


# --- by hand --------------------------------------------------------------------------------


@command.command("merge")
@click.argument("actor")
@click.argument("into")
@decided
def merge(actor: str, into: str, ledger: Path, by: str, note: str) -> None:
    """Take ACTOR for INTO from now on: two names, one actor.

    Both are given by id, the start of an id, or name.
    """
    with opened(ledger, writing=True) as book:
        _kept(book.merge_actors(actor, into, by=by, note=note), ledger)


@command.command("split")
@click.argument("actor")
@click.argument("words")
@click.option("--kind", type=Words(Kind), help="What the new actor is.  [default: the same]")
@decided
def split(actor: str, words: str, kind: Kind | None, ledger: Path, by: str, note: str) -> None:
    """Make an actor of its own of those mentions of ACTOR that read WORDS."""
    with opened(ledger, writing=True) as book:
        _kept(book.split_actor(actor, words, kind=kind, by=by, note=note), ledger)


@command.command("rename")
@click.argument("actor")
@click.argument("name")
@decided
def rename(actor: str, name: str, ledger: Path, by: str, note: str) -> None:
    """Call ACTOR by another NAME."""
    with opened(ledger, writing=True) as book:
        _kept(book.rename_actor(actor, name, by=by, note=note), ledger)


def _kept(number: int, ledger: Path) -> None:
    say(f"Kept as correction {number}. To take it back: "
        f"sayso fix undo {number} --ledger {ledger}")  # fmt: skip


@command.command("undo")
@click.argument("correction", type=click.IntRange(min=1))
@ledger_option
def undo(correction: int, ledger: Path) -> None:
    """Take a CORRECTION back, by its number: as `sayso fix undo` does."""
    with opened(ledger, writing=True) as book:
        book.undo(correction)
    say(f"Correction {correction} is undone.")


@command.command("corrections")
@ledger_option
@format_options("json", "jsonl", "csv")
def corrections(ledger: Path, form: str | None) -> None:
    """List all that was decided by hand of actors, by whom and why; what was undone, too."""
    from sayso.ledger import CorrectionRow

    with opened(ledger) as book:
        rows = [row for row in book.corrections() if row.kind == "actor"]
    if form:
        put(map(asdict, rows), form, [each.name for each in fields(CorrectionRow)])
    elif rows:
        _corrected(rows)
    else:
        say("Nothing was decided by hand.")


def _corrected(rows: Iterable[CorrectionRow]) -> None:
    from sayso.show.tables import console
    from sayso.show.world import corrections_table

    console().print(corrections_table(rows))


command.add_command(from_file)

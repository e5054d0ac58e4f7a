"""``sayso fix``: what a person decides over claims, articles and sources, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.records import Firmness, Kind
from sayso.show.cli.options import Words, decided, format_options, ledger_option, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import CorrectionRow


@click.group("fix")
def command() -> None:
    """Decide by hand what claims, articles and sources are to each other.

    What you decide is kept apart from what Sayso guesses, with who decided so and why. It wins over
    every guess, survives another reading, and holds until it is taken back.
    """


@command.command("same")
@click.argument("a")
@click.argument("b")
@decided
def same(a: str, b: str, ledger: Path, by: str, note: str) -> None:
    """Two claims say the same; or two articles are one text.

    A and B are ids, or the starts of ids, of two claims or of two articles.
    """
    with opened(ledger, writing=True) as book:
        _kept(book.same(a, b, by=by, note=note), ledger)


@command.command("apart")
@click.argument("a")
@click.argument("b")
@decided
def apart(a: str, b: str, ledger: Path, by: str, note: str) -> None:
    """Two claims have nothing to do with each other; or two articles are not one text.

    A and B are ids, or the starts of ids, of two claims or of two articles.
    """
    with opened(ledger, writing=True) as book:
        _kept(book.apart(a, b, by=by, note=note), ledger)


@command.command("merge")
@click.argument("name")
@click.argument("into")
@decided
def merge(name: str, into: str, ledger: Path, by: str, note: str) -> None:
    """Two names are one source or root: NAME stands for INTO from now on.

    Both are whole names as `sayso roots` lists them, whatever the case. Actors are merged with
    `sayso actors merge`.
    """
    with opened(ledger, writing=True) as book:
        _kept(book.merge_sources(name, into, by=by, note=note), ledger)


@command.command("reject")
@click.argument("claim")
@decided
def reject(claim: str, ledger: Path, by: str, note: str) -> None:
    """CLAIM is none: no list, count, search or dossier has it any more."""
    with opened(ledger, writing=True) as book:
        _kept(book.reject(claim, by=by, note=note), ledger)


@command.command("firmness")
@click.argument("claim")
@click.argument("word", metavar="WORD", type=Words(Firmness))
@decided
def firmness(claim: str, word: Firmness, ledger: Path, by: str, note: str) -> None:
    """CLAIM is put forward so firmly: asserted, hedged, alleged, denied or other.

    What the claim is to others is judged anew by it.
    """
    from sayso.engines.bonding import rejudged

    with opened(ledger, writing=True) as book:
        with rejudged(book):
            number = book.put_firmness(claim, word, by=by, note=note)
        _kept(number, ledger)


@command.command("root")
@click.argument("claim")
@click.argument("name")
@click.option("--kind", type=Words(Kind), help="What NAME is, where nobody yet is called so.")
@decided
def root(claim: str, name: str, kind: Kind | None, ledger: Path, by: str, note: str) -> None:
    """CLAIM rests on the word of NAME in the end.

    Somebody who passed it on becomes the end of its chain. Anybody else takes the place of the root
    that was read, and of the speaker where that is the same.
    """
    with opened(ledger, writing=True) as book:
        _kept(book.put_root(claim, name, kind=kind, by=by, note=note), ledger)


def _kept(number: int, ledger: Path) -> None:
    say(f"Kept as correction {number}. To take it back: "
        f"sayso fix undo {number} --ledger {ledger}")  # fmt: skip


@command.command("undo")
@click.argument("correction", type=click.IntRange(min=1))
@ledger_option
def undo(correction: int, ledger: Path) -> None:
    """Take a CORRECTION back, by its number; one of actors, too."""
    from sayso.engines.bonding import rejudged

    with opened(ledger, writing=True) as book, rejudged(book):
        book.undo(correction)
    say(f"Correction {correction} is undone.")


@command.command("list")
@ledger_option
@format_options("json", "jsonl", "csv")
def listed(ledger: Path, form: str | None) -> None:
    """List all that was decided by hand, by whom and why; what was undone, too."""
    from sayso.ledger import CorrectionRow

    with opened(ledger) as book:
        rows = book.corrections()
    if form:
        put(map(asdict, rows), form, [each.name for each in fields(CorrectionRow)])
    elif rows:
        _table(rows)
    else:
        say("Nothing was decided by hand.")


def _table(rows: Sequence[CorrectionRow]) -> None:
    from sayso.show.tables import console
    from sayso.show.world import corrections_table

    console().print(corrections_table(rows))

"""``sayso ask``: who says a thing, on whose word, and who disputes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli.options import format_options, ledger_option, limit_option, most, opened

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.weigh.dossier import Dossier

SHOWN = 12


@click.command("ask")
@click.argument("statement", nargs=-1, required=True)
@ledger_option
@format_options("json")
@limit_option(SHOWN)
@click.option("--articles", is_flag=True, help="Also where each article stands on it as a whole.")
def command(
    statement: tuple[str, ...], ledger: Path, form: str | None, limit: int | None, articles: bool
) -> None:
    """Ask who says a thing: all claims that tell it, on whose word, and who objects.

    STATEMENT is a plain sentence, or the start of a claim's id. The number that counts is that of
    independent roots, low to high: articles that are one text count once, outlets that only carry
    another's word are no roots, and all that has no name is one at least. Claims are matched by
    likeness, and each match says how. Nothing here says whether the statement is true.
    """
    from sayso.engines.standing import standing

    asked = " ".join(statement)
    with opened(ledger) as book:
        found = answered(book, asked)
        stood = standing(book, found) if articles else ()
        if form:
            from sayso.show.answer import as_json
            from sayso.show.contract import line
            from sayso.show.standing import as_json as standing_json

            told = as_json(found) | ({"articles": standing_json(stood)} if articles else {})
            click.echo(line(told, indent=2))
            return
        from sayso.show.answer import tell
        from sayso.show.standing import tell as tell_standing
        from sayso.show.tables import console

        tell(console(), found, most(limit, form, SHOWN))
        tell_standing(console(), stood)


def answered(book: Ledger, asked: str) -> Dossier:
    """The dossier of a statement, or of the claim whose id begins so."""
    from sayso.engines.askable import askable
    from sayso.engines.asking import ask
    from sayso.engines.factory import MarkerSpec
    from sayso.errors import InputError, NotFound

    if asked.isalnum() and asked.islower() and len(asked) >= 6:
        try:
            return ask(book, MarkerSpec().load(), book.claim(asked).content)
        except NotFound:
            pass  # a word, then
    try:
        given = askable(asked)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    if given.note is not None:
        click.echo(f"Note: {given.note}.", err=True)
    return ask(book, MarkerSpec().load(), given.statement)

"""``sayso dossier``: all that the ledger holds on one claim, by the bonds kept in it."""

from __future__ import annotations

from pathlib import Path

import click

from sayso.show.cli.options import format_options, ledger_option, limit_option, most, opened

SHOWN = 20


@click.command("dossier")
@click.argument("claim")
@ledger_option
@format_options("json")
@limit_option(SHOWN)
def command(claim: str, ledger: Path, form: str | None, limit: int | None) -> None:
    """Show the dossier of a CLAIM: who says so, on whose word, who disputes it, what changed.

    CLAIM is an id or the start of one; `sayso claims` and `sayso find` list ids. What is bound to
    it was judged when its article was read, or decided with `sayso fix`; no model is needed. The
    way to each root is followed on through other articles: a copy rests on what its original rests
    on, and who cites an outlet rests on that outlet's own article, if the ledger holds it. The
    first article is the earliest copy held, no more. Each line says how it was matched.
    """
    from sayso.engines.dossiers import dossier_of
    from sayso.show.answer import as_json, tell

    with opened(ledger) as book:
        found = dossier_of(book, claim)
    if form:
        from sayso.show.contract import line

        click.echo(line(as_json(found), indent=2))
        return
    from sayso.show.safe import one_line
    from sayso.show.tables import console

    out = console()
    out.print(one_line(found.statement), style="italic")
    tell(out, found, most(limit, form, SHOWN), whole=True)

"""``sayso show``: one article as a reader sees it, or one claim."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli.options import ledger_option, opened

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger
    from sayso.records import Article, Reading
    from sayso.show.reader import More


@click.command("show")
@click.argument("article_or_claim", metavar="ARTICLE|CLAIM")
@ledger_option
@click.option("--json", "as_object", is_flag=True, help="Print it as JSON (schema sayso/1).")
@click.option("--about", is_flag=True, help="Show whom, where, when, how many each tells of.")
@click.option("--why", is_flag=True, help="Show the rule or score behind each decision.")
def command(
    article_or_claim: str, ledger: Path, *, as_object: bool, about: bool, why: bool
) -> None:
    """Show one article with who says what on whose word, or one claim and what it tells of.

    Any unambiguous start of an id will do; ids are in the first column of `sayso claims`.
    """
    from sayso.errors import NotFound

    with opened(ledger) as book:
        try:
            article, reading = _decided(book, article_or_claim)
        except NotFound:
            row = _claim_row(book, article_or_claim)
            article, reading = _decided(book, row.article)
            _claim(row, article, reading, as_object, why=why, rejected=row.id in book.rejected())
            return
        rejected = book.rejected()
    from sayso.show.reader import More

    _article(article, reading, as_object, why=why, more=More(about, rejected))


def _decided(book: Ledger, start: str) -> tuple[Article, Reading]:
    """An article and its reading, after what a person put right."""
    article, reading = book.article(start)
    return article, book.decided(article.id, reading)


def _claim_row(book: Ledger, start: str) -> ClaimRow:
    from sayso.errors import NotFound

    try:
        return book.claim(start)
    except NotFound:
        # That no claim has it is half of the truth: articles were looked through before.
        if not start:
            raise
        raise NotFound(f"no article or claim has an id that begins with {start!r}") from None


def _article(article: Article, reading: Reading, as_object: bool, *, why: bool, more: More) -> None:
    if as_object:
        from sayso.show.contract import as_json, line

        click.echo(line(as_json(article, reading, more.rejected), indent=2))
        return
    from sayso.show.reader import article_view
    from sayso.show.tables import console, styled

    out = console()
    look = {"styled": styled(out), "why": why}
    out.print(article_view(article, reading, width=out.width, more=more, **look))


def _claim(
    row: ClaimRow,
    article: Article,
    reading: Reading,
    as_object: bool,
    *,
    why: bool,
    rejected: bool,
) -> None:
    if as_object:
        from sayso.show.contract import line
        from sayso.show.rows import nested

        by_hand = {"rejected": True} if rejected else {}
        click.echo(line(nested(row) | by_hand, indent=2))
        return
    from sayso.show.reader import claim_view
    from sayso.show.tables import console, styled

    out = console()
    out.print(claim_view(row, article, reading, styled=styled(out), why=why, rejected=rejected))

"""``sayso report``: one HTML file to keep, send or print."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli.options import filter_options, ledger_option, opened
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ClaimFilter, Ledger


@click.command("report")
@click.argument("article_or_claim", metavar="[ARTICLE|CLAIM]", required=False)
@ledger_option
@filter_options("article")
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    default="report.html",
    show_default=True,
    help="Write it here.",
)
@click.option("--title", metavar="WORDS", help="What it is called.  [default: what was chosen]")
@click.option("--full-text", is_flag=True, help="Put the whole articles in, not sentences alone.")
def command(
    article_or_claim: str | None,
    ledger: Path,
    out: Path,
    title: str | None,
    full_text: bool,
    **chosen: Any,
) -> None:
    """Write a report of an article (by its id or that of a claim in it), or of what is filtered.

    One HTML file of less than 2 MB that opens without a network: on whose word, claim by claim,
    who denies it, what is one text, a map and a timeline. It names the model, the version and the
    day. By default it quotes the sentences of the claims and no more of an article.
    """
    from sayso import __version__
    from sayso.ledger import ClaimFilter
    from sayso.show.phrases import count
    from sayso.show.report import Asked, report

    where = ClaimFilter(**chosen)
    with opened(ledger) as book:
        if article_or_claim is not None:
            where, told = _one(book, article_or_claim, where)
        else:
            told = _told(chosen) or f"All that {ledger.name} holds"
        made = datetime.now(UTC).date().isoformat()
        page = report(book, Asked(where, title or told, __version__, made, full_text))
    out.write_text(page, encoding="utf-8", newline="\n")
    say(f"{out}: {count(round(len(page.encode()) / 1000), 'kilobyte')}.")


def _one(book: Ledger, start: str, where: ClaimFilter) -> tuple[ClaimFilter, str]:
    """The choice of one article, given by the start of its id or of the id of a claim in it."""
    from dataclasses import replace

    from sayso.errors import NotFound
    from sayso.show.phrases import file_name

    try:
        article, _ = book.article(start)
    except NotFound:
        article, _ = book.article(book.claim(start).article)
    told = article.title or article.outlet or file_name(article.input_id)
    return replace(where, article=article.id), told


def _told(chosen: dict[str, Any]) -> str:
    """What was chosen, in words."""
    given = {name.replace("_", " "): value for name, value in chosen.items() if value is not None}
    return ", ".join(f"{name}: {value}" for name, value in given.items())

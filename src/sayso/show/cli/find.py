"""``sayso find``: full-text search over the sentences of all claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli.options import credited, format_options, ledger_option, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import Hit, Ledger


@click.command("find")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@ledger_option
@format_options("json", "jsonl")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most N."
)
def command(words: tuple[str, ...], ledger: Path, form: str | None, limit: int) -> None:
    """Search the words of all claims; what is shown is the sentence, then its claims.

    All of WORDS must be in it; "two words" in quotation marks stand together; milit* finds what
    begins so.
    """
    with opened(ledger) as book:
        hits = book.find(" ".join(words), limit=limit)
        if form:
            put((_nested(hit) for hit in hits), form)
        elif hits:
            _listing(hits, book)
        else:
            say("Nothing found.")


def _listing(hits: list[Hit], book: Ledger) -> None:
    from sayso.show.listing import found
    from sayso.show.tables import console

    out = console()
    for line in found(hits, out.width, credited=credited(book)):
        out.print(line, soft_wrap=True)


def _nested(hit: Hit) -> dict[str, Any]:
    from sayso.show.rows import nested

    return {
        "claim": nested(hit.claim),
        "snippet": hit.snippet,
        "at": hit.at,
        "spans": [list(span) for span in hit.spans],
        "rank": hit.rank,
    }

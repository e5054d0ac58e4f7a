"""``sayso reprints``: which articles are one text, and which was first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.records import Reused
from sayso.show.cli.options import format_options, ledger_option, limit_option, most, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ReuseRow

TABLE_ROWS = 50
COLUMNS = ("a", "b", "label", "direction", "score", "passages", "why")


@click.command("reprints")
@ledger_option
@click.option("--article", metavar="ID", help="Only pairs with this article.")
@click.option(
    "--label",
    "labels",
    multiple=True,
    type=click.Choice([str(each) for each in Reused]),
    help="Only these; may be given several times.  [default: all but boilerplate on the screen]",
)
@format_options("json", "jsonl", "csv")
@limit_option(TABLE_ROWS)
def command(
    ledger: Path,
    article: str | None,
    labels: tuple[str, ...],
    form: str | None,
    limit: int | None,
) -> None:
    """List which articles share text, what they are to each other, and which was first.

    A reprint is one text, whole or cut; a rewrite is one text edited or told again; an excerpt is
    a piece in other text; two with the same source quote the same words in their own; boilerplate
    is what stands around every article. These are guesses, and each has its reasons (--json tells
    them); a and b are ids of inputs, and the direction names the one that the text was taken from.
    """
    wanted = [Reused(each) for each in labels] or [
        each for each in Reused if form or each is not Reused.BOILERPLATE
    ]
    with opened(ledger) as book:
        left = len(book.uncompared())
        rows = book.reuses(article, labels=wanted)
        names = book.inputs() if form else {}
    if left:
        from sayso.show.phrases import count

        many = count(left, "article is", "articles are")
        say(f"{many} not compared yet: the same `sayso read` goes on with it.")
    limit = most(limit, form, TABLE_ROWS)
    if form:
        pairs = list(_pairs(rows, names, twins=Reused.REPRINT in wanted and article is None))
        put(pairs[:limit], form, COLUMNS)
    else:
        _tell(rows, limit)


def _pairs(
    rows: Sequence[ReuseRow], names: Mapping[str, Sequence[str]], *, twins: bool
) -> Iterator[dict[str, Any]]:
    """The pairs by the ids of the inputs; an article that came in twice is its own reprint."""
    if twins:
        for each in names.values():
            yield from (_twin(each[0], other) for other in each[1:])
    for row in rows:
        one = row.reuse
        told = {
            "label": str(one.label),
            "direction": str(one.direction),
            "score": one.score,
            "passages": [[list(a), list(b)] for a, b in one.passages],
            "why": [list(reason) for reason in one.why],
        }
        yield from ({"a": a, "b": b, **told} for a in names[one.a] for b in names[one.b])


def _twin(a: str, b: str) -> dict[str, Any]:
    why = [["label", "the same text, come in twice"]]
    same: dict[str, Any] = {"label": str(Reused.REPRINT), "direction": "unknown", "score": 1.0}
    return {"a": a, "b": b, **same, "passages": [], "why": why}


def _tell(rows: Sequence[ReuseRow], limit: int | None) -> None:
    from sayso.show.phrases import count
    from sayso.show.reuse import groups_told, reuse_table
    from sayso.show.tables import console

    if not rows:
        say("No two articles share text.")
        return
    console().print(reuse_table(rows[:limit]))
    for line in groups_told(rows):
        say(line)
    if limit is not None and limit < len(rows):
        say(f"The first {limit:,} of {count(len(rows), 'pair')} are shown. For all: --limit 0")

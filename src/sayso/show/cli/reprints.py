"""``sayso reprints``: which articles are one text, and which was first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.records import Drift, Reuse, Reused
from sayso.show.cli.options import format_options, ledger_option, limit_option, most, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import ClaimRow, Ledger, ReuseRow

    Told = Mapping[Reuse, Sequence[tuple[Drift, ClaimRow, ClaimRow]]]
    """What changed within each pair, every time with the earlier and the later claim."""

TABLE_ROWS = 50
GROUPED = ("articles", "first", "pairs")
COLUMNS = ("a", "b", "label", "direction", "score", "passages", "why", "drift")


@click.command("reprints")
@click.argument("article", required=False)
@ledger_option
@click.option(
    "--label",
    "labels",
    multiple=True,
    type=click.Choice([str(each) for each in Reused]),
    help="Only these; may be given several times.  [default: all but boilerplate on the screen]",
)
@click.option(
    "--groups", "grouped", is_flag=True, help="The groups that are one text, in place of the pairs."
)
@format_options("json", "jsonl", "csv")
@limit_option(TABLE_ROWS)
def command(
    article: str | None,
    ledger: Path,
    labels: tuple[str, ...],
    *,
    grouped: bool,
    form: str | None,
    limit: int | None,
) -> None:
    """List which articles share text, what they are to each other, and which was first.

    A reprint is one text, whole or cut; a rewrite is one text edited or told again; an excerpt is
    a piece in other text; two with the same source quote the same words in their own; boilerplate
    is what stands around every article. These are guesses, and each has its reasons (--json tells
    them); a and b are ids of inputs, and the direction names the one that the text was taken from.
    """
    from sayso.show.reuse import groups_json

    wanted = [Reused(each) for each in labels] or [
        each for each in Reused if form or each is not Reused.BOILERPLATE
    ]
    with opened(ledger) as book:
        left = len(book.uncompared())
        rows = book.reuses(article, labels=wanted)
        twins = Reused.REPRINT in wanted and article is None
        drifts = _drifts(book, rows) if article else {}
        apart = book.apart_texts()
        if grouped:
            found: Iterable[dict[str, Any]] = (
                groups_json(rows, book.inputs(), apart) if form else ()
            )
        else:
            found = _pairs(book, rows, drifts, twins=twins) if form else ()
        pairs = list(found)
    if left:
        from sayso.show.phrases import count

        many = count(left, "article is", "articles are")
        say(f"{many} not compared yet: the same `sayso read` goes on with it.")
    limit = most(limit, form, TABLE_ROWS)
    if form:
        put(pairs[:limit], form, GROUPED if grouped else COLUMNS)
    elif grouped:
        from sayso.show.reuse import groups_told

        for line in groups_told(rows, apart, limit):
            say(line)
    else:
        _tell(rows, limit, apart)
        _changes(rows, drifts)


def _drifts(book: Ledger, rows: Sequence[ReuseRow]) -> Told:
    """What changed within each pair, where it is known which was first."""
    from sayso.engines.joining import drifts_between

    out = {}
    for row in rows:
        found = drifts_between(book, row.reuse)
        claims = {each.id: each for each in book.claims_by_id(_claims(found))}
        out[row.reuse] = [(each, claims[each.before], claims[each.after]) for each in found]
    return out


def _claims(drifts: Iterable[Drift]) -> list[str]:
    return [ident for each in drifts for ident in (each.before, each.after)]


def _pairs(
    book: Ledger, rows: Sequence[ReuseRow], drifts: Told, *, twins: bool
) -> Iterator[dict[str, Any]]:
    """The pairs by the ids of the inputs; an article that came in twice is its own reprint."""
    from sayso.weigh import twice

    names = book.inputs()
    if twins:
        again = {article: ids for article, ids in names.items() if len(ids) > 1}
        for article, text in book.texts(again).items():
            first, *others = again[article]
            yield from (_pair(first, other, twice(article, text)) for other in others)
    for row in rows:
        one = row.reuse
        changed = _changed(drifts[one]) if one in drifts else {}
        yield from (_pair(a, b, one) | changed for a in names[one.a] for b in names[one.b])


def _changed(told: Sequence[tuple[Drift, ClaimRow, ClaimRow]]) -> dict[str, Any]:
    from sayso.show.answer import drift_json

    return {"drift": [drift_json(drift) for drift, _, _ in told if drift.changes]}


def _pair(a: str, b: str, one: Reuse) -> dict[str, Any]:
    return {
        "a": a,
        "b": b,
        "label": str(one.label),
        "direction": str(one.direction),
        "score": one.score,
        "passages": [[list(x), list(y)] for x, y in one.passages],
        "why": [list(reason) for reason in one.why],
    }


def _changes(rows: Sequence[ReuseRow], drifts: Told) -> None:
    """What changed, in the terminal."""
    from sayso.show.joined import drift_lines
    from sayso.show.tables import console

    out = console()
    for row in rows:
        told = drifts.get(row.reuse, ())
        claims = {claim.id: claim for _, *pair in told for claim in pair}
        outlets = {claim.article: claim.outlet for claim in claims.values() if claim.outlet}
        for text in drift_lines([drift for drift, _, _ in told], claims, outlets):
            out.print(text)
            out.print()


def _tell(rows: Sequence[ReuseRow], limit: int | None, apart: frozenset[frozenset[str]]) -> None:
    from sayso.show.phrases import count
    from sayso.show.reuse import groups_told, reuse_table
    from sayso.show.tables import console

    if not rows:
        say("No two articles share text.")
        return
    console().print(reuse_table(rows[:limit]))
    for line in groups_told(rows, apart):
        say(line)
    if limit is not None and limit < len(rows):
        say(f"The first {limit:,} of {count(len(rows), 'pair')} are shown. For all: --limit 0")

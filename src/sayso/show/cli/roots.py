"""``sayso roots``: on whose word all the claims rest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sayso.show.cli.options import (
    filter_options,
    format_options,
    ledger_option,
    limit_option,
    most,
    opened,
)
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

TABLE_ROWS = 50
COLUMNS = (
    *("name", "kind", "named", "articles", "claims"),
    *("asserted", "hedged", "alleged", "denied", "other"),
)


@click.command("roots")
@ledger_option
@filter_options()
@format_options("json", "jsonl", "csv")
@limit_option(TABLE_ROWS)
def command(ledger: Path, form: str | None, limit: int | None, **filters: Any) -> None:
    """List the roots: on whose word the claims rest, in how many articles, how firmly.

    What articles say in their own voice is left out, unless --voice author asks for it. Roots are
    told apart by name alone: how many independent ones a claim rests on, `sayso ask` tells.
    """
    from sayso.ledger import ClaimFilter
    from sayso.records import Voice
    from sayso.show.tables import by_reach

    where = ClaimFilter(**filters | {"voice": filters["voice"] or Voice.REPORTED})
    with opened(ledger) as book:
        # All of them: the ledger counts claims, here the roots of most articles come first.
        rows = by_reach(book.roots(where))
    shown = rows[: most(limit, form, TABLE_ROWS)]
    if form:
        put((asdict(row) | {"kind": str(row.kind)} for row in shown), form, COLUMNS)
        return
    from sayso.show.tables import console, roots_table, roots_told

    if not rows:
        say("No claims.")
        return
    console().print(roots_table(shown))
    say(f"{roots_told(rows)}, told apart by name; `sayso ask` counts those of one claim.")
    if len(shown) < len(rows):
        say(f"The first {len(shown):,} of {len(rows):,} are shown. For all: --limit 0")

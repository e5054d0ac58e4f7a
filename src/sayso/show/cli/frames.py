"""``sayso frames``: who does what to whom, according to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.show.cli.known import EventType, ModeName
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

if TYPE_CHECKING:
    from sayso.ledger import FrameRow

TABLE_ROWS = 50
OWN = ("actor", "recipient", "event", "mode", "quad", "negated")
QUADS = "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"


@click.command("frames")
@ledger_option
@click.option("--actor", metavar="NAME", help="Who does it; a name or an id.")
@click.option("--recipient", metavar="NAME", help="To whom; a name or an id.")
@click.option("--event", type=EventType(), help="PLOVER event type: AID, ASSAULT, CONSULT, ...")
@click.option("--mode", type=ModeName(), help="PLOVER mode: aerial, arrest, demo, ...")
@click.option("--quad", type=click.IntRange(1, 4), help=f"PLOVER quad class: {QUADS}.")
@click.option("--negated/--not-negated", default=None, help="Only what is told not to be so.")
@filter_options("actor", "event")
@format_options("json", "jsonl", "csv", "geojson")
@limit_option(TABLE_ROWS)
def command(ledger: Path, form: str | None, limit: int | None, **filters: Any) -> None:
    """List who does what to whom, according to whom.

    Each is told by one claim, on somebody's word, and is no more than that. Filters narrow
    together; those from --source on are of the claims. In GeoJSON only what is told as finely as a
    town is a point.
    """
    from sayso.ledger import ClaimFilter, FrameFilter

    own = {name: filters.pop(name) for name in OWN}
    where = FrameFilter(**own, claims=ClaimFilter(**filters))
    wanted = most(limit, form, TABLE_ROWS)
    with opened(ledger) as book:
        # One more tells whether there are more.
        rows = book.frames(where, limit=wanted and wanted + 1)
        if form:
            _export(islice(rows, wanted), form)
        else:
            _table(list(rows), wanted)


def _table(rows: list[FrameRow], wanted: int | None) -> None:
    from sayso.show.phrases import count
    from sayso.show.tables import console
    from sayso.show.world import frames_table

    if not rows:
        say("No frames.")
        return
    shown = rows[:wanted]
    console().print(frames_table(shown))
    if len(shown) < len(rows):
        say(f"The first {len(shown):,} are shown. For all: --limit 0")
    else:
        say(f"{count(len(shown), 'frame')} in {count(len({row.claim for row in shown}), 'claim')}.")


def _export(rows: Iterable[FrameRow], form: str) -> None:
    from sayso.ledger import FrameRow

    if form == "geojson":
        from sayso.show.geojson import collection, frame

        put([collection(frame(row) for row in rows if row.place is not None)], form)
    else:
        put(_plain(rows), form, [each.name for each in fields(FrameRow)])


def _plain(rows: Iterable[FrameRow]) -> Iterator[dict[str, Any]]:
    """Enumerated words as plain strings."""
    for row in rows:
        found = asdict(row)
        yield {key: str(v) if isinstance(v, str) else v for key, v in found.items()}

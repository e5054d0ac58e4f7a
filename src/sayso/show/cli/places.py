"""``sayso places``: where the claims say things are."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.show.cli.known import Country
from sayso.show.cli.options import format_options, ledger_option, limit_option, most, opened
from sayso.show.cli.output import put
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from sayso.ledger import PlaceRow

TABLE_ROWS = 50
COLUMNS = (*("name", "country", "geonames", "lat", "lon", "precision", "articles", "claims"),)


@click.command("places")
@ledger_option
@click.option("--name", metavar="WORDS", help="Only places whose name contains WORDS.")
@click.option("--country", type=Country(), help="Only in it: a name, or letters of ISO 3166.")
@format_options("json", "jsonl", "csv", "geojson")
@limit_option(TABLE_ROWS)
def command(
    ledger: Path, name: str | None, country: str | None, form: str | None, limit: int | None
) -> None:
    """List the places that the claims name, as finely as they tell them.

    "Kelvat" and "north of Kelvat" are two rows: the precision is exact, town, district (somewhere
    in a region, or some way off a place) or country. In GeoJSON only what is told as finely as a
    town is a point; the rest has no geometry, and the centre of the place named in its properties.
    """
    wanted = most(limit, form, TABLE_ROWS)
    with opened(ledger) as book:
        # One more tells whether there are more.
        rows = book.places(name, country=country, limit=wanted and wanted + 1)
        unplaced = book.unplaced()
    shown = rows[:wanted]
    if form == "geojson":
        from sayso.show.geojson import collection, place

        put([collection(map(place, shown))], form)
    elif form:
        put((asdict(row) | {"precision": _word(row.precision)} for row in shown), form, COLUMNS)
    else:
        _table(shown, unplaced, more=len(shown) < len(rows))


def _word(value: object) -> str | None:
    return None if value is None else str(value)


def _table(rows: list[PlaceRow], unplaced: int, *, more: bool) -> None:
    from sayso.show.phrases import count
    from sayso.show.tables import console
    from sayso.show.world import places_table

    if rows:
        console().print(places_table(rows))
    told = f"The first {len(rows):,} are shown. For all: --limit 0" if more else ""
    say(told or (f"{count(len(rows), 'place')}." if rows else "No places."))
    if unplaced:
        say(f"Of {count(unplaced, 'more mention')} nobody can tell which place is meant.")

"""Data for machines on stdout."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from sayso.show.contract import line
from sayso.show.safe import visible


def put(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str] = ()) -> None:
    """Rows in the form asked for: ``json`` (one array), ``jsonl``, or ``csv`` with a header.

    A document of its own, such as ``geojson``, is one row.

    The cells of a CSV are the data as they are, but for a terminal, which they must not steer.
    """
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(map(_shown, rows) if sys.stdout.isatty() else rows)
    elif form == "jsonl":
        for row in rows:
            click.echo(line(dict(row)))
    elif form == "geojson":
        for row in rows:
            click.echo(line(dict(row), indent=2))
    else:
        click.echo(line(list(map(dict, rows)), indent=2))


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: visible(cell) if isinstance(cell, str) else cell for key, cell in row.items()}

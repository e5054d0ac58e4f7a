"""Data for machines on stdout."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from sayso.show.contract import line


def put(rows: Iterable[Mapping[str, Any]], form: str, columns: Sequence[str] = ()) -> None:
    """Rows in the form asked for: ``json`` (one array), ``jsonl``, or ``csv`` with a header."""
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    elif form == "jsonl":
        for row in rows:
            click.echo(line(dict(row)))
    else:
        click.echo(line(list(map(dict, rows)), indent=2))

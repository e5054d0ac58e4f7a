"""What stands above an article: enough to name it in a list."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """An article without its text."""

    id: str
    input_id: str
    title: str | None
    outlet: str | None
    published: str | None


def heads(db: sqlite3.Connection, articles: Iterable[str]) -> dict[str, Head]:
    """The heads of articles, by their ids."""
    rows = db.execute(
        "SELECT a.id, a.input_id, a.title, o.name, a.published FROM articles AS a "
        "LEFT JOIN outlets AS o ON o.number = a.outlet "
        "WHERE a.id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(articles)),),
    )
    return {row[0]: Head(*row) for row in rows}


def state(db: sqlite3.Connection) -> tuple[int, ...]:
    """Changes with what articles share, and with what was put right by hand."""
    shared = db.execute("SELECT count(*) FROM reuses").fetchone()
    hand = db.execute("SELECT count(*), count(undone_at) FROM corrections").fetchone()
    return (*shared, *hand)

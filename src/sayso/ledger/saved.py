"""Choices of claims that somebody gave a name to: a name, and the filters as in an address."""

from __future__ import annotations

import sqlite3

from sayso.errors import LedgerError, NotFound

_KEY = "view "
MOST = 100


def views(db: sqlite3.Connection) -> dict[str, str]:
    """All of them, by name."""
    rows = db.execute(
        "SELECT substr(key, ?), value FROM meta WHERE key >= ? AND key < ? ORDER BY key",
        (len(_KEY) + 1, _KEY, _KEY + chr(0x10FFFF)),
    )
    return dict(rows.fetchall())


def save(db: sqlite3.Connection, name: str, query: str) -> None:
    """Keep one; one of the same name gives way."""
    if not name.strip():
        raise LedgerError("a view without a name cannot be found again: give it one")
    if len(views(db)) >= MOST and name not in views(db):
        raise LedgerError(f"{MOST} views are saved already: take one out first")
    db.execute(
        "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_KEY + name.strip(), query),
    )


def drop(db: sqlite3.Connection, name: str) -> None:
    """Take one out."""
    if not db.execute("DELETE FROM meta WHERE key = ?", (_KEY + name,)).rowcount:
        raise NotFound(f"no view is saved under the name {name!r}")

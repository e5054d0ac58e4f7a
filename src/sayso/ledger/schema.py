"""The shape of the file: its numbers, its migrations, and what is no ledger of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import resources

from sayso.errors import LedgerError, LedgerTooNew

APPLICATION_ID = 0x53617953
"""``SayS`` in ASCII, in the file's header, so that ``file`` and we know a ledger by it."""

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables came with 3.37 (November 2021)."""


def sqlite_version() -> str:
    """Version of the SQLite that this Python brings.

    >>> sqlite_version().count(".")
    2
    """
    return sqlite3.sqlite_version


def migrations() -> list[str]:
    """The numbered ``.sql`` files in order; the n-th leads from schema n-1 to schema n."""
    folder = resources.files(__package__) / "migrations"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))
    return [(folder / name).read_text(encoding="utf-8") for name in names]


def newest() -> int:
    """The schema version that this version of Sayso writes."""
    return len(migrations())


def statements(script: str) -> Iterator[str]:
    r"""Cut a script into statements: ``executescript`` would commit before it begins.

    >>> list(statements("SELECT 1;\nSELECT ';';"))
    ['SELECT 1;\n', "SELECT ';';"]
    """
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
    if held.strip():
        yield held


def version_of(db: sqlite3.Connection, name: str) -> int:
    """Schema version of an open file: 0 where it is empty, an error where it is not ours."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LedgerError(
            f"SQLite {sqlite3.sqlite_version} is too old for a ledger: use a Python that brings "
            f"{'.'.join(map(str, OLDEST_SQLITE))} or newer"
        )
    mark = db.execute("PRAGMA application_id").fetchone()[0]
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    if mark == APPLICATION_ID:
        if version > newest():
            raise LedgerTooNew(
                f"{name} was made by a newer Sayso (its schema is {version}, this version knows "
                f"up to {newest()}): upgrade Sayso, or write to another ledger"
            )
        return version
    if mark or version or db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise LedgerError(f"{name} is an SQLite file but not a ledger of Sayso: name another file")
    return 0


def upgrade(db: sqlite3.Connection, name: str) -> None:
    """Bring an open file to the newest schema, all in one transaction or not at all."""
    db.execute("BEGIN IMMEDIATE")
    try:
        # Asked again inside the transaction: another process may have done it meanwhile.
        version = version_of(db, name)
        steps = migrations()
        for script in steps[version:]:
            for statement in statements(script):
                db.execute(statement)
        if version == 0:
            made = datetime.now(UTC).isoformat(timespec="seconds")
            db.execute("INSERT INTO meta VALUES ('created_at', ?)", (made,))
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise

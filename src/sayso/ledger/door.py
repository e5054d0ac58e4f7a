"""Opening the file, one transaction at a time, and SQLite's errors turned into ours."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import LedgerError, LedgerTooOld
from sayso.ledger import schema

WAIT_S = 30.0
"""How long a process waits for another one to finish writing."""

_LEAST = 512
"""Bytes of the smallest SQLite database."""

_REASONS = (
    ("SQLITE_FULL", "the disk is full: free some space and run the same command again"),
    ("SQLITE_IOERR", "the disk could not be read or written (full, over quota, or failing)"),
    ("SQLITE_READONLY", "it cannot be written: its file or its folder is read-only"),
    ("SQLITE_BUSY", f"another process kept it locked for over {WAIT_S:.0f} s: try again later"),
    ("SQLITE_LOCKED", "another part of this process is writing to it"),
    ("SQLITE_NOTADB", "it is not a ledger (not an SQLite file): name another file"),
    ("SQLITE_CORRUPT", "it is damaged: restore a copy, or read the sources into a new ledger"),
    ("SQLITE_CANTOPEN", "it cannot be opened: look at the rights of the file and its folder"),
    ("SQLITE_TOOBIG", "one value is too large for SQLite"),
    ("SQLITE_CONSTRAINT", "these records do not fit together, none of them was stored"),
)


def explain(path: Path, error: sqlite3.Error) -> LedgerError:
    """Our error for one of SQLite's: names the file, says why and what to do."""
    code = getattr(error, "sqlite_errorname", None) or ""
    for start, reason in _REASONS:
        if code.startswith(start):
            return LedgerError(f"ledger {path}: {reason}; what was committed is kept [{error}]")
    return LedgerError(f"ledger {path}: {error} ({code or type(error).__name__})")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Let no error of SQLite out."""
    try:
        yield
    except sqlite3.Error as error:
        raise explain(path, error) from error


@contextmanager
def writing(db: sqlite3.Connection, path: Path) -> Iterator[None]:
    """One transaction: all of it is committed, or none."""
    with translated(path):
        try:
            db.execute("BEGIN IMMEDIATE")
            yield
            db.execute("COMMIT")
        except BaseException:
            # SQLite has rolled back by itself after some errors (a full disk among them).
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise


def connect(path: Path, *, readonly: bool, handed: bool = False) -> sqlite3.Connection:
    """An open connection to a ledger of the newest schema; made when absent, unless readonly.

    ``handed``: threads may hand it on, one using it at a time.
    """
    _look(path, readonly)
    with translated(path):
        db = _open(path, readonly, handed)
        try:
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA cache_size = -16000")
            version = schema.version_of(db, str(path))
            if not readonly:
                _prepare(db, path, version)
            elif version == 0:
                raise LedgerError(f"{path} is empty: not a ledger yet")
            elif version < schema.newest():
                raise LedgerTooOld(
                    f"{path} has the older schema {version}: open it for writing once to bring it "
                    f"to schema {schema.newest()}"
                )
        except BaseException:
            db.close()
            raise
    return db


def _look(path: Path, readonly: bool) -> None:
    """Say plainly what SQLite would call "unable to open database file"."""
    if path.is_dir():
        raise LedgerError(f"{path} is a folder: name a file, such as {path / 'news.ledger'}")
    if readonly and not path.exists():
        raise LedgerError(f"there is no ledger at {path}: `sayso read` makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"the folder {path.parent} does not exist: make it, then try again")
    # SQLite takes a file of one byte for an empty database, and would write over it.  Only its
    # size is asked: to open and close a ledger here would drop the locks of this whole process.
    if path.exists() and 0 < path.stat().st_size < _LEAST:
        raise LedgerError(f"{path} is not a ledger (not an SQLite file): name another file")
    if readonly:
        return
    # SQLite would open these without a word, and fail at the first article.
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise LedgerError(f"{place} is read-only: a ledger cannot be written there")


def _open(path: Path, readonly: bool, handed: bool) -> sqlite3.Connection:
    """Connect without waiting for a transaction to begin by itself."""
    mode = "ro" if readonly else "rwc"
    if readonly and not os.access(path.parent, os.W_OK) and not _wal(path).exists():
        # A WAL file needs a place for its index; nobody can be writing here, so none is needed.
        mode = "ro&immutable=1"
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(
        uri, uri=True, timeout=WAIT_S, isolation_level=None, check_same_thread=not handed
    )


def _wal(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _prepare(db: sqlite3.Connection, path: Path, version: int) -> None:
    """Make or upgrade the file, and set how it is written."""
    if version < schema.newest():
        _use_wal(db)
        schema.upgrade(db, str(path))
    db.execute("PRAGMA synchronous = NORMAL")


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to a write-ahead log; SQLite does not wait here when another process does the same."""
    until = time.monotonic() + WAIT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return

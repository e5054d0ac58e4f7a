"""Ledgers for many requests at once: each is used by one thread at a time, and handed on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue

from sayso.ledger import Ledger, open_ledger


class Books:
    """Open readers of one ledger, as many as are used at once; and a writer for a moment."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: LifoQueue[Ledger] = LifoQueue()

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """A ledger to look things up in; one that lies open already, where there is one."""
        try:
            book = self._idle.get_nowait()
        except Empty:
            book = open_ledger(self.path, readonly=True, handed=True)
        try:
            yield book
        finally:
            self._idle.put(book)

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """A ledger to put something right in."""
        with open_ledger(self.path) as book:
            yield book

    def close(self) -> None:
        """Close what lies open."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

"""What the page asks of a ledger: the desk, heads, profiles, saved views."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger import door, heads, profile, saved
from sayso.ledger.views import ClaimFilter
from sayso.records import Kind

if TYPE_CHECKING:
    from sayso.ledger.columns import Columns
    from sayso.ledger.desk import Desk


class Paged:
    """The part of a :class:`~sayso.ledger.Ledger` that its pages need beside what all need."""

    path: Path
    _db: sqlite3.Connection

    def desk(
        self,
        where: ClaimFilter = ClaimFilter(),
        *,
        columns: Columns,
        limit: int,
        offset: int = 0,
        values: int = 12,
    ) -> Desk:
        """The claims meant, the latest published first, and what all of them are counted by.

        ``columns`` is to be kept from call to call; ``values`` is how many values of each facet
        are given at most.
        """
        from sayso.ledger import desk  # numpy, which little else here needs

        with door.translated(self.path):
            return desk.desk(self._db, where, columns, (offset, offset + limit), values)

    def compared_state(self) -> tuple[int, ...]:
        """Changes whenever :meth:`reuses` may."""
        with door.translated(self.path):
            return heads.state(self._db)

    def heads(self, articles: Iterable[str]) -> Mapping[str, heads.Head]:
        """What stands above articles, by their ids."""
        with door.translated(self.path):
            return heads.heads(self._db, articles)

    def profile(self, name: str, kind: Kind) -> profile.Profile:
        """What a source is cited for, through whom, how firmly; ``NotFound`` where it is none."""
        with door.translated(self.path):
            return profile.profile(self._db, name, kind)

    def views(self) -> dict[str, str]:
        """Choices of claims that were saved: their filters, as in an address, by name."""
        with door.translated(self.path):
            return saved.views(self._db)

    def save_view(self, name: str, query: str) -> None:
        """Save a choice under a name; one of the same name gives way."""
        with door.writing(self._db, self.path):
            saved.save(self._db, name, query)

    def drop_view(self, name: str) -> None:
        """Take a saved choice out.  ``NotFound`` where none has this name."""
        with door.writing(self._db, self.path):
            saved.drop(self._db, name)

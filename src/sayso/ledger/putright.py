"""What a person decides, put into the ledger and taken back: actors, claims, texts, sources."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger import door, hand, lists, queries, reuse, store, verdicts
from sayso.ledger.views import CorrectionRow
from sayso.records import Firmness, Kind

if TYPE_CHECKING:
    import sqlite3

__all__ = ["PutRight"]


class PutRight:
    """The methods of :class:`~sayso.ledger.Ledger` that a person's corrections go through.

    Each gives the number of the correction, to undo it by; ``by`` is who decides so, ``note`` why.
    """

    path: Path
    _db: sqlite3.Connection

    def rename_actor(self, actor: str, name: str, *, by: str, note: str = "") -> int:
        """Call an actor by another name; the number of the correction, to undo it by.

        Here and below an actor is given by id, the start of an id, or name; ``by`` is who decides
        so, ``note`` why.  ``NotFound`` where nobody is meant, ``LedgerError`` where several are.
        """
        with door.writing(self._db, self.path):
            return hand.rename(self._db, lists.actor(self._db, actor), name, (by, note))

    def merge_actors(self, actor: str, into: str, *, by: str, note: str = "") -> int:
        """Take one actor for another; the number of the correction."""
        with door.writing(self._db, self.path):
            pair = (lists.actor(self._db, actor), lists.actor(self._db, into))
            return hand.merge(self._db, *pair, (by, note))

    def split_actor(
        self, actor: str, words: str, *, kind: Kind | None = None, by: str, note: str = ""
    ) -> int:
        """Make those mentions of an actor that read ``words`` an actor of its own.

        It is called so, and is of the same kind where no ``kind`` is given.
        """
        with door.writing(self._db, self.path):
            whole = lists.actor(self._db, actor)
            return hand.split(self._db, whole, (words, kind), (by, note))

    def same(self, a: str, b: str, *, by: str, note: str = "") -> int:
        """Two claims say the same, or two articles are one text; the number of the correction.

        Both are given by id or the start of one, and both are claims, or both articles.  The
        latest judgement of a pair holds, against any guess, until it is undone.
        """
        with door.writing(self._db, self.path):
            return self._pair(a, b, verdicts.SAME, (by, note))

    def apart(self, a: str, b: str, *, by: str, note: str = "") -> int:
        """Two claims have nothing to do with each other, or two articles are not one text."""
        with door.writing(self._db, self.path):
            return self._pair(a, b, verdicts.APART, (by, note))

    def _pair(self, a: str, b: str, what: str, told: tuple[str, str]) -> int:
        table, one = queries.either(self._db, a)
        pair = (one, queries.number_of(self._db, table, b))
        judge = verdicts.pair_claims if table == "claims" else verdicts.pair_articles
        return judge(self._db, pair, what, told)

    def merge_sources(self, name: str, into: str, *, by: str, note: str = "") -> int:
        """Two names are one source or root: ``name`` stands for ``into`` in every view."""
        with door.writing(self._db, self.path):
            return verdicts.merge(self._db, name, into, (by, note))

    def merged_sources(self) -> Mapping[str, str]:
        """Names that a person took for others, in lower case, each with the one it stands for."""
        with door.translated(self.path):
            merges = verdicts.merges(self._db)
            into = ((name, merges.of(name)) for name in merges.into)
            return {name: other[0] for name, other in into if other is not None}

    def reject(self, claim: str, *, by: str, note: str = "") -> int:
        """It is no claim: no list, count, search or dossier has it.

        ``claim`` is an id or the start of one.  It stays in the reading of its article, as it was
        read; see :meth:`rejected`.
        """
        with door.writing(self._db, self.path):
            return verdicts.reject(
                self._db, queries.number_of(self._db, "claims", claim), (by, note)
            )

    def put_firmness(self, claim: str, firmness: Firmness, *, by: str, note: str = "") -> int:
        """A claim is put forward so firmly; the number of the correction.

        Bonds were judged by the firmness that was read: its article is among the
        :meth:`unbonded` then.
        """
        with door.writing(self._db, self.path):
            number = queries.number_of(self._db, "claims", claim)
            return verdicts.firmness(self._db, number, firmness, (by, note))

    def put_root(
        self, claim: str, name: str, *, kind: Kind | None = None, by: str, note: str = ""
    ) -> int:
        """A claim rests on the word of ``name`` in the end; the number of the correction.

        Somebody who passed it on becomes the end of its chain; anybody else takes the place of the
        root that was read, and of the speaker where that is the same.  ``kind`` is needed where
        nobody in the ledger is called so.
        """
        with door.writing(self._db, self.path):
            number = queries.number_of(self._db, "claims", claim)
            return verdicts.root(self._db, number, name, kind, (by, note))

    def rejected(self) -> frozenset[str]:
        """Ids of the claims that a person rejected."""
        with door.translated(self.path):
            return verdicts.rejected(self._db)

    def apart_texts(self) -> frozenset[frozenset[str]]:
        """Pairs of articles, by id, that a person says are not one text."""
        with door.translated(self.path):
            return reuse.apart(self._db)

    def undo(self, correction: int) -> None:
        """Take a correction back; what it changed is as it would be without it."""
        with door.writing(self._db, self.path):
            hand.undo(self._db, correction, store.now())

    def corrections(self) -> list[CorrectionRow]:
        """All that was put right by hand, what was undone included, the oldest first."""
        with door.translated(self.path):
            return list(hand.corrections(self._db))

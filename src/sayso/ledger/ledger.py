"""The ledger as the other rooms see it: one object over one file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from sayso.errors import LedgerError
from sayso.ledger import door, queries, search, store
from sayso.ledger.views import ClaimFilter, ClaimRow, Counts, FacetRow, Hit, RootRow, RunRow
from sayso.records import Article, Page, Reading, Reason, Refused


def open_ledger(path: str | Path, *, readonly: bool = False) -> Ledger:
    """Open the ledger at ``path``; make it when it is absent, unless ``readonly``.

    Any number of processes may have it open; one writes at a time, and the others wait for it.
    Raises ``LedgerError`` for a folder, a file that is no ledger, or one that cannot be written,
    and ``LedgerTooNew`` where a newer version made it.
    """
    return Ledger(Path(path), readonly=readonly)


class Ledger:
    """What was read, kept in one SQLite file.  Use :func:`open_ledger`; close it, or use ``with``.

    Every writing method is one transaction: when it has returned, killing the process loses
    nothing of it.  An object belongs to the thread that opened it.
    """

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._db = door.connect(path, readonly=readonly)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        with door.translated(self.path):
            self._db.close()

    # --- writing

    def begin_run(self, source: str, model: str, version: str) -> int:
        """Note that a run begins; the number to give to the other writing methods."""
        with door.writing(self._db, self.path):
            return store.begin_run(self._db, source, model, version)

    def end_run(self, run: int, status: str) -> None:
        """Note how a run ended: ``done``, ``stopped`` or ``failed``."""
        with door.writing(self._db, self.path):
            store.end_run(self._db, run, status)

    def seen(self, input_key: str) -> bool:
        """Whether this very input was already read or refused, in whatever run."""
        with door.translated(self.path):
            row = self._db.execute("SELECT 1 FROM inputs WHERE input_key = ?", (input_key,))
            return row.fetchone() is not None

    def add(self, run: int, input_key: str, page: Page, article: Article, reading: Reading) -> bool:
        """Store an article and its reading in one transaction; whether it was new.

        Where the article's id is already there nothing of it changes, and the input is noted as
        its duplicate.  Where its text holds half a surrogate pair, which no UTF-8 can hold, it is
        noted as refused.  Both give ``False``.
        """
        try:
            with door.writing(self._db, self.path):
                known = store.number_of(self._db, article.id)
                if known is not None:
                    store.duplicate(self._db, run, input_key, page, known)
                    return False
                store.add(self._db, run, input_key, page, article, reading)
                return True
        except UnicodeEncodeError as error:
            detail = f"half a surrogate pair in the text or its data: {error}"
            self.refuse(
                run, input_key, Refused(page.input_id, Reason.BROKEN_RECORD, detail, page.url)
            )
            return False

    def refuse(self, run: int, input_key: str, refused: Refused) -> None:
        """Keep why an input did not become an article; the same input twice counts once."""
        with door.writing(self._db, self.path):
            store.refuse(self._db, run, input_key, refused)

    # --- reading

    def article(self, id_or_prefix: str) -> tuple[Article, Reading]:
        """An article and what was read from it, as they were stored.  ``NotFound`` where absent."""
        with door.translated(self.path):
            number = queries.number_of(self._db, "articles", id_or_prefix)
            article = queries.article(self._db, number)
            return article, queries.reading(self._db, number, article.id)

    def page(self, id_or_prefix: str) -> Page:
        """The raw bytes that an article was read from, and what their source said about them."""
        with door.translated(self.path):
            return queries.page(self._db, queries.number_of(self._db, "articles", id_or_prefix))

    def claim(self, id_or_prefix: str) -> ClaimRow:
        """One claim.  ``NotFound`` where nothing has this id."""
        with door.translated(self.path):
            number = queries.number_of(self._db, "claims", id_or_prefix)
            return queries.rows(self._db, [number])[0]

    def claims(
        self, where: ClaimFilter = ClaimFilter(), *, limit: int | None = None, offset: int = 0
    ) -> Iterator[ClaimRow]:
        """The claims meant, in the order they were stored, without holding them all."""
        with door.translated(self.path):
            yield from search.claims(self._db, where, limit, offset)

    def find(self, words: str, *, limit: int = 20) -> list[Hit]:
        """The claims whose sentences hold all of the words, the best first.

        ``"two words"`` in quotation marks must stand together; ``milit*`` finds what begins so.
        """
        with door.translated(self.path):
            return search.find(self._db, words, limit)

    def runs(self) -> list[RunRow]:
        """Every run, the oldest first."""
        with door.translated(self.path):
            return queries.runs(self._db)

    def roots(
        self, where: ClaimFilter = ClaimFilter(), *, limit: int | None = None
    ) -> list[RootRow]:
        """On whose word the claims meant rest, the most claims first."""
        with door.translated(self.path):
            return search.roots(self._db, where, -1 if limit is None else limit)

    def facets(self, name: str) -> list[FacetRow]:
        """Counts by ``outlet``, ``voice``, ``firmness``, ``root kind`` or ``source kind``."""
        if name not in ("outlet", "voice", "firmness", "root kind", "source kind"):
            raise LedgerError(f"there is no facet {name!r}")
        with door.translated(self.path):
            return queries.facet(self._db, name)

    def counts(self) -> Counts:
        """How much is in the ledger, and what was refused why."""
        with door.translated(self.path):
            return queries.counts(self._db)

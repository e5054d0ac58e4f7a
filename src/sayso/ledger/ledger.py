"""The ledger as the other rooms see it: one object over one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sayso.errors import LedgerError
from sayso.ledger import (
    atlas,
    bonds,
    chains,
    door,
    lists,
    queries,
    recall,
    reuse,
    search,
    store,
)
from sayso.ledger.atlas import ALWAYS, Atlas, AtlasLists, Days
from sayso.ledger.near import Near, Sentences
from sayso.ledger.paged import Paged
from sayso.ledger.putright import PutRight
from sayso.ledger.views import (
    ActorRow,
    Added,
    Akin,
    ClaimFilter,
    ClaimRow,
    Counts,
    FacetRow,
    FrameFilter,
    FrameRow,
    Hit,
    Holders,
    IndexSize,
    Outline,
    PlaceRow,
    RefusedRow,
    ReuseRow,
    RootRow,
    RunRow,
)
from sayso.records import (
    Article,
    ClaimBond,
    Credit,
    Kind,
    Page,
    Reading,
    Reason,
    Refused,
    Reuse,
    Reused,
    SentenceMark,
    Span,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sayso.ledger.columns import Columns


FACETS = (
    *("outlet", "voice", "firmness", "root kind", "source kind"),
    *("actor", "place", "country", "event"),
)
"""What :meth:`Ledger.facets` counts by."""


def open_ledger(path: str | Path, *, readonly: bool = False, handed: bool = False) -> Ledger:
    """Open the ledger at ``path``; make it when it is absent, unless ``readonly``.

    Any number of processes may have it open; one writes at a time, and the others wait for it.
    ``handed``: threads may hand the object on, of which one uses it at a time.
    Raises ``LedgerError`` for a folder, a file that is no ledger, or one that cannot be written,
    ``LedgerTooNew`` where a newer version made it, and
    ``LedgerTooOld`` where an older one did and it is opened only to be read.
    """
    return Ledger(Path(path), readonly=readonly, handed=handed)


class Ledger(Paged, PutRight):
    """What was read, kept in one SQLite file.  Use :func:`open_ledger`; close it, or use ``with``.

    Every writing method is one transaction: when it has returned, killing the process loses
    nothing of it.  An object belongs to the thread that opened it, unless it is ``handed``.
    """

    def __init__(self, path: Path, *, readonly: bool = False, handed: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._db = door.connect(path, readonly=readonly, handed=handed)
        self._vectors: tuple[tuple[int, int], Sentences] | None = None

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
        """Whether this very input was already read or refused, in whatever run.

        False of one that was refused through a fault of ours: that is to be tried again.
        """
        with door.translated(self.path):
            return store.seen(self._db, input_key)

    def add(
        self,
        run: int,
        input_key: str,
        page: Page,
        article: Article,
        reading: Reading,
        sentences: Sequence[SentenceMark] = (),
    ) -> Added:
        """Store an article and its reading in one transaction; what came of it.

        Where the article is already there, read by the model of this run, nothing of it changes
        and the input is noted as its duplicate.  Where another model read it, the article and its
        reading take the place of the old ones; corrections by hand stay.  Where its text holds
        half a surrogate pair, which no UTF-8 can hold, the input is noted as refused.
        """
        try:
            with door.writing(self._db, self.path):
                known = store.stored(self._db, article.id, run)
                if known is not None and known[1]:
                    store.duplicate(self._db, run, input_key, page, known[0])
                    return Added.KNOWN
                instead = None if known is None else known[0]
                store.add(self._db, run, input_key, (page, article, reading), instead=instead)
                reuse.keep_vectors(self._db, article.id, sentences)
                if instead is None:
                    reuse.wait(self._db, article.id)
                return Added.NEW if instead is None else Added.REPLACED
        except UnicodeEncodeError as error:
            detail = f"half a surrogate pair in the text or its data: {error}"
            self.refuse(
                run, input_key, Refused(page.input_id, Reason.BROKEN_RECORD, detail, page.url)
            )
            return Added.REFUSED

    def refuse(self, run: int, input_key: str, refused: Refused, *, again: bool = False) -> None:
        """Keep why an input did not become an article; the same input twice counts once.

        ``again``: the fault was not the input's, so :meth:`seen` is false of it and the next run
        tries it anew.  The refusal goes when the input is read after all.
        """
        with door.writing(self._db, self.path):
            store.refuse(self._db, run, input_key, refused, again=again)

    # --- what is one text

    def uncompared(self) -> list[str]:
        """Ids of the articles that :meth:`compared` has not been told of yet, in order."""
        with door.translated(self.path):
            return reuse.uncompared(self._db)

    def holders(self, fingerprints: Iterable[int], *, most: int) -> Holders:
        """The articles that hold any of these, and how many each; see :mod:`sayso.weigh.shelf`."""
        with door.translated(self.path):
            return reuse.holders(self._db, fingerprints, most)

    def compared(self, article: str, fingerprints: Iterable[int], found: Sequence[Reuse]) -> None:
        """Keep what an article shares with those before it, and its fingerprints.

        Pairs of other articles in ``found`` take the place of what was kept of them.
        """
        with door.writing(self._db, self.path):
            reuse.compared(self._db, article, fingerprints, found)

    def kept_among(self, articles: Iterable[str]) -> list[Reuse]:
        """What these articles share with each other but boilerplate, as Sayso itself judged it."""
        with door.translated(self.path):
            return reuse.kept_among(self._db, articles)

    def index(self) -> IndexSize:
        """How many fingerprints the index of articles holds, and its bytes in the file."""
        with door.translated(self.path):
            return reuse.index(self._db)

    def reuses(
        self, article: str | None = None, *, labels: Sequence[Reused] | None = None
    ) -> list[ReuseRow]:
        """What articles share, the most first; of all, or of one (the start of its id).

        ``labels``: only pairs of these; ``None`` for all.
        """
        with door.translated(self.path):
            return reuse.reuses(self._db, article, tuple(Reused) if labels is None else labels)

    def reuses_among(self, articles: Iterable[str]) -> list[ReuseRow]:
        """What any two of these articles, by id, share; the most first."""
        with door.translated(self.path):
            return reuse.among(self._db, articles)

    def credits(self, articles: Iterable[str]) -> Mapping[str, Sequence[Credit]]:
        """Whom articles credit, by their ids; those without a credit are left out."""
        with door.translated(self.path):
            return queries.credits_of(self._db, articles)

    def sentences(self, article: str) -> tuple[SentenceMark, ...]:
        """The sentences of an article with their vectors, by its id."""
        with door.translated(self.path):
            return reuse.vectors(self._db, article)

    def inputs(self) -> Mapping[str, Sequence[str]]:
        """The input ids that each article came in under, by its id; its own comes first."""
        with door.translated(self.path):
            return reuse.inputs(self._db)

    # --- what may be about a statement

    def vectors(self) -> Iterator[tuple[str, list[Span], bytes]]:
        """Of every article its id, its sentences' spans, and their vectors, 384 bytes each."""
        with door.translated(self.path):
            yield from recall.vectors(self._db)

    def near(self, vector: NDArray[np.float32]) -> Near:
        """What a vector (384,), of unit length, is near to among all sentences of the ledger.

        The first call reads every vector; they are kept until the ledger changes.
        """
        with door.translated(self.path):
            state = (
                self._db.execute("PRAGMA data_version").fetchone()[0],
                self._db.total_changes,
            )
            if self._vectors is None or self._vectors[0] != state:
                self._vectors = state, Sentences(self._db)
            return Near(self._db, self._vectors[1], vector)

    def candidates(
        self, near: Near | None, words: Sequence[str], *, limit: int
    ) -> Mapping[str, list[Outline]]:
        """Claims that may be about a statement, by the id of their article.

        Those in the ``limit`` sentences that are nearest, and the ``limit`` best by any of the
        words.
        """
        with door.translated(self.path):
            found = near.holding(limit) if near is not None else set()
            found.update(recall.with_words(self._db, words, limit))
            return recall.outlines_of(self._db, found)

    def numbered(self, numbers: Iterable[int]) -> list[ClaimRow]:
        """The claims with these numbers, in the order of the ledger."""
        with door.translated(self.path):
            return queries.rows(self._db, numbers)

    def outlines(self, articles: Iterable[str]) -> Mapping[str, list[Outline]]:
        """Where the claims of articles (by id) stand, in the order of each text."""
        with door.translated(self.path):
            return recall.outlines_in(self._db, articles)

    def texts(self, articles: Iterable[str]) -> Mapping[str, str]:
        """The texts of articles, by their ids."""
        with door.translated(self.path):
            return recall.texts(self._db, articles)

    def counted(self, words: Sequence[str]) -> tuple[Mapping[str, int], int]:
        """In how many claims' sentences each word stands, and how many claims there are."""
        with door.translated(self.path):
            return recall.counts(self._db, words)

    # --- what claims are to each other

    def unbonded(self) -> list[str]:
        """Ids of the articles that :meth:`bonded` has not been told of yet, in order."""
        with door.translated(self.path):
            return bonds.unbonded(self._db)

    def akin(self, wanted: Sequence[Akin], *, limit: int) -> list[list[ClaimRow]]:
        """For each of ``wanted`` the claims of compared articles that may be about the same.

        Of the words and of each pair ``limit`` at most.  Rejected claims are none.
        """
        with door.translated(self.path):
            numbers = [bonds.candidates(self._db, each, limit) for each in wanted]
            every = sorted({number for some in numbers for number in some})
            rows = dict(zip(every, queries.rows(self._db, every), strict=True))
            return [[rows[number] for number in some] for some in numbers]

    def bonded(self, article: str, found: Iterable[ClaimBond]) -> None:
        """Keep what the claims of an article are to those of the articles compared before it."""
        with door.writing(self._db, self.path):
            bonds.bonded(self._db, article, found)

    def bonds_of(self, claims: Iterable[str]) -> list[ClaimBond]:
        """The bonds of any of these claims, by their ids, the strongest first."""
        with door.translated(self.path):
            return bonds.found(self._db, bonds.numbers(self._db, claims))

    def bonds(self, claim: str | None = None) -> list[ClaimBond]:
        """What claims are to each other, the strongest first: of all, or of one.

        ``claim`` is an id or the start of one.
        """
        with door.translated(self.path):
            one = None if claim is None else [queries.number_of(self._db, "claims", claim)]
            return bonds.found(self._db, one)

    def apart_from(self, claim: str) -> frozenset[str]:
        """Ids of the claims that a person set apart from this one, by its id."""
        with door.translated(self.path):
            return bonds.apart_from(self._db, claim)

    # --- reading

    def article(self, id_or_prefix: str) -> tuple[Article, Reading]:
        """An article and what was read from it, as they were stored.  ``NotFound`` where absent."""
        with door.translated(self.path):
            number = queries.number_of(self._db, "articles", id_or_prefix)
            article = queries.article(self._db, number)
            return article, queries.reading(self._db, number, article.id)

    def decided(self, article: str, reading: Reading) -> Reading:
        """A reading of an article (its id) after what a person decided of its claims and sources.

        Firmness and roots of claims and merged sources; rejected claims stay in it.
        """
        with door.translated(self.path):
            number = queries.number_of(self._db, "articles", article)
            return chains.decided(self._db, number, reading)

    def page(self, id_or_prefix: str) -> Page:
        """The raw bytes that an article was read from, and what their source said about them."""
        with door.translated(self.path):
            return queries.page(self._db, queries.number_of(self._db, "articles", id_or_prefix))

    def claim(self, id_or_prefix: str) -> ClaimRow:
        """One claim.  ``NotFound`` where nothing has this id."""
        with door.translated(self.path):
            number = queries.number_of(self._db, "claims", id_or_prefix)
            return queries.rows(self._db, [number])[0]

    def claims_by_id(self, claims: Iterable[str]) -> list[ClaimRow]:
        """The claims with these ids that are there and not rejected, in the order of the ledger."""
        with door.translated(self.path):
            return queries.rows(self._db, bonds.numbers(self._db, claims))

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

    def refused(self, run: int | None = None, *, limit: int | None = None) -> list[RefusedRow]:
        """The inputs that did not become articles, and why; of one run, or of all of them."""
        with door.translated(self.path):
            return queries.refused(self._db, run, -1 if limit is None else limit)

    def roots(
        self, where: ClaimFilter = ClaimFilter(), *, limit: int | None = None
    ) -> list[RootRow]:
        """On whose word the claims meant rest, the most claims first."""
        with door.translated(self.path):
            return search.roots(self._db, where, -1 if limit is None else limit)

    def actors(
        self, name: str | None = None, *, kind: Kind | None = None, limit: int | None = None
    ) -> list[ActorRow]:
        """Who is named, who says something, who acts: those of most articles first.

        ``name``: only those whose name contains these words, or whose id this is.
        """
        with door.translated(self.path):
            return lists.actors(self._db, name, kind, -1 if limit is None else limit)

    def places(
        self, name: str | None = None, *, country: str | None = None, limit: int | None = None
    ) -> list[PlaceRow]:
        """Where the claims say things are, those of most articles first.

        ``name``: only places whose name contains these words, or whose GeoNames id it is;
        ``country``: two letters of ISO 3166.
        """
        with door.translated(self.path):
            return lists.places(self._db, name, country, -1 if limit is None else limit)

    def atlas(
        self,
        where: ClaimFilter = ClaimFilter(),
        *,
        during: Days = ALWAYS,
        columns: Columns | None = None,
    ) -> Atlas:
        """Where and when the claims meant tell that things are, claim by claim: to draw it.

        ``during``: only those with a date that may mean a day from the first to the second of
        these.  ``columns`` (:class:`~sayso.ledger.columns.Columns`) is kept from call to call.
        """
        from sayso.ledger import mapped  # numpy, which little else here needs

        with door.translated(self.path):
            return mapped.atlas(self._db, where, during, columns)

    def atlas_lists(self, where: ClaimFilter = ClaimFilter(), *, limit: int = 100) -> AtlasLists:
        """The places and dates that most of the claims tell, ``limit`` of each: to list it."""
        return atlas.lists(self.atlas(where), limit)

    def claims_at(
        self,
        place: int,
        where: ClaimFilter = ClaimFilter(),
        *,
        during: Days = ALWAYS,
        limit: int = 30,
    ) -> tuple[list[ClaimRow], int]:
        """The newest claims that tell of a place of the atlas, and how many do in all.

        ``during``: that may be about a day from the first to the second of these dates.
        """
        with door.translated(self.path):
            return atlas.claims_at(self._db, place, where, during, limit)

    def unplaced(self) -> int:
        """Mentions of places of which it cannot be told where they are."""
        with door.translated(self.path):
            return lists.unplaced(self._db)

    def frames(
        self, where: FrameFilter = FrameFilter(), *, limit: int | None = None
    ) -> Iterator[FrameRow]:
        """Who does what to whom according to whom, in the order of the ledger."""
        with door.translated(self.path):
            yield from lists.frames(self._db, where, limit)

    def facets(self, name: str) -> list[FacetRow]:
        """Counts by one of :data:`FACETS`."""
        if name not in FACETS:
            raise LedgerError(f"there is no facet {name!r}: there are {', '.join(FACETS)}")
        with door.translated(self.path):
            if name in ("actor", "place"):
                return lists.facet(self._db, name)
            return queries.facet(self._db, name)

    def counts(self) -> Counts:
        """How much is in the ledger, and what was refused why."""
        with door.translated(self.path):
            return queries.counts(self._db)

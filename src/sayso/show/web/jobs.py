"""What was handed in to be read: one job after the other, in a thread of its own."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TYPE_CHECKING

from sayso.errors import SaysoError
from sayso.records import Article, Page, Reading, Refused
from sayso.show.web.books import Books

if TYPE_CHECKING:
    from sayso.engines import MarkerSpec, Tally
    from sayso.engines.local import InProcess

Input = Page | Refused
KEPT, TRIED = 20, 20
"""Jobs that are remembered, and articles that a dry run shows."""


@dataclass(slots=True)
class Job:
    """One thing to read.  ``state``: ``waiting``, ``reading``, ``done``, ``failed``, ``stopped``.

    ``source`` is what the run in the ledger is called; ``dry``: nothing is kept, and ``tried`` are
    the articles as they would be read.
    """

    number: int
    source: str
    items: Callable[[], Iterable[Input]]
    total: int | None = None
    dry: bool = False
    state: str = "waiting"
    done: int = 0
    claims: int = 0
    known: int = 0
    trouble: str | None = None
    refused: list[Refused] = field(default_factory=list)
    tried: list[tuple[Article, Reading]] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed", "stopped")


class Jobs:
    """The queue.  The model is loaded with the first job, and kept."""

    def __init__(self, books: Books, spec: MarkerSpec) -> None:
        self._books = books
        self._spec = spec
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._jobs: deque[Job] = deque(maxlen=KEPT)
        self._count = 0
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._engine: InProcess | None = None
        self._ending = False

    def add(
        self, source: str, items: Callable[[], Iterable[Input]], *, total: int | None, dry: bool
    ) -> Job:
        """Put something into the queue; ``items`` is called when its turn has come."""
        with self._lock:
            self._count += 1
            job = Job(self._count, source, items, total, dry)
            self._jobs.append(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sayso-jobs", daemon=True)
                self._thread.start()
        self._queue.put(job)
        return job

    def get(self, number: int) -> Job | None:
        """A job by its number, as long as it is remembered."""
        return next((job for job in self.all() if job.number == number), None)

    def all(self) -> list[Job]:
        """The jobs that are remembered, the latest first."""
        with self._lock:
            return list(reversed(self._jobs))

    def recent(self) -> list[Job]:
        """Those that go on, and the last few that are over."""
        return [job for at, job in enumerate(self.all()) if at < 3 or not job.over]

    def close(self) -> None:
        """Let the job under way end after its article, and begin no other."""
        self._ending = True
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout=30)

    # --- in the thread

    def _work(self) -> None:
        while not self._ending:
            job = self._queue.get()
            if job is None:
                return
            job.state = "reading"
            try:
                self._read(job)
                job.state = "done"
            except KeyboardInterrupt:
                job.state = "stopped"
            except SaysoError as error:
                job.state, job.trouble = "failed", str(error)
            except Exception as error:  # noqa: BLE001 -- the next job is not to suffer from it
                job.state, job.trouble = "failed", f"a fault of Sayso: {type(error).__name__}"

    def _read(self, job: Job) -> None:
        from sayso.engines import into_ledger
        from sayso.engines.local import InProcess

        if self._engine is None:
            self._engine = InProcess(self._spec.load(), batch=4, known=self._spec.gazetteers())
        if job.dry:
            self._try(job, self._engine)
            return

        def heard(tally: Tally) -> None:
            job.done, job.claims = tally.inputs, tally.claims
            job.known = tally.known + tally.twice
            job.refused = list(tally.listed)
            if self._ending:
                raise KeyboardInterrupt

        with self._books.writing() as book:
            tally = into_ledger(self._engine, book, job.items(), source=job.source, heard=heard)
        with suppress(KeyboardInterrupt):
            heard(tally)

    def _try(self, job: Job, engine: InProcess) -> None:
        """Read without keeping anything."""
        from sayso.pipeline import Dropped

        for outcome in engine.run(_first(job.items(), TRIED)):
            job.done += 1
            if isinstance(outcome, Dropped):
                job.refused.append(outcome.refused)
            else:
                job.tried.append((outcome.article, outcome.reading))
                job.claims += len(outcome.reading.claims)


def _first(items: Iterable[Input], most: int) -> Iterator[Input]:
    for number, item in enumerate(items):
        if number == most:
            return
        yield item

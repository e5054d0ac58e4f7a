"""This machine: choose how many processes, and write what they read into one ledger."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from sayso import __version__
from sayso.engines.bonding import bond_new
from sayso.engines.factory import MarkerSpec
from sayso.engines.weighing import compare_new
from sayso.errors import LedgerError
from sayso.pipeline import (
    Dropped,
    Input,
    MarksArticles,
    Outcome,
    Read,
    input_key,
    read_pages,
)
from sayso.read import ReadLimits
from sayso.records import Page, Reason, Refused

if TYPE_CHECKING:
    from sayso.ground import Gazetteers
    from sayso.ledger import Ledger

FEW_INPUTS, FEW_BYTES = 32, 2_000_000
"""Below both, one process is done before a second one has loaded its model."""

LISTED = 20
"""Refused inputs that a tally keeps by name; the rest are counted."""


class Engine(Protocol):
    """Something that reads a stream of inputs, and knows the name of its marker."""

    @property
    def name(self) -> str:
        """Name of the marker."""

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """Outcomes, in the order of the input."""


class InProcess:
    """The engine that needs no other process."""

    def __init__(
        self,
        marker: MarksArticles,
        *,
        batch: int = 16,
        limits: ReadLimits = ReadLimits(),
        known: Gazetteers | None = None,
    ) -> None:
        self._known = known
        self._marker = marker
        self._batch = batch
        self._limits = limits

    @property
    def name(self) -> str:
        """Name of the marker."""
        return self._marker.name

    def run(self, items: Iterable[Input]) -> Iterator[Outcome]:
        """Outcomes, in the order of the input."""
        return read_pages(
            items, self._marker, batch=self._batch, limits=self._limits, known=self._known
        )


@dataclass(slots=True)
class Tally:
    """What became of the inputs so far.

    ``known`` were done by an earlier run; ``twice`` are articles that the ledger already holds
    under another input.  ``replaced`` of those ``read`` took the place of another model's reading.
    """

    read: int = 0
    replaced: int = 0
    known: int = 0
    twice: int = 0
    claims: int = 0
    attributions: int = 0
    words: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    listed: list[Refused] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        """All inputs that were dealt with."""
        return self.read + self.known + self.twice + self.refused.total()

    def drop(self, refused: Refused) -> None:
        """Count a refused input, and keep its name if there is room."""
        self.refused[str(refused.reason)] += 1
        if len(self.listed) < LISTED:
            self.listed.append(refused)

    def take(self, read: Read) -> None:
        """Count an article."""
        self.read += 1
        self.claims += len(read.reading.claims)
        self.attributions += len(read.reading.attributions)
        self.words += len(read.article.text.split())


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def start(
    items: Iterable[Input],
    spec: MarkerSpec,
    *,
    processes: int | None = None,
    limits: ReadLimits = ReadLimits(),
) -> tuple[AbstractContextManager[Engine], Iterator[Input]]:
    """An engine that suits the input, and the input, of which a little may have been looked at.

    ``processes``: how many read; ``None`` takes one for a small input and one a core for others.
    """
    stream = iter(items)
    if processes is None:
        first, small = _peek(stream)
        processes = 1 if small else cores()
        stream = chain(first, stream)
    if processes == 1:
        engine = InProcess(spec.load(), limits=limits, known=spec.gazetteers())
        return nullcontext(engine), stream
    from sayso.engines.pool import Pool

    return Pool(spec, processes=processes, limits=limits), stream


def _peek(stream: Iterator[Input]) -> tuple[list[Input], bool]:
    first: list[Input] = []
    weight = 0
    for item in stream:
        first.append(item)
        weight += len(item.body) if isinstance(item, Page) else 0
        if len(first) >= FEW_INPUTS or weight >= FEW_BYTES:
            return first, False
    return first, True


def into_ledger(
    engine: Engine,
    ledger: Ledger,
    items: Iterable[Input],
    *,
    source: str,
    tally: Tally | None = None,
    heard: Callable[[Tally], None] = lambda tally: None,
) -> Tally:
    """Read a stream into a ledger, one transaction an article; this process is the only writer.

    Inputs that the ledger knows are passed over, so that a run which was stopped, or killed, goes
    on where it was.  ``heard`` is told after every input; ``tally`` is counted on, so that whoever
    hands it in knows how far a run came that was stopped.
    """
    tally = Tally() if tally is None else tally
    run = ledger.begin_run(source, engine.name, __version__)
    status = "failed"
    try:
        for outcome in engine.run(_new(items, engine.name, ledger, tally, heard)):
            _write(ledger, run, outcome, tally)
            heard(tally)
        compare_new(ledger)
        bond_new(ledger)
        status = "done"
    except KeyboardInterrupt:
        status = "stopped"
        raise
    finally:
        if status == "failed":
            with suppress(LedgerError):  # the error under way says why; this one would hide it
                ledger.end_run(run, status)
        else:
            ledger.end_run(run, status)
    return tally


def _new(
    items: Iterable[Input],
    model: str,
    ledger: Ledger,
    tally: Tally,
    heard: Callable[[Tally], None],
) -> Iterator[Input]:
    for item in items:
        if ledger.seen(input_key(item, model)):
            tally.known += 1
            heard(tally)
        else:
            yield item


def _write(ledger: Ledger, run: int, outcome: Outcome, tally: Tally) -> None:
    from sayso.ledger import Added

    if isinstance(outcome, Dropped):
        ledger.refuse(run, outcome.key, outcome.refused, again=outcome.again)
        tally.drop(outcome.refused)
        return
    added = ledger.add(
        run, outcome.key, outcome.page, outcome.article, outcome.reading, outcome.sentences
    )
    if added is Added.KNOWN:
        tally.twice += 1
    elif added is Added.REFUSED:
        detail = "half a surrogate pair, which is no character"
        page = outcome.page
        tally.drop(Refused(page.input_id, Reason.BROKEN_RECORD, detail, page.url))
    else:
        tally.take(outcome)
        tally.replaced += added is Added.REPLACED

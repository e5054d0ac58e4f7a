"""Time, processor time and memory of each stage: one process, one thread, stage after stage.

The same functions as in the product are called in the product's order, batch by batch, each under
its own clock.  The peak of a stage is the high-water mark of the process while that stage ran, so
it holds what the stages before it left in memory.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.memory import high_water_mb, reset_high_water
from sayso.gather import gather
from sayso.ground import ground
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import MarksArticles, gazetteers, input_key
from sayso.read import read
from sayso.records import Article, Page, Refused
from sayso.trace import trace

BATCH = 16


@dataclass
class Clock:
    """Adds up the seconds of named stages and keeps the highest memory seen in each."""

    seconds: dict[str, float] = field(default_factory=dict)
    cpu_s: dict[str, float] = field(default_factory=dict)
    peak_mb: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time what stands in the ``with`` block."""
        reset_high_water()
        began, used = time.perf_counter(), time.process_time()
        yield
        took, used = time.perf_counter() - began, time.process_time() - used
        self.cpu_s[stage] = self.cpu_s.get(stage, 0.0) + used
        self.seconds[stage] = self.seconds.get(stage, 0.0) + took
        self.peak_mb[stage] = max(self.peak_mb.get(stage, 0.0), high_water_mb())


def run(source: Path, marker: MarksArticles, folder: Path) -> Clock:
    """Take a source through every stage into a ledger in ``folder``."""
    clock = Clock()
    pages = gather(str(source))
    with open_ledger(folder / "stages.ledger") as ledger:
        number = ledger.begin_run(str(source), marker.name, "bench")
        while True:
            with clock("gather"):
                batch = list(islice(pages, BATCH))
            if not batch:
                break
            with clock("read"):
                inputs = [(item, _read(item)) for item in batch]
            _finish(clock, ledger, number, marker, inputs)
        ledger.end_run(number, "done")
    return clock


def _read(item: Page | Refused) -> Article | Refused:
    return read(item) if isinstance(item, Page) else item


def _finish(
    clock: Clock,
    ledger: Ledger,
    run: int,
    marker: MarksArticles,
    inputs: list[tuple[Page | Refused, Article | Refused]],
) -> None:
    """Mark, trace, ground and store one batch."""
    kept = [
        (page, article)
        for page, article in inputs
        if isinstance(page, Page) and isinstance(article, Article)
    ]
    with clock("mark"):
        marks = marker.mark([article for _, article in kept])
    with clock("trace"):
        readings = [trace(article, each) for (_, article), each in zip(kept, marks, strict=True)]
    known = gazetteers()  # loaded once; bench start tells what that takes
    with clock("ground"):
        readings = [
            ground(article, each, reading, known)
            for (_, article), each, reading in zip(kept, marks, readings, strict=True)
        ]
    with clock("ledger"):
        for (page, article), reading in zip(kept, readings, strict=True):
            ledger.add(run, input_key(page, marker.name), page, article, reading)
        for item, refused in inputs:
            if isinstance(refused, Refused):
                ledger.refuse(run, input_key(item, marker.name), refused)

"""What the commands say on stderr while they work: progress, summary, refused inputs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

import click

from sayso.show.phrases import count, duration
from sayso.show.safe import one_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from sayso.engines import Tally

EVERY_S = 5.0
"""Between two plain lines, where there is no terminal to draw a bar on."""
ENOUGH, ENOUGH_S, FEWEST = 10, 30.0, 3
"""A time left is told after so many inputs, or after so many seconds and a few inputs."""


class Hears(Protocol):
    """Something that is told how far a run is."""

    def __call__(self, tally: Tally) -> None:
        """Told after every input."""


def say(text: str = "") -> None:
    """One line of talk."""
    click.echo(text, err=True)


@contextmanager
def progress(total: int | None, *, quiet: bool = False) -> Iterator[Hears]:
    """A bar on a terminal, a plain line every few seconds elsewhere, nothing where quiet.

    ``total`` is how many inputs will be read, ``None`` where nobody knows: how many may be read at
    most says nothing of the time left.
    """
    if quiet:
        yield lambda tally: None
    elif sys.stderr.isatty():
        with _bar() as bar:
            yield _Drawn(bar, total)
    else:
        yield _Lines(total)


class _Pace:
    """How fast a run is, and how long it will still take."""

    def __init__(self, total: int | None, clock: Callable[[], float]) -> None:
        self._total = total
        self._clock = clock
        self._start = clock()

    def speed(self, tally: Tally) -> float:
        """Inputs a second, without those that an earlier run has dealt with."""
        return (tally.inputs - tally.known) / max(self._clock() - self._start, 0.1)

    def left(self, tally: Tally) -> str:
        """The time left as people write it; empty while too little is known to tell."""
        fresh = tally.inputs - tally.known
        if self._total is None or tally.inputs >= self._total or fresh < FEWEST:
            return ""
        if fresh < ENOUGH and self._clock() - self._start < ENOUGH_S:
            return ""
        return duration((self._total - tally.inputs) / self.speed(tally)) + " left"


class _Lines:
    """Plain lines, for a log."""

    def __init__(self, total: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._of = f" of {total:,}" if total else ""
        self._clock = clock
        self._pace = _Pace(total, clock)
        self._last = clock()

    def __call__(self, tally: Tally) -> None:
        now = self._clock()
        if now - self._last < EVERY_S:
            return
        self._last = now
        told = [f"{tally.inputs:,}{self._of} inputs", f"{self._pace.speed(tally):.1f} a second"]
        left = self._pace.left(tally)
        say(", ".join([*told, *([left] if left else []), f"{tally.refused.total():,} refused"]))


class _Drawn:
    """The bar."""

    def __init__(
        self, bar: Progress, total: int | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._bar = bar
        self._pace = _Pace(total, clock)
        self._task: TaskID = bar.add_task("", total=total, speed="", left="", refused="0 refused")

    def __call__(self, tally: Tally) -> None:
        self._bar.update(
            self._task,
            completed=tally.inputs,
            speed=f"{self._pace.speed(tally):.1f} inputs/s",
            left=self._pace.left(tally),
            refused=f"{tally.refused.total():,} refused",
        )


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("reading"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        *(TextColumn(f"{{task.fields[{name}]}}") for name in ("speed", "left", "refused")),
        console=Console(stderr=True),
        refresh_per_second=4,
        transient=True,
    )


def summary(tally: Tally, seconds: float) -> None:
    """What came of a run: counts, speed, and the refused inputs by name."""
    speed = f" ({tally.read / seconds:.1f} articles/s, {tally.words / seconds:,.0f} words/s)"
    say(
        f"Read {count(tally.read, 'article')} in {duration(seconds)}"
        f"{speed if tally.read > 1 else ''}: "
        f"{count(tally.claims, 'claim')}, {count(tally.attributions, 'attribution')}."
    )
    if tally.replaced:
        anew = count(tally.replaced, "article was", "articles were")
        say(f"{anew} read again: another model's reading was replaced.")
    if tally.known:
        say(f"{count(tally.known, 'input was', 'inputs were')} dealt with by an earlier run.")
    if tally.twice:
        same = count(tally.twice, "input is an article", "inputs are articles")
        say(f"{same} that the ledger already has: kept once.")
    refusals(tally)


def refusals(tally: Tally) -> None:
    """The refused inputs: how many of each reason, and the first by name."""
    total = tally.refused.total()
    if not total:
        return
    kinds = ", ".join(f"{number:,} {why}" for why, number in tally.refused.most_common())
    say(f"{count(total, 'input was', 'inputs were')} refused: {kinds}.")
    for refused in tally.listed:
        say(f"  {one_line(refused.input_id)}: {refused.reason}: {one_line(refused.detail)}")
    if total > len(tally.listed):
        say(f"  and {total - len(tally.listed):,} more")

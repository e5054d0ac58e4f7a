"""How what a new article costs grows with the ledger: from 10^3 to 10^6 passages.

Articles are made up on the fly from the passages of FA-KES and FNC (:mod:`bench.made`) and go
through the real ledger and the real shelf, in a temporary folder: stored, then compared with what
is there.  At each size a round of new articles is timed one by one; between the sizes the ledger is
filled with articles that are stored and indexed, and compared with nothing, which leaves the same
rows.

``exponent`` is the slope of log time on log passages (0: the same at every size; 1: linear).  Other
work on the machine moves every time, so each new article is timed in turn with one that is new to a
fresh ledger of the least size, and the slope is that of the quotient of their processor times;
``exponent_clock`` is that of the clock, with what the disk makes one wait.  ``bytes_a_print`` is
what the index takes up in the file for each shingle kept of each article.

The floors are scores: 100 as long as the bound holds, less by what it is missed by.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import heads
from bench.corpora import Absent, corpus
from bench.made import PASSAGES, Maker
from sayso.engines.weighing import compare_new, numbers_of
from sayso.ledger import IndexSize, Ledger, open_ledger
from sayso.records import Article, Page, Reading
from sayso.weigh import Text

SOURCES = ("news/fa-kes.csv", "news/fnc-conflict.jsonl")
ROUND = 120
"""Articles that are timed at each size."""
GATED = (1_000, 10_000)
FULL = (1_000, 10_000, 100_000, 1_000_000)
SLOPE, BYTES = 0.15, 60
"""What is asked."""


@dataclass(frozen=True, slots=True)
class Times:
    """Processor and clock milliseconds, the middle of a round."""

    cpu: float
    clock: float


@dataclass(frozen=True, slots=True)
class Size:
    """What a new article cost when so many passages were held, and in the least ledger meanwhile.

    ``matches``: articles that a new one shares text with.
    """

    passages: int
    here: Times
    least: Times
    matches: float
    index: IndexSize

    def row(self) -> dict[str, float]:
        """As it is printed."""
        return {
            "passages": self.passages,
            "cpu_ms": round(self.here.cpu, 2),
            "least_cpu_ms": round(self.least.cpu, 2),
            "clock_ms": round(self.here.clock, 2),
            "least_clock_ms": round(self.least.clock, 2),
            "matches": round(self.matches, 2),
            "bytes_a_print": round(self.index.bytes / self.index.prints, 1),
            "index_mb": round(self.index.bytes / 2**20, 1),
        }


@dataclass
class Grower:
    """A ledger that made-up articles are put into, by their numbers."""

    book: Ledger
    maker: Maker
    held: int = 0

    def __post_init__(self) -> None:
        self.run = self.book.begin_run("made up", "none", "0")

    def fill(self, until: int) -> None:
        """Store and index articles, as if they shared nothing with what is there."""
        for number in range(self.held, until):
            article = self._put(number)
            prints = numbers_of(Text.of(article.id, article.text).prints)
            self.book.compared(article.id, prints, [])
        self.held = max(self.held, until)

    def new(self) -> tuple[float, float]:
        """Store an article and compare it; processor and clock time in milliseconds."""
        article = self.maker.article(self.held)
        began = time.process_time(), time.perf_counter()
        self._put(self.held, article)
        compare_new(self.book)
        took = time.process_time() - began[0], time.perf_counter() - began[1]
        self.held += 1
        return 1000 * took[0], 1000 * took[1]

    def _put(self, number: int, article: Article | None = None) -> Article:
        made = article or self.maker.article(number)
        page = Page(made.input_id, made.text.encode(), encoding="utf-8")
        self.book.add(self.run, made.input_id, page, made, Reading(made.id))
        return made


def timed(grower: Grower, least: Grower) -> tuple[Times, Times]:
    """A round of new articles in both ledgers, in turn."""
    took = [(grower.new(), least.new()) for _ in range(ROUND)]
    middle = [
        [statistics.median(each[of][clock] for each in took) for clock in (0, 1)] for of in (0, 1)
    ]
    return Times(*middle[0]), Times(*middle[1])


def grown(grower: Grower, sizes: Sequence[int], folder: Path) -> Iterator[Size]:
    """Fill a ledger up to each size in turn, and time a round of articles there."""
    for size in sizes:
        grower.fill(size // PASSAGES - ROUND)
        before = len(grower.book.reuses())
        with open_ledger(folder / f"beside-{size}.ledger") as book:
            least = Grower(book, grower.maker)
            least.fill(sizes[0] // PASSAGES - ROUND)
            here, there = timed(grower, least)
        yield Size(
            passages=grower.held * PASSAGES,
            here=here,
            least=there,
            matches=(len(grower.book.reuses()) - before) / ROUND,
            index=grower.book.index(),
        )


def exponent(sizes: Sequence[Size], field: str) -> float:
    """The slope of the line of least squares through the logarithms; 0 of a single size."""
    x = [math.log(each.passages) for each in sizes]
    y = [math.log(getattr(each.here, field) / getattr(each.least, field)) for each in sizes]
    return statistics.linear_regression(x, y).slope if len(sizes) > 1 else 0.0


def measure(sources: Sequence[Path], sizes: Sequence[int]) -> Iterator[Size]:
    """Grow a ledger in a temporary folder."""
    maker = Maker.of(sources)
    with tempfile.TemporaryDirectory() as name, open_ledger(Path(name) / "x.ledger") as book:
        yield from grown(Grower(book, maker), sizes, Path(name))


def held(sizes: Sequence[Size]) -> dict[str, float]:
    """How far the two bounds hold, in percent."""
    over = max(0.0, exponent(sizes, "cpu") - SLOPE)
    index = sizes[-1].index
    size = min(100.0, 100 * BYTES * index.prints / index.bytes)
    return {"flat": round(100 * (1 - over), 1), "small": round(size, 1)}


def passages(path: Path) -> list[heads.Row]:
    """What the articles are made of."""
    return [{"text": " ".join(said)} for said in Maker.of([path]).passages]


def score(gold: heads.Gold) -> heads.Scores:
    """The small run that the gate holds: up to 10^4 passages."""
    return dict(held(list(measure([gold.path], GATED))))


BENCH = heads.Bench("growth", SOURCES[0], score, dict, read=passages)


def main(argv: list[str]) -> int:
    """``./run bench growth [--most N]``: the full run writes about 2 GB, for half an hour."""
    parser = argparse.ArgumentParser(prog="./run bench growth", description=__doc__)
    parser.add_argument("--most", type=int, default=FULL[-1], help="passages at the end")
    args = parser.parse_args(argv)
    sizes = [*(size for size in FULL if size < args.most), args.most]
    found = []
    try:
        for each in measure([corpus(name) for name in SOURCES], sizes):
            print(json.dumps(each.row()), flush=True)
            found.append(each)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    row = {
        f"exponent{n}": round(exponent(found, of), 3)
        for n, of in (("", "cpu"), ("_clock", "clock"))
    }
    print(json.dumps({"bench": "growth", **row, "bytes_a_print": found[-1].row()["bytes_a_print"]}))
    return 0

"""How long ``sayso ask`` takes on a large ledger, model loaded, one process.

The ledger is made in a temporary folder through its own API.  A few hundred articles of the news
corpora are really read; each is stored again and again under an altered text, with its claims,
what they are about and its vectors altered a little, until there are enough claims.  What is asked
are claims of all parts of the ledger, taken by a fixed seed.

Prints the 50th and 95th percentile of the milliseconds from statement to dossier, by the clock and
of the processor (what others do on the machine lengthens the first far more than the second); the
first call, which reads all vectors, is told apart.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bench import heads
from bench.corpora import Absent, corpus
from sayso.engines.asking import ask
from sayso.gather import gather
from sayso.ground import ground
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.pipeline import gazetteers
from sayso.read import read
from sayso.records import Article, Page, Reading, SentenceMark, article_id, content_id
from sayso.trace import trace

TEXTS = ("news/fa-kes.csv", "news/fnc-conflict.jsonl")
EDITED = 0.15
"""Share of the words of a text that are others in each of its copies."""
NOISE = 6
"""By how much each of the 384 numbers of a sentence's vector is other in a copy, at most."""
LONG = (6, 30)
"""Words of what is asked."""
_WORD = re.compile(r"[a-z]{4,}")

Read = tuple[Article, Reading, Sequence[SentenceMark]]


def really_read(most: int) -> Iterator[Read]:
    """The first articles of each corpus, as ``sayso read`` reads them."""
    marker, known = heads.marker(), gazetteers()
    for name in TEXTS:
        pages = [page for page in gather(str(corpus(name))) if isinstance(page, Page)]
        articles = [a for a in map(read, pages[: most // len(TEXTS)]) if isinstance(a, Article)]
        for start in range(0, len(articles), heads.BATCH):
            some = articles[start : start + heads.BATCH]
            for article, marks in zip(some, marker.mark(some), strict=True):
                reading = ground(article, marks, trace(article, marks), known)
                yield article, reading, marks.sentences


def altered(one: Read, copy: int) -> Read:
    """An article under another text of the same length, with ids of its own."""
    article, reading, marks = one
    dice = random.Random(f"{article.id}/{copy}")

    def other(found: re.Match[str]) -> str:
        if dice.random() >= EDITED:
            return found[0]
        letters = list(found[0])
        dice.shuffle(letters)
        return "".join(letters)

    text = _WORD.sub(other, article.text)
    own = article_id(text, article.url)
    ids = {one.id: content_id([one.id, copy]) for one in reading.attributions}
    attributions = tuple(
        replace(one, id=ids[one.id], inside=ids.get(one.inside or ""))
        for one in reading.attributions
    )
    claims = tuple(
        replace(
            one,
            id=content_id([one.id, copy]),
            article=own,
            attribution=ids.get(one.attribution or ""),
        )
        for one in reading.claims
    )
    told = replace(reading, article=own, attributions=attributions, claims=claims)
    name = f"{article.input_id}.{copy}"
    return replace(article, id=own, input_id=name, text=text), told, _shaken(marks, dice)


def _shaken(marks: Sequence[SentenceMark], dice: random.Random) -> list[SentenceMark]:
    import numpy as np

    noise = np.random.default_rng(dice.getrandbits(32))
    out = []
    for mark in marks:
        vector = np.frombuffer(mark.vector, dtype=np.int8).astype(np.int16)
        vector += noise.integers(-NOISE, NOISE + 1, size=len(vector), dtype=np.int16)
        out.append(SentenceMark(mark.span, np.clip(vector, -127, 127).astype(np.int8).tobytes()))
    return out


def fill(book: Ledger, articles: Iterable[Read], claims: int) -> int:
    """Store the articles, and altered copies of them, until there are so many claims."""
    run = book.begin_run("bench ask", "bench", "0")
    every = list(articles)
    stored = copy = 0
    while stored < claims and any(reading.claims for _, reading, _ in every):
        for one in every:
            article, reading, marks = altered(one, copy) if copy else one
            page = Page(article.input_id, article.text.encode("utf-8", "replace"))
            book.add(run, article.input_id, page, article, reading, marks)
            stored += len(reading.claims)
            if stored >= claims:
                break
        copy += 1
    book.end_run(run, "done")
    return stored


def statements(book: Ledger, count: int) -> list[str]:
    """What is asked: contents of claims of a sentence's length, by a fixed seed."""
    every = book.claims(ClaimFilter(), limit=20 * count)
    rows = {row.content: None for row in every if LONG[0] <= len(row.content.split()) <= LONG[1]}
    return random.Random(0).sample(sorted(rows), min(count, len(rows)))


def measured(book: Ledger, asked: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of each, in order: by the clock, and of the processor (all threads)."""
    marker = heads.marker()
    out = []
    for statement in asked:
        start, busy = time.perf_counter(), time.process_time()
        ask(book, marker, statement)
        took = time.perf_counter() - start, time.process_time() - busy
        out.append((1000 * took[0], 1000 * took[1]))
    return out


def percentile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of the values does not exceed.

    >>> percentile([5, 1, 3], 0.5)
    3
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main(argv: list[str]) -> int:
    """``./run bench ask [--claims N] [--read N] [--asked N] [--ledger FILE]``."""
    parser = argparse.ArgumentParser(prog="./run bench ask", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the ledger")
    parser.add_argument("--read", type=int, default=240, help="articles that are really read")
    parser.add_argument("--asked", type=int, default=100, help="statements")
    parser.add_argument("--ledger", type=Path, help="ask this ledger, and make none")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or Path(folder) / "large.ledger"
        with open_ledger(path) as book:
            try:
                if not args.ledger:
                    fill(book, really_read(args.read), args.claims)
            except Absent as absent:
                print(f"skipped: {absent}")
                return 0
            first, *times = measured(book, statements(book, args.asked + 1))
            held = book.counts().claims
    clock, processor = ([took[n] for took in times] for n in (0, 1))
    figures = {
        "bench": "ask",
        "claims": held,
        "asked": len(times),
        "p50_ms": round(percentile(clock, 0.5), 1),
        "p95_ms": round(percentile(clock, 0.95), 1),
        "p50_cpu_ms": round(percentile(processor, 0.5), 1),
        "p95_cpu_ms": round(percentile(processor, 0.95), 1),
        "first_ms": round(first[0], 1),
    }
    print(json.dumps(figures))
    return 0

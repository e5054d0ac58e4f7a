"""Articles and words a second into a ledger, memory of all processes, seconds per stage.

``sayso read`` runs as its user runs it, in fresh processes with a ledger in a temporary folder;
the clock holds everything from the start of the program to its end.  Words are those of the
input's text, parted at white space.  The seconds per stage come from a second pass in one process
(:mod:`bench.stages`), so they add up to more than the wall-clock of two.

``cpu_s`` is what all processes used of the processors; ``words_per_cpu_s`` holds where the clock
does not, on a machine that has other work.

``--repeat N [N ...]`` reads the articles over and over under other ids and URLs, N in all: memory
must not grow with N.  ``--model`` measures the model alone, one thread pinned to one core, in word
pieces a second; ``SAYSO_MODEL`` and ``SAYSO_PRECISION`` count there as in :mod:`bench.heads`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path

from bench.corpora import Absent, corpus, environment
from bench.memory import Sampler
from bench.product import GOOD, Failed, command

SOURCE = "news/fa-kes.csv"

#: Articles handed to the model at once, as the product does.
BATCH = 16

Row = dict[str, object]


def articles(source: Path) -> list[dict[str, str]]:
    """The rows of a CSV of articles."""
    csv.field_size_limit(2**24)
    with source.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def repeated(rows: list[dict[str, str]], wanted: int) -> Iterator[dict[str, str]]:
    """``wanted`` rows: the given ones over and over, no two with one id or URL.

    The URL is part of an article's id, so that every copy is an article of its own and is stored.
    """
    if not rows:
        return
    for turn in count():
        for place, row in enumerate(rows):
            if turn * len(rows) + place >= wanted:
                return
            name = f"{row.get('id', place)}-{turn}"
            yield {**row, "id": name, "url": f"https://example.org/{name}"}


def write(rows: Iterator[dict[str, str]], path: Path) -> int:
    """Write rows as CSV; the number of words in their texts."""
    words = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out: csv.DictWriter[str] | None = None
        for row in rows:
            if out is None:
                out = csv.DictWriter(file, list(row))
                out.writeheader()
            out.writerow(row)
            words += len(row["text"].split())
    return words


def timed(source: Path, ledger: Path, processes: int) -> Row:
    """Read a source into a ledger with the program; its wall-clock and its memory.

    Raises:
        Failed: the program ended with another code than 0 or 3.
    """
    line = command("read", str(source), "--ledger", str(ledger), "--processes", str(processes))
    began, used = time.perf_counter(), children_cpu_s()
    # To a file, not a pipe: nobody reads while it runs, and a full pipe would stop it.
    with tempfile.TemporaryFile() as talk:
        with (
            subprocess.Popen(line, stdout=talk, stderr=talk, env=environment()) as process,
            Sampler(process.pid) as sampler,
        ):
            code = process.wait()
        took = time.perf_counter() - began
        talk.seek(0)
        said = talk.read().decode("utf-8", "replace").strip()
    if code not in GOOD:
        raise Failed(f"sayso read ended with {code}:\n{said[-2000:]}")
    return {
        "seconds": round(took, 2),
        "cpu_s": round(children_cpu_s() - used, 2),
        "peak_rss_mb": round(sampler.peak_rss_mb, 1),
        "peak_pss_mb": round(sampler.peak_pss_mb, 1),
        "processes": sampler.processes,
        "ledger_mb": round(ledger.stat().st_size / 2**20, 2),
    }


def children_cpu_s() -> float:
    """Processor time, user and system, of all child processes that have ended, theirs included."""
    times = os.times()
    return times.children_user + times.children_system


def read_all(rows: list[dict[str, str]], wanted: int, processes: int) -> Row:
    """Time one run over ``wanted`` articles."""
    from sayso.ledger import open_ledger

    with tempfile.TemporaryDirectory() as name:
        source, ledger = Path(name) / "articles.csv", Path(name) / "bench.ledger"
        words = write(repeated(rows, wanted), source)
        row = timed(source, ledger, processes)
        with open_ledger(ledger, readonly=True) as opened:
            counts = opened.counts()
    took = float(str(row["seconds"]))
    return {
        "articles": counts.articles,
        "claims": counts.claims,
        "words": words,
        "articles_per_s": round(counts.articles / took, 2),
        "words_per_s": round(words / took),
        "words_per_cpu_s": round(words / max(float(str(row["cpu_s"])), 0.01)),
        **row,
    }


def per_stage(rows: list[dict[str, str]], wanted: int) -> Row:
    """Seconds and memory of each stage, in this process."""
    from bench import stages
    from sayso.mark import Marker

    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "articles.csv"
        write(repeated(rows, wanted), source)
        clock = stages.run(source, Marker.load(threads=1), Path(name))
    return {
        "trace_share": share(clock.cpu_s, "trace"),
        "ground_share": share(clock.cpu_s, "ground"),
        "stages_s": {stage: round(took, 2) for stage, took in clock.seconds.items()},
        "stages_cpu_s": {stage: round(used, 2) for stage, used in clock.cpu_s.items()},
        "stages_peak_mb": {stage: round(peak, 1) for stage, peak in clock.peak_mb.items()},
    }


def share(cpu_s: Mapping[str, float], stage: str) -> float:
    """Processor time of a stage in percent of that of mark.

    The most that may be: 10 for trace, 25 for ground.

    >>> share({"mark": 50.0, "trace": 2.5}, "trace")
    5.0
    """
    return round(100 * cpu_s.get(stage, 0.0) / max(cpu_s.get("mark", 0.0), 0.01), 1)


def count_pieces(texts: list[str]) -> int:
    """Word pieces of texts, as the shipped model cuts them, each counted once."""
    from importlib.resources import as_file, files

    from tokenizers import Tokenizer

    with as_file(files("sayso.mark") / "model" / "tokenizer.json") as path:
        tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return sum(len(each) for each in tokenizer.encode_batch(texts, add_special_tokens=False))


def model_alone(source: Path, most: int) -> Row:
    """Word pieces a second of the model alone, one thread on one core."""
    from bench import heads
    from sayso.gather import gather
    from sayso.read import read
    from sayso.records import Article, Page

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    marker = heads.marker()
    read_ones = (read(page) for page in gather(str(source)) if isinstance(page, Page))
    found = [each for each in read_ones if isinstance(each, Article)][:most]
    pieces = count_pieces([each.text for each in found])
    began = time.perf_counter()
    for start in range(0, len(found), BATCH):
        marker.mark(found[start : start + BATCH])
    took = time.perf_counter() - began
    return {
        "bench": "speed",
        "model": marker.name,
        "articles": len(found),
        "pieces": pieces,
        "seconds": round(took, 2),
        "pieces_per_s": round(pieces / took),
    }


def main(argv: list[str]) -> int:
    """``./run bench speed [--gold FILE] [--processes N] [--repeat N ...] [--stages N] ...``."""
    parser = argparse.ArgumentParser(
        prog="./run bench speed",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, help="a CSV with the columns id and text")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--repeat", type=int, nargs="+", metavar="N", help="articles in all")
    parser.add_argument("--no-stages", action="store_true", help="leave the second pass out")
    parser.add_argument("--stages", type=int, metavar="N", help="that pass alone, over N articles")
    parser.add_argument("--model", action="store_true", help="the model alone, on one core")
    args = parser.parse_args(argv)
    try:
        source = args.gold or corpus(SOURCE)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    rows = articles(source)
    if args.model:
        result = model_alone(source, 200)
    elif args.stages:
        result = {"bench": "speed", "articles": args.stages, **per_stage(rows, args.stages)}
    elif args.repeat:
        runs = [read_all(rows, wanted, args.processes) for wanted in args.repeat]
        result = {"bench": "speed", **runs[-1], "runs": runs}
    else:
        result = {"bench": "speed", **read_all(rows, len(rows), args.processes)}
        if not args.no_stages:
            result |= per_stage(rows, len(rows))
    print(json.dumps(result))
    return 0

"""Import time of ``sayso --help``, the heavy packages it must not load, and the gazetteers.

Each round is a fresh interpreter that times itself from before the first import of Sayso to the
end of the help text, so the interpreter's own start is left out.  The least of the rounds is the
figure: the others measure what else the machine was doing.

``gazetteers_ms`` is the time from asking for the gazetteers to having grounded one sentence with
them, so that what is loaded late counts as well; ``gazetteers_cpu_ms`` is the processor time in it,
which other work on the machine changes little; ``gazetteers_mb`` is the memory this took.  The
modules themselves are imported before.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

from bench.corpora import environment

#: What a help text has no use for.
HEAVY = (
    "httpx2",
    "jinja2",
    "numpy",
    "onnxruntime",
    "pandas",
    "polars",
    "py3langid",
    "pyarrow",
    "rapidfuzz",
    "sayso.ground",
    "sentencex",
    "sqlite3",
    "starlette",
    "tokenizers",
    "torch",
    "trafilatura",
    "uvicorn",
)

PROGRAM = """
import json, sys, time
began = time.perf_counter()
from sayso.show.cli import main
sys.argv = ["sayso", "--help"]
try:
    main()
except SystemExit:
    pass
took = (time.perf_counter() - began) * 1000
print()
print(json.dumps({"ms": took, "loaded": sorted(sys.modules)}))
"""

GAZETTEERS = """
import json, time
from sayso.ground import ground
from sayso.pipeline import gazetteers
from sayso.records import Article, Marks, Page
from sayso.trace import trace
from sayso.read import read
from bench.memory import rollup
import os
text = "The Syrian army shelled Aleppo on Monday, 3 May 2013, and killed 30 people, Reuters said."
article = read(Page("one", text.encode(), encoding="utf-8"))
assert isinstance(article, Article)
reading = trace(article, Marks(article.id))
before = rollup(os.getpid())[0]
began, used = time.perf_counter(), time.process_time()
ground(article, Marks(article.id), reading, gazetteers())
took, used = (time.perf_counter() - began) * 1000, (time.process_time() - used) * 1000
print(json.dumps({"ms": took, "cpu_ms": used, "mb": (rollup(os.getpid())[0] - before) / 1024}))
"""


def gazetteers() -> dict[str, float]:
    """``ms``, ``cpu_ms`` and ``mb`` of loading the gazetteers, in a fresh interpreter."""
    row: dict[str, float] = _fresh(GAZETTEERS)
    return row


def once() -> tuple[float, list[str]]:
    """Milliseconds of one cold start, and the heavy packages that it loaded."""
    row = _fresh(PROGRAM)
    return row["ms"], [name for name in HEAVY if name in row["loaded"]]


def _fresh(program: str) -> Any:
    """What a program prints last, as JSON, in an interpreter of its own."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    return json.loads(done.stdout.splitlines()[-1])


def main(argv: list[str]) -> int:
    """``./run bench start [--rounds N]``."""
    parser = argparse.ArgumentParser(prog="./run bench start", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    args = parser.parse_args(argv)
    times: list[float] = []
    heavy: list[str] = []
    for _ in range(args.rounds):
        took, heavy = once()
        times.append(took)
    loads = [gazetteers() for _ in range(args.rounds)]
    row = {
        "bench": "start",
        "import_ms": round(min(times), 1),
        "heavy": heavy,
        **{f"gazetteers_{of}": round(min(row[of] for row in loads), 1) for of in loads[0]},
    }
    print(json.dumps(row | {"rounds": [round(each, 1) for each in times]}))
    return 0

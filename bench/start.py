"""Import time of ``sayso --help``, in milliseconds, and the heavy packages it must not load.

Each round is a fresh interpreter that times itself from before the first import of Sayso to the
end of the help text, so the interpreter's own start is left out.  The least of the rounds is the
figure: the others measure what else the machine was doing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from bench.corpora import environment

#: What a help text has no use for.
HEAVY = (
    "httpx2",
    "numpy",
    "onnxruntime",
    "pandas",
    "polars",
    "py3langid",
    "pyarrow",
    "sentencex",
    "sqlite3",
    "tokenizers",
    "torch",
    "trafilatura",
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


def once() -> tuple[float, list[str]]:
    """Milliseconds of one cold start, and the heavy packages that it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        text=True,
        check=True,
        env=environment(),
    )
    row = json.loads(done.stdout.splitlines()[-1])
    return row["ms"], [name for name in HEAVY if name in row["loaded"]]


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
    row = {"bench": "start", "import_ms": round(min(times), 1), "heavy": heavy}
    print(json.dumps(row | {"rounds": [round(each, 1) for each in times]}))
    return 0

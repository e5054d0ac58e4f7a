"""Run the product as its user does, and take what it prints."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.corpora import environment

#: One object of schema ``sayso/1``.
Object = dict[str, Any]

#: 0: all read; 3: some refused, which the objects themselves tell.
GOOD = {0, 3}


class Failed(Exception):
    """The program ended with an exit code that means failure."""


def command(*args: str) -> list[str]:
    """The command line of ``sayso ARGS`` in this very environment."""
    start = "import sys; from sayso.show.cli import main; sys.exit(main())"
    return [sys.executable, "-c", start, *args]


def read_jsonl(source: Path) -> list[Object]:
    """What ``sayso read SOURCE --jsonl`` prints: one object an article, refused ones included.

    Raises:
        Failed: it ended with another code than 0 or 3.
    """
    line = command("read", str(source), "--jsonl")
    done = subprocess.run(line, capture_output=True, check=False, env=environment())
    if done.returncode not in GOOD:
        tail = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise Failed(f"sayso read --jsonl ended with {done.returncode}:\n{tail}")
    return load(done.stdout.decode("utf-8").split("\n"))


def load(lines: Sequence[str]) -> list[Object]:
    """The objects of JSON lines; blank lines are passed over."""
    return [json.loads(line) for line in lines if line.strip()]


def save(objects: Sequence[Object], path: Path) -> None:
    """Write objects as JSON lines, folders made as needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in objects)
    path.write_text(text, encoding="utf-8")

"""Write the table of figures in README.md from bench/floors.json, between its two markers.

    python docs/figures.py            write it
    python docs/figures.py --check    exit 1 where the table is not what it would be

Only what is pinned there is told: a row whose figures are missing is left out, and without floors
there is no table.  `./run bench gate --raise` pins.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
FLOORS = ROOT / "bench" / "floors.json"
BEGIN, END = "<!-- figures: made by docs/figures.py -->\n", "<!-- end of figures -->"


class Row(NamedTuple):
    """One line of the table: what it says, and the scores of a bench that it gives, in order."""

    said: str
    bench: str
    scores: tuple[str, ...]


ROWS = (
    Row("PolNeAR, exact F1 of source / cue / content", "attribution", ("source", "cue", "content")),
    Row("PolNeAR, F1 of whole records / by overlap", "attribution", ("record", "record-overlap")),
    Row("conflict news, F1 of records found", "chains", ("records_f1",)),
    Row("of those found: right root / right whole chain", "chains", ("root", "chain")),
    Row("of those found: right firmness / kind of source", "chains", ("firmness_acc", "kind")),
    Row("F1 of nesting / scare quotes", "chains", ("nested_f1", "scare_f1")),
    Row("named entities of nine types, F1", "entities", ("f1",)),
    Row("predicates / their roles, F1", "roles", ("predicate_f1", "role_f1")),
    Row("factuality, correlation with readers (percent)", "factuality", ("r",)),
    Row("event type of a pair: accuracy / macro-F1 (percent)", "plover", ("accuracy", "macro_f1")),
    Row(
        "places of local news: found, F1 / right within 161 km / right GeoNames id (percent)",
        "places",
        ("detection_f1", "acc161", "geonames_id"),
    ),
    Row("dates: found / with the right value, F1", "dates", ("detection_f1", "value_f1")),
    Row(
        "reuse: one text or not, F1 / label, macro-F1 / passages, F1 / direction (percent)",
        "reuse",
        ("one_text_f1", "label_macro_f1", "passage_char_f1", "direction"),
    ),
    Row(
        "four judged stories: articles, F1 / roots within bounds / disputers found (percent)",
        "dossiers",
        ("articles_f1", "roots_inside", "disputes_recall"),
    ),
    Row(
        "who does what to whom from plain text: F1 / share of pairs found with the event (percent)",
        "frames",
        ("pair_event_f1", "recall"),
    ),
    Row(
        "where an article stands on a statement, macro-F1 of four (percent)",
        "stance",
        ("macro_f1",),
    ),
    Row("speed: articles / words a second", "speed", ("articles_per_s", "words_per_s")),
    Row("size in MB: wheel / installed", "size", ("wheel_mb", "installed_mb")),
)


def table(pins: Mapping[str, Mapping[str, float]]) -> str:
    """The table of what is pinned; empty where nothing is.

    >>> print(table({"attribution": {"record": 49.31, "record-overlap": 65.0}}), end="")
    | what | figure |
    | --- | --- |
    | PolNeAR, F1 of whole records / by overlap | 49.3 / 65.0 |
    """
    lines = []
    for row in ROWS:
        held = pins.get(row.bench, {})
        if all(name in held for name in row.scores):
            told = " / ".join(f"{held[name]:,.1f}" for name in row.scores)
            lines.append(f"| {row.said} | {told} |\n")
    return "".join(["| what | figure |\n", "| --- | --- |\n", *lines]) if lines else ""


def pinned(path: Path) -> dict[str, dict[str, float]]:
    """The scores of each bench in a file of floors; none where there is no such file."""
    if not path.is_file():
        return {}
    pins = json.loads(path.read_text(encoding="utf-8"))["benches"]
    return {bench: pin["scores"] for bench, pin in pins.items()}


def filled(readme: str, made: str) -> str:
    """The readme with this table between the markers."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"README.md has lost its markers: {BEGIN.strip()} and {END}")
    return before + begin + made + end + after


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the table, or check it."""
    parser = argparse.ArgumentParser(description="Make the figures of the readme.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    now = README.read_text(encoding="utf-8")
    made = filled(now, table(pinned(FLOORS)))
    if parser.parse_args(arguments).check:
        return int(made != now)
    README.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""PLOVER event types (Halterman et al. 2023) of marked source-target pairs.

There is no dev file: every fifth row of the training file is held out from training and measured
here; of a file of one's own every row counts.  A side that is not marked ("an actor") is looked
for in the whole sentence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from bench import heads
from bench.counts import Judged, macro_f1
from bench.heads import Bench, Gold, Row, Scores
from sayso.records import EventMark, Span

_MARK = re.compile(r"</?[st]>")


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Text without ``<s>..</s>`` and ``<t>..</t>``, and where the first of each stood.

    >>> unmark("<s>Anna</s> met <t>Bo</t>.")
    ('Anna met Bo.', {'s': (0, 4), 't': (9, 11)})
    """
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    out, at = "", 0
    for found in _MARK.finditer(marked):
        out += marked[at : found.start()]
        at = found.end()
        name = found.group()[-2]
        if "/" in found.group():
            spans.setdefault(name, (opened[name], len(out)))
        else:
            opened.setdefault(name, len(out))
    return out + marked[at:], spans


def pair(row: Row) -> tuple[str, tuple[Span, Span]]:
    """The sentence of a row, and its source and target."""
    text, spans = unmark(row["marked"])
    whole = (0, len(text))
    return text, (spans.get("s", whole), spans.get("t", whole))


def counted(rows: Sequence[Row], found: Sequence[tuple[str, int]]) -> Scores:
    """``accuracy`` and ``macro_f1`` of event types, ``quad_accuracy`` of quad classes: 0..1."""
    gold = [(str(row["event"]), int(row["quad"])) for row in rows]
    right = [(a == c, b == d) for (a, b), (c, d) in zip(gold, found, strict=True)]
    many = max(1, len(gold))
    return {
        "accuracy": round(sum(event for event, _ in right) / many, 4),
        "macro_f1": round(macro_f1([e for e, _ in gold], [e for e, _ in found]), 4),
        "quad_accuracy": round(sum(quad for _, quad in right) / many, 4),
    }


def answers(rows: Sequence[Row]) -> list[EventMark]:
    """What the model takes each pair for."""
    made = [pair(row) for row in rows]
    marked = heads.marks(heads.bare([text for text, _ in made]), pairs=[[p] for _, p in made])
    return [event for marks in marked for event in marks.events]


def score(gold: Gold) -> Scores:
    """Accuracy and macro-F1."""
    return counted(gold.rows, [(each.event, each.quad) for each in answers(gold.rows)])


def judged(rows: Sequence[Row]) -> list[Judged]:
    """Every pair: the score of its event type, and whether that is the right one."""
    found = answers(rows)
    return [(e.score, e.event == row["event"]) for row, e in zip(rows, found, strict=True)]


def held_out(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows that training leaves out."""
    return rows[::5]


def floors(scores: Scores) -> dict[str, float]:
    """All three in percent."""
    return {
        name: round(100 * scores[name], 2) for name in ("accuracy", "macro_f1", "quad_accuracy")
    }


BENCH = Bench("plover", "plover/train.jsonl", score, floors, held_out)


def main(argv: list[str]) -> int:
    """``./run bench plover [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

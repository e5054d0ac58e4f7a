"""Factuality of gold predicates, -3 (did not happen) to 3 (happened), on UDS-IH2.

The model is asked for its value at each gold predicate (Rudinger, White and Van Durme 2018), found
by it as one or not: Pearson's r, and the mean absolute error on that scale.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench import heads
from bench.counts import pearson
from bench.heads import Bench, Gold, Row, Scores
from bench.tokens import joined
from sayso.records import Span


def asked(row: Row) -> tuple[str, list[Span], list[float]]:
    """The text of a sentence, its gold predicates, and their values."""
    text, spans = joined(row["text"].split())
    targets = [(each["span1"], float(each["label"])) for each in row["targets"]]
    places = [(spans[first][0], spans[last - 1][1]) for (first, last), _ in targets]
    return text, places, [value for _, value in targets]


def counted(gold: Sequence[float], found: Sequence[float]) -> Scores:
    """``r`` and ``mae``."""
    apart = [abs(a - b) for a, b in zip(gold, found, strict=True)]
    return {
        "r": round(pearson(gold, found), 4),
        "mae": round(sum(apart) / max(1, len(apart)), 4),
        "predicates": len(apart),
    }


def score(gold: Gold) -> Scores:
    """Pearson's r and mean absolute error over all predicates."""
    made = [asked(row) for row in gold.rows]
    marked = heads.marks(
        heads.bare([text for text, _, _ in made]), asked=[places for _, places, _ in made]
    )
    found = [value for marks in marked for value in marks.factuality]
    return counted([value for _, _, values in made for value in values], found)


def floors(scores: Scores) -> dict[str, float]:
    """Pearson's r in percent; the error moves with it."""
    return {"r": round(100 * scores["r"], 2)}


BENCH = Bench("factuality", "factuality/uds-ih2.dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench factuality [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Source, cue, content and whole records on PolNeAR, by ``../shared/score/attribution.py``.

The whole product runs (read, mark, trace), not the model alone.  PolNeAR is flat: where one
attribution stands inside the content of another, its annotators marked the outer one only.  So
only records with ``inside == null`` are scored; ``--all`` scores every record, which costs
precision for being right about something gold does not mark.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from bench import accuracy
from bench.corpora import scorer
from bench.judge import Record, Test
from bench.product import Object

ROLES = ("source", "cue", "content")
PINNED = (*ROLES, "record", "record-overlap")


def outermost(record: Object) -> bool:
    """PolNeAR marks no record inside another."""
    return record.get("inside") is None


def everything(record: Object) -> bool:
    """Every record, nested ones too."""
    return True


def score(
    gold: Path, objects: Sequence[Object], *, keep: Any = outermost
) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 in percent, for each role and for whole records."""
    module = scorer("attribution")
    predicted = {
        str(each["input_id"]): {"attributions": [a for a in each["attributions"] if keep(a)]}
        for each in objects
    }
    result: dict[str, dict[str, float]] = module.score(module.load(gold), predicted)
    return result


def floors(scores: Mapping[str, Any]) -> dict[str, float]:
    """F1 of the roles and of whole records."""
    return {name: scores[name]["f1"] for name in PINNED}


def tests() -> dict[str, Test]:
    """A role is right where the scorer would call it exact."""
    norm = scorer("attribution").norm

    def exact(role: str, text: str, gold: Record, predicted: Record) -> bool:
        same: bool = norm(text, gold.get(role) or []) == norm(text, predicted.get(role) or [])
        return same

    return {role: partial(exact, role) for role in ROLES}


BENCH = accuracy.Bench("attribution", "polnear/dev.jsonl", score, floors, tests, outermost)
ALL = accuracy.Bench(
    "attribution", "polnear/dev.jsonl", partial(score, keep=everything), floors, tests, everything
)


def main(argv: list[str]) -> int:
    """``./run bench attribution [--gold FILE] [--all]``."""
    rest = [each for each in argv if each != "--all"]
    return accuracy.main(BENCH if rest == argv else ALL, rest, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

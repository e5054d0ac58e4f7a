"""Roots, chains, firmness, kinds, nesting and scare quotes, by ``../shared/score/chains.py``.

Gold is conflict news read by hand.  A second reader of the same articles agrees with it at:
records 95.5, root 95.7, whole chain 84.1, firmness (macro) 94.6, kind 93.9, nesting 87.5, scare
quotes 80.0, which is the ceiling.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import accuracy
from bench.corpora import scorer
from bench.judge import Record, Test
from bench.product import Object

PINNED = (
    "records_f1",
    "root",
    "chain",
    "firmness_acc",
    "firmness_macro_f1",
    "kind",
    "speech",
    "nested_f1",
    "scare_f1",
)


def score(gold: Path, objects: Sequence[Object]) -> dict[str, Any]:
    """The figures of the scorer, in percent; ``None`` where gold holds nothing to score."""
    module = scorer("chains")
    result: dict[str, Any] = module.score(module.load(gold), accuracy.by_input(objects))
    return result


def floors(scores: Mapping[str, Any]) -> dict[str, float]:
    """Every figure but precision and recall, which move against each other."""
    return {name: scores[name] for name in PINNED if scores[name] is not None}


def everything(record: Object) -> bool:
    """Gold marks nested records too."""
    return True


def tests() -> dict[str, Test]:
    """Each field by the scorer's own rule; names agree by ``../shared/score/names.py``."""
    same: Callable[..., bool] = scorer("names").same

    def root(_: str, gold: Record, predicted: Record) -> bool:
        found = predicted.get("root") or {}
        wanted = gold["chain"][-1] if gold["chain"] else "unnamed"
        return same(wanted, found.get("name"), found.get("named", True))

    def chain(_: str, gold: Record, predicted: Record) -> bool:
        hops = predicted.get("chain") or []
        return len(hops) == len(gold["chain"]) and all(
            same(name, hop.get("name"), hop.get("named", hop.get("kind") != "unnamed"))
            for name, hop in zip(gold["chain"], hops, strict=True)
        )

    return {
        "root": root,
        "chain": chain,
        "firmness": lambda _, gold, predicted: gold["firmness"] == predicted.get("firmness"),
        "kind": lambda _, gold, predicted: gold["kind"] == (predicted.get("who") or {}).get("kind"),
        "speech": lambda _, gold, predicted: gold["speech"] == predicted.get("speech"),
    }


BENCH = accuracy.Bench("chains", "chains/dev.jsonl", score, floors, tests, everything)


def main(argv: list[str]) -> int:
    """``./run bench chains [--gold FILE]``."""
    return accuracy.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Dossiers of claims that went round, by ``../shared/score/dossiers.py``.

The articles of all stories are read into one ledger, as a user would (``sayso read``), and each
story's claim is asked of it (what ``sayso ask --json`` prints).

``articles_f1``: articles that carry the claim; ``roots_inside``: share of stories whose number of
independent roots lies within gold's bounds; ``disputes_recall``: disputing parties found.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import heads
from bench.accuracy import gold_lines
from bench.corpora import Absent, corpus, scorer
from sayso.engines.asking import ask
from sayso.engines.local import InProcess, into_ledger
from sayso.gather import gather
from sayso.ledger import open_ledger
from sayso.show.answer import as_json

ARTICLES = "dossiers/articles.jsonl"
PINNED = ("articles_f1", "roots_inside", "disputes_recall")


def answers(gold: Sequence[heads.Row], articles: Path) -> dict[str, dict[str, Any]]:
    """What is answered to the claim of each story."""
    marker = heads.marker()
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "x.ledger") as book:
        into_ledger(InProcess(marker), book, gather(str(articles)), source=articles.name)
        return {each["story"]: as_json(ask(book, marker, each["claim"])) for each in gold}


def score(gold: heads.Gold) -> heads.Scores:
    """Every figure in percent, over the articles of the dev stories."""
    told = answers(gold.rows, corpus(ARTICLES))
    figures, _ = scorer("dossiers").score({each["story"]: each for each in gold.rows}, told)
    return {name: float(figures[name]) for name in PINNED}


def floors(scores: heads.Scores) -> dict[str, float]:
    """All of them."""
    return dict(scores)


BENCH = heads.Bench("dossiers", "dossiers/dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench dossiers [--gold FILE] [--articles FILE]``."""
    parser = argparse.ArgumentParser(prog="./run bench dossiers", description=__doc__)
    parser.add_argument("--gold", type=Path, help="a file in the format of dossiers/dev.jsonl")
    parser.add_argument("--articles", type=Path, help="the articles of its stories")
    args = parser.parse_args(argv)
    try:
        gold = gold_lines(args.gold or corpus("dossiers/dev.jsonl"))
        told = answers(gold, args.articles or corpus(ARTICLES))
        module = scorer("dossiers")
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    figures, stories = module.score({each["story"]: each for each in gold}, told)
    for name, row in stories.items():
        print(f"{name:32}{row}")
    print(json.dumps({"bench": "dossiers", **figures}))
    return 0

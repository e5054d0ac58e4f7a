"""Score trace apart from the model: the gold spans of the chains corpus are handed in as marks.

Reads ``../shared/corpora/chains/dev.jsonl`` (or FILE of that format), traces every article with
its gold spans, and scores the outcome with ``../shared/score/chains.py``.  Records without a cue
are left to trace's own rules.  ``--misses`` prints N wrong roots to look at.  The last line
printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.corpora import Absent, corpus, scorer
from sayso.read import read
from sayso.records import Article, Attribution, CueMark, Marks, Page, Reading, Refused
from sayso.trace import trace


def gold_marks(row: dict[str, Any]) -> Marks:
    """The gold spans of one article in the form the model gives them."""
    cues = [
        CueMark(
            cue=(one["cue"][0][0], one["cue"][-1][1]),
            source=tuple((s, e) for s, e in one["source"] or ()),
            content=tuple((s, e) for s, e in one["content"]),
            inner=one["inside"] is not None,
            score=1.0,
        )
        for one in row["attributions"]
        if one["cue"]
    ]
    return Marks(row["id"], tuple(cues))


def article_of(row: dict[str, Any]) -> Article:
    """The gold text as read by the product."""
    page = Page(input_id=row["id"], body=row["text"].encode(), encoding="utf-8", language="en")
    article = read(page)
    if isinstance(article, Refused):
        raise SystemExit(f"{row['id']} was refused: {article.detail}")
    if article.text != row["text"]:
        raise SystemExit(f"{row['id']}: the stored text differs from the input")
    return article


def as_row(one: Attribution) -> dict[str, Any]:
    """An attribution as far as the scorer looks."""
    return {
        "id": one.id,
        "source": one.source,
        "cue": one.cue,
        "content": one.content,
        "inside": one.inside,
        "speech": one.speech.value,
        "firmness": one.firmness.value,
        "who": {"name": one.who.name, "kind": one.who.kind.value},
        "chain": [{"name": h.name, "kind": h.kind.value, "named": h.named} for h in one.chain],
        "root": {"name": one.root.name, "kind": one.root.kind.value, "named": one.root.named},
    }


def as_object(reading: Reading) -> dict[str, Any]:
    """A reading as far as the scorer looks."""
    scare = [{"span": one.span, "type": one.type.value} for one in reading.scare]
    return {"attributions": [as_row(one) for one in reading.attributions], "scare": scare}


def misses(row: dict[str, Any], reading: Reading, same: Any) -> list[str]:
    """One line per record whose cue is gold's and whose root is not."""
    by_cue = {one.cue[0]: one for one in reading.attributions if one.cue}
    lines = []
    for gold in row["attributions"]:
        cue = (gold["cue"][0][0], gold["cue"][-1][1]) if gold["cue"] else None
        ours = by_cue.get(cue) if cue else None
        if ours is None or same(gold["chain"][-1], ours.root.name, ours.root.named):
            continue
        words = " ".join(row["text"][s:e] for s, e in gold["source"] or ())
        chain = [h.name for h in ours.chain]
        lines.append(f"{row['id']} {words!r} gold {gold['chain']} ours {chain} {ours.why}")
    return lines


def trace_all(gold: Mapping[str, Any], same: Any) -> tuple[dict[str, Any], list[str], float]:
    """What trace makes of every article, the wrong roots, and the seconds it took."""
    found: dict[str, Any] = {}
    wrong: list[str] = []
    spent = 0.0
    for key, row in gold.items():
        article, marks = article_of(row), gold_marks(row)
        start = time.process_time()
        reading = trace(article, marks)
        spent += time.process_time() - start
        found[key] = as_object(reading)
        wrong += misses(row, reading, same)
    return found, wrong, spent


def main(argv: list[str]) -> int:
    """``./run bench trace_gold [--gold FILE] [--misses N]``."""
    parser = argparse.ArgumentParser(prog="./run bench trace_gold", description=__doc__)
    parser.add_argument("--gold", type=Path, help="a file in the format of chains/dev.jsonl")
    parser.add_argument("--misses", type=int, default=0, help="print N wrong roots")
    args = parser.parse_args(argv)
    try:
        module = scorer("chains")
        gold = module.load(args.gold or corpus("chains/dev.jsonl"))
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    found, wrong, spent = trace_all(gold, module.same)
    for line in wrong[: args.misses]:
        print(line)
    figures = module.score(gold, found)
    print(json.dumps(figures | {"ms_per_article": round(1000 * spent / max(1, len(gold)), 2)}))
    return 0

"""Text reuse against judged pairs, by ``../shared/score/reuse.py``.

Every article of both collections is read (without the model) and put on a shelf; then each article
that gold names is compared with all of them, as a new article is with a ledger.  What only the
model can tell (whom an article cites, which sentences are told again) is left out here, so that
the figure costs seconds; ``--marked`` runs the model over the articles that gold names, too.

``one_text_f1``: reprint or rewrite against the rest; ``label_macro_f1``: over five labels and
none; ``passage_char_f1``: characters of passages; ``direction``: share right where gold knows it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench import heads
from bench.accuracy import gold_lines
from bench.corpora import Absent, corpus, scorer
from sayso.gather import gather
from sayso.read import read
from sayso.records import Article, Page, Reuse
from sayso.trace import trace
from sayso.weigh import InMemory, Text, reuses, twice

#: Where the articles of each set stand.
SETS = {"fakes": "news/fa-kes.csv", "fnc": "reuse/fnc-articles.jsonl"}
PINNED = ("one_text_f1", "label_macro_f1", "passage_char_f1", "direction")


def articles(source: Path) -> Iterator[Article]:
    """The articles of a collection; what is refused is passed over."""
    for item in gather(str(source)):
        if isinstance(item, Page):
            made = read(item)
            if isinstance(made, Article):
                yield made


def texts(found: Sequence[Article], named: set[str], *, marked: bool) -> dict[str, Text]:
    """Texts by input id; those that are named with what the model marks, where asked."""
    asked = [a for a in found if a.input_id in named] if marked else []
    marks = dict(zip((a.input_id for a in asked), heads.marks(asked), strict=True))
    out = {}
    for article in found:
        seen = marks.get(article.input_id)
        if seen is None:
            out[article.input_id] = Text.read(article)
        else:
            out[article.input_id] = Text.read(article, trace(article, seen), seen.sentences)
    return out


def predicted(known: dict[str, Text], named: Iterable[str]) -> list[dict[str, Any]]:
    """What ``sayso reprints --json`` tells of the named articles, both ways round."""
    shelf = InMemory()
    names: dict[str, list[str]] = {}
    for name, text in known.items():
        if text.id not in names:
            shelf.add(text)
        names.setdefault(text.id, []).append(name)
    out = []
    for name in sorted(named):
        text = known[name]
        out += [row(name, b, r) for r in reuses(text, shelf) for b in names[r.b]]
        # An article that came in twice is held once: the second coming is the first, reprinted.
        out += [row(name, b, twice(text.id, text.text)) for b in names[text.id] if b != name]
    return out


def row(a: str, b: str, found: Reuse) -> dict[str, Any]:
    """One verdict as the scorer reads it."""
    passages = [[list(x), list(y)] for x, y in found.passages]
    label, where = str(found.label), str(found.direction)
    return {"a": a, "b": b, "label": label, "direction": where, "passages": passages}


def measure(gold: Sequence[heads.Row], *, marked: bool) -> tuple[dict[str, Any], Counter[Any]]:
    """Figures, and how often gold's label met ours."""
    pairs: list[dict[str, Any]] = []
    for name, source in SETS.items():
        named = {str(g[side]) for g in gold if g["set"] == name for side in "ab"}
        pairs += predicted(texts(list(articles(corpus(source))), named, marked=marked), named)
    figures, table = scorer("reuse").score(gold, pairs)
    return figures, table


def score(gold: heads.Gold) -> heads.Scores:
    """Every figure in percent, without the model."""
    figures, _ = measure(gold.rows, marked=False)
    return {name: float(figures[name]) for name in PINNED}


def floors(scores: heads.Scores) -> dict[str, float]:
    """All of them."""
    return dict(scores)


BENCH = heads.Bench("reuse", "reuse/dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench reuse [--gold FILE] [--marked]``."""
    parser = argparse.ArgumentParser(prog="./run bench reuse", description=__doc__)
    parser.add_argument("--gold", type=Path, help="a file in the format of reuse/dev.jsonl")
    parser.add_argument("--marked", action="store_true", help="with what the model marks")
    args = parser.parse_args(argv)
    try:
        gold = gold_lines(args.gold or corpus("reuse/dev.jsonl"))
        figures, table = measure(gold, marked=args.marked)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    for (wanted, got), count in sorted(table.items()):
        print(f"gold {wanted:12} predicted {got:12} {count}")
    print(json.dumps({"bench": "reuse", **figures}))
    return 0

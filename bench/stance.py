"""Where an article stands on a statement: agree, disagree, discuss or unrelated (FNC-1).

By :func:`sayso.weigh.stance.stance`, the words of both alone; how rare a word is comes from the
articles of the corpus, as it would from a ledger that holds them.  The thresholds were chosen on
4,000 pairs of the train part; no article of it is in the dev part.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from bench import heads
from bench.accuracy import gold_lines
from bench.corpora import corpus
from sayso.weigh.likeness import Question, words_of
from sayso.weigh.stance import Stance, stance

ARTICLES = "stance/articles.jsonl"
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def answers(rows: Sequence[heads.Row], texts: Mapping[str, str]) -> list[Stance]:
    """The stance of each pair, in order; ``texts`` are all articles, by their ids."""
    held: Counter[str] = Counter()
    for text in texts.values():
        held.update({word.lower() for word in _WORD.findall(text)})
    asked: dict[str, Question] = {}
    out = []
    for row in rows:
        said = str(row["statement"])
        if said not in asked:
            counts = {word: held[word] for word in words_of(said)}
            asked[said] = Question.of(said, counts=counts, total=len(texts))
        out.append(stance(asked[said], texts[str(row["article"])]).stance)
    return out


def figures(gold: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """F1 of each class and their mean, in percent.

    >>> figures(["agree", "discuss"], ["agree", "agree"])["agree"]
    66.7
    """
    pairs = Counter(zip(gold, told, strict=True))
    by_class = {}
    for each in map(str, Stance):
        right = pairs[each, each]
        of_either = sum(n * ((g == each) + (t == each)) for (g, t), n in pairs.items())
        by_class[each] = 200 * right / of_either if of_either else 0.0
    mean = sum(by_class.values()) / len(by_class)
    return {"macro_f1": round(mean, 1)} | {name: round(f1, 1) for name, f1 in by_class.items()}


def score(gold: heads.Gold) -> heads.Scores:
    """Every figure, over all pairs of the file."""
    texts = {str(row["id"]): str(row["text"]) for row in gold_lines(corpus(ARTICLES))}
    told = answers(gold.rows, texts)
    return dict(figures([str(row["stance"]) for row in gold.rows], [str(each) for each in told]))


def floors(scores: heads.Scores) -> dict[str, float]:
    """The mean of the four."""
    return {"macro_f1": float(scores["macro_f1"])}


BENCH = heads.Bench("stance", "stance/fnc-dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench stance [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Named entities of nine types, from Stanford's Worldwide newswire corpus."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.labels import ENTITIES
from training.batches import padded
from training.heads.base import Layers
from training.rows import Row, row, tokens

LONGEST = 230
"""Words of a training window."""
MOST = 480
"""Word pieces of one."""


class Entities(nn.Module):
    """BIO tags."""

    weight = 1.0

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(ENTITIES))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Runs of sentences of each article."""
        path = corpora / "ner-worldwide/train.jsonl"
        return [row_of(words, tags, tokenizer)[0] for words, tags in groups(path, rng)]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Cross entropy per piece."""
        logits = self.tags(layers[-1]).float()
        gold = padded(rows, "tags")
        return F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-1) * 8


def row_of(
    words: Sequence[str], tags: Sequence[str], tokenizer: Tokenizer
) -> tuple[Row, NDArray[np.int64]]:
    """A run of sentences as a row, and its labels per piece."""
    whole = tokens(words, tokenizer)
    labels = np.zeros(len(whole.cut), dtype=np.int64)
    before = "O"
    for i, raw in enumerate(tags):
        tag = raw.split()[-1]  # three rows of the corpus hold "word    tag" here
        first, last = whole.pieces(i, i + 1)
        if tag != "O" and first < last:
            labels[first:last] = ENTITIES.index("I-" + tag[2:])
            # As CoNLL reads tags, I- of another type begins an entity, too.
            begins = tag[0] == "B" or tag[2:] != before[2:]
            labels[first] = ENTITIES.index(("B-" if begins else "I-") + tag[2:])
        before = tag
    labels = labels[:MOST]
    return row(whole.cut, 0, len(labels), {"tags": labels}), labels


def groups(path: Path, rng: random.Random | None) -> Iterator[tuple[list[str], list[str]]]:
    """Words and tags of runs of sentences, up to :data:`LONGEST` words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        words: list[str] = []
        tags: list[str] = []
        limit = LONGEST if rng is None else rng.randint(LONGEST // 3, LONGEST)
        for sentence in json.loads(line)["sentences"]:
            if words and len(words) + len(sentence["tokens"]) > limit:
                yield words, tags
                words, tags = [], []
            words = words + sentence["tokens"]
            tags = tags + sentence["ner"]
        if words:
            yield words, tags

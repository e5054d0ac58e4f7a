"""Entities as a lesson for the side that roles are read from.

Taught with roles, the encoder held still, names and words exchanged in half of the rows: the side
sees more names than the corpus of roles has, and roles gain by it.  What finds entities in the end
is :mod:`training.heads.entities`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from training.heads import entities
from training.heads.arguments import Arguments
from training.heads.base import Layers
from training.model import drop
from training.naming import Naming
from training.rows import Row

DROP = 0.15
"""Share of the side's features that are hidden in training."""


class Names:
    """Entities from the side."""

    weight = 1.0

    def __init__(self, arguments: Arguments, head: entities.Entities) -> None:
        self.arguments, self.head = arguments, head

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Those of entities, and as many with names and words exchanged."""
        text = (corpora / "ner-worldwide/train.jsonl").read_text(encoding="utf-8")
        articles = [json.loads(line)["sentences"] for line in text.splitlines()]
        naming = Naming(sentence for article in articles for sentence in article)
        changed = [
            entities.row_of(words, tags, tokenizer)[0]
            for article in articles
            for words, tags in entities.runs_of(naming.changed(article, rng), rng)
        ]
        return self.head.rows(corpora, tokenizer, rng) + changed

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Cross entropy per piece."""
        x = drop(self.arguments.states(layers, rows), DROP, self.arguments.training)
        return entities.tag_loss(self.arguments.entities(x), rows)

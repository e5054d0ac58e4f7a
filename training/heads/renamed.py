"""Event types taught on with names exchanged: the head of :mod:`training.heads.events` once more.

It has no weights of its own.  The encoder is held still here; it and the head have learnt their 840
sentences by heart (98 of 100 are right, and 88 of the same with other names), so more is hidden
of the states, too.
"""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path

from tokenizers import Tokenizer
from torch import Tensor

from training.heads.base import Layers
from training.heads.events import Events, row_of, sentences, taught
from training.model import drop
from training.renaming import Renaming, hidden, names
from training.rows import Row

TIMES = 2
"""How often each sentence comes with other names, besides once as it is."""
NOISE, DROP = 0.3, 0.4
"""Share of the features of the encoder that are hidden in training, and of the pair's."""


class Renamed:
    """Other rows and more noise for the weights of ``events``."""

    weight = 1.0

    def __init__(self, events: Events) -> None:
        self.events = events

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Those of ``events``, and each of them again with other names."""
        known = names(
            [
                sentence
                for line in (corpora / "ner-worldwide/train.jsonl").open(encoding="utf-8")
                for sentence in json.loads(line)["sentences"]
            ]
        )
        read = list(taught(sentences(corpora / "plover/train.jsonl")))
        renaming = Renaming(read, list(known))
        return self.events.rows(corpora, tokenizer, rng) + [
            hidden(row_of(renaming.changed(each, rng), tokenizer), rng)
            for each in read
            for _ in range(TIMES)
        ]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """That of ``events``."""
        top = drop(layers[-1], NOISE, self.events.training)
        return self.events.judged(self.events.scores(top, rows, DROP), rows)

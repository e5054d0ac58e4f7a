"""PLOVER event type of a source-target pair.

Run time can score any pair from one pass.  Every piece has five vectors: as part of a source, as
part of a target, what it asks as either, what it answers to (its key), and what it says (its
value).  A pair asks, the pieces of the sentence answer as attention does (Bahdanau et al. 2015),
and the answer with the pair's own vectors gives the event.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from bench.plover import unmark
from sayso.mark.labels import EVENT_PARTS, EVENTS
from sayso.mark.windows import pieces
from training.batches import joined
from training.heads.base import Layers
from training.rows import Row, row

_LONGEST = 480
DROP = 0.3
BALANCE = 0.2
"""How far rare events are helped against common ones: 0 not, 1 as if all were equally common."""


class Events(nn.Module):
    """One linear map of each piece to all its vectors, one of the pair to the events."""

    weight = 0.5

    def __init__(self, width: int) -> None:
        super().__init__()
        self.parts = nn.Linear(width, sum(EVENT_PARTS))
        self.out = nn.Linear(EVENT_PARTS[-1], len(EVENTS))
        self.common = torch.zeros(len(EVENTS))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Four fifths of the sentences; every fifth is held out."""
        read = list(taught(sentences(corpora / "plover/train.jsonl")))
        self.common = commonness([r["event"] for r in read])
        return [row_of(r, tokenizer) for r in read]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Cross entropy per pair."""
        return self.judged(self(layers, rows), rows)

    def forward(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Logits (pairs, events)."""
        return self.scores(F.dropout(layers[-1], 0.1, self.training), rows, DROP)

    def scores(self, top: Tensor, rows: Sequence[Row], dropped: float) -> Tensor:
        """Logits from the top layer, with a share of what a pair says ``dropped`` in training."""
        every = self.parts(top).float()
        hidden = torch.cat([_pairs(every[i, 1 : len(r.ids) + 1], r) for i, r in enumerate(rows)])
        out: Tensor = self.out(F.dropout(F.gelu(hidden), dropped, self.training)).float()
        return out

    def judged(self, scores: Tensor, rows: Sequence[Row]) -> Tensor:
        """Cross entropy of logits that are helped by how common an event is.

        So the logits themselves need not know it (Menon et al. 2021, Long-tail learning via logit
        adjustment, https://arxiv.org/abs/2007.07314).
        """
        held = scores + BALANCE * self.common
        return F.cross_entropy(held, joined(rows, "event"), label_smoothing=0.05)


def commonness(events: Sequence[str]) -> Tensor:
    """The logarithm of each event's share, in their order; of none, as if it were there once."""
    counts = torch.tensor([max(1, events.count(each)) for each in EVENTS])
    return (counts / counts.sum()).log()


def _pairs(every: Tensor, row: Row) -> Tensor:
    """Hidden vectors (pairs, d) of the pairs of one row; ``every`` (pieces, all parts)."""
    source, target, ask_s, ask_t, key, value = every.split(EVENT_PARTS, dim=-1)
    out = []
    for (a, b), (c, d) in zip(row.targets["source"], row.targets["target"], strict=True):
        asked = ask_s[a:b].mean(0) + ask_t[c:d].mean(0)
        heard = torch.softmax(key @ asked / key.shape[-1] ** 0.5, dim=0) @ value
        out.append(source[a:b].mean(0) + target[c:d].mean(0) + heard)
    return torch.stack(out)


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of the file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def taught(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Four of five rows; every fifth is held out."""
    return (row for number, row in enumerate(rows) if number % 5)


def row_of(read: dict[str, Any], tokenizer: Tokenizer) -> Row:
    """One sentence with its marked pair."""
    text, spans = unmark(read["marked"])
    cut = pieces(tokenizer, text)
    # A side that is not in the sentence ("a recipient") is looked for everywhere.
    source, target = (cut.covered(*spans.get(side, (0, len(text)))) for side in "st")
    targets = {
        "source": np.array([source], dtype=np.int64),
        "target": np.array([target], dtype=np.int64),
        "event": np.array([EVENTS.index(read["event"])], dtype=np.int64),
    }
    return row(cut, 0, min(len(cut), _LONGEST), targets)

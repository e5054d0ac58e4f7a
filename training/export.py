"""Write the trained net as one int8 ONNX file: ``python -m training.export WEIGHTS OUT``.

The graph is built node by node, so that its size, its operators and its precision are ours to
choose.  Weights are int8 with a scale per block of 64 inputs and output channel, made floats again
before each matrix product.  Where the processor is good at it, run time makes one int8 product of
the two (``sayso.mark.network``), with a scale for each word piece and block: unlike one scale for a
whole batch, a word piece's result then does not depend on what else is in the batch, and the
outliers of one piece do not coarsen the rest.
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
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from sayso.mark.labels import FAR, PIECES, ROLES, STEPS, TAGS, WIDTH
from sayso.mark.network import FORMAT, labels
from sayso.mark.windows import OVERLAP, SIZE
from training.biaffine import Arcs
from training.heads.arguments import READ, Cells, Side
from training.heads.embedding import Embedding
from training.model import Layer
from training.net import Net, load

PREDICATE = -0.3
"""What a predicate must lead "no predicate" by, in logits; found on the dev part of EWT."""


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

    def split(self, x: str, parts: int) -> list[str]:
        """Equal parts of the last axis."""
        names = [f"Split{len(self.nodes)}.{i}" for i in range(parts)]
        self.nodes.append(helper.make_node("Split", [x], names, axis=-1, num_outputs=parts))
        return names

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
        """Product with int8 weights, a scale per block of inputs and output channel.

        In the file (inputs, outputs) and (blocks, outputs): so onnxruntime knows the two nodes for
        a product that it can make in int8.
        """
        n, k = weight.shape
        block = math.gcd(self.block, k)
        parts = weight.reshape(n, k // block, block)
        scale = np.abs(parts).max(-1) / 127.0
        packed = np.round(parts / scale[..., None]).astype(np.int8).reshape(n, k)
        floats = self.op(
            "DequantizeLinear",
            self.constant(name + ".i8", packed.T),
            self.constant(name + ".scales", scale.astype(np.float32).T),
            axis=0,
            block_size=block,
        )
        return self.op("MatMul", x, floats)


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Rows as int8 and their scales (n, 1), symmetric."""
    scale = np.maximum(np.abs(weight).max(-1, keepdims=True), 1e-8) / 127.0
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


def build(
    net: Net, precise: frozenset[str], block: int, *, name: str = "sayso", bias: float = 0.0
) -> onnx.ModelProto:
    """The whole model.

    Inputs ids, features, mask (b, t); sentences (b, t, 2), where that of each piece begins and
    ends; pool (b, s, t), the share of each piece in each sentence.
    Outputs: scores of the pieces, ``arguments`` (b, t, d), ``anchors`` (n, 2) batch row and piece
    of every piece that may start a cue, ``queries`` (n, labels, d + 1) of those; ``predicates``
    (m, 2) and ``roles`` (cells, labels), for each predicate the pieces of its sentence;
    ``pieces`` (b, t, all scores of a piece); ``vectors`` (b, s, 384).
    """
    g = Graph(precise=precise, block=block)
    layers = _encoder(g, net)
    x, cues, roles = layers[-1], net.head("attribution"), net.head("arguments")
    tags = g.op("Identity", g.linear("tags", cues.tags, x), out="tags")
    _arcs(g, cues.arcs, x, _cue_starts(g, tags))
    side = _side(g, roles.side, layers)
    likely = g.linear("likely", roles.tags, side)
    _pieces(g, net, x, likely)
    _cells(g, roles.cells, side, _predicates(g, likely))
    _vectors(g, net.head("embedding"), layers)
    return _model(g, net, name, bias)


def _encoder(g: Graph, net: Net) -> list[str]:
    """States before the first layer and after each."""
    e = net.encoder
    x = g.op("Add", g.table("words", e.words, "ids"), g.table("features", e.features, "features"))
    zero, one, two = (g.constant(f"int{i}", np.array([i])) for i in range(3))
    length = g.op("Slice", g.op("Shape", "ids"), one, two)
    places = g.op("Slice", g.floats("places", e.places, "weight"), zero, length, zero)
    x = g.norm("norm", e.norm, g.op("Add", x, places))
    states = [x]
    for i, layer in enumerate(e.layers):
        x = _layer(g, f"{i}.", layer, x)
        states.append(x)
    return states


def _layer(g: Graph, at: str, layer: Layer, x: str, spread: Spread | None = None) -> str:
    """One transformer layer over x (n, t, width); ``spread``: where x is (cells, width) instead."""
    qkv = g.linear(at + "qkv", layer.qkv, x)
    parts = g.split(spread.out(g, qkv, layer.qkv.out_features) if spread else qkv, 3)
    mask = spread.real if spread else "mask"
    heads = g.op("com.microsoft/MultiHeadAttention", *parts, "", mask, num_heads=layer.heads)
    heads = g.op("GatherND", heads, spread.cells) if spread else heads
    x = g.norm(at + "norm1", layer.norm1, g.op("Add", x, g.linear(at + "out", layer.out, heads)))
    up = g.op("Gelu", g.linear(at + "up", layer.up, x))
    return g.norm(at + "norm2", layer.norm2, g.op("Add", x, g.linear(at + "down", layer.down, up)))


@dataclass(frozen=True)
class Spread:
    """Sentences of unlike length laid out side by side, for attention; all else skips the gaps.

    ``real`` (n, longest) is 1 where there is a piece, ``cells`` (cells, 2) tells where in it.
    """

    real: str
    cells: str

    def out(self, g: Graph, flat: str, width: int) -> str:
        """(cells, width) as (n, longest, width)."""
        wide = g.constant(f"width{width}", np.array([width]))
        shape = g.op("Concat", g.op("Shape", self.real), wide, axis=0)
        return g.op("ScatterND", g.op("ConstantOfShape", shape), self.cells, flat)


def _side(g: Graph, side: Side, layers: list[str]) -> str:
    """The state of each piece that predicates and roles are read from."""
    held = g.op("Concat", *(layers[i] for i in READ), axis=-1)
    surface = g.op("Gather", g.floats("side.features", side.features, "weight"), "features")
    x = g.norm("side.norm", side.norm, g.op("Add", g.linear("side.mix", side.mix, held), surface))
    return _layer(g, "side.layer.", side.layer, x)


def _cells(g: Graph, cells: Cells, x: str, predicates: str) -> None:
    """Role scores of the pieces of the sentence of each predicate, one sentence after another."""
    begin, end = g.split(g.op("GatherND", "sentences", predicates), 2)
    zero, one = (g.constant(f"step{i}", np.array(i)) for i in range(2))
    longest = g.op("ReduceMax", g.op("Sub", end, begin), keepdims=0)
    at = g.op("Add", begin, g.op("Range", zero, longest, one))
    real = g.op("Less", at, end)
    found = g.op("Transpose", g.op("NonZero", real), perm=[1, 0])
    asking = g.op("Gather", found, zero, axis=1)
    row, own = g.split(g.op("Gather", predicates, asking), 2)
    at = g.op("Unsqueeze", g.op("GatherND", at, found), g.constant("int1", np.array([1])))
    where = g.op("Concat", row, at, axis=1)
    plain, tied = g.split(g.op("GatherND", g.linear("cells.piece", cells.piece, x), where), 2)
    asks = g.linear("cells.predicate", cells.predicate, g.op("GatherND", x, predicates))
    mine, tie = g.split(g.op("Gather", asks, asking), 2)
    z = g.op("Add", g.op("Add", plain, mine), g.op("Mul", tied, tie))
    z = g.op("Gelu", g.op("Add", z, _distances(g, cells, g.op("Sub", at, own))))
    spread = Spread(g.op("Cast", real, to=TensorProto.INT32), found)
    z = _layer(g, "cells.layer.", cells.layer, g.norm("cells.norm", cells.norm, z), spread)
    g.op("Identity", g.linear("cells.out", cells.out, z), out="roles")


def _distances(g: Graph, cells: Cells, away: str) -> str:
    """The vector of each signed distance (cells, 1), as (cells, width)."""
    far = (g.constant(f"far{i}", np.array(i)) for i in (-FAR, FAR))
    shifted = g.op("Add", g.op("Clip", away, *far), g.constant(f"far{FAR}", np.array(FAR)))
    bucket = g.op("Gather", g.constant("steps", STEPS), shifted)
    flat = g.op("Squeeze", bucket, g.constant("int1", np.array([1])))
    return g.op("Gather", g.floats("cells.distance", cells.distance, "weight"), flat)


def _pieces(g: Graph, net: Net, x: str, likely: str) -> None:
    """All that is read off single pieces, side by side as in ``labels.PIECES``."""
    small, wide = _side_by_side(small_heads(net)), net.head("events").parts
    assert small.out_features + wide.out_features + 2 == sum(PIECES.values())
    parts = (g.linear("pieces", small, x), g.linear("events", wide, x), likely)
    g.op("Concat", *parts, axis=-1, out="pieces")


def small_heads(net: Net) -> list[nn.Linear]:
    """The linear maps of the encoder's single states, in the order of ``labels.PIECES``.

    Without that of events, which is wide.
    """
    records = net.head("records")
    of = {
        "entities": net.head("entities").tags,
        "factuality": net.head("factuality").value,
        "firmness": records.firmness,
        "kind": records.kind,
    }
    return [of[name] for name in PIECES if name in of]


def _side_by_side(layers: list[nn.Linear]) -> nn.Linear:
    """One linear map that does what several do."""
    whole = nn.Linear(layers[0].in_features, sum(m.out_features for m in layers))
    with torch.no_grad():
        whole.weight.copy_(torch.cat([m.weight for m in layers]))
        whole.bias.copy_(torch.cat([m.bias for m in layers]))
    return whole


def _cue_starts(g: Graph, tags: str) -> str:
    """(n, 2) of the pieces that start a cue with a chance of at least e^-6 against none."""
    no, outer, inner = (g.constant(f"tag{i}", np.array(i)) for i in (0, 1, 3))
    begin = g.op("Max", *(g.op("Gather", tags, i, axis=2) for i in (outer, inner)))
    lead = g.op("Sub", begin, g.op("Gather", tags, no, axis=2))
    return _found(g, g.op("Greater", lead, g.constant("least", np.float32(-6.0))), "anchors")


def _predicates(g: Graph, likely: str) -> str:
    """(n, 2) of the pieces that are rather the first of a predicate than not."""
    no, yes = (g.constant(f"predicate{i}", np.array(i)) for i in (0, 1))
    lead = g.op("Sub", *(g.op("Gather", likely, i, axis=2) for i in (yes, no)))
    least = g.constant("least_predicate", np.float32(PREDICATE))
    return _found(g, g.op("Greater", lead, least), "predicates")


def _found(g: Graph, likely: str, out: str) -> str:
    """(n, 2) of the real pieces among the likely.

    The first piece of the batch is always one, so that nothing downstream sees an empty tensor.
    """
    real = g.op("Greater", "mask", g.constant("none", np.int32(0)))
    found = g.op("Transpose", g.op("NonZero", g.op("And", likely, real)), perm=[1, 0])
    first = g.constant("first", np.zeros((1, 2), dtype=np.int64))
    return g.op("Concat", first, found, axis=0, out=out)


def _arcs(g: Graph, arcs: Arcs, x: str, anchors: str) -> None:
    """A vector of each piece as an argument; a vector and a constant a label of each anchor."""
    g.op("Gelu", g.linear("argument", arcs.argument, x), out="arguments")
    anchor = g.op("Gelu", g.linear("anchor", arcs.anchor, g.op("GatherND", x, anchors)))
    flat = g.linear("bilinear", arcs.bilinear, anchor)
    shape = g.constant("shape", np.array([-1, arcs.labels, arcs.arc + 1]))
    g.op("Reshape", flat, shape, out="queries")


def _vectors(g: Graph, head: Embedding, layers: list[str]) -> None:
    """A vector of each sentence from its mean in every layer."""
    x = g.op("Concat", *(g.op("MatMul", "pool", layer) for layer in layers), axis=-1)
    up = g.op("Gelu", g.linear("vector_up", head.up, x))
    straight = g.linear("vector_straight", head.straight, x)
    g.op("Add", straight, g.linear("vector_down", head.down, up), out="vectors")


def _model(g: Graph, net: Net, name: str, bias: float) -> onnx.ModelProto:
    cues = net.head("attribution").arcs
    size: list[str | int] = ["batch", "pieces"]
    value = helper.make_tensor_value_info
    inputs = [value(n, TensorProto.INT64, size) for n in ("ids", "features")]
    inputs.append(value("mask", TensorProto.INT32, size))
    inputs.append(value("sentences", TensorProto.INT64, [*size, 2]))
    inputs.append(value("pool", TensorProto.FLOAT, ["batch", "sentences", "pieces"]))
    shapes: dict[str, list[str | int]] = {
        "tags": [*size, len(TAGS)],
        "arguments": [*size, cues.arc],
        "queries": ["cues", cues.labels, cues.arc + 1],
        "pieces": [*size, sum(PIECES.values())],
        "roles": ["cells", len(ROLES)],
        "vectors": ["batch", "sentences", WIDTH],
    }
    outputs = [value(n, TensorProto.FLOAT, shape) for n, shape in shapes.items()]
    outputs += [value(n, TensorProto.INT64, [f"{n}_found", 2]) for n in ("anchors", "predicates")]
    graph = helper.make_graph(g.nodes, "sayso", inputs, outputs, g.weights)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10, producer_name="sayso")
    describe(model, _meta(net, name, bias))
    return model


def _meta(net: Net, name: str, bias: float) -> dict[str, Any]:
    """What the file says of itself; no temperature yet."""

    def table(values: torch.Tensor) -> Any:
        return np.round(values.detach().float().numpy(), 5).tolist()

    events = net.head("events").out
    return {
        "format": FORMAT,
        "name": name,
        "bias": bias,
        **labels(),
        "size": SIZE,
        "overlap": OVERLAP,
        "distance": table(net.head("attribution").arcs.distance),
        "event_weight": table(events.weight),
        "event_bias": table(events.bias),
        "calibration": {},
    }


def describe(model: onnx.ModelProto, meta: dict[str, Any]) -> None:
    """Write what the file says of itself, with a hash over that and the weights."""
    digest = hashlib.sha256()
    for weight in model.graph.initializer:
        digest.update(weight.SerializeToString(deterministic=True))
    said = {key: meta[key] for key in sorted(meta) if key != "hash"}
    digest.update(json.dumps(said, sort_keys=True).encode())
    helper.set_model_props(
        model, {"sayso": json.dumps({**said, "hash": digest.hexdigest()[:12]}, sort_keys=True)}
    )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--precise", nargs="*", default=["tags", "pieces"], help="layers kept in float"
    )
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

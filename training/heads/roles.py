"""Predicates and their roles (PropBank on UD English EWT), and the factuality of predicates.

The head for roles teaches the encoder and is not exported: what finds roles in the end is
:mod:`training.heads.arguments`, on the states of the encoder that this one has taught.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.labels import ROLES, buckets
from training.batches import joined, padded, placed
from training.biaffine import Arcs
from training.heads.attribution import arc_loss
from training.heads.base import Layers
from training.rows import IGNORE, Row, Tokens, row, tokens

LONGEST = 120
"""Words of a training window: several sentences of one document."""
SAMPLED = 24
"""Predicates of a window that are asked for roles in one epoch; all of them would cost memory."""


class Roles(nn.Module):
    """Predicates by tags, roles by arcs."""

    weight = 1.0

    def __init__(self, width: int, arc: int = 192) -> None:
        super().__init__()
        self.tags = nn.Linear(width, 2)
        self.arcs = Arcs(width, arc, len(ROLES))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Runs of sentences of each document."""
        path = corpora / "ewt-srl/train.jsonl"
        return [role_row(sentences, tokenizer, rng) for sentences in groups(path, rng)]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Tags per piece, arcs per predicate."""
        x = layers[-1]
        gold = padded(rows, "tags").flatten()
        tags = F.cross_entropy(self.tags(x).float().flatten(0, 1), gold, ignore_index=-1) * 4
        return tags + arc_loss(self.arcs, x, rows)


def groups(
    path: Path, rng: random.Random | None, limits: Sequence[int] = ()
) -> Iterator[list[dict[str, Any]]]:
    """Runs of sentences of one document, up to :data:`LONGEST` words, or to one of ``limits``."""
    held: list[dict[str, Any]] = []
    limit = LONGEST
    for line in path.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        size = sum(len(s["tokens"]) for s in held) + len(read["tokens"])
        if held and (held[-1]["doc"] != read["doc"] or size > limit):
            yield held
            held = []
            if rng is not None:
                limit = rng.choice(limits) if limits else rng.randint(LONGEST // 4, LONGEST)
        held.append(read)
    if held:
        yield held


def joined_tokens(sentences: list[dict[str, Any]], tokenizer: Tokenizer) -> Tokens:
    """A run of sentences as one text, cut."""
    words = [w for s in sentences for w in s["tokens"]]
    return tokens(words, tokenizer, " ".join(s["text"] for s in sentences))


def role_row(
    sentences: list[dict[str, Any]], tokenizer: Tokenizer, rng: random.Random | None
) -> Row:
    """Predicate tags and role arcs of a run of sentences; roles count in their sentence alone."""
    whole = joined_tokens(sentences, tokenizer)
    size = min(len(whole.cut), 480)
    tags, segments = np.zeros(size, dtype=np.int64), whole.cut.segments(0, size)
    anchors, arcs, near = [], [], []
    base = 0
    props = []
    for s in sentences:
        props += [(base, p) for p in s["props"]]
        base += len(s["tokens"])
    for base, prop in props:
        first, last = whole.pieces(base + prop["pred"], base + prop["pred"] + 1)
        if not first < last <= size:
            continue
        tags[first] = 1
        anchors.append(first)
        line = _arcs(whole, base, prop["args"], size)
        arcs.append(np.where((line > 0) | (segments == segments[first]), line, IGNORE))
        near.append(buckets(size, first, last))
    if rng is not None and len(anchors) > SAMPLED:
        kept = sorted(rng.sample(range(len(anchors)), SAMPLED))
        anchors, arcs = [anchors[k] for k in kept], [arcs[k] for k in kept]
        near = [near[k] for k in kept]
    targets = {
        "tags": tags,
        "segments": segments,
        "anchors": np.array(anchors, dtype=np.int64),
        "arcs": np.array(arcs, dtype=np.int64).reshape(-1, size),
        "buckets": np.array(near, dtype=np.int64).reshape(-1, size),
    }
    return row(whole.cut, 0, size, targets)


def _arcs(whole: Tokens, base: int, args: list[list[Any]], size: int) -> NDArray[Any]:
    line = np.zeros(size, dtype=np.int64)
    for role, start, end in args:
        if "B-" + role not in ROLES:
            continue
        first, last = whole.pieces(base + start, base + max(end, start + 1))
        line[first : min(last, size)] = ROLES.index("I-" + role)
        if first < size:
            line[first] = ROLES.index("B-" + role)
    return line


class Factuality(nn.Module):
    """How factual a predicate is put, -3 to 3 (UDS-IH2, MEANTIME), as a regression."""

    weight = 0.5

    def __init__(self, width: int) -> None:
        super().__init__()
        self.value = nn.Linear(width, 1)

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """One row a sentence."""
        names = ("uds-ih2.train.jsonl", "meantime.train.jsonl")
        return [r for n in names for r in factual_rows(corpora / "factuality" / n, tokenizer)]

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Smooth L1 distance."""
        x = layers[-1]
        where = placed(rows, "anchors")
        got = self.value(x[where[:, 0], where[:, 1]]).float()[:, 0]
        return F.smooth_l1_loss(got, joined(rows, "values").float())


def factual_rows(path: Path, tokenizer: Tokenizer) -> Iterator[Row]:
    """Sentences with the value of each annotated predicate."""
    for line in path.read_text(encoding="utf-8").splitlines():
        read = json.loads(line)
        whole = tokens(read["text"].split(), tokenizer)
        found = [(whole.pieces(*t["span1"])[0], t["label"]) for t in read["targets"]]
        found = [(p, v) for p, v in found if p < min(len(whole.cut), 480)]
        if found:
            targets: dict[str, NDArray[Any]] = {
                "anchors": np.array([p for p, _ in found], dtype=np.int64),
                "values": np.array([v for _, v in found], dtype=np.float32),
            }
            yield row(whole.cut, 0, min(len(whole.cut), 480), targets)

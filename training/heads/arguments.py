"""Predicates and their roles, read from a layer of their own, once for each predicate.

The encoder is shared by all heads and held still here.  Several of its layers side by side go down
to a narrower state and through one transformer layer (the *side*).  Then the sentence of each
predicate is read once more as seen from it: of every piece there is a *cell* made of the piece, the
predicate, their product and their distance, one narrow transformer layer over the cells of the
sentence, and from each cell a label.  So what is one role and what another decide each other, as
they cannot where every piece is scored by itself.

In training the side also tells how the words hang together (Universal Dependencies, which the same
corpus has): a role is mostly a whole branch of that tree.  Run time does not need it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.labels import DISTANCES, FAR, ROLES, STEPS
from sayso.mark.windows import FEATURES
from training.batches import inputs, padded
from training.exchange import Exchange
from training.heads import roles
from training.heads.base import Layers
from training.model import Layer, Shape, drop
from training.rows import IGNORE, Row, Tokens

READ = (2, 4, 5, 6)
"""Layers of the encoder that the side reads."""
WIDTH, CELL = 256, 96
"""Width of the side, and of a cell."""
DROP = 0.1
SYNTAX = 0.3
"""Share of how words hang together in the loss."""
LONGEST = (1, 1, 30, 60, 110)
"""Words of a training window, by lot: sentences alone as often as several."""
MOST = 6000
"""Cells that are scored at once."""
RELATIONS = (
    *("acl", "acl:relcl", "advcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc"),
    *("ccomp", "compound", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated"),
    *("expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nsubj:pass"),
    *("nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative"),
    "xcomp",
)
"""Relations of Universal Dependencies; of their subtypes those that roles turn on."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Predicates of a batch whose roles are asked, as (n,) each.

    Batch row and piece of each, and the first piece of its sentence and the piece after the last;
    pieces are counted with [CLS].
    """

    row: Tensor
    at: Tensor
    begin: Tensor
    end: Tensor


class Side(nn.Module):
    """Layers of the encoder to one state of each piece."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.mix = nn.Linear(width * len(READ), WIDTH)
        self.features = nn.Embedding(FEATURES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH)
        self.layer = Layer(Shape(width=WIDTH, heads=8, inner=2 * WIDTH, dropout=DROP))
        nn.init.normal_(self.features.weight, std=0.02)

    def forward(self, layers: Layers, features: Tensor, mask: Tensor) -> Tensor:
        """States (batch, pieces, WIDTH); ``features`` and ``mask`` are (batch, pieces)."""
        held = torch.cat([drop(layers[i], DROP, self.training) for i in READ], dim=-1)
        x = self.norm(self.mix(held) + self.features(features))
        out: Tensor = self.layer(x, mask[:, None, None, :])
        return out


class Cells(nn.Module):
    """A sentence as seen from each of its predicates."""

    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Linear(WIDTH, 2 * CELL)
        self.predicate = nn.Linear(WIDTH, 2 * CELL)
        self.distance = nn.Embedding(DISTANCES, CELL)
        self.norm = nn.LayerNorm(CELL)
        self.layer = Layer(Shape(width=CELL, heads=4, inner=2 * CELL, dropout=DROP))
        self.out = nn.Linear(CELL, len(ROLES))
        nn.init.normal_(self.distance.weight, std=0.1)

    def forward(self, x: Tensor, asked: Asked) -> Tensor:
        """Scores (n, pieces of the longest sentence, roles); what is past a sentence is noise."""
        steps = torch.arange(int((asked.end - asked.begin).max()))
        at = asked.begin[:, None] + steps
        real = at < asked.end[:, None]
        at = at.clamp(max=x.shape[1] - 1)
        plain, tied = self.piece(x)[asked.row[:, None], at].chunk(2, dim=-1)
        own, tie = self.predicate(x[asked.row, asked.at])[:, None].chunk(2, dim=-1)
        away = (at - asked.at[:, None]).clamp(-FAR, FAR) + FAR
        near = self.distance(torch.from_numpy(STEPS)[away])
        z = self.norm(F.gelu(plain + own + near + tied * tie))
        z = self.layer(z, real[:, None, None, :])
        out: Tensor = self.out(drop(z, DROP, self.training))
        return out


class Arguments(nn.Module):
    """Predicates by tags, roles by cells; the rest is there for training alone."""

    weight = 1.0

    def __init__(self, width: int) -> None:
        super().__init__()
        self.side = Side(width)
        self.tags = nn.Linear(WIDTH, 2)
        self.cells = Cells()
        self.relation = nn.Linear(WIDTH, len(RELATIONS))
        self.child, self.parent = nn.Linear(WIDTH, 64), nn.Linear(WIDTH, 64)

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Sentences alone and runs of them, as they are and with words exchanged."""
        path = corpora / "ewt-srl/train.jsonl"
        plain = list(roles.groups(path, rng, LONGEST))
        exchange = Exchange(sentence for run in plain for sentence in run)
        changed = [
            [exchange.changed(sentence, rng) for sentence in run]
            for run in roles.groups(path, rng, LONGEST)
        ]
        return [row_of(run, tokenizer) for run in (*plain, *changed)]

    def states(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """The side's states of a batch."""
        batch = inputs(rows)
        out: Tensor = self.side(layers, batch.features, batch.mask.bool())
        return out

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Predicates and relations a piece, roles a predicate."""
        x = self.states(layers, rows)
        tags = F.cross_entropy(
            self.tags(x).flatten(0, 1), padded(rows, "tags").flatten(), ignore_index=IGNORE
        )
        return 4 * tags + self._roles(x, rows) + SYNTAX * self._syntax(x, rows)

    def _roles(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        places = sorted(_places(rows), key=lambda p: p[3] - p[2])
        total, done = x.sum() * 0.0, 0
        while done < len(places):
            count = _fitting(places, done)
            some = places[done : done + count]
            scores = self.cells(x, asked(some))
            gold = np.full(scores.shape[:2], IGNORE)
            for line, (row, _, begin, end, number) in zip(gold, some, strict=True):
                line[: end - begin] = rows[row].targets["arcs"][number][begin - 1 : end - 1]
            wanted = torch.from_numpy(gold).flatten()
            total = total + F.cross_entropy(
                scores.flatten(0, 1), wanted, ignore_index=IGNORE, reduction="sum"
            )
            done += count
        return total / max(1, len(places)) / 4

    def _syntax(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        kinds = padded(rows, "relations").flatten()
        told = F.cross_entropy(self.relation(x).flatten(0, 1), kinds, ignore_index=IGNORE)
        scores = torch.einsum("btc,bsc->bts", self.child(x), self.parent(x)) / 8
        segments = padded(rows, "segments")
        apart = segments[:, :, None] != segments[:, None, :]
        parents = padded(rows, "parents").flatten()
        return told + F.cross_entropy(
            scores.masked_fill(apart, -1e4).flatten(0, 1), parents, ignore_index=IGNORE
        )


Place = tuple[int, int, int, int, int]
"""Batch row, piece, begin and end of the sentence (with [CLS]), number among the row's anchors."""


def _places(rows: Sequence[Row]) -> Iterator[Place]:
    for i, row in enumerate(rows):
        segments = row.targets["segments"]
        for number, at in enumerate(row.targets["anchors"]):
            begin, end = np.searchsorted(segments, (segments[at], segments[at] + 1))
            yield i, int(at) + 1, int(begin) + 1, int(end) + 1, number


def _fitting(places: Sequence[Place], first: int) -> int:
    """How many places from ``first`` on are scored at once; the later ones are the longer ones."""
    count = 1
    for place in places[first + 1 :]:
        if (count + 1) * (place[3] - place[2]) > MOST:
            break
        count += 1
    return count


def asked(places: Sequence[Place]) -> Asked:
    """As tensors."""
    columns = torch.tensor([p[:4] for p in places], dtype=torch.int64).reshape(-1, 4)
    return Asked(*columns.unbind(1))


def row_of(sentences: list[dict[str, Any]], tokenizer: Tokenizer) -> Row:
    """Roles as :func:`training.heads.roles.role_row` has them, with their syntax."""
    made = roles.role_row(sentences, tokenizer, None)
    whole = roles.joined_tokens(sentences, tokenizer)
    relations, parents = _tree(sentences, whole, len(made.ids), made.targets["segments"])
    syntax = {"relations": relations, "parents": parents}
    return Row(made.ids, made.features, {**made.targets, **syntax})


def _tree(
    sentences: list[dict[str, Any]], whole: Tokens, size: int, segments: NDArray[Any]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Relation of the first piece of each word, and the first piece of its parent, with [CLS].

    A root is its own parent; a parent beyond the sentence, as pieces are cut, does not count.
    """
    relations, parents = (np.full(size, IGNORE, dtype=np.int64) for _ in range(2))
    base = 0
    for sentence in sentences:
        for i, (head, name) in enumerate(zip(sentence["head"], sentence["deprel"], strict=True)):
            first, last = whole.pieces(base + i, base + i + 1)
            if not first < last <= size:
                continue
            kind = name if name in RELATIONS else name.partition(":")[0]
            relations[first] = RELATIONS.index(kind)
            parent = first if head == 0 else whole.pieces(base + head - 1, base + head)[0]
            if parent < size and segments[parent] == segments[first]:
                parents[first] = parent + 1
        base += len(sentence["tokens"])
    return relations, parents

"""Rows to padded tensors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.rows import IGNORE, Row

CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Inputs:
    """Padded word pieces with [CLS] and [SEP]: (batch, pieces) each."""

    ids: Tensor
    features: Tensor
    mask: Tensor


def inputs(rows: Sequence[Row]) -> Inputs:
    """Pad the windows of a batch."""
    longest = max(len(r.ids) for r in rows) + 2
    blank = np.zeros((len(rows), longest), dtype=np.int64)
    ids, features, mask = (blank.copy() for _ in range(3))
    for i, row in enumerate(rows):
        n = len(row.ids)
        ids[i, 0], ids[i, 1 : n + 1], ids[i, n + 1] = CLS, row.ids, SEP
        features[i, 1 : n + 1] = row.features
        mask[i, : n + 2] = 1
    return Inputs(*(torch.from_numpy(x) for x in (ids, features, mask)))


def padded(rows: Sequence[Row], name: str, fill: int = IGNORE) -> Tensor:
    """A per-piece target of each row as (batch, pieces), aligned with :func:`inputs`."""
    longest = max(len(r.ids) for r in rows) + 2
    out = np.full((len(rows), longest), fill, dtype=np.int64)
    for i, row in enumerate(rows):
        out[i, 1 : len(row.ids) + 1] = row.targets[name]
    return torch.from_numpy(out)


def stacked(rows: Sequence[Row], name: str, fill: int = IGNORE) -> Tensor:
    """A per-anchor, per-piece target (n, t) of each row, stacked to (all anchors, pieces)."""
    longest = max(len(r.ids) for r in rows) + 2
    parts = [np.full((len(r.targets[name]), longest), fill, dtype=np.int64) for r in rows]
    for part, row in zip(parts, rows, strict=True):
        part[:, 1 : len(row.ids) + 1] = row.targets[name]
    return torch.from_numpy(np.concatenate(parts))


def placed(rows: Sequence[Row], name: str) -> Tensor:
    """Piece indices of each row as (all, 2): batch row, piece (counted with [CLS])."""
    pairs = [(i, int(p) + 1) for i, row in enumerate(rows) for p in row.targets[name]]
    return torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2)


def joined(rows: Sequence[Row], name: str) -> Tensor:
    """One-dimensional targets of all rows, one after another."""
    return torch.from_numpy(np.concatenate([r.targets[name] for r in rows]))

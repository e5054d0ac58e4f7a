"""What every head offers the training loop."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

from tokenizers import Tokenizer
from torch import Tensor

from training.rows import Row

Layers: TypeAlias = tuple[Tensor, ...]
"""States (batch, pieces, width) before the first layer of the encoder and after each."""


class Head(Protocol):
    """A part of the network with its data and its loss."""

    weight: float
    """Share of its loss in the sum."""

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Training rows of one epoch; ``rng`` varies windows and noise."""

    def loss(self, layers: Layers, rows: Sequence[Row]) -> Tensor:
        """Loss over a batch, from the encoder's states; most heads read the top layer alone."""

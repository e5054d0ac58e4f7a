"""A training row: one window of word pieces with the targets of one head.  Needs no torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.mark.windows import Pieces, pieces

Ints = NDArray[np.int64]
IGNORE = -1
"""Target of a piece that does not count."""


@dataclass(frozen=True, slots=True)
class Row:
    """One window.  ``targets`` are arrays whose meaning is the head's own business."""

    ids: Ints
    features: Ints
    targets: Mapping[str, NDArray[np.generic]] = field(default_factory=dict)


def row(cut: Pieces, first: int, last: int, targets: Mapping[str, NDArray[Any]]) -> Row:
    """The pieces ``[first, last)`` of a text as a row."""
    where = slice(first, last)
    return Row(cut.ids[where], cut.features[where], targets)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A tokenised sentence group as text, with the characters and pieces of each token."""

    text: str
    cut: Pieces
    spans: tuple[tuple[int, int], ...]

    def pieces(self, first: int, last: int) -> tuple[int, int]:
        """Half-open range of pieces of the tokens ``[first, last)``."""
        return self.cut.covered(self.spans[first][0], self.spans[last - 1][1])


def tokens(words: Sequence[str], tokenizer: Tokenizer, text: str | None = None) -> Tokens:
    """Word tokens to word pieces; ``text`` is the untokenised text where the corpus has it.

    Without one the tokens are joined by spaces: the encoder does not see white space.
    """
    spans, at = [], 0
    whole = " ".join(words) if text is None else text
    for word in words:
        found = whole.find(word, at)
        if found < 0:  # the text differs from its tokens (split clitics): give up on it
            return tokens(words, tokenizer, None)
        spans.append((found, found + len(word)))
        at = found + len(word)
    return Tokens(whole, pieces(tokenizer, whole), tuple(spans))

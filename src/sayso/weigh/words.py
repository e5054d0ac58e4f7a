"""The words of a text as numbers, and the winnowed shingles that index it.

A word is a run of letters and digits in lower case; apostrophes inside it are dropped, so that
texts that lost theirs still match.  Its number is the first eight bytes of BLAKE2b: the same on
every machine.  A shingle is five words in a row.  Of every four shingles in a row the one with the
smallest number is kept (Schleimer, Wilkerson and Aiken 2003, "Winnowing"): any eight words that two
texts share leave them one fingerprint in common, and about two shingles in five are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

__all__ = ["SHINGLE", "WINDOW", "Fingerprints", "Words", "fingerprints", "shingles", "words"]

SHINGLE = 5
"""Words of a shingle."""
WINDOW = 4
"""Shingles of which one is kept."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES = str.maketrans("", "", "'’")
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
"""Odd, so that multiplying loses nothing (2^64 over the golden ratio, as in Fibonacci hashing)."""

Numbers = NDArray[np.uint64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text: their numbers (n,), and where each starts and ends (n,)."""

    numbers: Numbers
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.numbers)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words ``[first, last)``."""
        return int(self.starts[first]), int(self.ends[last - 1])

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the words that overlap the characters ``[start, end)``."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The kept shingles of one text: their numbers (k,), and the word each begins at (k,).

    In text order; the numbers are signed, as SQLite keeps them.
    """

    numbers: NDArray[np.int64]
    places: Places


def words(text: str) -> Words:
    """Cut a text into words.

    >>> cut = words("Don't say it's over.")
    >>> len(cut), cut.span(0, 2)
    (4, (0, 9))
    """
    found = list(_WORD.finditer(text))
    return Words(
        np.array([_number(m[0]) for m in found], dtype=np.uint64),
        np.array([m.start() for m in found], dtype=np.int64),
        np.array([m.end() for m in found], dtype=np.int64),
    )


def shingles(numbers: Numbers, size: int = SHINGLE) -> Numbers:
    """The number of every run of ``size`` words (n - size + 1,); none where there are fewer."""
    if len(numbers) < size:
        return np.zeros(0, dtype=np.uint64)
    out = np.zeros(len(numbers) - size + 1, dtype=np.uint64)
    for row in sliding_window_view(numbers, size).T:
        out = (out ^ row) * _FACTOR
        out ^= out >> np.uint64(29)
    return out


def fingerprints(cut: Words) -> Fingerprints:
    """The winnowed shingles of a text."""
    every = shingles(cut.numbers)
    if not len(every):
        return Fingerprints(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    rows = sliding_window_view(every, min(WINDOW, len(every)))
    # The last of equal ones, as the paper has it: fewer are kept where words repeat.
    last = rows.shape[1] - 1 - rows[:, ::-1].argmin(axis=1)
    kept = np.unique(np.arange(len(rows)) + last)
    return Fingerprints(every[kept].view(np.int64), kept)


@lru_cache(maxsize=100_000)
def _number(word: str) -> int:
    plain = word.casefold().translate(_APOSTROPHES)
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest())

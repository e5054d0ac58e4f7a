"""Text to word pieces with their surface features, and the windows that the encoder sees.

Word pieces keep code-point offsets into the stored text.  Windows are cut at paragraph borders
where they can be, else at sentence ends, and overlap so that every cue is read with context on
both sides; each word piece is *owned* by one window, and a cue counts where it is owned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SIZE = 254
"""Word pieces of a window, the two marks [CLS] and [SEP] not counted.  Read in windows of 254 the
model is as good as in windows of 382, and faster: attention grows with the window."""
OVERLAP = 32
"""Word pieces that two neighbouring windows share at most."""
FEATURES = 16
"""Values of the surface feature: case (4) x paragraph start (2) x inside quotation marks (2)."""

SENTENCE, PARAGRAPH = 1, 2
_SHORT = re.compile(
    r"(?:^|(?<=\W))(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Maj|Col|Lt|Capt|Cpl|Sgt|Adm|Rep|Sen|Gov|Pres|Prof|Rev|"
    r"Hon|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|No)\.\Z"
)
_LONGEST_SHORT = 6
"""Characters of the longest of these with its stop and what stands before it."""
_OPEN, _CLOSE, _STRAIGHT = "“«„", "”»", '"'


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, as parallel arrays of equal length.

    ``cuts``: 2 where a paragraph starts at this piece, 1 where a sentence does, else 0.
    ``words``: a number for each word, which its pieces share.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    features: NDArray[np.int64]
    cuts: NDArray[np.int8]
    words: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)

    def segments(self, first: int, last: int) -> NDArray[np.int64]:
        """A number for each piece in ``[first, last)`` that grows where a sentence starts."""
        return np.cumsum(self.cuts[first:last] >= SENTENCE, dtype=np.int64)

    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as spans of characters."""
        firsts = np.flatnonzero(self.cuts >= SENTENCE)
        lasts = np.append(firsts[1:], len(self))[: len(firsts)] - 1
        return [
            (int(self.starts[a]), int(self.ends[b])) for a, b in zip(firsts, lasts, strict=True)
        ]

    def covered(self, start: int, end: int) -> tuple[int, int]:
        """Half-open range of the pieces that overlap the characters ``[start, end)``."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        return first, max(first, int(np.searchsorted(self.starts, end, side="left")))


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[first, last)`` are read together; ``[own_first, own_last)`` are decided here."""

    first: int
    last: int
    own_first: int
    own_last: int


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """Cut a text into word pieces, without [CLS] and [SEP]."""
    plain = text if text.isascii() else _without_surrogates(text)
    coded = tokenizer.encode(plain, add_special_tokens=False)
    offsets = np.array(coded.offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = offsets[:, 0], offsets[:, 1]
    points = np.frombuffer(plain.encode("utf-32-le"), dtype=np.uint32)
    cuts = _cuts(plain, points, starts, ends)
    inside = _inside_quotes(plain)[starts] if len(starts) else np.zeros(0, dtype=np.int64)
    features = _case(points, starts, ends) * 4 + (cuts == PARAGRAPH) * 2 + inside
    ids, words = (np.array(each, dtype=np.int64) for each in (coded.ids, coded.word_ids))
    return Pieces(ids, starts, ends, features, cuts, words)


def windows(cuts: NDArray[np.int8], size: int = SIZE, overlap: int = OVERLAP) -> list[Window]:
    """Cover all pieces with windows of at most ``size``, sharing at most ``overlap``."""
    spans = list(_spans(cuts, size, overlap))
    borders = [0]
    borders += [(a[1] + b[0]) // 2 for a, b in pairwise(spans)]
    borders.append(len(cuts))
    return [Window(a, b, borders[i], borders[i + 1]) for i, (a, b) in enumerate(spans) if b > a]


def _spans(cuts: NDArray[np.int8], size: int, overlap: int) -> Iterator[tuple[int, int]]:
    start, total = 0, len(cuts)
    while True:
        end = min(start + size, total)
        if end == total:
            yield start, end
            return
        end = _best(cuts, start + size // 2, end)
        yield start, end
        low = max(end - overlap, start + 1)
        start = _best(cuts, low, end, first=True)


def _best(cuts: NDArray[np.int8], low: int, high: int, *, first: bool = False) -> int:
    """The last (or first) paragraph start in ``[low, high]``, else sentence start, else an edge."""
    part = cuts[low : high + 1]
    for kind in (PARAGRAPH, SENTENCE):
        where = np.flatnonzero(part >= kind)
        if len(where):
            return low + int(where[0] if first else where[-1])
    return low if first else high


def _without_surrogates(text: str) -> str:
    """Lone surrogates cannot be passed to the tokenizer; one replacement keeps the offsets."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def _cuts(
    text: str, points: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int8]:
    """Where paragraphs and sentences start, by what stands between two pieces.

    No sentence starts with a small letter, nor after an initial or a title ("U.S.", "Gen.").
    """
    cuts = np.zeros(len(starts), dtype=np.int8)
    if not len(starts):
        return cuts
    lines = np.concatenate([[0], np.cumsum(points == ord("\n"))])
    broken = lines[starts[1:]] > lines[ends[:-1]]
    last = points[ends - 1]
    final = np.isin(last, [ord(c) for c in ".!?"])
    quote = np.isin(last, [ord(c) for c in "”\"’'"])
    quote[1:] &= final[:-1]
    quote[0] = False
    gap = starts[1:] > ends[:-1]
    cuts[1:] = np.where(broken, PARAGRAPH, np.where((final | quote)[:-1] & gap, SENTENCE, 0))
    for at in np.flatnonzero(cuts == SENTENCE):
        end = int(ends[at - 1])
        if text[starts[at]].islower() or _SHORT.search(text, max(0, end - _LONGEST_SHORT), end):
            cuts[at] = 0
    cuts[0] = PARAGRAPH
    return cuts


def _case(
    points: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.int64]:
    """0 no capital, 1 first letter only, 2 capitals throughout, 3 mixed."""
    upper = (points >= 65) & (points <= 90)
    for point in np.unique(points[points > 127]):
        if chr(int(point)).isupper():
            upper |= points == point
    sums = np.concatenate([[0], np.cumsum(upper)])
    many, length = sums[ends] - sums[starts], ends - starts
    head = upper[starts] if len(starts) else np.zeros(0, dtype=bool)
    whole = (many == length) & (length > 1)
    title = head & (many == 1)
    return np.where(many == 0, 0, np.where(whole, 2, np.where(title, 1, 3))).astype(np.int64)


def _inside_quotes(text: str) -> NDArray[np.int64]:
    """1 for each character between quotation marks; a line end closes what is open."""
    inside = np.zeros(len(text) + 1, dtype=np.int64)
    opened = -1
    for at, char in enumerate(text) if _quoted(text) else ():
        if char == "\n" or char in _CLOSE or (char == _STRAIGHT and opened >= 0):
            if opened >= 0:
                inside[opened:at] = 1
            opened = -1
        elif char in _OPEN or char == _STRAIGHT:
            opened = at + 1 if opened < 0 else opened
    if opened >= 0:
        inside[opened:] = 1
    return inside


def _quoted(text: str) -> bool:
    return any(c in text for c in _OPEN + _STRAIGHT)

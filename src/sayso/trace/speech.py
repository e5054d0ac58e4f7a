"""Direct, indirect or mixed: how much of what is said stands in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left

from sayso.records import Span, Spans, Speech
from sayso.trace.draft import Ground
from sayso.trace.spans import bounds, overlap, size

__all__ = ["quoted_share", "speech_of"]

ALL = 0.88
SOME = 4
FEW = 3
WORD = re.compile(r"[^\W_][\w’'-]*")


def speech_of(ground: Ground, content: Spans) -> Speech:
    """Told by the share of ``content`` that is quoted."""
    return quoted_share(ground, content)[0]


def quoted_share(ground: Ground, content: Spans) -> tuple[Speech, str]:
    """The same, with the share as its reason."""
    start, end = bounds(content)
    # A quotation that begins before the content is somebody else's, who quotes this source.
    left = bisect_left(ground.quotes, start - 2, key=lambda quote: quote.span[0])
    right = bisect_left(ground.quotes, end, left, key=lambda quote: quote.span[0])
    quoted = tuple(quote.span for quote in ground.quotes[left:right])
    shared, whole = overlap(content, quoted), size(content)
    share = f"{shared / whole if whole else 0:.0%} in quotation marks"
    if shared >= ALL * whole:
        return Speech.DIRECT, share
    spoken = tuple(span for span in quoted if not is_called(ground, span))
    if overlap(content, spoken) >= SOME:
        return Speech.MIXED, share
    return Speech.INDIRECT, f"{share}, all of them names" if shared >= SOME else share


def is_called(ground: Ground, quote: Span) -> bool:
    """Whether a few quoted words are a name, which is nobody's speech: known as "The Ferryman"."""
    words = WORD.findall(ground.text, *quote)
    named = all(word[0].isupper() or word.isdigit() for word in words)
    return 0 < len(words) <= FEW and named

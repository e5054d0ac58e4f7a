"""Direct, indirect or mixed: how much of what is said stands in quotation marks."""

from __future__ import annotations

from bisect import bisect_left

from sayso.records import Spans, Speech
from sayso.trace.draft import Ground
from sayso.trace.spans import bounds, overlap, size

__all__ = ["quoted_share", "speech_of"]

ALL = 0.88
SOME = 4


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
    return Speech.MIXED if shared >= SOME else Speech.INDIRECT, share

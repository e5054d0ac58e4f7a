"""Recordings told of again: "the footage", "it shows".

What is called a video first is footage or a clip further on, and what "shows" is what can be seen.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.records import Span
from sayso.trace.draft import Draft, Ground
from sayso.trace.phrase import Phrase, parse
from sayso.trace.spans import which
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["is_shown", "named_recording", "same_sort", "told_of_before"]

SENTENCES = 3
WORDS = 4
LONG = 50


def is_shown(ground: Ground, draft: Draft) -> bool:
    """Whether the cue is a word that only fits what can be seen ("shows", "depicts")."""
    words = ground.words(draft.cue)
    return any(cues().lemma(word) in cues().showing for word in words)


def same_sort(head: str, other: str) -> bool:
    """Whether ``head``, of one before, and ``other`` may name one recording.

    Both are moving, or both still; and a video is made of images.
    """
    known = kinds()
    if head not in known.recordings or other not in known.recordings:
        return False
    return (head in known.moving) is (other in known.moving) or other in known.frames


@cache
def nouns() -> re.Pattern[str]:
    """The nouns of recordings."""
    return re.compile(rf"\b(?:{'|'.join(sorted(kinds().recordings))})\b", re.I)


def named_recording(text: str, start: int, end: int) -> Span | None:
    """The phrase of the last recording named in ``text[start:end]``, from its determiner on."""
    last = None
    for match in nouns().finditer(text, start, end):
        last = match
    return None if last is None else (opening(text, start, last.start()), last.end())


def told_of_before(ground: Ground, at: int) -> Phrase | None:
    """The last recording told of in the few sentences before ``at``, as a phrase."""
    here = which(at, ground.sentences)
    floor = ground.sentences[max(0, here - SENTENCES)][0] if here >= 0 else 0
    span = named_recording(ground.text, floor, at)
    return None if span is None else parse(ground.text, span)


def opening(text: str, floor: int, noun: int) -> int:
    """Where the phrase of a noun begins: at its determiner, a few words before, else at itself."""
    start = noun
    for word in reversed(text[max(floor, noun - LONG) : noun].split(" ")[:-1][-WORDS:]):
        start -= len(word) + 1
        if word.lower() in kinds().determiners:
            return start
    return noun

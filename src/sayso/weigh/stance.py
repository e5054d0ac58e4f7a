"""Where a whole article stands on a statement: for it, against it, passing it on, or elsewhere.

Told by words alone, no model needed: what of the statement the article has, whether its beginning
(or much of it) casts doubt, and whether it vouches for what it tells or leaves it to others.  The
four answers are those of the Fake News Challenge (FNC-1, 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.vocab.stances import stances
from sayso.weigh.likeness import Question
from sayso.weigh.polarity import doubted, sentences, unconfirmed, words

__all__ = ["Stance", "Stood", "stance"]

RELATED = 0.21
"""Share of the statement's words, by weight, that an article on it has."""
LEAD = 3
"""Sentences of an article's beginning: what it says there it says of all."""
OFTEN = 3
"""Sentences that cast doubt, wherever they stand, of an article that does."""
MOSTLY = 0.5
"""Share of the sentences on the statement that leave it to others, where an article does."""
NEAR = 0.5
"""Share of the statement's words of the nearest sentence that another on it has."""
READ = 60
"""Sentences of an article that are looked at."""


class Stance(StrEnum):
    """What an article makes of a statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    DISCUSS = "discuss"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Stood:
    """A stance, and the words or the figure that it was told by."""

    stance: Stance
    why: str


def stance(asked: Question, text: str) -> Stood:
    """Where an article stands on a statement.

    Who doubts a statement that says no is for it.

    >>> asked = Question.of("The dam at Colm burst", counts={}, total=9)
    >>> stance(asked, "The dam at Colm burst. Water ran through the town.").stance
    <Stance.AGREE: 'agree'>
    >>> stance(asked, "No dam burst at Colm: the story is a hoax.").stance
    <Stance.DISAGREE: 'disagree'>
    """
    share = asked.words(text)
    if share < RELATED:
        return Stood(Stance.UNRELATED, f"{share:.0%} of its words")
    parts = [part for line in text.split("\n") for part in sentences(line) if part.strip()][:READ]
    doubt = _doubt(parts)
    if doubt is not None:
        against = asked.no or doubted(asked.text) is not None
        return Stood(Stance.AGREE if against else Stance.DISAGREE, f"casts doubt: {doubt}")
    hearsay = _left_to_others(asked, parts, text)
    if hearsay is not None:
        return Stood(Stance.DISCUSS, hearsay)
    return Stood(Stance.AGREE, "tells it without doubt or hearsay")


def _doubt(parts: Sequence[str]) -> str | None:
    found = [(n, word) for n, part in enumerate(parts) if (word := doubted(part))]
    if not found or (found[0][0] >= LEAD and len(found) < OFTEN):
        return None
    return found[0][1]


def _left_to_others(asked: Question, parts: Sequence[str], text: str) -> str | None:
    """The words by which an article vouches for nothing; ``None`` where it tells it itself."""
    if asked.asks:
        return "the statement is a question"
    for where, some in (("the statement", (asked.text,)), ("the beginning", parts[:LEAD])):
        word = next((word for part in some if (word := _hearsay(part))), None)
        if word is not None:
            return f"{where} leaves it to others: {word}"
    open_words = unconfirmed(text)
    if open_words is not None:
        return f"leaves it open: {open_words}"
    scores = [asked.words(part) for part in parts]
    on_it = [p for p, score in zip(parts, scores, strict=True) if score >= NEAR * max(scores)]
    soft = sum(_hearsay(part) is not None for part in on_it)
    return "most of it is left to others" if soft > MOSTLY * len(on_it) else None


def _hearsay(part: str) -> str | None:
    return next((word for word in words(part) if word in stances().hearsay), None)

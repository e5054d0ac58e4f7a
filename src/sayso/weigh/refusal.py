"""Whole statements that are said not to be so: "it is not true that", "reports of it are false".

A negation governs a few words behind it (:mod:`.polarity`); here all that is told falls, so what is
told is taken apart from the words that refuse it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.vocab.clauses import clauses
from sayso.vocab.stances import stances

__all__ = ["Refusal", "refusal", "refused_around", "refuses", "unpointed"]

_OPEN = r"(?<![^\W_])"
_SHUT = r"(?![^\W_])"
_GAP = r"[\s,…\"“”'’]*"
_ENDS = r"(?=[\"”'’)]*(?:\s*[.,;:!?—–]|\s+(?:and|but|by)\b|\s*$))"


@dataclass(frozen=True, slots=True)
class Refusal:
    """``words`` refuse it, ``what`` is refused, and ``told`` is the text without those words."""

    words: str
    what: str
    told: str


@lru_cache(maxsize=4096)
def refusal(text: str) -> Refusal | None:
    """What a text says is not so, where it says that of a whole statement.

    >>> found = refusal("It is simply not true that the dam at Colm burst.")
    >>> found.words, found.what
    ('It is simply not true', 'that the dam at Colm burst')
    >>> refusal("Reports that the dam at Colm burst were false.").what
    'that the dam at Colm burst'
    >>> refusal("The dam at Colm did not burst.")
    """
    if not _may(text):
        return None
    front = _front().search(text)
    if front is not None:
        end = _ended(text, front.end())
        told = text[: front.start()] + text[front.start("that") :]
        return Refusal(front["words"], text[front.start("that") : end], told.strip(' ,…"“”'))
    back = _back().search(text)
    if back is None:
        return None
    told = text[: back.start()] + text[back.start("what") : back.end("what")] + text[back.end() :]
    return Refusal(back["words"], back["what"], told)


@lru_cache(maxsize=4096)
def refuses(text: str) -> str | None:
    """The words by which a text says of what was told before it that it is not so.

    >>> refuses("This is absolutely not true"), refuses("The reports are a lie.")
    ('is absolutely not true', 'are a lie')
    >>> refuses("It is not the first")
    """
    found = _short().search(text) if _may(text) else None
    return found["words"] if found else None


@lru_cache(maxsize=4096)
def refused_around(before: str, after: str) -> bool:
    """Whether what stands between two stretches of a sentence is told in order to be refused.

    >>> refused_around("It was wrong to say ", "."), refused_around("Reports ", " are false.")
    (True, True)
    >>> refused_around("She said ", ", which is false.")
    False
    """
    if _may(before) and _ending().search(before):
        return True
    return _may(after) and bool(_named().search(before)) and bool(_following().match(after))


@lru_cache(maxsize=4096)
def unpointed(text: str) -> str:
    """A text without what the report that it tells of is called.

    >>> unpointed("any reports that the dam burst"), unpointed("the report of a clerk was lost")
    ('that the dam burst', 'the report of a clerk was lost')
    """
    found = _leading().match(text)
    return text[found.end() :] if found else text


def _ended(text: str, at: int) -> int:
    """Where the sentence around a place ends."""
    found = re.compile(r"[\"”]?(?:[.!?…](?=\s|$)|[\"”]?$)").search(text, at)
    return found.start() if found else len(text)


@lru_cache(maxsize=4096)
def _may(text: str) -> bool:
    """Whether any of the words by which this is done stands in a text."""
    low = text.lower()
    return any(word in low for word in _telling())


@cache
def _telling() -> tuple[str, ...]:
    words = stances()
    return tuple(sorted(words.refusing | words.amiss | words.so | words.truth))


def _any(words: frozenset[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def _verdict() -> str:
    """A form of "be" and what says that something is not so."""
    words, are, adverbs = stances(), _are(), _adverbs()
    no = rf"(?:(?:{_be()})n['’]t|{are}\s+{adverbs}not)"
    article = rf"(?:(?:{_any(clauses().articles)}|all)\s+)?"
    return (
        rf"(?:{are}\s+{adverbs}{article}(?:(?!not{_SHUT})\w+\s+)?(?:{_any(words.refusing)})"
        rf"|{no}\s+{adverbs}{article}(?:{_any(words.so)})){_SHUT}"
    )


@cache
def _be() -> str:
    return "|".join(sorted(word for word in clauses().be if word.isalpha()))


@cache
def _are() -> str:
    return rf"(?:(?:{_be()})|(?<=\w)['’](?:s|re))"


@cache
def _adverbs() -> str:
    return rf"[\"“‘']?(?:(?:\w+ly|{_any(clauses().adverbs)})\s+){{0,2}}[\"“‘']?"


@cache
def _opening() -> str:
    """How a sentence refuses what stands behind it."""
    words = stances()
    told = rf"(?:\s+(?:to|for\s+\w+\s+to)\s+(?:{_any(words.telling)}))"
    none = (
        rf"there\s+(?:is|was|['’]s)\s+(?:absolutely\s+)?no\s+(?:{_any(words.truth)})"
        rf"(?:\s+(?:in|to|behind)(?:\s+\w+){{0,2}}?\s+(?:{_any(words.pointing)}))?"
    )
    amiss = rf"{_are()}\s+{_adverbs()}(?:{_any(words.amiss)}){told}"
    return rf"{_OPEN}(?P<words>(?:it(?:\s+|(?=['’]s))(?:{_verdict()}{told}?|{amiss})|{none}))"


@cache
def _pointed() -> str:
    """What a report is called, with the words before it: "recent media reports"."""
    return rf"(?:[\w'’-]+\s+){{0,4}}?(?:{_any(stances().pointing)})"


@cache
def _front() -> re.Pattern[str]:
    return re.compile(rf"{_opening()}{_GAP}(?P<that>that{_SHUT})", re.IGNORECASE)


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(rf"{_opening()}{_GAP}(?:that\s*)?$", re.IGNORECASE)


@cache
def _back() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[.!?…]\s))[\"“]?(?:that\s+)?{_pointed()}\s+"
        rf"(?P<what>(?:{_any(stances().reporting)}){_SHUT}(?:[^.!?]|\.(?=[\w-]))*?)(?<![,;])(?<!\band)(?<!\bor)(?<!\bbut)\s+(?P<words>{_verdict()}){_ENDS}",
        re.IGNORECASE,
    )


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"[\"“]?{_pointed()}\s+(?=that{_SHUT})", re.IGNORECASE)


@cache
def _named() -> re.Pattern[str]:
    return re.compile(
        rf"{_OPEN}(?:{_any(stances().pointing)})\s+(?:(?:{_any(stances().reporting)})\s+)?$",
        re.IGNORECASE,
    )


@cache
def _following() -> re.Pattern[str]:
    return re.compile(rf"\s*{_verdict()}{_ENDS}", re.IGNORECASE)


@cache
def _short() -> re.Pattern[str]:
    back = "it|this|that|these|those|all\\s+(?:this|that)"
    return re.compile(
        rf"(?:^|[.!?…:]\s+|[\"“])(?:{back}|(?:[\w'’-]+\s+){{0,3}}?(?:{_any(stances().pointing)}))"
        rf"(?:\s+(?=\w)|(?=['’]))(?P<words>{_verdict()}){_ENDS}",
        re.IGNORECASE,
    )

"""Typed view of ``reasons.toml``: what a decision of a reading rests on, in plain English."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

from sayso.vocab import load

__all__ = ["head_of", "plainly"]

_PARTS = re.compile(r"; (?=[a-z])")
_PLACE = re.compile(r"\{(\w+)\}")
_SURE = "sure"
_HELD = {_SURE: "[0-9.]+", "score": "-?[0-9.]+", "share": "[0-9]+"}
"""What may stand in a place, where it is no words."""
_CALLED, _NAMELESS = "(?:.+? -> )?", r"(?: \(unnamed\))?"
"""Stand before a name: what it is called there, and behind it: that it is none."""


def plainly(what: str, rule: str) -> str:
    """What ``rule`` says of the decision ``what`` (``who``, ``firmness``, ...), a sentence or two.

    Empty where no plain words are known for any part of it.

    >>> plainly("who", "surname -> Ilan Voss; kind by the model, 0.86")[:50]
    'A surname; the article names Ilan Voss in full. Wh'
    >>> plainly("firmness", "an unheard-of rule")
    ''
    """
    parts = (_told(what, part) for part in _PARTS.split(rule))
    return " ".join(part for part in parts if part)


def head_of(what: str) -> str:
    """How a decision is called.

    >>> head_of("spans"), head_of("an unheard-of one")
    ('found', 'an unheard-of one')
    """
    return _heads().get(what, what)


@cache
def _heads() -> dict[str, str]:
    return {row["what"]: row["told"] for row in load("reasons")["heads"]}


def _told(what: str, rule: str) -> str:
    """The sentence for a rule that is one part; empty where there is none."""
    for pattern, plain in _patterns(what):
        if (found := pattern.fullmatch(rule)) is not None:
            return _PLACE.sub(partial(_word, found.groupdict()), plain)
    return ""


def _word(words: Mapping[str, str], place: re.Match[str]) -> str:
    """What stands in a place of a sentence."""
    word = words[place[1]]
    return _sure(word) if place[1] == _SURE else word


@cache
def _patterns(what: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load("reasons")["rules"].get(what, ())
    return tuple((_pattern(row["rule"]), row["plain"]) for row in rows)


def _pattern(rule: str) -> re.Pattern[str]:
    r"""A rule of the list as a pattern of those that are told.

    >>> _pattern("told {name}").fullmatch("told Fox News")["name"]
    'Fox News'
    """
    return re.compile("".join(_escaped(rule)), re.DOTALL | re.IGNORECASE)


def _escaped(rule: str) -> Iterator[str]:
    for n, part in enumerate(_PLACE.split(rule)):
        if n % 2:
            held = f"(?P<{part}>{_HELD.get(part, '.+?')})"
            yield _CALLED + held + _NAMELESS if part == "name" else held
        else:
            yield re.escape(part)


def _sure(score: str) -> str:
    """How sure a score is."""
    rows: Sequence[Mapping[str, str]] = load("reasons")[_SURE]
    return next(row["told"] for row in rows if float(score) >= float(row["least"]))

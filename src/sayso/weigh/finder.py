"""Which terms a text holds, of a few that are asked for: quick, for many texts and one question.

A plain search for the start of each term comes first; what it finds is looked at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sayso.vocab.book import Form, actor_book, fits

__all__ = ["ENDINGS", "KEPT", "STEM", "Finder", "stem"]

ENDINGS = ("ing", "ed", "es", "s")
STEM = 4
"""Letters that are left of a word at least when its ending is taken off."""
KEPT = 4096
"""Texts whose terms are remembered."""
_WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)")
_EDGE = r"(?<![^\W_])", r"(?:['’]?s)?(?![^\W_])"


def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("bombing"), stem("sing")
    ('bomb', 'sing')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= STEM:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One way to write a term: what to search for in lower case, and what to look at then."""

    probe: str
    form: Form | None = None

    def stands_in(self, text: str, low: str) -> bool:
        if self.form is None:
            return _stands(self.probe, low)
        pattern = _pattern(self.form.written)
        return any(fits(self.form, found[1]) for found in pattern.finditer(text))


def _stands(wanted: str, low: str) -> bool:
    """Whether a word of a text, in lower case, has this stem."""
    at = low.find(wanted)
    while at >= 0:
        found = _WORD.match(low, at) if at == 0 or not low[at - 1].isalnum() else None
        if found is not None:
            word = found[1].removesuffix("'s").removesuffix("’s")
            if wanted in (word, word.removesuffix("s"), stem(word)):
                return True
        at = low.find(wanted, at + 1)
    return False


class Finder:
    """Looks for terms: stems of words, and ids of known actors by any of their names.

    >>> sorted(Finder(["bomb", "group/islamic-state", "snow"]).held("The bombs of ISIS"))
    ['bomb', 'group/islamic-state']
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = [(term, _spellings(term)) for term in terms]
        self.terms = frozenset(term for term, _ in self._terms)
        self._known: dict[str, frozenset[str]] = {}

    def held(self, text: str) -> frozenset[str]:
        """Those of the terms that stand in a text."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= KEPT:
                self._known.clear()
            known = self._known[text] = self._held(text)
        return known

    def _held(self, text: str) -> frozenset[str]:
        low = text.lower()
        flat = low.replace("-", " ").replace("\n", " ")
        found = []
        for term, ways in self._terms:
            for way in ways:
                if way.probe in flat and way.stands_in(text, low):
                    found.append(term)
                    break
        return frozenset(found)


@lru_cache(maxsize=1024)
def _spellings(term: str) -> tuple[_Spelling, ...]:
    forms = actor_book().spelled(term)
    return tuple(_named(form) for form in forms) if forms else (_Spelling(term),)


def _named(form: Form) -> _Spelling:
    words = re.split(r"[\s-]+", form.written)
    plain = all(word.isalnum() for word in words) and " ".join(words) == form.written
    longest = max((re.split(r"\W", word)[0].lower() for word in words), key=len)
    return _Spelling(form.written.lower() if plain else longest, form)


@lru_cache(maxsize=4096)
def _pattern(written: str) -> re.Pattern[str]:
    """A name as it may stand in a text; made when its letters were seen there, for that is dear."""
    body = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", written))
    return re.compile(f"{_EDGE[0]}({body}){_EDGE[1]}", re.IGNORECASE)

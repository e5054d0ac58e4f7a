"""Which terms a text holds, of a few that are asked for: quick, for many texts and one question.

A plain search for the start of each term comes first; what it finds is looked at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sayso.vocab.book import Form, actor_book, fits

__all__ = ["ENDINGS", "STEM", "Finder", "stem"]

ENDINGS = ("ing", "ed", "es", "s")
STEM = 4
"""Letters that are left of a word at least when its ending is taken off."""
KEPT = 4096
"""Texts whose terms are remembered."""
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
    pattern: re.Pattern[str]
    form: Form | None = None

    def stands_in(self, text: str, low: str) -> bool:
        if self.form is None:
            return self.pattern.search(low) is not None
        return any(fits(self.form, found[1]) for found in self.pattern.finditer(text))


class Finder:
    """Looks for terms: stems of words, and ids of known actors by any of their names.

    >>> sorted(Finder(["bomb", "group/islamic-state", "snow"]).held("The bombs of ISIS"))
    ['bomb', 'group/islamic-state']
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = [(term, _spellings(term)) for term in terms]
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
    if forms:
        return tuple(_named(form) for form in forms)
    endings = "|".join(ENDINGS) if len(term) >= STEM else ""
    tail = f"(?:{endings})?" if endings else ""
    return (_Spelling(term, re.compile(_EDGE[0] + re.escape(term) + tail + _EDGE[1])),)


def _named(form: Form) -> _Spelling:
    words = re.split(r"[\s-]+", form.written)
    plain = all(word.isalnum() for word in words) and " ".join(words) == form.written
    longest = max((re.split(r"\W", word)[0].lower() for word in words), key=len)
    body = r"[\s-]+".join(re.escape(word) for word in words)
    pattern = re.compile(f"{_EDGE[0]}({body}){_EDGE[1]}", re.IGNORECASE)
    return _Spelling(form.written.lower() if plain else longest, pattern, form)

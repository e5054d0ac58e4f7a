"""Which terms a text holds, of a few that are asked for: quick, for many texts and one question.

A plain search for the start of each term comes first; what it finds is looked at more closely.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from sayso.vocab.book import SHORT, Form, actor_book, fits
from sayso.vocab.spellings import LEAST, firsts, same_word

__all__ = ["ENDINGS", "KEPT", "STEM", "Finder", "Spellings", "bare", "stem"]

ENDINGS = ("ing", "ed", "es", "s")
STEM = 4
"""Letters that are left of a word at least when its ending is taken off."""
KEPT = 4096
"""Texts whose terms are remembered."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APART = r"(?<![^\W_])(?<![^\W_]['’])"
_REST = r"[^\W_]*(?:['’][^\W_]+)*"
_TAIL = re.compile(rf"({'|'.join(ENDINGS)})?(?:['’]s)?(?![^\W_])(?!['’][^\W_])")
"""What may stand behind a stem up to the end of its word."""
_EDGE = r"(?<![^\W_])", r"(?:['’]?s)?(?![^\W_])"


def bare(word: str) -> str:
    """A word in lower case, without a possessive ending.

    >>> bare("Velt’s")
    'velt'
    """
    return word.lower().replace("’", "'").removesuffix("'s")


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
    """One way to write a term: what to search for in lower case, and what to look at then.

    ``exact``: what is to be searched for with its capitals, where a name is so short that they make
    it one.
    """

    probe: str
    form: Form | None = None
    exact: str = ""

    def stands_in(self, text: str, low: str, flat: str) -> bool:
        if self.form is None:
            return _stands(self.probe, low)
        if self.exact not in text:
            return False
        pattern = _pattern(self.form.written)
        if len(text) != len(flat):
            found: Iterable[re.Match[str] | None] = pattern.finditer(text)
        else:
            # Looked at where its letters are: to try a pattern at every place is dear.
            found = (pattern.match(text, at) for at in _places(self.probe, flat))
        return any(hit is not None and _fits(self.form, hit[1]) for hit in found)


def _places(wanted: str, text: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _stands(wanted: str, low: str) -> bool:
    """Whether a word of a text, in lower case, has this stem."""
    for at in _places(wanted, low):
        if at and low[at - 1].isalnum():
            continue
        tail = _TAIL.match(low, at + len(wanted))
        # What is left of a short word would be no stem, but for a plural.
        if tail is not None and (tail[1] in (None, "s") or len(wanted) >= STEM):
            return True
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
                if way.probe in flat and way.stands_in(text, low, flat):
                    found.append(term)
                    break
        return frozenset(found)


class Spellings:
    """Looks for names that may be other spellings of words.

    >>> Spellings(["rouhani"]).held("Mr. Rohani spoke", frozenset())
    frozenset({'rouhani'})
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= LEAST)
        letters = "".join(sorted({each for word in self._words for each in firsts(word)}))
        # Only words with such a capital are taken out of a text at all.
        capitals = re.escape(letters.upper())
        self._names = re.compile(rf"{_APART}[{capitals}]{_REST}") if capitals else None

    def held(self, text: str, known: frozenset[str]) -> frozenset[str]:
        """Those of the words that a name in a text may be a spelling of; ``known`` are passed."""
        wanted = self._words - known
        if not wanted or self._names is None:
            return frozenset()
        names = {bare(name) for name in set(self._names.findall(text))}
        return frozenset(word for word in wanted if any(same_word(word, name) for name in names))


@lru_cache(maxsize=1024)
def _spellings(term: str) -> tuple[_Spelling, ...]:
    forms = actor_book().spelled(term)
    if forms:
        return tuple(_named(form) for form in forms)
    return (_Spelling(term),) if _WORD.fullmatch(term) else ()


def _named(form: Form) -> _Spelling:
    words = re.split(r"[\s-]+", form.written)
    letters = sum(map(str.isalnum, form.written))
    exact = form.written if len(words) == 1 and letters < SHORT else ""
    return _Spelling(" ".join(words).lower(), form, exact)


@lru_cache(maxsize=4096)
def _fits(form: Form, written: str) -> bool:
    return fits(form, written)


@lru_cache(maxsize=4096)
def _pattern(written: str) -> re.Pattern[str]:
    """A name as it may stand in a text; made when its letters were seen there, for that is dear."""
    body = r"[\s-]+".join(re.escape(word) for word in re.split(r"[\s-]+", written))
    return re.compile(f"{_EDGE[0]}({body}){_EDGE[1]}", re.IGNORECASE)

"""How like a claim is to a statement: the words they share, and the vectors of their sentences.

Words are compared by their stems; a name of a known actor counts as the actor, so that "ISIS" and
"Islamic State" are one.  A rare word weighs more than a frequent one (Sparck Jones 1972).
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from sayso.records import About, Firmness, PredicateMark, Spans
from sayso.vocab import load
from sayso.vocab.book import actor_book, tokens
from sayso.vocab.stances import stances
from sayso.weigh.core import Core
from sayso.weigh.finder import Finder, stem
from sayso.weigh.polarity import ceased, governed, negated, sentences
from sayso.weigh.refusal import refusal, unpointed

__all__ = ["Question", "terms", "words_of"]

VECTOR = 0.7
"""Share of the vectors in the likeness; the rest is words.  Found on four judged stories."""
ABOUT = 0.6
"""Share of the names of a statement that an article on it has, by their weight."""
NEARLY = 0.5
"""Share of the most that a sentence of a text has, from which it is about it as well."""
FAMILIAR = 0.1
"""Weight of a word that stands everywhere."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CALENDAR = frozenset((*calendar.month_name, *calendar.day_name))


@dataclass(frozen=True)
class Question:
    """A statement, or a claim, ready to be compared with claims.

    ``weights`` are the weights of its terms, ``names`` those of them that are written as names;
    ``vector`` (384,) is its sentence's, of unit length, or ``None`` where there is no model.
    ``about`` is what it is about.  ``no``: it says that something is not so.  ``predicates`` tell
    who does what in it, where they are known.  ``stands`` is where it was told, of a claim: the
    text of its article, into which ``about`` points, and its spans there.
    """

    text: str
    weights: Mapping[str, float]
    names: frozenset[str] = frozenset()
    vector: NDArray[np.float32] | None = None
    about: About = About()
    no: bool = False
    predicates: tuple[PredicateMark, ...] = ()
    stands: tuple[str, Spans] | None = None

    @classmethod
    def of(
        cls,
        text: str,
        *,
        counts: Mapping[str, int],
        total: int,
        vector: NDArray[np.float32] | None = None,
        about: About = About(),
        firmness: Firmness = Firmness.ASSERTED,
    ) -> Question:
        """A question; ``counts`` is in how many of ``total`` sentences each of its words stands.

        >>> asked = Question.of("The dam of Colm burst", counts={"dam": 2, "burst": 9}, total=100)
        >>> asked.weights["dam"] > asked.weights["burst"], sorted(asked.names)
        (True, ['colm'])
        """
        found = refusal(text)
        told = unpointed(text if found is None else found.told)
        weights: dict[str, float] = {}
        for term, words in _terms(told).items():
            rare = min(counts.get(word, 0) for word in words)
            weights[term] = max(FAMILIAR, math.log((total + 1) / (rare + 0.5)))
        said = {stem(word.lower()) for word in _WORD.findall(text) if not _is_name(word)}
        no = negated(told) != ((firmness is Firmness.DENIED) != (found is not None))
        return cls(text, weights, frozenset(weights.keys() - said), vector, about, no)

    @cached_property
    def core(self) -> Core:
        """It taken apart; ``about`` must point into its text, or into that where it stands."""
        text, spans = self.stands or (self.text, ((0, len(self.text)),))
        return Core.of(text, spans, self.about, self.weights, self.predicates)

    @property
    def asks(self) -> bool:
        """Whether it is put as a question."""
        return self.text.rstrip().endswith("?")

    @property
    def supposes(self) -> bool:
        """Whether it only supposes something."""
        words = _WORD.findall(self.text.lower())
        return not stances().supposing.isdisjoint(words)

    def told_in(self, text: str, share: float = ABOUT) -> bool:
        """Whether a text names what the statement names: this share of it at least, by weight."""
        whole = sum(self.weights[name] for name in self.names)
        held = sum(self.weights[name] for name in self._names.held(text))
        return held >= share * whole

    def words(self, text: str) -> float:
        """Share of the weight of its terms that a text has, 0 to 1."""
        return sum(map(self.weights.__getitem__, self.held(text))) / self._whole

    def held(self, text: str) -> frozenset[str]:
        """Those of its terms that a text has."""
        return self._terms.held(text)

    @cached_property
    def _whole(self) -> float:
        return max(sum(self.weights.values()), 1e-9)

    @cached_property
    def _terms(self) -> Finder:
        return _finder(frozenset(self.weights))

    @cached_property
    def _names(self) -> Finder:
        return _finder(self.names)

    def nearest(self, text: str) -> list[str]:
        """The sentences of a text that have the most of its terms, or nearly so; the most first."""
        ranked = sorted(((self.words(part), part) for part in sentences(text)), key=_share)
        return [part for share, part in ranked if share >= NEARLY * ranked[0][0]]

    def denied_in(self, text: str) -> bool:
        """Whether a sentence says no to what the statement tells."""
        return any(
            any(stem(word.removesuffix("'s")) in self.weights for word in stretch)
            and self.core.negated(stretch, text)
            for stretch in governed(text)
        )

    @cached_property
    def over(self) -> bool:
        """Whether it tells that something ended."""
        text, spans = self.stands or (self.text, ((0, len(self.text)),))
        own = " … ".join(text[slice(*span)] for span in spans)
        return any(self.core.speaks_of(stretch) for stretch in ceased(own))

    def over_in(self, text: str) -> bool:
        """Whether a text tells as over what the statement tells."""
        if self.over:
            return any(map(self.core.speaks_of, ceased(text)))
        return any(self.core.ended(stretch, text) for stretch in ceased(text))

    def muddled_in(self, text: str) -> bool:
        """Whether a text tells the statement only in what some negation governs."""
        return any(self.core.muddled(stretch, text) for stretch in governed(text, every=True))

    def like(self, content: str, sentence: str, cosine: float | None) -> float:
        """How like a claim is, 0 to 1: ``content`` is what is claimed, ``sentence`` around it."""
        shared = (self.words(content) + self.words(sentence)) / 2
        return shared if cosine is None else VECTOR * max(0.0, cosine) + (1 - VECTOR) * shared


@lru_cache(maxsize=256)
def _finder(wanted: frozenset[str]) -> Finder:
    return Finder(wanted)


def _share(ranked: tuple[float, str]) -> float:
    return -ranked[0]


def terms(text: str) -> frozenset[str]:
    """What a text is about: stems of its words, ids of the actors it names.

    >>> sorted(terms("The bombs of ISIS"))
    ['bomb', 'group/islamic-state']
    """
    return frozenset(_terms(text))


def words_of(text: str) -> list[str]:
    """The words that a text's terms are made of, in lower case: what to look up counts for."""
    return sorted({word for words in _terms(text).values() for word in words})


@lru_cache(maxsize=8192)
def _terms(text: str) -> dict[str, list[str]]:
    """Each term, and the words of the text that it is made of, in lower case."""
    out: dict[str, list[str]] = {}
    taken: set[int] = set()
    for hit in actor_book().scan(text, tokens(text)):
        taken.update(range(*hit.span))
        words = [word.lower() for word in _WORD.findall(text[slice(*hit.span)])]
        out[hit.forms[0].id] = words or [text[slice(*hit.span)].lower()]
    for found in _WORD.finditer(text):
        word = found[0].lower().replace("’", "'").removesuffix("'s")
        if found.start() not in taken and len(word) > 1 and word not in _plain():
            out.setdefault(stem(word), []).append(word)
    return out


def _is_name(word: str) -> bool:
    """Whether a word is written as a name; days and months are, and are none."""
    return word[0].isupper() and word not in _CALENDAR


@cache
def _plain() -> frozenset[str]:
    return frozenset(load("plainwords")["plain"]["words"].split())

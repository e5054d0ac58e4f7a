"""Articles of named entities with names and words exchanged.  Needs no torch.

As in :mod:`training.exchange`: what is taught on the states of an encoder that has learnt from
these articles trusts them too much.  With other names, drawn from those of their type, and other
small words the article is one that the encoder has not seen; a name stays one name throughout.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from training.renaming import mentions

Sentence: TypeAlias = Mapping[str, Any]
"""``tokens`` and, in ``ner``, the tag of each."""
Name: TypeAlias = tuple[str, ...]

NAMES, WORDS = 0.7, 0.3
"""Share of the names and of the small words that are exchanged."""
MADE = 0.7
"""Share of the persons whose new name is made of parts: a first and a last name of two others."""
SHORT = 5
"""Letters that a small word must have to be exchanged; the last three of them stay."""
CAPITALS = (0.015, 0.03, 0.05)
"""Chances, added up, of a sentence in capitals, without any, or with one on each word."""


class Naming:
    """Names and words to draw from, each once."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        names: defaultdict[str, set[Name]] = defaultdict(set)
        words: defaultdict[str, list[str]] = defaultdict(list)
        for sentence in sentences:
            for first, last, kind in mentions(sentence["ner"]):
                names[kind].add(tuple(sentence["tokens"][first:last]))
            for word, tag in zip(sentence["tokens"], sentence["ner"], strict=True):
                if tag == "O" and _small(word):
                    words[word[-3:]].append(word)
        self._names = {kind: sorted(held) for kind, held in names.items()}
        self._words = words
        pairs = [name for name in self._names.get("Person", []) if len(name) == 2]
        self._first, self._last = (sorted({pair[i] for pair in pairs}) for i in (0, 1))

    def changed(self, article: Sequence[Sentence], rng: random.Random) -> list[dict[str, Any]]:
        """The sentences of one article, changed."""
        drawn: dict[tuple[str, Name], Name] = {}
        return [self._sentence(sentence, drawn, rng) for sentence in article]

    def _sentence(
        self, sentence: Sentence, drawn: dict[tuple[str, Name], Name], rng: random.Random
    ) -> dict[str, Any]:
        old, words = list(sentence["tokens"]), list[str]()
        tags = ["O"] * len(old)
        at = 0
        for first, last, kind in mentions(sentence["ner"]):
            words += [self._word(word, rng) for word in old[at:first]]
            key = kind, tuple(old[first:last])
            if key not in drawn:
                drawn[key] = self._name(*key, rng) if rng.random() < NAMES else key[1]
            shift = len(words) - first
            words += drawn[key]
            inner = ["I-" + kind] * (len(drawn[key]) - 1)
            tags[first + shift : last + shift] = ["B-" + kind, *inner]
            at = last
        words += [self._word(word, rng) for word in old[at:]]
        return {"tokens": _cased(words, rng.random()), "ner": tags}

    def _name(self, kind: str, old: Name, rng: random.Random) -> Name:
        if any(letter.isdigit() for letter in "".join(old)) and rng.random() < MADE:
            return tuple(_digits(word, rng) for word in old)
        if kind == "Person" and self._last and rng.random() < MADE:
            ends = (rng.choice(self._first), rng.choice(self._last))
            return ends if len(old) > 1 else ends[1:]
        return rng.choice(self._names[kind])

    def _word(self, word: str, rng: random.Random) -> str:
        if not _small(word) or rng.random() >= WORDS:
            return word
        return rng.choice(self._words.get(word[-3:], [word]))


def _small(word: str) -> bool:
    """A word that may be exchanged for one with the same ending."""
    return word.isalpha() and word.islower() and len(word) >= SHORT


def _digits(word: str, rng: random.Random) -> str:
    return "".join(rng.choice("123456789") if c.isdigit() else c for c in word)


def _cased(words: list[str], lot: float) -> list[str]:
    upper, lower, title = CAPITALS
    if lot < upper:
        return [word.upper() for word in words]
    if lot < lower:
        return [word.lower() for word in words]
    return [word[:1].upper() + word[1:] for word in words] if lot < title else words

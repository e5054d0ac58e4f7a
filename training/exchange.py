"""Sentences with words exchanged for others of their kind.  Needs no torch.

An encoder that has learnt from a sentence knows it better than it will ever know a new one, so a
head that is taught on its states alone learns to trust them too much.  With half of the nouns,
names, adjectives, adverbs and numbers drawn anew the sentence is one that the encoder has not seen,
and who does what to whom is told by the same places.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypeAlias

Sentence: TypeAlias = dict[str, Any]
"""A row of the corpus: ``text``, ``tokens``, their ``xpos`` and ``deprel``, and ``props``."""

SHARE = 0.5
"""Share of the words that are exchanged; of predicates, on whose sense roles hang, a fifth."""
VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
OPEN = VERBS | {"CD", "FW", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "NNS", "RB", "UH"}
"""Tags (Penn Treebank) of words that may be exchanged."""
FIXED = frozenset({"fixed", "goeswith", "compound:prt"})
"""Relations (Universal Dependencies) of words that mean what they mean only together."""


class Exchange:
    """Words to draw from, as often as they stand in the sentences given."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._words: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for sentence in sentences:
            for word, tag, relation in _tagged(sentence):
                if tag in OPEN and word.isalnum():
                    self._words[_kind(tag, relation)].append(word)

    def changed(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """The sentence with some words exchanged in tokens and text; all else stays.

        As it is where its text does not hold its tokens.
        """
        text, tokens, parts = sentence["text"], list(sentence["tokens"]), []
        predicates = {prop["pred"] for prop in sentence["props"]}
        last = 0
        for i, (word, tag, relation) in enumerate(_tagged(sentence)):
            first = text.find(word, last)
            if first < 0:
                return sentence
            free = i in predicates or tag not in VERBS  # helpers stay: they tell mood and voice
            free = free and tag in OPEN and relation not in FIXED and word.isalnum()
            if free and rng.random() < (SHARE / 5 if i in predicates else SHARE):
                drawn = rng.choice(self._words.get(_kind(tag, relation), [word]))
                tokens[i] = cased(drawn, word)
            parts += [text[last:first], tokens[i]]
            last = first + len(word)
        return {**sentence, "text": "".join([*parts, text[last:]]), "tokens": tokens}


def cased(word: str, like: str) -> str:
    """A word in the capitals of another.

    >>> cased("harbour", "Town"), cased("Harbour", "town"), cased("harbour", "EU")
    ('Harbour', 'harbour', 'HARBOUR')
    """
    if len(like) > 1 and like.isupper():
        return word.upper()
    if like[0].isupper():
        return word[0].upper() + word[1:]
    return word if word.isupper() else word.lower()


def _tagged(sentence: Sentence) -> Iterable[tuple[str, str, str]]:
    return zip(sentence["tokens"], sentence["xpos"], sentence["deprel"], strict=True)


def _kind(tag: str, relation: str) -> tuple[str, str]:
    """What is drawn for what: tags, and of verbs the same place in the sentence, too."""
    return tag, relation if tag in VERBS else ""

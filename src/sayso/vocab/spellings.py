"""Whether two names may be spellings of one: "Rohani" and "Rouhani".

Every word of a name must have its like in the other, in order: the same first letter (or one that
is written for the same sound), a length that differs little, and a similarity by Jaro-Winkler
(Winkler 1990) that grows with the shortness of the word.  "Kim Jong-il" is thus never Kim Jong-un,
and a brother never his brother.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

__all__ = ["LEAST", "alike", "firsts", "same_alone", "same_word"]

WORD = 0.87
LEAST = 4
LENGTH = 2
#: Letters that are written for one sound when a name is carried over from another script.
SOUNDS = ("ckq", "gj", "iye", "sz", "dt", "vw", "uo", "fp", "a", "ae")
#: Letters that come and go between spellings.
VOWELS = frozenset("aeiouywh")


def alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as keys, may be spellings of one.

    >>> alike(("hassan", "rohani"), ("hassan", "rouhani"))
    True
    >>> alike(("kim", "jong", "il"), ("kim", "jong", "un"))
    False
    >>> alike(("maher", "assad"), ("bashar", "assad"))
    False
    """
    if len(one) != len(other) or one == other:
        return one == other
    return all(same_word(a, b) for a, b in zip(one, other, strict=True))


def same_word(one: str, other: str) -> bool:
    """Whether two words may be spellings of one."""
    if one == other:
        return True
    if min(len(one), len(other)) < LEAST or abs(len(one) - len(other)) > LENGTH:
        return False
    if one[0] != other[0] and not _one_sound(one[0], other[0]):
        return False
    from rapidfuzz.distance import JaroWinkler

    return JaroWinkler.similarity(one, other) >= WORD


def same_alone(one: str, other: str) -> bool:
    """Whether two words, with no others beside them, may be spellings of one name.

    More is asked of them: the same consonants, and the same kind of letter at the end.

    >>> same_alone("rowhani", "rouhani"), same_alone("mursi", "morsi")
    (True, True)
    >>> same_alone("karim", "karimi"), same_alone("johnson", "johnston")
    (False, False)
    """
    if one == other:
        return True
    ends = (one[-1:] in VOWELS) == (other[-1:] in VOWELS)
    return ends and _consonants(one) == _consonants(other) and same_word(one, other)


@cache
def _consonants(word: str) -> str:
    """The consonants of a word, those of one sound as one letter, doubled ones once."""
    out = ""
    for letter in word:
        sound = next((some[0] for some in SOUNDS if letter in some), letter)
        if letter not in VOWELS and out[-1:] != sound:
            out += sound
    return out


def firsts(word: str) -> str:
    """The letters that spellings of a word may begin with, its own among them.

    >>> sorted(firsts("dolan"))
    ['d', 't']
    """
    letters = {word[0]}.union(*(sound for sound in SOUNDS if word[0] in sound))
    return "".join(sorted(letters))


@cache
def _one_sound(one: str, other: str) -> bool:
    """Whether two first letters may stand for one sound."""
    return any({one, other} <= set(sound) for sound in SOUNDS)

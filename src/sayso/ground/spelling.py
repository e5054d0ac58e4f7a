"""Names brought from another script, however they were spelled: "Deir Ezzor", "Dayr az-Zawr".

Newsrooms write Arabic, Kurdish and Persian names as they hear them.  Vowels, articles, doubled
letters and "q" or "k" differ; the consonants stay.  So two spellings may mean one place where
their consonants agree (:func:`bones`) and they are alike as a whole (:func:`likeness`).
"""

from __future__ import annotations

import re
from functools import cache

from sayso import vocab

#: Two letters of Latin script for one of another.
_PAIRS = (("kh", "x"), ("gh", "g"), ("sh", "s"), ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"))
_ONE = str.maketrans({"q": "k", "c": "k", "v": "w", "j": "g"})
_TWICE = re.compile(r"(.)\1+")
_SOFT = re.compile(r"[aeiouyw]|h$")
#: Vowels as they are heard; an "e" is an "a" to some and an "i" to others.
_VOWELS = (str.maketrans("eyouw", "aiuuu"), str.maketrans("eyouw", "iiuuu"))
#: Fewer consonants than this tell nothing.
FEWEST = 2


@cache
def _articles() -> frozenset[str]:
    return frozenset(vocab.load("places")["words"]["articles"])


def plain(written: str) -> str:
    """The words of a key (:func:`sayso.ground.keys.key`) as one, without articles.

    >>> plain("deir ez zor"), plain("al hasakah")
    ('deirzor', 'hasakah')
    """
    parts = written.split()
    kept = [each for each in parts if each not in _articles()] or parts
    return "".join(kept)


def bones(written: str) -> str:
    """The consonants of a key.

    >>> bones("deir ez zor") == bones("dayr az zawr") == bones("deir ezzour")
    True
    >>> bones("raqqa") == bones("ar raqqah"), bones("homs") == bones("hama")
    (True, False)
    """
    found = plain(written)
    for pair, letter in _PAIRS:
        found = found.replace(pair, letter)
    found = found.translate(_ONE)
    return _TWICE.sub(r"\1", _SOFT.sub("", found))


def likeness(one: str, other: str) -> float:
    """How alike two keys are, 0 to 100, vowels taken as they are heard.

    >>> likeness("deir az zour", "deir ez zor") > 90 > likeness("midan", "mayadin")
    True
    """
    from rapidfuzz import fuzz

    return max(fuzz.ratio(_heard(one, by), _heard(other, by)) for by in _VOWELS)


def _heard(written: str, by: dict[int, int]) -> str:
    return _TWICE.sub(r"\1", plain(written).removesuffix("h").translate(by))

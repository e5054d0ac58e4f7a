"""How a place's name is written for look-up: one form for all the ways of spelling it.

The gazetteer is sorted by these keys, so whatever builds it and whatever asks it must agree; this
file imports nothing of Sayso, for the build reads it before there is a package to import.
"""

from __future__ import annotations

import re
import unicodedata

#: Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ə": "a"}
    # Marks that stand for a letter Latin script has not, and all kinds of apostrophes.
    | dict.fromkeys("'’‘ʻʼʽʾʿ`´′ʹʺ.", None)
    | dict.fromkeys("-‐‑–—/_,()", " ")
    | {"&": " and "}
)
_SPACE = re.compile(r"\s+")
#: Words that are written short or long, each with the one form that stands in a key.
_SHORT = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}


def key(name: str) -> str:
    """The form of a name that the gazetteer is sorted by.

    Without case, accents, full stops and apostrophes; hyphens are spaces; "Saint" is "St".

    >>> key("Ḩamāh"), key("Saint-Étienne"), key("St. Etienne"), key("Sana'a")
    ('hamah', 'st etienne', 'st etienne', 'sanaa')
    """
    if name.isascii():
        plain = name.lower()
    else:
        apart = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    words = _SPACE.sub(" ", plain.translate(_LETTERS)).strip()
    if " " not in words:
        return words
    first, _, rest = words.partition(" ")
    return f"{_SHORT.get(first, first)} {rest}"

"""A text as words: numbers, letters and marks, each with where it stands.

Dates and quantities are read over these, so that spaces, lost commas and line ends are settled in
one place.  Offsets are code points of the text, end exclusive.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Word(NamedTuple):
    """One word, number or mark; ``low`` is in lower case, with straight apostrophes."""

    start: int
    end: int
    low: str


_D = "[0-9]"
_WORD = re.compile(
    rf"(?P<date>(?<![\d/.,-])(?:{_D}{{1,2}}([/.-]){_D}{{1,2}}\2(?:{_D}{{4}}|{_D}{{2}})"
    rf"|{_D}{{4}}([/.-]){_D}{{1,2}}\3{_D}{{1,2}})(?![\d/-]|[.,]\d))"
    rf"|(?P<clock>(?<![\d:]){_D}{{1,2}}:[0-5]{_D}(?::[0-5]{_D})?(?![\d:]))"
    rf"|(?P<number>{_D}{{1,3}}(?:,{_D}{{3}})+(?:\.{_D}+)?(?!\d)|{_D}+(?:\.{_D}+)?)"
    r"|(?P<half>[ap]\.\s?m\b\.?)"
    r"|(?P<poss>['’]s\b)"
    r"|(?P<letters>[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*)"
    r"|(?P<line>\n)"
    r"|(?P<other>\S)",
    re.IGNORECASE,
)


def words(text: str) -> list[Word]:
    """Every word of a text, in order.

    >>> [word.low for word in words("On 3/6/2014, mid-May, 1,200 men at 5:30 p.m.")]
    ['on', '3/6/2014', ',', 'mid', '-', 'may', ',', '1,200', 'men', 'at', '5:30', 'p.m.']
    """
    return [Word(m.start(), m.end(), m[0].lower().replace("’", "'")) for m in _WORD.finditer(text)]

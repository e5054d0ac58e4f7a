"""What a user types, as a full-text query that is never a syntax error."""

from __future__ import annotations

import re

_TERM = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
MOST_TERMS = 64
"""SQLite bounds the depth of a query; nobody types more."""


def fts_query(words: str) -> str | None:
    """All words must stand in the sentence; ``"a phrase"`` in order; ``milit*`` as a start.

    ``None`` where nothing in ``words`` could be found in a text (only marks, or nothing).

    >>> fts_query('air "the militants" strik*')
    '"air" "the militants" "strik"*'
    >>> fts_query('AND ( NEAR:"') is not None, fts_query("*** -")
    (True, None)
    """
    terms = []
    for phrase, star, word in _TERM.findall(words):
        text = phrase or word.rstrip("*")
        starred = star or word.endswith("*")
        # A NUL would end the query early; half a surrogate pair cannot be encoded.
        text = "".join(" " if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in text).strip()
        if any(c.isalnum() for c in text):
            terms.append(f'"{text}"' + ("*" if starred else ""))
    return " ".join(terms[:MOST_TERMS]) or None

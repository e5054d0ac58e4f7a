"""Typed view of ``copies.toml``: how near a text stands to the newsroom that wrote it."""

from __future__ import annotations

import re
from functools import cache

from sayso.vocab import load

__all__ = ["agencies", "outlets", "sign", "sounds"]


@cache
def agencies() -> frozenset[str]:
    """Agencies by all their names, in lower case.

    >>> "afp" in agencies(), "the guardian" in agencies()
    (True, False)
    """
    return _called("agency")


@cache
def outlets() -> frozenset[str]:
    """Outlets that are no agencies, by all their names, in lower case.

    >>> "the guardian" in outlets()
    True
    """
    return _called("outlet")


def sounds(name: str) -> bool:
    """Whether a name that no list holds has a word of newspapers in it.

    >>> sounds("marn daily"), sounds("marn dairy"), sounds("afp")
    (True, False, False)
    """
    words = {word.lower() for word in load("credits")["outlet_words"]}
    return name not in agencies() and not words.isdisjoint(name.lower().split())


@cache
def sign(kind: str) -> re.Pattern[str]:
    """One pattern for a kind of sign: ``head``, ``taken``, ``staff``, ``own``, ``others`` or so.

    >>> sign("own").search("a doctor told AFP by telephone")[0]
    'told AFP'
    >>> sign("others").search("The Guardian reported on Monday that")[0]
    'The Guardian reported'
    """
    lists = load("copies")
    agency = f"(?:{'|'.join(map(re.escape, lists['agencies']))})"
    names = sorted(_safe(), key=len, reverse=True)
    outlet = f"(?:{'|'.join(map(re.escape, names))})"
    parts = [part.replace("{agency}", agency).replace("{outlet}", outlet) for part in lists[kind]]
    return re.compile("|".join(_scoped(part) for part in parts))


def _scoped(part: str) -> str:
    """A pattern as a part of another; a flag at its head holds for it alone."""
    return f"(?i:{part[4:]})" if part.startswith("(?i)") else f"(?:{part})"


def _called(kind: str) -> frozenset[str]:
    rows = [row for row in load("outlets")["source"] if row["kind"] == kind]
    return frozenset(name.lower() for row in rows for name in (row["name"], *row["aliases"]))


def _safe() -> list[str]:
    rows = [row for row in load("outlets")["source"] if row["kind"] == "outlet"]
    return [
        name
        for row in rows
        for name in (row["name"], *row["aliases"])
        if name not in row.get("unsafe", ()) and len(name) > 2
    ]

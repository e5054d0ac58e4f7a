"""Typed view of ``furniture.toml`` and ``loaded.toml``: what tells copies of a text apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sayso.vocab import load

__all__ = ["Inside", "furniture", "inside", "loaded"]


@dataclass(frozen=True, slots=True)
class Inside:
    """What tells furniture within the text of an article.

    ``leads`` is matched at the start of a line and ``lists`` against a whole one; ``heads`` are
    searched in the first lines, ``brackets`` and ``tags`` anywhere; ``feet``, ``ends`` and
    ``ends_foot`` at the end of a text, ``issue`` at that of a line.  ``glued`` is where a headline
    begins without a blank before it; ``posts`` makes a line somebody's words, and ``told`` are
    words that no short heading has.
    """

    leads: re.Pattern[str]
    lists: re.Pattern[str]
    heads: re.Pattern[str]
    brackets: re.Pattern[str]
    tags: re.Pattern[str]
    feet: re.Pattern[str]
    ends: re.Pattern[str]
    ends_foot: re.Pattern[str]
    issue: re.Pattern[str]
    glued: re.Pattern[str]
    posts: re.Pattern[str]
    told: frozenset[str]


@cache
def furniture() -> re.Pattern[str]:
    """One pattern for all of it, to be searched in a passage.

    >>> bool(furniture().search("Copyright 2014. All rights reserved."))
    True
    >>> furniture().search("The bridge is closed.")
    """
    parts = [part for row in load("furniture")["furniture"] for part in row["patterns"]]
    return re.compile("|".join(f"(?:{part})" for part in parts), re.IGNORECASE)


@cache
def inside() -> Inside:
    """The patterns for what stands inside a text.

    >>> bool(inside().leads.match("Read more: Bridge reopens"))
    True
    >>> found = inside().tags.search("Tags Harrow mill fire Two men were held.")
    >>> found.group() if found else ""
    'Tags Harrow mill fire '
    """
    rows = load("furniture")["inside"]
    any_of = {key: "|".join(f"(?:{part})" for part in rows[key]) for key in ("leads", "heads")}
    begins = rf"(?={rows['begins']} )"
    listed = rf"(?:(?!(?:{rows['begins']}|{rows['never']}) )[^\s.]+ ){{1,40}}"
    return Inside(
        leads=re.compile(any_of["leads"]),
        lists=re.compile(rows["lists"]),
        heads=re.compile(any_of["heads"]),
        brackets=re.compile(rows["brackets"]),
        tags=re.compile(rows["tags"] + listed + begins),
        feet=re.compile(rows["opens_foot"]),
        ends=re.compile(rows["opens_end"]),
        ends_foot=re.compile(rows["ends_foot"]),
        issue=re.compile(rows["issue"]),
        glued=re.compile(rows["glued"]),
        posts=re.compile(rows["posts"]),
        told=frozenset(rows["told"].split()),
    )


@cache
def loaded() -> frozenset[str]:
    """Words by which a newsroom takes sides, in lower case.

    >>> "daesh" in loaded()
    True
    """
    return frozenset(load("loaded")["loaded"]["words"])

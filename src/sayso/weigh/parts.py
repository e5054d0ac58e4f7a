"""Whether a text tells of a place as a whole or of a part of it: "the church of Senra".

What happens in a church happens in its village; who takes the church has not taken the village.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.records import Span
from sayso.vocab.kin import kin, root

__all__ = ["Parts"]

REACH = 60
"""Characters before a name in which the words that tell what is meant stand."""
_LAST = re.compile(r"([^\W_]+)\W+(?:the\s+)?$")
_BEHIND = re.compile(
    r"['’]s?(?P<owned>(?:\s+[\w-]+){1,3})|(?P<named>(?:\s+[A-Z][\w-]*){0,2}\s+[^\W_]+)(?![\w'’])"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """Of a statement: ``parts`` of places that it tells of, by root, and ``wholes``.

    ``wholes`` are the names, by their last word in lower case, of places that are told of as a
    whole, but not as where something happened.  ``towns`` is what stands before a name and says no
    more than that a place it is.
    """

    parts: frozenset[str] = frozenset()
    wholes: frozenset[str] = frozenset()
    towns: frozenset[str] = frozenset()

    @classmethod
    def of(cls, text: str, named: Iterable[Span]) -> Parts:
        """Of a text and the spans of the places that it names."""
        parts, wholes, towns = set(), set(), set[str]()
        for span in named:
            called = _called().search(_before(text, span))
            if called is not None:
                towns.add(root(called["town"]))
            part = _part(text, span)
            if part is not None:
                parts.add(part)
            elif not _stands_in(text, span):
                wholes.add(text[slice(*span)].rpartition(" ")[2].lower())
        return cls(frozenset(parts), frozenset(wholes), frozenset(towns))

    def lacks(self, content: str, words: frozenset[str]) -> bool:
        """Whether a claim tells of another part of the place, or of a part for the whole.

        ``words`` are the roots of its words.
        """
        if any(kin().of(part).isdisjoint(words) for part in self.parts):
            return True
        told = ([_part(content, span) for span in _found(content, name)] for name in self.wholes)
        return any(some and None not in some for some in told)


def _part(text: str, span: Span) -> str | None:
    """The part of a place that a text tells of, by root, where its name stands."""
    before = _of().search(_before(text, span))
    behind = _BEHIND.match(text, span[1])
    near = [before[1]] if before else []
    near += (behind["owned"] or behind["named"]).split() if behind else []
    return next((each for each in map(root, near) if each in kin().parts), None)


def _before(text: str, span: Span) -> str:
    """The words right before a name: a whole article may stand there."""
    return text[max(0, span[0] - REACH) : span[0]]


def _stands_in(text: str, span: Span) -> bool:
    """Whether a place is told as the one where something happened."""
    head = _called().sub("", _before(text, span))
    found = _LAST.search(head)
    return found is not None and found[1].lower() in kin().where


@cache
def _of() -> re.Pattern[str]:
    towns = "|".join(sorted(kin().towns))
    return re.compile(
        rf"([^\W_]+)\s+(?:of|in|at)\s+(?:the\s+)?(?:(?:{towns})\s+of\s+)?$", re.IGNORECASE
    )


@cache
def _called() -> re.Pattern[str]:
    towns = "|".join(sorted(kin().towns))
    return re.compile(rf"(?:\b(?:the|a)\s+)?(?:\w+\s+)?\b(?P<town>{towns})\s+of\s+$", re.IGNORECASE)


def _found(text: str, name: str) -> Iterator[Span]:
    for found in _named(name).finditer(text):
        yield found.span()


@lru_cache(maxsize=1024)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(name)}(?![^\W_])", re.IGNORECASE)

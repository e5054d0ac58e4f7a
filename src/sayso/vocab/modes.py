"""Typed view of ``modes.toml``: how an event was done, where its words make that plain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.vocab import load

__all__ = ["Modes", "modes"]

Rows = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Modes:
    """For each PLOVER event type, its modes by the word that makes them plain.

    ``words`` are of the event itself, ``tools`` of what it was done with, ``about`` of what is
    threatened, asked for or refused; ``acts`` tells the last by its event type.
    """

    words: Rows
    tools: Rows
    about: Rows
    acts: Rows

    def of(self, event: str) -> frozenset[str]:
        """The modes that an event may have.

        >>> sorted(modes().of("PROTEST"))
        ['boycott', 'demo', 'hunger', 'riot', 'strike']
        """
        tables = (self.words, self.tools, self.about, self.acts)
        return frozenset(mode for each in tables for mode in each.get(event, {}).values())

    def word(self, word: str, event: str) -> str | None:
        """The mode that the word of an event tells, or the first of its two words.

        >>> modes().word("strike", "PROTEST"), modes().word("strike", "ASSAULT")
        ('strike', None)
        """
        rows = self.words.get(event, {})
        return rows.get(word.replace(" ", "-")) or rows.get(word.split(maxsplit=1)[0])


@cache
def modes() -> Modes:
    """The modes, read once."""
    raw = load("modes")
    tables = ("words", "tools", "about", "acts")
    return Modes(**{each: {e: _by_word(rows) for e, rows in raw[each].items()} for each in tables})


def _by_word(rows: Mapping[str, str]) -> dict[str, str]:
    """``{"aerial": "raid drone"}`` -> ``{"raid": "aerial", "drone": "aerial"}``."""
    return {word: mode for mode, words in rows.items() for word in words.split()}

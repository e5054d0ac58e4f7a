"""The choice of claims that stands in an address: every filter is a query parameter."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from sayso.ledger import ClaimFilter
from sayso.records import Firmness, Kind, Voice
from sayso.show.web.answers import Trouble

PLAIN = ("source", "root", "outlet", "words", "article", "actor", "place", "country", "event")
DATES = ("since", "until", "during", "month")
CLOSED: Mapping[str, type[StrEnum]] = {
    "kind": Kind,
    "root kind": Kind,
    "firmness": Firmness,
    "voice": Voice,
}
NAMES = (*PLAIN, *DATES, *CLOSED)
"""All filters, as they are called in an address; they read as they are called."""
LONGEST = 300
"""Characters of one filter."""
Word = TypeVar("Word", bound=StrEnum)


def given(query: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address, in the order in which they are told."""
    found = {name: query[name].strip()[:LONGEST] for name in NAMES if name in query}
    return {name: value for name, value in found.items() if value}


def claim_filter(chosen: Mapping[str, str]) -> ClaimFilter:
    """The choice as the ledger takes it.

    :raises Trouble: a word that is none of a closed set.
    :raises LedgerError: a date that is none.
    """
    plain = {name: chosen.get(name) for name in (*PLAIN, "during")}
    return ClaimFilter(
        **plain,
        since=chosen.get("since", chosen.get("month")),
        until=chosen.get("until", chosen.get("month")),
        kind=_word(chosen, "kind", Kind),
        root_kind=_word(chosen, "root kind", Kind),
        firmness=_word(chosen, "firmness", Firmness),
        voice=_word(chosen, "voice", Voice),
    )


def _word(chosen: Mapping[str, str], name: str, words: type[Word]) -> Word | None:
    value = chosen.get(name)
    if value is None:
        return None
    try:
        return words(value)
    except ValueError:
        known = ", ".join(words)
        raise Trouble(400, "No such filter", f"{name} is one of {known}; not {value!r}.") from None


def whole(query: Mapping[str, str], name: str, least: int, most: int) -> int:
    """A whole number of an address; the least one where there is none."""
    try:
        return min(most, max(least, int(query.get(name, least))))
    except ValueError:
        return least

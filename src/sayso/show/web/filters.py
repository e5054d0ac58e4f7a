"""How values read in the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup

from sayso.records import Firmness, Hop, Kind
from sayso.show import phrases
from sayso.show.byhand import by_hand
from sayso.show.drawing.areas import country_name
from sayso.show.safe import one_line, visible
from sayso.vocab import reasons


def safe(value: Any) -> Any:
    """What stands in a page: text with controls and marks of direction made visible.

    Markup is ours, and was made so before.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def name(hop: str) -> str:
    """A source's name; what has none is said to have none."""
    return phrases.bare(one_line(hop))


def kind(value: Kind, named: bool = True) -> str:
    """What a source is, and whether it has a name."""
    return phrases.kind_of(Kind(value), named)


def external(href: str | None) -> str | None:
    """A link of an article where it leads to the web and nowhere else.

    >>> external("https://a.example/x"), external("javascript:alert(1)"), external("//a.example")
    ('https://a.example/x', None, None)
    """
    if href is None or any(ord(each) <= 0x20 for each in href):
        return None
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    return href if parts.scheme in ("http", "https") and parts.hostname else None


def query(values: Mapping[str, Any], **changed: Any) -> str:
    """A query string of what is given, with some of it changed; ``None`` leaves a value out.

    >>> query({"words": "a b", "page": 2}, page=None, outlet="Quay")
    '?words=a+b&outlet=Quay'
    """
    given = {key: value for key, value in {**values, **changed}.items() if value not in (None, "")}
    return "?" + urlencode({key: str(value) for key, value in given.items()}) if given else "?"


def source_url(source: str, what: Kind | str) -> str:
    """Where the profile of a source stands."""
    return "/source?" + urlencode({"name": source, "kind": str(what)})


def dead_end(chain: tuple[Hop, ...]) -> bool:
    """Whether a chain ends in somebody without a name."""
    return bool(chain) and not chain[-1].named


FIRM = {
    Firmness.ASSERTED: "said as a fact",
    Firmness.HEDGED: "with a hedge",
    Firmness.ALLEGED: "as an allegation",
    Firmness.DENIED: "denied",
    Firmness.OTHER: "asked, ordered, threatened or predicted",
}
"""What each word of firmness means, for whoever points at it."""

FILTERS: dict[str, Callable[..., Any]] = {
    "day": phrases.day,
    "count": phrases.count,
    "counted": phrases.counted,
    "name": name,
    "country": country_name,
    "kind": kind,
    "one_line": one_line,
    "external": external,
    "file_name": phrases.file_name,
    "path": lambda text: quote(text, safe=""),
}
GLOBALS: dict[str, Any] = {
    "query": query,
    "source_url": source_url,
    "dead_end": dead_end,
    "firmness_told": FIRM,
    "kinds_of_source": tuple(Kind),
    "by_hand": by_hand,
    "plainly": reasons.plainly,
    "head_of": reasons.head_of,
}

"""What a page says about itself as JSON-LD ``NewsArticle`` (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

_OPEN = re.compile(r"<script\b[^<>]*+>", re.IGNORECASE)
_KIND = "application/ld+json"
_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_MOST = 20  # scripts looked at
_DEEP = 6  # levels of @graph, lists and names looked into


@dataclass(frozen=True, slots=True)
class Declared:
    """The fields of the first article that a page declares; each may be missing."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None


def declared(html: str) -> Declared:
    """Read the JSON-LD of a page; broken JSON counts as none, since pages often have it.

    >>> declared('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam '
    ...          'holds", "author": [{"name": "J. Doe"}, {"name": "K. Roe"}]}</script>').author
    'J. Doe, K. Roe'
    """
    for script in _scripts(html):
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _articles(value, _DEEP):
            return Declared(
                title=_name(item.get("headline")) or _name(item.get("name")),
                published=_name(item.get("datePublished")),
                author=_name(item.get("author")),
                publisher=_name(item.get("publisher")),
                language=_name(item.get("inLanguage")),
            )
    return Declared()


def _scripts(html: str) -> Iterator[str]:
    at = taken = 0
    while taken < _MOST and (found := _OPEN.search(html, at)) is not None:
        at = found.end()
        if _KIND not in found[0].lower():
            continue
        end = html.find("</", at)
        while end >= 0 and html[end : end + 8].lower() != "</script":
            end = html.find("</", end + 2)
        if end < 0:
            return
        yield html[at:end].strip()
        at, taken = end, taken + 1


def _articles(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Objects that are articles, found in lists and ``@graph``, in order."""
    if depth == 0:
        return
    if isinstance(value, list):
        for item in value:
            yield from _articles(item, depth - 1)
    elif isinstance(value, dict):
        types = value.get("@type")
        if any(str(t).endswith(_TYPES) for t in (types if isinstance(types, list) else [types])):
            yield value
        yield from _articles(value.get("@graph"), depth - 1)


def _name(value: Any, depth: int = _DEEP) -> str | None:
    """A string, the ``name`` of a thing, or the names of several joined by commas.

    Looks ``depth`` levels down, since how deeply a page nests its JSON is not ours to choose.
    """
    if isinstance(value, str):
        return " ".join(unescape(value).split()) or None
    if depth == 0:
        return None
    if isinstance(value, dict):
        return _name(value.get("name"), depth - 1)
    if isinstance(value, list):
        return ", ".join(name for item in value if (name := _name(item, depth - 1))) or None
    return None

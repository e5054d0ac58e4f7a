"""One row of a table or one JSON object -> Page | Refused.

The names of columns are found through ``vocab/columns.toml`` and may be overridden by a mapping
such as ``{"text": "body"}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sayso.errors import InputError
from sayso.records import Media, Page, Reason, Refused
from sayso.vocab import load

FIELDS = ("id", "text", "html", "title", "url", "outlet", "published", "language")
_TOLD, _LONG = 20, 60  # names told in a message, and characters of each
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Raw:
    """What one row gives: strings by field (see ``FIELDS``), and where the row stands."""

    place: str
    fields: Mapping[str, str]
    fetched_at: str


def now() -> str:
    """The time, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _plain(name: str) -> str:
    return name.strip().lstrip("\ufeff").casefold().replace("-", "_").replace(" ", "_")


def columns(names: Iterable[str], mapping: Mapping[str, str] | None, where: str) -> dict[str, str]:
    """Which column holds which field: ``{"text": "Body", ...}``, names as they stand.

    Raises :class:`InputError` where the mapping names a field or a column that is not there.
    """
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(_plain(name), name)
    found: dict[str, str] = {}
    aliases = load("columns")
    for field in FIELDS:
        for alias in aliases[field]:
            if alias in by_plain:
                found[field] = by_plain[alias]
                break
    for field, name in check_mapping(mapping).items():
        if _plain(name) not in by_plain:
            raise InputError(
                f"{where}: no column {name!r}; it has: {listed(by_plain.values())}. "
                f"Correct --map {field}={name}."
            )
        found[field] = by_plain[_plain(name)]
    return found


def check_mapping(mapping: Mapping[str, str] | None) -> Mapping[str, str]:
    """The mapping itself; raises :class:`InputError` for a field that we do not know."""
    for field in mapping or {}:
        if field not in FIELDS:
            raise InputError(f"--map {field}=...: there is no such field; use {', '.join(FIELDS)}.")
    return mapping or {}


def need_text(found: Mapping[str, str], names: Iterable[str], where: str) -> None:
    """Raise :class:`InputError` unless a column holds the text."""
    if "text" not in found and "html" not in found:
        raise InputError(
            f"{where}: no column looks like the text of an article; it has: {listed(names)}. "
            "Say which one with --map text=COLUMN."
        )


def listed(names: Iterable[str]) -> str:
    """Names for a message: the first twenty, none at length.

    >>> listed(["id", "text"]), listed([])
    ('id, text', 'nothing')
    >>> listed(f"c{n}" for n in range(1_000))[-18:]
    'c19 and 980 others'
    """
    every = list(names)
    told = [name if len(name) <= _LONG else f"{name[:_LONG]}..." for name in every[:_TOLD]]
    more = len(every) - len(told)
    return (", ".join(told) or "nothing") + (f" and {more:,} others" if more else "")


def as_text(value: Any) -> str:
    """A JSON value as a string: numbers as written, ``{"name": ...}`` by its name, else empty.

    >>> as_text({"@type": "Organization", "name": "Harbour Post"}), as_text(7), as_text(None)
    ('Harbour Post', '7', '')
    """
    while isinstance(value, dict | list):  # a loop: how deeply they nest is not ours to choose
        value = value.get("name") if isinstance(value, dict) else next(iter(value), None)
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(value)


def _bytes(text: str) -> tuple[bytes, str | None]:
    """Bytes of a field and their encoding.

    Bytes that were not UTF-8 came in as lone surrogates (``surrogateescape``); they go out as the
    bytes they were, with the encoding left open.  Other lone surrogates, which JSON can spell but
    UTF-8 cannot, become U+FFFD one for one, so that offsets hold.
    """
    try:
        return text.encode("utf-8"), "utf-8"
    except UnicodeEncodeError:
        pass  # the two ways below are what this means
    try:
        return text.encode("utf-8", "surrogateescape"), None
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode("utf-8"), "utf-8"


def _short(raw: Raw, field: str) -> str | None:
    """A short field, stripped; ``None`` where it is empty."""
    value = raw.fields.get(field, "").strip()
    if _SURROGATE.search(value):
        value = _bytes(value)[0].decode("cp1252", "replace")
    return value or None


def page(raw: Raw, *, max_bytes: int) -> Page | Refused:
    """Make the page of one row, or say why it is none."""
    input_id, url = _short(raw, "id") or raw.place, _short(raw, "url")
    text, html = raw.fields.get("text", ""), raw.fields.get("html", "")
    is_html = not text.strip() and bool(html.strip())
    body, encoding = _bytes(html if is_html else text)
    if not body.strip():
        return Refused(input_id, Reason.EMPTY, f"{raw.place} holds no text", url)
    if len(body) > max_bytes:
        return Refused(input_id, Reason.TOO_LARGE, too_large(len(body), max_bytes), url)
    return Page(
        input_id=input_id,
        body=body,
        media=Media.HTML if is_html else Media.TEXT,
        encoding=encoding,
        url=url,
        title=_short(raw, "title"),
        outlet=_short(raw, "outlet"),
        published=_short(raw, "published"),
        language=_short(raw, "language"),
        fetched_at=raw.fetched_at,
    )


def too_large(size: int | None, limit: int) -> str:
    """The sentence that says so.

    >>> too_large(3_000_000, 1_000_000)
    '3.0 MB, the limit is 1.0 MB'
    """
    much = f"{size / 1e6:.1f} MB" if size is not None else f"more than {limit / 1e6:.1f} MB"
    return f"{much}, the limit is {limit / 1e6:.1f} MB"

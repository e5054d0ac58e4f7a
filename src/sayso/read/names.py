"""Names of outlets and agencies in a line of text: those we know, and those that look like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from sayso.records import Span
from sayso.vocab import load

Trust: TypeAlias = Literal["known", "outlet", "any"]

_TOKEN = re.compile(r"[^\W_][\w.’'&/-]*")
_GAP = re.compile(r"\s*(?:[,/;|+]|\band\b|&(?=\s)|\bwith\b)\s*")
_ARTICLE = re.compile(r"(?:[Tt]he|THE)\s+")
_STOP = re.compile(r"(?<=[^\W_]{3})[.!?]\s+(?=[A-Z©(])")
_MOST = 6  # words in a name that we do not know


@dataclass(frozen=True, slots=True)
class Named:
    """A name as Sayso shows it, and where it stands in the line."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Index:
    """Known spellings by their first word, longest first, and the names they stand for."""

    by_first: dict[str, tuple[str, ...]]
    name_of: dict[str, str]
    unsafe: frozenset[str]


def _plain(spelling: str) -> str:
    """Without the article, where more than one word is left: "National" alone is no outlet."""
    bare = spelling.removeprefix("The ")
    return bare if " " in bare else spelling


@cache
def _index() -> _Index:
    name_of: dict[str, str] = {}
    for source in load("outlets")["source"]:
        name = source["name"]
        spellings = [name, *source["aliases"]]
        if source["kind"] == "agency":
            spellings.append(name.upper())
        for spelling in spellings:
            name_of.setdefault(_plain(spelling), name)
            name_of.setdefault(spelling, name)
    unsafe = {s for source in load("outlets")["source"] for s in source.get("unsafe", ())}
    by_first: dict[str, list[str]] = {}
    for spelling in sorted(name_of, key=len, reverse=True):
        first = _TOKEN.match(spelling)
        assert first is not None, spelling
        by_first.setdefault(re.split(r"[.’'&/-]", first[0])[0], []).append(spelling)
    return _Index(
        {first: tuple(names) for first, names in by_first.items()}, name_of, frozenset(unsafe)
    )


def known(line: str, start: int = 0, end: int | None = None) -> Iterator[Named]:
    """Known outlets and agencies in ``line[start:end]``, left to right, longest first.

    >>> [n.name for n in known("FRANCE 24 with AFP, AP")]
    ['France 24', 'Agence France-Presse', 'Associated Press']
    """
    index, at, stop = _index(), start, len(line) if end is None else end
    for token in _TOKEN.finditer(line, start, stop):
        if token.start() < at:
            continue
        for head in _heads(line, token):
            spelling = _longest(line, head, stop, index) if head >= at else None
            if spelling is not None:
                at = head + len(spelling)
                yield Named(index.name_of[spelling], (head, at))


def _heads(line: str, token: re.Match[str]) -> list[int]:
    """Where a name may begin in a token: at its head, and after each ``/`` or ``-`` in it."""
    inner = [token.start() + i + 1 for i, c in enumerate(token[0]) if c in "/-"]
    return [token.start(), *inner]


def _longest(line: str, at: int, stop: int, index: _Index) -> str | None:
    first = re.compile(r"[^\W_]+").match(line, at)
    if first is None:
        return None
    for spelling in index.by_first.get(first[0], ()):
        after = at + len(spelling)
        if after > stop or not line.startswith(spelling, at) or not _ends(line, after):
            continue
        if spelling not in index.unsafe or _alone(line, at, after):
            return spelling
    return None


def _alone(line: str, start: int, end: int) -> bool:
    """Whether no word with a capital stands right beside: the Harbour Sun is not The Sun."""
    before, after = line[:start].rstrip(" "), line[end:].lstrip(" ")
    last = re.search(r"[\w.’'&-]+$", before)
    word = last[0] if last else ""
    return not (
        word[:1].isupper() and word not in {"The", "THE", "By", "BY", "From", "Via", "In"}
    ) and (not after[:1].isupper())


def _ends(line: str, at: int) -> bool:
    return at >= len(line) or not (line[at].isalnum() or line[at] == "_")


def canonical(name: str) -> str:
    """The usual full name of an outlet, or the name itself where we know none.

    >>> canonical("AFP"), canonical("Harbour Post")
    ('Agence France-Presse', 'Harbour Post')
    """
    return _index().name_of.get(name) or _index().name_of.get(_plain(name), name)


def listed(
    line: str, start: int, end: int, trust: Trust, *, all_known: bool = False
) -> list[Named]:
    """The names in a list such as ``the AP, Reuters and Harbour Post``.

    With ``all_known`` the list must hold nothing but known names, else it gives none.
    """
    found: list[Named] = []
    for a, b in _parts(line, start, _sentence_end(line, start, end)):
        hits = list(known(line, a, b))
        if all_known and not (hits and _covers(line, hits, a, b)):
            return []
        if hits:
            found.extend(hits)
        elif (new := _unknown(line, a, b, trust)) is not None:
            found.append(new)
        elif trust == "any":
            break  # beyond the first part that is no name the sentence goes on
    return found


def _sentence_end(line: str, start: int, end: int) -> int:
    """Where the sentence with the names ends; a stop inside a known name is none."""
    whole = [name.span for name in known(line, start, end)]
    for stop in _STOP.finditer(line, start, end):
        if not any(a <= stop.start() < b for a, b in whole):
            return stop.start() + 1
    return end


def last_sentence(line: str, start: int, end: int) -> int:
    """Where the last sentence of ``line[start:end]`` begins; a stop inside a name is none."""
    whole = [name.span for name in known(line, start, end)]
    stops = _STOP.finditer(line, start, end)
    ends = [s.end() for s in stops if not any(a <= s.start() < b for a, b in whole)]
    return max(ends, default=start)


def _parts(line: str, start: int, end: int) -> Iterator[Span]:
    """The list cut at commas, slashes and "and"; a known name that holds one stays whole."""
    whole = [name.span for name in known(line, start, end)]
    at = start
    for gap in _GAP.finditer(line, start, end):
        if any(a < gap.end() and gap.start() < b for a, b in whole):
            continue
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _covers(line: str, hits: list[Named], start: int, end: int) -> bool:
    """Whether known names are all that stands in a part of a list."""
    rest = line[start:end]
    for hit in hits:
        rest = rest.replace(line[hit.span[0] : hit.span[1]], " ", 1)
    return not _ARTICLE.sub("", rest + " ").strip(" .-–—/()[]")


def _unknown(line: str, start: int, end: int, trust: Trust) -> Named | None:
    """A name we do not know, where it looks like one and the pattern trusts it."""
    if trust == "known":
        return None
    part = line[start:end]
    start += len(part) - len(part.lstrip(" \"“‘'*_"))
    article = _ARTICLE.match(line, start, end)
    at = article.end() if article else start
    words = _capitalised(line, at, end)
    if not words or len(words) > _MOST or not line[words[0][0]].isupper():
        return None
    if line[slice(*words[0])] in _day_words():
        return None  # "published on Monday" names no outlet
    span = words[0][0], words[-1][1]
    shown = [line[a:b] for a, b in words]
    if trust == "outlet" and not any(w.rstrip(".") in _outlet_words() for w in shown):
        return None
    return Named(line[span[0] : span[1]], span)


def _capitalised(line: str, start: int, end: int) -> list[Span]:
    """The run of words with capitals at ``start``; small words count inside, not at its end."""
    words: list[Span] = []
    last = start
    for token in _TOKEN.finditer(line, start, end):
        between = line[last : token.start()]
        word = token[0]
        if words and (between.strip() or "." in line[words[-1][0] : words[-1][1]][-1:]):
            break
        if not (word[0].isupper() or word[0].isdigit() or word in _small_words()):
            break
        last = token.start() + len(word.rstrip(".'’-/"))
        words.append((token.start(), last))
        if word.endswith((".", "'s", "’s")):
            break
    while words and line[words[-1][0] : words[-1][1]] in _small_words():
        words.pop()
    return words


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(load("credits")["outlet_words"])


@cache
def _day_words() -> frozenset[str]:
    dates = load("dates")
    return frozenset([*dates["weekdays"], *(month.capitalize() for month in dates["months"])])


@cache
def _small_words() -> frozenset[str]:
    return frozenset(load("credits")["small_words"])

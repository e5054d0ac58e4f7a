"""The story of examples/: its articles as Sayso reads them, and what a careful reader found."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sayso.gather import gather
from sayso.read import read
from sayso.records import Article, Page, Span, Spans

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Record:
    """One attribution as the reader took it down, its words found in the article."""

    id: str
    source: Spans
    cue: Spans
    content: Spans
    inside: str | None
    speech: str
    firmness: str
    who: str
    kind: str
    chain: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One article of the story, as read by Sayso, and what the reader found in it."""

    name: str
    article: Article
    given: Mapping[str, Any]
    records: tuple[Record, ...]


def gold() -> list[dict[str, Any]]:
    """The tables of expected.toml, as they are."""
    found: list[dict[str, Any]] = tomllib.loads(
        (EXAMPLES / "expected.toml").read_text(encoding="utf-8")
    )["article"]
    return found


@cache
def story() -> tuple[Told, ...]:
    """All articles of expected.toml, each with its records."""
    articles = _articles()
    return tuple(_told(given, articles) for given in gold())


def find(text: str, words: str, start: int = 0) -> Span:
    """The first place of ``words`` from ``start`` on, not in the middle of a longer word.

    Raises :class:`LookupError` where they do not stand there.
    """
    left = r"(?<!\w)" if words[0].isalnum() else ""
    right = r"(?!\w)" if words[-1].isalnum() else ""
    match = re.compile(left + re.escape(words) + right).search(text, start)
    if match is None:
        raise LookupError(f"{words!r} does not stand in the article")
    return match.span()


def places(text: str, fragments: Sequence[str], start: int) -> Spans:
    """Fragments in order, each behind the one before."""
    spans: list[Span] = []
    for words in fragments:
        spans.append(find(text, words, spans[-1][1] if spans else start))
    return tuple(spans)


def _articles() -> dict[str, Article]:
    """Articles by their input id's last part: a file's name, or the id of a record."""
    found: dict[str, Article] = {}
    for page in gather(str(EXAMPLES / "story")):
        assert isinstance(page, Page), page
        article = read(page)
        assert isinstance(article, Article), article
        found[re.split(r"[/#:]", page.input_id)[-1]] = article
    return found


def _told(given: Mapping[str, Any], articles: Mapping[str, Article]) -> Told:
    name = given.get("id", Path(given["file"]).name)
    article = articles[name]
    records = tuple(_record(article.text, each) for each in given["attribution"])
    return Told(name, article, given, records)


def _record(text: str, given: Mapping[str, Any]) -> Record:
    start = text.index(given["at"]) if "at" in given else 0
    source, cue, content = (places(text, given[role], start) for role in ROLES)
    return Record(
        id=given["id"],
        source=source,
        cue=cue,
        content=content,
        inside=given.get("inside"),
        speech=given["speech"],
        firmness=given["firmness"],
        who=given["who"],
        kind=given["kind"],
        chain=tuple(given["chain"]),
    )

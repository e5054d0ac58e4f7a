"""Articles and attributions built from words, for tests of what trace makes of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.records import (
    Article,
    Attribution,
    Credit,
    Firmness,
    Hop,
    Kind,
    Span,
    Spans,
    Speech,
    Who,
    article_id,
    attribution_id,
)

ROLES = ("source", "cue", "content")
CASES = Path(__file__).resolve().parent.parent / "cases"


def cases(folder: str) -> list[dict[str, Any]]:
    """All ``[[case]]`` tables of ``tests/cases/<folder>/*.toml``."""
    found: list[dict[str, Any]] = []
    for path in sorted((CASES / folder).glob("*.toml")):
        found += tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    return found


def place(text: str, words: str, start: int = 0) -> Span:
    """Where ``words`` stand first in ``text``."""
    at = text.find(words, start)
    assert at >= 0, f"{words!r} does not stand in {text!r}"
    return at, at + len(words)


def places(text: str, fragments: Sequence[str]) -> Spans:
    """Where ``fragments`` stand, one behind the other."""
    spans: list[Span] = []
    for words in fragments:
        spans.append(place(text, words, spans[-1][1] if spans else 0))
    return tuple(spans)


def article(text: str, **given: Any) -> Article:
    """An article whose paragraphs are lines and whose sentences end at a full stop.

    ``blocks``, ``headline``, ``dateline`` and ``credits`` are given by their words.
    """
    paragraphs = tuple(m.span() for m in re.finditer(r"[^\n]+", text))
    sentences = tuple(
        m.span() for m in re.finditer(r"[^\s](?:.*?)(?:[.!?…][\"'”’)]*(?=\s|$)|(?=\n|$))", text)
    )
    blocks = places(text, given.pop("blocks", ()))
    credited = tuple(
        Credit(c["name"], c["how"], place(text, c["span"]), _covers(text, c))
        for c in given.pop("credits", ())
    )
    for key in ("headline", "dateline"):
        if key in given:
            given[key] = place(text, given[key])
    return Article(
        article_id(text, None),
        "case",
        text,
        paragraphs=paragraphs,
        sentences=sentences,
        blocks=blocks,
        credits=credited,
        **given,
    )


def _covers(text: str, credit: dict[str, str]) -> Span | None:
    return place(text, credit["covers"]) if "covers" in credit else None


def attributed(text: str, records: Sequence[dict[str, Any]]) -> tuple[Attribution, ...]:
    """Attributions from tables of ``source``, ``cue`` and ``content`` words."""
    return tuple(_attribution(text, record) for record in records)


def _attribution(text: str, record: dict[str, Any]) -> Attribution:
    source, cue, content = (places(text, record.get(role, ())) for role in ROLES)
    who = Who(" ".join(record.get("source", ["unnamed"])), Kind.PERSON)
    return Attribution(
        id=attribution_id("case", source, cue, content),
        source=source,
        cue=cue,
        content=content,
        inside=None,
        speech=Speech.MIXED,
        firmness=Firmness.ASSERTED,
        score=1.0,
        who=who,
        chain=(Hop(who.name, who.kind, Firmness.ASSERTED),),
    )

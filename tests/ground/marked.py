"""Articles with brackets around what is expected, and marks built from words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.records import Article, EntityMark, Marks, PredicateMark, RoleMark, Span
from tests.trace.marked import article, place

CASES = Path(__file__).resolve().parent.parent / "cases" / "ground"


def table(name: str) -> dict[str, Any]:
    """All of ``tests/cases/ground/<name>.toml``."""
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def bracketed(written: str) -> tuple[str, list[Span]]:
    """A text without its square brackets, and the spans that stood in them."""
    text, spans = "", list[Span]()
    for part in re.split(r"(\[[^\]]*\])", written):
        inside = part.startswith("[")
        bare = part[1:-1] if inside else part
        if inside:
            spans.append((len(text), len(text) + len(bare)))
        text += bare
    return text, spans


def marks(made: Article, case: dict[str, Any]) -> Marks:
    """Marks of a case: entities from ``dates`` and ``names``, predicates from ``verbs``."""
    text = made.text
    dates = [EntityMark(place(text, words), "Date", 1.0) for words in case.get("dates", ())]
    names = [EntityMark(place(text, words), "Organization", 1.0) for words in case.get("names", ())]
    verbs = [predicate(text, *row) for row in case.get("verbs", ())]
    return Marks(
        made.id,
        entities=tuple(sorted([*dates, *names], key=lambda e: e.span)),
        predicates=tuple(sorted(verbs, key=lambda p: p.span)),
    )


def predicate(text: str, word: str, time: str) -> PredicateMark:
    """A predicate, with the words of its role of time where there are any."""
    roles = (RoleMark(place(text, time), "ARGM-TMP", 1.0),) if time else ()
    return PredicateMark(place(text, word), 3.0, 1.0, roles)


def read(written: str, case: dict[str, Any] | None = None, **given: Any) -> tuple[Article, Marks]:
    """The article of a row and its marks."""
    made = article(bracketed(written)[0], **given)
    return made, marks(made, case or {})


def shown(text: str, spans: Sequence[Span]) -> str:
    """A text with brackets around spans, to be compared with a row."""
    out, at = "", 0
    for start, end in spans:
        out += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return out + text[at:]

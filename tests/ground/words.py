"""A fake model for frames: names from a list, a predicate in every word of the event lists and
in every past form.

It knows no roles and judges no event unless a case gives them, so that a case shows what grammar
and word lists do alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from sayso.ground.frames import find
from sayso.records import (
    Article,
    EntityMark,
    Frame,
    Marks,
    Modality,
    PredicateMark,
    RoleMark,
    Span,
)
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events

CASES = Path(__file__).resolve().parent.parent / "cases" / "frames"
NAMES = {
    "Location": "Orsk|Vell|Aam|Tarn|Lisk|Brenn Valley|Sund",
    "Organization": "Harbour Guard|United Ports|Ferry Union|Senate|Blue Coast Watch|Rill Bank",
    "Person": "Ilse Brandt|Ost|Juno Falk|Brandt|Falk|Mara Quill",
    "NORP": "Orskan|Vellish|Tarnian|Orskans|Tarnians",
}
SENTENCE = re.compile(r"\S.*?(?:[.!?](?=\s|$)|$)", re.DOTALL)


def cases(stem: str) -> list[tuple[str, tuple[str, ...]]]:
    """The lines of ``tests/cases/frames/<stem>.toml``: a text, and the frames that it tells."""
    tables = tomllib.loads((CASES / f"{stem}.toml").read_text(encoding="utf-8"))
    return [(text, tuple(frames)) for lines in tables.values() for text, *frames in lines["lines"]]


def names(text: str) -> tuple[EntityMark, ...]:
    """The invented names of the cases, wherever they stand."""
    found: dict[Span, str] = {}
    for kind, listed in NAMES.items():
        for name in listed.split("|"):
            for match in re.finditer(rf"\b{name}\b", text):
                if not any(a <= match.start() < b for a, b in found):
                    found[match.span()] = kind
    return tuple(EntityMark(span, found[span], 0.9) for span in sorted(found))


def predicates(
    text: str, roles: Mapping[str, Sequence[tuple[str, str]]] | None = None
) -> tuple[PredicateMark, ...]:
    """A predicate in every word of the event lists, with the roles given by its word."""
    known, small = events(), clauses()
    lists = (
        known.verbs,
        known.light,
        known.reverse,
        known.planning,
        known.saying,
        known.plain,
        known.handing,
    )
    out = []
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", text):
        low = match.group().lower()
        closed = low in small.prepositions | small.have | small.be | small.do | small.determiners
        if closed or not (
            any(known.verb(low) in each for each in lists)
            or known.noun(low) in known.nouns
            or low in known.irregular
            or low.endswith("ed")
        ):
            continue
        given = tuple(
            RoleMark((text.index(words), text.index(words) + len(words)), role, 0.9)
            for role, words in (roles or {}).get(match.group(), ())
        )
        out.append(PredicateMark(match.span(), 2.0, 0.9, given))
    return tuple(out)


def article(text: str) -> Article:
    """An article whose sentences end at a full stop."""
    spans = tuple(m.span() for m in SENTENCE.finditer(text))
    return Article("case", "case", text, sentences=spans, paragraphs=((0, len(text)),))


def frames(text: str) -> tuple[Frame, ...]:
    """What is found in a text with the fake model."""
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    return find(article(text), marks, (), (), ())


def told(text: str, frame: Frame) -> str:
    """A frame as a case has it: ``actor > EVENT/mode > recipient; not; planned``."""

    def words(span: Span | None) -> str:
        return text[slice(*span)] if span else "-"

    event = f"{frame.event}/{frame.mode}" if frame.mode else frame.event
    said = [f"{words(frame.actor)} > {event} > {words(frame.recipient)}"]
    said += ["not"] * frame.negated
    said += [str(frame.modality)] * (frame.modality is not Modality.PAST)
    return "; ".join(said)

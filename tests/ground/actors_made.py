"""Articles with marks and readings built from words, for tests of the actors in them."""

from __future__ import annotations

from typing import Any

from sayso.ground.actors import find
from sayso.records import (
    ActorMention,
    Article,
    CueMark,
    EntityMark,
    Marks,
    PredicateMark,
    RoleMark,
    Spans,
)
from sayso.trace import trace
from sayso.vocab.book import ActorBook, actor_book
from tests.trace.marked import article, place, places

Made = tuple[Article, Marks]


def made(case: dict[str, Any]) -> Made:
    """The article and the marks of a case."""
    text = case["text"]
    given = {"published": case["published"]} if "published" in case else {}
    entities: list[EntityMark] = []
    for told in case.get("entities", ()):
        kind, words = told.split(": ", 1)
        after = entities[-1].span[1] if entities else 0
        entities.append(EntityMark(place(text, words, after), kind, 0.9))
    cues: list[CueMark] = []
    for one in case.get("said", ()):
        after = max(cues[-1].cue[1], cues[-1].content[-1][1]) if cues else 0
        spans = {role: shifted(text, one[role], after) for role in ("source", "cue", "content")}
        cue = spans["cue"][0]
        cues.append(CueMark(cue, spans["source"], spans["content"], inner=False, score=0.9))
    predicates: list[PredicateMark] = []
    for told in case.get("does", ()):
        after = predicates[-1].span[1] if predicates else 0
        predicates.append(predicate(text, told, after))
    marks = Marks("case", cues=tuple(cues), entities=tuple(entities), predicates=tuple(predicates))
    return article(text, **given), marks


def shifted(text: str, words: list[str], after: int) -> Spans:
    """Where words stand behind ``after``."""
    found = places(text[after:], words)
    return tuple((start + after, end + after) for start, end in found)


def predicate(text: str, told: str, after: int) -> PredicateMark:
    """A predicate from ``ARG0 | predicate | ARG1``."""
    agent, verb, patient = (part.strip() for part in told.split("|"))
    at = place(text, agent, after) if agent else (after, after)
    word = place(text, verb, at[1])
    roles = [RoleMark(at, "ARG0", 0.9)] if agent else []
    if patient:
        roles.append(RoleMark(place(text, patient, word[1]), "ARG1", 0.9))
    return PredicateMark(word, 3.0, 0.9, tuple(roles))


def found(case: dict[str, Any], book: ActorBook | None = None) -> tuple[ActorMention, ...]:
    """The actors of a case, its sources traced for real."""
    laid, marks = made(case)
    return find(laid, marks, trace(laid, marks), book or actor_book())


def shown(text: str, mention: ActorMention) -> str:
    """A mention as the cases write it."""
    words = text[slice(*mention.span)]
    if mention.id is not None:
        return f"{words} -> {mention.id}"
    return f"{words} -> ?" if mention.why.startswith("open") else f"{words} -> = {mention.name}"

"""Does a stretch of text tell an event, and how firmly: by word lists, and by what was marked.

A verb of the word lists tells an event.  Where the model marked predicates it must be one of them:
"a *masked* man" and "his *left* arm" are not.  A predicate also has a factuality, from -3 (did not
happen) over 0 (open) to 3 (happened); what is left open is not asserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.records import Firmness, PredicateMark, Span
from sayso.vocab import load

__all__ = [
    "WORD",
    "Event",
    "by_start",
    "clauses",
    "event_in",
    "firmness_of_words",
    "headline_event",
]

WORD = re.compile(r"[^\W\d_][\w'\u2019-]*|\d[\d,.]*")
_CLOSERS = "\"'\u201d\u2019)]* "
_OPEN = 0.5
_TOLD = 0.75
_ING = 3
_FEW = 4  # of so many words one may be small: "Kills over 100"


@dataclass(frozen=True, slots=True)
class Event:
    """The word that tells an event, and its factuality where the model gave one."""

    word: str
    factuality: float | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """Words at the borders of what an attribution leaves of a sentence."""

    openers: frozenset[str]
    joining: frozenset[str]
    dependent: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of the vocabulary, as sets."""

    past: frozenset[str]
    participles: frozenset[str]
    present: frozenset[str]
    base: frozenset[str]
    nouns: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    not_verbs: frozenset[str]
    ability: frozenset[str]
    there: tuple[str, ...]
    person: frozenset[str]
    conditions: frozenset[str]
    states: frozenset[str]
    leading: frozenset[str]
    plural: frozenset[str]
    bare: frozenset[str]
    nounlike: frozenset[str]
    doubtful: frozenset[str]
    relative: frozenset[str]
    not_told: tuple[str, ...]
    skip: tuple[str, ...]
    firmness: tuple[tuple[Firmness, frozenset[str], tuple[str, ...]], ...]


def by_start(predicates: Iterable[PredicateMark]) -> dict[int, PredicateMark]:
    """Marked predicates by where they begin."""
    return {mark.span[0]: mark for mark in predicates}


def event_in(
    text: str,
    span: Span,
    least: int,
    marked: Mapping[int, PredicateMark],
    *,
    part: bool = False,
) -> Event | None:
    """The event that ``span`` tells, unless it is opinion, a question, a report or furniture.

    ``least`` is how many words it needs.  What only ``part`` of a sentence tells must stand in a
    main clause: "a miller who fled" is none.
    """
    said = text[slice(*span)]
    matches = list(WORD.finditer(text, *span))
    tokens = [match.group() for match in matches]
    if len(tokens) < least or said.rstrip(_CLOSERS).endswith("?"):
        return None
    if _no_event(said, tokens):
        return None
    words = _words()
    if _there(tokens, words):
        return next((Event(t) for t in tokens if t.casefold() in words.nouns), None)
    found: list[Event] = []
    for i in range(1, len(tokens)):
        mark = marked.get(matches[i].start())
        if (mark is None and marked) or not _verb(tokens, i, words, bare=False):
            continue
        if part and not words.relative.isdisjoint(tokens[max(0, i - 2) : i]):
            continue
        found.append(Event(tokens[i], None if mark is None else mark.factuality))
    return _surest(found)


def _surest(found: list[Event]) -> Event | None:
    """The first event that is not left open, else the first."""
    sure = (e for e in found if e.factuality is None or abs(e.factuality) >= _TOLD)
    return next(sure, found[0] if found else None)


def headline_event(
    text: str, span: Span, least: int, marked: Mapping[int, PredicateMark]
) -> Event | None:
    """The event that the headline at ``span`` tells; a question asks for one all the same.

    In a headline capitals mean nothing, the present tells what has happened ("Rebels seize town"),
    participles stand without their auxiliary and people are dead without a verb ("Ten dead in
    raid").  The model knows headlines less well than sentences: what it did not mark counts, too.
    """
    matches = list(WORD.finditer(text, *span))
    tokens = [match.group().rstrip("'\u2019") for match in matches]  # the mark behind 'seize'
    if len(tokens) < least or _no_event(text[slice(*span)], tokens):
        return None
    words = _words()
    if _there(tokens, words):
        return next((Event(t) for t in tokens if t.casefold() in words.nouns), None)
    low = [t.casefold() for t in tokens] if _capitalised(tokens) else tokens
    found: list[Event] = []
    for i in range(1, len(tokens)):
        mark = marked.get(matches[i].start())
        if (mark is not None and _verb(low, i, words, bare=True)) or _headed(low, i, words):
            found.append(Event(tokens[i], None if mark is None else mark.factuality))
    to_come = (tokens[i] for i in range(2, len(low)) if low[i - 1] == "to" and low[i] in words.base)
    return _surest(found) or next((Event(t) for t in to_come), None)


def _headed(low: list[str], i: int, words: _Words) -> bool:
    """Whether the token at ``i`` of a headline is a verb that tells an event, by what is beside."""
    token, before, after = low[i], low[i - 1], low[i + 1] if i + 1 < len(low) else ""
    if not token[0].islower() or "-" in token or before.casefold() in words.leading:
        return False
    if not words.ability.isdisjoint(low[max(0, i - 3) : i]):
        return False
    if token in words.states:
        return True
    ended = token.endswith("ed") and len(token) > _ING and token not in words.not_verbs
    if ended or token in words.past | words.participles | words.present:
        return True
    several = before.endswith("s") and not before.endswith(("ss", "'s", "\u2019s"))
    several = several or before.casefold() in words.plural or before.isdigit()
    if token in words.bare:
        far = token not in words.nounlike and any(word.endswith("s") for word in low[:i])
        return several or far or not words.modals.isdisjoint(low[max(0, i - 2) : i])
    # "Army strikes depot" is told from "air strikes kill" and "strikes on depot" by what follows.
    goes_on = after and after not in words.leading and after not in words.bare
    number = after == "to" and low[i + 2 : i + 3] and low[i + 2][0].isdigit()
    return bool(token in words.doubtful and (goes_on or number) and not several)


def _no_event(said: str, tokens: list[str]) -> bool:
    """Opinion, talk about the report, the reader or the writer, or furniture of the page."""
    words = _words()
    plain = f" {' '.join(tokens).casefold()} "
    if any(f" {phrase} " in plain for phrase in words.not_told):
        return True
    if not words.person.isdisjoint(plain.replace("\u2019", "'").split()):
        return True
    low = said.casefold()
    return any(phrase in low for phrase in words.skip)


def _there(tokens: list[str], words: _Words) -> bool:
    """Whether it says "there was" or its like, with a noun that tells an event."""
    plain = f" {' '.join(tokens).casefold()} "
    there = any(f" {phrase} " in plain for phrase in words.there)
    return there and any(token.casefold() in words.nouns for token in tokens)


def _capitalised(tokens: list[str]) -> bool:
    """Nearly every longer word has a capital, as in many headlines."""
    longer = [token for token in tokens if len(token) > _ING and not token[0].isdigit()]
    return _FEW * sum(token[0].islower() for token in longer) <= len(longer)


def _verb(tokens: list[str], i: int, words: _Words, *, bare: bool) -> bool:
    """Whether the token at ``i`` is a verb that tells an event.  A rule of thumb, without a tagger.

    Capitalised words are names.  One word may stand between "has", "was" or "may" and its verb;
    ``bare``: none needs to.
    """
    token = tokens[i]
    if not token[0].islower() or not words.ability.isdisjoint(tokens[max(0, i - 3) : i]):
        return False
    if token in words.past or token in words.present:
        return True
    if token.endswith("ed") and len(token) > _ING and token not in words.not_verbs:
        return True
    if bare and token in words.participles:
        return True
    before = {t.casefold() for t in tokens[max(0, i - 2) : i]}
    if before & words.modals and token in words.base:
        return True
    return bool(before & words.auxiliaries) and (
        token in words.participles or _going_on(token, words)
    )


def _going_on(token: str, words: _Words) -> bool:
    """The -ing form of an event verb: "is moving", "were shelling", "is cutting"."""
    if not token.endswith("ing"):
        return False
    stem = token[:-_ING]
    return bool({stem, stem + "e", stem[:-1]} & words.base)


def firmness_of_words(said: str, event: Event) -> tuple[Firmness, str]:
    """How firmly the author puts it: by the first list that has a word in it, or by factuality."""
    words = _words()
    tokens = [match.group() for match in WORD.finditer(said)]
    folded = f" {' '.join(tokens)} ".casefold()
    single = set(tokens)  # "May" the month is no modal, so case counts here
    single.add(tokens[0].casefold() if len(tokens) > 1 and tokens[1][0].islower() else "")
    for firmness, listed, phrases in words.firmness:
        found = [*sorted(single & listed), *(p for p in phrases if f" {p} " in folded)]
        if found:
            return firmness, f"word: {found[0]}"
    if tokens and tokens[0].casefold() in words.conditions:
        return Firmness.OTHER, f"a condition: {tokens[0].casefold()}"
    if event.factuality is not None and abs(event.factuality) < _OPEN:
        return Firmness.HEDGED, f"factuality of {event.word}: {event.factuality:.1f}"
    return Firmness.ASSERTED, "no hedge in it"


@cache
def clauses() -> Clauses:
    """The words at the borders of clauses."""
    clause = load("voice")["clause"]
    return Clauses(
        openers=frozenset(clause["openers"]),
        joining=frozenset(clause["joining"]),
        dependent=frozenset(clause["dependent"]),
    )


@cache
def _words() -> _Words:
    vocab = load("voice")
    event, firm, skip = vocab["event"], vocab["firmness"], vocab["skip"]
    base, head = frozenset(event["verbs"].split()), vocab["headline"]
    nouns = frozenset((*event["nouns"].split(), *event["plural_nouns"].split()))
    bare = base | frozenset(head["verbs"].split())
    return _Words(
        past=frozenset(event["irregular"].split()),
        participles=frozenset(event["participles"].split()),
        present=frozenset(_third_person(verb) for verb in base) - nouns,
        base=base,
        states=frozenset(head["states"].split()),
        leading=frozenset(head["leading"].split()),
        plural=frozenset(head["plural"].split()),
        bare=bare,
        nounlike=frozenset(v for v in bare if {v, _third_person(v)} & nouns)
        | frozenset(head["adjectival"].split()),
        doubtful=frozenset(_third_person(verb) for verb in bare) - frozenset(head["never"].split()),
        nouns=frozenset(event["nouns"].split()),
        auxiliaries=frozenset(event["auxiliaries"].split()),
        modals=frozenset(event["modals"].split()),
        not_verbs=frozenset(event["not_verbs"].split()),
        ability=frozenset(event["ability"].split()),
        there=tuple(event["there"]),
        person=frozenset(skip["person"].split()),
        conditions=frozenset(firm["conditions"].split()),
        relative=frozenset(vocab["clause"]["relative"].split()),
        not_told=(*skip["opinion"], *skip["reported"]),
        skip=(*skip["report"], *skip["furniture"]),
        firmness=(
            (Firmness.ALLEGED, frozenset(firm["alleged"].split()), ()),
            (Firmness.HEDGED, frozenset(firm["hedged"].split()), tuple(firm["hedged_phrases"])),
            (Firmness.OTHER, frozenset(firm["other"].split()), tuple(firm["other_phrases"])),
        ),
    )


def _third_person(verb: str) -> str:
    """The form with -s: "pass" "passes", "carry" "carries", "stay" "stays"."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"

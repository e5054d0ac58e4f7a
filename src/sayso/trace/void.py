"""Cues that say nothing: what is done, shown or found, and words that only lead to others.

Where a model is sure of a cue, the words beside it may still tell that nobody says anything: a
court found somebody guilty, a state bans cars, an attack "shows", a box is opened to show its load.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.records import Kind
from sayso.trace.draft import Draft, Ground
from sayso.trace.head import TOKEN
from sayso.trace.phrase import parse
from sayso.trace.shown import is_shown, named_recording
from sayso.trace.spans import bounds, overlap, text_of, which
from sayso.vocab import load
from sayso.vocab.book import actor_book
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues, stems
from sayso.vocab.kinds import kinds

__all__ = ["known_function", "void"]

LIKELY = 0.4
UNSURE = 0.45
SURER = 0.6
FEW = 60
WORDS = re.compile(r"[\w’'-]+")
THIRD = 3
WINDOW = 30
APOSTROPHE = re.compile(r"\w['’]s?\b")
DAY = re.compile(r"\W*([^\W_]+)")
CLAUSE = (" to ", " that ", " to\n")
FOR_SHOW = re.compile(r"\b[a-z]+(?:ed|en|wn) to $")


def void(ground: Ground, draft: Draft) -> str | None:
    """Why a cue says nothing, by its own words and those beside it; ``None`` where it may."""
    if is_day_of_issue(ground, draft):
        return "when the article came out, and nothing said"
    if is_weak(ground, draft):
        return "an unsure cue that is no word of saying"
    if is_event(ground, draft):
        return "what happened says nothing"
    if is_deed(ground, draft):
        return "a thing is done, and nothing said"
    if is_owner(ground, draft):
        return "a genitive that lost its apostrophe"
    return only_seen(ground, draft) or bare(ground, draft)


def is_owner(ground: Ground, draft: Draft) -> bool:
    """Whether the source owns what the cue is taken for: "Brasks claims showed", "Holms plan"."""
    text, (start, end) = ground.text, bounds(draft.source) if draft.source else (0, 0)
    word = text[start:end]
    plain = word.endswith("s") and word[:1].isupper() and word.isalpha() and not word.isupper()
    if not plain or text[end : draft.cue[0][0]] != " " or ground.matches(APOSTROPHE, 0, len(text)):
        return False
    if text_of(text, draft.content).lower().startswith("that "):
        return False
    name = word.removesuffix("s")
    full = ground.names.longer(name, start)
    listed = any(one.kind is Kind.PERSON for one in actor_book().named(name))
    person = listed or (full is not None and full.kind is Kind.PERSON)
    return person and ground.names.longer(word, start) is None


def is_event(ground: Ground, draft: Draft) -> bool:
    """Whether the source is what happened: "the raid", "the attack on the mill"."""
    if not draft.source or kinds().events.isdisjoint(ground.words(draft.source)):
        return False
    phrase = parse(ground.text, bounds(draft.source))
    words = TOKEN.findall(phrase.core.lower())
    stop = next((place for place, word in enumerate(words) if word in kinds().after), len(words))
    return phrase.head == "" and bool(words[:stop]) and words[stop - 1] in kinds().events


def is_deed(ground: Ground, draft: Draft) -> bool:
    """Whether a cue tells what somebody does ("bans", "had vetoed"), and there is no clause."""
    if not draft.cue or is_quoted(ground, draft):
        return False
    small = cues().function | cues().auxiliary | clauses().prepositions | clauses().adverbs
    small |= clauses().modals | cues().negation
    words = [w for w in ground.words(draft.cue) if w not in small and not w.endswith("ly")]
    if not words or not all(cues().deeds.intersection(stems(word)) for word in words):
        return False
    return not text_of(ground.text, draft.content).lower().startswith("that ")


def is_quoted(ground: Ground, draft: Draft) -> bool:
    """Whether a part of what is said stands in quotation marks."""
    return any(overlap((quote.span,), draft.content) for quote in ground.quotes)


def only_seen(ground: Ground, draft: Draft) -> str | None:
    """Why nothing is said where a thing is only found, seems, or is shown to somebody."""
    words = ground.words(draft.cue)
    if not words:
        return None
    base = cues().lemma(words[-1])
    opening = WORDS.findall(text_of(ground.text, draft.content).lower())[:THIRD]
    if base == "find" and not cues().findings.isdisjoint(opening):
        return "somebody was found so, and nothing said"
    behind = ground.text[draft.cue[-1][1] :][: len(" that ")].lower()
    clause = behind.startswith(CLAUSE) or opening[:1] == ["that"]
    if base in cues().seeming and draft.source and not clause:
        return "a thing only seems so"
    if not is_shown(ground, draft) or clause:
        return None
    start = draft.cue[0][0]
    aim = FOR_SHOW.search(ground.text, max(0, start - WINDOW), start)
    if aim is not None and draft.source and not parse(ground.text, bounds(draft.source)).somebody:
        return "a thing is done to be seen"
    passive = not cues().be.isdisjoint(words[:-1]) and words[-1] not in cues().speaking
    left, right = ground.sentences[max(0, which(start, ground.sentences))]
    if passive and not draft.source and named_recording(ground.text, left, right) is None:
        return "somebody is shown, and nothing said"
    return None


def known_function(words: Sequence[str]) -> bool:
    """Whether a cue is nothing but small words ("is")."""
    return cues().function.issuperset(words)


def is_weak(ground: Ground, draft: Draft) -> bool:
    """Whether a cue that no list has is less likely than not a cue at all ("are aligned").

    What stands in quotation marks is somebody's words all the same; inside the words of others
    cues are less sure as a rule.
    """
    limit = LIKELY if draft.source else SURER
    words = ground.words(draft.cue)
    held = draft.score >= limit or (draft.inner and draft.source)
    if held or known_function(words) or not any(map(str.isalpha, words)):
        return False
    if is_quoted(ground, draft) and (draft.source or draft.score >= LIKELY):
        return False
    return not any(is_word_of_saying(word) for word in words)


def is_word_of_saying(word: str) -> bool:
    """Whether a word is listed as carrying speech, thought or doubt, or as what leads to it."""
    known = cues()
    base = known.lemma(word)
    if base in known.verbs or word in known.nouns or word in known.adverbs:
        return True
    if not known.negated.keys().isdisjoint((word, base, *stems(word))):
        return True
    small = known.function | known.auxiliary | clauses().prepositions
    return word not in small and any(word in phrase.split() for phrase in known.phrases)


def is_day_of_issue(ground: Ground, draft: Draft) -> bool:
    """Whether a cue of nobody's is what stands before a date line: "Published June 8 2016"."""
    if draft.source or not draft.cue or text_of(ground.text, draft.cue).lower() not in _issued():
        return False
    found = DAY.match(ground.text, draft.cue[-1][1])
    return found is not None and (found[1][0].isdigit() or found[1] in kinds().calendar)


@cache
def _issued() -> frozenset[str]:
    """Words before the day of publication, in lower case."""
    return frozenset(word.lower() for word in load("dates")["prefixes"])


def bare(ground: Ground, draft: Draft) -> str | None:
    """Why nothing is said: by nobody with a cue that is only a word like "is", or "no comment"."""
    known = cues()
    words = ground.words(draft.cue)
    unsure = draft.score < UNSURE and known.be.issuperset(words) and not is_quoted(ground, draft)
    if (unsure or not draft.source) and known.function.issuperset(words):
        return "nobody says it, and its cue is only an auxiliary"
    opening = WORDS.findall(text_of(ground.text, draft.content).lower())[:THIRD]
    behind = ground.text[draft.cue[-1][1] :][:WINDOW].split()[:1] if draft.cue else []
    toll = not draft.source and bool(behind) and behind[0].isdigit()
    if "claim" in map(known.lemma, words) and (toll or not known.lives.isdisjoint(opening)):
        return "lives are taken, nothing is said"
    content = text_of(ground.text, draft.content).strip('.,;”’" ').lower()
    bases = lemmas_of(words)
    if bases and all(content in known.bare.get(base, ()) for base in bases):
        return "only that it was said"
    taken = is_taken(ground, draft, opening)
    if taken is not None or is_named_so(ground, draft):
        return taken or "a part of a name"
    if is_naming(ground, draft):
        return "a name is given, and nothing said"
    asked = bases == {"ask"} | (bases & known.be) and not known.be.isdisjoint(words)
    said = text_of(ground.text, draft.content[-1:]).lower()
    if asked and not draft.source and said.startswith("to comment"):
        return "asked to say something, and nothing said"
    nobody = text_of(ground.text, draft.source).lower().split()[:1]
    if nobody and known.nobody.issuperset(nobody) and lemmas_of(words).isdisjoint(known.negated):
        return "nobody is told to have said it"
    unwilling = any(base in known.unwilling for word in words for base in stems(word))
    said = text_of(ground.text, draft.content).lower()
    nothing = unwilling and said.startswith(known.nothing) and len(said) < FEW
    return "unwilling to say anything" if nothing else None


def lemmas_of(words: Sequence[str]) -> set[str]:
    """The base forms of a cue's words."""
    return set(map(cues().lemma, words))


def is_taken(ground: Ground, draft: Draft, opening: list[str]) -> str | None:
    """Why nothing is said where a name is taken ("calls itself"), or a thing refused."""
    known = cues()
    words = ground.words(draft.cue)
    if not words:
        return None
    selves = words[-1] in known.calling and not known.selves.isdisjoint(opening[:1])
    if selves and not is_quoted(ground, draft):
        return "a name is taken, and nothing said"
    before = ground.text[max(0, draft.anchor - WINDOW) : draft.anchor].lower().split()[-1:]
    refused = not draft.source and before == ["to"] and known.refusing.issuperset(words)
    refused = refused and opening[:1] != ["that"]
    return "a thing is refused somebody, and nothing said" if refused else None


def is_named_so(ground: Ground, draft: Draft) -> bool:
    """Whether a cue is a name's last part ("Rodi Said"), or says whom something is named for."""
    if not draft.cue:
        return False
    start, end = draft.cue[0]
    before = ground.text[max(0, start - WINDOW) : start].split()[-1:]
    name = ground.text[start:end] == "Said" and bool(before) and before[0][0].isupper()
    after = ground.text[end:].startswith((" for ", " after "))
    return name or (ground.text[start:end] == "named" and not draft.source and after)


def is_naming(ground: Ground, draft: Draft) -> bool:
    """Whether a cue only gives a name: "are known as", "also referred to as"."""
    words = ground.words(draft.cue)
    behind = ground.text[bounds(draft.cue)[1] :][: len(" to as ")].lower()
    given = words[-1:] == ["as"] or behind.startswith((" as ", " to as ", " for "))
    plainly = bool(words) and (words[0] in cues().be or words[0] in cues().naming)
    return given and plainly and not draft.source and not cues().naming.isdisjoint(words)

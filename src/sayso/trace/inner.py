"""Marks put right where one saying stands in another: "denied claims that", ", who officials say".

The cue head reads a denial and the talk that is denied as one cue, lets the relative clause of a
source run on into the sentence around it, and takes the words of a denial for those of the claim.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.records import CueMark, Firmness, PredicateMark, Span, Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.spans import bounds, covered, inside_any, overlap, size, text_of, trim
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues, hedges

__all__ = ["answered", "idle", "one_clause", "parted"]

BLANK = " \t\r\n\u00a0"
WORD = re.compile(r"[\w’'-]+")
RELATIVE = re.compile(r", (?:who|whom|which|that) $")
BREAK = re.compile(r", ")
NEXT = re.compile(r"(?:[a-z]+ly )?(?P<verb>[\w’'-]+)")
ANSWER = re.compile(r" ?[:,] ?[\"“'‘]?$")
NEAR = 12
ALL = 0.75
LEAST = 12
WINDOW = 60
NOTHING = re.compile(r"\bno (?:[\w-]+,? ){1,4}(?:to |that |which )?$")
AS = re.compile(r" as [\"“'‘]")
BE = re.compile(r" (?:is|are|was|were|has|have|had)(?: been)?(?: [a-z]+ly)? $")


def parted(ground: Ground, mark: CueMark, predicates: Sequence[PredicateMark]) -> list[CueMark]:
    """``mark`` as one or two: a denial and the talk denied, each with what it says."""
    denial = of_talk(ground, mark)
    if denial is not None:
        return denial
    whole = closed(ground, mark, predicates)
    talk = ground.text[max(0, mark.cue[0]) : mark.cue[1]].lower() in cues().talk
    if talk and len(whole.content) == 1 and whole.content[0][0] >= mark.cue[1]:
        return [replace(whole, content=(judged(ground, whole.content[0]),))]
    return [whole]


def of_talk(ground: Ground, mark: CueMark) -> list[CueMark] | None:
    """A denial whose cue ends in the noun of what is denied, as two: "denied | claims that"."""
    clipped = max(0, mark.cue[0]), min(len(ground.text), mark.cue[1])
    start, end = trim(ground.text, clipped, BLANK)
    words = list(WORD.finditer(ground.text, start, end))
    if not words or words[-1].group().lower() not in cues().talk or not mark.content:
        return None
    first, *rest = sorted(mark.content)
    denied = [place for place, word in enumerate(words[:-1]) if denies_by(word.group().lower())]
    if not denied or not 0 <= first[0] - end <= 1 or first[0] >= first[1]:
        return None
    talk = words[denied[-1] + 1].start()
    outer = replace(mark, cue=(start, words[denied[-1]].end()), content=((talk, first[1]), *rest))
    said = (judged(ground, first), *rest)
    noun = CueMark(words[-1].span(), (), said, inner=True, score=mark.score)
    return [outer, noun]


def denies_by(word: str) -> bool:
    """Whether a word is a form of a verb of denial."""
    return cues().verbs.get(cues().lemma(word)) is Firmness.DENIED


def judged(ground: Ground, said: Span) -> Span:
    """What a noun of talk says, without the judgement behind it: "that it sank is untrue"."""
    words = ground.text[slice(*said)].lower()
    ends = [match.start() for match in [AS.search(words)] if match]
    for part in hedges().untrue:
        at = words.find(f" {part}")
        if at > 0:
            is_it = BE.search(words, 0, at + 1)
            ends.append(is_it.start() if is_it else at)
    end = said[0] + min(ends, default=len(words))
    return (said[0], end) if end - said[0] >= LEAST else said


def closed(ground: Ground, mark: CueMark, predicates: Sequence[PredicateMark]) -> CueMark:
    """``mark`` without what follows the comma that closes its relative clause.

    "The driver, who police said was armed, got away": a comma and a verb lead back to the driver.
    """
    text = ground.text
    start = min((span[0] for span in (mark.cue, *mark.source)), default=0)
    if not mark.content or not RELATIVE.search(text, max(0, start - NEAR), max(0, start)):
        return mark
    first, *rest = sorted(mark.content)
    if rest or first[0] < mark.cue[1]:
        return mark
    end = min(first[1], len(text))
    for comma in BREAK.finditer(text, max(0, first[0]), end):
        verb = NEXT.match(text, comma.end(), end)
        if verb is not None and leads_back(ground, verb, predicates):
            return replace(mark, content=((first[0], comma.start()),))
    return mark


def leads_back(ground: Ground, verb: re.Match[str], predicates: Sequence[PredicateMark]) -> bool:
    """Whether the word behind a comma is a finite verb, so that the main clause goes on there."""
    word = verb["verb"].lower()
    if word.endswith("ing") or inside_any(verb.start(), (q.span for q in ground.quotes)):
        return False
    place = bisect_left(predicates, verb.start("verb"), key=lambda one: one.span[0])
    marked = place < len(predicates) and predicates[place].span == verb.span("verb")
    small = clauses()
    return marked or word in small.be | small.have | small.do | small.modals


def one_clause(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an adverb only colours the clause that another cue gives to somebody.

    "They have reportedly left, Hill Radio said": one clause, one record.
    """
    words = ground.words(draft.cue)
    plain = cues().adverbs.keys() >= set(words)
    if draft.source or not words or not plain or any(map(is_verb, words)):
        return False
    told = size(draft.content) + size(draft.cue)
    return any(
        other.cue
        and other is not draft
        and covered(draft.cue, other.content) == 1.0
        and told >= ALL * size(other.content)
        for other in drafts
    )


def idle(ground: Ground, draft: Draft) -> str | None:
    """Why a cue inside another's words says nothing of its own, if it does not.

    "No reason to suggest", "please be advised that", "false reports to scare them".
    """
    if not draft.cue:
        return None
    start, end = draft.cue[0]
    before = ground.text[max(0, start - WINDOW) : start].lower()
    cue = ground.text[start:end].lower()
    if NOTHING.search(before) and cues().lemma(cue.split()[-1]) in cues().grounds:
        return "there is nothing that says so"
    if before.endswith("please ") and cue.split()[0] in cues().be:
        return "a speaker's own wish to be heard"
    said = ground.text[slice(*draft.content[0])].lower()
    aim = draft.content[0][0] >= end and said.startswith("to ")
    return "what talk is for, and not what it says" if aim and cue in cues().news else None


def is_verb(word: str) -> bool:
    """Whether a word is a form of a verb of saying or thinking ("believed")."""
    return cues().lemma(word) in cues().verbs


def answered(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether what a noun of talk is taken to say is the answer to it: "denied his claim: 'No'"."""
    cue = bounds(draft.cue)
    if not draft.cue or text_of(ground.text, draft.cue).lower() not in cues().talk:
        return False
    start = draft.content[0][0]
    if start < cue[1] or not ANSWER.fullmatch(ground.text, cue[1], start + 1):
        return False
    return any(denies(ground, other, draft.cue) for other in drafts if other is not draft)


def denies(ground: Ground, other: Draft, talk: Spans) -> bool:
    """Whether ``other`` denies, and the noun of what it denies stands in its words."""
    words = ground.words(other.cue)
    whole = cues().phrases.get(" ".join(words))
    pairs = [cues().phrases.get(" ".join(pair)) for pair in pairwise(words)]
    denial = Firmness.DENIED in (whole, *pairs) or any(map(denies_by, words))
    return denial and overlap(talk, other.content) > 0

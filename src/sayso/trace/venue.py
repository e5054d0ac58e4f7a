"""Where a source was heard: the outlet that was told, the channel posted on, the video shown.

A venue is told beside the cue ("told Reuters", "tweeted") or elsewhere in its sentence ("in an
interview with Sky News", "in the video"); what holds for the whole article is in ``heard.py``.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.records import Kind, Span
from sayso.trace.addressee import CARRIERS, Venue, outlet, outlet_at
from sayso.trace.draft import Draft, Ground
from sayso.trace.spans import bounds, inside_any, text_of, which
from sayso.trace.who import Resolved
from sayso.vocab import load
from sayso.vocab.cues import cues

__all__ = ["WINDOW", "carried", "elsewhere", "heard_by", "may_speak", "places"]

SPEAKERS = frozenset(set(Kind) - CARRIERS - {Kind.DOCUMENT})
ON_FILM = frozenset({Kind.PERSON, Kind.ARMED_GROUP, Kind.UNNAMED})
WINDOW = 60
# "confirmed today to ABC News", "said Monday to Reuters"
TO = re.compile(r"(?: [\w-]+){0,2} to (?=(?:the )?[A-Z@])")
TOLD = re.compile(r"\b(?:who|which) (?:has |had |have )?(\w+) (?=(?:the )?[A-Z])")
ON = re.compile(r"(?: \w+)? on (?=[A-Za-z])")
MADE_BY = re.compile(r" (?:[a-z]+ ){0,2}(?:by|on|with) (?:the )?(?=[A-Z])")
BESIDE = 3
FAR = 1_000
"""Characters from the cue to which a sentence is searched; few sentences are as long."""


@cache
def places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Wordings before an outlet ("interview with"), and those of being heard on film."""
    raw = load("venues")
    before = "|".join(re.escape(words) for words in raw["before_outlet"])
    film = "|".join(re.escape(word) for word in raw["recordings"])
    lead = "|".join(re.escape(word) for word in raw["recording_lead"])
    one = rf"\b(?:{lead})(?P<what>(?: [\w’'-]+){{0,4}}? (?:{film}))\b"
    return re.compile(rf"\b(?:{before})\s+", re.I), re.compile(one, re.I)


def may_speak(found: Resolved) -> bool:
    """Whether a source can be heard somewhere: not an outlet, not nobody."""
    return found.who.kind in SPEAKERS and found.who.name != "unnamed"


def heard_by(ground: Ground, draft: Draft, found: Resolved) -> Venue | None:
    """The venue told in the draft's own sentence."""
    return heard(ground, draft, found.who.kind) if may_speak(found) else None


def heard(ground: Ground, draft: Draft, kind: Kind) -> Venue | None:
    """What the sentence of the cue tells of a venue."""
    if not draft.cue:
        return None
    found = told(ground, draft) or posted(ground, draft) or on_air(ground, draft)
    found = found or nearby(ground, draft)
    found = found or in_clause(ground, draft) or employer(ground, draft)
    if found is None and kind in ON_FILM:
        found = on_film(ground, draft)
    return found


def on_air(ground: Ground, draft: Draft) -> Venue | None:
    """The channel right behind the cue: "said on state television"."""
    end = bounds(draft.cue)[1]
    on = ON.match(ground.text, end)
    if on is None or inside_any(on.start(), draft.content):
        return None
    stop = min(sentence_of(ground, draft)[1], on.end() + WINDOW)
    return outlet_at(ground, on.end(), stop, "heard on") if on.end() < stop else None


def in_clause(ground: Ground, draft: Draft) -> Venue | None:
    """The one told in a clause of the source: "an official who told Reuters"."""
    if not draft.source:
        return None
    start, end = bounds(draft.source)
    told_to = TOLD.search(ground.text, start, end)
    if told_to is None or told_to.group(1).lower() not in cues().addressed:
        return None
    return outlet_at(ground, told_to.end(), end, "told")


def employer(ground: Ground, draft: Draft) -> Venue | None:
    """A reporter is heard on their own outlet: "Al Jazeera's Ann Poll"."""
    start, end = bounds(draft.source)
    part = ground.text[start:end]
    for sign in ("'s ", "’s "):
        owner, mark, rest = part.partition(sign)
        if mark and rest[:1].isupper():
            return outlet(owner.removeprefix("the ").removeprefix("The "), "reports for")
    return None


def told(ground: Ground, draft: Draft) -> Venue | None:
    """The one told, where it is an outlet: "told Reuters", "told the paper"."""
    words = text_of(ground.text, draft.cue).lower().split()
    end = bounds(draft.cue)[1]
    if not cues().addressed.intersection(words):
        to = TO.match(ground.text, end)
        stop = min((s for s, _ in draft.content if s >= end), default=end + WINDOW)
        return outlet_at(ground, to.end(), stop, "said to") if to and to.end() < stop else None
    stop = min(end + WINDOW, next((s for s, _ in draft.content if s >= end), end + WINDOW))
    return outlet_at(ground, end, stop, "told")


def sentence_of(ground: Ground, draft: Draft) -> Span:
    """The sentence that holds the cue, not further than ``FAR`` from it on either side."""
    start, end = ground.sentences[max(0, which(draft.anchor, ground.sentences))]
    return max(start, draft.anchor - FAR), min(end, draft.anchor + FAR)


def nearby(ground: Ground, draft: Draft) -> Venue | None:
    """An interview or post told of in the sentence of the cue, outside what is said."""
    start, end = sentence_of(ground, draft)
    for pattern, how in ((places()[0], ""), (carried(), "carried by")):
        for match in pattern.finditer(ground.text, start, end):
            if inside_any(match.start(), draft.content):
                continue
            stop = min(end, match.end() + WINDOW)
            found = outlet_at(ground, match.end(), stop, how or match.group().strip())
            if found is not None:
                return found
    return None


@cache
def carried() -> re.Pattern[str]:
    """Wordings for words that an outlet passed on: "a statement flashed by", "remarks aired on"."""
    raw = load("venues")
    things, verbs, given = ("|".join(raw[key]) for key in ("passed_on", "passing_on", "given_to"))
    ways = rf"(?:{verbs})(?: \w+)? (?:by|on|in|over)|(?:{given})(?: \w+)? to"
    return re.compile(rf"\b(?:{things})(?: \w+)? (?:{ways}) ", re.I)


def on_film(ground: Ground, draft: Draft) -> Venue | None:
    """The recording somebody is heard in: "In the video, the man says", "said in a video".

    Where the recording is told of in passing ("referring to what is shown in the video") nobody
    speaks in it; where it is an outlet's, the outlet is the link.
    """
    start, end = sentence_of(ground, draft)
    for match in places()[1].finditer(ground.text, start, end):
        if inside_any(match.start("what"), draft.content) or not fronted(ground, draft, match):
            continue
        made = MADE_BY.match(ground.text, match.end(), end)
        by = outlet_at(ground, made.end(), end, "heard on") if made else None
        if by is not None:
            return by
        return Venue(match.group("what").strip(), Kind.SOCIAL, f"heard in: {match.group()}")
    return None


def fronted(ground: Ground, draft: Draft, match: re.Match[str]) -> bool:
    """Whether the words stand at the head of the sentence, in the source, or behind the cue."""
    at = match.start()
    if draft.source and bounds(draft.source)[0] <= at < bounds(draft.source)[1]:
        return True
    start, _ = sentence_of(ground, draft)
    behind = ground.text[bounds(draft.cue)[1] : at] if at > draft.anchor else None
    lead = ground.text[start:at]
    return len((lead if behind is None else behind).split()) <= BESIDE


def elsewhere(ground: Ground, draft: Draft) -> bool:
    """Whether the sentence tells of an occasion of its own: "in a statement", "at a hearing"."""
    if not draft.cue:
        return False
    start, end = sentence_of(ground, draft)
    return any(
        not inside_any(match.start(), draft.content)
        for match in occasions().finditer(ground.text, start, end)
    )


@cache
def occasions() -> re.Pattern[str]:
    """Wordings for the occasion that something was said on."""
    nouns = "|".join(re.escape(noun) for noun in load("venues")["occasions"])
    return re.compile(
        rf"\b(?:in|at|during) (?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,2}}(?:{nouns})\b", re.I
    )


def posted(ground: Ground, draft: Draft) -> Venue | None:
    """The network something was posted on: "tweeted", "confirmed on Facebook"."""
    words = text_of(ground.text, draft.cue).lower().split()
    passive = cues().be.intersection(words)
    if not passive and any(cues().lemma(word) == "tweet" for word in words):
        return Venue(load("venues")["tweets"], Kind.SOCIAL, "tweeted")
    end = bounds(draft.cue)[1]
    found = networks().match(ground.text, end, end + WINDOW)
    if found is None or inside_any(found.start("on"), draft.content):
        return None
    name = found["on"] or load("venues")["tweets"]
    return Venue(name, Kind.SOCIAL, f"posted: {found.group().strip()}")


@cache
def networks() -> re.Pattern[str]:
    """Wordings right behind a cue that tell of a post: "on Twitter", "in a tweet"."""
    names = "|".join(re.escape(name) for name in load("venues")["networks"])
    return re.compile(
        rf"(?: \w+)?(?: on (?:(?:his|her|its|their|the|a) )?(?P<on>{names})\b| in a tweet\b)"
    )

"""Where a source was heard: the outlet that was told, the channel posted on, the video shown.

A venue is told beside the cue ("told Reuters", "tweeted") or elsewhere in its sentence ("in an
interview with Sky News", "in the video"); what holds for the whole article is in ``heard.py``.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.records import Kind, Span, Spans
from sayso.trace.addressee import CARRIERS, Venue, outlet, outlet_at
from sayso.trace.draft import Draft, Ground
from sayso.trace.posted import post_itself
from sayso.trace.scene import Resolved
from sayso.trace.spans import bounds, inside_any, which
from sayso.vocab import load
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["WINDOW", "carried", "elsewhere", "heard_by", "may_speak", "places"]

SPEAKERS = frozenset(set(Kind) - CARRIERS - {Kind.DOCUMENT})
ON_FILM = frozenset({Kind.PERSON, Kind.ARMED_GROUP, Kind.UNNAMED})
WINDOW = 60
# "confirmed today to ABC News", "said Monday to Reuters"
TO = re.compile(r"(?: [\w-]+){0,2} to (?=(?:the )?[A-Z@])")
TOLD = re.compile(r"\b(?:who|which) (?:has |had |have )?(\w+) (?=(?:the )?[A-Z])")
ON = re.compile(r"(?: \w+)? on (?=[A-Za-z])")
MADE_BY = re.compile(r" (?:[a-z]+ ){0,2}(?:by|on|with) (?:the )?(?=[A-Z])")
LOST = re.compile(r"(?:[Tt]he |[Aa]n? )?(?P<whose>[A-Z]{2,}s) (?P<part>[a-z]+)")
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
    of = "|".join(re.escape(word) for word in raw["recorded"])
    one = rf"\b(?:{lead})(?P<what>(?: [\w’'-]+){{0,4}}? (?:{film}))\b(?! (?:{of})\b)"
    return re.compile(rf"\b(?:{before})\s+", re.I), re.compile(one, re.I)


def may_speak(found: Resolved) -> bool:
    """Whether a source can be heard somewhere: not an outlet, not nobody."""
    return found.who.kind in SPEAKERS and found.who.name != "unnamed"


def heard_by(ground: Ground, draft: Draft, found: Resolved, around: Spans = ()) -> Venue | None:
    """The venue told in the draft's own sentence; ``around`` are the words of another it is in."""
    if not draft.cue:
        return None
    room = room_of(ground, draft, around)
    if found.head in load("venues")["leaves"]:
        return posted(ground, draft, room)
    return heard(ground, draft, found.who.kind, room) if may_speak(found) else None


def room_of(ground: Ground, draft: Draft, around: Spans) -> Span:
    """Where the venue of a draft is sought: its sentence, as far as the words that it is in go."""
    start, end = sentence_of(ground, draft)
    for left, right in around:
        if left <= draft.anchor < right:
            return max(start, left), min(end, right)
    return start, end


def heard(ground: Ground, draft: Draft, kind: Kind, room: Span) -> Venue | None:
    """What the sentence of the cue tells of a venue."""
    found = told(ground, draft) or posted(ground, draft, room) or on_air(ground, draft)
    found = found or nearby(ground, draft, room)
    found = found or in_clause(ground, draft) or employer(ground, draft)
    if found is None and kind in ON_FILM:
        found = on_film(ground, draft, room)
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
    passed = passed_by().search(ground.text, start, end)
    by = outlet_at(ground, passed.end(), end, "carried by") if passed is not None else None
    if by is not None:
        return by
    told_to = TOLD.search(ground.text, start, end)
    if told_to is None or told_to.group(1).lower() not in cues().addressed:
        return None
    return outlet_at(ground, told_to.end(), end, "told")


def employer(ground: Ground, draft: Draft) -> Venue | None:
    """A reporter is heard on their own outlet: "Al Jazeera's Ann Poll"."""
    start, end = bounds(draft.source)
    part = ground.text[start:end]
    lost = LOST.match(part)
    if lost is not None and lost["part"] in kinds().press:
        return outlet(lost["whose"], "reports for")
    for mention in ground.names.between(start, end):
        next_word = ground.text[mention.span[1] : end].split()[:1]
        if mention.kind in (Kind.OUTLET, Kind.AGENCY) and not kinds().press.isdisjoint(next_word):
            return outlet(mention.name, "reports for")
    for sign in ("'s ", "’s "):
        owner, mark, rest = part.partition(sign)
        if mark and rest[:1].isupper():
            return outlet(owner.removeprefix("the ").removeprefix("The "), "reports for")
    return None


def told(ground: Ground, draft: Draft) -> Venue | None:
    """The one told, where it is an outlet: "told Reuters", "told the paper"."""
    words = ground.words(draft.cue)
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


def nearby(ground: Ground, draft: Draft, room: Span) -> Venue | None:
    """An interview or post told of in the sentence of the cue, outside what is said."""
    start, end = room
    for pattern, how in ((places()[0], ""), (carried(), "carried by")):
        for match in ground.matches(pattern, start, end):
            if inside_any(match.start(), draft.content):
                continue
            stop = min(end, match.end() + WINDOW)
            found = outlet_at(ground, match.end(), stop, how or match.group().strip())
            if found is not None:
                return found
    return aired_by(ground, draft, room)


def aired_by(ground: Ground, draft: Draft, room: Span) -> Venue | None:
    """The outlet that "aired an interview with" somebody, in which something is said."""
    for match in ground.matches(aired(), *room):
        if inside_any(match.start(), draft.content):
            continue
        near = ground.names.between(room[0], match.start())
        if near and near[-1].span[1] == match.start():
            return outlet(near[-1].name, "heard on")
    return None


@cache
def aired() -> re.Pattern[str]:
    """What an outlet does with somebody's words: " aired an interview", " published a letter"."""
    raw = load("venues")
    things, verbs = ("|".join(raw[key]) for key in ("passed_on", "passing_on"))
    return re.compile(rf" (?:has |had )?(?:{verbs}) (?:an?|the) (?:\w+ )?(?:{things})\b", re.I)


@cache
def carried() -> re.Pattern[str]:
    """Wordings for words that an outlet passed on: "a statement flashed by", "remarks aired on"."""
    raw = load("venues")
    things, verbs, given = ("|".join(raw[key]) for key in ("passed_on", "passing_on", "given_to"))
    ways = rf"(?:{verbs})(?: \w+)? (?:by|on|in|over)|(?:{given})(?: \w+)? to"
    return re.compile(rf"\b(?:{things})(?: \w+)? (?:{ways}) ", re.I)


@cache
def passed_by() -> re.Pattern[str]:
    """Wordings in a source for who passed it on: "a note on its website carried by Hill Radio"."""
    return re.compile(
        rf" (?:{'|'.join(load('venues')['passing_on'])}) (?:by|on) (?=(?:the )?[A-Z])"
    )


def on_film(ground: Ground, draft: Draft, room: Span) -> Venue | None:
    """The recording somebody is heard in: "In the video, the man says", "said in a video".

    Where the recording is told of in passing ("referring to what is shown in the video") nobody
    speaks in it; where it is an outlet's, the outlet is the link.
    """
    start, end = room
    for match in ground.matches(places()[1], start, end):
        if inside_any(match.start("what"), draft.content) or not fronted(ground, draft, match):
            continue
        made = MADE_BY.match(ground.text, match.end(), end)
        by = outlet_at(ground, made.end(), end, "heard on") if made else None
        if by is not None:
            return by
        words = [word for word in match["what"].split() if word.lower() not in kinds().fresh]
        return Venue(" ".join(words), Kind.SOCIAL, f"heard in: {match.group()}")
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
    if not set(load("venues")["written"]).isdisjoint(ground.words(draft.cue)):
        return True
    return any(
        not inside_any(match.start(), draft.content)
        for match in ground.matches(occasions(), start, end)
    )


@cache
def occasions() -> re.Pattern[str]:
    """Wordings for the occasion that something was said on."""
    nouns = "|".join(re.escape(noun) for noun in load("venues")["occasions"])
    return re.compile(
        rf"\b(?:in|at|during) (?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,2}}(?:{nouns})\b", re.I
    )


def posted(ground: Ground, draft: Draft, room: Span) -> Venue | None:
    """The network something was posted on: "tweeted", "confirmed on Facebook"."""
    words = ground.words(draft.cue)
    passive = cues().be.intersection(words)
    if not passive and any(cues().lemma(word) == "tweet" for word in words):
        return Venue(load("venues")["tweets"], Kind.SOCIAL, "tweeted")
    start, end = bounds(draft.cue)
    behind, within, opening, users = networks()
    found = within.search(ground.text, start, end) or behind.match(ground.text, end, end + WINDOW)
    if found is None and draft.source:
        found = users.search(ground.text, *bounds(draft.source))
    if found is None:
        found = opening.match(ground.text, room[0], draft.anchor)
    if found is None and draft.source:
        return post_itself(ground.text, bounds(draft.source))
    if found is None or inside_any(found.start(), draft.content):
        return None
    name = found["on"] or found["by"] or load("venues")["tweets"]
    return Venue(name, Kind.SOCIAL, f"posted: {found.group().strip()}")


@cache
def networks() -> tuple[re.Pattern[str], ...]:
    """Wordings that tell of a post, by where they stand.

    Right behind a cue or in it ("on Twitter", "in a tweet"), at the head of its sentence ("On her
    Facebook page, she ..."), and in the words of its source ("a Twitter user").
    """
    raw = load("venues")
    names = "|".join(re.escape(name) for name in raw["networks"])
    leaves = "|".join((*raw["leaves"], *raw["accounts"], *raw["pages"], *raw["posts"]))
    owner = r"(?:[\w’'-]+ ){0,3}?[\w-]+(?:['’]s|s['’]) "  # "on the ministry's Facebook page"
    whose = rf"(?:(?:his|her|its|their|the|an?) |{owner})?(?:[a-z]+ )?"
    post = rf"(?: on {whose}(?P<on>{names})\b| in a tweet\b(?P<by>))"
    by = rf"\b(?:(?P<by>{names}) (?:{leaves})|(?:{leaves})s? on (?P<on>{names}))\b"
    head = rf"(?:In a \w+ )?[Oo]n {whose}(?P<on>{names})\b(?P<by>)"
    return tuple(re.compile(one) for one in (rf"(?: \w+)?{post}", post, head, by))

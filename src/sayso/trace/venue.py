"""Where a source was heard: the outlet that was told, the channel posted on, the video shown.

A venue is told beside the cue ("told Reuters", "tweeted"), elsewhere in the sentence ("in an
interview with Sky News", "in the video"), or once for all that a speaker says after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from sayso.records import Kind, Span
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import RUN, Mention, body, mentions_in
from sayso.trace.spans import bounds, inside_any, text_of, which
from sayso.trace.who import Resolved
from sayso.vocab import load
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["Venue", "venues_of"]

CARRIERS = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.SOCIAL})
SPEAKERS = frozenset(set(Kind) - CARRIERS - {Kind.DOCUMENT})
ON_FILM = frozenset({Kind.PERSON, Kind.ARMED_GROUP, Kind.UNNAMED})
WINDOW = 60
STICKY = 14
STICKY_FILM = 4
GAP = 2
# "confirmed today to ABC News", "said Monday to Reuters"
TO = re.compile(r"(?: [\w-]+){0,2} to (?=(?:the )?[A-Z@])")
TOLD = re.compile(r"\b(?:who|which) (?:has |had |have )?(\w+) (?=(?:the )?[A-Z])")
MANY = 4
MODIFIERS = 5
FAR = 1_000
"""Characters from the cue to which a sentence is searched; few sentences are as long."""


@dataclass(frozen=True, slots=True)
class Venue:
    """An outlet or channel that somebody spoke to."""

    name: str
    kind: Kind
    rule: str


@cache
def places() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Wordings before an outlet ("interview with"), and those of being heard on film."""
    raw = load("venues")
    before = "|".join(re.escape(words) for words in raw["before_outlet"])
    film = "|".join(re.escape(word) for word in raw["recordings"])
    lead = "|".join(re.escape(word) for word in raw["recording_lead"])
    one = rf"\b(?:{lead})(?P<what>(?: [\w’'-]+){{0,4}}? (?:{film}))\b"
    return re.compile(rf"\b(?:{before})\s+", re.I), re.compile(one, re.I)


def venues_of(
    ground: Ground, drafts: Sequence[Draft], who: Sequence[Resolved]
) -> list[Venue | None]:
    """The outlet or channel each source spoke to, where the text tells; one entry per draft.

    A speaker stays there until heard elsewhere: "she told the BBC ... she said".
    """
    heard_there = [heard_by(ground, one, found) for one, found in zip(drafts, who, strict=True)]
    own = own_outlets(ground, heard_there, who)
    out: list[Venue | None] = []
    stays: dict[str, tuple[int, Venue]] = {}
    for index, first in enumerate(heard_there):
        found = who[index].who
        venue = None if first is None or first.name in own else first
        if may_speak(who[index]):
            last = stays.get(found.name)
            if venue is None and last is not None and index - last[0] <= reach(last[1]):
                venue = replace(last[1], rule=f"still speaking to {last[1].name}")
            if venue is not None:
                stays[found.name] = (index, venue)
        out.append(venue)
    return out


def may_speak(found: Resolved) -> bool:
    """Whether a source can be heard somewhere: not an outlet, not nobody."""
    return found.who.kind in SPEAKERS and found.who.name != "unnamed"


def heard_by(ground: Ground, draft: Draft, found: Resolved) -> Venue | None:
    """The venue told in the draft's own sentence."""
    return heard(ground, draft, found.who.kind) if may_speak(found) else None


def own_outlets(
    ground: Ground, heard_there: Sequence[Venue | None], who: Sequence[Resolved]
) -> set[str]:
    """Outlets that the article itself belongs to, so that they are no link of its chains.

    Its declared outlet, its dateline and credit lines; and an outlet that many different people
    told, for a reporter names their own paper each time.
    """
    own = {credit.name for credit in ground.article.credits if credit.covers is None}
    known = body(ground.article.outlet or "")
    own |= {known.name} if known else set()
    tellers: dict[str, set[str]] = {}
    for venue, found in zip(heard_there, who, strict=True):
        if venue is not None and venue.rule.startswith("told"):
            tellers.setdefault(venue.name, set()).add(found.who.name)
    return own | {name for name, people in tellers.items() if len(people) >= MANY}


def reach(venue: Venue) -> int:
    """For how many records a speaker stays at a venue."""
    return STICKY_FILM if venue.rule.startswith("heard in") else STICKY


def heard(ground: Ground, draft: Draft, kind: Kind) -> Venue | None:
    """What the sentence of the cue tells of a venue."""
    if not draft.cue:
        return None
    found = told(ground, draft) or nearby(ground, draft)
    found = found or in_clause(ground, draft) or employer(ground, draft)
    if found is None and kind in ON_FILM:
        found = on_film(ground, draft)
    return found


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


def outlet_at(ground: Ground, start: int, stop: int, how: str) -> Venue | None:
    """An outlet, agency or channel whose name begins right at ``start``."""
    part = ground.text[start:stop]
    lead = part.lstrip(" \u00a0")
    at = start + len(part) - len(lead)
    if lead[:4].lower() == "the ":
        at += len("the ")
    run = RUN.match(ground.text, at, stop)
    found = outlet(run.group(), how) if run else None
    if found is not None:
        return found
    for mention in mentions_in(ground.text, at, stop)[:GAP]:
        if after_noun(ground.text, at, mention):
            return Venue(mention.name, Kind.OUTLET, f"{how} {mention.name}")
        if mention.span[0] - at <= GAP or owned(ground.text, at, mention):
            return outlet(mention.name, how)
    return generic(ground, at, stop, how)


def owned(text: str, at: int, mention: Mention) -> bool:
    """Whether only an owner or lower-case words of a description stand before the name."""
    words = text[at : mention.span[0]].split()
    return len(words) <= GAP + 1 and all(w.islower() or w.endswith(("'s", "’s")) for w in words)


def after_noun(text: str, at: int, mention: Mention) -> bool:
    """Whether a noun for an outlet stands right before the name ("the news site Hill & Dale")."""
    words = text[at : mention.span[0]].lower().split()
    last = words[-1] if words else ""
    last = words[-2] if last == "the" and len(words) > 1 else last
    return kinds().heads.get(last) in (Kind.OUTLET, Kind.AGENCY) and len(words) <= MODIFIERS


def outlet(name: str, how: str) -> Venue | None:
    """The venue that a name is, by the longest beginning of it that is an outlet's name."""
    words = name.replace("\u00a0", " ").split()
    for length in range(len(words), 0, -1):
        form = " ".join(words[:length])
        known = body(form) or kinds().unsafe.get(form)
        if known is not None:
            is_venue = known.kind in CARRIERS
            return Venue(known.name, known.kind, f"{how} {known.name}") if is_venue else None
    return None


def generic(ground: Ground, at: int, stop: int, how: str) -> Venue | None:
    """The last outlet named before: "told the paper"."""
    word = re.match(r"\w+", ground.text[at:stop])
    if word is None or ground.text[at - 4 : at].lower() != "the ":
        return None
    noun = word.group()
    wanted = kinds().group.get(noun, frozenset()) & CARRIERS
    short = kinds().endings.get(noun) is Kind.OUTLET
    for mention in reversed(ground.names.mentions):
        if mention.span[1] > at or mention.kind not in CARRIERS:
            continue
        if mention.kind in wanted or (short and noun in mention.words):
            return Venue(mention.name, mention.kind, f"{how} the {noun}")
    return None


def sentence_of(ground: Ground, draft: Draft) -> Span:
    """The sentence that holds the cue, not further than ``FAR`` from it on either side."""
    start, end = ground.sentences[max(0, which(draft.anchor, ground.sentences))]
    return max(start, draft.anchor - FAR), min(end, draft.anchor + FAR)


def nearby(ground: Ground, draft: Draft) -> Venue | None:
    """An interview or post told of in the sentence of the cue, outside what is said."""
    start, end = sentence_of(ground, draft)
    for match in places()[0].finditer(ground.text, start, end):
        if inside_any(match.start(), draft.content):
            continue
        found = outlet_at(
            ground, match.end(), min(end, match.end() + WINDOW), match.group().strip()
        )
        if found is not None:
            return found
    return None


def on_film(ground: Ground, draft: Draft) -> Venue | None:
    """The recording somebody is heard in: "In the video, the man says"."""
    start, end = sentence_of(ground, draft)
    for match in places()[1].finditer(ground.text, start, end):
        if inside_any(match.start("what"), (*draft.content, *draft.source)):
            continue
        return Venue(match.group("what").strip(), Kind.SOCIAL, f"heard in: {match.group()}")
    return None

"""The chain: who passed a thing on, from the outermost intermediary inwards to the root.

Its links come from the text alone: the record that this one stands in, the outlet that was told,
the place where it was posted, the block that the paragraph was taken from, and, for an outlet or
agency whose report is mostly another's word, that other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.records import Firmness, Hop, Kind, Who
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import Mention, body, mentions_in
from sayso.trace.spans import bounds, covered, text_of, which
from sayso.trace.who import Resolved
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["chains"]

MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
CARRIERS = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.SOCIAL})
SPEAKERS = frozenset(set(Kind) - CARRIERS)
HALF = 0.5
WINDOW = 60
STICKY = 12
VENUE = re.compile(
    r"\b(?:interview(?:ed)?(?: \w+)? (?:with|by|to|on|for)|speaking (?:to|on|with)|spoke (?:to|with|on)"
    r"|statement (?:to|carried by|published by)|appear(?:ed|ing) on|posted (?:on|to)|wrote (?:on|in|for)"
    r"|(?:account|page|message|post) on|in a (?:tweet|video)|on)\s+(?=[^.]{0,40})",
    re.I,
)
Note = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Venue:
    """An outlet or channel that somebody spoke to."""

    name: str
    kind: Kind
    rule: str


def chains(
    ground: Ground,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    who: Sequence[Resolved],
    firm: Sequence[Firmness],
) -> list[tuple[tuple[Hop, ...], tuple[Note, ...]]]:
    """Chain of every draft, with the rules that gave its links."""
    own = [hop(found.who, firmness) for found, firmness in zip(who, firm, strict=True)]
    venues = all_venues(ground, drafts, outer, who)
    inner = [dominant(ground, index, drafts, outer, own) for index in range(len(drafts))]
    out: list[tuple[tuple[Hop, ...], tuple[Note, ...]]] = []
    for index in range(len(drafts)):
        hops, notes = inwards(ground, index, drafts, outer, own, venues)
        place = inner[index]
        seen = {index}
        while place is not None and place not in seen:
            seen.add(place)
            notes.append(("root", f"mostly the word of {own[place].name}"))
            hops += [own[place]]
            place = inner[place]
        out.append((unique(hops), tuple(notes)))
    return out


def hop(who: Who, firmness: Firmness) -> Hop:
    """A source as a link."""
    return Hop(who.name, who.kind, firmness, who.named)


def inwards(
    ground: Ground,
    index: int,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    own: Sequence[Hop],
    venues: Sequence[Venue | None],
) -> tuple[list[Hop], list[Note]]:
    """Links from the block credit through the records around to the record's own source."""
    path = [index]
    while (around := outer[path[-1]]) is not None:
        path.append(around)
    hops: list[Hop] = []
    notes: list[Note] = []
    for credit in ground.article.credits:
        if credit.covers and credit.covers[0] <= drafts[index].anchor < credit.covers[1]:
            known = body(credit.name)
            kind = known.kind if known else Kind.OUTLET
            hops.append(Hop(credit.name, kind, Firmness.ASSERTED))
            notes.append(("chain", f"block taken from {credit.name}"))
    for place in reversed(path):
        venue = venues[place]
        if venue is not None:
            hops.append(Hop(venue.name, venue.kind, Firmness.ASSERTED))
            notes.append(("chain", venue.rule))
        hops.append(own[place])
        if place != index:
            notes.append(("chain", f"inside the words of {own[place].name}"))
    return hops, notes


def unique(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Links without one and the same source twice running or returning; the last is kept."""
    kept: list[Hop] = []
    for link in hops:
        kept = [other for other in kept if other.name != link.name or not link.named]
        if kept and kept[-1].name == link.name:
            kept.pop()
        kept.append(link)
    return tuple(kept)


def dominant(
    ground: Ground,
    index: int,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    own: Sequence[Hop],
) -> int | None:
    """For an outlet's or agency's report: the record in it that makes up most of what it says."""
    if own[index].kind not in MEDIA:
        return None
    best: int | None = None
    share = HALF
    for number, around in enumerate(outer):
        if around != index or not drafts[number].source:
            continue
        part = covered(drafts[index].content, drafts[number].content)
        if part > share:
            best, share = number, part
    return best


def all_venues(
    ground: Ground,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    who: Sequence[Resolved],
) -> list[Venue | None]:
    """The outlet or channel each source spoke to, if the text tells.

    A speaker stays with an outlet until they are heard elsewhere: "she told the BBC ... she said".
    """
    out: list[Venue | None] = []
    stays: dict[str, tuple[int, Venue]] = {}
    for index, draft in enumerate(drafts):
        found = who[index].who
        venue: Venue | None = None
        if found.kind in SPEAKERS and found.name != "unnamed":
            venue = told(ground, draft) or channel(ground, draft) or venue_near(ground, draft)
            if venue is not None and venue.name == (ground.article.outlet or ""):
                venue = None
            last = stays.get(found.name)
            if venue is None and last is not None and index - last[0] <= STICKY:
                venue = Venue(last[1].name, last[1].kind, f"still speaking to {last[1].name}")
            if venue is not None:
                stays[found.name] = (index, venue)
        out.append(venue)
    return out


def told(ground: Ground, draft: Draft) -> Venue | None:
    """"told Reuters", "told the paper": the one told, where it is an outlet."""
    words = text_of(ground.text, draft.cue).lower().split()
    if not draft.cue or not cues().addressed.intersection(words):
        return None
    end = bounds(draft.cue)[1]
    stop = min(end + WINDOW, next((s for s, _ in draft.content if s >= end), end + WINDOW))
    return outlet_at(ground.text, end, stop, "told")


def outlet_at(text: str, start: int, stop: int, how: str) -> Venue | None:
    """An outlet, agency or channel whose name begins right at ``start``."""
    lead = text[start:stop].lstrip(" ")
    at = start + len(text[start:stop]) - len(lead)
    for article in ("the ", "The "):
        if lead.startswith(article):
            at += len(article)
    for mention in mentions_in(text, at, stop)[:1]:
        if mention.span[0] - at > 2:
            return None
        return outlet(mention, how)
    return None


def outlet(mention: Mention, how: str) -> Venue | None:
    """The venue that a mention is, or ``None`` where it is a person or another body."""
    known = body(mention.name) or kinds().unsafe.get(mention.name)
    if known is not None and known.kind in CARRIERS:
        return Venue(known.name, known.kind, f"{how} {known.name}")
    return None


def channel(ground: Ground, draft: Draft) -> Venue | None:
    """A cue that names its channel ("tweeted")."""
    for word in text_of(ground.text, draft.cue).lower().split():
        base = cues().lemma(word)
        if base in cues().channel:
            return Venue(cues().channel[base], Kind.SOCIAL, f"cue: {base}")
    return None


def venue_near(ground: Ground, draft: Draft) -> Venue | None:
    """"in an interview with Sky", "on Twitter", in the sentence of the cue, outside what is said."""
    if not draft.cue:
        return None
    start, end = ground.sentences[max(0, which(draft.anchor, ground.sentences))]
    for match in VENUE.finditer(ground.text, start, end):
        if any(a <= match.start() < b for a, b in draft.content):
            continue
        found = outlet_at(ground.text, match.end(), min(end, match.end() + WINDOW), match.group())
        if found is not None:
            return found
    return None

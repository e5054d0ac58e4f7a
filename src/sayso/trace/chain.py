"""The chain: who passed a thing on, from the outermost intermediary inwards to the root.

Its links come from the text alone: the record that this one stands in, the outlet that was told,
the place where it was posted, the block that the paragraph was taken from, and, for an outlet or
agency whose report is mostly another's word, that other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Firmness, Hop, Kind, Spans, Who
from sayso.trace.addressee import Venue
from sayso.trace.draft import Draft, Ground
from sayso.trace.heard import venues_of
from sayso.trace.links import linked, taken_from
from sayso.trace.names import body
from sayso.trace.scene import UNNAMED, Resolved
from sayso.trace.spans import Cover
from sayso.vocab.cues import cues

__all__ = ["chains"]

WORD = re.compile(r"\w[\w'’.-]*")
MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
MOSTLY = 0.8
HALF = 0.5
Note = tuple[str, str]


def chains(
    ground: Ground,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    who: Sequence[Resolved],
    firm: Sequence[Firmness],
) -> list[tuple[tuple[Hop, ...], tuple[Note, ...]]]:
    """Chain of every draft, with the rules that gave its links."""
    own = [hop(found.who, firmness) for found, firmness in zip(who, firm, strict=True)]
    venues = linked(ground, drafts, outer, who, venues_of(ground, drafts, outer, who))
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
            notes.append(("chain", taken_from(ground, credit)))
    for place in reversed(path):
        venue = venues[place]
        if venue is not None:
            name = ground.names.fullest(venue.name)
            hops.append(Hop(name, venue.kind, Firmness.ASSERTED, venue.named))
            notes.append(("chain", venue.rule))
        hops.append(own[place])
        if place != index:
            notes.append(("chain", f"inside the words of {own[place].name}"))
    return hops, notes


def unique(hops: Sequence[Hop]) -> tuple[Hop, ...]:
    """Links without a source that returns (the last is kept); two unknowns stay two."""
    kept: list[Hop] = []
    for link in hops:
        if link.name != UNNAMED.name:
            kept = [other for other in kept if same(other.name) != same(link.name)]
        kept.append(link)
    return tuple(kept)


def same(name: str) -> str:
    """One form for all spellings of a body ("FOX News", "Fox News")."""
    known = body(name)
    return (known.name if known else name).casefold()


def dominant(
    ground: Ground,
    index: int,
    drafts: Sequence[Draft],
    outer: Sequence[int | None],
    own: Sequence[Hop],
) -> int | None:
    """For an outlet's or agency's report: the record in it that makes up most of what it says."""
    if own[index].kind not in MEDIA or is_vouching(ground, drafts[index]):
        return None
    best: int | None = None
    share = 0.0
    for number, around in enumerate(outer):
        inner = drafts[number]
        if around != index or not inner.source or not inner.cue:
            continue
        plain, listed = saying(ground, inner)
        said = tuple(sorted((*inner.source, *inner.cue, *inner.content)))
        part = share_of_words(ground.text, drafts[index].content, said)
        if listed and part > max(share, HALF if plain else MOSTLY):
            best, share = number, part
    return best


def is_vouching(ground: Ground, draft: Draft) -> bool:
    """Whether an outlet says that it knows: it "confirms" or "has learned" what another says."""
    words = ground.words(draft.cue)
    return any(cues().lemma(word) in cues().knowing for word in words)


def share_of_words(text: str, content: Spans, said: Spans) -> float:
    """What part of the words of ``content`` stands in ``said``: no longer name weighs more."""
    cover = Cover(said)
    words = [
        word.start() + start for start, end in content for word in WORD.finditer(text[start:end])
    ]
    held = sum(bool(cover.around(word)) for word in words)
    return held / len(words) if words else 0.0


def saying(ground: Ground, inner: Draft) -> tuple[bool, bool]:
    """Whether the cue is the plain "said", and whether it is a verb of saying at all."""
    known = cues()
    words = [known.lemma(word) for word in ground.words(inner.cue)]
    listed = any(word in known.verbs for word in words) or " ".join(words) in known.phrases
    return "say" in words, listed

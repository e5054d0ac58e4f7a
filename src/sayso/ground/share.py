"""What was found in an article, shared out among its claims.

A mention belongs to every claim whose spans hold it: who quotes another's words speaks of what
they are about, too.  A frame belongs to the innermost alone: what "the army shelled the town"
tells inside a reported content is its source's to tell, neither the world's nor that of whoever
passes it on.  Two sources that share one content both tell it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from operator import attrgetter
from typing import Protocol, TypeVar

from sayso.records import (
    About,
    ActorMention,
    Attribution,
    Claim,
    DateMention,
    Dropped,
    Frame,
    PlaceMention,
    Quantity,
    Reading,
    Span,
    Spans,
)

__all__ = ["Found", "share"]


class Mention(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span:
        """Where."""


M = TypeVar("M", bound=Mention)


@dataclass(frozen=True, slots=True)
class Found:
    """All that was found in one article, each part in text order.

    ``left`` are the events that make no frame, each with the reason; ``said`` holds the dates of
    a saying by the id of its attribution.
    """

    actors: tuple[ActorMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    frames: tuple[Frame, ...] = ()
    left: tuple[Dropped, ...] = ()
    said: Mapping[str, tuple[DateMention, ...]] = field(default_factory=dict)


def share(reading: Reading, found: Found) -> Reading:
    """Tie each claim to what it is about, and each source to the actor it is."""
    first: dict[str, ActorMention] = {}
    for actor in found.actors:
        first.setdefault(actor.key, actor)
    told = [_resolved(frame, first) for frame in found.frames]
    frames = _frames(reading, told)
    claims = tuple(
        replace(claim, about=_about(claim, found, frames.get(claim.id, ()), first))
        for claim in reading.claims
    )
    sources = tuple(_known(each, found.actors) for each in reading.attributions)
    dropped = tuple(sorted((*reading.dropped, *found.left), key=lambda one: one.span))
    return replace(reading, attributions=sources, claims=claims, dropped=dropped)


def _about(
    claim: Claim, found: Found, frames: Sequence[Frame], first: Mapping[str, ActorMention]
) -> About:
    """What lies inside the claim's spans, and what its frames point at.

    A frame may point outside ("On Monday, he said, they left"): the date that tells when, and the
    name that tells who "they" are, belong to the claim.
    """
    spans = claim.spans
    said = found.said.get(claim.attribution or "", ())
    days = {each.span for each in said}
    # A date that dates the saying does not date what is said as well.
    frames = [replace(each, date=None) if each.date in days else each for each in frames]
    told = _merged(within(found.dates, spans), _at(found.dates, frames, "date"))
    return About(
        actors=_merged(within(found.actors, spans), _doers(found.actors, frames, first)),
        places=_merged(within(found.places, spans), _at(found.places, frames, "place")),
        dates=_merged(said, (d for d in told if d.span not in days)),
        quantities=tuple(within(found.quantities, spans)),
        frames=tuple(frames),
    )


def _resolved(frame: Frame, first: Mapping[str, ActorMention]) -> Frame:
    """The frame without ids of actors that nobody has found in the article."""
    actor, recipient = frame.actor_id, frame.recipient_id
    return replace(
        frame,
        actor_id=actor if actor in first else None,
        recipient_id=recipient if recipient in first else None,
    )


def _doers(
    actors: Sequence[ActorMention], frames: Iterable[Frame], first: Mapping[str, ActorMention]
) -> Iterator[ActorMention]:
    """The mentions that tell who acts and who receives: where the frame points, or the first."""
    for frame in frames:
        for span, key in ((frame.actor, frame.actor_id), (frame.recipient, frame.recipient_id)):
            if key is not None:
                near = _touching(actors, span) if span is not None else iter(())
                yield next((each for each in near if each.key == key), first[key])


def within(mentions: Sequence[M], spans: Spans) -> Iterator[M]:
    """The mentions, which are in text order, that lie inside one of the spans."""
    for start, end in spans:
        first = bisect_left(mentions, start, key=_start)
        for mention in takewhile(_before(end), islice(mentions, first, None)):
            if mention.span[1] <= end:
                yield mention


def _before(end: int) -> Callable[[Mention], bool]:
    return lambda mention: mention.span[0] < end


def _start(mention: Mention) -> int:
    return mention.span[0]


def _at(mentions: Sequence[M], frames: Iterable[Frame], part: str) -> Iterator[M]:
    """The mentions that stand exactly where this part of a frame does."""
    spans = {getattr(frame, part) for frame in frames} - {None}
    return (each for each in within(mentions, tuple(sorted(spans))) if each.span in spans)


def _merged(*parts: Iterable[M]) -> tuple[M, ...]:
    """All of them once, in text order."""
    once = dict.fromkeys(mention for part in parts for mention in part)
    return tuple(sorted(once, key=attrgetter("span")))


# --- frames ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _At:
    """A frame as a mention: it stands where its predicate does."""

    span: Span
    frame: Frame


def _frames(reading: Reading, frames: Iterable[Frame]) -> dict[str, list[Frame]]:
    """The frames of each claim, by its id: every frame in the innermost that hold it."""
    placed = sorted((_At(frame.predicate, frame) for frame in frames), key=_start)
    holders: dict[_At, list[Claim]] = {}
    for claim in reading.claims:
        for at in dict.fromkeys(within(placed, claim.spans)):
            holders.setdefault(at, []).append(claim)
    around = {each.id: each.inside for each in reading.attributions}
    found: dict[str, list[Frame]] = {}
    for at in dict.fromkeys(placed):
        for claim in _innermost(holders.get(at, ()), around):
            found.setdefault(claim.id, []).append(at.frame)
    return found


def _innermost(claims: Sequence[Claim], around: Mapping[str, str | None]) -> Iterator[Claim]:
    """Those of the claims that hold none of the others."""
    outer: set[str] = set()
    for claim in claims:
        place = around.get(claim.attribution or "")
        while place is not None and place not in outer:
            outer.add(place)
            place = around.get(place)
    return (claim for claim in claims if claim.attribution not in outer)


# --- sources --------------------------------------------------------------------------------


def _known(one: Attribution, actors: Sequence[ActorMention]) -> Attribution:
    """The attribution with the actor that its source is, where exactly one can be told.

    A source without a name ("a source in the army") is no actor that merely stands in its words.
    """
    spans = one.source if one.who.span is None else (one.who.span,)
    near = [actor for span in spans for actor in _touching(actors, span)]
    exact = [actor for actor in near if actor.span in spans or actor.name == one.who.name]
    alike = [actor for actor in near if actor.kind == one.who.kind and one.who.named]
    for some in (exact, alike):
        if len({actor.key for actor in some}) == 1:
            return replace(one, who=replace(one.who, id=some[0].id), actor=some[0])
    return one


def _touching(actors: Sequence[ActorMention], span: Span) -> Iterator[ActorMention]:
    """Mentions that share a character with the span; mentions do not overlap one another."""
    first = bisect_right(actors, span[0], key=lambda actor: actor.span[1])
    return takewhile(_before(span[1]), islice(actors, first, None))

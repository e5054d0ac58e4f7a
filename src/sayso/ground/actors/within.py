"""Short forms inside one article: "the army", "the group", a source by whatever words."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.ground.actors.phrases import Chain, mention, part_called, whole
from sayso.ground.actors.scene import Draft, Scene, overlap, trimmed
from sayso.records import ActorMention, Attribution, Kind, Span
from sayso.vocab.book import role_words
from sayso.vocab.kinds import kinds

__all__ = ["of_sources", "short_forms"]

BACK = 2
WORDS = 6
KNOWN = 1
WIDEST = 72
MOST = 20
BODIES = frozenset({Kind.ARMED_GROUP, Kind.ORGANISATION, Kind.OUTLET, Kind.AGENCY})
#: What speaks without being anybody: a video, a report; and whoever is not named.
THINGS = frozenset({Kind.SOCIAL, Kind.DOCUMENT, Kind.WITNESS, Kind.UNNAMED})
#: Parts of a state that "the army" and "the government" may be of one before named otherwise.
OFFICIAL = frozenset({"government", "military", "police", "intelligence", "legislature", "media"})


@dataclass(slots=True)
class Told:
    """Who was told of so far: the states by the part that was named; the last, and where."""

    states: dict[str, set[str]] = field(default_factory=dict)
    last: str = ""
    where: int = -1
    upto: int = 0

    def candidates(self, found: Chain, words: Sequence[str]) -> set[str]:
        """The states that a part without its state may be of.

        "The regime" is one that was called so; "government forces" are of the state whose
        government was told of, whoever else's warplanes were.
        """
        if "regime" in words and (self.states.get("regime") or found.last == "regime"):
            return self.states.get("regime", set())
        if "government" in words and self.states.get("government"):
            return self.states["government"]
        same = self.states.get(found.part, set())
        return same or {own for part in OFFICIAL for own in self.states.get(part, ())}

    def read_on(self, scene: Scene, settled: Sequence[Draft], upto: int) -> None:
        """Take in the mentions up to a number."""
        for draft in settled[self.upto : upto]:
            own = draft.mention.id or ""
            state = scene.book.state_of(own)
            if state is not None:
                self.last, self.where = state.actor.id, scene.sentence(draft.span[0])
            if state is not None and own != state.actor.id:
                actor = scene.book.actor(own)
                part = actor.part if actor is not None else ""
                self.states.setdefault(part, set()).add(state.actor.id)
                if "regime" in scene.text[slice(*draft.span)].lower():
                    self.states.setdefault("regime", set()).add(state.actor.id)
        self.upto = max(self.upto, upto)


def short_forms(scene: Scene, settled: Sequence[Draft]) -> Iterator[Draft]:
    """The takers of a part that are described and not named, led back to who was named before."""
    starts = [draft.span[0] for draft in settled]
    done = set[Span]()
    told = Told()
    for one in scene.acting:
        span = trimmed(scene.text, one.span)
        if span in done or span[1] - span[0] > WIDEST or span[0] >= span[1]:
            continue
        done.add(span)
        at = bisect_left(starts, span[0] - 1)
        near = settled[max(0, at - 1) : at + 2]
        if any(overlap(span, draft.span) and draft.rank <= KNOWN for draft in near):
            continue
        upto = bisect_right(starts, span[0])
        told.read_on(scene, settled, upto)
        found = part_before(scene, span, told) or body_before(scene, span, settled, upto)
        if found is not None:
            yield Draft(found, 1)


def part_before(scene: Scene, span: Span, told: Told) -> ActorMention | None:
    """A part by itself: "the army" is that of the one state whose army was named."""
    found = whole(scene.text, span)
    first = scene.text[slice(*span)].split(maxsplit=1)[0].lower()
    if (
        found is None
        or first in role_words()["joint"]
        or not (found.part in OFFICIAL or found.part.startswith("ministry-"))
    ):
        return None
    own = scene.text[slice(*span)].lower().startswith(tuple(role_words()["official"]))
    if not as_one(found) or (found.part == "media" and not own):
        return None
    same = told.candidates(found, scene.text[slice(*span)].lower().split())
    nearer = told.last if told.where == scene.sentence(span[0]) else ""
    if len(same) != 1 or (nearer and nearer not in same):
        return None  # "U.S. officials said the military", where the Syrian army was told of
    actor = scene.book.part_of(scene.book.states[next(iter(same))], found.part)
    return mention(span, actor, f"the only state told of before: {found.last}") if actor else None


def as_one(found: Chain) -> bool:
    """Whether the words name a body and not some people of it: "the army", "regime forces"."""
    if found.last in role_words()["unclear"]:
        return False
    plural = found.last.endswith("s") and not found.pair  # "governments" are several
    return found.pair or (found.last in kinds().collective and not plural)


def body_before(
    scene: Scene, span: Span, settled: Sequence[Draft], upto: int
) -> ActorMention | None:
    """A body by its noun: "the group" is the one of its kind named in these three sentences."""
    words = scene.text[slice(*span)].lower().split()
    head = scene.text[max(0, span[0] - 4) : span[0]].lower()
    if not words or (head != "the " and words[0] != "the") or len(words) > BACK + 1:
        return None
    wanted = kinds().group.get(words[-1], frozenset()) & BODIES
    pair = kinds().pairs.get(" ".join(words[-BACK:]))
    wanted = wanted & {pair} or wanted
    light = kinds().light | kinds().heads.keys() | kinds().determiners | role_words()["creeds"]
    if not wanted or not light.issuperset(words[:-1]):
        return None
    floor = scene.sentence(span[0]) - BACK
    near: list[ActorMention] = []
    while upto > 0 and scene.sentence(settled[upto - 1].span[0]) >= floor and len(near) < MOST:
        upto -= 1
        if settled[upto].mention.kind in wanted:
            near.append(settled[upto].mention)
    if len({each.id or each.name for each in near}) != 1:
        return None
    last = near[0]
    return ActorMention(span, last.name, last.kind, last.id, f"the {words[-1]} -> {last.name}")


def of_sources(
    scene: Scene, settled: Sequence[Draft], bodies: Mapping[str, set[str]]
) -> Iterator[Draft]:
    """Named sources as trace resolved them, where the words hold no mention yet."""
    ends = [draft.span[1] for draft in settled]
    for one in scene.attributions:
        span = where(scene, one)
        if span is None:
            continue
        at = bisect_right(ends, span[0])
        if at < len(settled) and overlap(settled[at].span, span):
            continue
        actors = scene.book.named(one.who.name) or scene.book.of_account(one.who.name)
        short = bodies.get(one.who.name.lower(), set()) if one.who.name[:1].isupper() else set()
        if not actors and len(short) == 1:
            actors = (scene.book.actors[next(iter(short))],)
        part = None if actors else part_called(scene.book, one.who.name)
        if len(actors) == 1 or part is not None:
            known = part or actors[0]
            yield Draft(mention(span, known, f"a source: {one.who.name}"), 1)
        elif one.who.named and one.who.kind not in THINGS and not one.who.name.islower():
            who = one.who
            yield Draft(ActorMention(span, who.name, who.kind, None, "a source by name"), 2)


def where(scene: Scene, one: Attribution) -> Span | None:
    """Where the source of an attribution stands in a few words; ``None`` where it does not."""
    for span in one.source:
        if 0 <= span[0] < span[1] <= len(scene.text):
            start, end = trimmed(scene.text, span)
            few = len(scene.text[start:end].split()) <= WORDS
            return (start, end) if start < end and few else None
    return None

"""From an article and its marks to its frames, sentence by sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from sayso.ground.frames import clause
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, Work, touch
from sayso.ground.frames.judge import judge
from sayso.ground.frames.modality import standing
from sayso.ground.frames.mode import mode
from sayso.ground.frames.near import Near, who
from sayso.ground.frames.nouns import noun
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.sides import NO_ACTOR, NO_RECIPIENT, amiss, doer, elsewhere, own, refused
from sayso.ground.frames.verbs import verb
from sayso.ground.frames.words import WHOLE, Sentence, Tag, sentence
from sayso.records import (
    NO_FRAME,
    ActorMention,
    Article,
    DateMention,
    Dropped,
    EntityMark,
    EventMark,
    Frame,
    Marks,
    PlaceMention,
    PredicateMark,
    Span,
)
from sayso.vocab.clauses import clauses
from sayso.vocab.events import events

_TELLING = frozenset({Tag.BEFORE, Tag.DET, Tag.VERB, Tag.BE, Tag.HAVE, Tag.MODAL, Tag.WHO})
_Mark = TypeVar("_Mark", EntityMark, PredicateMark, ActorMention, PlaceMention, DateMention)


def find(
    article: Article,
    marks: Marks,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> tuple[Frame, ...]:
    """Who does what to whom in a whole article, in text order.

    ``actors``, ``places`` and ``dates`` are the mentions of the article: frames point at them.
    Events are PLOVER's (Halterman et al. 2023), from the words of ``vocab/events.toml`` and the
    model's judgement of each agent and patient; a frame has an actor, a recipient, or both, which
    never overlap.  Whose word it is that something was done is not asked here: whoever gives
    frames to claims does so by the innermost claim.  Pure; odd marks are passed over.
    """
    return found_and_left(article, marks, actors, places, dates)[0]


def left_out(article: Article, marks: Marks) -> tuple[Dropped, ...]:
    """The events that make no frame, each once with the reason, in text order."""
    return found_and_left(article, marks, (), (), ())[1]


def found_and_left(
    article: Article,
    marks: Marks,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> tuple[tuple[Frame, ...], tuple[Dropped, ...]]:
    """The frames of an article, as :func:`find` gives them, and the events that make none."""
    told: list[Frame] = []
    left: dict[Span, Dropped] = {}
    for held in _sentences(article, marks, actors, places, dates):
        told += _frames(held)
        for each in held.left:
            left.setdefault(each.span, each)
    for frame in told:
        left.pop(frame.predicate, None)
    return (
        tuple(sorted(told, key=lambda f: (f.predicate, f.actor or (0, 0)))),
        tuple(left[span] for span in sorted(left)),
    )


def _sentences(
    article: Article,
    marks: Marks,
    actors: Sequence[ActorMention],
    places: Sequence[PlaceMention],
    dates: Sequence[DateMention],
) -> Iterator[_Held]:
    """The sentences of an article that hold a word, with what stands in them."""
    for span in article.sentences or ((0, len(article.text)),):
        names = _whole(article.text, _inside(marks.entities, span), _inside(actors, span))
        s = sentence(article.text, span, _inside(marks.predicates, span), names)
        if s.words:
            yield _Held(
                s,
                Parties(s, article.text, names, [a.span for a in _inside(actors, span)]),
                [e for e in marks.events if span[0] <= e.source[0] < span[1]],
                _inside(actors, span),
                Near(_inside(places, span), _inside(dates, span)),
            )


def _whole(text: str, names: list[EntityMark], actors: Sequence[ActorMention]) -> list[EntityMark]:
    """The names, those that an "and" is part of in one: "Islamic State of Iraq and the Levant"."""
    for actor in actors:
        a, b = actor.span
        inside = [each for each in names if a <= each.span[0] and each.span[1] <= b]
        if actor.id is not None and " and " in text[a:b]:
            names = [each for each in names if each not in inside]
            names.append(EntityMark(actor.span, WHOLE, 1.0))
    return sorted(names, key=lambda each: each.span)


@dataclass(frozen=True, slots=True)
class _Held:
    """One sentence, and what is known to stand in it."""

    s: Sentence
    parties: Parties
    events: Sequence[EventMark]
    actors: Sequence[ActorMention]
    near: Near
    left: list[Dropped] = field(default_factory=list)


def _inside(marks: Sequence[_Mark], span: Span) -> list[_Mark]:
    """Those of some ordered marks that begin in a span."""
    first = bisect_left(marks, span[0], key=lambda m: m.span[0])
    out = []
    for mark in marks[first:]:
        if mark.span[0] >= span[1]:
            break
        out.append(mark)
    return out


def _frames(held: _Held) -> Iterator[Frame]:
    """The frames of one sentence, none told twice, and none that another tells with more."""
    once: dict[tuple[Span | None, str, Span | None], Frame] = {}
    for draft in _drafts(held.s, held.parties):
        for frame in _of_draft(held, draft):
            once.setdefault((frame.actor, frame.event, frame.recipient), frame)
    found = list(once.values())
    return (f for f in found if not any(_less(f, other) for other in found))


def _less(one: Frame, other: Frame) -> bool:
    """Whether one frame has only one side, and the other tells the same of it with both.

    Whoever is "kidnapped by X and held" is held by X: that is one deed.
    """
    held = one.event == "COERCE" and other.mode == "abduct"
    if not (one.event == other.event or held) or (one.actor and one.recipient):
        return False
    both = other.actor and other.recipient
    mine, its = (one.actor, other.actor) if one.actor else (one.recipient, other.recipient)
    return bool(both and mine and its and mine[0] < its[1] and its[0] < mine[1])


def _drafts(s: Sentence, parties: Parties) -> list[Draft]:
    """All drafts of a sentence, in text order; verbs first, since they may take a noun along."""
    work = Work(s, parties)
    row = _row(s)
    for at, word in enumerate(s.words):
        owns = word.tag is Tag.HAVE and s.tag(at + 1) in (Tag.DET, Tag.NOUN)
        if word.tag is Tag.VERB or owns:
            verb(work, at)
    for at, word in enumerate(s.words):
        if word.tag is Tag.NOUN and at not in work.used:
            noun(work, at)
    for draft in work.out:
        _sift(work, draft)
    return sorted((d for d in work.out if d.at >= row), key=lambda d: d.at)


def _row(s: Sentence) -> int:
    """Where a row of tags at the head of a sentence ends, as far as that can be told; else 0.

    The noun right before the first word that only sentences have may belong to either.
    """
    if s.low(0) not in clauses().labels or s.tag(1) is not Tag.NOUN:
        return 0
    end = next((at for at in range(1, len(s.words)) if s.tag(at) in _TELLING), len(s.words))
    return max(0, end - 1)


def _taken(held: _Held, part: Part) -> bool:
    """Whether a place is freed, or one is freed "from" somebody: they lose it."""
    return held.parties.land(part) or held.s.low(part[0] - 1) in clauses().by_whom - {"by"}


def _sift(work: Work, draft: Draft) -> None:
    """Take from a draft who cannot act, and lead what is nobody to whom it lands on."""
    s, held = work.s, work.parties
    if draft.actor and amiss(s, draft, draft.actor):
        draft.actor = None
    if draft.actor:
        draft.actor = doer(work, draft.actor, violent="ASSAULT" in draft.types)
        draft.idle = draft.actor is None and draft.word in events().making
    if draft.recipient and (own(s, draft.recipient) or not held.agent(draft.recipient)):
        draft.recipient = elsewhere(work, draft) or draft.recipient
    if draft.recipient and draft.word in events().leaving:
        led = s.low(draft.recipient[0] - 1) in clauses().leading
        draft.recipient = None if led else draft.recipient
    if draft.actor and draft.recipient and touch(draft.actor, draft.recipient):
        draft.recipient = None


def _of_draft(held: _Held, draft: Draft) -> Iterator[Frame]:
    """A frame for each actor of a draft, if it tells of an event between parties."""
    s, known = held.s, events()
    actor, recipient = _chars(s, draft.actor), _chars(s, draft.recipient)
    judged = judge(draft, held.events, actor, recipient)
    why = NO_ACTOR if draft.idle else refused(held.parties, s, draft, judged.event)
    if why == NO_RECIPIENT and judged.event == "PROTEST":  # whoever marches protests
        draft.recipient = recipient = None
        why = refused(held.parties, s, draft, judged.event)
    if why:
        held.left.append(Dropped(s.words[draft.at].span, NO_FRAME + why))
        return
    stands = standing(s, draft)
    event, negated = judged.event, stands.negated
    if draft.word in known.freeing and draft.recipient and _taken(held, draft.recipient):
        event = "ASSAULT"
    if stands.willed and draft.actor and known.quads[event] in (1, 2):
        event, negated = ("REJECT", False) if negated else ("AGREE", False)
    place, date = held.near.of(s.words[draft.verb], [p for p in (actor, recipient) if p])
    for part in _each(held, draft.actor):
        span = _chars(s, part)
        yield Frame(
            predicate=s.words[draft.at].span,
            actor=span,
            event=event,
            quad=known.quads[event],
            recipient=recipient,
            negated=negated,
            modality=stands.modality,
            place=place,
            date=date,
            mode=mode(s, draft, event),
            actor_id=who(held.actors, span, s, _head(held, part)),
            recipient_id=who(held.actors, recipient, s, _head(held, draft.recipient)),
            score=round(judged.score * _sure(held, draft), 4),
        )


def _each(held: _Held, part: Part | None) -> Iterable[Part | None]:
    """The parties that "and" joins, one by one where each has a name."""
    if part is None:
        return [None]
    many = clause.actors(held.s, part)
    apart = all(map(held.parties.named, many)) and not held.parties.share(many)
    return many if apart else [part]


_FOUND = {"both": 1.0, "grammar": 0.85, "model": 0.7, "": 0.5}
"""How far a side is to be trusted, by who found it."""


def _sure(held: _Held, draft: Draft) -> float:
    """How far both sides of a draft are to be trusted."""
    out = 1.0
    for part, found in zip((draft.actor, draft.recipient), draft.found, strict=True):
        out *= _FOUND[found] * (1 if part is None or held.parties.has(part) else 0.8)
    return out


def _head(held: _Held, part: Part | None) -> int:
    return held.parties.first(part) if part else 0


def _chars(s: Sentence, part: Part | None) -> Span | None:
    return s.chars(*part) if part else None


__all__ = ["find", "found_and_left", "left_out"]

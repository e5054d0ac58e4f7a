"""Mentions and frames go to the claims they belong to, and sources to the actors they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground import Gazetteers, ground
from sayso.ground.frames import found_and_left
from sayso.ground.share import Found, share
from sayso.records import (
    NO_FRAME,
    ActorMention,
    Article,
    Claim,
    DateMention,
    Dropped,
    Frame,
    Kind,
    Marks,
    Modality,
    PlaceMention,
    Quantity,
    Reading,
    Span,
    Voice,
    When,
)
from sayso.trace import trace
from tests.fakes import FakeMarker, Said
from tests.ground.words import names, predicates
from tests.trace.marked import article, place

TEXT = (
    "On Monday, Ilan Voss said that, on Sunday, the ministry had denied that the Ferrymen shelled "
    "Quaymouth, killing 30 people.\n"
    "The Ferrymen left Quaymouth on Tuesday with many of their boats."
)
OUTER = "on Sunday, the ministry had denied that the Ferrymen shelled Quaymouth, killing 30 people"
INNER = "the Ferrymen shelled Quaymouth, killing 30 people"
SAID = (
    Said("Ilan Voss", "said", OUTER),
    Said("the ministry", "had denied", INNER, inner=True),
)


def made(text: str = TEXT, *said: Said) -> tuple[Article, Reading]:
    one = article(text, outlet="The Quay Post")
    [marks] = FakeMarker(*(said or SAID)).mark([one])
    return one, trace(one, marks)


def actor(words: str, start: int = 0, kind: Kind = Kind.ARMED_GROUP) -> ActorMention:
    return ActorMention(place(TEXT, words, start), words, kind, why="made")


def frame(predicate: str, start: int = 0, **parts: Span | None) -> Frame:
    actor, recipient = parts.pop("actor", None), parts.pop("recipient", None)
    at = place(TEXT, predicate, start)
    return Frame(at, actor, "ASSAULT", 4, recipient, False, Modality.PAST, **parts)  # type: ignore[arg-type]  # place and date


def claims(reading: Reading) -> tuple[Claim, Claim, Claim]:
    """The outer, the inner and the author's."""
    told = {claim.attribution: claim for claim in reading.claims}
    by_inside = {each.inside is not None: each.id for each in reading.attributions}
    return told[by_inside[False]], told[by_inside[True]], told[None]


def test_events_that_make_no_frame_stand_with_the_cues_that_make_no_record() -> None:
    one, traced = made()
    cue = Dropped(place(TEXT, "said"), "nothing is left of its content")
    event = Dropped(place(TEXT, "denied"), NO_FRAME + "the other side is not told")
    told = share(replace(traced, dropped=(cue,)), Found(left=(event,)))
    assert told.dropped == (cue, event)
    assert [(each.of, each.reason) for each in told.dropped] == [
        ("record", "nothing is left of its content"),
        ("frame", "the other side is not told"),
    ]
    assert one.id == told.article


def test_an_event_that_makes_a_frame_is_not_left_out_as_well() -> None:
    text = "Rebels attacked the mayor and a hill attacked a cloud, Ilan Voss said."
    one = article(text)
    marks = Marks(one.id, predicates=predicates(text), entities=names(text))
    told, left = found_and_left(one, marks, (), (), ())
    assert [text[slice(*f.predicate)] for f in told] == ["attacked"]
    assert not {f.predicate for f in told} & {each.span for each in left}
    assert all(each.of == "frame" and each.reason for each in left)


def test_a_mention_belongs_to_every_claim_that_holds_it() -> None:
    _, reading = made()
    second = TEXT.index("\n")
    found = Found(
        actors=(actor("Ferrymen"), actor("Ferrymen", second)),
        places=(PlaceMention(place(TEXT, "Quaymouth"), "Quaymouth"),),
        dates=(
            DateMention(place(TEXT, "Monday"), "2031-05-05", When.HAPPENED),
            DateMention(place(TEXT, "on Sunday"), "2031-05-04", When.HAPPENED),
            DateMention(place(TEXT, "Tuesday"), "2031-05-06", When.HAPPENED),
        ),
        quantities=(Quantity(place(TEXT, "30 people"), 30, 30, "person killed"),),
    )
    outer, inner, own = claims(share(reading, found))
    assert outer.about.actors == inner.about.actors == found.actors[:1]
    assert own.about.actors == found.actors[1:]
    assert outer.about.places == inner.about.places == found.places
    assert own.about.places == ()
    assert [d.edtf for d in outer.about.dates] == ["2031-05-04"]
    assert [d.edtf for d in own.about.dates] == ["2031-05-06"]
    assert inner.about.dates == ()
    assert outer.about.quantities == inner.about.quantities == found.quantities


def test_a_frame_belongs_to_the_innermost_claim_alone() -> None:
    _, reading = made()
    found = Found(frames=(frame("shelled"), frame("left"), frame("said")))
    outer, inner, own = claims(share(reading, found))
    assert [f.predicate for f in inner.about.frames] == [place(TEXT, "shelled")]
    assert [f.predicate for f in own.about.frames] == [place(TEXT, "left")]
    assert outer.about.frames == ()


def test_two_sources_of_one_content_both_tell_its_frame() -> None:
    text = "The harbour master and Ilan Voss said that the Ferrymen shelled Quaymouth."
    one = article(text)
    said = "the Ferrymen shelled Quaymouth"
    [marks] = FakeMarker(
        Said("The harbour master", "said", said), Said("Ilan Voss", "said", said)
    ).mark([one])
    reading = trace(one, marks)
    told = Frame(place(text, "shelled"), None, "ASSAULT", 4, None, False, Modality.PAST)
    found = share(reading, Found(frames=(told,)))
    assert len(found.claims) >= 1
    assert all(claim.about.frames == (told,) for claim in found.claims)


def test_what_a_frame_points_at_belongs_to_its_claim() -> None:
    _, reading = made()
    monday, voss, men = (place(TEXT, words) for words in ("Monday", "Ilan Voss", "the Ferrymen"))
    found = Found(
        actors=(actor("Ilan Voss", kind=Kind.PERSON), actor("Ferrymen")),
        dates=(DateMention(monday, "2031-05-05", When.HAPPENED),),
        frames=(frame("shelled", actor=men, recipient=voss, date=monday),),
    )
    [told] = found.frames
    told = replace(told, actor_id=found.actors[1].key, recipient_id=found.actors[0].key)
    resolved = replace(found, frames=(told,))
    _, inner, _ = claims(share(reading, resolved))
    assert inner.about.actors == found.actors
    assert inner.about.dates == found.dates
    assert inner.about.frames == resolved.frames
    _, inner, _ = claims(share(reading, found))
    assert inner.about.actors == found.actors[1:]


def test_a_pronoun_brings_in_the_name_it_means() -> None:
    _, reading = made()
    they, boats = place(TEXT, "their"), actor("Ferrymen")
    frames = (replace(frame("left", actor=they), actor_id=boats.key, recipient_id="nobody"),)
    _, _, own = claims(share(reading, Found(actors=(boats,), frames=frames)))
    assert own.about.actors == (boats,)
    [told] = own.about.frames
    assert (told.actor_id, told.recipient_id) == (boats.key, None)


def test_the_date_of_a_saying_goes_to_its_claim_and_dates_nothing_else() -> None:
    _, reading = made()
    outer, _, _ = claims(reading)
    monday = place(TEXT, "Monday")
    said = DateMention(monday, "2031-05-05", When.SAID)
    found = Found(
        dates=(DateMention(monday, "2031-05-05", When.HAPPENED),),
        frames=(frame("denied", date=monday),),
        said={outer.attribution or "": (said,)},
    )
    outer, inner, _ = claims(share(reading, found))
    assert outer.about.dates == (said,)
    assert inner.about.dates == ()
    assert [f.date for f in outer.about.frames] == [None]


def test_a_frame_keeps_the_date_that_is_told_of_it_beside_that_of_the_saying() -> None:
    _, reading = made()
    outer, inner, _ = claims(reading)
    monday, sunday = place(TEXT, "Monday"), place(TEXT, "on Sunday")
    dates = tuple(DateMention(at, None, When.HAPPENED) for at in (monday, sunday))
    found = Found(
        dates=dates,
        frames=(frame("denied", date=sunday), frame("shelled", date=monday)),
        said={outer.attribution or "": (replace(dates[0], of=When.SAID),)},
    )
    outer, inner, _ = claims(share(reading, found))
    assert [f.date for f in outer.about.frames] == [sunday]
    assert [f.date for f in inner.about.frames] == [monday], "it dates the saying of another"


@pytest.mark.parametrize(
    ("words", "kind", "known"),
    [
        ("Ilan Voss", Kind.PERSON, True),
        ("Voss", Kind.PERSON, True),
        ("Ilan", Kind.GOVERNMENT, False),
        ("Ferrymen", Kind.PERSON, False),
    ],
)
def test_a_source_is_the_actor_that_stands_there(words: str, kind: Kind, known: bool) -> None:
    _, reading = made()
    mention = ActorMention(place(TEXT, words), words, kind, "Q1")
    found = share(reading, Found(actors=(mention,)))
    [speaker] = [each for each in found.attributions if each.inside is None]
    assert (speaker.actor, speaker.who.id) == ((mention, "Q1") if known else (None, None))


def test_a_source_of_two_actors_is_neither() -> None:
    _, reading = made()
    found = Found(
        actors=(actor("Ilan", kind=Kind.PERSON), actor("Voss", kind=Kind.PERSON)),
    )
    assert all(each.actor is None for each in share(reading, found).attributions)


def test_grounding_changes_nothing_that_was_traced() -> None:
    one, reading = made()
    grounded = ground(one, Marks(one.id), reading, Gazetteers.load())
    assert [c.id for c in grounded.claims] == [c.id for c in reading.claims]
    assert [c.spans for c in grounded.claims] == [c.spans for c in reading.claims]
    assert [c.voice for c in grounded.claims].count(Voice.AUTHOR) == 1
    assert [a.chain for a in grounded.attributions] == [a.chain for a in reading.attributions]


SPANS = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))


@given(st.lists(SPANS, max_size=30, unique=True).map(sorted))
def test_every_mention_that_is_shared_out_lies_inside_its_claim(spans: list[Span]) -> None:
    _, reading = made()
    found = Found(
        quantities=tuple(Quantity(span, 1, 1) for span in spans),
        frames=tuple(Frame(s, None, "AID", 2, None, False, Modality.PAST) for s in spans),
    )
    shared = share(reading, found)
    for claim in shared.claims:
        held = [s for s in spans if any(a <= s[0] and s[1] <= b for a, b in claim.spans)]
        assert [q.span for q in claim.about.quantities] == held
        assert {f.predicate for f in claim.about.frames} <= set(held)
    inside = {s for s in spans for c in shared.claims if s in [q.span for q in c.about.quantities]}
    assert inside == {f.predicate for c in shared.claims for f in c.about.frames}

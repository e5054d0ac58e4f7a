"""Frames of invented sentences: with a fake model line by line, and with the real one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ground.frames import find
from sayso.mark import Marker
from sayso.mark.labels import QUADS
from sayso.records import (
    ActorMention,
    DateMention,
    EntityMark,
    EventMark,
    Frame,
    Kind,
    Marks,
    PlaceMention,
    Precision,
    PredicateMark,
    RoleMark,
    Span,
    When,
)
from sayso.vocab.events import events
from tests.ground.words import CASES, article, cases, frames, names, predicates, told

STEMS = ("verbs", "nouns", "standing", "news", "read", "plain", "hope")
LINES = [(stem, text, wanted) for stem in STEMS for text, wanted in cases(stem)]
REAL: list[dict[str, Any]] = tomllib.loads((CASES / "real.toml").read_text("utf-8"))["case"]
TEXT = "On Monday rebels attacked the army base near Orsk, and Tarn did not condemn them."


@pytest.mark.parametrize(("stem", "text", "wanted"), LINES, ids=[text for _, text, _ in LINES])
def test_a_sentence_tells_of_these_frames(stem: str, text: str, wanted: tuple[str, ...]) -> None:
    assert [told(text, frame) for frame in frames(text)] == list(wanted), stem


def test_a_name_with_an_and_in_it_is_one_side() -> None:
    text = "Ost deplored the murder of Falk by the Guard of Orsk and the Valley."
    made = article(text)
    marks = Marks(made.id, entities=names(text), predicates=predicates(text))
    start = text.index("Guard of Orsk")
    whole = ActorMention((start, len(text) - 1), "Guard", Kind.ARMED_GROUP, "group/guard", "known")
    murder = [f for f in find(made, marks, [whole], (), ()) if f.event == "ASSAULT"]
    assert [(f.actor and text[slice(*f.actor)], f.actor_id) for f in murder] == [
        ("the Guard of Orsk and the Valley", "group/guard")
    ]


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker.load()


@pytest.mark.parametrize("case", REAL, ids=lambda case: case["text"])
def test_with_the_real_model_these_are_among_the_frames(
    case: dict[str, Any], marker: Marker
) -> None:
    text = case["text"]
    made = article(text)
    found = {told(text, f) for f in find(made, marker.mark([made])[0], (), (), ())}
    assert set(case.get("frames", ())) <= found
    assert not found & set(case.get("never", ()))
    if not case.get("frames") and not case.get("never"):
        assert not found


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def one(text: str, marks: Marks, **mentions: Any) -> Frame:
    found = find(
        article(text),
        marks,
        mentions.get("actors", ()),
        mentions.get("places", ()),
        mentions.get("dates", ()),
    )
    return found[0]


def test_a_frame_points_at_actors_place_and_date_of_its_sentence() -> None:
    marks = Marks("case", entities=names(TEXT), predicates=predicates(TEXT))
    actors = (
        ActorMention(at(TEXT, "rebels"), "rebels", Kind.ARMED_GROUP, "arm-1"),
        ActorMention(at(TEXT, "the army"), "army", Kind.GOVERNMENT, "gov-2"),
        ActorMention(at(TEXT, "Tarn"), "Tarn", Kind.GOVERNMENT, None),
    )
    places = (PlaceMention(at(TEXT, "Orsk"), "Orsk", 7, 1.0, 2.0, Precision.TOWN),)
    dates = (DateMention(at(TEXT, "Monday"), "2031-05-05", When.HAPPENED),)
    frame = one(TEXT, marks, actors=actors, places=places, dates=dates)
    assert told(TEXT, frame) == "rebels > ASSAULT > the army base"
    assert (frame.actor_id, frame.recipient_id) == ("arm-1", "gov-2")
    assert frame.place is not None and TEXT[slice(*frame.place)] == "Orsk"
    assert frame.date is not None and TEXT[slice(*frame.date)] == "Monday"
    assert frame.quad == 4


def test_of_several_mentions_in_a_party_the_one_of_its_head_is_meant() -> None:
    text = "Rebels killed the head of the army of Tarn."
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    actors = (
        ActorMention(at(text, "the head"), "the head", Kind.PERSON, "per-1"),
        ActorMention(at(text, "the army of Tarn"), "army of Tarn", Kind.GOVERNMENT, "gov-2"),
    )
    assert one(text, marks, actors=actors).recipient_id == "per-1"
    assert one(text, marks, actors=actors[1:]).recipient_id == "gov-2"
    assert one(text, marks).recipient_id is None


def test_a_place_in_a_party_is_where_it_was_done_if_no_other_is_told() -> None:
    text = "Rebels attacked the town of Lisk."
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    lisk = PlaceMention(at(text, "Lisk"), "Lisk", 9, 1.0, 2.0, Precision.TOWN)
    assert one(text, marks, places=(lisk,)).place == lisk.span


def test_the_place_that_the_model_marks_comes_before_the_nearest() -> None:
    text = "In Vell rebels killed a farmer from Lisk."
    given = {"killed": [("ARGM-LOC", "In Vell")]}
    marks = Marks("case", entities=names(text), predicates=predicates(text, given))
    places = tuple(PlaceMention(at(text, name)) for name in ("Vell", "Lisk"))
    assert one(text, marks, places=places).place == at(text, "Vell")
    assert one(text, replace(marks, predicates=predicates(text)), places=places).place == at(
        text, "Lisk"
    )


def test_a_subject_that_grammar_does_not_find_is_the_models() -> None:
    text = "Killed in the raid by nobody we know: rebels, of all people, attacked Lisk."
    given = {"attacked": [("ARG0", "rebels"), ("ARG1", "Lisk")]}
    marks = Marks("case", entities=names(text), predicates=predicates(text, given))
    assert "rebels > ASSAULT > Lisk" in {
        told(text, f) for f in find(article(text), marks, (), (), ())
    }


def test_the_model_chooses_where_a_word_tells_several_types() -> None:
    text = "Tarn suspended Orsk."
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    pair = at(text, "Tarn"), at(text, "Orsk")
    alone = one(text, marks)
    assert alone.event == events().verbs["suspend"][0]
    for event in events().verbs["suspend"]:
        judged = EventMark(*pair, event, QUADS[event], 0.9)
        found = one(text, replace(marks, events=(judged,)))
        assert (found.event, found.quad) == (event, QUADS[event])
        assert found.score > alone.score


def test_a_word_that_is_plain_outweighs_a_model_that_is_not_sure() -> None:
    text = "Tarn bombed Orsk."
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    pair = at(text, "Tarn"), at(text, "Orsk")
    for score, event in ((0.4, "ASSAULT"), (0.999, "AID")):
        judged = EventMark(*pair, "AID", QUADS["AID"], score)
        assert one(text, replace(marks, events=(judged,))).event == event


def test_a_frame_that_grammar_and_model_agree_on_is_surer() -> None:
    text = "Tarn bombed Orsk."
    plain = Marks("case", entities=names(text), predicates=predicates(text))
    roles = {"bombed": [("ARG0", "Tarn"), ("ARG1", "Orsk")]}
    agreed = replace(plain, predicates=predicates(text, roles))
    assert one(text, agreed).score > one(text, plain).score


def test_quad_classes_are_those_of_the_model_and_every_word_has_a_known_type() -> None:
    known = events()
    assert known.quads == QUADS
    for table in (known.verbs, known.phrases, known.apart, known.nouns):
        for word, types in table.items():
            assert set(types) <= set(QUADS), word
    assert {turn.event for turn in known.turned} <= set(QUADS)
    assert set().union(*(turn.types for turn in known.turned)) <= set(QUADS)
    assert not known.phrases.keys() & known.apart.keys()


spans = st.tuples(st.integers(-5, 100), st.integers(-5, 100))
roles = st.builds(
    RoleMark,
    spans,
    st.sampled_from(["ARG0", "ARG1", "ARG2", "ARGM-NEG", "ARGM-LOC"]),
    st.floats(0, 1),
)
odd = st.builds(
    Marks,
    st.just("case"),
    entities=st.lists(
        st.builds(
            EntityMark, spans, st.sampled_from(["Person", "Location", "Date"]), st.floats(0, 1)
        ),
        max_size=6,
    ).map(tuple),
    predicates=st.lists(
        st.builds(
            PredicateMark,
            spans,
            st.floats(-3, 3),
            st.floats(0, 1),
            st.lists(roles, max_size=4).map(tuple),
        ),
        max_size=12,
    ).map(tuple),
    events=st.lists(
        st.builds(
            EventMark,
            spans,
            spans,
            st.sampled_from(sorted(QUADS)),
            st.integers(1, 4),
            st.floats(0, 1),
        ),
        max_size=4,
    ).map(tuple),
)
VOCABULARY = (
    "Orsk|Vell|Tarn|rebels|army|the|a|of|by|to|and|not|will|who|that|if|attacked|attack|said|agreed"
    "|meet|talks|between|bombing|bombed|was|has|aid|Monday|12|'s|gave|sanctions|lifted|refused"
    "|according|more|than|(|)|“|”|,|."
)
WORDS = st.lists(st.sampled_from(VOCABULARY.split("|")), max_size=25).map(" ".join)


@given(WORDS, odd)
@settings(max_examples=300, deadline=None)
def test_whatever_the_marks_frames_stand_in_the_text_and_their_sides_apart(
    text: str, marks: Marks
) -> None:
    for given_marks in (marks, replace(marks, predicates=predicates(text), entities=names(text))):
        made = find(article(text), given_marks, (), (), ())
        for frame in made:
            for span in (frame.predicate, frame.actor, frame.recipient):
                assert span is None or 0 <= span[0] < span[1] <= len(text)
            assert frame.actor or frame.recipient
            if frame.actor and frame.recipient:
                assert frame.actor[1] <= frame.recipient[0] or frame.recipient[1] <= frame.actor[0]
            assert 0 <= frame.score <= 1
            assert frame.quad == QUADS[frame.event]
        assert list(made) == sorted(made, key=lambda f: (f.predicate, f.actor or (0, 0)))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", ".", "’", "to", "and and and", "by by", "\ud800 attacked x"]
)
def test_next_to_nothing_tells_of_nothing(text: str) -> None:
    assert find(replace(article(text), sentences=()), Marks("case"), (), (), ()) == ()


def whole(text: str, given: dict[str, list[tuple[str, str]]]) -> list[str]:
    """The frames of a text that is one sentence, with roles given by the word."""
    made = replace(article(text), sentences=((0, len(text)),))
    marks = Marks("case", entities=names(text), predicates=predicates(text, given))
    return [told(text, frame) for frame in find(made, marks, (), (), ())]


def test_the_point_behind_a_rank_or_title_ends_no_name() -> None:
    assert whole("Maj. Gen. Ost, the head of the navy, met Falk.", {}) == [
        "Maj. Gen. Ost > CONSULT > Falk"
    ]
    assert whole("Mr. Ost has freed Mr. Falk.", {}) == ["Mr. Ost > YIELD/release > Mr. Falk"]


def test_who_does_it_is_the_models_to_tell_where_it_is_sure() -> None:
    text = "A guard wrote a letter to Falk, a man the rebels named as Juno, and warned Vell."
    assert "the rebels > THREATEN > Vell" in whole(text, {})
    assert "A guard > THREATEN > Vell" in whole(text, {"warned": [("ARG0", "A guard")]})


def test_a_verb_in_ing_stands_between_who_the_model_says_does_it_and_to_whom() -> None:
    text = "A film shows Orsk fighting Falk before beheading him."
    given = {"fighting": [("ARG0", "Orsk"), ("ARG1", "Falk")]}
    assert "Orsk > ASSAULT > Falk" not in whole(text, {})
    assert "Orsk > ASSAULT > Falk" in whole(text, given)


@pytest.mark.parametrize(
    ("text", "given", "wanted"),
    [
        # The infinitive has the subject of what governs it.
        ("Orsk summoned Falk to condemn the raid.", {"condemn": [("ARG0", "Falk")]}, "Orsk"),
        # A place before a dash or a colon is where it was written.
        ("ORSK: Vell condemned the raid.", {"condemned": [("ARG0", "ORSK")]}, "Vell"),
        # Over a verb of saying grammar sees the nearer.
        ("Ost said that Falk condemned the raid.", {"condemned": [("ARG0", "Ost")]}, "Falk"),
        # What holds the subject of grammar agrees with it.
        ("The navy of Vell condemned the raid.", {"condemned": [("ARG0", "The navy of Vell")]},
         "The navy of Vell"),
    ],
)  # fmt: skip
def test_where_grammar_knows_better_the_model_is_not_asked(
    text: str, given: dict[str, list[tuple[str, str]]], wanted: str
) -> None:
    assert f"{wanted} > ACCUSE > the raid" in {each.split(";")[0] for each in whole(text, given)}

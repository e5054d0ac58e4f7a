"""What verbs and nouns of saying tell by their roles, where no cue was marked; and what kinds
and places the model's other heads tell."""

from __future__ import annotations

import pytest

from sayso.records import (
    Attribution,
    CueMark,
    EntityMark,
    Kind,
    Marks,
    PredicateMark,
    RoleMark,
)
from sayso.trace import trace
from tests.trace.marked import article, place


def verb(text: str, word: str, **roles: str) -> PredicateMark:
    """A predicate with its arguments by their words (``ARG0="the ministry"``)."""
    marks = tuple(
        RoleMark(place(text, words), role.replace("_", "-"), 0.9) for role, words in roles.items()
    )
    return PredicateMark(place(text, word), 1.0, 0.9, marks)


def outer(text: str, content: str) -> CueMark:
    """The one cue that is marked: Ada Moor said ``content``."""
    return CueMark(
        place(text, "said"), (place(text, "Ada Moor"),), (place(text, content),), False, 0.9
    )


def read(text: str, content: str, *verbs: PredicateMark) -> tuple[Attribution, ...]:
    marks = Marks("case", (outer(text, content),), predicates=verbs)
    return trace(article(text), marks).attributions


def words(text: str, one: Attribution) -> list[str]:
    return [text[s:e] for s, e in one.content]


def test_a_verb_with_a_speaker_and_a_clause_is_a_record_inside() -> None:
    text = "Ada Moor said the ministry had claimed the road was mined."
    first, inner = read(
        text,
        "the ministry had claimed the road was mined",
        verb(text, "claimed", ARG0="the ministry", ARG1="the road was mined"),
        verb(text, "was"),
    )
    assert inner.inside == first.id
    assert inner.who.name == "ministry"
    assert [text[s:e] for s, e in inner.cue] == ["had claimed"]
    assert words(text, inner) == ["the road was mined"]
    assert [hop.name for hop in inner.chain] == ["Ada Moor", "ministry"]
    assert dict(inner.why)["spans"] == "verb and its roles, score 0.90"


@pytest.mark.parametrize(
    ("said", "word", "roles"),
    [
        ("the ministry may claim the road was mined", "claim", {"ARGM_MOD": "may"}),
        ("she wanted to claim the road was mined", "claim", {}),
        ("we claim the road was mined", "claim", {"ARG0": "we"}),
        ("the ministry mended the road was mined", "mended", {"ARG0": "the ministry"}),
    ],
)
def test_what_is_open_planned_or_ones_own_is_no_record(
    said: str, word: str, roles: dict[str, str]
) -> None:
    text = f"Ada Moor said {said}."
    mark = verb(text, word, ARG1="the road was mined", **roles)
    assert len(read(text, said, mark, verb(text, "was"))) == 1


def test_a_mere_thing_is_nothing_said() -> None:
    text = "Ada Moor said the ministry reported heavy losses of cattle."
    found = read(
        text,
        "the ministry reported heavy losses of cattle",
        verb(text, "reported", ARG0="the ministry", ARG1="heavy losses of cattle"),
    )
    assert len(found) == 1


def test_outside_of_what_is_said_the_cue_head_is_believed() -> None:
    text = "Ada Moor said it rained. The ministry claimed the road was mined."
    found = read(
        text,
        "it rained",
        verb(text, "claimed", ARG0="The ministry", ARG1="the road was mined"),
        verb(text, "was"),
    )
    assert len(found) == 1


def test_talk_with_its_clause_needs_nobodys_words_around_it() -> None:
    text = "Ada Moor said it rained. They fought claims made by Rep. Ivo D. Prent that men left."
    first, talk = read(
        text,
        "it rained",
        verb(text, "claims", ARG1="that men left"),
        verb(text, "left"),
    )
    assert (talk.who.name, talk.inside, first.inside) == ("Ivo D. Prent", None, None)


def test_reports_that_tell_something_are_no_talk_of_it() -> None:
    text = "Ada Moor said it rained. The date is in keeping with reports that predict rain in May."
    found = read(
        text,
        "it rained",
        verb(text, "reports", ARG1="that predict rain in May"),
        verb(text, "predict", ARG1="rain in May"),
    )
    assert len(found) == 1


def test_saying_which_is_nothing_said() -> None:
    text = "Ada Moor said the ministry told which road was mined."
    found = read(
        text,
        "the ministry told which road was mined",
        verb(text, "told", ARG0="the ministry", ARG1="which road was mined"),
        verb(text, "was"),
    )
    assert len(found) == 1


def test_a_noun_with_its_clause_and_whose_it_is() -> None:
    text = "Ada Moor said the ministry's claim that the road was mined is old."
    _, inner = read(
        text,
        "the ministry's claim that the road was mined is old",
        verb(text, "claim", ARG1="that the road was mined"),
        verb(text, "was"),
    )
    assert (inner.who.name, inner.firmness.value) == ("ministry", "alleged")


def test_reports_are_nobodys_and_an_order_without_an_owner_is_none() -> None:
    text = "Ada Moor said reports that the road was mined are old."
    _, inner = read(
        text,
        "reports that the road was mined are old",
        verb(text, "reports", ARG1="that the road was mined"),
        verb(text, "was"),
    )
    assert (inner.who.name, inner.firmness.value) == ("unnamed", "hedged")
    text = "Ada Moor said an order that the road was mined is old."
    found = read(
        text,
        "an order that the road was mined is old",
        verb(text, "order", ARG1="that the road was mined"),
        verb(text, "was"),
    )
    assert len(found) == 1


def test_believed_to_is_nobodys_belief() -> None:
    text = "Ada Moor said a man believed to have left the town was seen."
    _, inner = read(
        text,
        "a man believed to have left the town was seen",
        verb(text, "believed", ARG1="to have left the town"),
        verb(text, "left"),
    )
    assert (inner.who.name, inner.firmness.value) == ("unnamed", "hedged")


def test_what_a_marked_cue_says_already_is_no_second_record() -> None:
    text = "Ada Moor said the road was mined, he claimed in the evening."
    cue = CueMark(
        place(text, "in the evening"), (), (place(text, "the road was mined"),), True, 0.9
    )
    marks = Marks(
        "case",
        (outer(text, "the road was mined, he claimed"), cue),
        predicates=(verb(text, "claimed", ARG0="he", ARG1="the road was mined"), verb(text, "was")),
    )
    assert len(trace(article(text), marks).attributions) == 2


def test_a_marked_cue_without_a_source_is_spoken_by_its_verbs_agent() -> None:
    text = "The terrorists have announced a truce in the hills."
    cue = CueMark(place(text, "announced"), (), (place(text, "a truce in the hills"),), False, 0.9)
    marks = Marks(
        "case",
        (cue,),
        predicates=(verb(text, "announced", ARG0="The terrorists", ARG1="a truce in the hills"),),
    )
    (one,) = trace(article(text), marks).attributions
    assert [text[s:e] for s, e in one.source] == ["The terrorists"]


def test_arguments_out_of_the_text_are_no_error() -> None:
    text = "Ada Moor said the ministry claimed the road was mined."
    odd = PredicateMark((22, 29), 1.0, 0.9, (RoleMark((500, 600), "ARG1", 0.9),))
    assert len(read(text, "the ministry claimed the road was mined", odd)) == 1


PLACES = "Mary Moor has a shop in North Valmo, near the sea. “Nobody came,” she said."


@pytest.mark.parametrize(("kind", "name"), [("Location", "Mary Moor"), ("Person", "Mary Moor")])
def test_a_place_is_nobody_that_a_pronoun_may_mean(kind: str, name: str) -> None:
    marks = Marks(
        "case",
        (
            CueMark(
                place(PLACES, "said"),
                (place(PLACES, "she"),),
                (place(PLACES, "“Nobody came,”"),),
                False,
                0.9,
            ),
        ),
        entities=(EntityMark(place(PLACES, "North Valmo"), kind, 0.8),),
    )
    (one,) = trace(article(PLACES), marks).attributions
    assert one.who.name == name


def kind_of(text: str, source: str, kind: tuple[Kind, float]) -> Kind:
    cue = CueMark(
        place(text, "reported"),
        (place(text, source),),
        (place(text, "rain"),),
        False,
        0.9,
        kind=kind,
    )
    (one,) = trace(article(text), Marks("case", (cue,))).attributions
    return one.who.kind


def test_the_models_kind_holds_where_only_its_form_makes_a_name_a_persons() -> None:
    assert kind_of("Vennel Lights reported rain.", "Vennel Lights", (Kind.OUTLET, 0.9)) is (
        Kind.OUTLET
    )
    assert kind_of("Vennel Lights reported rain.", "Vennel Lights", (Kind.OUTLET, 0.3)) is (
        Kind.PERSON
    )
    assert kind_of("Mary Lights reported rain.", "Mary Lights", (Kind.OUTLET, 0.9)) is Kind.PERSON


def test_a_word_alone_between_commas_gives_an_example() -> None:
    text = "Ada Moor said they could not picture a big flood, say, one that fills the mill."
    held = "they could not picture a big flood, say, one that fills the mill"
    say = verb(text, "say", ARG1="one that fills the mill")
    assert len(read(text, held, say, verb(text, "fills"))) == 1


@pytest.mark.parametrize(
    ("said", "word", "content", "records"),
    [
        (
            "the crew left in the expectation that it would rain",
            "expectation",
            "that it would rain",
            2,
        ),
        ("the crew had no doubt that it would rain", "doubt", "that it would rain", 1),
        ("the crew had every doubt that it would rain", "doubt", "that it would rain", 2),
        ("there was confirmation of the rain", "confirmation", "of the rain", 1),
    ],
)
def test_inside_a_content_any_noun_of_saying_may_have_its_clause(
    said: str, word: str, content: str, records: int
) -> None:
    text = f"Ada Moor said {said}."
    inside = verb(text, "rain") if "would" not in said else verb(text, "would")
    assert len(read(text, said, verb(text, word, ARG1=content), inside)) == records


@pytest.mark.parametrize(
    ("who", "word", "content", "records"),
    [
        ("the envoys", "hope", "the truce will hold", 2),
        ("they", "hope", "the truce will hold", 1),
        ("the envoys", "hope", "to hold the town", 1),
        ("the envoys", "noted", "that the truce will hold", 2),
        ("he", "noted", "that the truce will hold", 1),
        ("the lack of shots", "suggest", "that the truce will hold", 1),
        ("the envoys", "noted", "the truce which will hold", 1),
    ],
)
def test_what_somebody_named_or_described_thinks_is_a_record(
    who: str, word: str, content: str, records: int
) -> None:
    text = f"Ada Moor said {who} {word} {content}."
    held = verb(text, "hold")
    found = read(text, f"{who} {word} {content}", verb(text, word, ARG0=who, ARG1=content), held)
    assert len(found) == records
    if records > 1:
        assert [hop.name for hop in found[1].chain] == ["Ada Moor", f"{who[4:]} (unnamed)"]


@pytest.mark.parametrize(
    ("said", "word", "who"),
    [
        ("they laughed at the old theory that the road was mined", "theory", "unnamed"),
        ("she denied the state media theory that the road was mined", "theory", "state media"),
        ("there was a possibility that the road was mined", "possibility", None),
        ("she read a statement that was long", "statement", None),
        ("a man told Orvena News that the road was mined", "News", None),
    ],
)
def test_a_noun_with_its_clause_that_no_predicate_tells(
    said: str, word: str, who: str | None
) -> None:
    text = f"Ada Moor said {said}."
    found = read(text, said)
    assert len(found) == (2 if who else 1)
    if who is not None:
        assert found[1].who.name == who
        assert [text[s:e] for s, e in found[1].cue] == [word]
        assert words(text, found[1]) == ["that the road was mined"]
        assert found[1].inside == found[0].id


def test_a_surname_behind_a_place_that_is_marked_is_the_surname() -> None:
    text = "Ivo Prent spoke. There was rain in Orvena and Deir Vell Prent said."
    place_mark = EntityMark(place(text, "Deir Vell"), "Location", 0.9)
    content = place(text, "There was rain in Orvena and")
    cue = CueMark(place(text, "said"), (place(text, "Deir Vell Prent"),), (content,), False, 0.9)
    (one,) = trace(article(text), Marks("a", (cue,), entities=(place_mark,))).attributions
    assert one.who.name == "Ivo Prent"


@pytest.mark.parametrize("sort", ["Location", "Facility"])
def test_a_lone_word_marked_as_a_place_is_no_person(sort: str) -> None:
    text = "Orvena has seen much rain."
    cue = CueMark(
        place(text, "seen"), (place(text, "Orvena"),), (place(text, "much rain"),), False, 1
    )
    marks = Marks("a", (cue,), entities=(EntityMark(place(text, "Orvena"), sort, 0.9),))
    (one,) = trace(article(text), marks).attributions
    assert one.who.kind is not Kind.PERSON
    without = trace(article(text), Marks("a", (cue,))).attributions
    assert without[0].who.kind is Kind.PERSON

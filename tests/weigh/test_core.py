"""Whether a claim tells what a statement tells: deed, parties, place."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import (
    About,
    ActorMention,
    DateMention,
    Frame,
    Kind,
    Modality,
    PlaceMention,
    Precision,
    PredicateMark,
    RoleMark,
    Span,
    When,
)
from sayso.vocab.kin import kin, root, roots
from sayso.weigh.core import Core
from sayso.weigh.cut import Cut
from sayso.weigh.likeness import Question
from sayso.weigh.parts import Parts
from sayso.weigh.party import anothers, aside, doers_of, one_party, sort_of, state_of
from tests.weigh.test_dossier import Claim

CASES = Path(__file__).resolve().parent.parent / "cases" / "judge" / "core.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return start, start + len(words)


def about(text: str, row: dict[str, Any], name: str, offset: int = 0) -> About:
    """What a text is about, by the words that name it; spans are counted from ``offset``."""

    def moved(words: str) -> Span:
        start, end = at(text, words)
        return start + offset, end + offset

    def kind(ident: str) -> Kind:
        return Kind.PERSON if ident.startswith("person/") else Kind.ARMED_GROUP

    actors = row.get(f"{name}who", {}).items()
    places = row.get(f"{name}where", {}).items()
    date = row.get("date") if name else None
    return About(
        actors=tuple(ActorMention(moved(words), words, kind(i), i) for words, i in actors),
        places=tuple(
            PlaceMention(moved(words), words, n, 1.0, 1.0, Precision.TOWN, "OV")
            for words, n in places
        ),
        dates=(DateMention(moved(date[0]), date[1], When.HAPPENED),) if date else (),
    )


def core(row: dict[str, Any]) -> Core:
    text = row["asked"]
    asked = Question.of(text, counts={}, total=50)
    predicates: tuple[PredicateMark, ...] = ()
    if "does" in row:
        verb, doer = (at(text, words) for words in row["does"])
        predicates = (PredicateMark(verb, 3.0, 1.0, (RoleMark(doer, "ARG0", 1.0),)),)
    whole = ((0, len(text)),)
    return Core.of(text, whole, about(text, row, ""), asked.weights, predicates)


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_what_a_claim_tells_of_a_statement(row: dict[str, Any]) -> None:
    before, content = row.get("before", ""), row["content"]
    sentence = row.get("sentence", content)
    text = f"{before}{sentence} And so on."
    offset = len(before) + sentence.index(content)
    claim = Claim(
        "c",
        "a",
        content=content,
        sentence=sentence,
        sentence_at=len(before),
        published="2020-05-04",
        about=about(content, row, "content_", offset),
    )
    told = core(row).told(claim, text)
    assert told.whole is row["whole"], told


def test_a_state_and_its_army_are_one_party_and_its_rebels_are_another() -> None:
    assert one_party("state/syria", "state/syria/military")
    assert one_party("state/syria/government", "state/syria/military")
    assert one_party("person/bashar-al-assad", "state/syria/government"), "who leads it"
    assert not one_party("state/syria", "state/syria/opposition")
    assert one_party("state/syria/rebels", "state/syria/opposition")
    assert not one_party("state/syria", "state/russia")
    assert not one_party("group/a", "group/b")
    assert sort_of("state/syria/rebels") != sort_of("state/syria/military") == "state"
    assert sort_of(None) == sort_of("person/x") == "person"
    assert state_of("state/syria/military") == "state/syria"
    assert state_of("group/x") is None


def test_who_does_it_is_told_by_the_roles_and_who_only_helps_to_tell_is_beside() -> None:
    text = "The US hostage Tam Rusk was killed in a Russian air strike."
    asked = Question.of(text, counts={}, total=9)
    found = {party.words: (party.does, party.beside) for party in asked.core.parties}
    assert found == {
        ("us",): (False, True),
        ("tam", "rusk"): (False, False),
        ("russian",): (True, False),
    }
    assert set(asked.core.matter) == {root("hostage"), root("killed"), root("airstrike")}


def test_dates_and_numbers_are_no_matter() -> None:
    text = "On 6 February 2015 the dam at Colm burst."
    dates = (DateMention((3, 18), "2015-02-06", When.HAPPENED),)
    core = Core.of(text, ((0, len(text)),), About(dates=dates), {"dam": 1.0, "burst": 1.0})
    assert set(core.matter) == {"dam", "burst"}
    assert [place.words for place in core.places] == [("colm",)]
    assert core.parties == ()


def test_a_headline_tells_no_name_by_its_capitals() -> None:
    text = "Rebels Fire Rockets Into Town"
    assert Cut(text, ((0, len(text)),), About(), ()).parties == ()


@pytest.mark.parametrize(
    ("text", "no"),
    [
        ("the dam at Colm did not burst", True),
        ("no dam has burst at Colm", True),
        ("the dam at Colm burst, and nobody talks about the dam", False),
        ("the dam burst and the dyke of Wend did not burst", False),
        ("he did not say that the dam had burst", False),
        ("it was not the first dam to burst", False),
    ],
)
def test_only_what_is_told_can_be_denied(text: str, no: bool) -> None:
    asked = Question.of("The dam at Colm burst.", counts={}, total=9)
    assert asked.denied_in(text) is no


def test_what_a_negation_alone_holds_is_not_told() -> None:
    asked = Question.of("The dam at Colm burst.", counts={}, total=9)
    assert asked.muddled_in("he did not say that the dam had burst")
    assert not asked.muddled_in("not only the dam burst")
    assert not asked.muddled_in("the dam burst, and nobody was hurt")


# --- words ----------------------------------------------------------------------------------


def test_kin_words_tell_one_deed_and_narrow_ones_tell_the_wide() -> None:
    assert root("truce") in kin().of(root("ceasefire"))
    assert root("behead") in kin().of(root("killed"))
    assert root("killed") not in kin().of(root("beheaded"))
    assert root("sunk") in kin().of(root("sank")) == kin().of(root("sinks"))
    assert {root("alongside"), root("backs")} <= kin().of(root("supports"))
    assert root("alongside") in kin().of(root("allies"))
    assert root("supports") not in kin().of(root("alongside"))
    assert root("airstrike") in roots("an air strike") & roots("airstrikes")
    assert root("ceasefire") in roots("a cease-fire deal")


@given(st.sampled_from(["kill", "drop", "agree", "bomb", "cross", "carry", "raid", "shell"]))
def test_all_regular_forms_of_a_word_have_one_root(word: str) -> None:
    bare = word.removesuffix("e")
    double = bare + bare[-1] if word == "drop" else bare
    past = f"{bare[:-1]}ied" if word.endswith("y") else f"{double}ed"
    assert root(word) == root(past)
    assert word.endswith("y") or root(word) == root(f"{double}ing") == root(f"{double}ings")


@given(st.text(max_size=60))
def test_any_text_can_be_taken_apart(text: str) -> None:
    asked = Question.of(text, counts={}, total=9)
    whole = asked.core.told(Claim("c", "a", content=text, sentence=text), text)
    assert 0 <= whole.matter <= 1.0001 and whole.left >= 0
    assert all(weight > 0 for weight in asked.core.matter.values())


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_what_tells_it_whole_stands_in_a_sentence_that_may(row: dict[str, Any]) -> None:
    sentence = row.get("sentence", row["content"])
    assert core(row).may_say(sentence) or not row["whole"]


def test_a_sentence_without_the_deed_does_not_say_it() -> None:
    text = "The dam at Colm burst."
    made = Question.of(text, counts={}, total=9).core
    assert made.may_say("the dam has burst") and not made.may_say("water ran through Colm")


# --- whose deed it is -------------------------------------------------------------------------


def struck(actor: str | None, recipient: str | None = None, event: str = "ASSAULT") -> About:
    frame = Frame((0, 1), (0, 1), event, 4, None, False, Modality.PAST)
    return About(frames=(replace(frame, actor_id=actor, recipient_id=recipient),))


@pytest.mark.parametrize(
    ("told", "others"),
    [
        (struck("group/ridge"), False),
        (struck(None), False),
        (struck("group/dragoons"), True),
        (struck("state/velt/military"), True),
        (struck("state/velt/military", event="AID"), False),
        (struck(None, "group/ridge"), True),
        (struck("person/tam-rusk"), False),
        (About(), False),
        (About(frames=(*struck("group/dragoons").frames, *struck("group/ridge").frames)), False),
    ],
)
def test_the_deed_of_others_is_another(told: About, others: bool) -> None:
    mine = doers_of(struck("group/ridge"))
    assert mine == {"ASSAULT": frozenset({"group/ridge"})}
    assert anothers(mine, told) is others
    assert not anothers(doers_of(struck("person/tam-rusk")), told), "people act for somebody"


def test_bodies_of_states_act_for_them() -> None:
    assert not anothers(doers_of(struck("org/pact")), struck("state/velt"))
    assert not anothers(doers_of(struck("state/velt")), struck("org/pact"))
    assert anothers(doers_of(struck("state/velt")), struck("state/orland"))
    assert not anothers(doers_of(struck("state/velt")), struck("state/velt/military"))
    assert anothers(doers_of(struck("state/velt/military")), struck("state/velt/rebels"))


def test_who_is_only_named_in_the_deed_of_others_did_not_do_it() -> None:
    text = "the Dragoons killed six men near the fort of the Ridge Brigade"
    asked = "The Ridge Brigade killed six men."
    who = ActorMention((4, 17), "Ridge Brigade", Kind.ARMED_GROUP, "group/ridge")
    weights = Question.of(asked, counts={}, total=50).weights
    whole = ((0, len(asked)),)
    about = replace(struck("group/ridge"), actors=(who,))
    told = replace(struck("group/dragoons"), actors=(replace(who, span=(49, 62)),))
    claim = Claim("c", "a", content=text, sentence=text, about=told)
    assert not Core.of(asked, whole, about, weights).told(claim, text).whole
    theirs = replace(claim, about=replace(told, frames=struck(None).frames))
    assert Core.of(asked, whole, about, weights).told(theirs, text).whole


@pytest.mark.parametrize(
    ("text", "so"),
    [
        ("raids on the Brigade-held town", True),
        ("raids against the Brigade near Orla", True),
        ("men died in the Brigade’s old stronghold of Orla", True),
        ("men died near the Brigade group’s stronghold", True),
        ("men died in the Brigade extremist groups former bastion", True),
        ("the Brigade’s guns killed six men", False),
        ("the Brigade groups struck Orla", False),
        ("the Brigade killed six men in a town", False),
        ("the Brigade-led force killed six men", False),
        ("six men were killed by the Brigade", False),
    ],
)
def test_who_holds_a_place_or_is_hit_does_nothing(text: str, so: bool) -> None:
    assert aside(text, at(text, "Brigade")) is so
    asked = "The Brigade killed six men."
    who = ActorMention(at(asked, "Brigade"), "Brigade", Kind.ARMED_GROUP, "group/ridge")
    predicate = PredicateMark(
        at(asked, "killed"), 3.0, 1.0, (RoleMark(at(asked, "The Brigade"), "ARG0", 1.0),)
    )
    weights = Question.of(asked, counts={}, total=50).weights
    mine = Core.of(asked, ((0, len(asked)),), About(actors=(who,)), weights, (predicate,))
    there = replace(who, span=at(text, "Brigade"))
    claim = Claim("c", "a", content=text, sentence=text, about=About(actors=(there,)))
    assert mine.told(claim, text).lacks is so


def test_what_stands_long_before_a_name_tells_nothing_of_it() -> None:
    far = "The church of the hill. " + "They marched on. " * 8
    text = f"{far}The Brigade took Senra."
    span = at(text, "Senra")
    found = Parts.of(text, [span])
    assert (found.parts, found.wholes) == (frozenset(), frozenset({"senra"}))
    near = f"{far}The Brigade took the old church of the village of Senra."
    span = at(near, "Senra")
    assert Parts.of(near, [span]) == Parts(frozenset({root("church")}), towns=frozenset({"villag"}))

"""The event of a draft, its standing, and what stands near: each rule alone."""

from __future__ import annotations

import pytest

from sayso.ground.frames import clause, whom
from sayso.ground.frames.draft import Draft, Work, head_of, marked, name
from sayso.ground.frames.judge import FIRST, LATER, ONLY, judge
from sayso.ground.frames.modality import standing
from sayso.ground.frames.near import Near, who
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.words import Sentence, sentence
from sayso.records import (
    ActorMention,
    DateMention,
    EventMark,
    Kind,
    Modality,
    PlaceMention,
    Span,
    When,
)
from tests.ground.words import names, predicates

A, B, FAR = (0, 4), (10, 14), (50, 60)


def draft(*types: str) -> Draft:
    return Draft(0, 0, types, "word")


def event(kind: str, score: float, pair: tuple[Span, Span] = (A, B)) -> EventMark:
    return EventMark(*pair, kind, 1, score)


def test_without_the_model_the_first_type_wins() -> None:
    alone = judge(draft("AID"), (), A, B)
    assert alone.event == "AID"
    assert alone.score == pytest.approx(ONLY + (1 - ONLY) / 15)
    several = judge(draft("AID", "YIELD", "AGREE"), (), A, B)
    assert several.event == "AID"
    assert several.score < alone.score


def test_the_model_picks_among_the_types_of_a_word() -> None:
    for wanted in ("AID", "YIELD", "AGREE"):
        found = judge(draft("AID", "YIELD", "AGREE"), [event(wanted, 0.8)], A, B)
        assert found.event == wanted


def test_a_type_that_is_not_the_words_needs_a_very_sure_model() -> None:
    assert judge(draft("AID"), [event("ASSAULT", 0.7)], A, B).event == "AID"
    assert judge(draft("AID"), [event("ASSAULT", 0.999)], A, B).event == "ASSAULT"


@pytest.mark.parametrize(("kind", "sure"), [("ASSAULT", True), ("COERCE", True), ("AID", False)])
def test_no_word_of_force_tells_of_consent_however_sure_the_model(kind: str, sure: bool) -> None:
    found = judge(draft(kind), [event("AGREE", 0.999)], A, B)
    assert (found == judge(draft(kind), (), A, B)) is sure
    assert (found.event == kind) is sure


def test_a_judgement_of_another_pair_counts_for_nothing() -> None:
    alone = judge(draft("AID"), (), A, B)
    for pair in ((A, FAR), (FAR, B), (B, A)):
        assert judge(draft("AID"), [event("ASSAULT", 0.999, pair)], A, B) == alone


def test_of_several_judgements_the_surest_counts() -> None:
    marks = [event("YIELD", 0.5), event("AID", 0.9), event("AGREE", 0.4)]
    assert judge(draft("YIELD", "AID", "AGREE"), marks, A, B).event == "AID"


def test_without_two_sides_the_model_is_not_asked() -> None:
    marks = [event("ASSAULT", 0.999)]
    assert judge(draft("AID"), marks, None, B).event == "AID"
    assert judge(draft("AID"), marks, A, None).event == "AID"


@pytest.mark.parametrize("score", [0.0, 0.3, 0.9, 1.0])
def test_probabilities_stay_probabilities(score: float) -> None:
    for types in (("AID",), ("AID", "YIELD")):
        for kind in ("AID", "YIELD", "ASSAULT"):
            assert 0 <= judge(draft(*types), [event(kind, score)], A, B).score <= 1
    assert 0 < FIRST + LATER < 1 and FIRST < ONLY < 1


def made(text: str) -> Sentence:
    return sentence(text, (0, len(text)), predicates(text), names(text))


def place(s: Sentence, word: str) -> int:
    return next(i for i, each in enumerate(s.words) if each.low == word.lower())


@pytest.mark.parametrize(
    ("text", "word", "negated", "modality"),
    [
        ("They attacked it.", "attacked", False, Modality.PAST),
        ("They had attacked it.", "attacked", False, Modality.PAST),
        ("They attack it.", "attack", False, Modality.ONGOING),
        ("They are attacking it.", "attacking", False, Modality.ONGOING),
        ("They were attacking it.", "attacking", False, Modality.PAST),
        ("They have been attacking it.", "attacking", False, Modality.PAST),
        ("They will be attacking it.", "attacking", False, Modality.PLANNED),
        ("They won't attack it.", "attack", True, Modality.PLANNED),
        ("They can't attack it.", "attack", True, Modality.HYPOTHETICAL),
        ("They may not have attacked it.", "attacked", True, Modality.HYPOTHETICAL),
        ("They no longer attack it.", "attack", True, Modality.ONGOING),
        ("They managed to attack it.", "attack", False, Modality.PAST),
        ("They were forced to attack it.", "attack", False, Modality.PAST),
        ("They were not forced to attack it.", "attack", True, Modality.PAST),
        ("They did not plan to attack it.", "attack", True, Modality.PLANNED),
        ("They refused to attack it.", "attack", True, Modality.PAST),
        ("They did not refuse to attack it.", "attack", False, Modality.PAST),
        ("They seem to have attacked it.", "attacked", False, Modality.HYPOTHETICAL),
        ("They claim to have attacked it.", "attacked", False, Modality.PAST),
        ("To attack it is folly.", "attack", False, Modality.PLANNED),
        ("Had they known, they would attack it.", "attack", False, Modality.HYPOTHETICAL),
        ("They fled before attacking it.", "attacking", False, Modality.PAST),
        ("They stopped attacking it.", "attacking", True, Modality.PAST),
    ],
)
def test_how_an_event_stands(text: str, word: str, negated: bool, modality: Modality) -> None:
    s = made(text)
    at = place(s, word)
    found = standing(s, Draft(at, at, ("ASSAULT",), "attack"))
    assert (found.negated, found.modality) == (negated, modality)


@pytest.mark.parametrize(
    ("text", "willed"),
    [
        ("They will attack it.", True),
        ("They plan to attack it.", True),
        ("They refused to attack it.", True),
        ("They said they would attack it.", True),
        ("They would attack it.", False),
        ("They attacked it.", False),
        ("They were ordered to attack it.", False),
        ("They may attack it.", False),
    ],
)
def test_who_says_that_they_will(text: str, willed: bool) -> None:
    s = made(text)
    at = next(i for i, each in enumerate(s.words) if each.verb == "attack")
    assert standing(s, Draft(at, at, ("ASSAULT",), "attack")).willed is willed


def test_a_date_behind_is_nearer_than_one_before() -> None:
    s = made("x" * 30)
    before, behind = (
        DateMention((0, 5), None, When.HAPPENED),
        DateMention((90, 95), None, When.SAID),
    )
    word = s.words[0]
    word.span = (40, 50)
    assert Near((), (before, behind)).of(word, ())[1] == (90, 95)
    assert Near((), (before,)).of(word, ())[1] == (0, 5)
    assert Near((), ()).of(word, ()) == (None, None)


def test_a_place_in_the_actor_is_not_where_it_was_done() -> None:
    s = made("word")
    s.words[0].span = (20, 24)
    inside = PlaceMention((5, 9))
    assert Near((inside,), ()).of(s.words[0], [(0, 9), (30, 40)])[0] is None
    assert Near((inside,), ()).of(s.words[0], [(30, 40), (0, 9)])[0] == (5, 9)


def test_an_actor_that_no_list_knows_has_a_key_and_one_apart_is_nobody() -> None:
    text = "the army of Tarn"
    s = made(text)
    mentions = (ActorMention((4, 8), "army", Kind.GOVERNMENT, None),)
    assert who(mentions, (0, 16), s, 1) == mentions[0].key
    assert who((ActorMention((20, 25), "x", Kind.PERSON, "p"),), (0, 16), s, 1) is None
    assert who(mentions, None, s, 0) is None


def test_the_model_gives_a_role_only_when_it_is_sure_of_it() -> None:
    text = "Rebels attacked Lisk"
    roles = {"attacked": [("ARG0", "Rebels")]}
    s = sentence(text, (0, len(text)), predicates(text, roles), names(text))
    work = Work(s, Parties(s, text, names(text), ()))
    assert marked(work, 1, "ARG1", "ARG0") == (0, 1)
    assert marked(work, 1, "ARG1") is None
    assert marked(work, 0, "ARG0") is None


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("air strikes", "strikes", "air strike"),
        ("aid deliveries", "deliveries", "aid"),
        ("the strikes", "strikes", "strike"),
        ("old deliveries", "deliveries", "deliveries"),
    ],
)
def test_a_noun_with_the_one_before_it(text: str, word: str, wanted: str) -> None:
    s = made(text)
    assert name(s, place(s, word)) == wanted


def test_the_head_of_a_phrase_stands_before_its_preposition() -> None:
    s = made("the head of the army")
    assert head_of(s, (0, 5)) == 1
    assert head_of(s, (3, 5)) == 4


@pytest.mark.parametrize(
    ("text", "noun", "wanted"),
    [
        ("Tarn's attack", "attack", "Tarn"),
        ("the Tarnian attack", "attack", "the Tarnian"),
        ("the rebel attack", "attack", "the rebel"),
        ("the recent attack", "attack", None),
        ("two attacks", "attacks", None),
        ("attack", "attack", None),
    ],
)
def test_who_stands_before_a_noun(text: str, noun: str, wanted: str | None) -> None:
    s = made(text)
    found = whom.owner(Work(s, Parties(s, text, names(text), ())), place(s, noun))
    assert (text[slice(*s.chars(*found))] if found else None) == wanted


def test_joined_phrases_stop_where_a_clause_begins() -> None:
    text = "Orsk, Vell and Aam fled"
    s = made(text)
    assert clause.joined(s, (0, 1)) == [(0, 1), (2, 3)]
    assert clause.joined(s, (0, 1), 5) == [(0, 1), (2, 3), (4, 5)]
    assert clause.joined(s, (0, 1), both=True) == [(0, 1), (2, 3), (4, 5)]

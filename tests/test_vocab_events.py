"""The words of events: base forms, singulars, modes, and what the lists hold to."""

import pytest

from sayso.vocab.clauses import clauses
from sayso.vocab.events import events, singulars
from sayso.vocab.modes import modes


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("attacked", "attack"),
        ("attacking", "attack"),
        ("attacks", "attack"),
        ("fought", "fight"),
        ("fighting", "fight"),
        ("carried", "carry"),
        ("abducted", "abduct"),
        ("seized", "seize"),
        ("clashes", "clash"),
        ("withdrew", "withdraw"),
        ("banned", "ban"),
        ("shelling", "shell"),
        ("cracked", "crack"),
        ("gave", "give"),
        ("said", "say"),
        ("met", "meet"),
        ("freed", "free"),
        ("denied", "deny"),
    ],
)
def test_the_base_form_of_a_verb(word: str, base: str) -> None:
    assert events().verb(word) == base


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("attacks", "attack"),
        ("clashes", "clash"),
        ("inquiries", "inquiry"),
        ("air strikes", "air strike"),
        ("talks", "talk"),
        ("truce", "truce"),
        ("tables", "tables"),
    ],
)
def test_the_singular_of_a_noun_of_events(word: str, singular: str) -> None:
    assert events().noun(word) == singular


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("gunmen", True), ("gunman", True), ("forces", True), ("bishops", True), ("bridges", False)],
)
def test_people_in_any_number(word: str, wanted: bool) -> None:
    assert events().person(word) is wanted


@pytest.mark.parametrize(
    ("word", "event", "mode"),
    [
        ("airstrike", "ASSAULT", "aerial"),
        ("air strike", "ASSAULT", "aerial"),
        ("shell", "ASSAULT", "heavy-weapons"),
        ("demonstrate against", "PROTEST", "demo"),
        ("release", "YIELD", "release"),
        ("release", "AID", None),
        ("attack", "ASSAULT", None),
        ("hug", "SUPPORT", None),
    ],
)
def test_a_mode_is_told_only_with_the_type_of_its_word(
    word: str, event: str, mode: str | None
) -> None:
    assert modes().word(word, event) == mode


def test_singulars_of_a_word_begin_with_itself() -> None:
    assert singulars("gunmen") == ("gunmen", "gunman")
    assert singulars("wares") == ("wares", "ware")
    assert singulars("boxes") == ("boxes", "boxe", "box")
    assert singulars("inquiries")[0] == "inquiries"
    assert singulars("inquiries")[-1] == "inquiry"


def test_a_word_of_several_types_names_each_once() -> None:
    known = events()
    for table in (known.verbs, known.phrases, known.apart, known.nouns):
        for word, types in table.items():
            assert len(types) == len(set(types)), word


def test_phrases_are_a_verb_and_one_more_word() -> None:
    known = events()
    for phrase in (*known.phrases, *known.apart):
        verb, _, other = phrase.partition(" ")
        assert known.verb(verb) == verb, phrase
        assert other and " " not in other, phrase


def test_every_turn_has_verbs_and_something_to_turn() -> None:
    for turn in events().turned:
        assert turn.verbs
        assert turn.types or turn.words


def test_small_words_are_in_small_letters() -> None:
    small = clauses()
    for name in small.__slots__:
        words = getattr(small, name)
        assert words, name
        assert all(word == word.lower() for word in words), name


def test_whoever_is_nobody_is_not_listed_as_somebody() -> None:
    known = events()
    assert not known.nobody & known.people

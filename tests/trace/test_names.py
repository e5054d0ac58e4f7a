"""Names in the text, and source phrases taken apart."""

from __future__ import annotations

import time

import pytest

from sayso.records import EntityMark, Firmness, Kind
from sayso.trace.names import body, mentions_in, names_in
from sayso.trace.phrase import parse
from sayso.vocab import load
from sayso.vocab.cues import ORDER, cues, hedges
from sayso.vocab.kinds import kinds
from tests.trace.marked import place


@pytest.mark.parametrize(
    ("text", "name", "kind", "gender"),
    [
        ("Defence Minister Ana Ruiz left.", "Ana Ruiz", Kind.PERSON, "f"),
        ("Gen. Omar al-Hadi left.", "Omar al-Hadi", Kind.PERSON, "m"),
        ("But Pia van der Meer left.", "Pia van der Meer", Kind.PERSON, ""),
        ("It was Reuters.", "Reuters", Kind.AGENCY, ""),
        ("The Harbour Ministry objected.", "Harbour Ministry", Kind.GOVERNMENT, ""),
        ("The Red Dune Brigade attacked.", "Red Dune Brigade", Kind.ARMED_GROUP, ""),
        (
            "The Institute for Sand Studies wrote.",
            "Institute for Sand Studies",
            Kind.ORGANISATION,
            "",
        ),
        ("Only France objected.", "France", Kind.GOVERNMENT, ""),
        ("Ola Brek, the mother of two, left.", "Ola Brek", Kind.PERSON, "f"),
    ],
)
def test_a_name_with_its_kind_and_gender(text: str, name: str, kind: Kind, gender: str) -> None:
    found = [m for m in mentions_in(text) if m.kind is not Kind.UNNAMED]
    assert [(m.name, m.kind, m.gender) for m in found] == [(name, kind, gender)]


def test_a_day_ends_a_name() -> None:
    found = [m.name for m in mentions_in("He told Sky News Thursday that it rained.")]
    assert found == ["Sky News"]


def test_every_mention_stands_where_it_says() -> None:
    text = "On Monday Mr. Ivo Prent of Sky News met Lt. Ada Moor’s aunt, Mrs Moor, in Valmo."
    for mention in mentions_in(text):
        assert text[slice(*mention.span)]
        assert mention.last in text[slice(*mention.span)] or mention.kind is not Kind.PERSON


def test_a_short_name_goes_to_the_one_full_name() -> None:
    names = names_in("Ivo Prent came. Ada Moor left.")
    full = names.longer("Prent", 30)
    assert full is not None
    assert full.name == "Ivo Prent"
    assert names.longer("Nobody", 30) is None


def test_of_two_full_names_none_before_means_none() -> None:
    names = names_in("Moor spoke. Then came Ada Moor. Then came Bo Moor.")
    assert names.longer("Moor", 0) is None


def test_the_fullest_form_is_the_articles_own() -> None:
    assert names_in("AFP said so.").fullest("Agence France-Presse") == "AFP"
    both = names_in("Agence France-Presse said so. AFP was first.")
    assert both.fullest("Agence France-Presse") == "Agence France-Presse"


@pytest.mark.parametrize("name", ["a source close to the Ministry", "he", "", "Ivo Prent", "1984"])
def test_what_is_no_body(name: str) -> None:
    assert body(name) is None


@pytest.mark.parametrize(
    ("source", "head", "kind"),
    [
        ("a senior army officer", "officer", Kind.GOVERNMENT),
        ("a member of the PKK", "member", Kind.ARMED_GROUP),
        ("local media reports", "reports", Kind.OUTLET),
        ("the masked man in the film", "man", Kind.ARMED_GROUP),
        ("residents of the valley", "residents", Kind.WITNESS),
        ("a friend of the family", "friend", Kind.UNNAMED),
        ("an unsigned letter", "letter", Kind.DOCUMENT),
        ("a video posted online", "video", Kind.SOCIAL),
    ],
)
def test_a_description_has_a_head_noun_and_a_kind(source: str, head: str, kind: Kind) -> None:
    phrase = parse(source, (0, len(source)))
    assert (phrase.head, phrase.kind) == (head, kind)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Ivo Prent of Sky News", "Ivo Prent"),
        ("Secretary of State Ada Moor", "Ada Moor"),
        ("the ferry's owner, Bo Lund", "Bo Lund"),
        ("a report from Sky News", "Sky News"),
        ("the Reuters news agency", "Reuters"),
    ],
)
def test_the_name_in_a_phrase(source: str, name: str) -> None:
    phrase = parse(source, (0, len(source)))
    assert phrase.name is not None
    assert phrase.name.name == name


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("denies", "deny"),
        ("begging", "beg"),
        ("told", "tell"),
        ("suggested", "suggest"),
        ("x", "x"),
    ],
)
def test_base_forms(word: str, base: str) -> None:
    assert cues().lemma(word) == base


def test_where_a_word_is_in_two_lists_the_class_that_says_more_wins() -> None:
    assert set(ORDER) == set(Firmness)
    assert cues().verbs["deny"] is Firmness.DENIED
    assert cues().nouns["claim"] is Firmness.ALLEGED


def test_the_lists_are_lower_case_where_they_are_compared_so() -> None:
    for words in (cues().verbs, cues().nouns, cues().adverbs, cues().phrases, kinds().heads):
        assert all(word == word.lower() for word in words)
    assert all(part == part.lower() for part in (*hedges().phrases, *hedges().asking))


def test_every_irregular_form_leads_to_a_word_of_the_lists() -> None:
    known = cues()
    odd = {base for base in load("cues")["irregular"].values() if base not in known.verbs}
    assert odd <= {"tell", "know", "put", "foretell", "quip", "hold", "clarify", "specify"}


@pytest.mark.parametrize(
    "headline",
    ["Prosecutors Say", "Spurs Jordan Vows", "Nations Ponder How", "Ben Tarn Airport"],
)
def test_a_headline_is_nobody(headline: str) -> None:
    assert [m.name for m in mentions_in(headline) if m.kind is Kind.PERSON] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Corvane News Agency", Kind.AGENCY),
        ("Valmo Press Agency", Kind.AGENCY),
        ("Harbour Agency", Kind.GOVERNMENT),
        ("Orvena Intelligence Community", Kind.GOVERNMENT),
        ("A Harbour Society", Kind.ORGANISATION),
    ],
)
def test_what_a_body_is_by_the_end_of_its_name(name: str, kind: Kind) -> None:
    found = body(name)
    assert found is not None
    assert found.kind is kind
    assert not found.name.startswith("A ")


def test_the_fullest_form_is_without_where_it_is_based() -> None:
    names = names_in("The Valmo-based Harbour Watch said so. The Harbour Watch said more.")
    assert names.fullest("Harbour Watch") == "Harbour Watch"


def test_of_a_name_and_its_beginning_the_full_one_is_meant() -> None:
    names = names_in("Omar al-Haddad spoke. Haddad left.")
    found = names.longer("Haddad", 30)
    assert found is not None
    assert found.name == "Omar al-Haddad"


@pytest.mark.parametrize(
    ("words", "label", "head"),
    [
        ("a number of news outlets", "news outlets", "outlets"),
        ("the recently released video", "recently released video", "video"),
        ("an unnamed official", "official", "official"),
        ("a villager who saw it all", "villager", "villager"),
        ("the Department of Mines spokeswoman", "Department of Mines spokeswoman", "spokeswoman"),
        ("a member of the board of mines", "member of the board of mines", "member"),
    ],
)
def test_the_label_and_head_of_a_phrase(words: str, label: str, head: str) -> None:
    found = parse(words, (0, len(words)))
    assert (found.label, found.head) == (label, head)


def test_a_gloss_in_brackets_is_stepped_over() -> None:
    words = "the Grain Board (GB) inspector, who left"
    assert parse(words, (0, len(words))).core == "the Grain Board (GB) inspector"


@pytest.mark.parametrize(
    "run", ["Alpha Beta ", "The ", "Monday Alpha ", "Alpha of the ", "AP and ", "Institute for "]
)
def test_a_run_of_capitals_costs_what_its_length_costs(run: str) -> None:
    text = run * 5_000 + "said it rained."
    began = time.process_time()
    mentions_in(text)
    assert time.process_time() - began < 4


def test_a_name_at_the_end_of_a_long_run_is_found() -> None:
    text = "The " + "Alpha Beta " * 200 + "of the Harbour Ministry"
    assert mentions_in(text)[-1].name.endswith("Harbour Ministry")


def test_marks_tell_places_and_bodies_from_people() -> None:
    text = (
        "Vennel Heights is quiet. Harbour Lights spoke. Ivo Prent spoke. Ivo Prents house is old."
    )
    marks = (
        EntityMark(place(text, "Vennel Heights"), "Location", 0.9),
        EntityMark(place(text, "Harbour Lights"), "Organization", 0.9),
        EntityMark(place(text, "Ivo Prent"), "Organization", 0.05),
    )
    found = [(m.name, m.kind) for m in names_in(text, marks).mentions if " " in m.name]
    assert found == [
        ("Harbour Lights", Kind.ORGANISATION),
        ("Ivo Prent", Kind.PERSON),
        ("Ivo Prent", Kind.PERSON),
    ]


def test_what_a_first_name_tells_no_mark_overrules() -> None:
    text = "Mary Heights spoke."
    marks = (EntityMark(place(text, "Mary Heights"), "Location", 0.9),)
    assert [m.kind for m in names_in(text, marks).mentions] == [Kind.PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Coalition Ivo Prent spoke.", "Ivo Prent"),
        ("Norways Ivo Prent spoke.", "Ivo Prent"),
        ("Norways spoke.", "Norway"),
    ],
)
def test_a_body_or_a_country_before_a_name_is_no_part_of_it(text: str, name: str) -> None:
    assert [m.name for m in mentions_in(text)] == [name]

"""How like a claim is to a statement: its words, its names, its vectors."""

from __future__ import annotations

import pytest

from sayso.weigh.likeness import Question, doubted, negated, terms, words_of

COUNTS = {"dam": 2, "colm": 1, "burst": 4, "people": 60}


def question(text: str) -> Question:
    return Question.of(text, counts=COUNTS, total=100)


def test_a_name_counts_as_the_actor_it_names() -> None:
    assert terms("ISIS left") == terms("Islamic State left") != terms("The mayor left")


def test_a_rare_word_weighs_more() -> None:
    asked = question("The dam at Colm has burst")
    assert asked.words("the dam at Colm") > asked.words("people burst in")
    assert asked.words("The dam at Colm had burst") == pytest.approx(1)
    assert asked.words("Nothing of it") == 0


def test_what_is_claimed_and_its_sentence_count_alike_and_the_vector_more() -> None:
    asked = question("The dam at Colm has burst")
    both = asked.like("the dam at Colm burst", "the dam at Colm burst", None)
    half = asked.like("something happened", "the dam at Colm burst", None)
    assert half == pytest.approx(both / 2)
    assert asked.like("something happened", "of nothing", 1.0) == pytest.approx(0.7)
    assert asked.like("something happened", "of nothing", -1.0) == 0


def test_the_sentence_that_is_nearest_decides_whether_a_claim_says_no() -> None:
    asked = question("The dam at Colm has burst")
    claim = "“The dam at Colm has burst. They said it could never happen.”"
    assert not negated(asked.nearest(claim))
    assert negated(asked.nearest("The dam at Colm has not burst. They said it would."))


def test_doubt_is_a_word() -> None:
    assert doubted("The story is a hoax, she said") == "hoax"
    assert doubted("The story is a house") is None
    assert doubted("I have no reason to doubt him") is None
    assert doubted("I do not know him. His story is bogus.") == "bogus"


def test_the_words_to_look_up_are_those_that_say_something() -> None:
    assert words_of("The dams at Colm have burst") == ["burst", "colm", "dams"]


def test_an_article_tells_a_statement_whose_names_it_has() -> None:
    asked = question("On Monday 3 May the dam at Colm burst, Della Oskin said")
    assert asked.names == {"colm", "della", "oskin"}
    assert asked.about("Colm is a town. Della Oskin keeps a shop.")
    assert not asked.about("The dam at Wend burst on Monday 3 May.")
    assert question("it burst").about("anything")

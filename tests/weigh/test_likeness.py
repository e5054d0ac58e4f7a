"""How like a claim is to a statement: its words, its names, its vectors."""

from __future__ import annotations

import pytest

from sayso.weigh.likeness import Question, terms, words_of
from sayso.weigh.polarity import (
    clause,
    doubted,
    negated,
    says_no,
    takes_a_stand,
    unaware,
    unconfirmed,
)

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
    assert not negated(asked.nearest(claim)[0])
    assert negated(asked.nearest("The dam at Colm has not burst. They said it would.")[0])


def test_sentences_that_are_nearly_as_near_count_too() -> None:
    asked = question("The dam at Colm has burst")
    both = asked.nearest("The dam at Colm. Colm burst. Barley rose.")
    assert both == ["The dam at Colm.", "Colm burst."]
    assert asked.nearest("Barley rose.") == ["Barley rose."]


def test_a_no_is_heard_up_to_the_next_break() -> None:
    asked = question("The dam at Colm has burst")
    assert asked.denied_in("no dam has burst")
    assert asked.denied_in("It isn’t true that the dams at Colm burst")
    assert not asked.denied_in("The dam burst, but not in anger")
    assert not asked.denied_in("It is not late; the dam burst")
    assert not says_no("no", lambda _: True)


def test_a_clause_ends_at_a_break() -> None:
    text = "Wend, ten miles off, is dry, and Colm is two miles away"
    assert clause(text, text.index("ten")) == " ten miles off"
    assert clause(text, text.index("two")) == " Colm is two miles away"
    assert clause("no break", 3) == "no break"
    for that in ("that’s", "that's", "which is", "that is"):
        text = f"Wend, a town ten miles from Colm {that} held by Velt"
        assert clause(text, text.index("ten")) == " a town ten miles from Colm "


def test_neither_yes_nor_no_is_told_by_phrases() -> None:
    assert unaware("She was UNAWARE of it") == "unaware"
    assert unaware("She was aware of it") is None
    assert unconfirmed("They couldn’t confirm it") == "couldn’t confirm"
    assert unconfirmed("They confirmed it") is None


def test_doubt_is_a_word() -> None:
    assert doubted("The story is a hoax, she said") == "hoax"
    assert doubted("The story is a house") is None
    assert doubted("I have no reason to doubt him") is None
    assert doubted("I do not know him. His story is bogus.") == "bogus"
    assert doubted("It is unlikely, as no house has such a door") == "unlikely"


def test_the_words_to_look_up_are_those_that_say_something() -> None:
    assert words_of("The dams at Colm have burst") == ["burst", "colm", "dams"]


def test_an_article_tells_a_statement_whose_names_it_has() -> None:
    asked = question("On Monday 3 May the dam at Colm burst, Della Oskin said")
    assert asked.names == {"colm", "della", "oskin"}
    assert asked.told_in("Colm is a town. Della Oskin keeps a shop.")
    assert not asked.told_in("The dam at Wend burst on Monday 3 May.")
    assert question("it burst").told_in("anything")


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("The dam burst", False),
        ("The dam isn’t safe", True),
        ("Nobody saw it", True),
        ("It is a fake", True),
        ("She was unaware of it", True),
        ("They were unable to verify it", True),
        ("Nowhere near", False),
        ("", False),
    ],
)
def test_a_text_that_may_say_no_doubt_or_leave_open(text: str, stands: bool) -> None:
    assert takes_a_stand(text) is stands


def test_a_question_is_told_by_its_mark() -> None:
    assert question("Has the dam burst?").asks and question("Has the dam burst? ").asks
    assert not question("The dam burst.").asks

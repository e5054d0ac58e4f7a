"""Words exchanged for others of their kind."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.exchange import FIXED, OPEN, VERBS, Exchange, cased


def sentence(text: str, tags: str, relations: str, predicates: tuple[int, ...] = ()) -> Any:
    """Tokens are what stands between spaces, a stop apart."""
    tokens = text.replace(".", " .").replace(",", " ,").split()
    props = [{"pred": at, "args": [["ARG0", 0, at]]} for at in predicates]
    made = {"text": text, "tokens": tokens, "props": props}
    return made | {"xpos": tags.split(), "deprel": relations.split(), "head": [0] * len(tokens)}


GUARDS = sentence(
    "The Guards have shut 12 old harbours, quietly.",
    "DT NNS VBP VBN CD JJ NNS , RB .",
    "det nsubj aux root nummod amod obj punct advmod punct",
    (3,),
)
MAYOR = sentence(
    "A mayor gave up three new ferries, again.",
    "DT NN VBD RP CD JJ NNS , RB .",
    "det nsubj root compound:prt nummod amod obj punct advmod punct",
    (2,),
)
BOTH = Exchange([GUARDS, MAYOR])


@given(st.integers(0, 10_000))
def test_places_and_closed_words_stay(seed: int) -> None:
    changed = BOTH.changed(GUARDS, random.Random(seed))
    assert len(changed["tokens"]) == len(GUARDS["tokens"])
    assert {k: v for k, v in changed.items() if k not in ("text", "tokens")} == {
        k: v for k, v in GUARDS.items() if k not in ("text", "tokens")
    }
    for before, after, tag in zip(GUARDS["tokens"], changed["tokens"], GUARDS["xpos"], strict=True):
        assert before == after or tag in OPEN
    assert changed["tokens"][2] == "have"  # no predicate here, so it tells the tense of one
    assert changed["text"].replace(".", " .").replace(",", " ,").split() == changed["tokens"]


def test_every_word_is_one_of_its_tag() -> None:
    drawn: dict[int, set[str]] = {}
    for seed in range(200):
        for i, word in enumerate(BOTH.changed(GUARDS, random.Random(seed))["tokens"]):
            drawn.setdefault(i, set()).add(word)
    assert drawn[1] == {"Guards", "Harbours", "Ferries"}
    assert drawn[4] == {"12", "three"}
    assert drawn[5] == {"old", "new"}
    assert drawn[6] == {"guards", "harbours", "ferries"}
    assert drawn[8] == {"quietly", "again"}
    assert drawn[3] == {"shut"}  # the only participle that is a root


def test_what_belongs_together_stays() -> None:
    assert "compound:prt" in FIXED
    up = sentence("Guards ran up bills", "NNS VBD RB NNS", "nsubj root compound:prt obj", (1,))
    exchange = Exchange([up, GUARDS, MAYOR])
    drawn = {exchange.changed(up, random.Random(seed))["tokens"][2] for seed in range(60)}
    assert drawn == {"up"}


def test_predicates_are_exchanged_less_often() -> None:
    took = sentence("Guards took ferries", "NNS VBD NNS", "nsubj root obj", (1,))
    exchange = Exchange([took, MAYOR])
    changed = [exchange.changed(took, random.Random(seed))["tokens"] for seed in range(400)]
    verbs = sum(tokens[1] == "gave" for tokens in changed)
    nouns = sum(tokens[2] != "ferries" for tokens in changed)
    assert 0 < verbs < nouns / 2


def test_a_text_without_its_tokens_is_left_alone() -> None:
    odd = {**GUARDS, "text": "The Guards shut nothing."}
    assert BOTH.changed(odd, random.Random(1)) is odd


def test_the_same_lot_gives_the_same_sentence() -> None:
    one, other = (BOTH.changed(MAYOR, random.Random(7)) for _ in range(2))
    assert one == other
    assert MAYOR["text"] == "A mayor gave up three new ferries, again."


def test_verbs_are_words_that_may_be_exchanged() -> None:
    assert VERBS < OPEN


@pytest.mark.parametrize(
    ("word", "like", "wanted"),
    [
        ("port", "I", "Port"),
        ("UN", "town", "UN"),
        ("Port", "town", "port"),
        ("port", "UN", "PORT"),
        ("ten", "12", "ten"),
    ],
)
def test_capitals_are_those_of_the_word_before(word: str, like: str, wanted: str) -> None:
    assert cased(word, like) == wanted

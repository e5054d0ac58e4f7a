"""Predicates and roles of an invented sentence, from characters to tokens to figures."""

import pytest

from bench.roles import LABELS, counted, gold_of, on_tokens, place
from bench.tokens import aligned
from sayso.records import PredicateMark, RoleMark

TEXT = "Rescuers didn't find boats there."
WORDS = ["Rescuers", "did", "n't", "find", "boats", "there", "."]
ROW = {
    "text": TEXT,
    "tokens": WORDS,
    "props": [
        {"pred": 1, "args": []},
        {
            "pred": 3,
            "args": [
                ["ARG0", 0, 1],
                ["ARGM-NEG", 2, 3],
                ["ARG1", 4, 5],
                ["ARGM-LOC", 5, 6],
                ["ARGM-ADV", 5, 6],
                ["R-ARG0", 0, 1],
            ],
        },
    ],
}
SPANS = aligned(WORDS, TEXT)[1]


def role(words: str, name: str) -> RoleMark:
    start = TEXT.index(words)
    return RoleMark((start, start + len(words)), name, 0.5)


def predicate(words: str, *roles: RoleMark) -> PredicateMark:
    start = TEXT.index(words)
    return PredicateMark((start, start + len(words)), 0.0, 0.5, roles)


def test_only_roles_that_are_read_count() -> None:
    predicates, roles = gold_of(ROW)
    assert predicates == {1, 3}
    assert roles == {
        (3, "ARG0", 0, 1),
        (3, "ARGM-NEG", 2, 3),
        (3, "ARG1", 4, 5),
        (3, "ARGM-LOC", 5, 6),
    }
    assert len(LABELS) == 9


def test_spans_of_characters_become_spans_of_tokens() -> None:
    found = [predicate("find", role("Rescuers", "ARG0"), role("boats there", "ARG1"))]
    predicates, roles = on_tokens(found, SPANS)
    assert predicates == {3}
    assert roles == {(3, "ARG0", 0, 1), (3, "ARG1", 4, 6)}


def test_a_predicate_is_the_first_token_it_touches() -> None:
    assert place(predicate("didn"), SPANS) == 1
    assert place(predicate(" "), SPANS) == -1


def test_a_role_needs_its_predicate_its_label_and_its_tokens() -> None:
    _, gold = gold_of(ROW)
    found = [
        predicate("find", role("boats", "ARG1"), role("there", "ARG2"), role("didn't", "ARGM-NEG")),
        predicate("did", role("Rescuers", "ARG0")),
    ]
    scores = counted([gold], [on_tokens(found, SPANS)[1]])
    # Of four in gold and four found, ARG1 alone is right.
    assert scores["role_f1"] == pytest.approx(25.0)
    assert scores["by_role"] == {
        "ARG0": 0.0,
        "ARG1": 100.0,
        "ARG2": 0.0,
        "ARGM-LOC": 0.0,
        "ARGM-NEG": 0.0,
    }


def test_the_same_tokens_in_two_sentences_are_two_roles() -> None:
    _, gold = gold_of(ROW)
    assert counted([gold, set()], [set(), gold])["role_f1"] == 0.0

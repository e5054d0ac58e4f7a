"""Sentences of marked pairs with other names."""

from __future__ import annotations

import random
import re
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.plover import unmark
from training.renaming import HIDDEN, KINDS, MASK, SIDES, WORDS, Renaming, hidden, mentions, names
from training.rows import Row

ROWS = [
    {"marked": f"{source} {rest} {target}{end}", "event": "ACCUSE", "quad": "3"}
    for source, rest, target, end in [
        ("<s>The harbour board</s>", "sued", "<t>Nordal</t>", " over dues."),
        ("<s>Vesland</s>", "warned", "<t>the Coast Guard</t>", ", said Ada Brask of Sandvik."),
        ("<s>Mayor Holm</s>", "met in", "<t>two ministers</t>", " of Port Ellen on the quay."),
    ]
]
NAMES = ["Karsund", "Odd Viken", "Lake Maren", "the Fleet"]
RENAMING = Renaming(ROWS, NAMES)
SOURCES = {"The harbour board", "Vesland", "Mayor Holm"}
TARGETS = {"Nordal", "the Coast Guard", "two ministers"}


def sides(marked: str) -> tuple[str, str]:
    """Source and target."""
    text, spans = unmark(marked)
    source, target = (text[slice(*spans[side])] for side in "st")
    return source, target


def between(marked: str) -> list[str]:
    """What stands around the marks."""
    return re.split(r"<[st]>.*?</[st]>", marked)


@given(st.integers(0, 10_000), st.sampled_from(ROWS))
def test_a_source_and_a_target_stay_marked_and_what_is_done_stays(
    seed: int, given_row: dict[str, str]
) -> None:
    changed = RENAMING.changed(given_row, random.Random(seed))
    assert {k: v for k, v in changed.items() if k != "marked"} == {
        k: v for k, v in given_row.items() if k != "marked"
    }
    source, target = sides(changed["marked"])
    assert source in SOURCES | TARGETS and target in SOURCES | TARGETS
    assert between(changed["marked"])[1] == between(given_row["marked"])[1]


def test_sides_are_exchanged_as_often_as_is_said_and_mostly_for_their_own() -> None:
    drawn = [sides(RENAMING.changed(ROWS[0], random.Random(n))["marked"]) for n in range(600)]
    sources = Counter(source for source, _ in drawn)
    assert set(sources) == SOURCES | TARGETS
    crossed = sum(sources[name] for name in TARGETS) / len(drawn)
    stayed = sources["The harbour board"] / len(drawn)
    assert 0.04 < crossed < 0.15  # a half of .6 times .3
    assert 1 - SIDES < stayed < 0.75


def test_names_beside_the_marks_become_other_names() -> None:
    found = [
        RENAMING.changed(ROWS[1], random.Random(n))["marked"].rpartition("</t>")[2]
        for n in range(300)
    ]
    assert ", said Ada Brask of Sandvik." in found
    assert {", said Karsund", ", said Odd Viken", ", said Lake Maren"} < {
        each.removesuffix(".") for each in found
    }
    assert not any("the Fleet" in each for each in found)  # no name begins small


def test_a_source_that_stands_twice_is_drawn_once() -> None:
    twice = {"marked": "<s>Vesland</s> shut its port, and <s>Vesland</s> sued <t>Nordal</t>."}
    seen = set()
    for n in range(80):
        changed = RENAMING.changed(twice, random.Random(n))["marked"]
        first, second = re.findall(r"<s>(.*?)</s>", changed)
        assert first == second
        seen.add(first)
    assert len(seen) > 3


@pytest.mark.parametrize(
    "marked",
    [
        "<s>Guards of <t>Vesland</t></s> held it.",
        "Rain fell on the quay.",
    ],
)
def test_marks_within_marks_and_small_letters_stay(marked: str) -> None:
    made = {RENAMING.changed({"marked": marked}, random.Random(n))["marked"] for n in range(60)}
    assert made == {marked}


def test_without_names_only_sides_change() -> None:
    bare = Renaming(ROWS, [])
    made = {between(bare.changed(ROWS[1], random.Random(n))["marked"])[2] for n in range(40)}
    assert made == {", said Ada Brask of Sandvik."}


def test_the_same_lot_gives_the_same_sentence() -> None:
    first, second = (RENAMING.changed(ROWS[2], random.Random(4)) for _ in range(2))
    assert first == second


# --- names of a corpus ----------------------------------------------------------------------------


def test_names_are_those_of_people_places_and_organisations() -> None:
    sentence = {
        "tokens": ["Odd", "Viken", "of", "Karsund", "paid", "$", "5", "on", "Monday"],
        "ner": [
            "B-Person",
            "I-Person",
            "O",
            "B-Location",
            "O",
            "B-Money",
            "I-Money",
            "O",
            "B-Date",
        ],
    }
    assert "Money" not in KINDS
    assert list(names([sentence, sentence])) == ["Odd Viken", "Karsund"] * 2


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("", []),
        ("O O", []),
        ("I-Person I-Person", [(0, 2, "Person")]),
        ("B-Person B-Person", [(0, 1, "Person"), (1, 2, "Person")]),
        ("B-Location I-Person O", [(0, 1, "Location"), (1, 2, "Person")]),
        ("O B-Date", [(1, 2, "Date")]),
    ],
)
def test_tags_are_read_as_conll_reads_them(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert list(mentions(tags.split())) == found


def test_a_tag_with_its_word_before_it_is_read_by_its_end() -> None:
    assert list(mentions(["Karsund    B-Location", "O"])) == [(0, 1, "Location")]


# --- hidden pieces --------------------------------------------------------------------------------


def test_a_share_of_the_words_is_hidden_and_no_mark() -> None:
    ids = np.array([WORDS - 1, *range(WORDS, WORDS + 50)] * 4, dtype=np.int64)
    made = Row(ids, np.zeros_like(ids), {"event": np.array([3])})
    lots = [hidden(made, random.Random(n)) for n in range(20)]
    changed = np.array([each.ids != ids for each in lots])
    assert all((each.ids[hit] == MASK).all() for each, hit in zip(lots, changed, strict=True))
    assert not changed[:, ids < WORDS].any()
    assert HIDDEN / 2 < changed[:, ids >= WORDS].mean() < HIDDEN * 2
    assert all(each.targets is made.targets for each in lots)
    assert (made.ids == ids).all()

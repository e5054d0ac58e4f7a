"""Articles of named entities with other names and words."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from training.naming import Naming
from training.renaming import mentions


def sentence(*tagged: str) -> Any:
    """Tokens with their tags: "Ada/B-Person Brask/I-Person met nobody"."""
    pairs = [each.partition("/") for each in " ".join(tagged).split()]
    return {"tokens": [word for word, _, _ in pairs], "ner": [tag or "O" for _, _, tag in pairs]}


MAYOR = sentence("Ada/B-Person Brask/I-Person praised the fishing crews of Sandvik/B-Location .")
BOARD = sentence("On 12/B-Date May/I-Date Odd/B-Person Viken/I-Person left Karsund/B-Location")
FLEET = sentence("Brask/B-Person blamed the Blue/B-Organization Fleet/I-Organization Council/I-Org")
BESIDE = sentence("Lake/B-Location Maren/I-Location Sandvik/B-Location stayed freezing")
ARTICLES = [MAYOR, BOARD, FLEET, BESIDE]
NAMING = Naming(ARTICLES)


def kinds(given: Any) -> list[str]:
    return [kind for _, _, kind in mentions(given["ner"])]


def names(given: Any, kind: str) -> list[str]:
    found = mentions(given["ner"])
    return [" ".join(given["tokens"][a:b]) for a, b, each in found if each == kind]


@given(st.integers(0, 10_000))
def test_types_and_their_order_stay_and_each_token_has_a_tag(seed: int) -> None:
    changed = NAMING.changed(ARTICLES, random.Random(seed))
    assert len(changed) == len(ARTICLES)
    for before, after in zip(ARTICLES, changed, strict=True):
        assert len(after["tokens"]) == len(after["ner"])
        assert kinds(after) == kinds(before)
        plain = [t == "O" for t in after["ner"]].count(True)
        assert plain == [t == "O" for t in before["ner"]].count(True)


@given(st.integers(0, 10_000))
def test_a_name_stays_one_name_throughout_an_article(seed: int) -> None:
    first, _, _, last = NAMING.changed(ARTICLES, random.Random(seed))
    town, towns = names(first, "Location"), names(last, "Location")
    assert town[0].casefold() == towns[-1].casefold()


def test_persons_are_made_of_the_parts_of_others() -> None:
    drawn = set()
    for seed in range(400):
        [first, *_] = NAMING.changed(ARTICLES, random.Random(seed))
        drawn.update(names(first, "Person"))
    plain = {name for name in drawn if name.istitle()}
    assert {"Ada Brask", "Odd Viken", "Ada Viken", "Odd Brask"} <= plain


def test_numbers_of_a_date_are_drawn_anew_and_places_for_places() -> None:
    days, towns = set(), set()
    for seed in range(200):
        _, board, _, _ = NAMING.changed(ARTICLES, random.Random(seed))
        days.update(names(board, "Date"))
        towns.update(names(board, "Location"))
    assert len({day for day in days if day.endswith("May")}) > 20
    plain = {town for town in towns if town.istitle()}
    assert plain == {"Karsund", "Sandvik", "Lake Maren"}


def test_small_words_keep_their_ending_and_are_often_as_they_were() -> None:
    drawn = []
    for seed in range(300):
        [first, *_] = NAMING.changed(ARTICLES, random.Random(seed))
        words = [w for w, t in zip(first["tokens"], first["ner"], strict=True) if t == "O"]
        drawn.append(words[2].casefold())
    assert set(drawn) == {"fishing", "freezing"}
    assert drawn.count("fishing") > drawn.count("freezing")


def test_some_sentences_are_in_capitals_or_without() -> None:
    looks = {"upper": 0, "lower": 0, "title": 0}
    for seed in range(2000):
        [first, *_] = NAMING.changed([MAYOR], random.Random(seed))
        text = " ".join(first["tokens"])
        for look in looks:
            looks[look] += getattr(text, "is" + look)()
    assert all(10 < count < 100 for count in looks.values())


def test_without_names_words_alone_are_exchanged() -> None:
    plain = sentence("crews were fishing and freezing")
    naming = Naming([plain])
    words = {tuple(naming.changed([plain], random.Random(n))[0]["tokens"]) for n in range(100)}
    assert ("crews", "were", "freezing", "and", "fishing") in words

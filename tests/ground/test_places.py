"""Places: cases, and what holds whatever the text."""

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ground.actors.places import is_struck
from sayso.ground.borders import NOBODYS
from sayso.ground.gazetteer import Gazetteer
from sayso.ground.places import find, resolve_spans
from sayso.records import (
    ActorMention,
    Article,
    CueMark,
    EntityMark,
    Marks,
    PlaceMention,
    Precision,
    Span,
)
from sayso.vocab.book import actor_book
from tests.trace.marked import article

CASES = tomllib.loads(
    (Path(__file__).parents[1] / "cases" / "ground" / "places.toml").read_text(encoding="utf-8")
)["case"]
TYPES = ("Location", "Facility", "Organization", "Person", "NORP", "Misc")
GAZETTEER = Gazetteer.load()
WORDS = (
    "Aleppo", "Paris, Texas", "the", "U.S.", "Rapides Parish", "north of", "said", "near", "Syria",
    "(Georgia)", "Deir ez-Zor", "St. Louis", "’s", ",", "\n\n", "Ga.", "Qxv", "🙂", "حلب", "U.S",
)  # fmt: skip


def spans(text: str, words: list[str]) -> list[Span]:
    """Where words stand, wherever they do; with "|1" behind them, only where they do first."""
    found = []
    for each in words:
        word, once, _ = each.partition("|")
        places = [match.span() for match in re.finditer(re.escape(word), text)]
        found += places[:1] if once else places
    return found


def marked(case: dict[str, Any]) -> Marks:
    """The marks that a case declares; of two over one another the longer one."""
    text, found = case["text"], dict[Span, str]()
    every = [(span, kind) for kind in TYPES for span in spans(text, case.get(kind, []))]
    for span, kind in sorted(every, key=lambda each: each[0][0] - each[0][1]):
        if not any(low < span[1] and span[0] < high for low, high in found):
            found[span] = kind
    entities = tuple(EntityMark(span, kind, 0.9) for span, kind in sorted(found.items()))
    sources = spans(text, case.get("sources", []))
    cues = tuple(CueMark(s, (s,), (), inner=False, score=0.9) for s in sources)
    return Marks("a", cues=cues, entities=entities)


def shown(text: str, mention: PlaceMention) -> list[str]:
    precision = mention.precision.value if mention.precision else ""
    return [text[slice(*mention.span)], mention.name or "", mention.country or "", precision]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case(case: dict[str, Any]) -> None:
    article = Article("a", "a", case["text"])
    taken = tuple(spans(case["text"], case.get("taken", [])))
    found = find(article, marked(case), GAZETTEER, taken)
    assert [shown(case["text"], each) for each in found] == case["found"]


@pytest.mark.parametrize(
    ("text", "country", "why"),
    [
        ("Iraq was quiet. Turkey fell silent at the border.", "TR", "named in the sentence"),
        ("Iraq was quiet. Iraqi men left. Two fell at the border.", "IQ", "the one country"),
        ("Iraq was quiet. Turkey fell silent. Two fell at the border.", None, "Iraq or of Turkey"),
        ("Two men fell at the border.", None, NOBODYS),
        ("Iraq fought Turkey. Jordan sent men to its border.", "JO", "named before"),
    ],
)
def test_whose_a_bare_border_is_the_sentence_tells_then_the_article(
    text: str, country: str | None, why: str
) -> None:
    made = article(text)
    taken = tuple(span for name in ("Iraq|1", "Turkey", "Jordan") for span in spans(text, [name]))
    (found,) = find(made, Marks(made.id), GAZETTEER, taken)
    assert (found.country, found.precision) == (country, country and Precision.COUNTRY)
    assert why in found.why
    assert text[slice(*found.span)].endswith("border")


def test_a_state_that_violence_lands_on_is_a_place_and_an_actor() -> None:
    book = actor_book()
    told = {"raids on": True, "the bombing of": False, "sanctions on": False, "bombed": True}
    for lead, struck in told.items():
        text = f"They spoke of {lead} Syria."
        at = (text.index("Syria"), text.index("Syria") + len("Syria"))
        state = book.actors["state/syria"]
        mention = ActorMention(at, state.name, state.kind, state.id, "a side of what is told")
        assert is_struck(text, mention) is struck, lead
        assert not is_struck(text, replace(mention, id="state/syria/military")), lead


def drawn(text: str, cuts: list[tuple[int, int, int]]) -> Marks:
    """Marks of any kind anywhere in a text, none over another."""
    entities, last = [], 0
    for gap, length, kind in cuts:
        start = last + gap
        if start + length > len(text):
            break
        entities.append(EntityMark((start, start + length), TYPES[kind % len(TYPES)], 0.9))
        last = start + length
    return Marks("a", entities=tuple(entities))


CUTS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 20), st.integers(0, 5)), max_size=12)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, cuts=CUTS, held=CUTS)
def test_mentions_stand_in_the_text_in_order_and_beside_what_is_taken(
    text: str, cuts: list[tuple[int, int, int]], held: list[tuple[int, int, int]]
) -> None:
    taken = tuple(each.span for each in drawn(text, held).entities)
    found = find(Article("a", "a", text), drawn(text, cuts), GAZETTEER, taken)
    last = 0
    for each in found:
        start, end = each.span
        assert last <= start < end <= len(text)
        assert not any(low < end and start < high for low, high in taken)
        assert each.why
        last = end


@settings(max_examples=100, deadline=None)
@given(text=TEXTS, cuts=CUTS)
def test_a_mention_is_whole_or_left_open(text: str, cuts: list[tuple[int, int, int]]) -> None:
    for each in find(Article("a", "a", text), drawn(text, cuts), GAZETTEER):
        parts = (each.name, each.lat, each.lon, each.precision)
        assert all(part is None for part in parts) or all(part is not None for part in parts)
        if each.name is None:
            assert (each.geonames, each.country) == (None, None)
        else:
            assert -90 <= (each.lat or 0) <= 90
            assert -180 <= (each.lon or 0) <= 180


@settings(max_examples=50, deadline=None)
@given(text=TEXTS, cuts=CUTS)
def test_every_span_that_is_asked_for_is_answered(
    text: str, cuts: list[tuple[int, int, int]]
) -> None:
    marks = drawn(text, cuts)
    asked = tuple(each.span for each in marks.entities)
    assert len(resolve_spans(Article("a", "a", text), marks, asked, GAZETTEER)) == len(asked)


def test_a_span_that_is_asked_for_is_resolved_though_it_names_a_people() -> None:
    text = "A Russian envoy arrived."
    choice = resolve_spans(Article("a", "a", text), Marks("a"), ((2, 9),), GAZETTEER)[0]
    assert choice.place is not None and choice.place.country == "RU"


def test_the_address_of_the_outlet_speaks_for_its_country() -> None:
    text = "The council of Hamilton met."
    marks = Marks("a", entities=(EntityMark((15, 23), "Location", 0.9),))
    found = {
        ending: find(Article("a", "a", text, url=f"https://example.{ending}/x"), marks, GAZETTEER)
        for ending in ("co.nz", "ca")
    }
    assert {end: mentions[0].country for end, mentions in found.items()} == {
        "co.nz": "NZ",
        "ca": "CA",
    }

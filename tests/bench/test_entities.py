"""Entities: tags and offsets to spans, types to types, and the figures of an invented run."""

import pytest

from bench.entities import (
    RE3D,
    counted,
    floors,
    floors_re3d,
    is_re3d,
    offsets,
    renamed,
    spelled,
    tagged,
)
from sayso.records import EntityMark

SPANS = [(0, 4), (5, 9), (10, 14), (15, 19)]


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ("O O O O", []),
        ("B-Person I-Person O B-Date", [(0, 9, "Person"), (15, 19, "Date")]),
        ("B-Person B-Person O O", [(0, 4, "Person"), (5, 9, "Person")]),
        ("O O O B-Misc", [(15, 19, "Misc")]),
        # As CoNLL counts: I- of another type, or after O, starts an entity.
        (
            "B-Location I-Organization I-Organization O",
            [(0, 4, "Location"), (5, 14, "Organization")],
        ),
        ("O I-Person I-Person O", [(5, 14, "Person")]),
    ],
)
def test_tags_become_spans(tags: str, found: list[tuple[int, int, str]]) -> None:
    assert sorted(tagged(tags.split(), SPANS)) == found


def test_a_tag_column_that_holds_its_word_too_is_read() -> None:
    tags = ["Ilse    B-Person", "Brandt    I-Person", "rain    O", "O"]
    assert tagged(tags, SPANS) == {(0, 9, "Person")}


def test_sentences_are_one_text_and_entities_stay_within_one() -> None:
    row = {
        "sentences": [
            {"tokens": ["Meet", "Ilse"], "ner": ["O", "B-Person"]},
            {"tokens": ["Brandt", "left"], "ner": ["B-Person", "O"]},
        ]
    }
    text, found = spelled(row)
    assert text == "Meet Ilse Brandt left"
    assert {text[a:b] for a, b, _ in found} == {"Ilse", "Brandt"}


TEXT = "The Vell Dam near Orsk , said Orskian minister Ilse Brandt of the Water Board."


def marked(words: str, kind: str) -> dict[str, object]:
    start = TEXT.index(words)
    return {"begin": start, "end": start + len(words), "type": kind}


RE3D_ROW = {
    "id": "one",
    "text": TEXT,
    "entities": [
        marked("The Vell Dam near Orsk ", "Location"),
        marked("Orsk", "Location"),
        marked("Orskian", "Nationality"),
        marked("Orskian minister Ilse Brandt", "Person"),
        marked("the Water Board", "Organisation"),
    ],
}


def test_offsets_lose_the_white_space_at_their_edges_and_what_has_no_partner() -> None:
    assert {(TEXT[a:b], kind) for a, b, kind in offsets(RE3D_ROW)} == {
        ("The Vell Dam near Orsk", "Location"),
        ("Orsk", "Location"),
        ("Orskian minister Ilse Brandt", "Person"),
        ("the Water Board", "Organisation"),
    }


def test_gold_tells_its_format() -> None:
    assert is_re3d([RE3D_ROW])
    assert not is_re3d([{"id": "one", "sentences": []}])
    assert not is_re3d([])


def mark(words: str, kind: str) -> EntityMark:
    start = TEXT.index(words)
    return EntityMark((start, start + len(words)), kind, 0.5)


def test_marks_take_the_names_of_gold() -> None:
    found = [mark("Vell Dam", "Facility"), mark("Orsk", "Location"), mark("Orskian", "NORP")]
    same = [("Vell Dam", "Facility"), ("Orsk", "Location"), ("Orskian", "NORP")]
    assert {(TEXT[a:b], kind) for a, b, kind in renamed(found, None)} == set(same)
    theirs = {("Vell Dam", "Location"), ("Orsk", "Location")}
    assert {(TEXT[a:b], kind) for a, b, kind in renamed(found, RE3D)} == theirs


def test_a_span_with_another_type_or_another_edge_is_wrong() -> None:
    gold = [{(0, 4, "Person"), (5, 9, "Date")}, {(0, 4, "Person")}]
    found = [{(0, 4, "Location"), (5, 9, "Date")}, {(0, 5, "Person")}]
    scores = counted(gold, found)
    assert scores["f1"] == pytest.approx(33.33)
    assert scores["by_type"] == {"Date": 100.0, "Location": 0.0, "Person": 0.0}


def test_one_place_in_two_articles_is_two_places() -> None:
    assert counted([{(0, 4, "Date")}, set()], [set(), {(0, 4, "Date")}])["f1"] == 0.0


def test_floors_are_those_of_the_bench() -> None:
    scores = counted([{(0, 4, "Person")}], [{(0, 4, "Person")}])
    assert floors(scores) == {"f1": 100.0}
    assert floors_re3d(scores) == {"Location": 0.0, "Organisation": 0.0, "Person": 100.0}

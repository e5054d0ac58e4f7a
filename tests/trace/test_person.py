"""Whom "he" and "she" may be: what marks, titles and pronouns elsewhere tell of a name."""

from __future__ import annotations

import pytest

from sayso.records import CueMark, EntityMark, Marks
from sayso.trace import trace
from sayso.trace.draft import ground
from sayso.trace.kin import relatives
from sayso.trace.scene import Scene, misspelt
from sayso.trace.several import parted
from sayso.trace.who import genders
from tests.trace.marked import article, place

SUSPECT = "Gen. Hugo Brek is gone. The suspect is Vessar Tollan, 23. He sent a picture."


def he(text: str, entities: tuple[EntityMark, ...]) -> str:
    """Whom "He" of ``text`` is led to."""
    cue = CueMark(
        place(text, "sent"), (place(text, "He "),), (place(text, "a picture"),), False, 0.9
    )
    return trace(article(text), Marks("a", (cue,), entities=entities)).attributions[0].who.name


def scene(text: str) -> Scene:
    """What one pass over ``text`` knows before it begins."""
    laid = ground(article(text))
    return Scene(laid, laid.names, genders=genders(laid.names))


@pytest.mark.parametrize(
    ("type_", "score", "found"),
    [
        ("Person", 0.9, "Vessar Tollan"),
        ("Person", 0.4, "Hugo Brek"),
        ("Location", 0.9, "Hugo Brek"),
    ],
)
def test_a_name_marked_as_a_person_may_be_he(type_: str, score: float, found: str) -> None:
    mark = EntityMark(place(SUSPECT, "Vessar Tollan"), type_, score)
    assert he(SUSPECT, (mark,)) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tessa Vorn came. Ms Vorn left.", {"Tessa Vorn": "f"}),
        ("Vessar Tollan came. Spokeswoman Vessar Tollan left.", {"Vessar Tollan": "f"}),
        ("Mr Vessar Tollan came. Miss Vessar Tollan left.", {"Vessar Tollan": ""}),
        (
            "Vessar Mary came. Mary left.",
            {"Vessar Mary": ""},
        ),  # a surname that is somebody's first name
        ("Vessar Tollan came. Tavo Tollan left. Mr Tollan is old.", {"Tollan": "m"}),
    ],
)
def test_a_gender_told_anywhere_holds(text: str, expected: dict[str, str]) -> None:
    known = genders(ground(article(text)).names)
    assert {name: known.get(name, "") for name in expected} == expected


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Prent’s mother came.", "f"),
        ("Prent's younger brother came.", "m"),
        ("Prent's mother and Prent's father came.", ""),
        ("Prent's house is old.", ""),
    ],
)
def test_the_relatives_that_go_by_a_surname(text: str, gender: str) -> None:
    assert relatives(scene(text), "Prent") == gender


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("Prents", None),
        ("Prnet", "Ivo Prent"),
        ("Brent", None),
        ("Pren", None),
        ("Prennt", "Ivo Prent"),
    ],
)
def test_a_surname_but_for_a_letter(word: str, found: str | None) -> None:
    meant = misspelt(scene("Ivo Prent came."), word)
    assert (meant.name if meant else None) == found


def test_of_two_surnames_alike_none_is_meant() -> None:
    assert misspelt(scene("Ivo Prent came. Ada Premt left."), "Prett") is None


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("Ivo Prent and Ada Moor", ["Ivo Prent", "Ada Moor"]),
        ("both Ivo Prent and Ada Moor", ["Ivo Prent", "Ada Moor"]),
        ("Norway, Chad and Niger", ["Norway", "Chad", "Niger"]),
        ("Ivo Prent, and Ada Moor, a clerk", ["Ivo Prent", "Ada Moor, a clerk"]),
        ("the Department of Trade and Industry", ["the Department of Trade and Industry"]),
        ("Ivo Prent, Ada Moor", ["Ivo Prent, Ada Moor"]),
    ],
)
def test_the_parts_of_a_source(source: str, parts: list[str]) -> None:
    assert [source[slice(*span)] for span in parted(source, (0, len(source)))] == parts

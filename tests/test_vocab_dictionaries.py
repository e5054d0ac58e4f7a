"""Dictionaries of others: what they become, and what is told of lines that are none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Kind
from sayso.vocab.actors import Actor, Office, read_actors
from sayso.vocab.book import ActorBook
from sayso.vocab.dictionaries import from_cameo, from_csv, to_toml

CAMEO = """\
; A dictionary of an invented war.
NORVIA_ [NRV]
+KELVAT_
HARBOUR_WATCH_ [NGOHRI] # a watchdog
RED_HILL_FRONT_  [NRVREB]
+RHF_
+THE_FRONT_OF_RED_HILL_
IVO_PRENT_ ; three offices
\t[NRVREB <010101]
\t[NRVGOV 010101-120301]
\t[NRVELI >20120301]
+IVO_E_PRENT_
PELL_COURIER_ [NRVMED]
"""


def test_a_dictionary_becomes_actors() -> None:
    taken = from_cameo(CAMEO.splitlines())
    assert taken.wrong == []
    assert [(a.id, a.name, a.kind, a.country, a.code) for a in taken.actors] == [
        ("state/norvia", "Norvia", Kind.GOVERNMENT, "NRV", "NRV"),
        ("org/harbour-watch", "Harbour Watch", Kind.ORGANISATION, "", "NGOHRI"),
        ("group/red-hill-front", "Red Hill Front", Kind.ARMED_GROUP, "NRV", "NRVREB"),
        ("person/ivo-prent", "Ivo Prent", Kind.PERSON, "NRV", "NRVELI"),
        ("outlet/pell-courier", "Pell Courier", Kind.OUTLET, "NRV", "NRVMED"),
    ]
    assert taken.actors[2].aliases == ("RHF", "The Front of Red Hill")
    assert taken.actors[3].offices == (
        Office("REB", "", "2001-01-01"),
        Office("GOV", "2001-01-01", "2012-03-01"),
        Office("ELI", "2012-03-01", ""),
    )


def test_what_was_taken_over_is_found_in_a_text() -> None:
    book = ActorBook(from_cameo(CAMEO.splitlines()).actors)
    for name in ("RHF", "The Front of Red Hill", "RED HILL FRONT"):
        assert [actor.id for actor in book.named(name)] == ["group/red-hill-front"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("RED_HILL_ [NRVREB", "no code can be read"),
        ("RED_HILL_ nrvreb]", "no code can be read"),
        ("RED_HILL_", "Red Hill has no code"),
        ("____", "neither a name, a synonym nor a code"),
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(line: str, told: str) -> None:
    taken = from_cameo(["; head", line, "GOOD_NAME_ [NRVGOV]"])
    assert len(taken.wrong) == 1
    assert taken.wrong[0].startswith("line 2: ") and told in taken.wrong[0]
    assert [actor.name for actor in taken.actors] == ["Good Name"]


@pytest.mark.parametrize("line", ["+SYNONYM_", "\t[NRVGOV]"])
def test_what_belongs_to_a_name_needs_one_above(line: str) -> None:
    assert from_cameo([line]).wrong[0].startswith("line 1: ")


def test_a_csv_becomes_actors() -> None:
    taken = from_csv(
        [
            "name,kind,aliases,code,offices\n",
            "Red Hill Front,armed group,RHF; Red Hill,NRVREB,\n",
            '"Prent, Ivo",person,,,leader 2011/..\n',
            "Red Hill Front,armed group,,,\n",
        ]
    )
    assert taken.wrong == []
    assert [actor.id for actor in taken.actors] == [
        "group/red-hill-front",
        "person/prent-ivo",
        "group/red-hill-front-2",
    ]
    assert taken.actors[0].aliases == ("RHF", "Red Hill")
    assert taken.actors[1].offices == (Office("leader", "2011"),)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["title,kind\n", "A,person\n"], "line 1: unknown column title"),
        (["name\n", "A\n"], "line 1: a header with the columns name and kind"),
        ([], "line 1: a header with the columns name and kind"),
        (["name,kind\n", "A,militia\n"], "line 2: kind 'militia' is none"),
        (["name,kind\n", ",person\n"], "line 2: no name"),
        (["name,kind,id\n", "A,person,A B\n"], "line 2: id 'A B' is none"),
    ],
)
def test_a_csv_that_is_wrong_says_where(lines: list[str], told: str) -> None:
    taken = from_csv(lines)
    assert any(wrong.startswith(told) for wrong in taken.wrong), taken.wrong


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).map(str.strip)


@given(name=WORDS.filter(bool), aliases=st.lists(WORDS.filter(bool), unique=True, max_size=4))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, name: str, aliases: list[str]
) -> None:
    kept = tuple(alias for alias in aliases if alias != name)
    actor = Actor("group/a", name, Kind.ARMED_GROUP, kept, code="NRVREB", of="org/b")
    path = tmp_path_factory.mktemp("own") / "actors.toml"
    path.write_text(to_toml([actor], "Of an invented war.\nTwo lines."), encoding="utf-8")
    assert read_actors(path) == (actor,)


@given(st.lists(st.text(max_size=30), max_size=8))
def test_no_dictionary_raises(lines: list[str]) -> None:
    for taken in (from_cameo(lines), from_csv(lines)):
        assert all(wrong.startswith("line ") for wrong in taken.wrong)


def test_a_written_file_says_where_it_is_from(tmp_path: Path) -> None:
    text = to_toml([], "Taken from x.txt.")
    assert text == "# Taken from x.txt.\nactor = [\n]\n"

"""The lists of actors: ids, kinds, codes and dates hold; a user's own file is read or refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError
from sayso.records import Kind
from sayso.vocab import load
from sayso.vocab.actors import Actor, Office, actor_of, load_actors, read_actors, slug, twice
from sayso.vocab.book import ActorBook, actor_book, key_of

LISTED = load_actors()
ROWS = [
    row
    for name in ("bodies", "groups", "organisations", "persons")
    for row in load(f"actors/{name}")["actor"]
]
#: Names that two actors share on purpose: the text stays open.
SHARED = {"Congo"}
GOOD = {"id": "group/red-hill", "name": "Red Hill Front", "kind": "armed group"}


def test_ids_are_given_once() -> None:
    ids = Counter([row["id"] for row in ROWS] + [s["id"] for s in load("actors/states")["state"]])
    assert [each for each, times in ids.items() if times > 1] == []
    assert len(LISTED.actors) == len(ids) + len(load("outlets")["source"])


def test_no_name_is_given_to_two_actors_unawares() -> None:
    assert set(twice(LISTED.actors.values())) == SHARED


def test_there_are_as_many_as_the_lists_promise() -> None:
    kinds = Counter(each.split("/")[0] for each in LISTED.actors)
    assert len(LISTED.states) >= 195
    assert kinds["group"] >= 150
    assert kinds["org"] >= 150
    assert kinds["outlet"] >= 200
    assert kinds["person"] >= 200


def faults(actor: Actor) -> Iterator[str]:
    """What is wrong with one actor."""
    countries = {state.actor.country: state for state in LISTED.states.values()}
    for pattern, value in (
        (r"(state|group|org|outlet|person)/[a-z0-9/-]+", actor.id),
        (r"[A-Z]{3}|", actor.country),
        (r"[A-Z]*", actor.code),
        (r"Q\d+|", actor.wikidata),
    ):
        if not re.fullmatch(pattern, value):
            yield f"{value!r} is no {pattern}"
    if actor.country and actor.country not in countries:
        yield f"no state has the code {actor.country}"
    if actor.of and actor.of not in LISTED.actors:
        yield f"nobody is called {actor.of}"
    if actor.part and actor_book().part_of(countries[actor.country], actor.part) is None:
        yield f"no part {actor.part}"
    yield from (f"{name!r} has no key" for name in actor.names if not key_of(name))
    yield from (f"{o.role} ends early" for o in actor.offices if o.until and o.until < o.since)


def test_every_actor_is_sound() -> None:
    found = {actor.id: list(faults(actor)) for actor in LISTED.actors.values()}
    assert {own: wrong for own, wrong in found.items() if wrong} == {}


def test_a_fault_of_an_actor_would_be_seen() -> None:
    office = Office("king", "2000", "1999")
    wrong = Actor("x", "...", Kind.PERSON, (), frozenset(), "ZZZ", "a1", of="org/none")
    assert len(list(faults(replace(wrong, wikidata="P1", offices=(office,))))) == 7


def test_codes_of_countries_and_items_are_given_once() -> None:
    for key in ("country", "wikidata"):
        values = Counter(getattr(state.actor, key) for state in LISTED.states.values())
        del values[""]
        assert [value for value, times in values.items() if times > 1] == []


def test_a_word_tells_one_part_of_a_state() -> None:
    words = Counter(word for part in LISTED.parts for word in (*part.nouns, *part.pairs))
    assert [word for word, times in words.items() if times > 1] == []


@pytest.mark.parametrize(
    ("own", "name", "code"),
    [
        ("state/syria", "Syria", "SYR"),
        ("state/syria/military", "Syrian military", "SYRMIL"),
        ("state/russia/ministry-foreign", "Russian foreign ministry", "RUSGOV"),
        ("state/united-states/pentagon", "Pentagon", "USAMIL"),
        ("group/boko-haram", "Boko Haram", "NGAREB"),
        ("person/barack-obama", "Barack Obama", "USAGOV"),
        ("person/abu-bakr-al-baghdadi", "Abu Bakr al-Baghdadi", "IMG"),
        ("org/un", "United Nations", "IGOUNO"),
    ],
)
def test_an_id_leads_to_a_name_and_a_code(own: str, name: str, code: str) -> None:
    actor = actor_book().actor(own)
    assert actor is not None and actor.name == name
    assert actor_book().code(own) == code


@pytest.mark.parametrize("own", ["state/nowhere/military", "state/syria/nothing", "group/none", ""])
def test_an_unknown_id_leads_nowhere(own: str) -> None:
    assert actor_book().actor(own) is None
    assert actor_book().code(own) == ""


@pytest.mark.parametrize(
    "names",
    [
        ("Islamic State", "ISIS", "Isil", "Daesh", "Da'esh", "the Islamic State group", "DAESH"),
        ("al-Nusra Front", "Jabhat al-Nusra", "Nusra Front", "Al Nusra Front", "AL-NUSRA FRONT"),
        ("al-Qaeda", "Al Qaeda", "al-Qa'ida", "Qaeda", "al Qaida"),
        ("United States", "the U.S.", "US", "United States of America"),
        ("Médecins Sans Frontières", "Medecins Sans Frontieres", "MSF"),
        ("Recep Tayyip Erdoğan", "Erdogan", "Tayyip Erdogan"),
        ("Reuters", "Thomson Reuters"),
    ],
)
def test_spellings_of_one_name_lead_to_one_actor(names: tuple[str, ...]) -> None:
    found = {tuple(actor.id for actor in actor_book().named(name)) for name in names}
    assert len(found) == 1 and len(found.pop()) == 1


@pytest.mark.parametrize(
    "name", ["is", "us", "who", "Harbour Post", "amnesty", "southern front", ""]
)
def test_what_is_no_name_leads_to_nobody(name: str) -> None:
    assert actor_book().named(name) == ()


def test_own_actors_win_over_the_lists() -> None:
    own = (
        Actor("group/own-front", "Own Front", Kind.ARMED_GROUP, ("ISIS",)),
        Actor("org/un", "United Nations of Ours", Kind.ORGANISATION),
    )
    book = ActorBook(own)
    assert [actor.id for actor in book.named("ISIS")] == ["group/own-front"]
    assert [actor.id for actor in book.named("ISIL")] == ["group/islamic-state"]
    assert [actor.name for actor in book.named("UN")] == ["United Nations of Ours"]
    assert book.actors["org/un"].name == "United Nations of Ours"
    assert [actor.id for actor in actor_book().named("ISIS")] == ["group/islamic-state"]


def test_an_office_is_held_between_its_days() -> None:
    office = Office("minister", "2014-06", "2015")
    assert [
        day for day in ("2014-05-31", "2014-06-01", "2015-12-31", "2016") if office.held(day)
    ] == [
        "2014-06-01",
        "2015-12-31",
    ]
    assert Office("king", "1999").held("2026-11-28")


def test_slugs_are_plain() -> None:
    assert slug("People's Protection Units (YPG)") == "peoples-protection-units-ypg"


# --- a file of one's own --------------------------------------------------------------------


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    path = tmp_path / "actors.toml"
    path.write_text(
        'actor = [{ id = "group/red-hill", name = "Red Hill Front", kind = "armed group", '
        'aliases = ["RHF", "Red Hill Front"], code = "NRVREB", offices = ["leader 2011/.."] }]\n'
    )
    (actor,) = read_actors(path)
    assert actor.aliases == ("RHF",)
    assert actor.offices == (Office("leader", "2011"),)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "no name"),
        ({"kind": "militia"}, "kind 'militia' is none; write one of: person"),
        ({"id": "Red Hill"}, "id 'Red Hill' is none"),
        ({"alias": ["x"]}, "unknown key alias"),
        ({"aliases": "RHF"}, "aliases is no list of texts"),
        ({"code": 5}, "code is no text"),
        ({"unsafe": ["Hill"]}, "unsafe, but no name of it: Hill"),
        ({"offices": ["leader since 2011"]}, "office 'leader since 2011' is none"),
    ],
)
def test_a_wrong_row_says_what_is_wrong(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        actor_of({**GOOD, **change})


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("actor = [", "not a TOML file"),
        ("actors = []", "unknown key actors"),
        ("actor = 1", "actor is no list"),
        ("actor = [1]", "actor 1: no table"),
        ('actor = [{ id = "org/a", name = "A", kind = "x" }]', "actor 1 (org/a): kind 'x' is none"),
        (
            'actor = [{ id = "org/a", name = "A", kind = "outlet" }, '
            '{ id = "org/a", name = "B", kind = "outlet" }]',
            "actor 2 (org/a): the id stands twice",
        ),
    ],
)
def test_a_wrong_file_says_what_is_wrong_and_where(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(written)
    with pytest.raises(InputError, match=re.escape(told)) as caught:
        read_actors(path)
    assert str(path) in str(caught.value)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_actors(tmp_path / "none.toml")

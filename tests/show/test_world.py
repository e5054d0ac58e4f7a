"""Actors, places and frames on the screen and for machines, and actors put right by hand."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sayso.ledger import open_ledger
from sayso.records import About, Precision, Voice
from sayso.show.geojson import place as place_feature
from sayso.show.told import told
from sayso.show.world import frames_table
from tests.conftest import Sayso
from tests.ledger.made import grounded, story


@pytest.fixture(autouse=True)
def ledger(sayso: Sayso) -> Path:
    """Three grounded articles in the folder of the command line."""
    path = Path("news.ledger").absolute()
    with open_ledger(path) as book:
        run = book.begin_run("made", "none", "0")
        for n in range(3):
            page, article, reading = story(n)
            book.add(run, f"k{n}", page, article, grounded(article, reading))
    return path


# --- actors -------------------------------------------------------------------------------------


def test_actors_tell_how_often_and_as_what(sayso: Sayso) -> None:
    done = sayso("actors")
    assert done.code == 0 and "3 actors." in done.err
    [union] = [line for line in done.out.splitlines() if "the union" in line]
    assert union.split()[-4:] == ["organisation", "3", "6", "3"]
    [voss] = [line for line in done.out.splitlines() if "Voss" in line]
    assert voss.split()[-3:] == ["person", "3", "3"]


def test_actors_are_narrowed_and_limited(sayso: Sayso) -> None:
    assert "Voss" not in sayso("actors", "--kind", "organisation").out
    assert [json.loads(sayso("actors", "--json", "--name", "voss").out)[0]["said"]] == [3]
    done = sayso("actors", "--limit", "1")
    assert "The first 1 are shown" in done.err and "Voss" not in done.out
    assert sayso("actors", "--name", "nobody").err == "No actors.\n"


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_actors_for_machines(sayso: Sayso, form: str) -> None:
    out = sayso("actors", f"--{form}").out
    if form == "json":
        rows = json.loads(out)
    elif form == "jsonl":
        rows = [json.loads(line) for line in out.splitlines()]
    else:
        rows = list(csv.DictReader(StringIO(out)))
    assert [(row["name"], str(row["articles"]), row["kind"]) for row in rows] == [
        ("the union", "3", "organisation"),
        ("Quay Harbour", "3", "organisation"),
        ("Ilan Voss", "3", "person"),
    ]


def test_actors_are_put_right_by_hand_and_back(sayso: Sayso) -> None:
    assert sayso("actors", "corrections").err == "Nothing was decided by hand.\n"
    done = sayso("actors", "rename", "quay", "Harbour of Quay", "--by", "I. Voss", "--note", "sign")
    assert done.code == 0 and "sayso fix undo 1 --ledger" in done.err
    assert sayso("actors", "merge", "the union", "Harbour of Quay", "--by", "me").code == 0
    out = sayso("actors").out
    assert "Harbour of Quay" in out and "the union" not in out
    listed = json.loads(sayso("actors", "corrections", "--json").out)
    assert [(row["field"], row["by"], row["note"]) for row in listed] == [
        ("name", "I. Voss", "sign"),
        ("same as", "me", ""),
    ]
    assert sayso("actors", "split", "quay", "The harbour", "--kind", "outlet").code == 0
    assert "outlet" in sayso("actors").out
    for number in (3, 2, 1):
        assert sayso("actors", "undo", str(number)).code == 0
    shown = sayso("actors", "corrections").out
    assert "Quay Harbour" in shown and "undone" in shown and "sign" in shown
    assert "the union" in sayso("actors").out


def test_whom_nobody_knows_is_told(sayso: Sayso) -> None:
    done = sayso("actors", "merge", "nobody", "quay")
    assert (done.code, done.out) == (1, "")
    assert "no actor has the id or name 'nobody'" in done.err
    assert sayso("actors", "undo", "7").code == 1


def test_the_ledger_of_the_settings_holds_for_the_commands_of_a_group(sayso: Sayso) -> None:
    Path("news.ledger").rename("other.ledger")
    assert sayso("actors", "corrections").code == 1
    Path("sayso.toml").write_text('ledger = "other.ledger"\n', encoding="utf-8")
    assert sayso("actors", "corrections").code == 0
    assert sayso("actors", "rename", "quay", "Q").code == 0
    assert " Q " in sayso("actors").out


# --- places -------------------------------------------------------------------------------------


def test_places_tell_where_and_how_finely(sayso: Sayso) -> None:
    done = sayso("places")
    [quay] = [line for line in done.out.splitlines() if "Quay" in line]
    assert quay.split() == ["Quay", "GB", "town", "77", "51.50", "-0.25", "3", "3"]
    assert "1 place." in done.err and "Of 3 more mentions" in done.err
    assert sayso("places", "--country", "FR").err.startswith("No places.")
    assert sayso("places", "--csv").out.splitlines()[1] == "Quay,GB,77,51.5,-0.25,town,3,3"


def test_a_place_is_never_drawn_finer_than_it_is_told(sayso: Sayso, ledger: Path) -> None:
    drawn = json.loads(sayso("places", "--geojson").out)
    assert drawn["type"] == "FeatureCollection"
    [feature] = drawn["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-0.25, 51.5]}
    assert feature["properties"]["precision"] == "town"
    with open_ledger(ledger, readonly=True) as book:
        [row] = book.places()
    for precision in (None, *Precision):
        made = place_feature(replace(row, precision=precision))
        assert (made["geometry"] is None) is (precision not in ("exact", "town"))


# --- frames -------------------------------------------------------------------------------------


def test_frames_tell_who_does_what_to_whom_according_to_whom(
    sayso: Sayso, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    done = sayso("frames", "--event", "consult", "--limit", "1")
    [line] = [line for line in done.out.splitlines() if "Harbour" in line]
    for words in ("the union", "CONSULT/visit stayed (not, planned)", "in its own voice asserted"):
        assert words in line
    assert "Quay, GB; 2031-04-28" in line
    assert "The first 1 are shown" in done.err
    assert "6 frames in 3 claims." in sayso("frames").err


@pytest.mark.parametrize(
    ("wanted", "events"),
    [
        (["--quad", "2"], {"AID"}),
        (["--actor", "harbour"], {"CONSULT"}),
        (["--recipient", "union"], {"CONSULT"}),
        (["--negated"], {"CONSULT"}),
        (["--not-negated"], {"AID"}),
        (["--root", "Quay Post", "--during", "2031"], {"AID", "CONSULT"}),
        (["--root", "Voss"], set()),
        (["--place", "quay", "--voice", "author"], {"AID", "CONSULT"}),
        (["--country", "fr"], set()),
        (["--country", "United Kingdom"], {"AID", "CONSULT"}),
        (["--event", "aid"], {"AID"}),
        (["--mode", "Visit"], {"CONSULT"}),
        (["--mode", "phone"], set()),
    ],
)
def test_frames_are_narrowed(sayso: Sayso, wanted: list[str], events: set[str]) -> None:
    rows = json.loads(sayso("frames", "--json", *wanted).out)
    assert {row["event"] for row in rows} == events


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (["frames", "--event", "FIGHT"], "'FIGHT' is no event type. There are AGREE, CONSULT"),
        (["frames", "--mode", "loud"], "'loud' is no mode. There are abduct, aerial"),
        (["frames", "--country", "Norvia"], "no country is called 'Norvia'. Give its English"),
        (["places", "--country", "XX"], "no country is called 'XX'. Give its English name or two"),
        (["claims", "--event", "war"], "'war' is no event type"),
    ],
)
def test_a_word_that_there_is_not_brings_those_that_there_are(
    sayso: Sayso, wanted: list[str], told: str
) -> None:
    done = sayso(*wanted)
    assert done.code == 2
    assert told in " ".join(done.err.split())


@pytest.mark.parametrize("called", ["GB", "gb", "GBR", "UK", "United Kingdom", "great britain"])
def test_a_country_goes_by_name_and_by_letters(sayso: Sayso, called: str) -> None:
    rows = json.loads(sayso("places", "--json", "--country", called).out)
    assert {row["country"] for row in rows} == {"GB"}


def test_frames_for_machines(sayso: Sayso) -> None:
    first = next(csv.DictReader(StringIO(sayso("frames", "--csv").out)))
    assert (first["actor"], first["event"], first["modality"]) == (
        "Quay Harbour", "CONSULT", "planned",
    )  # fmt: skip
    drawn = json.loads(sayso("frames", "--geojson").out)["features"]
    assert [f["properties"]["event"] for f in drawn] == ["CONSULT"] * 3
    assert drawn[0]["geometry"]["coordinates"] == [-0.25, 51.5]
    assert sayso("frames", "--actor", "nobody").err == "No frames.\n"


# --- one claim ----------------------------------------------------------------------------------


def test_a_claim_shows_what_it_tells_of(sayso: Sayso) -> None:
    row = json.loads(sayso("frames", "--jsonl", "--limit", "1").out)
    shown = sayso("show", row["claim"]).out
    for words in (
        "who      the union (organisation); Quay Harbour (organisation)",
        "where    Quay, GB; stayed (which is not known)",
        "when     Monday = 2031-04-28; open = ? (said)",
        "how many on = 2 or more, ferry",
        "what     Quay Harbour → CONSULT/visit (stayed) → the union: not, planned",
    ):
        assert words in shown
    assert "“Monday” the Monday before" not in shown
    reasons = sayso("show", row["claim"], "--why").out
    for words in (
        "“Monday” the Monday before",
        "“stayed” two of that name",
        "“harbour” the only one",
    ):
        assert words in reasons
    assert "CONSULT" not in sayso("show", row["article"]).out
    assert "CONSULT" in sayso("show", row["article"], "--about").out
    assert json.loads(sayso("show", row["claim"], "--json").out)["places"][0]["geonames"] == 77


def test_claims_are_filtered_and_exported_with_what_they_are_about(sayso: Sayso) -> None:
    for wanted in (["--actor", "harbour"], ["--place", "77"], ["--country", "gb"],
                   ["--event", "aid"], ["--during", "2031-04"]):  # fmt: skip
        rows = list(csv.DictReader(StringIO(sayso("claims", "--csv", *wanted).out)))
        assert len(rows) == 3
    assert rows[0]["places"] == "Quay, GB; stayed (which is not known)"
    assert rows[0]["actors"] == "the union (organisation); Quay Harbour (organisation)"
    assert rows[0]["frames"].endswith("? → AID (stayed) → ?")
    assert sayso("roots", "--actor", "harbour", "--voice", "author").err.startswith("1 named root")
    assert "is not a date" in sayso("claims", "--during", "soon").err


def test_nothing_is_told_of_nothing() -> None:
    for part in ("actors", "places", "dates", "quantities", "frames"):
        assert list(told(About(), part, lambda _: "")) == []


def test_a_frame_on_nobodys_word_says_so_once_and_a_long_date_is_whole(
    ledger: Path,
) -> None:
    with open_ledger(ledger, readonly=True) as book:
        row = next(book.frames())
    odd = replace(
        row, voice=Voice.REPORTED, root="unnamed", root_named=False, date="2031-04-28/2031-05-04"
    )
    source = replace(odd, root="army source (unnamed)")
    out = StringIO()
    Console(file=out, width=80).print(frames_table([odd, source]))
    plain = " ".join(out.getvalue().split())
    assert plain.count("nobody named") == 1 and plain.count("no named") == 1
    assert "2031-04-28/20" in plain and "…" not in plain

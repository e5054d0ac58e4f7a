"""The page of the map: lists for everybody, columns for the script, claims of one place."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.records import About, DateMention, PlaceMention, Precision, When
from sayso.show.drawing.times import day_of
from sayso.show.web.pages.atlas import DRAWN, LISTED
from tests.ledger.made import spot, story
from tests.web.made import client

Place = tuple[str | None, int | None, float | None, float | None, Precision | None, str | None]
ALEPPO: Place = ("Aleppo", 170063, 36.2, 37.16, Precision.TOWN, "SY")
IDLIB: Place = ("Idlib", 169387, 35.86, 36.63, Precision.DISTRICT, "SY")
SYRIA: Place = ("Syria", 163843, 35.0, 38.0, Precision.COUNTRY, "SY")
HOSTILE: Place = ("<img src=x onerror=alert(1)>", 1, 1.0, 2.0, Precision.TOWN, "XX")
NOWHERE: Place = (None, None, None, None, None, None)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three articles that tell of a town, a region, a country, and of names without a place."""
    path = tmp_path_factory.mktemp("atlas") / "atlas.ledger"
    told: list[tuple[list[Place], list[tuple[str, When]]]] = [
        ([ALEPPO, SYRIA], [("2031-05-01", When.HAPPENED)]),
        ([ALEPPO, IDLIB], [("2031-05-02/2031-05-04", When.HAPPENED), ("2031-05-04", When.SAID)]),
        ([HOSTILE, NOWHERE], []),
    ]
    with open_ledger(path) as ledger:
        for n, (places, dates) in enumerate(told):
            page, article, reading = story(n, published=f"2031-05-{n + 1:02}")
            at = spot(article.text, "harbour")
            about = About(
                places=tuple(PlaceMention(at, *place) for place in places),
                dates=tuple(DateMention(at, *date) for date in dates),
            )
            claims = (replace(reading.claims[0], about=about), *reading.claims[1:])
            run = ledger.begin_run("made", "none", "0")
            ledger.add(run, f"k{n}", page, article, replace(reading, claims=claims))
    return path


@pytest.fixture(scope="module")
def page(path: Path) -> Iterator[TestClient]:
    with client(path) as made:
        yield made


def number(page: TestClient, name: str) -> int:
    found = page.get("/map/atlas.json").json()["places"]
    at: int = found["number"][found["name"].index(name)]
    return at


def test_every_place_stands_in_a_list_as_finely_as_it_is_told(page: TestClient) -> None:
    text = page.get("/map").text
    fine, coarse = text.partition('data-list="regions"')[::2]
    assert "<bdi>Aleppo</bdi><small>Syria</small>" in fine
    assert "<bdi>Idlib</bdi><small>Syria, district</small>" in coarse
    assert "<bdi>Syria</bdi><small>country</small>" in coarse
    assert "Idlib</bdi>" not in fine


def test_countries_have_their_names_beside_their_codes(page: TestClient) -> None:
    found = page.get("/map/atlas.json").json()
    assert found["countries"]["SY"] == "Syria"
    assert set(found["countries"]) == {each for each in found["places"]["country"] if each}
    assert page.get("/map/atlas.json?outlet=nobody").json()["countries"] == {}


def test_names_that_nobody_can_place_are_told(page: TestClient) -> None:
    told = page.get("/map").text.partition("Nobody can tell where")[2]
    assert "<bdi>harbour</bdi><span>1<" in told


def test_dates_are_listed_with_what_they_date(page: TestClient) -> None:
    text = page.get("/map").text
    days = "/map?from=2031-05-02&amp;to=2031-05-04"
    assert f'<td><a href="{days}">2031-05-02/2031-05-04</a></td><td>happened</td>' in text
    assert ">2031-05-04</a></td><td>said</td>" in text


def test_the_map_is_drawn_without_a_script_and_points_are_towns_alone(page: TestClient) -> None:
    drawing = page.get("/map").text.partition('<svg class="drawn map"')[2].partition("</svg>")[0]
    assert drawing.count("<circle") == 2
    assert drawing.count('class="area"') == 1


def test_the_name_of_a_place_is_no_markup(page: TestClient) -> None:
    for address in ("/map", "/map?words=<script>alert(1)</script>"):
        text = page.get(address).text
        assert "<img src=x" not in text and "<script>alert" not in text
    assert "&lt;img src=x" in page.get("/map").text


def test_columns_are_of_one_length_and_point_at_each_other(page: TestClient) -> None:
    found = page.get("/map/atlas.json").json()
    lengths = {len(column) for column in found["places"].values()}
    assert lengths == {4}
    assert {len(column) for column in found["dates"].values()} == {3}
    for pairs, of, most in (("where", "place", 4), ("when", "date", 3)):
        claims, told = found[pairs]["claim"], found[pairs][of]
        assert len(claims) == len(told)
        assert min(claims) >= 0 and sum(claims) < found["claims"]
        assert set(told) == set(range(most))


def test_days_are_counted_from_1970(page: TestClient) -> None:
    found = page.get("/map/atlas.json").json()["dates"]
    rows = list(zip(found["first"], found["last"], found["said"], strict=True))
    assert (day_of("2031-05-02"), day_of("2031-05-04"), 0) in rows
    assert (day_of("2031-05-04"), day_of("2031-05-04"), 1) in rows


def test_districts_have_rings_and_nothing_else_has(page: TestClient) -> None:
    found = page.get("/map/areas.json").json()
    names = page.get("/map/atlas.json").json()["places"]["name"]
    assert [names[each["id"]] for each in found["features"]] == ["Idlib"]
    [ring] = found["features"][0]["geometry"]["coordinates"]
    assert ring[0] == ring[-1] and len(ring) > 3
    assert all(35 < lon < 38 and 34.5 < lat < 37 for lon, lat in ring)


def test_claims_of_a_place_are_a_part_of_the_page(page: TestClient) -> None:
    at = number(page, "Aleppo")
    part = page.get(f"/map/claims?at={at}").text
    assert "2 claims" in part and "<html" not in part
    assert part.count("<li>") == 2
    assert page.get(f"/map/claims.json?at={at}").json()["in_all"] == 2


def test_without_a_script_the_page_itself_shows_the_claims_of_a_place(page: TestClient) -> None:
    at = number(page, "Aleppo")
    text = page.get(f"/map?at={at}").text
    assert f'href="/map?at={at}" aria-current="true"' in text
    assert text.partition("data-here")[2].count('<p class="said"') == 2


@pytest.mark.parametrize(
    ("days", "told"), [("&from=2031-05-03", 1), ("&to=2031-05-01", 1), ("&from=2040", 0)]
)
def test_claims_of_a_place_within_the_days_of_the_brush(
    page: TestClient, days: str, told: int
) -> None:
    at = number(page, "Aleppo")
    assert page.get(f"/map/claims.json?at={at}{days}").json()["in_all"] == told


@pytest.mark.parametrize("at", ["", "one", "-1", "9" * 40, "1;2", "²"])
def test_no_place_is_a_clear_answer(page: TestClient, at: str) -> None:
    answer = page.get("/map/claims", params={"at": at})
    assert answer.status_code == 400
    assert "?at=12" in answer.text
    assert page.get("/map", params={"at": at}).status_code == 200


def test_a_filter_of_the_address_holds_for_the_map_too(page: TestClient) -> None:
    assert page.get("/map/atlas.json?since=2031-05-02").json()["places"]["name"][-1] == "Idlib"
    assert "Syria" not in page.get("/map/atlas.json?since=2031-05-02").json()["places"]["name"]
    assert page.get("/map/atlas.json?outlet=nobody").json()["claims"] == 0
    assert "none here" in page.get("/map?outlet=nobody").text
    for address in ("/map", "/map/atlas.json", "/map/areas.json", "/map/claims"):
        assert page.get(f"{address}?at=1&since=soon").status_code == 400


def test_filters_stand_above_the_map_and_lead_off_it(page: TestClient) -> None:
    text = page.get("/map?outlet=Quay&since=2031-05-02").text
    assert 'href="/map?since=2031-05-02"><span>outlet: <b>Quay</b></span>' in text
    assert 'href="/?outlet=Quay&amp;since=2031-05-02">as a list of claims</a>' in text
    assert 'class="chips"' not in page.get("/map").text
    assert page.get("/map?firmness=loudly").status_code == 400


def test_the_json_of_the_page_tells_places_and_dates(page: TestClient) -> None:
    found = page.get("/map.json").json()
    assert (found["towns_in_all"], found["regions_in_all"], found["dates_in_all"]) == (2, 2, 3)
    assert {row["name"]: row["precision"] for row in found["regions"]} == {
        "Idlib": "district",
        "Syria": "country",
    }
    assert found["here"] is None and found["asked"] == {}
    assert found["dates"][0].keys() == {"edtf", "first", "last", "of", "claims", "articles"}


def test_an_empty_ledger_has_a_map(tmp_path: Path) -> None:
    with client(tmp_path / "none.ledger") as made:
        page = made.get("/map")
        assert page.status_code == 200
        assert "No claim in this ledger tells where or when yet." in page.text
        assert "<h1>Reprints</h1>" in made.get("/reprints").text
        assert "Nobody is cited in this ledger yet." in made.get("/sources").text
        assert made.get("/map/areas.json").json()["features"] == []


# --- days -----------------------------------------------------------------------------------


def test_days_of_the_address_narrow_map_lists_and_dates_without_a_script(page: TestClient) -> None:
    text = page.get("/map?from=2031-05-03&to=2031-05-03").text
    assert "<bdi>Idlib</bdi>" in text and "<bdi>Syria</bdi>" not in text
    assert 'value="2031-05-03" data-from>' in text and 'value="2031-05-03" data-to>' in text
    drawing = text.partition('<svg class="drawn map"')[2].partition("</svg>")[0]
    assert drawing.count("<circle") == 1
    assert "<td><a" in text and "2031-05-01<" not in text
    assert '<a class="button" href="/map?" data-reset>All days</a>' in text


def test_days_stay_when_a_place_is_chosen_and_the_place_when_days_are(page: TestClient) -> None:
    at = number(page, "Aleppo")
    text = page.get(f"/map?outlet=Quay&from=2031-05-02&at={at}").text
    assert f'href="/map?outlet=Quay&amp;from=2031-05-02&amp;at={at}" aria-current="true"' in text
    form = text.partition("data-days")[2].partition("</form>")[0]
    assert f'<input type="hidden" name="at" value="{at}">' in form
    assert '<input type="hidden" name="outlet" value="Quay">' in form
    assert 'type="hidden" name="from"' not in form


@pytest.mark.parametrize("days", ["", "&from=2031-05-02", "&from=2031-05-04&to=2031-05-04"])
def test_page_and_json_tell_the_same_of_days_and_place(page: TestClient, days: str) -> None:
    at = number(page, "Aleppo")
    query = f"?at={at}{days}"
    text, found = page.get(f"/map{query}").text, page.get(f"/map.json{query}").json()
    asked = page.get(f"/map{query}", headers={"accept": "application/json"})
    assert asked.json() == found
    for name in ("towns", "regions"):
        part = text.partition(f'data-list="{name}"')[2].partition("</ol>")[0]
        assert part.count("<li>") == len(found[name]) == found[f"{name}_in_all"]
        assert all(html.escape(row["name"]) in part for row in found[name])
    assert text.count('<p class="said"') == len(found["here"]["claims"])
    assert found["here"] == page.get(f"/map/claims.json{query}").json()


def test_the_columns_hold_the_days_of_the_address(page: TestClient) -> None:
    whole = page.get("/map/atlas.json").json()
    some = page.get("/map/atlas.json?from=2031-05-04").json()
    assert whole["claims"] == 3 and some["claims"] == 1
    assert page.get("/map/areas.json?to=2031-05-01").json()["features"] == []


def test_a_place_that_is_not_told_of_on_these_days_is_said_to_be_none(page: TestClient) -> None:
    at = number(page, "Aleppo")
    text = page.get(f"/map?at={at}&from=2040").text
    assert "A place that none of these claims tells of" in text and "0 claims" in text


# --- long lists -----------------------------------------------------------------------------

TOWNS = 2 * LISTED + 30


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """One article that tells of more towns, and of more days, than a list shows at once."""
    path = tmp_path_factory.mktemp("long") / "long.ledger"
    with open_ledger(path) as ledger:
        page, article, reading = story(0)
        at = spot(article.text, "harbour")
        towns = tuple(
            PlaceMention(at, f"Quay {n:03}", n + 1, n / 9, n / 7, Precision.TOWN, "GB")
            for n in range(TOWNS)
        )
        days = tuple(DateMention(at, f"{2000 + n}", When.HAPPENED) for n in range(LISTED + 1))
        first, *rest = reading.claims
        claims = (replace(first, about=About(places=towns, dates=days)), *rest)
        run = ledger.begin_run("made", "none", "0")
        ledger.add(run, "k", page, article, replace(reading, claims=claims))
    with client(path) as made:
        yield made


def test_every_town_stands_on_one_page_of_its_list(long: TestClient) -> None:
    seen: list[str] = []
    for number in range(1, 4):
        part = long.get(f"/map?towns={number}").text.partition('data-list="towns"')[2]
        seen += re.findall(r"<bdi>(Quay \d+)</bdi>", part.partition("</ol>")[0])
        assert len(long.get(f"/map.json?towns={number}").json()["towns"]) <= LISTED
    assert seen == [f"Quay {n:03}" for n in range(TOWNS)]


def test_pages_of_a_list_lead_to_each_other_and_keep_what_was_asked(long: TestClient) -> None:
    first = long.get("/map?from=2001&at=1").text.partition('data-more="towns"')[2]
    assert f"<span>1 to {LISTED} of {TOWNS}</span>" in first
    assert 'href="/map?from=2001&amp;at=1&amp;towns=2#towns"' in first and ">back<" not in first
    last = long.get("/map?towns=99").text.partition('data-more="towns"')[2].partition("</p>")[0]
    assert f"{2 * LISTED + 1} to {TOWNS} of {TOWNS}" in last
    assert 'href="/map?towns=2#towns"' in last and ">next<" not in last
    assert long.get("/map?towns=-3").text == long.get("/map?towns=none").text


def test_dates_have_pages_too_and_a_page_of_them_stands_open(long: TestClient) -> None:
    first, second = long.get("/map").text, long.get("/map?dates=2").text
    assert '<details class="dates">' in first and '<details class="dates" open>' in second
    assert f"(<span data-many>{LISTED + 1}</span>)" in first
    assert long.get("/map.json?dates=2").json()["dates_page"] == 2


def test_a_map_that_stands_still_says_of_how_many_it_draws_some(
    long: TestClient, page: TestClient
) -> None:
    text = long.get("/map").text
    drawing = text.partition('<svg class="drawn map"')[2].partition("</svg>")[0]
    assert drawing.count("<circle") == DRAWN
    assert f"The {DRAWN} places told most are drawn, of {TOWNS}." in text
    assert "told most are drawn" not in page.get("/map").text


def test_the_parameters_of_the_map_are_told_in_the_openapi_document(long: TestClient) -> None:
    paths = long.get("/openapi.json").json()["paths"]
    told = {each["name"]: each for each in paths["/map.json"]["get"]["parameters"]}
    assert {"at", "from", "to", "towns", "regions", "dates", "words"} <= told.keys()
    assert told["towns"]["schema"] == {"type": "integer", "minimum": 1}
    for path in ("/map/atlas.json", "/map/areas.json", "/map/claims.json"):
        names = {each["name"] for each in paths[path]["get"]["parameters"]}
        assert {"from", "to", "outlet"} <= names

"""The page of the map: lists for everybody, columns for the script, claims of one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.records import About, DateMention, PlaceMention, Precision, When
from sayso.show.drawing.times import day_of
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
    fine, coarse = text.partition('data-list="coarse"')[::2]
    assert "<bdi>Aleppo</bdi><small>SY</small>" in fine
    assert "<bdi>Idlib</bdi><small>SY, district</small>" in coarse
    assert "<bdi>Syria</bdi><small>SY, country</small>" in coarse
    assert "Idlib</bdi>" not in fine


def test_names_that_nobody_can_place_are_told(page: TestClient) -> None:
    told = page.get("/map").text.partition("Nobody can tell where")[2]
    assert "<bdi>harbour</bdi><span>1</span>" in told


def test_dates_are_listed_with_what_they_date(page: TestClient) -> None:
    text = page.get("/map").text
    assert "<td>2031-05-02/2031-05-04</td><td>happened</td>" in text
    assert "<td>2031-05-04</td><td>said</td>" in text


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
    claims, places = found["where"][::2], found["where"][1::2]
    assert max(claims) < len(found["article"]) and max(places) < 4
    assert len(found["when"]) % 4 == 0


def test_days_are_counted_from_1970(page: TestClient) -> None:
    found = page.get("/map/atlas.json").json()["when"]
    rows = [tuple(found[i + 1 : i + 4]) for i in range(0, len(found), 4)]
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
    assert f'href="?at={at}" aria-current="true"' in text
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
    assert page.get("/map/atlas.json?outlet=nobody").json()["article"] == []
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
    assert found["places_in_all"] == 4
    assert {row["name"]: row["precision"] for row in found["places"]}["Idlib"] == "district"
    assert found["dates"][0].keys() == {"edtf", "first", "last", "of", "claims", "articles"}


def test_an_empty_ledger_has_a_map(tmp_path: Path) -> None:
    with client(tmp_path / "none.ledger") as made:
        assert made.get("/map").status_code == 200
        assert made.get("/map/areas.json").json()["features"] == []

"""Maps and timelines as SVG: what is a point, what is hatched, and that no text steers the page."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Precision, When
from sayso.show.drawing import maps, times
from sayso.show.drawing.basemap import Land, Line, basemap
from sayso.show.drawing.maps import Spot, View
from sayso.show.drawing.svg import path, svg, text_of
from sayso.show.drawing.times import ROWS, Told, day_of, iso_of, span, ticks

SQUARE = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]]
FAR = [[100.0, 0.0], [110.0, 0.0], [110.0, 10.0], [100.0, 0.0]]
RAW: dict[str, Any] = {
    "countries": {
        "features": [
            {
                "properties": {"code": "ML", "name": "Marland"},
                "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
            },
            {
                "properties": {"code": "XX", "name": "Elsewhere"},
                "geometry": {"type": "MultiPolygon", "coordinates": [[FAR]]},
            },
        ]
    },
    "borders": {"coordinates": [[[0.0, 5.0], [10.0, 5.0]]]},
    "disputed": {
        "features": [
            {
                "properties": {"what": "the Vale"},
                "geometry": {"coordinates": [[[2.0, 5.0], [4.0, 5.0]]]},
            }
        ]
    },
}
LAND = Land.of(RAW)
RING = ((3.0, 3.0), (5.0, 3.0), (5.0, 5.0), (3.0, 3.0))
DAYS = st.integers(-20_000, 40_000)


def place(
    name: str = "Quay", precision: Precision = Precision.TOWN, *, at: float = 4.0, claims: int = 1
) -> Spot:
    ring = RING if precision is Precision.DISTRICT else ()
    return Spot(name, at, at, precision, "ML", claims, ring)


def drawn(*spots: Spot, land: Land | None = LAND) -> str:
    return text_of(maps.drawn(spots, land))


def told(first: str | None, last: str | None, *, said: bool = False, claims: int = 1) -> Told:
    of = When.SAID if said else When.HAPPENED
    return Told(first, last, of, claims, f"{first or '..'}/{last or '..'}")


# --- elements -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "a & b", '" onload="x', "nul \x00 bell \x07", "\u202etxet"],
)
def test_a_text_of_a_stranger_stays_a_text(text: str) -> None:
    written = text_of(svg("text", text, class_=text))
    assert "<script" not in written
    assert not re.search(r"[\x00-\x08\u202e]", written)
    assert written.count("<") == 2
    assert re.fullmatch(r'<text class="[^"]*">[^<]*</text>', written)


def test_texts_and_elements_keep_their_order() -> None:
    written = text_of(svg("text", "one", svg("tspan", "two"), "three", None, "four"))
    assert written == "<text>one<tspan>two</tspan>threefour</text>"


def test_a_path_of_several_lines() -> None:
    assert path([(0, 0), (5, 5.25)], [], [(7, 7), (8, 8)]) == "M0 0L5 5.2M7 7L8 8"


def test_land_is_drawn_in_whole_pixels_and_each_of_them_once() -> None:
    view = View.of([place(at=0.0), place(at=60.0)], 100, 60)
    fine = Line.of([(x / 100, x / 100) for x in range(6000)])
    points = re.findall(r"(-?\d+) (-?\d+)", view.path([fine]))
    assert 20 < len(points) < 200
    assert all(a != b for a, b in itertools.pairwise(points))


def test_land_far_out_ends_at_the_edge() -> None:
    view = View.of([place(at=4.0)], 960, 520)
    points = re.findall(r"(-?\d+) (-?\d+)", view.path([Line.of(SQUARE)], closed=True))
    assert points
    assert all(-20 <= int(x) <= 980 and -20 <= int(y) <= 540 for x, y in points)


def test_no_drawing_holds_a_style_or_a_handler() -> None:
    made = drawn(place(), place("Vale", Precision.DISTRICT), place("Marland", Precision.COUNTRY))
    made += text_of(times.drawn([told("2031-01-01", "2031-02-01")]))
    assert not re.search(r"\sstyle=|\son\w+=|<style|<script|href=", made)


# --- maps -----------------------------------------------------------------------------------


@pytest.mark.parametrize("precision", [Precision.EXACT, Precision.TOWN])
def test_what_is_told_exactly_is_a_point(precision: Precision) -> None:
    made = drawn(place(precision=precision))
    assert made.count("<circle") == 1
    assert 'class="area"' not in made and 'class="told"' not in made


def test_a_district_is_hatched_and_no_point() -> None:
    made = drawn(place(precision=Precision.DISTRICT))
    assert "<circle" not in made
    assert 'class="area" fill="url(#hatch-area)"' in made
    assert "Quay (district): 1 claim" in made


def test_a_country_is_hatched_whole_and_no_point() -> None:
    made = drawn(place("Marland", Precision.COUNTRY))
    assert "<circle" not in made and "<text" not in made
    assert made.count('class="told"') == 1
    assert 'fill="url(#hatch-country)"' in made


def test_a_country_that_nothing_is_told_of_is_not_hatched() -> None:
    assert 'class="told"' not in drawn(place())


def test_disputed_borders_are_apart_and_say_what_they_are_about() -> None:
    made = drawn(place())
    assert '<path class="disputed"' in made
    assert "<title>disputed: the Vale</title>" in made


def test_what_is_disputed_is_listed_as_far_as_it_is_drawn() -> None:
    for spot in (place(), place("Elsewhere", at=80.0)):
        named = maps.disputed([spot], LAND)
        assert (named == ["the Vale"]) is ('class="disputed"' in drawn(spot))
        assert named == ["the Vale"] or spot.lat == 80.0
    assert maps.disputed([place()], None) == []


def test_land_out_of_view_is_left_out() -> None:
    near, far = drawn(place(at=4.0)), drawn(place(at=4.0), place(at=80.0))
    assert len(re.findall("Z", near)) < len(re.findall("Z", far)) + 2
    assert near.count("M") < far.count("M") + 2


def test_without_a_basemap_a_grid_is_drawn() -> None:
    made = drawn(place(), land=None)
    assert 'class="land"' not in made and 'class="border"' in made
    assert made.count("<circle") == 1


def test_no_place_gives_a_map_all_the_same() -> None:
    assert "Map of 0 places" in drawn()
    assert "Map of 0 places" in drawn(land=None)


def test_a_name_that_would_lie_on_another_is_left_out_and_the_most_told_stays() -> None:
    made = drawn(place("Little", claims=1), place("Large", claims=9))
    assert ">Large</text>" in made and ">Little</text>" not in made
    assert "Little: 1 claim" in made


def test_what_is_told_more_is_larger() -> None:
    made = drawn(place("Little", claims=1), place("Large", at=8.0, claims=25))
    sizes = [float(r) for r in re.findall(r' r="([\d.]+)"', made)]
    assert len(sizes) == 2 and max(sizes) > 1.5 * min(sizes)


@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-85, 85)), min_size=1, max_size=8))
def test_every_place_lies_within_its_view(points: list[tuple[float, float]]) -> None:
    spots = [Spot("x", lat, lon, Precision.TOWN, None, 1) for lon, lat in points]
    view = View.of(spots, 960, 520)
    for lon, lat in points:
        x, y = view.at(lon, lat)
        assert -1 <= x <= 961 and -1 <= y <= 521


def test_north_is_up_and_east_is_right() -> None:
    view = View.of([place(at=0.0), place(at=10.0)], 960, 520)
    (west, south), (east, north) = view.at(0, 0), view.at(10, 10)
    assert west < east and north < south


def test_a_basemap_that_was_not_built_is_none(tmp_path: Path) -> None:
    assert basemap(tmp_path / "basemap.json") is None
    (tmp_path / "there.json").write_text(json.dumps(RAW))
    found = basemap(tmp_path / "there.json")
    assert found is not None
    assert [code for code, _ in found.countries] == ["ML", "XX"]
    assert [what for what, _ in found.disputed] == ["the Vale"]


# --- times ----------------------------------------------------------------------------------


def test_what_happened_is_solid_and_what_was_said_is_hollow() -> None:
    made = text_of(
        times.drawn([told("2031-01-01", "2031-01-31"), told("2031-02-01", "2031-02-02", said=True)])
    )
    assert made.count('class="bar happened"') == 1
    assert made.count('class="bar said"') == 1
    assert "<title>happened: 2031-01-01/2031-01-31; 1 claim</title>" in made


def test_no_date_gives_no_timeline() -> None:
    assert times.drawn([]) is None
    assert times.drawn([told(None, None)]) is None


def test_what_is_open_reaches_to_the_edge() -> None:
    dates = [told("2031-01-01", "2031-12-31", claims=9), told("2031-06-01", None)]
    made = text_of(times.drawn(dates))
    bars = re.findall(r'x="([\d.]+)" y="\d+" width="([\d.]+)"', made)
    ends = [float(x) + float(width) for x, width in bars]
    assert max(ends) == pytest.approx(960, abs=1)


def test_a_single_year_long_ago_does_not_press_the_rest() -> None:
    dates = [told("1914", "1914")] + [
        told(f"2031-03-{day:02}", f"2031-03-{day:02}", claims=9) for day in range(1, 29)
    ]
    known = span([Told("1914-01-01", "1914-12-31", When.HAPPENED, 1, "1914"), *dates[1:]])
    assert known is not None and iso_of(known[0]) > "2031"


@given(st.lists(st.tuples(DAYS, st.integers(0, 900)), max_size=60))
def test_no_two_bars_lie_on_each_other(days: list[tuple[int, int]]) -> None:
    dates = [told(iso_of(at), iso_of(at + length)) for at, length in days]
    made = times.drawn(dates)
    written = "" if made is None else text_of(made)
    rows: dict[str, list[tuple[float, float]]] = {}
    for x, y, width in re.findall(
        r'<rect class="bar \w+" x="([\d.]+)" y="(\d+)" width="([\d.]+)"', written
    ):
        rows.setdefault(y, []).append((float(x), float(x) + float(width)))
    assert len(rows) <= ROWS
    for bars in rows.values():
        ordered = sorted(bars)
        assert all(a[1] <= b[0] + 0.2 for a, b in itertools.pairwise(ordered))


@given(st.integers(-700_000, 2_900_000))
def test_a_day_comes_back_from_its_number(day: int) -> None:
    assert day_of(iso_of(day)) == day


@given(DAYS, st.integers(8, 200_000))
def test_ticks_lie_in_order_inside_what_is_shown_and_are_few(low: int, length: int) -> None:
    found = ticks(low, low + length)
    days = [day for day, _ in found]
    assert days == sorted(set(days))
    assert all(low <= day <= low + length for day in days)
    assert len(found) <= 16
    assert len({name for _, name in found}) == len(found)


@pytest.mark.parametrize("days", [91, 200, 269, 271, 366, 500, 800, 3000, 9000])
def test_names_of_days_leave_room_for_one_another(days: int) -> None:
    assert 3 <= len(times.ticks(19_723, 19_723 + days)) <= 10

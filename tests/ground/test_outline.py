"""Rings around regions: the hull of their towns, or a circle where there are too few."""

import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.sources import Place
from gazetteer.write import write
from sayso.ground.gazetteer import Gazetteer
from sayso.ground.keys import key
from sayso.ground.outline import AROUND_KM, circle, hull, outline

POINTS = st.lists(
    st.tuples(st.integers(-50, 50).map(float), st.integers(-50, 50).map(float)), max_size=30
)


def turn(a: tuple[float, float], b: tuple[float, float], c: tuple[float, float]) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


@given(POINTS)
def test_a_hull_turns_left_all_along_and_holds_every_point(
    points: list[tuple[float, float]],
) -> None:
    ring = hull(points)
    assert set(ring) <= set(points)
    if len(ring) > 3:
        assert ring[0] == ring[-1]
        for a, b in itertools.pairwise(ring):
            assert all(turn(a, b, point) >= 0 for point in points)


@given(POINTS)
def test_a_hull_does_not_rest_on_the_order_of_the_points(
    points: list[tuple[float, float]],
) -> None:
    assert hull(points) == hull(points[::-1])


@given(st.floats(-170, 170), st.floats(-80, 80))
def test_a_circle_lies_as_far_off_as_told(lon: float, lat: float) -> None:
    for x, y in circle(lon, lat):
        north = math.radians(y - lat)
        east = math.radians(x - lon) * math.cos(math.radians(lat))
        assert math.hypot(north, east) * 6371 == pytest.approx(AROUND_KM, rel=0.02)


@pytest.fixture
def small(tmp_path: Path) -> Gazetteer:
    """A country with a region of four towns, and a region of one."""
    places = [
        Place(1, "Marland", 0, "ML", 1),
        Place(2, "Upper Vale", 1, "", 1),
        Place(3, "Lower Vale", 1, "", 1),
        Place(10, "Gors", 3, "", 1, 2, 0, 900, 10.0, 20.0),
        Place(11, "Orr", 3, "", 1, 2, 0, 800, 12.0, 20.0),
        Place(12, "Quill", 3, "", 1, 2, 0, 700, 12.0, 22.0),
        Place(13, "Amid", 3, "", 1, 2, 0, 600, 11.5, 20.5),
        Place(14, "Lone", 3, "", 1, 3, 0, 600, 1.0, 2.0),
    ]
    write(tmp_path, places, key)
    return Gazetteer.load(tmp_path)


def test_the_towns_of_a_region_are_those_in_it(small: Gazetteer) -> None:
    assert sorted(small.towns_of(2)) == [(20.0, 10.0), (20.0, 12.0), (20.5, 11.5), (22.0, 12.0)]
    assert small.towns_of(3) == ((2.0, 1.0),)


@pytest.mark.parametrize("place", [0, 1, 10, 999])
def test_what_is_no_region_has_no_towns(small: Gazetteer, place: int) -> None:
    assert small.towns_of(place) == ()


def test_a_region_is_drawn_around_its_towns(small: Gazetteer) -> None:
    ring = outline(small, 2, 0.0, 0.0)
    assert set(ring) == {(20.0, 10.0), (22.0, 12.0), (20.0, 12.0)}


@pytest.mark.parametrize("place", [3, 10, None])
def test_anything_else_is_a_circle_around_it(small: Gazetteer, place: int | None) -> None:
    ring = outline(small, place, 2.0, 1.0)
    assert ring == circle(2.0, 1.0)


def test_real_regions_hold_their_towns() -> None:
    gazetteer = Gazetteer.load()
    [texas] = [p for p in gazetteer.named("Texas") if p.order == 1]
    ring = outline(gazetteer, texas.geonames, texas.lon, texas.lat)
    assert min(x for x, _ in ring) < -106 and max(x for x, _ in ring) > -94
    assert len(ring) > 8

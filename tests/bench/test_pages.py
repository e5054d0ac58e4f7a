"""The bench of the pages: its invented world is what it says, and it says what it lacks."""

from pathlib import Path

import pytest

from bench import pages
from bench.browser import served
from bench.pages import (
    IN_ONE,
    answered,
    brush,
    click,
    first_byte,
    mapped,
    marked,
    news,
    sideways,
    world,
)
from bench.product import Failed
from sayso.ledger import open_ledger
from tests.web.browser import needs_bundle, started


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("world") / "places.ledger", 3 * IN_ONE + 1)


def test_every_invented_place_is_told_once_on_one_day(places: Path) -> None:
    with open_ledger(places, readonly=True) as book:
        found = book.atlas()
        text = book.article(next(iter(book.claims())).article)[0].text
    assert len(found.places) == found.when.shape[1] == found.claims == 3 * IN_ONE + 1
    assert {place.claims for place in found.places} == {1}
    assert text.splitlines()[3] == "A ferry was seen at Quay 3 on that day."


def test_the_words_of_a_place_and_of_a_day_are_where_they_are_told(places: Path) -> None:
    with open_ledger(places, readonly=True) as book:
        for row in book.claims(limit=5):
            [place], [day] = row.about.places, row.about.dates
            assert row.surface[place.span] == place.name
            assert row.surface[day.span] == "that day"


def test_the_world_is_made_once(places: Path) -> None:
    before = places.stat().st_mtime_ns
    assert world(places) == places
    assert places.stat().st_mtime_ns == before


@needs_bundle
def test_a_drag_and_a_click_are_answered_and_it_is_told_when(places: Path) -> None:
    with started() as browser, served(places) as address:
        context = browser.new_context(viewport={"width": 1280, "height": 1100})
        # Sixty places leave gaps on a map of the world: here it is enough that the map is asked.
        brushed = answered(context, address, brush, "brushed")
        live = mapped(context, address, 1)
        assert 0 < live["live_ms"] <= live["clickable_ms"] <= live["drawn_ms"]
        assert brushed > 0
        assert sideways(context, f"{address}/map") == 0
        assert sideways(context, "data:text/html,<p style='width:400px'>wide</p>") == 400 + 8 - 360
        page = context.new_page()
        page.goto(f"{address}/map")
        page.wait_for_selector("[data-atlas][data-ready]")
        assert marked(page, "brushed") is None and marked(page, "live") is not None
        click(page)
        context.close()


def test_without_the_corpus_it_says_how(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="--ledger"):
        news(tmp_path / "none.ledger", tmp_path / "none.csv")


def test_without_a_browser_it_says_how(places: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(Failed, match="no Chromium here"):
        pages.measure(places, places, 1)


def test_the_first_byte_of_every_page_is_measured(places: Path) -> None:
    with served(places) as address:
        assert 0 < first_byte(f"{address}/map", 2) < 60_000

"""The map and reports in a real browser: drawn, brushed, by keys alone, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.browser import served
from sayso import records
from sayso.engines import InProcess, into_ledger
from sayso.gather import gather
from sayso.ledger import ClaimFilter, open_ledger
from sayso.records import About, DateMention, PlaceMention, Precision, Refused, When
from sayso.show.report import LIMIT, Asked, report
from tests.fakes import PatternMarker
from tests.ledger.made import spot, story
from tests.web.browser import Visit, needs_axe, needs_bundle
from tests.web.made import STORY

PLACES = (
    ("Aleppo", 170063, 36.2, 37.16, Precision.TOWN, "SY"),
    ("Idlib", 169387, 35.86, 36.63, Precision.DISTRICT, "SY"),
    ("Damascus", 170654, 33.51, 36.29, Precision.TOWN, "SY"),
    ("Syria", 163843, 35.0, 38.0, Precision.COUNTRY, "SY"),
)
DATES = ("2031-03-01", "2031-04", "2031-05-20", "2031-06-01/..")
Open = Callable[..., Visit]
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2}


def placeless(page: records.Page | Refused) -> records.Page | Refused:
    """A page of the story without any name that a gazetteer has."""
    if isinstance(page, Refused):
        return page
    names = rb"Timaru|Oamaru|Invercargill|INVERCARGILL|OAMARU|Otago|Twizel|Australia|Chile"
    return replace(page, body=re.sub(names, b"Harnfold", page.body))


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, and articles of four places and four dates."""
    path = tmp_path_factory.mktemp("browser") / "pages.ledger"
    with open_ledger(path) as book:
        # Its towns get names of no gazetteer: the places below are all there are.
        pages = (placeless(page) for page in gather(str(STORY)))
        into_ledger(InProcess(PatternMarker()), book, pages, source="the story")
        for n, (place, edtf) in enumerate(zip(PLACES, DATES, strict=True)):
            page, article, reading = story(n, published=f"2031-06-{n + 1:02}")
            at = spot(article.text, "harbour")
            dates = (DateMention(at, edtf, When.HAPPENED), DateMention(at, "2031-06-10", When.SAID))
            about = About(places=(PlaceMention(at, *place),), dates=dates)
            claims = tuple(replace(claim, about=about) for claim in reading.claims)
            run = book.begin_run("made", "none", "0")
            book.add(run, f"b{n}", page, article, replace(reading, claims=claims))
    return path


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    with served(ledger) as made:
        yield made


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page in a window of its own; nothing may go wrong on it."""
    visits: list[Visit] = []

    def opened(path: str, **settings: Any) -> Visit:
        context = browser.new_context(**settings)
        visits.append(Visit(context.new_page(), address))
        return visits[-1].go(path)

    yield opened
    for each in visits:
        each.page.context.close()
    assert [wrong for each in visits for wrong in each.wrong] == []


# --- keys -----------------------------------------------------------------------------------


@needs_bundle
def test_the_list_of_keys_opens_and_closes_by_keys(visit: Open) -> None:
    page = visit("/").page
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    assert dialog.is_visible()
    assert dialog.locator("kbd").all_inner_texts()[:4] == ["j", "k", "n", "p"]
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    page.keyboard.press("?")
    assert dialog.is_visible()


@needs_bundle
def test_a_slash_leads_to_the_search_and_is_no_letter_of_it(visit: Open) -> None:
    page = visit("/").page
    page.keyboard.press("/")
    field = page.locator(":focus")
    assert field.get_attribute("type") == "search"
    page.keyboard.type("what? /x")
    assert field.input_value() == "what? /x"
    assert page.locator("dialog[open]").count() == 0


@needs_bundle
def test_every_link_and_field_can_be_reached_by_the_tab_key(visit: Open) -> None:
    page = visit("/map").page
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.outerHTML.slice(0, 60)"))
    assert any("data-place" in each for each in seen)
    assert any("data-borders" in each for each in seen)
    assert any("data-from" in each for each in seen)


# --- the map --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(browser: Browser, address: str) -> Iterator[Visit]:
    """The map, drawn once: the processor draws it, which takes its time."""
    context = browser.new_context(viewport={"width": 900, "height": 700})
    yield Visit(context.new_page(), address).go("/map").map_drawn()
    context.close()


@pytest.fixture
def drawn(world: Visit) -> Iterator[Page]:
    """The map as it is at first; nothing may go wrong on it."""
    yield world.page
    world.page.get_by_role("button", name="All places").click()
    world.page.locator("[data-reset]").click()
    assert world.wrong == []


@needs_bundle
def test_the_map_is_drawn_over_the_one_that_stands_still(drawn: Page) -> None:
    page = drawn
    assert page.locator(".maplibregl-canvas").count() == 1
    assert set(page.locator(".map-names bdi").all_inner_texts()) == {"Aleppo", "Damascus"}
    assert page.locator("svg.drawn.map").is_hidden()


@needs_bundle
def test_the_brush_narrows_map_and_lists_and_its_fields_do_the_same(drawn: Page) -> None:
    page = drawn
    towns = page.locator("[data-list=towns] bdi")
    assert set(towns.all_inner_texts()) == {"Aleppo", "Damascus"}
    page.locator("[data-from]").fill("2031-05-15")
    page.locator("[data-to]").fill("2031-05-25")
    page.locator("[data-to]").press("Tab")
    expect(page.locator("[data-list=towns] bdi")).to_have_count(1)
    assert towns.all_inner_texts() == ["Damascus"]
    assert page.locator(".map-names bdi").all_inner_texts() == ["Damascus"]
    page.locator("[data-reset]").click()
    expect(page.locator("[data-list=towns] bdi")).to_have_count(2)


@needs_bundle
def test_a_drag_over_the_strip_is_a_brush(drawn: Page) -> None:
    page = drawn
    page.locator("[data-strip]").scroll_into_view_if_needed()
    box = page.locator("[data-strip]").bounding_box()
    assert box is not None
    y = box["y"] + 20
    page.mouse.move(box["x"] + 0.1 * box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.4 * box["width"], y, steps=3)
    page.mouse.up()
    first, last = (page.locator(f"[data-{name}]").input_value() for name in ("from", "to"))
    assert "" < first < last


@needs_bundle
def test_bars_are_solid_for_what_happened_and_hollow_for_what_was_said(drawn: Page) -> None:
    page = drawn
    bars = page.locator("[data-bars] svg rect")
    fills = {each.evaluate("e => getComputedStyle(e).fill") for each in bars.all()}
    assert "none" in fills and len(fills) == 2


@needs_bundle
def test_a_place_chosen_by_keys_shows_its_claims(drawn: Page) -> None:
    page = drawn
    page.locator("[data-list=towns] a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-here] li")
    assert page.locator("[data-chosen]").inner_text() in ("Aleppo", "Damascus")
    assert page.locator("[data-list] a[aria-current=true]").count() == 1
    assert "3 claims" in page.locator("[data-here]").inner_text()


@needs_bundle
def test_the_address_holds_the_days_and_the_place_that_are_chosen(
    drawn: Page, visit: Open, address: str
) -> None:
    page = drawn
    page.locator("[data-from]").fill("2031-05-15")
    page.locator("[data-to]").fill("2031-05-25")
    page.locator("[data-list=towns] a", has_text="Damascus").click()
    page.wait_for_selector("[data-here] li")
    page.wait_for_url(lambda url: "at=" in url and "to=2031-05-25" in url)
    query = page.url.removeprefix(address)
    assert "from=2031-05-15" in query
    again = visit(query).map_drawn().page
    assert again.locator("[data-from]").input_value() == "2031-05-15"
    assert again.locator("[data-chosen]").inner_text() == "Damascus"
    assert again.locator("[data-list=towns] bdi").all_inner_texts() == ["Damascus"]
    assert again.locator("[data-window]").is_visible()
    page.locator("[data-reset]").click()
    page.wait_for_url(lambda url: "from=" not in url and "at=" in url)


@needs_bundle
def test_a_click_on_a_bar_chooses_its_days_and_so_does_its_row_of_the_list(drawn: Page) -> None:
    page = drawn
    page.locator("details.dates summary").click()
    bar = page.locator("[data-bars] [data-days]", has_text="happened: 2031-04;")
    bar.click()
    fields = [page.locator(f"[data-{name}]") for name in ("from", "to")]
    assert [each.input_value() for each in fields] == ["2031-04-01", "2031-04-30"]
    rows = page.locator("[data-list=dates] td:first-child")
    expect(rows.filter(has_text="2031-05-20")).to_have_count(0)
    assert "2031-04" in rows.all_text_contents()
    page.locator("[data-reset]").click()
    row = page.locator("[data-list=dates] a", has_text="2031-06-01/..")
    row.focus()
    page.keyboard.press("Enter")
    assert [each.input_value() for each in fields] == ["2031-06-01", ""]
    page.locator("details.dates summary").click()


@needs_bundle
def test_a_click_on_a_point_or_on_a_hatched_country_tells_what_is_said_of_it(drawn: Page) -> None:
    page = drawn
    page.locator("h1").scroll_into_view_if_needed()
    name = page.locator(".map-names bdi", has_text="Aleppo").bounding_box()
    assert name is not None
    page.mouse.click(name["x"] - 9, name["y"] + 9)  # a name stands right of its point
    expect(page.locator("[data-chosen]")).to_have_text("Aleppo")
    damascus = page.locator(".map-names bdi", has_text="Damascus").bounding_box()
    assert damascus is not None
    # The plain east of Damascus is Syria's, and no town's.
    page.mouse.click(damascus["x"] + 60, damascus["y"] - 20)
    expect(page.locator("[data-chosen]")).to_have_text("Syria")


@needs_bundle
def test_the_lists_answer_before_the_map_is_drawn(browser: Browser, address: str) -> None:
    """What draws the land is kept back: brush and lists do not wait for it."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/basemap.json", lambda route: None)
    page.goto(f"{address}/map")
    page.locator("[data-from]").fill("2031-05-15")
    page.locator("[data-to]").fill("2031-05-25")
    page.locator("[data-to]").press("Tab")
    expect(page.locator("[data-list=towns] bdi")).to_have_text(["Damascus"])
    page.locator("[data-list=towns] a").first.click()
    page.wait_for_selector("[data-here] li")
    assert page.locator(".map-canvas").count() == 0
    context.close()


@needs_axe
@needs_bundle
@pytest.mark.parametrize("settings", [{}, PHONE, {"color_scheme": "dark"}], ids=str)
def test_axe_finds_nothing_on_the_map(visit: Open, settings: Any) -> None:
    each = visit("/map?from=2031-05-01", **settings)
    if settings.get("java_script_enabled", True):
        each.map_drawn()
        each.page.locator("[data-list=towns] a").first.click()
        each.page.wait_for_selector("[data-here] li")
        each.page.locator("details.dates summary").click()
    assert each.axe() == []


@needs_bundle
def test_who_wants_less_motion_is_taken_to_a_place_at_once(visit: Open) -> None:
    each = visit("/map", reduced_motion="reduce", viewport={"width": 900, "height": 700})
    page = each.map_drawn().page
    before = page.locator(".map-names").inner_html()
    page.locator("[data-list=towns] a", has_text="Damascus").click()
    # Drawn in the frame of the click: nothing flies.
    assert page.locator(".map-names").inner_html() != before
    settled = page.locator(".map-names").inner_html()
    page.wait_for_timeout(300)
    assert page.locator(".map-names").inner_html() == settled


@needs_bundle
def test_the_map_moved_away_tells_of_nothing_in_view(drawn: Page) -> None:
    page = drawn
    page.locator(".maplibregl-canvas").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(350)
    expect(page.locator("[data-list=towns] bdi")).to_have_count(0)
    page.get_by_role("button", name="All places").click()
    expect(page.locator("[data-list=towns] bdi")).to_have_count(2)


LINES = """() => new Promise(done => {
    const map = document.querySelector(".map-canvas").map;
    const told = () => {
        const found = {};
        for (const id of ["borders", "disputed", "disputed-plain"]) {
            const drawn = map.queryRenderedFeatures({layers: [id]});
            const what = new Set(drawn.map(each => each.properties.what ?? ""));
            const dashes = map.getPaintProperty(id, "line-dasharray") ?? null;
            found[id] = {what: [...what].sort(), dashes};
        }
        done(found);
    };
    map.once("idle", told);
    map.triggerRepaint();
})"""
"""What each kind of border is drawn for, once nothing is left to draw, and its dashes."""


@needs_bundle
def test_switching_the_view_of_borders_changes_which_lines_are_drawn(drawn: Page) -> None:
    page = drawn
    assert page.locator("[data-borders]").input_value() == "dashed"
    pictures = {}
    for view in ("plain", "none", "dashed"):
        page.locator("[data-borders]").select_option(view)
        lines = page.evaluate(LINES)
        dashed, plain = lines["disputed"], lines["disputed-plain"]
        assert dashed["dashes"] and not plain["dashes"]
        assert lines["borders"]["what"] == [""], "settled borders are drawn in every view"
        assert ("Golan Heights" in dashed["what"]) is (view == "dashed")
        assert ("Golan Heights" in plain["what"]) is (view == "plain")
        assert not dashed["what"] or not plain["what"]
        pictures[page.locator(".maplibregl-canvas").screenshot()] = view
    assert len(pictures) == 3, "what is drawn looks the same in two views"


@needs_bundle
def test_the_list_of_disputed_borders_tells_what_the_map_draws(drawn: Page) -> None:
    page = drawn
    page.get_by_text("Disputed borders in view").click()
    rows = page.locator("[data-list=disputes] li")
    for steps in (0, 4):
        for _ in range(steps):
            page.get_by_role("button", name="Farther").click()
            page.wait_for_timeout(350)
        lines = page.evaluate(LINES)
        assert rows.all_inner_texts() == lines["disputed"]["what"]
        assert page.locator("[data-disputes]").inner_text() == str(rows.count())
        assert (rows.count() > 5) is (steps > 0)
    page.get_by_text("Disputed borders in view").click()


@needs_bundle
def test_without_a_script_the_disputed_borders_of_the_still_map_are_listed(visit: Open) -> None:
    page = visit("/map", java_script_enabled=False).page
    titles = page.locator("svg.map path.disputed title").all_text_contents()
    page.get_by_text("Disputed borders in view").click()
    rows = page.locator("[data-list=disputes] li").all_inner_texts()
    assert sorted(titles) == [f"disputed: {what}" for what in rows] and "Golan Heights" in rows


@needs_bundle
def test_without_webgl_the_still_map_stays_and_all_else_works(
    browser: Browser, visit: Open
) -> None:
    each = visit("/")
    each.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = each.go("/map").map_drawn().page
    assert page.locator("svg.drawn.map").is_visible()
    assert "stands still" in page.locator("[data-status]").inner_text()
    page.locator("[data-list=towns] a").first.click()
    page.wait_for_selector("[data-here] li")


def test_without_a_script_a_place_is_chosen_by_its_link(visit: Open) -> None:
    page = visit("/map", java_script_enabled=False).page
    assert page.locator("svg.drawn.map circle").count() == 2
    page.locator("[data-list=towns] a", has_text="Aleppo").click()
    assert page.locator("[data-here] li").count() == 3
    page.locator("input[data-from]").fill("2031-06-11")
    page.get_by_role("button", name="Show").click()
    assert page.url.endswith("from=2031-06-11&to=") or "from=2031-06-11" in page.url


# --- reports --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def file(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "story.html"
    asked = Asked(ClaimFilter(), "The story", "0.1", "2031-06-01", full_text=True)
    with open_ledger(ledger, readonly=True) as book:
        path.write_text(report(book, asked), encoding="utf-8")
    return path


@pytest.mark.parametrize("settings", [{}, PHONE, {"color_scheme": "dark"}], ids=str)
def test_a_report_opens_from_the_disk(browser: Browser, file: Path, settings: Any) -> None:
    context = browser.new_context(**settings)
    each = Visit(context.new_page(), file.as_uri()).go("")
    assert each.page.locator("h1").inner_text() == "The story"
    assert each.page.locator("svg").count() >= 3
    assert each.page.locator("script, iframe, img, link, object").count() == 0
    assert each.page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert file.stat().st_size < LIMIT
    assert each.overflow() <= 0
    assert each.wrong == []
    context.close()


@needs_axe
def test_axe_finds_nothing_in_a_report(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    assert Visit(context.new_page(), file.as_uri()).go("").axe() == []
    context.close()


def test_a_report_prints(browser: Browser, file: Path) -> None:
    context = browser.new_context()
    each = Visit(context.new_page(), file.as_uri()).go("")
    assert each.page.pdf(format="A4").startswith(b"%PDF")
    context.close()


@pytest.mark.parametrize(("width", "beside"), [(1440, 3), (1100, 2), (900, 1)])
def test_the_columns_of_a_dossier_share_the_width_of_the_page(
    visit: Open, ledger: Path, width: int, beside: int
) -> None:
    with open_ledger(ledger, readonly=True) as book:
        claim = next(iter(book.claims()))
    page = visit(f"/c/{claim.id}").page
    page.set_viewport_size({"width": width, "height": 800})
    boxes = [each.bounding_box() for each in page.locator(".three > section").all()]
    whole = page.locator(".three").bounding_box()
    assert whole is not None and len(boxes) == 3
    for box in boxes:
        assert box is not None and box["width"] > 0.85 * whole["width"] / beside

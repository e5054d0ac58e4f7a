"""Every page in a real browser: light and dark, screen and phone, on paper, without a script."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from bench.browser import served
from sayso.engines import MarkerSpec
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import Kind, Reused
from tests.web.browser import AXE, Visit, needs_axe
from tests.web.made import HEBREW, add_said

WIDE, PHONE, ZOOMED = (1280, 900), (360, 740), (640, 480)
"""Windows in pixels; at 200 % zoom one of 1280 pixels is one of 640."""
NAMES = (
    *("desk", "filtered", "searched", "reader", "turned", "dossier", "asked", "map"),
    *("reprints", "group", "sources", "source", "runs", "corrections", "trouble", "likely", "pair"),
)
STATEMENT = "The air force is making strikes in support of the militants."
TORN = """() => {
    const torn = [];
    for (const cell of document.querySelectorAll("td, th")) {
        const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        for (let node = walk.nextNode(); node !== null; node = walk.nextNode())
            for (const word of node.data.matchAll(/\\w{2,20}/gu)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const lines = new Set([...range.getClientRects()].map(each => each.top));
                if (lines.size > 1) torn.push(word[0]);
            }
    }
    return torn;
}"""
"""Words in the cells of tables that stand on more than one line."""
UNRINGED = """() => {
    const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
    return [...document.querySelectorAll(all)].filter(each => {
        if (!each.checkVisibility() || each.id === "main") return false;
        each.focus({preventScroll: true});
        const {outlineStyle, outlineWidth} = getComputedStyle(each);
        const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return each !== document.activeElement || !ringed;
    }).map(each => each.outerHTML.slice(0, 120));
}"""
"""What cannot take the focus, or has it without showing it."""
MOVING = """() => {
    const moves = [...document.querySelectorAll("*")].map(each => {
        const {transitionDuration, animationName, scrollBehavior} = getComputedStyle(each);
        const slow = transitionDuration.split(", ").some(time => parseFloat(time) > 0);
        if (slow || animationName !== "none") return each.outerHTML.slice(0, 120);
        return scrollBehavior === "smooth" ? "smooth" : "";
    });
    return moves.filter(each => each !== "");
}"""
"""What flies, fades or glides."""
Look = Callable[..., Visit]


@pytest.fixture(scope="module")
def ledger(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example story, one text in Hebrew, and something put right by hand."""
    path = Path(shutil.copy(story, tmp_path_factory.mktemp("every") / "every.ledger"))
    with open_ledger(path) as book:
        add_said(book, *HEBREW)
        claim = next(iter(book.claims(ClaimFilter(root_kind=Kind.PERSON), limit=1)))
        book.undo(book.reject(claim.id, by="a reader", note="no claim"))
        book.save_view("denied", "firmness=denied")
    return path


@pytest.fixture(scope="module")
def paths(ledger: Path) -> dict[str, str]:
    """Where each page stands, by its name."""
    with open_ledger(ledger, readonly=True) as book:
        return dict(_paths(book))


def _paths(book: Ledger) -> Iterator[tuple[str, str]]:
    [pair, *_] = book.reuses(labels=[Reused.REPRINT, Reused.REWRITE, Reused.EXCERPT])
    [hebrew] = book.claims(ClaimFilter(outlet=HEBREW[0]))
    claim = max(book.claims(), key=lambda row: len(row.chain))
    yield "desk", "/"
    yield "filtered", "/?firmness=denied&root+kind=government"
    yield "searched", "/?words=strikes"
    yield "reader", f"/a/{claim.article}"
    yield "turned", f"/a/{hebrew.article}"
    yield "dossier", f"/c/{claim.id}"
    yield "asked", f"/ask?{urlencode({'q': STATEMENT})}"
    yield "group", f"/reprints/{pair.reuse.a}"
    yield "source", f"/source?{urlencode({'name': claim.root, 'kind': claim.root_kind})}"
    yield "trouble", "/c/nothing-here"
    yield "likely", f"/pair?a={claim.id}"
    yield "pair", f"/pair?a={claim.id}&b={hebrew.id}"
    for name in ("map", "reprints", "sources", "runs", "corrections"):
        yield name, f"/{name}"


@pytest.fixture(scope="module")
def window(browser: Browser, ledger: Path) -> Iterator[Visit]:
    """One window for all that only looks at pages."""
    with served(ledger, MarkerSpec("tests.fakes:pattern")) as address:
        context = browser.new_context()
        yield Visit(context.new_page(), address)
        context.close()


@pytest.fixture
def look(window: Visit, paths: dict[str, str]) -> Iterator[Look]:
    """Opens a page by its name, in a window of that size; nothing may go wrong on it."""

    def opened(name: str, size: tuple[int, int] = WIDE) -> Visit:
        window.resize(*size)
        return window.open(paths[name])

    window.wrong.clear()
    window.page.emulate_media(color_scheme="light", media="screen", reduced_motion="no-preference")
    yield opened
    assert [each for each in window.wrong if "404" not in each] == []


@pytest.fixture(scope="module")
def plain(browser: Browser, window: Visit) -> Iterator[Visit]:
    """A window in which no script runs."""
    context = browser.new_context(java_script_enabled=False)
    yield Visit(context.new_page(), window.address, still=True)
    context.close()


every = pytest.mark.parametrize("name", NAMES)


@needs_axe
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["screen", "phone"])
@every
def test_axe_finds_nothing(look: Look, name: str, size: tuple[int, int]) -> None:
    """All rules in the light; in the dark again those that look at colours."""
    each = look(name, size)
    each.unfold()
    assert each.axe() == []
    # Less motion, for a colour that is still on its way is none of the page's.
    each.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert each.axe("color-contrast", "link-in-text-block") == []


@every
def test_nothing_moves_and_nothing_needs_scrolling_sideways(look: Look, name: str) -> None:
    for size in (WIDE, PHONE):
        assert look(name, size).shifts() < 0.02, size
    each = look(name, ZOOMED)
    each.unfold()
    for size in (ZOOMED, PHONE):
        each.resize(*size)
        for direction in ("rtl", "ltr"):
            each.page.evaluate("way => document.documentElement.dir = way", direction)
            assert each.overflow() <= 0, (size, direction)


@every
def test_on_a_phone_no_table_tears_a_word(look: Look, name: str) -> None:
    assert look(name, PHONE).page.evaluate(TORN) == []


@every
def test_what_has_the_focus_is_ringed_and_its_turn_is_that_of_the_page(
    look: Look, name: str
) -> None:
    """Forced by nothing: no element takes a turn of its own, and none hides that it has one."""
    each = look(name)
    each.unfold()
    each.page.keyboard.press("Tab")
    assert each.page.locator(":focus").inner_text() == "Skip to the content"
    assert each.page.evaluate(UNRINGED) == []
    assert each.page.locator("[tabindex]:not([tabindex='0'], [tabindex='-1'])").count() == 0


@every
def test_who_wants_less_motion_has_none(look: Look, name: str) -> None:
    each = look(name)
    assert "smooth" in each.page.evaluate(MOVING)
    each.page.emulate_media(reduced_motion="reduce")
    assert each.page.evaluate(MOVING) == []


@every
def test_on_paper_stand_words_and_no_controls(look: Look, name: str) -> None:
    """In a dark room, too, the ink is dark."""
    each = look(name)
    cards = each.page.locator("article.card:visible").count()
    each.page.emulate_media(media="print", color_scheme="dark")
    for css in ("header.top nav", "button", "input", "select", "textarea", ".skip"):
        assert each.page.locator(f"{css}:visible").count() == 0, css
    assert each.page.locator("main h1:visible").count() == 1
    assert each.page.locator("article.card:visible").count() == cards
    assert (cards > 0) == (name in ("reader", "turned"))
    if AXE.is_file():
        assert each.axe("color-contrast") == []


@every
def test_without_a_script_a_page_tells_the_same(
    look: Look, plain: Visit, paths: dict[str, str], name: str
) -> None:
    told = plain.open(paths[name]).page.locator("main")
    assert told.locator("h1").count() == 1
    if name == "map":  # the one that moves has lists of its own; see the tests of the map
        assert told.locator("svg.map").is_visible()
    else:
        assert told.inner_text() == look(name).page.locator("main").inner_text()


def test_a_text_from_right_to_left_is_set_so_and_its_brackets_turn(look: Look) -> None:
    page = look("turned").page
    text = page.locator(".para .text > p[dir=auto]").first
    assert text.evaluate("each => getComputedStyle(each).direction") == "rtl"
    box, said = text.bounding_box(), text.locator(".src").first.bounding_box()
    assert box is not None and said is not None
    assert said["x"] + said["width"] > box["x"] + 0.7 * box["width"]
    assert text.text_content() == f"{HEBREW[0]} {HEBREW[1]}1 {HEBREW[2]}."

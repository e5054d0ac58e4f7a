"""Words of strangers in a real browser: nothing runs, leads away, turns the page or loads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from bench.browser import served
from sayso.ledger import ClaimFilter, open_ledger
from sayso.show.report import LIMIT, Asked, report
from sayso.show.safe import UNSAFE
from tests.web.browser import Visit
from tests.web.strangers import ROWS, article, fill

RUNS = [row for row in ROWS if any(sign in row["words"].lower() for sign in ("<", "on", "script:"))]
"""Those that would run or load something, were they not words."""
HEARD = "for (const name of ['alert', 'prompt', 'confirm', 'print']) window[name] = () => ran = 1;"
LOST = """() => ({
    ran: "ran" in window,
    links: [...document.links].map(each => each.href?.baseVal ?? each.href)
        .filter(each => !/^(https?|file):/.test(each)),
    loads: document.querySelectorAll("iframe, object, embed, base, main img, main script").length,
    forms: [...document.forms].map(each => new URL(each.action).origin)
        .filter(each => each !== location.origin),
    head: document.querySelectorAll("main h1").length,
})"""
SOUND = {"ran": False, "links": [], "loads": 0, "forms": [], "head": 1}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("strangers") / "x.ledger")


@pytest.fixture(scope="module")
def window(browser: Browser, ledger: Path) -> Iterator[Visit]:
    with served(ledger) as address:
        context = browser.new_context()
        context.add_init_script(HEARD)
        yield Visit(context.new_page(), address)
        context.close()


@pytest.fixture
def visit(window: Visit) -> Iterator[Visit]:
    window.wrong.clear()
    yield window
    assert window.wrong == []


def harmless(visit: Visit) -> None:
    """Nothing ran, leads elsewhere, or hides from the eye."""
    assert visit.page.evaluate(LOST) == SOUND
    assert not UNSAFE.search(visit.page.locator("body").inner_text())
    assert visit.page.locator("footer").is_visible()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_an_article_of_them_is_read(visit: Visit, row: dict[str, Any]) -> None:
    made, _ = article(1, row["words"])
    harmless(visit.open(f"/a/{made.id}"))


@pytest.mark.parametrize("row", RUNS, ids=lambda row: row["name"])
def test_what_they_say_is_looked_into(visit: Visit, row: dict[str, Any]) -> None:
    made, reading = article(2, row["words"])
    harmless(visit.open(f"/c/{reading.claims[0].id}"))
    harmless(visit.open(f"/reprints/{made.id}"))
    harmless(visit.open(f"/source?{urlencode({'name': row['words'], 'kind': 'person'})}"))


@pytest.mark.parametrize("path", ["/", "/?page=2", "/reprints", "/sources", "/runs", "/map"])
def test_lists_of_them_are_looked_through(visit: Visit, path: str) -> None:
    visit.open(path)
    visit.unfold()
    harmless(visit)


def test_a_report_on_them_opens_from_the_disk(
    browser: Browser, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "strangers.html"
    asked = Asked(ClaimFilter(), "<script>alert(1)</script>", "0.1", "2031-06-01", full_text=True)
    with open_ledger(ledger, readonly=True) as book:
        path.write_text(report(book, asked), encoding="utf-8")
    assert path.stat().st_size < LIMIT
    context = browser.new_context()
    context.add_init_script(HEARD)
    each = Visit(context.new_page(), path.as_uri()).go("")
    assert each.page.evaluate("'ran' in window") is False
    assert each.page.locator("h1").inner_text() == "<script>alert(1)</script>"
    assert each.page.locator("script, iframe, img, link, object, base").count() == 0
    assert each.page.evaluate("performance.getEntriesByType('resource').length") == 0
    assert not UNSAFE.search(each.page.locator("body").inner_text())
    assert each.wrong == []
    context.close()

"""Every page in a real browser: open to all, light and dark, on a screen and on a phone."""

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
from tests.web.browser import Visit, needs_axe
from tests.web.made import HEBREW, add_said

WIDE, PHONE, ZOOMED = (1280, 900), (360, 740), (640, 480)
"""Windows in pixels; at 200 % zoom one of 1280 pixels is one of 640."""
NAMES = (
    *("desk", "filtered", "searched", "reader", "turned", "dossier", "asked", "map"),
    *("reprints", "group", "sources", "source", "runs", "corrections", "trouble"),
)
STATEMENT = "The air force is making strikes in support of the militants."
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


@needs_axe
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["screen", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_axe_finds_nothing(look: Look, name: str, size: tuple[int, int]) -> None:
    """All rules in the light; in the dark again those that look at colours."""
    each = look(name, size)
    each.unfold()
    assert each.axe() == []
    # Less motion, for a colour that is still on its way is none of the page's.
    each.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert each.axe("color-contrast", "link-in-text-block") == []

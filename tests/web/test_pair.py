"""Two claims side by side: marked by keys or clicks, on one page or two, or chosen from a list."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from starlette.testclient import TestClient

from bench.browser import served
from sayso.engines import MarkerSpec
from sayso.ledger import ClaimRow, open_ledger
from tests.web.browser import Visit, needs_axe, needs_bundle
from tests.web.html import parse
from tests.web.made import add_said, client


@pytest.fixture(scope="module")
def ledger(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, to write to."""
    return Path(shutil.copy(story, tmp_path_factory.mktemp("pair") / "pair.ledger"))


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    with served(ledger, MarkerSpec("tests.fakes:pattern")) as made:
        yield made


@pytest.fixture(scope="module")
def rows(ledger: Path) -> list[ClaimRow]:
    with open_ledger(ledger, readonly=True) as book:
        return list(book.claims())


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context()
    each = Visit(context.new_page(), address)
    yield each
    context.close()
    assert each.wrong == []


@pytest.fixture
def still(browser: Browser, address: str) -> Iterator[Visit]:
    context = browser.new_context(java_script_enabled=False)
    each = Visit(context.new_page(), address, still=True)
    yield each
    context.close()
    assert each.wrong == []


def marked(page: Page) -> str:
    """What the bar at the foot of the window says; nothing where there is none."""
    bar = page.get_by_role("complementary", name="The claim that is marked")
    return bar.inner_text() if bar.is_visible() else ""


def decided(ledger: Path) -> list[tuple[str, str, str]]:
    """The decisions that hold: of which claim, what, and which other."""
    with open_ledger(ledger, readonly=True) as book:
        return [(c.target, c.field, c.new) for c in book.corrections() if c.undone is None]


def shown(page: Page) -> list[str]:
    return page.locator(".pair-one .said").all_inner_texts()


# --- marked -------------------------------------------------------------------------------------


@needs_bundle
def test_two_claims_of_a_page_are_marked_by_keys_decided_and_taken_back(
    visit: Visit, ledger: Path
) -> None:
    page = visit.open("/").page
    items = page.locator(".claims > li")
    one, other = (items.nth(n).get_attribute("data-claim") for n in (0, 2))
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(page.locator(".marked-bar")).to_contain_text("Mark another claim")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("m")
    page.wait_for_url(f"**/pair?a={one}&b={other}")
    assert len(shown(page)) == 2 and marked(page) == ""
    page.keyboard.press("s")
    page.wait_for_url(f"**/c/{one}?kept=*")
    assert {one, other} == {*decided(ledger)[-1]} - {"same"}
    assert page.locator(f".sayings [data-mark='{other}']").count() == 1
    page.keyboard.press("u")
    page.wait_for_url("**/corrections")
    assert decided(ledger) == []


@needs_bundle
def test_claims_of_two_pages_are_marked_by_clicks_and_set_apart(
    visit: Visit, ledger: Path, rows: list[ClaimRow]
) -> None:
    one = rows[0]
    other = next(row for row in rows if row.article != one.article)
    page = visit.open(f"/a/{one.article}").page
    card = page.locator(f"article.card[data-claim='{one.id}']")
    card.locator("summary", has_text="why").first.click()
    card.locator(f"a[data-mark='{one.id}']").click()
    assert " ".join(one.content.split())[:40] in marked(page)
    visit.open(f"/c/{other.id}")
    assert " ".join(one.content.split())[:40] in marked(page), "it is kept on the next page"
    page.locator(f".claim-line a[data-mark='{other.id}']").click()
    page.wait_for_url(f"**/pair?a={one.id}&b={other.id}")
    for row, said in zip((one, other), shown(page), strict=True):
        assert " ".join(row.content.split())[:30] in " ".join(said.split())
    page.locator("#pair-why").fill("another road")
    page.get_by_role("button", name="They are apart").click()
    page.wait_for_url(f"**/c/{one.id}?kept=*")
    assert (one.id, "apart", other.id) in decided(ledger) or (
        other.id, "apart", one.id) in decided(ledger)  # fmt: skip
    page.locator(".note").get_by_role("button", name="Undo").click()
    page.wait_for_url("**/corrections")
    assert decided(ledger) == []


@needs_bundle
def test_what_is_marked_is_forgotten_by_a_click_a_key_or_when_marked_again(
    visit: Visit, rows: list[ClaimRow]
) -> None:
    page = visit.open(f"/c/{rows[0].id}").page
    link = page.locator(".claim-line [data-mark]")
    ways: list[Callable[[], object]] = [
        lambda: page.get_by_role("button", name="Forget it").click(),
        lambda: page.keyboard.press("Escape"),
        link.click,
    ]
    for forget in ways:
        link.click()
        assert marked(page)
        forget()
        assert marked(page) == ""
        assert marked(visit.open(f"/c/{rows[0].id}").page) == ""
    link.click()
    page.get_by_role("link", name="choose among the likeliest").click()
    page.wait_for_url(f"**/pair?a={rows[0].id}")
    assert marked(page) == "" and page.locator(".choices > li").count()


@needs_bundle
def test_a_likely_claim_is_chosen_by_keys_alone(
    visit: Visit, ledger: Path, rows: list[ClaimRow]
) -> None:
    page = visit.open(f"/pair?a={rows[3].id}").page
    page.keyboard.press("s")  # nothing is chosen yet: the browser says so, and sends nothing
    assert "/pair?" in page.url
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")  # on the first, to which the browser pointed, stood one already
    page.keyboard.press("Enter")
    wanted = page.locator(".choices > li").nth(1).get_attribute("data-claim")
    assert page.locator("input[name=b]:checked").input_value() == wanted
    page.keyboard.press("s")
    page.wait_for_url(f"**/c/{rows[3].id}?kept=*")
    assert {rows[3].id, wanted} == {*decided(ledger)[-1]} - {"same"}
    page.keyboard.press("u")
    page.wait_for_url("**/corrections")


@needs_bundle
@needs_axe
@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["screen", "phone"])
def test_axe_finds_nothing_where_claims_are_paired(
    visit: Visit, rows: list[ClaimRow], size: tuple[int, int]
) -> None:
    visit.resize(*size)
    visit.page.emulate_media(reduced_motion="reduce")
    other = next(row for row in rows if row.article != rows[0].article)
    for path in (f"/pair?a={rows[0].id}", f"/pair?a={rows[0].id}&b={other.id}"):
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme)
            assert visit.open(path).axe() == []
            assert visit.overflow() <= 0
    visit.open(f"/c/{other.id}").page.locator(".claim-line [data-mark]").click()
    assert visit.axe() == [] and visit.overflow() <= 0


# --- without a script ---------------------------------------------------------------------------


def test_without_a_script_one_of_the_likeliest_is_chosen_and_taken_back(
    still: Visit, ledger: Path, rows: list[ClaimRow]
) -> None:
    one = rows[1]
    page = still.open(f"/c/{one.id}").page
    page.locator(".claim-line").get_by_role("link", name="compare with another claim").click()
    assert page.url.endswith(f"/pair?a={one.id}")
    choice = page.locator(".choices > li").last
    choice.locator("label").click()
    page.get_by_role("button", name="They say the same").click()
    other = choice  # gone with its page: what was decided is in the ledger
    assert other.count() == 0 and f"/c/{one.id}?kept=" in page.url
    [(target, field, new)] = decided(ledger)
    assert field == "same" and one.id in (target, new)
    page.locator(".note").get_by_role("button", name="Undo").click()
    assert decided(ledger) == []


def test_a_claim_is_named_by_its_id(still: Visit, rows: list[ClaimRow]) -> None:
    one = rows[0]
    other = next(row for row in rows if row.article != one.article)
    page = still.open(f"/pair?a={one.id}").page
    page.locator("#by-id").fill(other.id[:12])
    page.get_by_role("button", name="Lay them side by side").click()
    assert len(shown(page)) == 2


def test_what_is_known_of_a_pair_is_told(web: TestClient, story: Path) -> None:
    with open_ledger(story, readonly=True) as book:
        [bond, *_] = book.bonds()
    told = parse(web.get(f"/pair?a={bond.a}&b={bond.b}").text)
    assert "so far taken for:" in told.first("form", "pair-form").text
    data = web.get(f"/pair.json?a={bond.a}&b={bond.b}").json()
    assert data["claim"]["id"] == bond.a and data["others"][0]["id"] == bond.b
    assert data["others"][0]["relation"] and 0 < data["others"][0]["score"] <= 1


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("?a=zzzzzz", 404), ("?a={0}&b={0}", 400), ("?a={0}&b=zz", 404)],
)
def test_a_pair_that_is_none_is_told(
    web: TestClient, rows: list[ClaimRow], query: str, status: int
) -> None:
    assert web.get("/pair" + query.format(rows[0].id)).status_code == status


def test_the_words_of_strangers_stay_words_in_a_pair(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "x.ledger") as book:
        for n in (1, 2):
            add_said(book, f"Ana {n}", "said", '<script>alert(1)</script>" onx=1 the road is open')
        one, other = (row.id for row in book.claims())
    with client(tmp_path / "x.ledger") as web:
        for path in (f"/pair?a={one}&b={other}", f"/pair?a={one}", "/"):
            page = parse(web.get(path).text)
            assert not [s for s in page.all("script") if not s.attributes.get("src")]
            assert not [k for e in page.all() for k in e.attributes if k.startswith("on")]

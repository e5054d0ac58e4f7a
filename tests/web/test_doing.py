"""What one does on the pages, in a real browser: by plain forms and links, and by keys alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bench.browser import served
from sayso.engines import MarkerSpec
from sayso.ledger import open_ledger
from tests.fakes import HELD
from tests.web.browser import Visit, needs_axe, needs_bundle

TEXT = "{} said that the road to Kelvat was open. Bram Tolley denied that anybody had been there."
"""A text for a marker that needs no model: two claims."""


@pytest.fixture(scope="module")
def ledger(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, to write to."""
    return Path(shutil.copy(story, tmp_path_factory.mktemp("doing") / "doing.ledger"))


@pytest.fixture(scope="module")
def address(ledger: Path) -> Iterator[str]:
    with served(ledger, MarkerSpec("tests.fakes:pattern")) as made:
        yield made


def opened(browser: Browser, address: str, *, still: bool) -> Iterator[Visit]:
    context = browser.new_context(java_script_enabled=not still)
    each = Visit(context.new_page(), address, still=still)
    yield each
    context.close()
    assert each.wrong == []


@pytest.fixture(params=["a script", "no script"])
def visit(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A window in which scripts run, and one in which none does."""
    yield from opened(browser, address, still=request.param == "no script")


@pytest.fixture
def keyed(browser: Browser, address: str) -> Iterator[Visit]:
    """A window for somebody who has keys alone."""
    yield from opened(browser, address, still=False)


@pytest.fixture(scope="module")
def article(ledger: Path) -> str:
    """The page of the article with the most claims."""
    with open_ledger(ledger, readonly=True) as book:
        found = [row.article for row in book.claims()]
    return f"/a/{max(found, key=found.count)}"


def total(page: Page) -> int:
    """How many claims the desk says there are."""
    return int(page.locator("#claims h1").inner_text().split()[0].replace(",", ""))


def tabbed(page: Page, to: Locator, *, most: int = 200) -> None:
    """Press the tab key until that has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if to.evaluate("each => each === document.activeElement"):
            return
    raise AssertionError(f"no way to {to} by the tab key")


# --- by forms and links, with a script or without ---------------------------------------------


def test_a_text_is_tried_and_then_read(visit: Visit) -> None:
    page, who = visit.open("/").page, "Still Harrow" if visit.still else "Mira Holt"
    before = total(page)
    for button, kept in (("Try it, keep nothing", 0), ("Read it", 2)):
        visit.open("/").page.locator(".adding > summary").click()
        page.locator("#text").fill(TEXT.format(who))
        page.locator("#outlet").fill(f"The {who} Post")
        page.locator("form:has(#text)").get_by_role("button", name=button, exact=True).click()
        expect(page.locator(".job")).to_contain_text("2 claims", timeout=30_000)
        expect(page.locator(".job b")).to_have_text("Read" if kept else "Tried", timeout=30_000)
        assert page.locator(".tried .card").count() == (0 if kept else 2)
        assert total(visit.open("/").page) == before + kept
    page.locator(".filters").get_by_role("link", name=f"The {who} Post").click()
    assert total(page) == 2
    assert {each.split(",")[0] for each in page.locator(".claims .src").all_inner_texts()} == {
        who,
        "Bram Tolley",
    }


def test_a_file_is_dropped(visit: Visit, tmp_path: Path) -> None:
    who = "Ana Quill" if visit.still else "Ossian Vey"
    (tmp_path / "note.txt").write_text(TEXT.format(who), encoding="utf-8")
    page = visit.open("/").page
    page.locator(".adding > summary").click()
    page.locator("#file").set_input_files(tmp_path / "note.txt")
    page.get_by_role("button", name="Read them").click()
    expect(page.locator(".job")).to_contain_text("2 claims", timeout=30_000)
    assert total(visit.open(f"/?words={who.split()[1]}").page) == 1


def test_a_file_that_is_too_large_is_answered_by_a_page_that_says_so(
    visit: Visit, tmp_path: Path
) -> None:
    """Only where all of it was read does a browser show what it is answered."""
    (tmp_path / "large.txt").write_bytes(b"word " * 8_000_000)
    page = visit.open("/").page
    page.locator(".adding > summary").click()
    page.locator("#file").set_input_files(tmp_path / "large.txt")
    page.get_by_role("button", name="Read them").click()
    expect(page.locator("main")).to_contain_text("At most 25 MB are taken at once", timeout=30_000)
    assert visit.wrong == [each for each in visit.wrong if "413" in each]
    visit.wrong.clear()


LET_FALL = """told => {
    const held = new DataTransfer();
    for (const [name, words] of told) held.items.add(new File([words], name));
    const falls = kind => document.querySelector("#claims").dispatchEvent(
        new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
    return [falls("dragover"), falls("drop")];
}"""
"""Lets files fall on the list of claims; whether the browser would then have opened them."""


@needs_bundle
def test_files_may_be_let_fall_anywhere_on_the_desk(keyed: Visit) -> None:
    page = keyed.open("/").page
    files = [["one.txt", TEXT.format("Edda Voss")], ["two.txt", TEXT.format("Pell Arden")]]
    assert page.evaluate(LET_FALL, files) == [False, False]
    expect(page.locator("#file")).to_be_visible()
    assert page.locator("#file").evaluate("each => each.files.length") == 2
    page.keyboard.press("Enter")
    expect(page.locator(".job")).to_contain_text("4 claims", timeout=30_000)
    assert total(keyed.open("/?words=Voss").page) == total(keyed.open("/?words=Arden").page) == 1


@needs_bundle
def test_what_is_no_file_falls_as_it_always_does(keyed: Visit) -> None:
    page = keyed.open("/").page
    assert page.evaluate(LET_FALL, []) == [True, True]
    assert page.locator("#file").is_hidden()


def test_filters_are_put_on_counted_and_taken_off(visit: Visit) -> None:
    page = visit.open("/").page
    before = total(page)
    link = page.locator(".filters li a", has_text="denied").first
    promised = int(link.locator(".n").inner_text())
    link.click()
    assert "firmness=denied" in page.url
    assert 0 < total(page) == promised < before
    assert set(page.locator(".claims .told > .firm").all_inner_texts()) == {"denied"}
    page.locator(".filters details:has-text('On whose word') li a").first.click()
    assert "root+kind=" in page.url and "firmness=denied" in page.url
    assert page.locator(".chip").count() == 3
    page.get_by_role("link", name="all off").click()
    assert total(page) == before


def test_words_are_searched_and_a_view_is_saved_and_forgotten(visit: Visit) -> None:
    page = visit.open("/").page
    page.locator("#words").fill("embassy")
    page.locator("#words").press("Enter")
    assert "words=embassy" in page.url
    found = page.locator(".claims .said").all_inner_texts()
    assert found and all("embassy" in each.lower() for each in found)
    page.locator("summary", has_text="Saved views").click()
    page.locator("#view").fill("the embassy")
    page.get_by_role("button", name="Save").click()
    saved = visit.open("/").page.locator(".saved", has_text="the embassy")
    saved.locator("a").click()
    assert page.locator(".claims .said").all_inner_texts() == found
    visit.open("/").page.get_by_role("button", name="Forget the view the embassy").click()
    assert saved.count() == 0


def test_a_statement_is_asked_and_leads_to_its_articles(visit: Visit) -> None:
    page = visit.open("/").page
    page.locator("#ask").fill("Bram Tolley said that the road was open.")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert "/ask?q=" in page.url
    assert page.locator("h1.statement").inner_text() == "“Bram Tolley said that the road was open.”"


def test_a_claim_is_rejected_and_brought_back(visit: Visit, article: str) -> None:
    page = visit.open(article).page
    card = page.locator("article.card[data-claim]").nth(2)
    claim = card.get_attribute("data-claim")
    card.locator("summary", has_text="why").first.click()
    card.locator("summary", has_text="put it right").first.click()
    card.get_by_role("button", name="Reject it").first.click()
    rejected = page.locator(f"article.rejected[data-claim='{claim}']")
    expect(rejected).to_be_in_viewport()
    assert "Kept as correction" in page.locator(".note[role=status]").inner_text()
    page.locator(".note").get_by_role("button", name="Undo").click()
    assert page.locator("tr").nth(1).locator("td").last.inner_text() == "taken back"
    visit.open(article)
    assert rejected.count() == 0 and page.locator(f"[data-claim='{claim}']").count() == 1


def test_how_firmly_and_on_whose_word_are_put_right_and_taken_back(
    visit: Visit, article: str
) -> None:
    page = visit.open(article).page
    card = page.locator("article.card[data-claim]").nth(1)
    claim = card.get_attribute("data-claim")
    told = page.locator(f"article[data-claim='{claim}'] .hand-told").first
    for field, filled in (("[data-key=f]", "alleged"), ("[data-key=r]", "Tobin Marrash")):
        visit.open(article)
        card.locator("summary", has_text="why").first.click()
        card.locator("summary", has_text="put it right").first.click()
        form = card.locator(f"form:has({field})").first
        if filled == "alleged":
            form.locator(field).select_option(filled)
        else:
            form.locator(field).fill(filled)
        form.get_by_role("button").click()
        assert "kept=" in page.url
        assert filled in card.inner_text() and told.inner_text() != ""
        page.locator(".note").get_by_role("button", name="Undo").click()
    visit.open(article)
    assert told.count() == 0


# --- by keys alone ------------------------------------------------------------------------------


@needs_bundle
def test_rows_are_walked_and_opened_by_keys(keyed: Visit) -> None:
    page = keyed.open("/").page
    rows = page.locator(".claims > li")
    for key, at in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        assert rows.nth(at).evaluate("row => row === document.activeElement"), key
        expect(rows.nth(at)).to_be_in_viewport()
    assert page.locator("[data-current]").count() == 1
    claim = rows.nth(1).get_attribute("data-claim")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/c/{claim}")
    for key, part in (("c", "word"), ("d", "disputes")):
        keyed.open("/")
        page.keyboard.press("j")
        page.keyboard.press(key)
        page.wait_for_url(f"**/c/*#{part}")


@needs_bundle
def test_pages_of_a_list_are_turned_by_keys(keyed: Visit) -> None:
    page = keyed.open("/").page
    first = page.locator(".claims > li").first.get_attribute("data-claim")
    page.keyboard.press("n")
    page.wait_for_url("**page=2**")
    assert page.locator(".claims > li").first.get_attribute("data-claim") != first
    page.keyboard.press("p")
    page.wait_for_url(lambda url: "page=2" not in url)
    assert page.locator(".claims > li").first.get_attribute("data-claim") == first


@needs_bundle
def test_cards_are_rejected_and_brought_back_and_one_goes_on_from_there(
    keyed: Visit, article: str
) -> None:
    page = keyed.open(article).page
    cards = page.locator("article.card")
    for _ in range(3):
        page.keyboard.press("j")
    claim = cards.nth(2).get_attribute("data-claim")
    page.keyboard.press("x")
    page.wait_for_url("**kept=*")
    assert "rejected" in (page.locator(f"[data-claim='{claim}']").get_attribute("class") or "")
    page.keyboard.press("j")
    assert cards.nth(3).evaluate("card => card === document.activeElement")
    page.keyboard.press("u")
    page.wait_for_url("**/corrections")
    assert "rejected" not in (
        keyed.open(article).page.locator(f"[data-claim='{claim}']").get_attribute("class") or ""
    )


@needs_bundle
def test_every_key_for_a_card_opens_what_it_is_for(keyed: Visit, article: str) -> None:
    page = keyed.open(article).page
    for key, named in (
        ("f", "put forward as"),
        ("r", "rests on the word of"),
        ("o", "same source"),
    ):
        keyed.open(article)
        page.keyboard.press("j")
        page.keyboard.press(key)
        field = page.locator(":focus")
        assert named in field.evaluate("each => each.labels[0].innerText"), key
        expect(field).to_be_in_viewport()
    keyed.open(article)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*")
    page.keyboard.press("?")
    told = page.locator("#keys kbd").all_inner_texts()
    assert set(told) == {*"jkncpdxfromsau/?", "Enter", "Escape"}


@needs_bundle
def test_firmness_and_root_are_put_right_by_keys(keyed: Visit, article: str) -> None:
    page = keyed.open(article).page
    page.keyboard.press("j")
    page.keyboard.press("f")
    chosen = page.locator(":focus")
    before = chosen.input_value()
    page.keyboard.press("ArrowDown" if before != "other" else "ArrowUp")
    after = chosen.input_value()
    assert after != before
    tabbed(page, page.locator("article.card").first.get_by_role("button", name="Put it so").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**kept=*")
    assert after in page.locator("article.card").first.inner_text()
    page.keyboard.press("r")
    page.keyboard.type("Tobin Marrash")
    page.keyboard.press("Enter")
    expect(page.locator("article.card").first).to_contain_text("Tobin Marrash")
    for _ in range(2):
        keyed.open("/corrections")
        tabbed(page, page.get_by_role("button", name="back").first)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_be_visible()
    assert page.get_by_role("button", name="back").count() == 0


@needs_bundle
def test_news_is_added_by_keys(keyed: Visit) -> None:
    page = keyed.open("/").page
    tabbed(page, page.locator(".adding > summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type(TEXT.format("Cato Lind"))
    tabbed(page, page.get_by_role("button", name="Read it", exact=True))
    page.keyboard.press("Enter")
    page.wait_for_url("**/run/*")
    expect(page.locator(".job")).to_contain_text("2 claims", timeout=30_000)
    tabbed(page, page.get_by_role("link", name="To the desk"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{keyed.address}/")


@needs_bundle
@needs_axe
def test_progress_comes_by_itself_and_what_has_the_focus_keeps_it(
    browser: Browser, tmp_path: Path
) -> None:
    HELD.clear()
    with served(tmp_path / "held.ledger", MarkerSpec("tests.fakes:held")) as address:
        for each in opened(browser, address, still=False):
            page = each.open("/").page
            page.locator("#text").fill(TEXT.format("Cato Lind"))
            page.get_by_role("button", name="Read it", exact=True).click()
            page.wait_for_url("**/run/1")
            expect(page.locator("progress")).to_be_visible()
            assert each.axe() == []
            page.evaluate("window.same = true")
            page.get_by_role("link", name="watch it").focus()
            HELD.set()
            expect(page.locator(".job")).to_contain_text("2 claims", timeout=30_000)
            assert page.locator(":focus").inner_text() == "look at it"
            assert page.evaluate("window.same"), "the page was loaded anew"
            assert page.locator("[hx-get]").count() == 0, "it would go on asking"


@needs_bundle
def test_a_filter_is_put_on_and_taken_off_by_keys(keyed: Visit) -> None:
    page = keyed.open("/").page
    before = total(page)
    page.keyboard.press("/")
    page.keyboard.type("embassy")
    page.keyboard.press("Enter")
    page.wait_for_url("**words=embassy**")
    tabbed(page, page.locator(".filters li a", has_text="denied").first)
    page.keyboard.press("Enter")
    page.wait_for_url("**firmness=denied**")
    assert 0 < total(page) < before
    tabbed(page, page.get_by_role("link", name="all off"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "firmness" not in url)
    assert total(page) == before

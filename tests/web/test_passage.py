"""A stretch of an article by its address: lit, in view, wherever it stands; a link by selecting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bench.browser import served
from sayso.ledger import open_ledger
from sayso.records import Reading, Span
from sayso.show.safe import visible
from sayso.show.web.article import view_of
from tests.ledger.made import story as made_story
from tests.web.browser import Visit, needs_axe, needs_bundle
from tests.web.html import parse
from tests.web.made import HEBREW, add_said, client

EMOJI = ("Ana 👩\u200d👩\u200d👧 Quill", "said", "the 🚢 was 𝒍𝒂𝒕𝒆 and the 🏴 was down")
LIT = "mark.pointed"


@pytest.fixture(scope="module")
def ledger(story: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The story, with words that take two of JavaScript's units, and words from right to left."""
    path = Path(shutil.copy(story, tmp_path_factory.mktemp("passage") / "passage.ledger"))
    with open_ledger(path) as book:
        for said in (EMOJI, HEBREW):
            add_said(book, *said)
    return path


@pytest.fixture(scope="module")
def texts(ledger: Path) -> dict[str, str]:
    """The words of every article, by its id."""
    with open_ledger(ledger, readonly=True) as book:
        found = {row.article for row in book.claims()}
        return {ident: book.article(ident)[0].text for ident in sorted(found)}


@pytest.fixture(scope="module")
def window(browser: Browser, ledger: Path) -> Iterator[Visit]:
    with served(ledger) as address:
        context = browser.new_context(viewport={"width": 1000, "height": 500})
        each = Visit(context.new_page(), address)
        yield each
        assert each.wrong == []
        context.close()


def lit(page: Page) -> str:
    """The words that are lit."""
    return "".join(page.locator(LIT).all_text_contents())


def bare(text: str) -> str:
    """Words without what parts their lines: between two paragraphs stands nothing of the text."""
    return "".join(visible(text).split())


def spans_of(text: str) -> Iterator[Span]:
    """Stretches of every sort: first words, last words, each sixth of the text, one character."""
    cuts = sorted({round(len(text) * n / 6) for n in range(7)})
    yield from (pair for pair in pairwise(cuts) if pair[0] < pair[1])
    yield 0, 1
    yield len(text) - 1, len(text)
    yield 3, min(9, len(text))
    yield 0, len(text)


TURN = """async spans => {
    const found = [];
    for (const [start, end] of spans) {
        const turned = new Promise(done => addEventListener("hashchange", done, {once: true}));
        location.hash = `${start}-${end}`;
        await turned;
        const lit = [...document.querySelectorAll("mark.pointed")];
        const paragraphs = new Set(lit.map(each => each.closest("[data-span]")));
        found.push([lit.map(each => each.textContent).join(""), paragraphs.size]);
    }
    return found;
}"""
"""Turns to each stretch in turn: the words that are lit then, and in how many paragraphs."""
TORN = """[...document.querySelectorAll("[data-span], [data-span] *")].some(each =>
    [...each.childNodes].some(n =>
        n.nodeType === 3 && (n.data === "" || n.nextSibling?.nodeType === 3)))"""
"""Whether words lie in more pieces than they were served in."""

# --- lit ----------------------------------------------------------------------------------------


@needs_bundle
def test_whatever_an_address_points_at_is_lit_and_nothing_else(
    window: Visit, texts: dict[str, str]
) -> None:
    """In headlines, across paragraphs and marks, and again when the address changes."""
    crossed = 0
    for ident, text in texts.items():
        page = window.open(f"/a/{ident}").page
        shown = page.locator("div.article").inner_text()
        assert lit(page) == ""
        spans = list(spans_of(text))
        for (start, end), (words, paragraphs) in zip(
            spans, page.evaluate(TURN, spans), strict=True
        ):
            assert bare(words) == bare(text[start:end]), (ident, start, end)
            crossed += paragraphs > 1
        page.evaluate("location.hash = 'main'")
        expect(page.locator(LIT)).to_have_count(0)
        assert page.locator("div.article").inner_text() == shown
        assert not page.evaluate(TORN), "words that were lit are left in pieces"
    assert crossed > len(texts)


@needs_bundle
def test_an_address_that_is_opened_brings_its_words_into_view(
    window: Visit, texts: dict[str, str]
) -> None:
    ident = max(texts, key=lambda each: len(texts[each]))
    text = texts[ident]
    for part in (0, 0.3, 0.6, 0.97):
        start = round(part * len(text))
        end = min(len(text), start + 30)
        window.page.goto("about:blank")
        page = window.open(f"/a/{ident}#{start}-{end}").page
        expect(page.locator(LIT).first).to_be_in_viewport()
        assert bare(lit(page)) == bare(text[start:end])


@needs_bundle
def test_the_title_that_stands_for_the_headline_is_lit_in_its_place(
    window: Visit, ledger: Path, texts: dict[str, str]
) -> None:
    with open_ledger(ledger, readonly=True) as book:
        found = [(view_of(*book.article(ident)), ident) for ident in texts]
    heads = [(view.heading.at, ident) for view, ident in found if view.heading is not None]
    assert heads
    for (start, end), ident in heads:
        page = window.open(f"/a/{ident}#{start}-{end}").page
        expect(page.locator(f"h1 {LIT}")).to_have_text(texts[ident][start:end].strip())
        assert page.locator(f".article {LIT}").count() == 0


@needs_bundle
@pytest.mark.parametrize("bad", ["9-3", "5-5", "99999-100000", "-", "x-9", "1-2-3", "card-1"])
def test_an_address_that_points_at_nothing_lights_nothing(
    window: Visit, texts: dict[str, str], bad: str
) -> None:
    page = window.open(f"/a/{next(iter(texts))}#{bad}").page
    page.wait_for_selector("html.scripted")
    assert page.locator(LIT).count() == 0


@needs_bundle
def test_the_number_of_a_card_lights_the_words_of_its_claim(
    window: Visit, texts: dict[str, str]
) -> None:
    ident = max(texts, key=lambda each: len(texts[each]))
    page = window.open(f"/a/{ident}").page
    for card in page.locator("article.card").all()[:4]:
        number = card.locator("a.n").first
        start, end = (number.get_attribute("href") or "")[1:].split("-")
        number.click()
        expect(page.locator(LIT).first).to_be_in_viewport()
        assert bare(lit(page)) == bare(texts[ident][int(start) : int(end)])


@needs_bundle
@needs_axe
def test_axe_finds_nothing_where_words_are_lit(window: Visit, texts: dict[str, str]) -> None:
    ident = max(texts, key=lambda each: len(texts[each]))
    for scheme in ("light", "dark"):
        window.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        window.open(f"/a/{ident}#0-{len(texts[ident])}")
        assert lit(window.page)
        assert window.axe() == []
    window.page.emulate_media(color_scheme="light", reduced_motion="no-preference")


# --- a link to words ----------------------------------------------------------------------------

SELECT = """([first, from, last, to]) => {
    const words = at => document.createTreeWalker(
        document.querySelectorAll("[data-span]")[at], NodeFilter.SHOW_TEXT).nextNode();
    getSelection().setBaseAndExtent(words(first), from, words(last), to);
}"""
"""Selects from a unit of the first words of one paragraph to one of another."""


@needs_bundle
def test_words_that_are_selected_get_a_link_that_leads_to_them(
    window: Visit, texts: dict[str, str]
) -> None:
    for ident in sorted(texts, key=lambda each: len(texts[each]))[:3]:
        text, page = texts[ident], window.open(f"/a/{ident}").page
        link = page.get_by_role("link", name="Link to these words")
        assert not link.is_visible()
        last = page.locator("[data-span]").count() - 1
        for chosen in ([0, 0, 0, 4], [0, 2, last, 1]):
            page.evaluate(SELECT, chosen)
            expect(link).to_be_visible()
            words = bare(page.evaluate("getSelection().toString()"))
            start, end = ((link.get_attribute("href") or "")[1:]).split("-")
            link.click()
            expect(link).to_be_hidden()
            assert page.url.endswith(f"#{start}-{end}")
            assert bare(lit(page)) == bare(text[int(start) : int(end)])
            if chosen[0] == chosen[2]:
                assert bare(lit(page)) == words


@needs_bundle
def test_what_is_selected_elsewhere_gets_no_link(window: Visit, texts: dict[str, str]) -> None:
    page = window.open(f"/a/{next(iter(texts))}").page
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.legend'))")
    page.wait_for_timeout(400)
    assert not page.get_by_role("link", name="Link to these words").is_visible()


# --- without a script ---------------------------------------------------------------------------


def test_on_the_server_every_stretch_is_marked_and_no_id_stands_twice(
    ledger: Path, texts: dict[str, str]
) -> None:
    with client(ledger) as web:
        for ident, text in texts.items():
            for start, end in list(spans_of(text))[::3]:
                page = parse(web.get(f"/a/{ident}?mark={start}-{end}").text)
                marked = "".join(each.text for each in page.all(css="hit"))
                assert bare(marked) == bare(text[start:end]), (ident, start, end)
                ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
                assert len(set(ids)) == len(ids)
                assert bare(text[start:end]) == "" or f"{start}-{end}" in ids


def test_each_paragraph_tells_which_characters_it_holds(
    ledger: Path, texts: dict[str, str]
) -> None:
    with client(ledger) as web:
        for ident, text in texts.items():
            at = 0
            page = parse(web.get(f"/a/{ident}").text)
            for each in (e for e in page.all() if "data-span" in e.attributes):
                start, end = map(int, each.attributes["data-span"].split("-"))
                refs = "".join(ref.text for ref in each.all("a", "ref"))
                assert len(each.text) - len(refs) == end - start
                assert start >= at and text[at:start].strip() == ""
                at = end
            assert text[at:].strip() == ""


def test_a_title_that_stands_twice_in_a_text_is_left_out_once() -> None:
    _, article, _ = made_story(0)
    text = "Ferry late\nFerry late\nIt was late."
    twice = replace(
        article,
        text=text,
        title="Ferry late",
        headline=None,
        paragraphs=((0, 10), (11, 21), (22, 34)),
    )
    view = view_of(twice, Reading(article.id))
    assert view.heading is view.paragraphs[0]
    assert [p.at for row in view.stanzas for p in row] == [(11, 21), (22, 34)]

"""HTML becomes the text of its article, with links and block quotes as spans."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import fromstring  # type: ignore[import-untyped]  # lxml ships no types

from sayso.read import ReadLimits, read
from sayso.read.jsonld import declared
from sayso.read.web import _Text, depth
from sayso.records import Article, Media, Page, Reason, Refused

LONG = (
    "The governor of the province said on Monday that the dam above the town had held all night, "
    "and that nobody who lives below it had been hurt by the water that came over its edge. "
)


def html(body: str, head: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{body}</body></html>'


def made(source: str | bytes, **fields: str) -> Article | Refused:
    body = source.encode() if isinstance(source, str) else source
    return read(Page("n1", body, Media.HTML, **fields))


def article(source: str | bytes, **fields: str) -> Article:
    found = made(source, **fields)
    assert isinstance(found, Article), found
    return found


STORY = html(
    f"""<nav><a href="/">Home</a><a href="/news">News</a></nav>
    <article><h1>Dam holds in Kelvat</h1><p class="by">By Ada Lund</p><p>{LONG}</p>
    <p>Read <a href="/more?a=1&amp;b=2">the whole
    report</a> of the 🎉 <em>ministry</em>&nbsp;here. {LONG}</p>
    <blockquote><p>The dam held. {LONG}</p><p>Nobody was hurt.</p></blockquote>
    <p>{LONG}<br>A new line begins. {LONG}</p></article><footer>© Harbour Post</footer>""",
    """<title>Dam holds in Kelvat | Harbour Post</title>
    <meta property="og:site_name" content="Harbour Post">""",
)


def test_paragraphs_are_parted_by_blank_lines_and_the_frame_is_gone() -> None:
    found = article(STORY, url="https://h.example/news/1")
    assert "Home" not in found.text
    assert "\n\n\n" not in found.text
    shown = [found.text[a:b] for a, b in found.paragraphs]
    assert LONG.strip() in shown
    assert any(p.startswith("A new line begins.") for p in shown)
    assert all("  " not in p and p == p.strip() for p in shown)


def test_links_are_spans_with_whole_addresses() -> None:
    found = article(STORY, url="https://h.example/news/1")
    links = [(found.text[slice(*link.span)], link.href) for link in found.links]
    assert links == [("the whole report", "https://h.example/more?a=1&b=2")]


def test_a_broken_address_is_kept_as_written_and_the_page_is_read() -> None:
    text = _Text("https://h.example/news/1")
    text.walk(fromstring("<doc><p>Of <ref target='//[x'>the dam</ref>.</p></doc>"))
    assert [link.href for link in text.links] == ["//[x"]
    page = html(f'<article><p>{LONG * 2}</p><p><a href="//[x">More</a> of it. {LONG}</p></article>')
    assert LONG.strip() in article(page, url="https://h.example/news/1").text


def test_of_nested_quotes_the_outermost_is_the_block_and_links_in_it_are_links() -> None:
    text = _Text("")
    text.walk(
        fromstring(
            "<doc><p>It rained.</p><quote> <p>One.</p><quote><p><ref>no</ref> Two <ref target='/a'>"
            " here </ref> .</p></quote><quote/></quote><quote> </quote><p>Three.</p></doc>"
        )
    )
    stored = text.done()
    assert [stored[slice(*link.span)] for link in text.links] == ["here"]
    assert [stored[a:b] for a, b in text.blocks] == ["One.\n\nno Two here ."]
    assert stored.endswith("\n\nThree.")


def test_depth_times_length_costs_nothing() -> None:
    deep = 240
    paragraph = f"<p>{LONG}</p>"
    source = "<doc>" + "<div>" * deep + paragraph * 20_000 + "</div>" * deep + "</doc>"
    tree, text = fromstring(source), _Text("")
    started = time.process_time()
    text.walk(tree)
    assert time.process_time() - started < 1.0
    assert len(text.done()) > 3_000_000


def test_block_quotes_are_spans() -> None:
    found = article(STORY)
    (quote,) = [found.text[a:b] for a, b in found.blocks]
    assert quote.startswith("The dam held. The governor")
    assert quote.endswith("Nobody was hurt.")


def test_a_pasted_block_quote_is_covered_by_its_introduction() -> None:
    found = article(
        html(
            f"<article><p>{LONG}</p><p>Here is more from Reuters:</p><blockquote><p>{LONG}</p>"
            f"<p>It rained. {LONG}</p></blockquote><p>That is all. {LONG}</p></article>"
        )
    )
    (credit,) = found.credits
    assert (credit.name, credit.how) == ("Reuters", "block")
    assert credit.covers == found.blocks[0]


def test_what_the_page_declares_is_taken_json_ld_first() -> None:
    ld = {
        "@graph": [
            {"@type": "WebPage", "name": "no"},
            {
                "@type": ["NewsArticle"],
                "headline": "Dam &amp; bridge hold",
                "datePublished": "2024-06-04T06:30:00Z",
                "author": [{"@type": "Person", "name": "Ada Lund"}],
                "publisher": {"@type": "Organization", "name": "Quillfen"},
            },
        ]
    }
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>'
    found = article(STORY.replace("</head>", script + "</head>"))
    assert (found.title, found.outlet, found.author) == (
        "Dam & bridge hold",
        "Quillfen",
        "Ada Lund",
    )
    assert found.published == "2024-06-04T06:30:00+00:00"


def test_the_title_loses_the_name_of_its_site_and_the_headline_is_found() -> None:
    found = article(STORY)
    assert (found.title, found.outlet) == ("Dam holds in Kelvat", "Harbour Post")
    assert found.headline is not None
    assert found.text[slice(*found.headline)] == "Dam holds in Kelvat"


def test_the_record_goes_before_the_page() -> None:
    found = article(STORY, title="Mine", outlet="Ours", published="4/5/2017")
    assert (found.title, found.outlet, found.published) == ("Mine", "Ours", "2017-04-05")


def test_a_page_without_a_date_has_none() -> None:
    assert article(STORY).published is None


@pytest.mark.parametrize("script", ["{", '{"@type": 7}', "[[[[[[[[[[]]]]]]]]]]", '"x"', "null"])
def test_broken_json_ld_is_passed_over(script: str) -> None:
    page = f'<script type="application/ld+json">{script}</script>'
    assert declared(page).title is None
    assert article(STORY.replace("</head>", page + "</head>")).title == "Dam holds in Kelvat"


@pytest.mark.parametrize("deep", [7, 300, 600, 900, 100_000])
def test_deeply_nested_json_ld_leaves_the_page_readable(deep: int) -> None:
    names = "[" * deep + '"Ada Lund"' + "]" * deep
    script = f'{{"@type": "NewsArticle", "headline": "Dam & bridge", "author": {names}}}'
    page = f'<script type="application/ld+json">{script}</script>'
    assert declared(page).author is None
    assert article(STORY.replace("</head>", page + "</head>")).title in {
        "Dam & bridge",
        "Dam holds in Kelvat",  # where the JSON itself is too deep for its parser
    }


def test_names_in_lists_of_things_are_still_found() -> None:
    names = [{"name": ["Ada Lund"]}, [{"name": "J. Doe"}], {"name": {"name": "K. Roe"}}]
    script = json.dumps({"@type": "Report", "author": names})
    page = f'<script type="application/ld+json">{script}</script>'
    assert declared(page).author == "Ada Lund, J. Doe, K. Roe"


def test_json_ld_is_found_behind_any_number_of_other_scripts() -> None:
    other = '<script src="a.js"></script>' * 500 + "<script>let a = 1 < 2</script><scripts x>"
    ours = '<SCRIPT id=a type="Application/LD+JSON" async>{"@type": "Report", "name": "Dam"}'
    assert declared(f"{other}{ours}</SCRIPT>").title == "Dam"
    assert declared("application/ld+json" + ours.replace("type", "<b> type")).title is None
    many = '<script type="application/ld+json">{}</script>'
    assert declared(many * 19 + ours + "</script>").title == "Dam"
    assert declared(many * 20 + ours + "</script>").title is None


@pytest.mark.parametrize(
    "piece",
    [
        "application/ld+json ",
        "<script application/ld+json ",
        "<script ",
        '<script type="application/ld+json">',
        '<script type="application/ld+json"></',
        "<script></",
    ],
)
def test_the_look_for_json_ld_is_quick_whatever_comes(piece: str) -> None:
    started = time.process_time()
    assert declared("<script " + piece * 50_000) == declared("")
    assert declared("<script>" + piece * 50_000) == declared("")
    assert time.process_time() - started < 2.0


def test_a_page_in_an_old_encoding_is_read() -> None:
    page = html(f"<article><p>The café “held”. {LONG * 3}</p></article>", '<meta charset="latin1">')
    assert "café “held”" in article(page.encode("cp1252")).text


# --- bad pages ----------------------------------------------------------------------------


@pytest.mark.parametrize("tag", ["div", "blockquote", "span", "b", "x-y", "table", "ul", "font"])
def test_ten_thousand_nested_tags_are_refused_at_once(tag: str) -> None:
    bomb = html(f"<{tag}>" * 10_000 + LONG + f"</{tag}>" * 10_000)
    started = time.process_time()
    found = made(bomb)
    assert isinstance(found, Refused)
    assert found.reason is Reason.TOO_DEEP
    assert "250" in found.detail
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    "piece", ["<p>", "<li>", "<br>", "<img src=x>", "<td>", "<div/>", "<!--<b>-->"]
)
def test_tags_that_do_not_nest_make_no_depth(piece: str) -> None:
    assert depth(piece * 10_000, 100) == 0


@pytest.mark.parametrize(
    ("page", "level"),
    [
        ("<script>'<div><div><div>'</script><b>x</b>", 1),
        ("<style><b><b></STYLE ><i>", 1),
        ("<script><b>", 0),
        ("<div></div><div></div>", 1),
        ("</div></div><div>", 1),
        ("<div><div><div>", 3),
        ("a < b and c > d <", 0),
    ],
)
def test_depth(page: str, level: int) -> None:
    assert depth(page, 100) == level


@pytest.mark.parametrize("piece", ["<", "<a", "<!--", "<script>", "</", "<a <a>", "<div", "&"])
def test_the_look_at_depth_is_quick_whatever_comes(piece: str) -> None:
    started = time.process_time()
    depth(piece * 300_000, 10_000_000)
    assert time.process_time() - started < 3.0


@pytest.mark.parametrize("head", ["<", "</", "<a ", "<a:", "<!--", "<script ", "<script>"])
@pytest.mark.parametrize("letter", ["a", "-", " ", "/", "!"])
def test_a_tag_of_a_million_letters_is_quick(head: str, letter: str) -> None:
    started = time.process_time()
    depth(head + letter * 1_000_000, 250)
    assert time.process_time() - started < 1.0


@pytest.mark.parametrize(
    "page",
    ["<html></html>", html(""), html("<nav>Home</nav>"), "<p></p>", html("<script>x</script>")],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    found = made(page)
    assert isinstance(found, Refused)
    assert found.reason is Reason.NOT_ARTICLE


def test_the_limit_of_depth_is_an_option() -> None:
    page = html("<div>" * 60 + f"<p>{LONG * 3}</p>" + "</div>" * 60)
    assert isinstance(made(page), Article)
    body = page.encode()
    found = read(Page("n1", body, Media.HTML), limits=ReadLimits(max_depth=50))
    assert isinstance(found, Refused)
    assert found.reason is Reason.TOO_DEEP


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<b>",
                "<div>",
                "</div>",
                "<!--",
                "x ",
                "&#0;",
                "🎉",
                "<blockquote>",
                "</blockquote>",
                "<a href='//[x'>",
                "</a>",
                "<br>",
                LONG,
                "\x01",
                "]]>",
            ]
        ),
        max_size=30,
    )
)
def test_no_page_breaks_it(parts: list[str]) -> None:
    found = made("".join(parts) or "x")
    if isinstance(found, Article):
        size = len(found.text)
        spans = [*found.paragraphs, *found.sentences, *found.blocks, *(x.span for x in found.links)]
        assert all(0 <= a < b <= size for a, b in spans)

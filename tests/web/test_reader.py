"""The reader: the text as published, cards beside it, what was copied; and hostile articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.records import (
    Article,
    Firmness,
    Headline,
    Hop,
    Kind,
    Page,
    Quoted,
    Reading,
    Scare,
    Span,
    Voice,
)
from sayso.show.safe import visible
from sayso.show.web.article import view_of
from sayso.show.web.marks import CROP, Mark, claim_marks, cropped, pieces
from sayso.show.web.site import environment
from tests.ledger.made import story as made_story
from tests.web.html import Element, parse
from tests.web.made import client


def articles(web: TestClient) -> list[str]:
    claims = [web.get(f"/claims.json?page={n}").json()["claims"] for n in (1, 2, 3)]
    return list(dict.fromkeys(claim["article"] for some in claims for claim in some))


def text_of(page: Element) -> str:
    """The article's words on the page, without the numbers of the cards."""
    out = []
    for para in page.first("div", "article").all("div", "text"):
        told = [p for p in para.all("p") if not {"first-seen", "scare-word"} & set(p.css)]
        out += ["".join(_words(p)) for p in told]
    return "\n".join(out)


def _words(each: Element) -> Iterator[str]:
    for part in each.parts:
        if isinstance(part, str):
            yield part
        elif "ref" not in part.css:
            yield from _words(part)


def test_every_word_of_the_article_is_there_and_no_other(web: TestClient) -> None:
    for ident in articles(web):
        data = web.get(f"/a/{ident}.json").json()
        page = parse(web.get(f"/a/{ident}").text)
        shown = text_of(page).split()
        wanted = data["text"].split()
        if shown != wanted:  # the headline stands above, when it is nobody's claim
            wanted = data["text"].replace(data["title"], "", 1).split()
        assert shown == wanted


def test_each_attribution_and_claim_has_a_card_and_a_permalink(web: TestClient) -> None:
    for ident in articles(web):
        data = web.get(f"/a/{ident}.json").json()
        page = parse(web.get(f"/a/{ident}").text)
        cards = {card.attributes.get("data-claim") for card in page.all("article", "card")}
        assert {claim["id"] for claim in data["claims"]} <= cards
        anchors = {each.attributes["id"] for each in page.all("span", "anchor")}
        for claim in data["claims"]:
            spans = claim["spans"]
            assert f"{spans[0][0]}-{spans[-1][1]}" in anchors
        refs = [a.attributes["href"][1:] for a in page.all("a", "ref")]
        ids = [card.attributes["id"] for card in page.all("article", "card")]
        assert sorted(refs) == sorted(ids) and len(set(ids)) == len(ids)


def test_a_card_stands_beside_the_paragraph_it_is_called_from(web: TestClient) -> None:
    for ident in articles(web):
        for para in parse(web.get(f"/a/{ident}").text).all("div", "para"):
            refs = {a.attributes["href"][1:] for a in para.all("a", "ref")}
            assert refs == {card.attributes["id"] for card in para.all("article", "card")}


def test_firmness_is_told_by_a_word_on_every_card(web: TestClient) -> None:
    words = {str(each) for each in Firmness}
    for card in parse(web.get(f"/a/{articles(web)[0]}").text).all("article", "card"):
        assert card.first("span", "firm").text in words


def test_an_id_may_be_shortened_and_one_that_is_not_there_is_told(web: TestClient) -> None:
    ident = articles(web)[0]
    assert web.get(f"/a/{ident[:10]}").status_code == 200
    assert web.get("/a/zzzzzz").status_code == 404
    assert web.get("/a/" + "%2e%2e%2f" * 3).status_code in (400, 404)


def test_a_stretch_can_be_marked_by_its_address(web: TestClient) -> None:
    ident = articles(web)[0]
    page = parse(web.get(f"/a/{ident}?mark=10-30").text)
    text = web.get(f"/a/{ident}.json").json()["text"]
    assert "".join(each.text for each in page.all("mark")) == visible(text[10:30])
    assert "10-30" in {each.attributes["id"] for each in page.all("span", "anchor")}
    assert not list(parse(web.get(f"/a/{ident}?mark=30-10").text).all("mark"))


# --- hostile articles ---------------------------------------------------------------------------

HOSTILE = {
    "script": '<script>alert(1)</script> <img src=x onerror="alert(1)"> &lt;b&gt; "\'>',
    "turned": "abc \u202egnp.exe\u202c \u2066x\u2069 \u200bhidden\u200b \x1b[2J\x00",
    "arabic": "قال المتحدث إن القافلة وصلت \u200f— (2,300) —\u200e",
    "template": "{{ 7*7 }} {% raw %} {# x #} ${1+1}",
    "emoji": "👩\u200d👩\u200d👧 said 🏴\U000e0067\U000e0062 𝒂𝒃",
}


def put(path: Path, text: str, **more: object) -> str:
    """Store an article of one's own making; its id."""
    _, article, reading = made_story(0)
    cut = min(len(text), 40)
    article = replace(
        article,
        id="hostile000000000",
        text=text,
        paragraphs=((0, len(text)),),
        sentences=((0, len(text)),),
        headline=None,
        dateline=None,
        credits=(),
        **more,  # type: ignore[arg-type]  # fields of an article
    )
    attribution = replace(
        reading.attributions[0],
        inside=None,
        id="hostile-attrib00",
        source=((0, min(2, cut)),),
        cue=((min(3, cut), min(5, cut)),),
        content=((min(6, cut), cut),),
        who=replace(reading.attributions[0].who, name=text[:60], span=None),
        why=((text[:20], text[:50]),),
    )
    claim = replace(reading.claims[0], id="hostile-claim000", article=article.id, spans=((6, cut),))
    claim = replace(claim, attribution=attribution.id)
    whole = Reading(article.id, (attribution,), (claim,), (Scare((0, 9), Quoted.SCARE, text[:30]),))
    with open_ledger(path) as book:
        run = book.begin_run(text[:50], "m", "0")
        book.add(run, "hostile", Page("x", b"x"), article, whole)
        book.end_run(run, "done")
    return article.id


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_only_words(tmp_path: Path, kind: str) -> None:
    text = HOSTILE[kind] * 3
    ident = put(tmp_path / "x.ledger", text, title=text, outlet=text[:80], author=text)
    with client(tmp_path / "x.ledger") as web:
        for path in ("/", "/runs", f"/a/{ident}", "/?words=said"):
            answer = web.get(path)
            assert answer.status_code == 200
            page = parse(answer.text)
            assert not [s for s in page.all("script") if not s.attributes.get("src")]
            assert not list(page.all("img"))
            assert not [k for e in page.all() for k in e.attributes if k.startswith("on")]
            assert not set(answer.text) & set("\u202e\u202c\u2066\u2069\u200b\u200f\u200e\x1b\x00")
            assert "49" not in page.first("main").text or kind != "template"
        shown = "".join(text_of(parse(web.get(f"/a/{ident}").text)).split())
        assert shown == "".join(visible(text).split())


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//news.example/x",
        "http:",
        "http://[::1",
        'https://a.example/"onmouseover="alert(1)',
    ],
)
def test_links_of_an_article_lead_to_the_web_or_nowhere(tmp_path: Path, href: str) -> None:
    from sayso.records import Link

    text = "Tobin Marrash said that the road was open to everybody who came."
    ident = put(tmp_path / "x.ledger", text, url=href, links=(Link((10, 20), href),))
    with client(tmp_path / "x.ledger") as web:
        page = parse(web.get(f"/a/{ident}").text)
        for link in page.all("a"):
            target = link.attributes["href"]
            assert target.startswith(("/", "#", "https://a.example/"))
            assert "onmouseover" not in link.attributes
            if target.startswith("http"):
                assert "noreferrer" in link.attributes["rel"]


def test_ten_megabytes_in_one_paragraph_are_shown(tmp_path: Path) -> None:
    text = "Tobin Marrash said that the road was open. " * 240_000
    ident = put(tmp_path / "x.ledger", text)
    with client(tmp_path / "x.ledger") as web:
        assert len(web.get(f"/a/{ident}").text) > 10_000_000
        desk = web.get("/")
        assert desk.status_code == 200 and len(desk.text) < 100_000


# --- marks --------------------------------------------------------------------------------------

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda s: (min(s), max(s) + 1))


@given(st.lists(spans, max_size=12), spans, st.lists(st.integers(0, 60), max_size=5))
def test_pieces_are_the_words_whatever_lies_over_them(
    over: list[Span], window: Span, refs: list[int]
) -> None:
    text = "".join(chr(0x61 + n % 26) for n in range(80))
    marks = [Mark(*span, f"m{n}", n, f"a{n}") for n, span in enumerate(over)]
    found = pieces(text, window, marks, [(at, at) for at in refs])
    assert "".join(piece.text for piece in found) == text[slice(*window)]
    at = window[0]
    for piece in found:
        here = {f"m{n}" for n, (s, e) in enumerate(over) if s <= at < e}
        assert set(piece.css.split()) == here
        at += len(piece.text)
    called = [number for piece in found for number in piece.refs]
    assert sorted(called) == sorted(at for at in refs if window[0] < at <= window[1])


def test_of_contents_inside_one_another_the_innermost_is_underlined() -> None:
    text = "He said she denied it was so"
    outer = claim_marks((), (), ((8, 28),), Firmness.ASSERTED)
    inner = claim_marks((), (), ((19, 28),), Firmness.DENIED)
    found = pieces(text, (0, len(text)), [*outer, *inner])
    assert [(p.text, p.css) for p in found] == [
        ("He said ", ""),
        ("she denied ", "con f-asserted"),
        ("it was so", "con f-denied"),
    ]


@given(st.integers(0, 3000), st.integers(1, 400))
def test_a_long_sentence_is_cropped_around_its_claim(start: int, length: int) -> None:
    text = "word " * 800
    claim = ((start, start + length),)
    marks = claim_marks((), (), claim, Firmness.HEDGED)
    found = cropped(text, (0, len(text)), claim, marks)
    shown = "".join(piece.text for piece in found)
    assert len(shown) <= CROP + 4
    marked = "".join(piece.text for piece in found if "con" in piece.css.split())
    assert marked and text[start : start + length].startswith(marked[:20])


def test_cards_of_nested_sources_stand_inside_one_another() -> None:
    _, article, reading = made_story(0)
    view = view_of(article, reading)
    outer = view.paragraphs[0].cards[0]
    assert outer.said is not None and outer.said.who.name == "Ilan Voss"
    assert [each.said.who.name for each in outer.nested if each.said] == ["a ferry passenger"]
    assert outer.nested[0].inside is None
    apart = replace(article, paragraphs=tuple((s, e) for s, e in article.sentences))
    second = view_of(apart, reading).paragraphs[1].cards[0]
    assert second.inside == outer.number


def test_an_article_without_paragraphs_is_shown_whole() -> None:
    view = view_of(Article("x", "x", "No border in sight"), Reading("x"))
    assert [p.text for p in view.paragraphs] == ["No border in sight"]


def test_a_paragraph_is_a_headline_only_where_it_is_mostly_one() -> None:
    text = "Ferry sinks\nFerry sinks. " + "Much more is told of it here. " * 5
    cut = text.index("\n")
    paragraphs = ((0, cut), (cut + 1, len(text)))
    parted = Article("x", "x", text, paragraphs=paragraphs, headline=(0, cut))
    assert [p.kind for p in view_of(parted, Reading("x")).paragraphs] == ["headline", ""]
    whole = replace(parted, paragraphs=((0, len(text)),))
    assert [p.kind for p in view_of(whole, Reading("x")).paragraphs] == [""]


def test_paragraphs_without_a_card_stand_in_the_row_of_the_one_before() -> None:
    _, article, reading = made_story(0)
    alone = replace(article, paragraphs=tuple((s, e) for s, e in article.sentences))
    said = tuple(claim for claim in reading.claims if claim.voice is not Voice.AUTHOR)
    view = view_of(alone, replace(reading, claims=said))
    rows = view.stanzas
    assert [p for row in rows for p in row] == view.paragraphs  # each once, in order
    assert len(rows) < len(view.paragraphs)
    assert all(p.cards for row in rows[1:] for p in row[:1])
    assert not any(p.cards for row in rows for p in row[1:])


def test_what_the_title_tells_stands_above_the_article(tmp_path: Path) -> None:
    page, article, reading = made_story(0)
    whole = ((0, len(article.title or "")),)
    who = Hop("<b>Orla</b> Venn", Kind.PERSON, Firmness.DENIED)
    heads = {
        "the title: <b>Orla</b> Venn person denied": Headline(
            Voice.REPORTED, whole, whole, whole, Firmness.DENIED, who
        ),
        "the title: the article itself other": Headline(
            Voice.AUTHOR, (), (), whole, Firmness.OTHER, replace(who, firmness=Firmness.OTHER)
        ),
        "": None,
    }
    for n, (told, head) in enumerate(heads.items()):
        path = tmp_path / f"{n}.ledger"
        with open_ledger(path) as book:
            run = book.begin_run("x", "m", "0")
            book.add(run, "k", page, article, replace(reading, headline=head))
        with client(path) as web:
            shown = parse(web.get(f"/a/{article.id}").text)
            data = web.get(f"/a/{article.id}.json").json()["headline"]
        found = [" ".join(p.text.split()) for p in shown.all("p", "title-told")]
        assert found == ([told] if told else [])
        assert (data and data["content"]) == (head and [list(span) for span in head.content])


def test_a_paragraph_that_only_repeats_the_title_is_left_out_unless_it_has_a_card() -> None:
    _, article, reading = made_story(0)
    first = view_of(article, reading).paragraphs[0].text
    titled = replace(article, title=first)
    assert next(p.text for row in view_of(titled, reading).stanzas for p in row) == first
    bare = view_of(titled, Reading(article.id))
    assert first not in [p.text for row in bare.stanzas for p in row]


def test_a_card_names_the_outlet_as_unknown_where_nobody_can_be_the_root(tmp_path: Path) -> None:
    text = "Tobin Marrash said that the road was open to everybody who came."
    for outlet in (None, "Tern Wire"):
        ident = put(tmp_path / f"{outlet}.ledger", text, outlet=outlet)
        with open_ledger(tmp_path / f"{outlet}.ledger") as book:
            article, reading = book.article(ident)
        own = replace(reading.claims[0], voice=Voice.AUTHOR, attribution=None)
        view = view_of(article, Reading(article.id, (), (own,)))
        assert view.paragraphs[0].cards[0].said is None
        site = environment()
        words = site.get_template("words.html").make_module({"request": None})
        told = parse(str(words.card(view.paragraphs[0].cards[0], article))).text  # type: ignore[attr-defined]  # a macro
        assert ("outlet unknown" in told) is (outlet is None)


def test_names_in_another_script_do_not_turn_the_words_around_them(tmp_path: Path) -> None:
    text = "Tobin Marrash said that the road was open to everybody who came."
    outlet, author = "صحيفة الميناء", "شلوم"
    ident = put(tmp_path / "x.ledger", text, outlet=outlet, author=author)
    with client(tmp_path / "x.ledger") as web:
        for path, wanted in (
            (f"/a/{ident}", {outlet, author}),
            ("/", {outlet}),
            ("/c/hostile-claim000", {outlet}),
        ):
            page = parse(web.get(path).text)
            apart = {each.text for each in page.first("main").all("bdi")}
            assert wanted <= apart


def test_a_card_and_its_words_carry_the_same_number(web: TestClient) -> None:
    for ident in articles(web)[:3]:
        page = parse(web.get(f"/a/{ident}").text)
        words = [n for e in page.all() for n in e.attributes.get("data-n", "").split()]
        cards = [card.attributes["data-of"] for card in page.all("article", "card")]
        assert set(words) <= set(cards) and len(set(cards)) == len(cards)
        assert {f"card-{number}" for number in cards} == {
            card.attributes["id"] for card in page.all("article", "card")
        }


def test_why_is_told_in_plain_english_before_the_rule(web: TestClient) -> None:
    lines = [
        line
        for ident in articles(web)
        for dl in parse(web.get(f"/a/{ident}").text).all("dl", "facts")
        for line in dl.all("dd")
        if list(line.all("span", "rule"))
    ]
    assert len(lines) > 200
    for line in lines:
        plain, rule = str(line.parts[0]).strip(), line.first("span", "rule").text
        assert plain.endswith(".") and plain != rule and "score" not in plain
    told = " ".join(line.text for line in lines)
    assert "The model found who says what here; it is nearly sure." in told


def test_that_a_root_has_no_name_is_said_once_on_a_card(web: TestClient) -> None:
    rows = web.get("/claims.json").json()["claims"]
    dead = {row["article"] for row in rows if not row["root_named"] and row["root"] != "unnamed"}
    seen = 0
    for article in dead:
        for line in web.get(f"/a/{article}").text.split('<p class="by">')[1:]:
            by = line.partition("</p>")[0]
            seen += "no named root" in by
            assert not ("no named root" in by and "no name<" in by)
    assert seen

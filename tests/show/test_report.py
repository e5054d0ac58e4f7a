"""`sayso report`: one file that stands by itself, quotes no more than it says, and escapes all."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import (
    About,
    Article,
    DateMention,
    Firmness,
    Hop,
    Kind,
    PlaceMention,
    Precision,
    When,
    Who,
)
from sayso.show import report as reports
from sayso.show.report import LIMIT, Asked, report
from tests.conftest import Sayso
from tests.ledger.made import reading_of, spot, story

HOSTILE = "</style><script>alert(1)</script><img src=x onerror=alert(2)>"


def put(ledger: Ledger, n: int, *, title: str | None = None, place: bool = False) -> Article:
    page, article, _ = story(n)
    if title is not None:
        article = replace(article, title=title, outlet=title)
        page = replace(page, title=title, outlet=title)
    reading = reading_of(article)
    if place:
        at = spot(article.text, "harbour")
        about = About(
            places=(PlaceMention(at, "Quay", 77, 51.5, -0.25, Precision.TOWN, "GB"),),
            dates=(DateMention(at, "2031-05", When.HAPPENED),),
        )
        reading = replace(reading, claims=tuple(replace(c, about=about) for c in reading.claims))
    run = ledger.begin_run("made", "tern-3", "0.1")
    ledger.add(run, f"k{n}", page, article, reading)
    return article


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "quay.ledger")


def asked(about: str = "The ferry", **more: Any) -> Asked:
    return replace(Asked(ClaimFilter(), about, "9.9.9", "2031-06-01"), **more)


def made(ledger: Ledger, about: str = "The ferry", **more: Any) -> Any:
    return html.fromstring(report(ledger, asked(about, **more)).encode())


def test_nothing_in_it_runs_or_is_fetched(ledger: Ledger) -> None:
    put(ledger, 0, place=True)
    put(ledger, 1, title=HOSTILE)
    page = made(ledger, HOSTILE, full_text=True)
    for path in (
        "//script",
        "//link",
        "//img",
        "//iframe",
        "//object",
        "//@src",
        "//@href[not(starts-with(., '#'))]",
    ):
        assert page.xpath(path) == [], path
    assert page.xpath("//@*[starts-with(name(), 'on')]") == []
    assert page.xpath("//@style") == []
    assert len(page.xpath("//style")) == 1
    assert not re.search(r"@import|url\(\s*['\"]?(?!#)", page.xpath("//style")[0].text)


def test_the_policy_it_carries_forbids_everything_but_its_own_style(ledger: Ledger) -> None:
    [policy] = made(ledger).xpath("//meta[@http-equiv='content-security-policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_texts_of_strangers_stay_texts(ledger: Ledger) -> None:
    put(ledger, 0, title=HOSTILE)
    page = made(ledger, HOSTILE)
    assert page.xpath("//h1")[0].text_content() == HOSTILE
    assert HOSTILE in [each.text_content() for each in page.xpath("//h3")]


def test_it_names_the_model_the_version_and_the_day(ledger: Ledger) -> None:
    put(ledger, 0)
    told = made(ledger).xpath("//footer")[0].text_content()
    assert "Sayso 9.9.9" in told and "2031-06-01" in told and "tern-3" in told


def test_a_sentence_is_quoted_as_it_stands_with_its_roles(ledger: Ledger) -> None:
    put(ledger, 0)
    said = made(ledger).xpath("//ol[@class='claims']//p[@class='said']")
    first = next(each for each in said if "overloaded" in each.text_content())
    assert first.text_content() == "Ferry 0 was possibly overloaded, Ilan Voss told Tern Wire."
    assert [each.text for each in first.xpath(".//*[@class='src']")] == ["Ilan Voss"]
    assert [each.text for each in first.xpath(".//*[@class='cue']")] == ["told"]
    content = first.xpath(".//*[contains(@class, 'con f-hedged')]")
    assert [each.text for each in content] == ["Ferry 0 was possibly overloaded"]


def test_it_quotes_the_whole_article_only_when_asked(ledger: Ledger) -> None:
    page, article, reading = story(0)
    text = article.text + "\nA sentence that no claim stands in."
    longer = replace(
        article, text=text, paragraphs=(*article.paragraphs, (len(article.text) + 1, len(text)))
    )
    ledger.add(ledger.begin_run("made", "m", "0"), "k", page, longer, reading)
    assert "no claim stands in" not in report(ledger, asked())
    assert "no claim stands in" in report(ledger, asked(full_text=True))
    assert "sentences of the claims alone" in report(ledger, asked())
    assert "the whole articles" in report(ledger, asked(full_text=True))


def links(page: Any, inside: str = "main") -> dict[str, str]:
    """Where each link of a part of the page leads, by its words."""
    found = page.xpath(f"//{inside}//a")
    return {a.text_content(): a.get("href") for a in found}


def test_its_sections_are_listed_before_the_first_and_every_link_leads_somewhere(
    ledger: Ledger,
) -> None:
    put(ledger, 0)
    page = made(ledger)
    headings = [h.text_content() for h in page.xpath("//h2")]
    assert headings and list(links(page, "nav")) == headings
    assert [each.tag for each in page.find(".//main")][3:5] == ["nav", "h2"]
    places = [each.get("id") for each in page.xpath("//*[@id]")]
    assert len(set(places)) == len(places)
    assert set(links(page).values()) <= {"#" + place for place in places}
    assert page.find(".//nav").get("aria-label") == "In this report"


def test_with_whole_articles_each_is_listed_and_its_claims_lead_to_it(ledger: Ledger) -> None:
    put(ledger, 0, title="Ferry held <b> at the quay")
    article = put(ledger, 1)
    page = made(ledger, full_text=True)
    headed = {h.get("id"): h.text_content() for h in page.xpath("//h3[@id]")}
    assert len(headed) == 2
    listed = links(page, "ol[@class='list']")
    assert {place.lstrip("#"): words for words, place in listed.items()} == headed
    assert "The articles" in links(page, "nav")
    ways = page.xpath("//main/p/a[text()='the whole article']")
    assert {way.get("href").lstrip("#") for way in ways} == set(headed)
    [text] = page.xpath(f"//h3[starts-with(@id, 'article-{article.id[:8]}')]")
    assert article.text.split(".")[0] in text.getnext().getnext().text_content()
    assert "the whole article" not in links(made(ledger))


def test_an_empty_report_has_nothing_to_list(ledger: Ledger) -> None:
    page = made(ledger)
    assert len(page.xpath("//h2")) == 1 and not page.xpath("//nav")


def test_roots_are_counted_and_drawn_as_trees(ledger: Ledger) -> None:
    put(ledger, 0)
    put(ledger, 1)
    page = made(ledger)
    numbers = {
        p.xpath("./span")[0].text: p.xpath("./b")[0].text
        for p in page.xpath("//div[@class='big']/p")
    }
    assert numbers["claims"] == "6" and numbers["articles quoted here"] == "2"
    assert int(numbers["roots by name"]) + int(numbers["without a name"]) == len(ledger.roots())
    names = [each.text for each in page.xpath("//*[@class='root']")]
    assert "Ilan Voss" in names


def test_one_party_under_a_short_and_a_long_name_is_one_root_of_the_tree(ledger: Ledger) -> None:
    for n, name in enumerate(("Corvane embassy", "Corvane embassy in Orvena")):
        page, article, reading = story(n)
        hop = Hop(name, Kind.GOVERNMENT, Firmness.ASSERTED)
        said = tuple(
            replace(each, chain=(hop,), who=Who(name, Kind.GOVERNMENT))
            for each in reading.attributions
        )
        claims = tuple(
            replace(each, root=hop) if each.attribution else each for each in reading.claims
        )
        run = ledger.begin_run("made", "tern-3", "0.1")
        ledger.add(run, f"k{n}", page, article, replace(reading, attributions=said, claims=claims))
    texts = [each.text_content() for each in made(ledger).xpath("//figure/*[1]//text")]
    told = [text for text in texts if "embassy" in text]
    assert told and all("in Orvena" in text for text in told)
    assert len(told) == 1


def test_one_thing_is_counted_as_one(ledger: Ledger) -> None:
    page, article, reading = story(0)
    own = tuple(each for each in reading.claims if each.attribution is None)
    run = ledger.begin_run("made", "tern-3", "0.1")
    ledger.add(run, "k0", page, article, replace(reading, attributions=(), claims=own))
    told = [each.text_content() for each in made(ledger).xpath("//div[@class='big']/p/span")]
    assert told == ["root by name", "without a name", "claim", "article quoted here"]


def test_places_and_dates_are_drawn_where_there_are_any(ledger: Ledger) -> None:
    put(ledger, 0)
    assert made(ledger).xpath("//h2[text()='Where' or text()='When']") == []
    put(ledger, 1, place=True)
    page = made(ledger)
    assert len(page.xpath("//h2[text()='Where' or text()='When']")) == 2
    assert page.xpath("//*[contains(@class, 'point')]") and page.xpath("//*[@class='bar happened']")


def test_without_a_basemap_it_says_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    put(ledger, 0, place=True)
    monkeypatch.setattr(reports, "basemap", lambda: None)
    assert "outlines of countries are not at hand" in report(ledger, asked())


def test_a_filter_holds_for_all_of_it(ledger: Ledger) -> None:
    put(ledger, 0)
    article = put(ledger, 1, title="The other")
    page = made(ledger, where=ClaimFilter(article=article.id))
    assert [each.text_content() for each in page.xpath("//h3")] == ["The other"]


def test_what_is_left_out_is_told(ledger: Ledger) -> None:
    for n in range(3):
        put(ledger, n)
    text = report(ledger, asked(), most=2)
    assert "and 7 more claims in the ledger" in text


def test_it_stays_within_its_limit(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(12):
        put(ledger, n)
    whole = len(report(ledger, asked()).encode())
    assert whole < LIMIT
    monkeypatch.setattr(reports, "LIMIT", whole - 2_000)
    less = report(ledger, asked(), most=36)
    assert len(less.encode()) <= whole - 2_000
    assert "more claims in the ledger" in less


def test_an_empty_choice_is_a_page_all_the_same(ledger: Ledger) -> None:
    page = made(ledger, where=ClaimFilter(outlet="nobody"))
    assert page.xpath("//div[@class='big']//b")[2].text == "0"


# --- the command ----------------------------------------------------------------------------


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "quay.ledger") as ledger:
        for n in range(2):
            put(ledger, n)
    return tmp_path / "quay.ledger"


def test_the_command_writes_the_file_and_says_where(sayso: Sayso, file: Path) -> None:
    out = file.with_name("story.html")
    done = sayso("report", "--ledger", str(file), "-o", str(out), "--words", "ferry")
    assert done.code == 0 and "story.html" in done.err
    page = html.parse(str(out)).getroot()
    assert page.xpath("//h1")[0].text == "words: ferry"


def test_an_article_or_a_claim_in_it_gives_the_report_of_the_article(
    sayso: Sayso, file: Path
) -> None:
    with open_ledger(file) as ledger:
        row = next(iter(ledger.claims()))
    for start in (row.article[:10], row.id[:10]):
        out = file.with_name(f"{start}.html")
        assert sayso("report", start, "--ledger", str(file), "-o", str(out)).code == 0
        heads = html.parse(str(out)).getroot().xpath("//h3")
        assert [each.text for each in heads] == [row.title]


def test_an_id_that_is_none_is_told(sayso: Sayso, file: Path) -> None:
    done = sayso("report", "nothing", "--ledger", str(file), "-o", str(file.with_name("x.html")))
    assert done.code == 1 and "nothing" in done.err
    assert not file.with_name("x.html").exists()


def test_a_title_of_ones_own(sayso: Sayso, file: Path) -> None:
    out = file.with_name("t.html")
    sayso("report", "--ledger", str(file), "-o", str(out), "--title", "Ferries & quays")
    assert html.parse(str(out)).getroot().xpath("//title")[0].text == "Ferries & quays · Sayso"

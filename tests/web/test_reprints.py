"""Reprints: groups, the earliest first, laid side by side with the changed words marked."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from sayso.ledger.heads import Head
from sayso.show.web.pages.reprints import LABELS, LONG, Family, beside, diff
from tests.conftest import ROOT
from tests.web.html import parse
from tests.web.made import client, fill

ROWS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "cases" / "web" / "diffs.toml").read_text(encoding="utf-8")
)["diff"]


def groups(web: TestClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = web.get("/reprints.json").json()["groups"]
    return found


def test_the_reprint_of_the_story_is_found_and_its_first_copy_named(web: TestClient) -> None:
    [one] = [g for g in groups(web) if any(a["outlet"] == "Quillfen" for a in g["articles"])]
    outlets = [each["outlet"] for each in one["articles"]]
    assert outlets[0] == "The Lantern Review" and "Quillfen" in outlets
    assert one["earliest"] == one["articles"][0]["id"]


@pytest.mark.parametrize(
    ("first", "days", "told"),
    [
        ("a0", ["2016-04-30", "2016-02-01"], True),
        ("a0", ["2016-02-01", "2016-04-30"], False),
        ("a0", ["2016-04-30T09:00", "2016-04-30"], False),
        ("a0", [None, "2016-02-01"], False),
        ("a0", ["2016-04-30", None], False),
        (None, ["2016-04-30", "2016-02-01"], False),
    ],
)
def test_where_days_say_otherwise_than_texts_it_is_told(
    first: str | None, days: list[str | None], told: bool
) -> None:
    heads = tuple(Head(f"a{i}", f"{i}.html", None, None, day) for i, day in enumerate(days))
    assert Family(heads, first).against_days is told


def test_no_group_of_the_story_has_days_against_its_texts(web: TestClient) -> None:
    assert "an earlier day stands on another" not in web.get("/reprints").text


def test_the_list_leads_to_each_group_and_each_article(web: TestClient) -> None:
    page = parse(web.get("/reprints").text)
    items = list(page.first("ol", "groups").all("li"))
    assert len(items) == len(groups(web))
    for item, group in zip(items, groups(web), strict=True):
        assert item.first("b").text == str(len(group["articles"]))
        hrefs = [a.attributes["href"] for a in item.all("a")]
        assert hrefs[0] == f"/reprints/{group['articles'][0]['id']}"
        assert all(web.get(href).status_code == 200 for href in hrefs)


def test_a_group_is_laid_side_by_side_with_its_reasons(web: TestClient) -> None:
    first = groups(web)[0]["articles"][0]["id"]
    page = parse(web.get(f"/reprints/{first}").text)
    data = web.get(f"/reprints/{first}.json").json()
    copies = [li for ol in page.all("ol", "copies") for li in ol.all("li")]
    assert len(copies) == len(data["pairs"]) >= 1
    for copy, pair in zip(copies, data["pairs"], strict=True):
        assert list(copy.all("dl", "facts")) and pair["why"]
        assert f"{pair['score'] * 100:.0f} % shared" in copy.text
        assert pair["label"] in {str(each) for each in LABELS}


def test_what_was_lost_on_the_way_is_told_in_the_words_of_the_ledger(web: TestClient) -> None:
    lost = []
    for group in groups(web):
        for article in group["articles"]:
            page = parse(web.get(f"/reprints/{article['id']}").text)
            data = web.get(f"/reprints/{article['id']}.json").json()
            kinds = [c[0] for p in data["pairs"] for d in p["changes"] for c in d["changes"]]
            shown = [each.text for each in page.all("span", "lost")]
            assert sorted(shown) == sorted(kinds)
            lost += kinds
    allowed = {"hedge lost", "attribution lost", "link lost", "number changed", "place sharpened"}
    assert set(lost) <= allowed


REST = """

The port authority said that at least six sailors were missing and that divers would search the \
quay until the evening. Nobody could say why the pumps of the older barge had failed, and the \
owner of both boats did not answer the calls of this agency.

Families of the crew waited at the gate of the fish market, where the town council had set up \
tents, tea and blankets. The council said that the school would stay shut on Wednesday.
"""
HEDGED = (
    "Two barges may have sunk in the harbour of Oamaru late on Monday, the port authority said."
)
BARE = "Two barges sank in the harbour of Oamaru late on Monday."


def test_a_hedge_and_an_attribution_that_a_reprint_lost_are_labelled(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, day, lead in (("first", 4, HEDGED), ("second", 6, BARE)):
        text = f"OAMARU, {day} June 2024 - {lead}{REST}"
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    with client(fill(tmp_path / "barges.ledger", inbox)) as web:
        [group] = groups(web)
        page = parse(web.get(f"/reprints/{group['earliest']}").text)
    assert [each.text for each in page.all("span", "lost")] == ["hedge lost", "attribution lost"]


def test_an_article_that_shares_nothing_says_so(web: TestClient) -> None:
    inside = {a["id"] for g in groups(web) for a in g["articles"]}
    claims = [web.get(f"/claims.json?page={n}").json()["claims"] for n in (1, 2, 3)]
    alone = {c["article"] for some in claims for c in some} - inside
    for article in sorted(alone):
        answer = web.get(f"/reprints/{article}")
        assert answer.status_code == 200
        assert "it shares passages with others" in answer.text


@pytest.mark.parametrize("path", ["/reprints/zzzz", "/reprints/zzzz.json"])
def test_an_article_that_is_not_there(web: TestClient, path: str) -> None:
    assert web.get(path).status_code == 404


@pytest.mark.parametrize("page", ["0", "-2", "x", "999999999999"])
def test_a_page_that_is_none_does_no_harm(web: TestClient, page: str) -> None:
    assert web.get(f"/reprints?page={page}").status_code == 200


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_words_that_changed_are_marked(row: dict[str, Any]) -> None:
    found = list(diff(row["before"], row["after"]))
    assert [words.strip() for how, words in found if how == "gone"] == row["gone"]
    assert [words.strip() for how, words in found if how == "new"] == row["new"]


texts = st.text(alphabet="abc ,.’\nДم", max_size=60)


@given(texts, texts)
def test_a_diff_loses_no_word(before: str, after: str) -> None:
    found = list(diff(before, after))
    assert "".join(words for how, words in found if how != "gone") == after
    lost = "".join(words for how, words in found if how != "new")
    assert "".join(lost.split()).casefold() == "".join(before.split()).casefold()


@given(texts, texts)
def test_side_by_side_each_keeps_its_own_words(before: str, after: str) -> None:
    one, other = beside(before, after)
    assert "".join(words for _, words in one) == before
    assert "".join(words for _, words in other) == after
    assert {how for how, _ in one} <= {"equal", "gone"}
    assert {how for how, _ in other} <= {"equal", "new"}


def test_what_is_of_the_group_comes_first_and_the_earliest_of_it_at_the_top(
    web: TestClient,
) -> None:
    for group in groups(web):
        inside = {each["id"] for each in group["articles"]}
        pairs = web.get(f"/reprints/{group['articles'][0]['id']}.json").json()["pairs"]
        held = [{pair["a"], pair["b"]} <= inside for pair in pairs]
        assert held == sorted(held, reverse=True) and held[0]


def test_passages_that_are_the_same_stand_once_and_say_so(web: TestClient) -> None:
    first = groups(web)[0]["articles"][0]["id"]
    page = parse(web.get(f"/reprints/{first}").text)
    heads = [each.text for each in page.all("h2")]
    assert "Others that share passages with it" in heads
    for copy in (li for ol in page.all("ol", "copies") for li in ol.all("li")):
        marked = [*copy.first("details").all("ins"), *copy.first("details").all("del")]
        told = copy.first("details").first("summary").text
        assert ("changed words marked" in told) is bool(marked)
        assert ("word for word the same" in told) is not bool(marked)
        for pair in copy.all("div", "pair"):
            changed = list(pair.all("ins")) or list(pair.all("del"))
            assert len(list(pair.all("p", "diff"))) == (2 if changed else 1)


def test_long_passages_are_cut_and_say_so() -> None:
    found = list(diff("word " * LONG, "other " * LONG))
    assert found[-1] == ("equal", " …")
    assert sum(len(words) for _, words in found) < 3 * LONG

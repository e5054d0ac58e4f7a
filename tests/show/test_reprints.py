"""``sayso reprints``: pairs for people and for machines, by the ids of the inputs."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sayso.engines.weighing import compare_new
from sayso.ledger import open_ledger
from tests.conftest import Sayso
from tests.engines.test_weighing import BODY, OTHER, put

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs" / "reprints-1.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with open_ledger(path) as book:
        put(book, "wire/first.txt", BODY, wire="Corvane")
        put(book, "other", OTHER)
        put(book, "later", "Grain in the river\n" + BODY)
        compare_new(book)
    return path


def test_json_names_the_inputs_and_tells_the_reasons(filled: Path, sayso: Sayso) -> None:
    said = sayso("reprints", "--ledger", filled, "--json")
    [pair] = json.loads(said.out)
    assert (pair["a"], pair["b"], pair["label"]) == ("later", "wire/first.txt", "reprint")
    assert pair["direction"] == "b" and 0.9 < pair["score"] <= 1
    (a, b) = pair["passages"][0]
    assert b == [0, len(BODY.rstrip().rstrip("."))] and a[1] - a[0] == b[1] - b[0]
    assert [name for name, _ in pair["why"]] == ["label", "direction"]


def test_people_read_the_earlier_article_first_and_how_many_texts_there_are(
    filled: Path, sayso: Sayso
) -> None:
    said = sayso("reprints", "--ledger", filled)
    assert said.code == 0
    assert "first.txt" in said.out and "is reprinted by" in said.out
    assert said.out.index("first.txt") < said.out.index("later")
    assert "2 articles are 1 text." in said.err
    assert (
        "2 articles, one text: first.txt, later; the earliest copy held is of first.txt" in said.err
    )


def test_an_input_that_came_in_twice_is_its_own_reprint(filled: Path, sayso: Sayso) -> None:
    from sayso.records import Article, Page, Reading, article_id

    with open_ledger(filled) as book:
        run = book.begin_run("again", "model", "0")
        key = article_id(OTHER, "other")
        article = Article(id=key, input_id="again", text=OTHER, url="other")
        book.add(run, "again", Page("again", OTHER.encode()), article, Reading(key))
    pairs = json.loads(sayso("reprints", "--ledger", filled, "--json").out)
    assert [(p["a"], p["b"]) for p in pairs] == [("other", "again"), ("later", "wire/first.txt")]
    assert pairs[0]["passages"] == [[[0, len(OTHER)], [0, len(OTHER)]]]


def test_labels_and_articles_are_chosen(filled: Path, sayso: Sayso) -> None:
    none = sayso("reprints", "--ledger", filled, "--label", "excerpt", "--json")
    assert json.loads(none.out) == []
    assert (
        "No two articles share text."
        in sayso("reprints", "--ledger", filled, "--label", "rewrite").err
    )


def test_what_is_not_compared_yet_is_told(filled: Path, sayso: Sayso) -> None:
    with open_ledger(filled) as book:
        put(book, "new", BODY + OTHER)
    assert "1 article is not compared yet" in sayso("reprints", "--ledger", filled).err


def test_groups_are_told_by_the_ids_of_all_their_inputs(filled: Path, sayso: Sayso) -> None:
    with open_ledger(filled) as book:
        put(book, "third", "News\n" + BODY)
        compare_new(book)
    [group] = json.loads(sayso("reprints", "--ledger", filled, "--groups", "--json").out)
    assert sorted(group["articles"]) == ["later", "third", "wire/first.txt"]
    assert group["first"] == "wire/first.txt"
    assert sum(group["pairs"].values()) == 3 and set(group["pairs"]) <= {"reprint", "rewrite"}
    table = sayso("reprints", "--ledger", filled, "--groups", "--csv").out
    assert table.splitlines()[0] == "articles,first,pairs" and len(table.splitlines()) == 2


def test_groups_in_the_terminal_are_told_without_the_pairs(filled: Path, sayso: Sayso) -> None:
    said = sayso("reprints", "--ledger", filled, "--groups")
    assert "2 articles are 1 text." in said.err and "earliest copy held is of first.txt" in said.err
    assert said.out == ""


def test_without_one_text_there_are_no_groups(tmp_path: Path, sayso: Sayso) -> None:
    path = tmp_path / "few.ledger"
    with open_ledger(path) as book:
        put(book, "other", OTHER)
        compare_new(book)
    assert json.loads(sayso("reprints", "--ledger", path, "--groups", "--json").out) == []


@pytest.mark.parametrize("options", [(), ("--groups",), ("later",), ("--label", "reprint")])
def test_machines_are_told_what_the_schema_says(
    options: tuple[str, ...], filled: Path, sayso: Sayso
) -> None:
    with open_ledger(filled) as book:
        found = [book.article(row.reuse.a)[0].id for row in book.reuses()]
    wanted = [found[0] if each == "later" else each for each in options]
    told = json.loads(sayso("reprints", *wanted, "--ledger", filled, "--json").out)
    assert told
    jsonschema.validate(told, SCHEMA)


def test_the_schema_lets_nothing_through_that_it_does_not_name(filled: Path, sayso: Sayso) -> None:
    [pair] = json.loads(sayso("reprints", "--ledger", filled, "--json").out)
    for wrong in ({**pair, "more": 1}, {**pair, "score": 2}, {**pair, "label": "copy"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([wrong], SCHEMA)

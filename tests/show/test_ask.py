"""``sayso ask`` over the invented story, with the real model: the count, and the schema."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sayso.show.answer import headline
from sayso.weigh.dossier import Dossier
from tests.conftest import Sayso

ROOT = Path(__file__).resolve().parent.parent.parent
SCHEMA = json.loads((ROOT / "docs" / "ask-1.schema.json").read_text(encoding="utf-8"))
ASKED = "The air force is making strikes in support of the militants."


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from sayso.show.cli import run

    path = tmp_path_factory.mktemp("ask") / "news.ledger"
    assert run(["read", str(ROOT / "examples" / "story"), "--ledger", str(path)]) == 0
    return path


def test_eight_outlets_tell_it_and_few_roots_do(story: Path, sayso: Sayso) -> None:
    told = json.loads(sayso("ask", ASKED, "--ledger", story, "--json").out)
    jsonschema.validate(told, SCHEMA)
    articles = {claim["article"] for claim in told["claims"]}
    assert len(articles) >= 6
    assert 1 <= told["roots"]["low"] <= told["roots"]["high"] < len(articles)
    assert any(claim["relation"] == "denies" for claim in told["disputes"])
    by_id = {claim["id"]: claim for claim in told["claims"]}
    shown = json.loads(sayso("show", next(iter(by_id)), "--ledger", story, "--json").out)
    assert shown["content"] == next(iter(by_id.values()))["text"]


def test_a_claim_is_asked_by_its_id(story: Path, sayso: Sayso) -> None:
    told = json.loads(sayso("ask", ASKED, "--ledger", story, "--json").out)
    first = told["claims"][0]
    again = json.loads(sayso("ask", first["id"], "--ledger", story, "--json").out)
    assert again["statement"] == first["text"]
    assert first["id"] in {claim["id"] for claim in again["claims"]}


def test_people_read_the_number_first(story: Path, sayso: Sayso) -> None:
    said = sayso("ask", *ASKED.split(), "--ledger", story)
    assert "independent root" in said.out.splitlines()[0]
    assert said.out.index("On whose word") < said.out.index("Who says so")
    assert "Who disputes it" in said.out


def test_one_root_and_several_read_right() -> None:
    none = Dossier("x", 0, 0, (), (), (), ())
    assert headline(none).plain == "No claim in this ledger says so."


@pytest.mark.parametrize("asked", ["", "   ", "?!", "dam " * 5000])
def test_what_is_no_statement_is_wrong_usage(asked: str, story: Path, sayso: Sayso) -> None:
    said = sayso("ask", asked, "--ledger", story, "--json")
    assert (said.code, said.out) == (2, "")
    assert "sentence" in said.err


@pytest.mark.parametrize(
    ("asked", "note"),
    [
        ("Is the air force making strikes in support of the militants?", "not answered"),
        ("militants", "sayso find"),
        ("Die Luftwaffe hat in der Nacht zum Montag die Rebellen unterstützt.", "German"),
    ],
)
def test_what_is_odd_is_answered_and_told(asked: str, note: str, story: Path, sayso: Sayso) -> None:
    said = sayso("ask", asked, "--ledger", story, "--json")
    assert said.code == 0 and note in said.err
    told = json.loads(said.out)
    jsonschema.validate(told, SCHEMA)
    assert told["statement"] == asked.rstrip("?")


def test_a_question_finds_what_its_statement_finds(story: Path, sayso: Sayso) -> None:
    question = "Is the air force making strikes in support of the militants?"
    told = json.loads(sayso("ask", question, "--ledger", story, "--json").out)
    assert len({claim["article"] for claim in told["claims"]}) >= 6


def test_words_that_are_no_claim_are_a_statement(story: Path, sayso: Sayso) -> None:
    said = sayso("ask", "strikes", "--ledger", story, "--json")
    assert said.code == 0 and json.loads(said.out)["statement"] == "strikes"


def test_a_ledger_without_a_claim_says_so(tmp_path: Path, sayso: Sayso) -> None:
    from sayso.ledger import open_ledger

    open_ledger(tmp_path / "none.ledger").close()
    said = sayso("ask", ASKED, "--ledger", tmp_path / "none.ledger")
    assert "No claim in this ledger says so." in said.out


def test_where_each_article_stands_is_told_where_it_is_asked_for(story: Path, sayso: Sayso) -> None:
    told = json.loads(sayso("ask", ASKED, "--ledger", story, "--articles", "--json").out)
    jsonschema.validate(told, SCHEMA)
    every = (*told["claims"], *told["disputes"], *told["unsettled"])
    assert {each["article"] for each in told["articles"]} == {each["article"] for each in every}
    assert len({each["stance"] for each in told["articles"]}) >= 2
    said = sayso("ask", ASKED, "--ledger", story, "--articles").out
    assert "Where the articles stand" in said
    assert "Where the articles stand" not in sayso("ask", ASKED, "--ledger", story).out

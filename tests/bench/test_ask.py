"""The bench of asking: copies are articles of their own, and what is measured is told right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import ask, heads
from sayso.ledger import open_ledger
from tests.engines.test_asking import Fake, axis, put

TEXT = "The keeper of the lower dam told villagers that the water would come before morning."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_ledger(tmp_path / "x.ledger") as book:
        put(book, "one", TEXT)
        put(book, "two", "the price of barley rose by a third in the markets of the coast")
    return tmp_path / "x.ledger"


def read(path: Path) -> ask.Read:
    with open_ledger(path) as book:
        return *book.article("one"), book.sentences("one")


def test_a_copy_is_another_article_with_the_same_places(path: Path) -> None:
    article, reading, marks = one = read(path)
    copied, told, shaken = ask.altered(one, 1)
    assert copied.text != article.text and len(copied.text) == len(article.text)
    assert [w.isupper() for w in copied.text] == [w.isupper() for w in article.text]
    assert {copied.id, told.claims[0].id, told.attributions[0].id}.isdisjoint(
        {article.id, reading.claims[0].id, reading.attributions[0].id}
    )
    assert told.claims[0].attribution == told.attributions[0].id
    assert told.claims[0].spans == reading.claims[0].spans
    assert shaken[0].vector != marks[0].vector and len(shaken[0].vector) == len(marks[0].vector)
    assert ask.altered(one, 1) == (copied, told, shaken)
    assert ask.altered(one, 2)[0].id != copied.id


def test_a_ledger_is_filled_up_to_so_many_claims(path: Path, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "large.ledger") as book:
        assert ask.fill(book, [read(path)], 7) == 7
        counts = book.counts()
        assert (counts.claims, counts.articles) == (7, 7)
        assert len(ask.statements(book, 5)) == 5
        assert ask.statements(book, 5) == ask.statements(book, 5)
        assert ask.fill(book, [], 7) == 0


def test_percentiles() -> None:
    assert ask.percentile(range(100), 0.95) == 95
    assert ask.percentile([3], 0.95) == 3


def test_a_given_ledger_is_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(heads, "marker", lambda: Fake(axis(0)))
    assert ask.main(["--ledger", str(path), "--asked", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["bench"], told["claims"], told["asked"]) == ("ask", 2, 1)
    assert told["p95_ms"] >= told["p50_ms"] > 0
    assert told["p95_cpu_ms"] >= told["p50_cpu_ms"] > 0

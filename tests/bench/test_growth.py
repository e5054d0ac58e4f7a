"""The bench of growth: made-up articles are what they are said to be, and slopes are slopes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.growth import Grower, Size, Times, exponent, grown, held
from bench.made import PASSAGES, WORDS, Maker
from sayso.ledger import IndexSize, open_ledger
from sayso.records import Reused
from sayso.weigh import InMemory, Text, reuses

STEMS = "bar", "col", "dun", "fen", "gar", "hol", "kel", "lem", "mar", "nor", "pel", "ros", "tam"
ENDS = "as", "by", "eth", "ic", "ot", "um", "yn", "ard", "ell", "ish"


@pytest.fixture
def maker() -> Maker:
    said = [a + b + c + d for a in STEMS for b in ENDS for c in ENDS for d in ENDS]
    return Maker([said[at : at + WORDS] for at in range(0, len(said), WORDS)], said)


def test_an_article_is_the_same_each_time_and_has_its_passages(maker: Maker) -> None:
    one = maker.article(17)
    assert one == maker.article(17) and one.id != maker.article(18).id
    paragraphs = one.text.strip().split("\n\n")
    assert [len(each.split()) for each in paragraphs] == [WORDS] * PASSAGES


def test_it_shares_one_passage_with_an_article_before_it_and_none_by_chance(maker: Maker) -> None:
    shelf, found = InMemory(), []
    for number in range(60):
        article = maker.article(number)
        text = Text.of(article.id, article.text)
        found.append(reuses(text, shelf))
        shelf.add(text)
    assert found[0] == []
    shared = [one for each in found for one in each if one.label is not Reused.BOILERPLATE]
    assert len(shared) >= 55  # each but the first, and some with a third that copied the same
    assert len(shared) <= 100


def test_passages_come_from_the_articles_of_a_collection(tmp_path: Path) -> None:
    path = tmp_path / "few.jsonl"
    body = "The ferry to Orla Point was stopped by a strike of pilots on the day. " * 12
    path.write_text(f'{{"id": "x", "text": "{body.strip()}"}}\n', encoding="utf-8")
    made = Maker.of([path])
    assert [len(each) for each in made.passages] == [WORDS] * 3
    assert "ferry" in made.words and len(made.words) == len(set(made.words))


def test_a_ledger_grows_to_each_size_and_the_index_is_measured(
    maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.growth.ROUND", 4)
    with open_ledger(tmp_path / "x.ledger") as book:
        sizes = list(grown(Grower(book, maker), (60, 120), tmp_path))
        assert [each.passages for each in sizes] == [60, 120]
        assert book.uncompared() == []
        assert len(book.reuses()) >= 6
    for each in sizes:
        assert each.here.cpu > 0 and each.least.cpu > 0 and each.matches >= 0.75
        assert each.index.prints > each.passages and each.index.bytes % 4096 == 0
        assert set(each.row()) >= {"passages", "cpu_ms", "bytes_a_print"}


def size(passages: int, here: float, least: float = 10.0, each: int = 20) -> Size:
    times = Times(here, 2 * here), Times(least, 2 * least)
    return Size(passages, *times, matches=1.0, index=IndexSize(1000, 1000 * each))


def test_the_slope_is_that_of_the_quotient() -> None:
    flat = [size(1_000, 10), size(10_000, 20, 20), size(100_000, 5, 5)]
    assert exponent(flat, "cpu") == pytest.approx(0)
    linear = [size(1_000, 10), size(10_000, 100), size(100_000, 1000)]
    assert exponent(linear, "clock") == pytest.approx(1)
    assert exponent(linear[:1], "cpu") == 0


def test_a_bound_that_holds_is_a_hundred_and_one_that_does_not_is_less() -> None:
    assert held([size(1_000, 10), size(10_000, 12)]) == {"flat": 100, "small": 100}
    grows = [size(1_000, 10), size(10_000, 20, each=120)]
    assert held(grows) == {"flat": pytest.approx(84.9, abs=0.1), "small": 50}

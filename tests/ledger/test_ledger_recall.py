"""Candidates for a statement: by sentence, by words, and how rare a word is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sayso.ledger import Ledger, open_ledger
from sayso.records import (
    About,
    ActorMention,
    Firmness,
    Frame,
    Kind,
    Modality,
    Quantity,
    SentenceMark,
    Voice,
)
from tests.engines.test_asking import put


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "x.ledger")
    put(ledger, "one", "the dam at Colm had burst")
    put(ledger, "two", "the dam was sold")
    put(ledger, "three", "barley rose")
    return ledger


def found(book: Ledger, words: list[str], limit: int = 9, at: int | None = None) -> set[str]:
    near = None if at is None else book.near(np.eye(384, dtype=np.float32)[at])
    return {one.id for some in book.candidates(near, words, limit=limit).values() for one in some}


def test_claims_are_found_by_any_of_the_words_up_to_a_limit(book: Ledger) -> None:
    assert found(book, ["dam", "colm"]) == {"cone", "ctwo"}
    assert found(book, ["dam", "colm"], limit=1) == {"cone"}
    assert found(book, []) == found(book, ["snow"]) == set()


def test_claims_are_found_by_their_sentence(book: Ledger) -> None:
    put(book, "four", "rain fell", at=7)
    assert found(book, [], limit=1, at=7) == {"cfour"}
    assert found(book, ["barley"], limit=1, at=7) == {"cfour", "cthree"}
    assert found(book, [], at=7) == {"cone", "ctwo", "cthree", "cfour"}


def test_an_outline_tells_where_a_claim_stands_and_how_firmly(book: Ledger) -> None:
    put(book, "four", "that the dam had burst", firm=Firmness.DENIED)
    [one] = book.outlines(["four"])["four"]
    assert (one.id, one.voice, one.firmness) == ("cfour", Voice.REPORTED, Firmness.DENIED)
    assert one.sentence == (0, len("that the dam had burst"))
    [row] = book.numbered([one.number])
    assert (row.id, row.article) == ("cfour", "four")
    assert book.outlines(["nobody"]) == {}


def test_an_outline_tells_what_a_claim_has_to_be_compared_by(book: Ledger) -> None:
    who = ActorMention((0, 4), "Velt", Kind.GOVERNMENT, "state/velt")
    frame = Frame((5, 10), (0, 4), "ASSAULT", 4, None, False, Modality.PAST, actor_id="state/velt")
    put(book, "deed", "Velt fired", about=About(actors=(who,), frames=(frame,)))
    put(book, "many", "58 died", about=About(quantities=(Quantity((0, 2), 58, 58, "person"),)))
    outlines = book.outlines(["one", "deed", "many"])
    told = {one.id: (one.framed, one.counts) for some in outlines.values() for one in some}
    assert told == {"cone": (False, False), "cdeed": (True, False), "cmany": (False, True)}
    near = book.candidates(None, ["58", "fired"], limit=9)
    assert {one.id for some in near.values() for one in some if one.counts} == {"cmany"}


def test_how_near_a_sentence_is(book: Ledger) -> None:
    put(book, "four", "rain fell", at=7)
    near = book.near(np.eye(384, dtype=np.float32)[7])
    assert near.of("four", (0, 4)) == pytest.approx(1)
    assert near.of("one", (0, 4)) == pytest.approx(0)
    assert near.of("one", (500, 600)) is None and near.of("nobody", (0, 4)) is None


def test_vectors_are_read_anew_where_the_ledger_changed(book: Ledger, tmp_path: Path) -> None:
    aimed = np.eye(384, dtype=np.float32)[7]
    assert book.near(aimed).of("four", (0, 4)) is None
    put(book, "four", "rain fell", at=7)
    assert book.near(aimed).of("four", (0, 4)) == pytest.approx(1)
    with open_ledger(tmp_path / "x.ledger") as other:
        put(other, "five", "snow fell", at=7)
    assert book.near(aimed).of("five", (0, 4)) == pytest.approx(1)


def test_the_nearest_by_signs_are_the_nearest(tmp_path: Path) -> None:
    dice = np.random.default_rng(3)
    vectors = dice.integers(-120, 121, size=(600, 384)).astype(np.int8)
    with open_ledger(tmp_path / "many.ledger") as many:
        for n, vector in enumerate(vectors):
            put(many, str(n), f"sentence {n}", raw=vector.tobytes())
        for n in (0, 300, 599):
            aimed = vectors[n] + dice.normal(0, 40, 384)
            aimed = (aimed / np.linalg.norm(aimed)).astype(np.float32)
            assert many.near(aimed).holding(1) == {n + 1}


def test_an_empty_ledger_has_nothing_near(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.ledger") as empty:
        near = empty.near(np.eye(384, dtype=np.float32)[0])
        assert empty.candidates(near, ["dam"], limit=9) == {}


def test_words_are_counted_and_no_word_is_a_query(book: Ledger) -> None:
    assert book.counted(["dam", "colm", "snow"]) == ({"dam": 2, "colm": 1, "snow": 0}, 3)
    assert book.counted(['" OR *', "NEAR("]) == ({'" OR *': 0, "NEAR(": 0}, 3)
    assert found(book, ['" OR *', "dam*"]) == {"cone", "ctwo"}


def test_every_vector_comes_with_its_sentence(book: Ledger) -> None:
    [(article, spans, raw), *_] = list(book.vectors())
    assert (article, len(spans), len(raw)) == ("one", 1, 384)


def test_sentences_of_many_articles_are_told_apart(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "many.ledger") as many:
        for n in range(6):
            put(many, str(n), "snow fell on the pier " * (n + 1), at=n)
        near = many.near(np.eye(384, dtype=np.float32)[3])
        near.learn({each: [(0, 9)] for each in ("3", "0", "nobody", "5")})
        assert near.of("3", (0, 9)) == pytest.approx(1)
        assert [near.of(each, (0, 9)) for each in ("0", "5", "nobody")] == [0, 0, None]
        near.learn({"3": [], "4": [(0, 9), (500, 600)]})
        assert near.of("4", (0, 9)) == pytest.approx(0) and near.of("4", (500, 600)) is None


def test_of_the_sentences_that_a_span_touches_the_nearest_counts(tmp_path: Path) -> None:
    dice = np.random.default_rng(5)
    spans = [(10 * n, 10 * n + 9) for n in range(12)]
    vectors = dice.integers(-120, 121, size=(len(spans), 384)).astype(np.int8)
    aimed = dice.normal(size=384).astype(np.float32)
    aimed /= np.linalg.norm(aimed)
    cosines = vectors @ aimed / np.linalg.norm(vectors.astype(float), axis=1)
    with open_ledger(tmp_path / "long.ledger") as long:
        put(long, "before", "snow fell", at=1)
        marks = [SentenceMark(s, v.tobytes()) for s, v in zip(spans, vectors, strict=True)]
        put(long, "one", "rain fell. " * 12, raw=marks)
        near = long.near(aimed)
        asked = [(0, 1), (5, 25), (9, 10), (8, 11), (0, 200), (118, 119), (119, 300), (40, 40)]
        near.learn({"one": asked, "before": [(0, 3)]})
        for start, end in asked:
            touched = [c for (s, e), c in zip(spans, cosines, strict=True) if s < end and e > start]
            held = near.of("one", (start, end))
            assert held is None if not touched else held == pytest.approx(max(touched), abs=1e-5)


def test_a_claim_over_several_sentences_is_found_once(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "two.ledger") as two:
        put(two, "one", "snow fell and rain fell", at=1)
        put(two, "two", "snow fell", at=1)
        assert two.near(np.eye(384, dtype=np.float32)[1]).holding(9) == {1, 2}
        assert two.near(np.eye(384, dtype=np.float32)[1]).holding(0) == set()

"""The agreement of two sets of sentence vectors."""

import numpy as np
import pytest

from bench import embedding
from bench.counts import pearson
from bench.embedding import Floats, agreement, floors, held_out, unit
from sayso.records import SentenceMark


def made(seed: int, rows: int, width: int) -> Floats:
    x = np.random.default_rng(seed).normal(size=(rows, width)).astype(np.float32)
    out: Floats = x / np.linalg.norm(x, axis=1, keepdims=True)
    return out


def test_bytes_become_unit_vectors() -> None:
    marks = [
        SentenceMark((0, 5), np.array([3, -4], dtype=np.int8).tobytes()),
        SentenceMark((6, 9), np.array([0, -127], dtype=np.int8).tobytes()),
        SentenceMark((9, 12), bytes(2)),
    ]
    assert unit(marks) == pytest.approx(np.array([[0.6, -0.8], [0, -1], [0, 0]]))
    assert unit([]).shape == (0, 0)


@pytest.mark.parametrize("block", [1, 4, 7, 100])
def test_every_pair_counts_once_however_the_rows_are_cut(
    block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "BLOCK", block)
    ours, theirs = made(1, 9, 5), made(2, 9, 3)
    pairs = [(i, j) for i in range(9) for j in range(i + 1, 9)]
    wanted = pearson(
        [float(ours[i] @ ours[j]) for i, j in pairs],
        [float(theirs[i] @ theirs[j]) for i, j in pairs],
    )
    assert agreement(ours, theirs) == pytest.approx(wanted, abs=1e-6)


def test_a_turned_copy_agrees_in_full() -> None:
    ours = made(3, 20, 4)
    turn, _ = np.linalg.qr(np.random.default_rng(4).normal(size=(4, 4)))
    assert agreement(ours, (ours @ turn).astype(np.float32)) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("rows", [0, 1, 2, 30])
def test_vectors_that_are_all_alike_agree_with_nothing(rows: int) -> None:
    alike = np.repeat(made(5, 1, 4), rows, axis=0)
    assert agreement(alike, made(6, rows, 4)) == 0.0


def test_the_last_forty_articles_are_held_out() -> None:
    rows = [{"id": number} for number in range(50)]
    assert [each["id"] for each in held_out(rows)] == list(range(10, 50))


def test_the_floor_is_a_percentage() -> None:
    assert floors({"teacher_r": 0.9137, "sentences": 4}) == {"teacher_r": 91.37}

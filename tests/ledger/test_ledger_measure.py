"""The measuring itself works, and nothing is slower by an order of magnitude than we say."""

from __future__ import annotations

from pathlib import Path

from tests.ledger.made import assert_whole
from tests.ledger.measure import CLAIMS, Press, measure


def test_the_press_prints_the_same_again() -> None:
    assert Press().article(0) == Press().article(0)


def test_a_small_ledger_is_measured(tmp_path: Path) -> None:
    figures = measure(60, tmp_path)
    assert figures["claims"] == 60 * CLAIMS
    # Ten times what the design note says, so that a slow machine passes and a slip does not.
    assert figures["add_mean_ms"] < 12
    assert figures["open_clock_ms"] < 2_000
    assert figures["find_word_of_rank_501_ms"] < 100
    assert figures["file_bytes_per_article"] < 10 * figures["text_bytes_per_article"]
    assert assert_whole(tmp_path / "measure.ledger") == 60

"""Floors: what falls, what rises, what may be lowered and what is kept about it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bench.floors import Floors, Lowered, Pin, Why, compare, load, lowered, raised, save

PIN = Pin("set/dev.jsonl", "aa", {"source": 70.0, "cue": 60.0})
HELD = Floors({"made": PIN})
WHY = Why("the gold marks titles now", "2020-02-03")


def fresh(sha256: str = "aa", **scores: float) -> Pin:
    return Pin("set/dev.jsonl", sha256, scores)


def test_equal_scores_hold() -> None:
    verdict = compare(PIN, {"source": 70.0, "cue": 60.0}, "aa")
    assert verdict.passed
    assert not (verdict.falls or verdict.rises or verdict.new)


@pytest.mark.parametrize(("score", "passed"), [(69.96, True), (69.9, False), (0.0, False)])
def test_a_tenth_is_a_fall_and_rounding_is_none(score: float, passed: bool) -> None:
    assert compare(PIN, {"source": score, "cue": 60.0}, "aa").passed is passed


def test_a_score_that_is_no_longer_measured_has_fallen() -> None:
    verdict = compare(PIN, {"source": 70.0}, "aa")
    assert verdict.falls == {"cue": (60.0, None)}
    assert not verdict.passed


def test_one_rise_does_not_buy_a_fall() -> None:
    verdict = compare(PIN, {"source": 99.0, "cue": 59.0}, "aa")
    assert verdict.rises == {"source": (70.0, 99.0)}
    assert not verdict.passed


def test_other_gold_fails_whatever_the_scores() -> None:
    verdict = compare(PIN, {"source": 99.0, "cue": 99.0}, "bb")
    assert verdict.other_gold
    assert not verdict.passed


def test_without_a_pin_everything_is_new() -> None:
    verdict = compare(None, {"source": 1.0}, "aa")
    assert verdict.passed
    assert verdict.new == {"source": 1.0}


def test_raising_lifts_what_rose_and_lowers_nothing() -> None:
    after = raised(HELD, "made", fresh(source=71.0, cue=50.0, content=40.0))
    assert after.pins["made"].scores == {"source": 71.0, "cue": 60.0, "content": 40.0}
    assert after.lowered == ()


def test_raising_pins_a_bench_without_floors() -> None:
    after = raised(HELD, "other", fresh(root=80.0))
    assert after.pins["other"].scores == {"root": 80.0}
    assert after.pins["made"] == PIN


def test_raising_on_other_gold_is_refused() -> None:
    with pytest.raises(ValueError, match="another one"):
        raised(HELD, "made", fresh("bb", source=99.0))


def test_lowering_one_score_touches_that_score_and_keeps_the_reason() -> None:
    after = lowered(HELD, "made", "cue", fresh(source=10.0, cue=55.0), WHY)
    assert after.pins["made"].scores == {"source": 70.0, "cue": 55.0}
    assert after.lowered == (Lowered("made", "cue", 60.0, 55.0, WHY.reason, WHY.date),)


def test_lowering_a_bench_takes_its_gold_and_all_its_scores() -> None:
    after = lowered(HELD, "made", None, fresh("bb", source=65.0, cue=61.0), WHY)
    assert after.pins["made"] == fresh("bb", source=65.0, cue=61.0)
    assert [row.score for row in after.lowered] == ["source"]


def test_new_gold_is_kept_as_a_reason_even_where_no_score_fell() -> None:
    after = lowered(HELD, "made", None, fresh("bb", source=70.0, cue=60.0), WHY)
    assert [row.score for row in after.lowered] == ["gold"]


def test_lowering_a_score_that_is_gone_drops_its_floor() -> None:
    after = lowered(HELD, "made", "cue", fresh(source=70.0), WHY)
    assert after.pins["made"].scores == {"source": 70.0}
    assert after.lowered[0].after is None


@pytest.mark.parametrize("reason", ["", "   "])
def test_lowering_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(ValueError, match="--reason"):
        lowered(HELD, "made", "cue", fresh(cue=1.0), replace(WHY, reason=reason))


@pytest.mark.parametrize(("bench", "score"), [("none", None), ("made", "none")])
def test_what_has_no_floor_cannot_be_lowered(bench: str, score: str | None) -> None:
    with pytest.raises(ValueError, match="no floor"):
        lowered(HELD, bench, score, fresh(cue=1.0), WHY)


def test_earlier_reasons_are_kept() -> None:
    once = lowered(HELD, "made", "cue", fresh(cue=55.0), WHY)
    twice = lowered(once, "made", "source", fresh(source=60.0), WHY)
    assert [row.score for row in twice.lowered] == ["cue", "source"]


def test_a_saved_file_loads_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    held = lowered(HELD, "made", "cue", fresh(cue=55.0), WHY)
    save(held, path)
    assert load(path) == held


def test_an_absent_file_holds_no_floors(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == Floors()

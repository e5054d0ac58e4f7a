"""Calibration: which records the scorer accepts, and what that makes of their scores."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import attribution, calibration
from bench.calibration import attributions, counted, floors
from bench.corpora import SHARED, scorer
from bench.product import Object

needs_scorer = pytest.mark.skipif(
    not (SHARED / "score").is_dir(), reason="the scorers stand in ../shared/score"
)

TEXT = "Ilse Brandt said the bridge was shut. Two divers denied that any boat sank."


def record(*words: str, score: float = 0.5, inside: str | None = None) -> dict[str, Any]:
    """A record of source, cue and content, by their words."""
    at = [TEXT.index(each) for each in words]
    spans = [[[a, a + len(each)]] for a, each in zip(at, words, strict=True)]
    return {**dict(zip(attribution.ROLES, spans, strict=True)), "score": score, "inside": inside}


BRIDGE = ("Ilse Brandt", "said", "the bridge was shut")
BOAT = ("Two divers", "denied", "that any boat sank")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    rows = [record(*BRIDGE), record(*BOAT)]
    path.write_text(json.dumps({"id": "one", "text": TEXT, "attributions": rows}))
    return path


def printed(*records: dict[str, Any]) -> list[Object]:
    return [{"input_id": "one", "text": TEXT, "refused": None, "attributions": list(records)}]


def precision(gold: Path, objects: Sequence[Object]) -> float:
    """What the scorer itself gives."""
    module = scorer("attribution")
    found = {"one": {"attributions": objects[0]["attributions"]}}
    return float(module.score(module.load(gold), found)["record-overlap"]["p"])


RUNS = {
    "exact": ([record(*BRIDGE, score=0.9), record(*BOAT, score=0.8)], [(0.9, True), (0.8, True)]),
    "an edge": ([record("Ilse Brandt", "said", "bridge was shut")], [(0.5, True)]),
    "less than half": ([record("Ilse Brandt", "said", "shut")], [(0.5, False)]),
    "another cue": ([record("Ilse Brandt", "denied", "the bridge was shut")], [(0.5, False)]),
    "two for one": (
        [
            record("Ilse Brandt", "said", "the bridge was", score=0.7),
            record(*BRIDGE, score=0.6),
        ],
        [(0.7, False), (0.6, True)],
    ),
    "one to the scorer": (
        [record("Ilse Brandt ", "said", "the bridge was shut.", score=0.3), record(*BRIDGE)],
        [(0.5, True)],
    ),
    "nothing": ([], []),
}


@needs_scorer
@pytest.mark.parametrize("name", RUNS)
def test_what_is_accepted_is_what_the_scorer_accepts(name: str, gold: Path) -> None:
    records, wanted = RUNS[name]
    judged = attributions(gold, printed(*records))
    assert sorted(judged) == sorted(wanted)
    if judged:
        share = 100 * sum(right for _, right in judged) / len(judged)
        assert share == pytest.approx(precision(gold, printed(*records)), abs=0.05)


@needs_scorer
def test_records_inside_another_are_left_out(gold: Path) -> None:
    rows = printed(record(*BRIDGE), record(*BOAT, inside="p1"))
    assert attributions(gold, rows) == [(0.5, True)]


@needs_scorer
def test_a_document_that_was_refused_says_nothing(gold: Path) -> None:
    assert attributions(gold, [{"input_id": "one", "refused": "empty", "attributions": []}]) == []
    assert attributions(gold, []) == []


def test_the_figures_and_their_floors() -> None:
    scores = counted([(0.95, True), (0.95, False)], {"entities": [(0.75, True)], "events": []})
    assert scores["ece"] == 0.45
    assert scores["by_head"] == {"entities": 0.25, "events": 0.0}
    assert [(each.n, each.right) for each in scores["bins"]] == [(2, 0.5)]
    assert floors(scores) == {"attributions": 55.0, "entities": 75.0, "events": 100.0}


def test_a_smaller_error_is_a_higher_floor() -> None:
    good = counted([(0.9, True)] * 9 + [(0.9, False)], {})
    bad = counted([(0.9, False)], {})
    assert floors(good)["attributions"] > floors(bad)["attributions"]


def test_the_heads_are_those_of_their_benches() -> None:
    assert set(calibration.HEADS) == {"entities", "predicates", "events"}

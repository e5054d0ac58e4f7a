"""`./run bench diff` between two runs over the same invented gold."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import diff
from bench.corpora import SHARED

pytestmark = pytest.mark.skipif(
    not (SHARED / "score").is_dir(), reason="the scorers stand in ../shared/score"
)

TEXT = "The council said the dam holds. Farmers warned that it leaks."
FIRST: dict[str, Any] = {"source": [[0, 11]], "cue": [[12, 16]], "content": [[17, 30]]}
SECOND: dict[str, Any] = {"source": [[32, 39]], "cue": [[40, 46]], "content": [[47, 60]]}


def lines(path: Path, row: dict[str, Any]) -> Path:
    path.write_text(json.dumps(row) + "\n")
    return path


def printed(path: Path, *records: dict[str, Any]) -> Path:
    rows = [{"id": str(place), "inside": None, **each} for place, each in enumerate(records)]
    row = {"id": "x", "input_id": "one", "text": TEXT, "refused": None, "attributions": rows}
    return lines(path, row)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    row = {"id": "one", "text": TEXT, "attributions": [FIRST, SECOND]}
    return lines(tmp_path / "gold.jsonl", row)


def run(gold: Path, before: Path, after: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    args = ["attribution", "--gold", str(gold), "--against", str(before), "--predicted", str(after)]
    assert diff.main(args) == 0
    return capsys.readouterr().out.splitlines()


def test_two_equal_runs_differ_in_nothing(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    same = printed(tmp_path / "run.jsonl", FIRST)
    assert run(gold, same, same, capsys) == ['{"bench": "diff", "gains": 0, "losses": 0}']


def test_a_record_won_and_a_role_lost_are_named_with_their_words(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = printed(tmp_path / "before.jsonl", FIRST)
    after = printed(tmp_path / "after.jsonl", {**FIRST, "content": [[17, 24]]}, SECOND)
    *said, last = run(gold, before, after, capsys)
    assert json.loads(last) == {"bench": "diff", "gains": 3, "losses": 1}
    assert "    - 1.1     content   the dam holds" in said
    assert "    + 1.2     source    Farmers" in said


def test_a_gain_is_a_loss_the_other_way_round(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = printed(tmp_path / "one.jsonl", FIRST)
    both = printed(tmp_path / "both.jsonl", FIRST, SECOND)
    assert json.loads(run(gold, one, both, capsys)[-1])["gains"] == 3
    assert json.loads(run(gold, both, one, capsys)[-1])["losses"] == 3


def test_a_bench_without_gold_records_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as end:
        diff.main(["speed"])
    assert end.value.code == 2


def test_nothing_pinned_is_nothing_to_compare(tmp_path: Path) -> None:
    assert diff.compare_pinned(tmp_path / "none.txt", [], ["source"]) == []

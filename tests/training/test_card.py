"""The model card: read off the shipped file, true to the corpora and to the training code."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import onnxruntime
import pytest

from bench.corpora import ROOT, SHARED
from training import card, ship

HEADS = ROOT / "training" / "heads"
MADE = "Two runs,\nand their mean."


def test_the_shipped_card_is_current() -> None:
    assert card.main(["--check"]) == 0, "the model or its floors moved: python -m training.card"


def test_every_input_and_output_of_the_shipped_file_is_told() -> None:
    session = onnxruntime.InferenceSession(
        str(card.SHIPPED / "model.onnx"), providers=["CPUExecutionProvider"]
    )
    names = {value.name for value in (*session.get_inputs(), *session.get_outputs())}
    assert names <= set(card.SAID)


def test_the_card_tells_hash_size_scores_and_lineage(tmp_path: Path) -> None:
    shutil.copy(card.SHIPPED / "model.onnx", tmp_path)
    scores = tmp_path / "scores.json"
    scores.write_text('{"fresh": {"cue": 74.26, "content": 66}}', encoding="utf-8")
    assert card.main([str(tmp_path), "--made", MADE, "--scores", str(scores)]) == 0
    told = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    size = (tmp_path / "model.onnx").stat().st_size / 1e6
    assert f"{size:.1f} MB" in told
    assert re.search(r"hash `[0-9a-f]{12}`", told)
    assert "| fresh | cue 74.3, content 66.0 |" in told
    assert told.endswith(f"## Made by\n{MADE}\n")
    assert card.kept(told) == MADE


def test_the_lineage_outlives_new_scores(tmp_path: Path) -> None:
    shutil.copy(card.SHIPPED / "model.onnx", tmp_path)
    card.main([str(tmp_path), "--made", MADE])
    scores = tmp_path / "scores.json"
    scores.write_text('{"fresh": {"cue": 1}}', encoding="utf-8")
    assert card.main([str(tmp_path), "--check", "--scores", str(scores)]) == 1
    assert card.main([str(tmp_path), "--scores", str(scores)]) == 0
    assert card.main([str(tmp_path), "--check", "--scores", str(scores)]) == 0
    told = (tmp_path / "CARD.md").read_text(encoding="utf-8")
    assert card.kept(told) == MADE
    assert "| fresh | cue 1.0 |" in told


def test_a_card_without_lineage_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(card.SHIPPED / "model.onnx", tmp_path)
    with pytest.raises(SystemExit):
        card.main([str(tmp_path)])
    assert "give --made" in capsys.readouterr().err
    assert not (tmp_path / "CARD.md").exists()


def test_what_was_not_measured_has_no_figures() -> None:
    told = card.text(card.SHIPPED, MADE, {})
    assert "## Scores\nNot measured.\n" in told


def test_floors_are_read_as_the_gate_writes_them() -> None:
    raw = json.loads(card.FLOORS.read_text(encoding="utf-8"))["benches"]
    assert card.pinned(card.FLOORS) == {name: pin["scores"] for name, pin in raw.items()}


def test_calibration_is_told_by_head() -> None:
    assert "raw scores" in card.calibration({})
    told = card.calibration({"cue": [1.25, -0.5, 0.1], "entities": (0.8, 0, 0)})
    assert "| cue | 1.250 | -0.500 | 0.100 |\n| entities | 0.800 | 0.000 | 0.000 |\n" in told


# --- what the card says of the corpora ------------------------------------------------------------


def test_what_the_heads_read_is_what_the_card_tells() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in HEADS.glob("*.py"))
    named = set(re.findall(r"[\w./-]+\.(?:jsonl|csv)", sources))
    told = card.files()
    assert named, "the heads name their files"
    assert {file for file in told if not any(file.endswith(name) for name in named)} == set()
    assert {name for name in named if not any(file.endswith(name) for file in told)} == set()


def test_files_of_some_heads() -> None:
    assert card.files(["attribution"]) == {"polnear/train.jsonl", "chains/train.jsonl"}
    assert card.files(["records", "events"]) == {"chains/train.jsonl", "plover/train.jsonl"}
    assert card.files([]) == set()


def test_what_is_held_out_is_told() -> None:
    held = {path: each.held for each in card.CORPORA for path in each.rows if each.held}
    source = (HEADS / "embedding.py").read_text(encoding="utf-8")
    found = re.search(r"^HELD_OUT = (\d+)$", source, re.MULTILINE)
    assert found is not None
    assert held == {
        "news/fnc-conflict.jsonl": int(found[1]),
        "plover/train.jsonl": -(-1050 // 5),  # every fifth
    }


@pytest.mark.skipif(not (SHARED / "corpora").is_dir(), reason="the corpora stand in ../shared")
@pytest.mark.parametrize(
    ("name", "rows"), [pair for each in card.CORPORA for pair in each.rows.items()]
)
def test_the_corpora_have_the_rows_that_are_told(name: str, rows: int) -> None:
    path = SHARED / "corpora" / name
    with path.open(encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            csv.field_size_limit(2**24)
            assert sum(1 for _ in csv.DictReader(file)) == rows
        else:
            assert sum(1 for line in file if line.strip()) == rows


# --- the model folder -----------------------------------------------------------------------------


def test_word_pieces_lose_limit_and_padding_and_nothing_else(tmp_path: Path) -> None:
    shipped = card.SHIPPED / "tokenizer.json"
    held = json.loads(shipped.read_text(encoding="utf-8"))
    raw = tmp_path / "tokenizer.json"
    limit = {"max_length": 128, "strategy": "LongestFirst", "stride": 0}
    raw.write_text(json.dumps(held | {"truncation": limit, "padding": {}}, indent=2), "utf-8")
    assert ship.pieces(raw) == shipped.read_text(encoding="utf-8")


def test_a_model_is_published_whole_and_leaves_nothing_behind(tmp_path: Path) -> None:
    made, out = tmp_path / "made", tmp_path / "out"
    for folder, text in ((made, "new"), (out, "old")):
        folder.mkdir()
        for name in ("model.onnx", "tokenizer.json", "CARD.md"):
            (folder / name).write_text(text, encoding="utf-8")
    (made / "notes.txt").write_text("stays", encoding="utf-8")
    ship.publish(made, out)
    assert {p.name: p.read_text(encoding="utf-8") for p in out.iterdir()} == {
        "model.onnx": "new",
        "tokenizer.json": "new",
        "CARD.md": "new",
    }


def test_an_unfinished_model_replaces_nothing(tmp_path: Path) -> None:
    made, out = tmp_path / "made", tmp_path / "out"
    made.mkdir()
    (made / "model.onnx").write_text("new", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        ship.publish(made, out)
    assert list(out.iterdir()) == []

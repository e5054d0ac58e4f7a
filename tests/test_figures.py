"""The figures of the readme are those of the floors, and nothing is told that is not pinned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import floors
from tests.test_map import ROOT, script

figures = script("figures")


def test_the_table_of_the_readme_is_current() -> None:
    assert figures.main(["--check"]) == 0, "the floors have moved: run ./run docs --fast"


def test_what_is_pinned_is_told_in_the_order_of_its_row() -> None:
    made = figures.table({"attribution": {"content": 60.04, "source": 77.0, "cue": 74.25}})
    assert "source / cue / content | 77.0 / 74.2 / 60.0 |" in made
    assert made.count("\n") == 3


@pytest.mark.parametrize(
    "pins",
    [{}, {"attribution": {"source": 77.0}}, {"nonsense": {"source": 77.0}}],
    ids=["no floors", "half a row", "another bench"],
)
def test_without_figures_there_is_no_table(pins: dict[str, dict[str, float]]) -> None:
    assert figures.table(pins) == ""


def test_it_reads_the_file_that_the_gate_writes(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert figures.pinned(path) == {}
    pin = floors.Pin("chains/dev.jsonl", "00", {"records_f1": 60.5})
    floors.save(floors.raised(floors.Floors(), "chains", pin), path)
    assert figures.pinned(path) == {"chains": {"records_f1": 60.5}}
    assert "| 60.5 |" in figures.table(figures.pinned(path))


def test_every_row_gives_scores_that_its_bench_pins() -> None:
    from bench import attribution, chains

    known = {"attribution": set(attribution.PINNED), "chains": set(chains.PINNED)}
    for row in figures.ROWS:
        assert set(row.scores) <= known.get(row.bench, set(row.scores)), row


def test_only_the_space_between_the_markers_is_written() -> None:
    readme = f"before\n{figures.BEGIN}old\n{figures.END}\nafter\n"
    made = figures.filled(readme, "new\n")
    assert made == f"before\n{figures.BEGIN}new\n{figures.END}\nafter\n"
    assert figures.filled(made, "new\n") == made


@pytest.mark.parametrize("lost", ["BEGIN", "END"])
def test_a_readme_without_its_markers_is_told(lost: str) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    with pytest.raises(SystemExit, match="markers"):
        figures.filled(readme.replace(getattr(figures, lost), ""), "")


def test_floors_of_the_project_can_be_read() -> None:
    if figures.FLOORS.is_file():
        raw = json.loads(figures.FLOORS.read_text(encoding="utf-8"))
        assert set(figures.pinned(figures.FLOORS)) == set(raw["benches"])

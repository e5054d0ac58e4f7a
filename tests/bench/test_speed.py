"""What the speed bench feeds the program, and how it counts."""

import csv
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from bench import stages
from bench.speed import articles, children_cpu_s, repeated, share, write
from tests.fakes import PatternMarker

ROWS = [
    {"id": "a", "text": "One two three.", "outlet": "The Ferry Post"},
    {"id": "b", "text": 'Four, "five".\n\nSix.', "outlet": "Harbour Daily"},
]


@pytest.mark.parametrize("wanted", [0, 1, 2, 3, 7])
def test_as_many_as_are_wanted(wanted: int) -> None:
    assert len(list(repeated(ROWS, wanted))) == wanted


def test_no_two_share_an_id_or_a_url() -> None:
    rows = list(repeated(ROWS, 7))
    assert len({row["id"] for row in rows}) == 7
    assert len({row["url"] for row in rows}) == 7


def test_texts_and_order_stay() -> None:
    rows = list(repeated(ROWS, 3))
    assert [row["text"] for row in rows] == [ROWS[0]["text"], ROWS[1]["text"], ROWS[0]["text"]]


def test_rows_are_made_as_they_are_taken() -> None:
    assert len(list(islice(repeated(ROWS, 10**12), 5))) == 5


def test_nothing_repeated_is_nothing() -> None:
    assert list(repeated([], 5)) == []


def test_words_are_counted_over_what_is_written(tmp_path: Path) -> None:
    assert write(repeated(ROWS, 4), tmp_path / "out.csv") == 12


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write(repeated(ROWS, 2), path)
    assert [row["text"] for row in articles(path)] == [row["text"] for row in ROWS]
    with path.open(newline="") as file:
        assert next(csv.reader(file)) == ["id", "text", "outlet", "url"]


def test_the_processor_time_of_ended_children_is_counted() -> None:
    before = children_cpu_s()
    busy = "import time\nwhile time.process_time() < 0.3: pass"
    subprocess.run([sys.executable, "-c", busy], check=True)
    assert 0.25 < children_cpu_s() - before < 5


def test_waiting_takes_time_and_no_processor() -> None:
    clock = stages.Clock()
    with clock("wait"):
        time.sleep(0.2)
    assert clock.seconds["wait"] >= 0.2
    assert clock.cpu_s["wait"] < 0.15


def test_every_stage_is_clocked_on_the_way_into_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    write(repeated(ROWS, 40), path)
    clock = stages.run(path, PatternMarker(), tmp_path)
    assert list(clock.seconds) == ["gather", "read", "mark", "trace", "ground", "ledger"]
    assert clock.cpu_s.keys() == clock.peak_mb.keys() == clock.seconds.keys()
    assert all(peak > 1 for peak in clock.peak_mb.values())


@pytest.mark.parametrize(
    ("cpu_s", "percent"),
    [({"mark": 40.0, "trace": 1.0}, 2.5), ({"mark": 40.0}, 0.0), ({"trace": 1.0}, 10_000.0)],
)
def test_what_trace_costs_is_told_in_percent_of_mark(
    cpu_s: dict[str, float], percent: float
) -> None:
    assert share(cpu_s, "trace") == percent

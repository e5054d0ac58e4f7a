"""How the size bench counts, and the start bench with it."""

import zipfile
from pathlib import Path

from bench.size import constraints, contents, weigh
from bench.start import HEAVY, gazetteers, once


def test_a_folder_weighs_what_its_files_weigh(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "one").write_bytes(b"1" * 10)
    (tmp_path / "deep" / "two").write_bytes(b"1" * 100)
    assert weigh(tmp_path) == (110, 2)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    (tmp_path / "big").write_bytes(b"1" * 10_000)
    (tmp_path / "inside" / "link").symlink_to(tmp_path / "big")
    assert weigh(tmp_path / "inside")[0] < 1_000


def test_contents_name_files_and_no_folders(tmp_path: Path) -> None:
    path = tmp_path / "made.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("sayso/", "")
        archive.writestr("sayso/a.py", "x = 1\n")
    assert contents(path) == {"sayso/a.py": 6}


def test_constraints_are_the_lock_without_hashes(tmp_path: Path) -> None:
    rows = constraints(tmp_path).read_text().splitlines()
    assert any(row.startswith("numpy==") for row in rows)
    assert not any("--hash" in row or row.endswith("\\") for row in rows)


def test_one_start_is_timed_in_an_interpreter_of_its_own() -> None:
    took, heavy = once()
    assert 1 < took < 60_000
    assert set(heavy) <= set(HEAVY)


def test_loading_the_gazetteers_is_measured_in_an_interpreter_of_its_own() -> None:
    row = gazetteers()
    # Two clocks of different grain: of a busy process either may be ahead by a hair.
    assert 1 < row["cpu_ms"] < 60_000
    assert 1 < row["ms"] < 60_000
    assert 0 <= row["mb"] < 2_000

"""The map names every file of the project, and nothing that is not there."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def script(name: str) -> ModuleType:
    """A generator of docs/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", ROOT / "docs" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAPS = script("map")
Repo = Callable[[dict[str, str]], Path]


@pytest.fixture
def folder(tmp_path: Path) -> Repo:
    """Makes a folder with these files."""

    def make(texts: dict[str, str]) -> Path:
        for name, text in texts.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return make


def test_every_file_is_in_the_map_and_every_name_in_the_map_is_a_file() -> None:
    written = (ROOT / "MAP.md").read_text(encoding="utf-8")
    assert MAPS.gaps(written, MAPS.files()) == []


def test_the_reading_order_names_files_that_are_there() -> None:
    order = MAPS.HEAD.partition("in order:")[2].partition("A room imports")[0]
    names = [line.split("`")[1] for line in order.strip().splitlines() if "`" in line]
    names = [name for name in names if "/" in name]
    assert len(names) == 7
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_what_is_told_for_a_file_is_told_for_one_that_is_there_or_comes() -> None:
    later = {"bench/floors.json", "docs/images/demo.svg"}  # written by a bench and by ./run docs
    assert [name for name in MAPS.TOLD if not (ROOT / name).exists() and name not in later] == []


def test_a_new_file_is_a_gap_until_the_map_is_made_anew(folder: Repo) -> None:
    root = folder({"src/sayso/new.py": '"""Something new."""\n'})
    names = ["src/sayso/new.py"]
    assert MAPS.gaps("", names, root) == ["src/sayso/new.py: not in MAP.md; run ./run docs"]
    written = MAPS.page(names, root)
    assert "- `src/sayso/new.py`: Something new\n" in written
    assert MAPS.gaps(written, names, root) == []


def test_a_file_that_went_away_is_a_gap(folder: Repo) -> None:
    root = folder({"src/sayso/new.py": '"""Something new."""\n'})
    written = MAPS.page(["src/sayso/new.py"], root)
    assert MAPS.gaps(written, [], root) == ["src/sayso/new.py: in MAP.md and not there"]


def test_a_file_has_to_say_what_it_is(folder: Repo) -> None:
    root = folder({"bench/silent.py": "x = 1\n"})
    names = ["bench/silent.py"]
    (gap,) = MAPS.gaps(MAPS.page(names, root), names, root)
    assert gap == "bench/silent.py: its first line does not say what it is"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.py", '"""One thing.  And more.\n\nLong."""\n', "One thing"),
        ("a.toml", "# Words of a kind.\nx = 1\n", "Words of a kind"),
        ("a.sql", "-- Tables.\n", "Tables"),
        ("a.md", "# A page\n", "A page"),
        ("a.json", '{"title": "a contract"}', "a contract"),
        ("sub/__init__.py", "", "makes a package of the folder"),
        ("run.sh", "#!/bin/sh\n# A chore.\n", "A chore"),
    ],
)
def test_the_first_line_tells(folder: Repo, name: str, text: str, said: str) -> None:
    assert MAPS.told(name, folder({name: text})) == said


def test_cases_and_locks_are_told_together() -> None:
    names = ["requirements/dev.txt", "requirements/run.txt", "tests/cases/x/a.toml"]
    assert [name for name, _ in MAPS.entries(names)] == ["requirements/", "tests/cases/x/"]


@pytest.mark.parametrize(
    ("name", "chapter"),
    [
        ("run", ""),
        ("src/sayso/records.py", "src/sayso"),
        ("src/sayso/show/cli/read.py", "src/sayso/show"),
        ("tests/trace/test_voice.py", "tests"),
    ],
)
def test_the_chapter_of_a_file(name: str, chapter: str) -> None:
    assert MAPS.home(name) == chapter

"""`sayso actors import` and `sayso read --actors`: from a dictionary to the actors of claims."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Sayso

MARKER = ("--marker", "tests.fakes:pattern")
TEXT = """KELVAT (Pell Courier) - The council of Kelvat said that the Red Hill Front had left the
bridge on Monday and that nobody was hurt when the last of its men went home.

The RHF said that it would come back when the harvest was brought in and the road was dry.
"""


def made(sayso: Sayso, folder: Path) -> Path:
    """A file of own actors, made of a dictionary."""
    source = folder / "norvia.actors.txt"
    source.write_text("RED_HILL_FRONT_ [NRVREB]\n+RHF_\nBROKEN_ [NRV\n", encoding="utf-8")
    done = sayso("actors", "import", source)
    assert done.code == 3
    assert "norvia.actors.txt, line 3: no code can be read" in done.err
    assert "1 actor in actors.toml" in done.err
    return folder / "actors.toml"


def ids(out: str) -> set[str | None]:
    """Ids of all actors in an object of the contract."""
    return {actor["id"] for claim in json.loads(out)["claims"] for actor in claim["actors"]}


def test_own_actors_are_found_in_what_is_read(sayso: Sayso, tmp_path: Path) -> None:
    own = made(sayso, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    plain = sayso("read", "a.txt", "--jsonl", "-q", *MARKER)
    assert plain.code == 0, plain.err
    assert "group/red-hill-front" not in ids(plain.out)
    told = sayso("read", "a.txt", "--jsonl", "-q", "--actors", own, *MARKER)
    assert told.code == 0, told.err
    assert "group/red-hill-front" in ids(told.out)


def test_own_actors_may_stand_in_the_settings(sayso: Sayso, tmp_path: Path) -> None:
    made(sayso, tmp_path)
    (tmp_path / "sayso.toml").write_text('[read]\nactors = "actors.toml"\n', encoding="utf-8")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert "group/red-hill-front" in ids(sayso("read", "a.txt", "--jsonl", "-q", *MARKER).out)


def test_several_processes_know_them_too(sayso: Sayso, tmp_path: Path) -> None:
    own = made(sayso, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = sayso("read", "a.txt", "--jsonl", "-q", "--processes", "2", "--actors", own, *MARKER)
    assert "group/red-hill-front" in ids(done.out), done.err


def test_with_other_actors_an_input_is_read_anew(sayso: Sayso, tmp_path: Path) -> None:
    own = made(sayso, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    again = ("read", "a.txt", "--ledger", "x.ledger", *MARKER)
    assert sayso(*again).code == 0
    assert "group/red-hill-front" not in sayso("actors", "--ledger", "x.ledger", "--json").out
    assert sayso(*again, "--actors", own).code == 0
    assert "group/red-hill-front" in sayso("actors", "--ledger", "x.ledger", "--json").out


def test_a_file_that_is_there_is_not_written_over(sayso: Sayso, tmp_path: Path) -> None:
    own = made(sayso, tmp_path)
    before = own.read_text(encoding="utf-8")
    done = sayso("actors", "import", tmp_path / "norvia.actors.txt")
    assert done.code == 2
    assert "is there already" in done.err and "--force" in done.err
    assert own.read_text(encoding="utf-8") == before
    assert sayso("actors", "import", tmp_path / "norvia.actors.txt", "--force").code == 3


def test_a_csv_is_known_by_its_ending(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("name,kind\nRed Hill Front,armed group\n", encoding="utf-8")
    done = sayso("actors", "import", "own.csv", "--to", "mine.toml")
    assert done.code == 0, done.err
    assert 'id = "group/red-hill-front"' in (tmp_path / "mine.toml").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_told(sayso: Sayso, tmp_path: Path) -> None:
    assert "cannot be read" in sayso("actors", "import", "none.txt").err
    (tmp_path / "latin.txt").write_bytes(b"PR\xc9NT_ [NRV]\n")
    assert "no UTF-8" in sayso("actors", "import", "latin.txt").err
    (tmp_path / "empty.txt").write_text("; nothing\n", encoding="utf-8")
    done = sayso("actors", "import", "empty.txt")
    assert "No actor could be read" in done.err and not (tmp_path / "actors.toml").exists()


def test_a_wrong_file_of_actors_stops_the_run_with_its_place(sayso: Sayso, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "own.toml").write_text('actor = [{ id = "x", name = "X", kind = "person" }]\n')
    done = sayso("read", "a.txt", "--actors", "own.toml", *MARKER)
    assert done.code == 1
    assert "own.toml, actor 1 (x): id 'x' is none" in done.err


def test_a_cell_of_a_csv_may_hold_several_aliases(sayso: Sayso, tmp_path: Path) -> None:
    source = tmp_path / "own.csv"
    source.write_text("name,kind,aliases\nRed Hill Front,armed group,RHF; Hill Men\n", "utf-8")
    assert sayso("actors", "import", source).code == 0
    assert 'aliases = ["RHF", "Hill Men"]' in (tmp_path / "actors.toml").read_text("utf-8")
    assert "semicolon between" in " ".join(sayso("actors", "import", "--help").out.split())

"""The vocabulary page shows every word of every list, and is current."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.test_map import script

PAGES = script("vocabulary")
LISTS = sorted(PAGES.LISTS.rglob("*.toml"))


def test_the_page_is_current() -> None:
    assert PAGES.main(["--check"]) == 0, "a list has changed: run ./run docs"


@pytest.mark.parametrize("path", LISTS, ids=[path.stem for path in LISTS])
def test_every_value_of_a_list_is_on_its_page(path: Path) -> None:
    shown = PAGES.chapter(path)
    for word in _words(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert PAGES.cell(word) in shown


def _words(value: object) -> list[str]:
    """All words of a list: text split at blanks, tables and lists gone through."""
    if isinstance(value, dict):
        return [word for inner in value.values() for word in _words(inner)]
    if isinstance(value, list):
        return [
            w for inner in value for w in ([inner] if isinstance(inner, str) else _words(inner))
        ]
    return value.split() if isinstance(value, str) and "\n" in value else []


def test_comments_explain_the_key_right_below(tmp_path: Path) -> None:
    path = tmp_path / "marks.toml"
    path.write_text('# Marks.\n# All of them.\n\n[name]\n# Before it.\nbefore = ["a b", "c"]\n')
    assert PAGES.chapter(path).splitlines() == [
        "## marks",
        "",
        "Marks.",
        "All of them.",
        "",
        "### name",
        "",
        "Before it.",
        "",
        "**before** (2): `a b`, `c`",
    ]


def test_records_become_a_table(tmp_path: Path) -> None:
    path = tmp_path / "papers.toml"
    path.write_text(
        'paper = [{ name = "The Alder", kind = "outlet", aliases = ["Alder", "A|B"] }]\n'
    )
    assert "| `The Alder` | `outlet` | `Alder`, `A\\|B` |" in PAGES.chapter(path)


def test_words_with_classes_are_shown_by_class(tmp_path: Path) -> None:
    path = tmp_path / "pronouns.toml"
    path.write_text('[pronouns]\nhe = "m"\nshe = "f"\nhim = "m"\nher = "f"\n')
    assert "**m** (2): `he`, `him`" in PAGES.chapter(path)


def test_a_comment_inside_a_long_value_explains_nothing(tmp_path: Path) -> None:
    path = tmp_path / "long.toml"
    path.write_text('words = [\n  # not a note\n  "a",\n]\n\n# A note.\nmore = ["b"]\n')
    assert "not a note" not in PAGES.chapter(path)
    assert "A note." in PAGES.chapter(path)


def test_the_page_is_written_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PAGES, "PAGE", tmp_path / "new" / "vocabulary.md")
    assert PAGES.main(["--check"]) == 1
    assert PAGES.main([]) == 0
    assert PAGES.main(["--check"]) == 0

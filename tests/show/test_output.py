"""Data for machines: CSV is true to the data, and does not steer a terminal."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from sayso.show.cli.output import put

ROWS: list[dict[str, str | int | None]] = [
    {"source": "=HYPERLINK(1)", "articles": 3},
    {"source": '-a\x1b[2J\u202e, "b"\nc', "articles": 0},
    {"source": None, "articles": 1},
]


class Screen(StringIO):
    """A terminal that keeps what it is sent."""

    def isatty(self) -> bool:
        """It is one."""
        return True


def written(out: StringIO, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    monkeypatch.setattr("sys.stdout", out)
    put(iter(ROWS), "csv", ["source", "articles"])
    return list(csv.reader(StringIO(out.getvalue(), newline="")))


def test_csv_holds_the_data_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    assert written(StringIO(), monkeypatch) == [
        ["source", "articles"],
        ["=HYPERLINK(1)", "3"],
        ['-a\x1b[2J\u202e, "b"\nc', "0"],
        ["", "1"],
    ]


def test_csv_on_a_terminal_does_not_steer_it(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    assert written(screen, monkeypatch)[2] == ['-a␛[2J\ufffd, "b"\nc', "0"]
    assert not set("\x1b\u202e") & set(screen.getvalue())

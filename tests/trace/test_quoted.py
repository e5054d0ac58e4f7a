"""Quoted stretches against labels given by hand: how many are told right, and by what reason."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from sayso.records import Quoted, Scare
from sayso.trace.scare import scare
from tests.trace.marked import CASES, article

FILE = CASES / "quoted" / "labelled.toml"
ROWS: list[list[str]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["rows"]


def told(text: str, stretch: str) -> Scare | None:
    """What is said of ``stretch`` in ``text``, read by itself."""
    start = text.index(f"“{stretch}") + 1
    return next((s for s in scare(article(text), ()) if s.span[0] == start), None)


def verdicts() -> list[tuple[str, str, str]]:
    """For each row: what it is, what it was taken for, and its sentence."""
    out = []
    for text, stretch, label in ROWS:
        found = told(text, stretch)
        out.append((label, "speech" if found is None else found.type.value, text))
    return out


def test_every_label_is_known_and_every_stretch_stands_in_its_sentence() -> None:
    kinds = {kind.value for kind in Quoted} | {"speech"}
    assert {label for _, _, label in ROWS} == kinds
    assert all(stretch in text for text, stretch, _ in ROWS)
    assert len({text for text, _, _ in ROWS}) == len(ROWS) >= 300


@pytest.mark.parametrize(
    ("kind", "least"),
    [("scare", 0.95), ("name", 0.95), ("title", 0.95), ("term", 0.93), ("speech", 0.96)],
)
def test_most_of_each_kind_are_told_right(kind: str, least: float) -> None:
    found = verdicts()
    hit = Counter(is_ == taken for is_, taken, _ in found if kind in (is_, taken))
    missed = [row for row in found if kind in row[:2] and row[0] != row[1]]
    both = sum(is_ == taken == kind for is_, taken, _ in found)
    f1 = 2 * both / (2 * both + hit[False])
    assert f1 >= least, missed


def test_every_stretch_that_is_nobodys_speech_says_why() -> None:
    for text, stretch, _ in ROWS:
        found = told(text, stretch)
        assert found is None or found.why

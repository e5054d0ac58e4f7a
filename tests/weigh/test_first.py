"""Which of two tellings was first: rule by rule, on invented texts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sayso.records import Direction, Reused
from sayso.vocab.copies import sign
from sayso.weigh import InMemory, Text, reuses
from sayso.weigh.days import printed
from sayso.weigh.signs import signs

CASES = Path(__file__).parents[1] / "cases" / "reuse" / "first.toml"
ROWS = tomllib.loads(CASES.read_text(encoding="utf-8"))


def telling(row: dict[str, Any], side: str) -> Text:
    story = " ".join(ROWS["story"].split())
    for old, new in row.get(f"replace_{side}", {}).items():
        story = story.replace(old, new)
    known = {name: row.get(f"{name}_{side}") for name in ("outlet", "published")}
    return Text.of(side, row[side].replace("{story}", story) + "\n", **known)


def told(a: Text, b: Text) -> tuple[Direction, str]:
    shelf = InMemory()
    shelf.add(b)
    [one] = reuses(a, shelf)
    assert one.label in (Reused.REPRINT, Reused.REWRITE)
    return one.direction, dict(one.why).get("direction", "")


@pytest.mark.parametrize("row", ROWS["case"], ids=lambda row: row["what"])
def test_it_is_told_by_the_first_rule_that_can(row: dict[str, Any]) -> None:
    first, why = told(telling(row, "a"), telling(row, "b"))
    assert first == row["first"], why
    assert row.get("because", "") in why
    assert bool(why) == (first is not Direction.UNKNOWN)


@pytest.mark.parametrize("row", ROWS["case"], ids=lambda row: row["what"])
def test_the_other_way_round_it_is_the_same(row: dict[str, Any]) -> None:
    other = {"a": "b", "b": "a"}.get(row["first"], "unknown")
    a, b = telling(row, "a"), telling(row, "b")
    assert told(b, a)[0] == other
    assert told(b, a)[1] == told(a, b)[1]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Posted on August 3 2016 by Ada Voss The bridge", date(2016, 8, 3)),
        ("Last updated at Jul 162015 The bridge", date(2015, 7, 16)),
        ("01.02.2015 The bridge", date(2015, 2, 1)),
        ("2016-06-02 The bridge", date(2016, 6, 2)),
        ("Bridge shut AFP Saturday 16th of July, 2016", None),
        ("Bridge shut AFP Saturday 16th July, 2016", date(2016, 7, 16)),
        ("31 February 2016 The bridge", None),
        ("The bridge was shut on July 3, 2016, and opened in 2017.", None),
        ("Since 5 May 2011 the bridge has been shut. Published 7 May 2012", date(2012, 5, 7)),
        ("The bridge. " * 40 + "5 May 2012", None),
    ],
)
def test_the_day_printed_at_the_head(head: str, day: date | None) -> None:
    assert printed(head) == day


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("own", "said a doctor whom an AFP photographer met", "AFP photographer"),
        ("own", "said a doctor, AFP reported", None),
        ("own", "the mayor told Apple that", None),
        ("others", "he told Britain's Daily Telegraph", "told Britain's Daily Telegraph"),
        ("others", "according to the reporter of AFP", None),
        ("others", "it was time said the clock", None),
        ("staff", "(Additional reporting by A. Reed)", "(Additional reporting by A. Reed)"),
        ("staff", "the editing by hand took years", None),
        ("hearsay", "Local media reported a fire", "Local media reported"),
        ("hearsay", "the report says much of it", None),
    ],
)
def test_signs_in_running_text(kind: str, text: str, found: str | None) -> None:
    seen = sign(kind).search(text)
    assert (seen[0] if seen else None) == found


def test_signs_are_told_in_the_words_of_the_text() -> None:
    found = signs("LEM, May 3 (Reuters) -- It burnt, a man told\nReuters. Editing by Ada Voss")
    assert (found.wire, found.own, found.staff) == (
        "Reuters",
        "told Reuters",
        "Editing by Ada Voss",
    )
    assert found.other is None and found.hearsay is None

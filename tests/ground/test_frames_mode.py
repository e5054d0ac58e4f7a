"""How an event was done: PLOVER's modes, from the event's words and from those beside it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from sayso.vocab.events import events
from sayso.vocab.modes import modes
from tests.ground.words import CASES, frames

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "sayso-1.schema.json"
TABLES = tomllib.loads((CASES / "modes.toml").read_text("utf-8"))
LINES = [line for table in TABLES.values() for line in table["lines"]]


@pytest.mark.parametrize(("text", "mode"), LINES, ids=[text for text, _ in LINES])
def test_a_mode_is_told_where_it_is_plain(text: str, mode: str) -> None:
    assert frames(text)[0].mode == (mode or None)


def test_a_word_tells_a_mode_of_one_event_only() -> None:
    known = modes()
    assert known.word("strike", "PROTEST") == "strike"
    assert known.word("strike", "ASSAULT") is None
    assert known.word("walk out", "PROTEST") == "strike"
    assert known.word("suspend aid", "SANCTION") is None
    assert known.word("attack", "NONE") is None
    assert known.of("AGREE") == frozenset()


def test_modes_belong_to_events_and_each_word_of_an_event_is_listed_there() -> None:
    known, words = modes(), events()
    for table in (known.words, known.tools, known.about, known.acts):
        assert table.keys() <= words.quads.keys()
    listed = {
        form.replace(" ", "-")
        for each in (words.verbs, words.nouns, words.phrases, words.apart)
        for form in each
    }
    for event, rows in known.words.items():
        assert rows.keys() <= listed, event
    for event, rows in known.acts.items():
        assert rows.keys() <= words.quads.keys(), event


def test_a_mode_found_is_one_that_its_event_may_have() -> None:
    for text, _ in LINES:
        for frame in frames(text):
            assert frame.mode is None or frame.mode in modes().of(frame.event), text


def test_the_machine_contract_names_all_modes() -> None:
    frame = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["frame"]["properties"]
    named = frame["mode"]["enum"]
    assert named[-1] is None
    assert set(named[:-1]) == set().union(*(modes().of(event) for event in events().quads))

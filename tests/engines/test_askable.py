"""What can be asked: a statement, whatever else somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines.askable import MOST, askable
from sayso.errors import InputError


@pytest.mark.parametrize("text", ["", "  \n", "?!", "…", "\x00\x1b", "\ud800"])
def test_nothing_is_no_statement(text: str) -> None:
    with pytest.raises(InputError, match="plain sentence"):
        askable(text)


def test_a_whole_article_is_no_statement() -> None:
    assert askable("dam " * MOST).statement == " ".join(["dam"] * MOST)
    with pytest.raises(InputError, match="5,000 words are more than one statement"):
        askable("dam " * 5000)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("The dam at Colm burst on Monday night.", None),
        ("Has the dam at Colm burst?", "asked as the statement in it"),
        ("dam", "`sayso find`"),
        ("It was the dam.", "`sayso find`"),
        ("Der Staudamm oberhalb der Stadt ist in der Nacht zum Montag gebrochen.", "German"),
        ("قال الوزير يوم الاثنين إن الجسر مفتوح أمام السيارات والمارة", "Arabic"),
    ],
)
def test_what_is_odd_is_told_and_asked_all_the_same(text: str, note: str | None) -> None:
    asked = askable(text)
    assert asked.statement == text.rstrip("?")
    assert asked.note is None if note is None else note in (asked.note or "")


@given(st.text(max_size=120))
def test_any_text_with_a_letter_is_a_statement(text: str) -> None:
    if not any(c.isalnum() for c in text if c.isprintable()):
        with pytest.raises(InputError):
            askable(text)
        return
    asked = askable(text)
    assert asked.statement == asked.statement.strip() and asked.statement.isprintable()
    assert any(c.isalnum() for c in asked.statement)

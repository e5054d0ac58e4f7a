"""Text of strangers must not steer a terminal, and offsets must stay what they are."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.safe import one_line, visible

STEERING = {
    *(*range(0x20), *range(0x7F, 0xA0)),
    *(0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
}


@given(st.text(st.one_of(st.characters(), st.characters(categories=["Cc", "Cf"])), max_size=200))
def test_nothing_that_steers_is_left_and_no_offset_moves(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not {ord(c) for c in shown} & STEERING - {0x0A}


def test_every_control_of_the_terminal_is_replaced() -> None:
    text = "".join(chr(code) for code in sorted(STEERING))
    assert not [c for c in visible(text) if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"]


def test_plain_text_of_any_script_stays() -> None:
    text = "Say “so” — العربية می\u200cشود 中文 é 🕊 👩\u200d🚀 ✌\ufe0f"
    assert visible(text) == text


@pytest.mark.parametrize(
    "hidden", ["\xad", "\u200b", "\u2060", "\u3164", "\ufeff", "\U000e0041\U000e007f"]
)
def test_marks_that_only_hide_are_seen(hidden: str) -> None:
    assert visible(f"a{hidden}b") == "a" + "\ufffd" * len(hidden) + "b"


def test_one_line_has_single_blanks() -> None:
    assert one_line(" a\r\n\tb\u2028c ") == "a␍ b c"

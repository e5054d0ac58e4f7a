"""Text of strangers must not steer a terminal, and offsets must stay what they are."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from sayso.show.safe import one_line, visible

STEERING = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


@given(st.text(st.characters(), max_size=200))
def test_nothing_that_steers_is_left_and_no_offset_moves(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert not {ord(c) for c in shown} & STEERING - {0x0A}


def test_every_control_of_the_terminal_is_replaced() -> None:
    text = "".join(chr(code) for code in sorted(STEERING))
    assert not [c for c in visible(text) if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"]


def test_plain_text_of_any_script_stays() -> None:
    text = "Say “so” — العربية 中文 é 🕊"
    assert visible(text) == text


def test_one_line_has_single_blanks() -> None:
    assert one_line(" a\r\n\tb\u2028c ") == "a␍ b c"

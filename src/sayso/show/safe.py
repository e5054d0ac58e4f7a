"""Text of strangers on a terminal: every character that could steer it becomes a visible one.

An article may hold escape sequences that repaint the screen, marks that turn the direction of
what follows, or marks without a shape that hide words from the reader.  Each is replaced by
exactly one character, so offsets stay what they are.
"""

from __future__ import annotations

import re

STEERING = (*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000))
"""Controls of the terminal, and lone surrogates, which UTF-8 cannot hold."""
TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Marks that turn the direction of the text beside them."""
HIDING = (
    *(0x00AD, 0x115F, 0x1160, 0x180E, 0x200B, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064),
    *(*range(0x206A, 0x2070), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC)),
    *range(0xE0000, 0xE0080),
)
"""Marks without any shape: soft hyphens, zero-width blanks, fillers, tags.

Not among them are the joiners (U+200C, U+200D), without which Persian and many emoji are written
wrong, nor the selectors of variants.  The tags are, although three flags are written with them:
whole sentences can be hidden in them.
"""
ENDING = (0x2028, 0x2029)
"""Ends of lines and paragraphs that are not ``\\n``."""
SHAPELESS = "\ufffd"

UNSAFE = re.compile(
    "["
    + "".join(re.escape(chr(code)) for code in (*STEERING[0x20:], *TURNING, *HIDING, *ENDING))
    + "]"
)
"""What could steer a terminal, mislead its reader or break a line, of what JSON may hold raw."""
_TABLE: dict[int, int | str] = {
    **dict.fromkeys((*STEERING, *TURNING, *HIDING), SHAPELESS),
    **{code: 0x2400 + code for code in range(0x20)},
    0x7F: "␡",
    0x0A: "\n",
    0x09: " ",
    **dict.fromkeys(ENDING, "\n"),
}
_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""The text with controls, marks of direction, hidden marks and lone surrogates made visible.

    >>> visible("a\x1b[2Jb\u202ec")
    'a␛[2Jb\ufffdc'
    """
    return text.translate(_TABLE)


def one_line(text: str) -> str:
    r"""The same on one line, with single blanks.

    >>> one_line("a\n  b")
    'a b'
    """
    return _BLANKS.sub(" ", visible(text)).strip()

"""Text of strangers on a terminal: every character that could steer it becomes a visible one.

An article may hold escape sequences that repaint the screen, or marks that turn the direction of
what follows.  Each is replaced by exactly one character, so offsets stay what they are.
"""

from __future__ import annotations

import re

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"}
_TABLE = (
    _CONTROLS
    | {0x7F: "␡"}
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
    | dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\ufffd")
    | {0x2028: "\n", 0x2029: "\n", 0x09: " "}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)
_BLANKS = re.compile(r"\s+")


def visible(text: str) -> str:
    r"""The text with controls, direction overrides and lone surrogates made visible.

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

r"""Bytes -> text.  Newlines become ``\n`` and a BOM is dropped; nothing else is changed.

Order: BOM, UTF-8, the declared charset, UTF-16 without a BOM, Windows-1252, then
``charset-normalizer``.  UTF-8 goes before the declaration: text that is valid UTF-8 by chance
while meant as something else hardly exists, wrong declarations do.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its BOM begins like this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# WHATWG: a page that says Latin-1 or ASCII means Windows-1252.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}
# Codecs of Python that are no charsets of pages.  Some are quadratic, or raise on any bytes.
_NO_CHARSETS = frozenset(
    {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"}
)
_META = re.compile(rb"<meta[^<>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd\ufffe\uffff]")
_ENOUGH = 65_536  # bytes: what the guessing looks at
_JUNK = 0.01  # part of control characters from which on something is not text
_STRAY = 0.01  # part of bytes that may be broken in text that is otherwise UTF-8


def decode(body: bytes, declared: str | None = None, *, html: bool = False) -> str | None:
    r"""The text of some bytes, or ``None`` where they are no text.

    >>> decode(b"one\r\ntwo\rthree"), decode(b"caf\xe9"), decode(bytes(range(32)) * 9)
    ('one\ntwo\nthree', 'café', None)
    """
    text = _decode(body, declared or (_meta(body) if html else None))
    if text is None or _is_junk(text):
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _is_junk(text: str) -> bool:
    if "\x00" in text:
        return True
    # Looking at both ends is enough, and keeps a long article cheap.
    sample = text if len(text) <= 2 * _ENOUGH else text[:_ENOUGH] + text[-_ENOUGH:]
    return len(_CONTROL.findall(sample)) > _JUNK * max(len(sample), 1)


def _meta(body: bytes) -> str | None:
    found = _META.search(body[:4096])
    return found[1].decode("ascii", "replace") if found else None


def _decode(body: bytes, declared: str | None) -> str | None:
    for bom, name in _BOMS:
        if body.startswith(bom):
            return _strictly(body[len(bom) :], name)
    text = _strictly(body, "utf-8")
    if text is not None and "\x00" not in text:
        return text
    return _declared(body, declared) or _utf16(body) or _western(body) or _guess(body)


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        return None


def _declared(body: bytes, declared: str | None) -> str | None:
    """By the declared charset.  Nearly clean UTF-8 is repaired rather than guessed at."""
    try:
        name = codecs.lookup(declared).name if declared else "utf-8"
    except (LookupError, ValueError):  # ValueError: a name with a zero byte or half a surrogate
        return None
    if name.replace("_", "-") in _NO_CHARSETS:
        return None
    if name == "utf-8":
        text = body.decode("utf-8", "replace")
        multibyte = len(body) - len(text)  # many: this is UTF-8 with a few bytes broken
        broken = text.count("\ufffd")
        return text if broken <= min(_STRAY * len(text), multibyte / 4) else None
    try:
        return body.decode(_MEANT.get(name, name))
    except (UnicodeError, LookupError):  # LookupError: a codec that makes no text (base64)
        return None


def _utf16(body: bytes) -> str | None:
    """UTF-16 without a BOM: in Western text every second byte is zero."""
    sample = body[:4096]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = sample[offset::2].count(0)
        if zeros > 0.7 * (len(sample) // 2) and len(sample) >= 8:
            return _strictly(body[: len(body) // 2 * 2], name)
    return None


def _western(body: bytes) -> str | None:
    """Windows-1252, where most of it is ASCII: an English text of the old days."""
    sample = body[:_ENOUGH]
    plain = sum(32 <= byte < 127 or byte in b"\t\r\n\f" for byte in sample)
    return _strictly(body, "cp1252") if plain >= 0.6 * len(sample) else None


def _guess(body: bytes) -> str | None:
    if b"\x00" in body[:_ENOUGH]:
        return None
    from charset_normalizer import from_bytes  # late: needed for the odd old file only

    best = from_bytes(body[:_ENOUGH]).best()
    if best is None or best.percent_chaos > 20:  # on its own scale, 0 to 100
        return None
    return body.decode(best.encoding, "replace")

"""Bytes become text; newlines and a BOM apart, nothing is changed; junk is no text."""

from __future__ import annotations

import codecs
import encodings
import random
import time
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.decode import decode

LEGACY = "The café’s owner said “no” – twice. It cost £5.\n" * 20


@pytest.mark.parametrize(
    "name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_common_encodings_are_found_undeclared(name: str) -> None:
    assert decode(LEGACY.encode(name)) == LEGACY


@pytest.mark.parametrize("declared", ["iso-8859-1", "us-ascii", "windows-1252", "latin1"])
def test_western_declarations_mean_windows_1252(declared: str) -> None:
    assert decode(LEGACY.encode("cp1252"), declared) == LEGACY


@pytest.mark.parametrize("declared", ["iso-8859-1", "koi8-r", "no-such-thing", "base64", ""])
def test_valid_utf8_goes_before_a_wrong_declaration(declared: str) -> None:
    assert decode(LEGACY.encode(), declared) == LEGACY


@pytest.mark.parametrize("declared", ["undefined", "a\x00b", "\ud800", "x" * 5_000, "../x"])
def test_a_declaration_of_nothing_does_no_harm(declared: str) -> None:
    assert decode(LEGACY.encode("cp1252"), declared) == LEGACY
    page = '<meta charset="undefined">' + LEGACY
    assert decode(page.encode("cp1252"), html=True) == page


@pytest.mark.parametrize(
    "declared",
    ["idna", "punycode", "unicode_escape", "raw-unicode-escape", "utf-7", "UTF7", "Unicode-Escape"],
)
def test_what_python_alone_calls_a_codec_is_no_charset(declared: str) -> None:
    text = "The café said \\u201cno\\u201d +AGE- and held. " * 9
    assert decode(text.encode("cp1252"), declared) == text


@pytest.mark.parametrize("name", sorted(module.name for module in iter_modules(encodings.__path__)))
def test_no_codec_that_there_is_breaks_it_or_is_slow(name: str) -> None:
    started = time.process_time()
    for body in (b"a" * 60_000 + b"\xe9", bytes(range(1, 256)) * 200):
        found = decode(body, name)
        assert found is None or isinstance(found, str)
    assert time.process_time() - started < 2.0


def test_a_declaration_is_believed_where_the_bytes_are_not_utf8() -> None:
    text = "Плотина выдержала всю ночь. " * 9
    assert decode(text.encode("koi8-r"), "koi8-r") == text


def test_an_old_file_in_another_script_is_guessed() -> None:
    text = "Плотина выдержала всю ночь, сообщил губернатор области. " * 30
    assert decode(text.encode("cp1251")) == text


def test_a_meta_tag_declares_too() -> None:
    page = '<html><head><meta charset="windows-1251"></head><p>Плотина</p>'
    found = decode(page.encode("cp1251"), html=True)
    assert found == page


def test_utf8_with_a_few_broken_bytes_is_mended_not_guessed() -> None:
    text = "The dam — “held” — all night, said Zoë. " * 50
    body = text.encode()[:-1] + b"\xff"
    found = decode(body)
    assert found is not None
    assert found.startswith("The dam — “held”")
    assert found.endswith("\ufffd")


@pytest.mark.parametrize("body", [b"a\r\nb\rc\nd\r\n\r\n", b"\xef\xbb\xbfa\r\nb\rc\nd\r\n\r\n"])
def test_newlines_and_bom(body: bytes) -> None:
    assert decode(body) == "a\nb\nc\nd\n\n"


def test_only_the_bom_at_the_head_is_dropped() -> None:
    assert decode(codecs.BOM_UTF8 + "a\ufeffb".encode()) == "a\ufeffb"


def junk(seed: int, size: int) -> bytes:
    return random.Random(seed).randbytes(size)


@pytest.mark.parametrize(
    "body",
    [
        junk(1, 5_000),
        junk(2, 200_000),
        b"The dam\x00held.",
        b"\x00" * 1_000,
        bytes(range(32)) * 50,
        b"\x7fELF\x02\x01" + junk(3, 3_000),
        b"\x89PNG\r\n\x1a\n" + junk(4, 3_000),
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF32_LE + b"abc",
    ],
)
def test_junk_is_no_text(body: bytes) -> None:
    assert decode(body) is None


def test_a_stray_control_character_does_no_harm() -> None:
    text = "The dam held all night.\x0c " * 20 + "\x1b"
    assert decode(text.encode()) == text


@settings(deadline=None)  # a busy machine is no bug
@given(st.binary(max_size=300))
def test_no_bytes_break_it(body: bytes) -> None:
    found = decode(body)
    assert found is None or "\r" not in found


@settings(deadline=None)  # a busy machine is no bug
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r", exclude_categories=["Cc"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    body = text.encode()
    if not body.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        found = decode(body)
        assert found == text or (found is None and {"\ufffd", "\ufffe", "\uffff"} & set(text))

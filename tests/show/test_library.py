"""The library's door tells a text from a path by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.show.library import LONGEST_PATH, claims_in
from tests.fakes import PatternMarker

SAID = "Tobin Marrash said that the road to Kelvat was open. "


@pytest.mark.parametrize("length", [255, 256, 300, LONGEST_PATH, LONGEST_PATH + 1])
def test_a_text_on_one_line_is_a_text_however_long(length: int) -> None:
    text = (SAID * (length // len(SAID) + 1))[:length]
    found = claims_in(text, marker=PatternMarker())
    assert not found.refused
    assert {claim.who for claim in found} == {"Tobin Marrash"}


def test_a_path_is_read_and_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SAID + "Bram Tolley denied that the bridge had been mined.", encoding="utf-8")
    for given in (file, str(file)):
        [first, *_] = claims_in(given, marker=PatternMarker())
        assert (first.input_id, first.who) == (str(file), "Tobin Marrash")
    with pytest.raises(InputError, match="there is no file"):
        claims_in("missing.txt", marker=PatternMarker())


def test_a_long_name_of_no_file_is_told_too() -> None:
    with pytest.raises(InputError, match="there is no file"):
        claims_in("a" * 400 + ".txt", marker=PatternMarker())

"""Claims as a notebook wants them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import sayso
from sayso.errors import InputError, SaysoError
from sayso.records import Reason
from sayso.show.frames import SHOWN, Claims
from sayso.show.library import claims_in
from sayso.show.rows import FLAT
from tests.fakes import PatternMarker

TEXT = (
    "Tobin Marrash said that the road to <b>Kelvat</b> & the bridge were open.\n\n"
    "Bram Tolley denied that anybody had been hurt by the jets that morning."
)


@pytest.fixture
def claims() -> Claims:
    found = claims_in(TEXT, marker=PatternMarker(), outlet="Quillfen", published="2024-06-06")
    return Claims(row for row in found if row.who)


def test_claims_are_a_sequence(claims: Claims) -> None:
    assert len(claims) == 2
    assert claims[0].who == "Tobin Marrash" and claims[-1].who == "Bram Tolley"
    assert isinstance(claims[:1], Claims) and len(claims[:1]) == 1
    assert claims[1] in claims and list(claims) == [claims[0], claims[1]]
    assert repr(claims) == "<2 claims>"


def test_a_notebook_shows_text_and_never_markup(claims: Claims) -> None:
    shown = claims._repr_html_()
    assert "&lt;b&gt;Kelvat&lt;/b&gt; &amp; the bridge" in shown
    assert "<b>" not in shown
    assert "Quillfen" in shown and "6 June 2024" in shown and "denied" in shown


def test_a_notebook_shows_the_first_rows_and_counts_the_rest(claims: Claims) -> None:
    many = Claims([claims[0]] * (SHOWN + 5))
    assert many._repr_html_().count("<tr>") == SHOWN + 1
    assert "and 5 more claims" in many._repr_html_()


def test_three_libraries_get_the_same(claims: Claims) -> None:
    rows = claims.to_dicts()
    assert list(rows[0]) == list(FLAT)
    assert rows[0]["kind"] == "person" and type(rows[0]["kind"]) is str
    assert claims.to_arrow().to_pylist() == rows
    assert claims.to_polars().to_dicts() == rows
    pandas = claims.to_pandas()
    assert list(pandas.columns) == list(FLAT)
    assert pandas["content"].tolist() == [row["content"] for row in rows]


def test_no_claims_still_have_columns() -> None:
    empty = Claims([])
    assert list(empty.to_pandas().columns) == list(FLAT)
    assert empty.to_polars().columns == list(FLAT)
    assert empty.to_arrow().column_names == list(FLAT)


@pytest.mark.parametrize(
    ("method", "library"),
    [("to_pandas", "pandas"), ("to_polars", "polars"), ("to_arrow", "pyarrow")],
)
def test_a_missing_library_is_named_with_its_extra(
    claims: Claims, monkeypatch: pytest.MonkeyPatch, method: str, library: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(SaysoError, match=rf"{library} is not installed.*sayso\[frames\]"):
        getattr(claims, method)()


def test_a_ledgers_claims_become_claims(tmp_path: Path) -> None:
    with sayso.open_ledger(tmp_path / "a.ledger") as ledger:
        assert repr(sayso.Claims(ledger.claims())) == "<0 claims>"


# --- claims_in ----------------------------------------------------------------------------------


def test_a_path_is_read_whichever_way_it_is_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    as_path = claims_in(path, marker=PatternMarker())
    as_string = claims_in(str(path), marker=PatternMarker())
    assert [row.id for row in as_path] == [row.id for row in as_string]
    assert [row.content for row in as_path] == [
        row.content for row in claims_in(TEXT, marker=PatternMarker())
    ]


def test_a_folder_is_read(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"{TEXT} It was {name}.", encoding="utf-8")
    found = claims_in(tmp_path, marker=PatternMarker())
    assert len({row.article for row in found}) == 2


def test_a_file_that_is_not_there_is_no_text() -> None:
    with pytest.raises(InputError, match=r"nowhere\.html"):
        claims_in("nowhere.html", marker=PatternMarker())
    with pytest.raises(InputError):
        claims_in(Path("nowhere"), marker=PatternMarker())


def test_what_was_refused_is_handed_back() -> None:
    found = claims_in(" ", marker=PatternMarker())
    assert len(found) == 0
    assert [each.reason for each in found.refused] == [Reason.EMPTY]
    assert repr(found) == "<0 claims, 1 refused input>"
    assert "refused: text: empty" in found._repr_html_()


def test_where_a_text_is_from_can_be_told() -> None:
    row = claims_in(
        TEXT,
        marker=PatternMarker(),
        outlet="Quillfen",
        published="2024-06-06",
        url="https://quillfen.example/a",
    )[0]
    assert (row.outlet, row.published, row.url) == (
        "Quillfen",
        "2024-06-06",
        "https://quillfen.example/a",
    )

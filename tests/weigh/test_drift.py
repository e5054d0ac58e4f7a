"""What became other in the retelling: rows of invented tellings, and what holds of every diff."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import (
    About,
    Drifted,
    Firmness,
    Hop,
    Kind,
    PlaceMention,
    Precision,
    Quantity,
    Span,
)
from sayso.weigh.drift import drift
from tests.weigh.test_dossier import Claim, hop

CASES = Path(__file__).resolve().parent.parent / "cases" / "drift" / "pairs.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
AT = (100, 7)
"""Where the sentence starts in the earlier and in the later article."""


def at(side: int, text: str, words: str) -> Span:
    start = AT[side] + text.index(words)
    return (start, start + len(words))


def place(
    span: Span, fine: Precision, number: int, lat: float = 10.0, lon: float = 20.0, land: str = "OV"
) -> PlaceMention:
    return PlaceMention(span, "Kelvat", number, lat, lon, fine, land or None)


def telling(row: dict[str, Any], side: int) -> Claim:
    """One of the two tellings of a row."""
    text = row[("before", "after")[side]]
    words = row["content"][side] if "content" in row else text
    counts = [row["counts"][side]] if "counts" in row else []
    places = [row["places"][side]] if "places" in row else []
    about = About(
        places=tuple(
            place(at(side, text, told), Precision(fine), number, *where)
            for fine, number, told, *where in places
        ),
        quantities=tuple(
            Quantity(at(side, text, told), low, high if high < 1e9 else None, unit)
            for unit, low, high, told in counts
        ),
    )
    return Claim(
        f"c{side}",
        f"a{side}",
        tuple(hop(name) for name in row["by"][side]),
        firmness=Firmness(row["firm"][side]),
        content=words,
        sentence=text,
        sentence_at=AT[side],
        spans=(at(side, text, words),),
        about=about,
    )


def words(claim: Claim, spans: tuple[Span, ...]) -> str:
    parts = (claim.sentence[s - claim.sentence_at : e - claim.sentence_at] for s, e in spans)
    return " … ".join(parts)


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_what_changed_is_told_with_the_words_it_rests_on(row: dict[str, Any]) -> None:
    before, after = telling(row, 0), telling(row, 1)
    found = drift(before, after, "copy")
    assert (found.before, found.after, found.how) == ("c0", "c1", "copy")
    told = {
        str(change.kind): [words(before, change.before), words(after, change.after)]
        for change in found.changes
    }
    assert told.keys() == row["want"].keys()
    for kind, (gone, came) in row["want"].items():
        assert gone in told[kind][0] and came in told[kind][1], (kind, told[kind])
    assert all(change.why for change in found.changes)


def test_every_kind_of_change_has_a_row() -> None:
    assert {kind for row in ROWS for kind in row["want"]} == set(map(str, Drifted))


TEXT = st.text(alphabet=st.sampled_from("ab cd.,'é漢🙂\n"), min_size=1, max_size=60)


@given(before=TEXT, after=TEXT)
def test_a_diff_holds_every_word_of_both_once_and_in_order(before: str, after: str) -> None:
    one = Claim("c0", "a0", sentence=before, sentence_at=5)
    other = Claim("c1", "a1", sentence=after, sentence_at=90)
    pieces = drift(one, other, "like").diff
    for claim, side, odd in ((one, 0, "new"), (other, 1, "gone")):
        spans = [(p.before, p.after)[side] for p in pieces if p.how != odd]
        assert spans == sorted(spans)
        shown = "".join(words(claim, (span,)) for span in spans)
        assert "".join(shown.split()) == "".join(claim.sentence.split())
        empty = [(p.before, p.after)[side] for p in pieces if p.how == odd]
        assert all(start == end for start, end in empty)
    equal = [
        (words(one, (p.before,)), words(other, (p.after,))) for p in pieces if p.how == "equal"
    ]
    assert all("".join(a.split()) == "".join(b.split()) for a, b in equal)


def test_a_credit_that_is_gone_is_told_though_the_sentence_is_the_same() -> None:
    text = "The bridge of Orla was hit, an officer said."
    wire = Hop("Corvane", Kind.AGENCY, Firmness.ASSERTED)
    before = Claim("c0", "a0", (wire, hop("officer (unnamed)")), sentence=text)
    after = Claim("c1", "a1", (hop("officer (unnamed)"),), sentence=text)
    [change] = drift(before, after, "copy").changes
    assert (change.kind, change.why) == (Drifted.LINK_LOST, "not told any more: Corvane")
    assert drift(after, before, "copy").changes == ()

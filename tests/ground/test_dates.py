"""Dates: the cases, when it was said, and what holds for any text."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.ground.dates import Dates, find, said
from sayso.ground.dates.atoms import Sort
from sayso.ground.dates.grammar import atoms
from sayso.ground.dates.stretch import Stretch, of, on
from sayso.records import Article, Marks, When
from tests.ground.marked import read, shown, table
from tests.trace.marked import attributed

ROWS = [(group.get("published"), row) for group in table("dates")["case"] for row in group["rows"]]
MARKED = table("marked")["case"]

#: What we write of EDTF (ISO 8601-2:2019): dates, sub-year groups, unspecified digits, "~".
_YEAR = r"(?:\d{4}|\d{3}X|\d{2}XX|\dXXX|XXXX)"
_MONTH = r"(?:0[1-9]|1[0-2]|2[1-4]|3[3-6]|4[01])"
_ONE = rf"{_YEAR}(?:-{_MONTH}|-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))?~?"
EDTF = re.compile(rf"{_ONE}|{_ONE}/(?:{_ONE}|\.\.)?|(?:\.\.)?/{_ONE}")


def _found(made: Article, marks: Marks) -> tuple[str, list[str]]:
    found = find(made, marks)
    return shown(made.text, [d.span for d in found]), [d.edtf or "?" for d in found]


@pytest.mark.parametrize(("published", "row"), ROWS, ids=[row[0] for _, row in ROWS])
def test_row(published: str | None, row: list[str]) -> None:
    assert _found(*read(row[0], published=published)) == (row[0], row[1:])


@pytest.mark.parametrize("case", MARKED, ids=[case["name"] for case in MARKED])
def test_marked(case: dict[str, Any]) -> None:
    made, marks = read(case["row"][0], case, published="2014-06-11")
    assert _found(made, marks) == (case["row"][0], case["row"][1:])
    dates = Dates(made, marks)
    for attribution, row in zip(
        attributed(made.text, case.get("said", ())), case.get("said", ()), strict=True
    ):
        found = dates.said(attribution)
        assert [made.text[slice(*each.span)] for each in found] == row["expected"]
        assert all(each.of is When.SAID for each in found)
        assert said(made, marks, attribution) == found


def test_every_edtf_of_the_cases_is_well_formed_and_a_malformed_one_is_seen() -> None:
    values = [value for _, row in ROWS for value in row[1:] if value != "?"]
    assert len(values) > 150
    assert [value for value in values if not EDTF.fullmatch(value)] == []
    assert not any(map(EDTF.fullmatch, ["2014-13", "2014-6-1", "2014-06-32", "/", "20140601", ""]))


def test_what_cannot_be_told_says_why() -> None:
    made, marks = read("He left yesterday. The day before, it rained. On Feb 30 2014 he came.")
    whys = {made.text[slice(*d.span)]: d.why for d in find(made, marks)}
    assert whys == {
        "yesterday": "the article tells no day to count from",
        "The day before": "the text tells no day to count from",
        "Feb 30 2014": "no such day in the calendar",
    }


def test_the_dateline_comes_before_the_day_of_publication() -> None:
    text = "ORSK, June 2 (AP) - The bridge fell on Monday."
    given: dict[str, Any] = {"published": "2014-06-11", "dateline": "ORSK, June 2 (AP) -"}
    made, marks = read(text, **given)
    [found] = find(made, marks)
    assert (found.edtf, found.why) == ("2014-06-02", "counted from the dateline")


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("17-08-2016", "2016-08-17"),
        ("21.05.2017", "2017-05-21"),
        ("8/17/2016", "2016-08-17"),
        ("Friday 10 July 2015 19:14", "2015-07-10"),
        ("ORSK, Dec 30 (AP) -", "2015-12-30"),  # the one before New Year
        ("ORSK (AP) -", "2016-01-03"),
        ("ORSK, July 4 (AP) -", "2016-01-03"),  # half a year off is no dateline of this article
    ],
)
def test_a_dateline_in_any_form(line: str, day: str) -> None:
    made, marks = read(f"{line} It rained today.", published="2016-01-03", dateline=line)
    assert [found.edtf for found in find(made, marks)] == [day]


def test_nothing_is_found_in_the_dateline_itself() -> None:
    made, marks = read("ORSK, May 2 - It rained.", published="2014-05-02", dateline="ORSK, May 2 -")
    assert find(made, marks) == ()


@pytest.mark.parametrize(
    ("words", "sort", "period"),
    [
        ("for three days", Sort.LENGTH, "P3D"),
        ("an hour and a half", Sort.LENGTH, "PT1H"),
        ("two and a half years", Sort.LENGTH, "P2Y6M"),
        ("the past two months", Sort.WINDOW, "P2M"),
        ("recent years", Sort.WINDOW, "PXY"),
        ("a couple of weeks", Sort.LENGTH, "P2W"),
        ("several months", Sort.LENGTH, "PXM"),
        ("every Friday", Sort.AGAIN, "XXXX-WXX-5"),
        ("each year", Sort.AGAIN, "P1Y"),
        ("every two years", Sort.AGAIN, "P2Y"),
        ("now", Sort.NOW, None),
        ("recently", Sort.PAST, None),
        ("the near future", Sort.FUTURE, None),
    ],
)
def test_what_is_no_date_is_known_as_what_it_is(words: str, sort: Sort, period: str | None) -> None:
    made, marks = read(f"It was so {words}, he said.", published="2014-06-11")
    [atom] = atoms(made, marks)
    assert (atom.sort, atom.period) == (sort, period)


VOCABULARY = """
    May Monday June 3 2014 the last two weeks ago since until 11 from to early late of day before
    year quarter first third 's - , . and between about summer 1980s 5 pm 10:30 6/3/2014 past next
    yesterday night every fiscal half century in on at by few years month 99 9999 0001 a
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map(" ".join))
DAYS = st.one_of(st.none(), st.dates().map(str), st.text(max_size=12))


@settings(max_examples=400, deadline=None)
@given(text=TEXTS, day=DAYS)
def test_any_text_yields_spans_in_order_and_well_formed_edtf(text: str, day: str | None) -> None:
    found = find(Article("a", "a", text, published=day), Marks("a"))
    ends = [0]
    for date in found:
        start, end = date.span
        assert ends[-1] <= start < end <= len(text)
        assert date.edtf is None or EDTF.fullmatch(date.edtf), date
        assert date.why
        ends.append(end)


@given(st.sampled_from(["day", "week", "weekend", "month", "quarter", "season", "half", "year",
                        "decade", "century", "millennium"]), st.dates())  # fmt: skip
def test_a_stretch_holds_the_day_it_was_made_of(unit: str, day: Any) -> None:
    made = of(unit, day)
    first, last = made.first(), made.last()
    if first is not None and last is not None:
        assert first <= last
        assert unit == "weekend" or first <= day <= last
        assert EDTF.fullmatch(made.edtf() or "2014")
    assert made.shift(3).shift(-3) == made


def test_what_lies_outside_the_calendar_has_no_edtf() -> None:
    assert on(2014, 2, 30) is None
    assert Stretch("day", 0).edtf() is None
    assert Stretch("year", 0).edtf() is None
    assert Stretch("year", 10_000).edtf() is None
    assert Stretch("year", 9999).edtf() == "9999"
    assert Stretch("decade", 10**9).edtf() is None


@pytest.mark.parametrize("unit", ["May 3 ", "two weeks ago ", "the last ", "2014-", "and a half "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    began = time.process_time()
    find(Article("a", "a", unit * 4_000, published="2014-06-11"), Marks("a"))
    assert time.process_time() - began < 20.0

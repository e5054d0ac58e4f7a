"""Dates as written become ISO 8601, or nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read.dates import normalise


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2017-04-05", "2017-04-05"),
        (" 2017-04-05\n", "2017-04-05"),
        ("20170405", "2017-04-05"),
        ("2017-04-05T10:20:30Z", "2017-04-05T10:20:30+00:00"),
        ("2017-04-05 10:20:30+0300", "2017-04-05T10:20:30+03:00"),
        ("2017/04/05", "2017-04-05"),
        ("4/5/2017", "2017-04-05"),  # between slashes, the month first
        ("25/4/2017", "2017-04-25"),  # unless it cannot be
        ("4/5/2017 10:30", "2017-04-05"),
        ("05.04.2017", "2017-04-05"),  # between dots and dashes, the day first
        ("5-04-2016", "2016-04-05"),
        ("Wed, 05 Apr 2017 10:00:00 +0300", "2017-04-05T10:00:00+03:00"),
        ("05 Apr 2017 10:00:00 GMT", "2017-04-05T10:00:00+00:00"),
        ("1 Jan 2020 10:00:00 +9999999999999999999", "2020-01-01"),  # no such zone: the day alone
        ("1 Jan 2020 10:00:99999999999999999", "2020-01-01"),
        ("5 April 2017", "2017-04-05"),
        ("April 5, 2017", "2017-04-05"),
        ("Wednesday, Apr. 5th, 2017 at 9 pm", "2017-04-05"),
        ("the 5th of April 2017", "2017-04-05"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("Jul 012016", "2016-07-01"),
    ],
)
def test_what_can_be_read(written: str, iso: str) -> None:
    assert normalise(written) == iso


@pytest.mark.parametrize(
    "written",
    [
        None,
        "",
        "  ",
        "yesterday",
        "the regime may have",
        "2017",
        "April 2017",
        "31/31/2017",
        "2017-02-30",
        "30 February 2017",
        "4/5/17",
        "12345",
        "1491350400",
        "99-99-9999",
        "may 2017 1",
        "1 Xxx 2020 10:00:00 +9999999999999999999",
        "1 Xxx 2020 10:00:99999999999999999",
    ],
)
def test_what_cannot_is_none(written: str | None) -> None:
    assert normalise(written) is None


@settings(deadline=None)  # a busy machine is no bug
@given(st.dates(date(1800, 1, 1)))
def test_every_day_in_every_form(day: date) -> None:
    iso = day.isoformat()
    assert normalise(iso) == iso
    assert normalise(f"{day.month}/{day.day}/{day.year}") == iso
    assert normalise(f"{day.day}.{day.month}.{day.year}") == iso
    assert normalise(f"{day.day} {day:%B} {day.year}") == iso
    assert normalise(f"{day:%b} {day.day}, {day.year}") == iso


@settings(deadline=None)  # a busy machine is no bug
@given(st.text(max_size=40))
def test_no_text_breaks_it(written: str) -> None:
    found = normalise(written)
    assert found is None or date.fromisoformat(found[:10]) > date.min

"""Of which days claims tell: stretches of days, and what holds of any."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.records import About, DateMention, Relation, When
from sayso.weigh.dossier import Matched, dossier
from sayso.weigh.judge import Bond
from sayso.weigh.when import by_days
from tests.weigh.test_dossier import Claim


def told(ident: str, published: str | None, *happened: str, of: When = When.HAPPENED) -> Claim:
    dates = tuple(DateMention((0, 1), edtf, of) for edtf in happened)
    return Claim(ident, "a", published=published, about=About(dates=dates))


def days(*rows: Claim) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.first, each.last, each.claims) for each in by_days(rows)]


def test_days_no_more_than_two_apart_are_one_stretch() -> None:
    rows = [told("a", "2020-05-04"), told("b", "2020-05-06T10:00:00Z"), told("c", "2020-05-09")]
    assert days(*reversed(rows)) == [
        ("2020-05-04", "2020-05-06", ("a", "b")),
        ("2020-05-09", "2020-05-09", ("c",)),
    ]


def test_the_day_that_a_claim_tells_goes_before_that_of_its_article() -> None:
    assert days(told("a", "2020-05-04", "2019-01-02"))[0][0] == "2019-01-02"
    assert days(told("a", "2020-05-04", "2020-05-03", "2020-05-02"))[0][0] == "2020-05-02"
    assert days(told("a", "2020-05-04", "2020-05"))[0][0] == "2020-05-04", "no day is told"
    assert days(told("a", "2020-05-04", "2019-01-02", of=When.SAID))[0][0] == "2020-05-04"


def test_what_dates_nothing_tells_of_what_happened_within_the_week_before() -> None:
    first = told("a", "2020-05-05", "2020-05-04")
    assert days(first, told("b", "2020-05-11")) == [("2020-05-04", "2020-05-04", ("a", "b"))]
    assert [each[0] for each in days(first, told("b", "2020-05-12"))] == [
        "2020-05-04",
        "2020-05-12",
    ]
    assert [each[0] for each in days(first, told("b", "2020-05-01"))] == [
        "2020-05-01",
        "2020-05-04",
    ]
    later = told("c", "2020-05-09", "2020-05-08")
    assert days(first, later, told("b", "2020-05-09"))[1][2] == ("c", "b"), "the last before it"


def test_what_has_no_day_is_left_out() -> None:
    assert days(told("a", None), told("b", "lately"), told("c", "never", "2020-02-30")) == []


def test_a_dossier_tells_of_which_days_its_claims_are_for_and_against() -> None:
    rows = [told("a", "2020-05-04"), replace(told("b", "2020-07-04"), article="b")]
    bonds = (Bond(Relation.SAME, 0.7, ""), Bond(Relation.CONTRADICTS, 0.5, ""))
    made = dossier("x", [Matched(r, b) for r, b in zip(rows, bonds, strict=True)], {})
    assert [each.claims for each in made.days] == [("a",), ("b",)]


@given(st.lists(st.dates().map(str), max_size=8))
def test_every_claim_stands_in_one_stretch_and_stretches_lie_apart(some: list[str]) -> None:
    rows = [told(f"{n}", day) for n, day in enumerate(some)]
    found = by_days(rows)
    assert sorted(ident for each in found for ident in each.claims) == sorted(r.id for r in rows)
    assert all(each.first <= each.last for each in found)
    assert all(one.last < other.first for one, other in pairwise(found))

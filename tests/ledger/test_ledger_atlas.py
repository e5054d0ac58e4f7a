"""Where and when claims tell that things are: counted, filtered, listed, and claims at a place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import About, DateMention, PlaceMention, Precision, When
from tests.ledger.made import rows, spot, story

QUAY = ("Quay", 77, 51.5, -0.25, Precision.TOWN, "GB")
SOMEWHERE = ("Marland", 5, 40.0, 20.0, Precision.COUNTRY, "ML")
Place = tuple[str | None, int | None, float | None, float | None, Precision | None, str | None]
Date = tuple[str | None, When]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "quay.ledger")


def put(ledger: Ledger, n: int, told: list[tuple[list[Place], list[Date]]]) -> None:
    """An article whose claims, in turn, tell of these places and dates."""
    page, article, reading = story(n, published=f"2031-05-{n + 1:02}")
    at = spot(article.text, "harbour")
    abouts = [
        About(
            places=tuple(PlaceMention(at, *place) for place in places),
            dates=tuple(DateMention(at, edtf, of) for edtf, of in dates),
        )
        for places, dates in told
    ]
    abouts += [About()] * (len(reading.claims) - len(abouts))
    claims = tuple(replace(c, about=a) for c, a in zip(reading.claims, abouts, strict=True))
    run = ledger.begin_run("made", "none", "0")
    ledger.add(run, f"k{n}", page, article, replace(reading, claims=claims))


def test_an_empty_ledger_tells_no_place(ledger: Ledger) -> None:
    atlas, lists = ledger.atlas(), ledger.atlas_lists()
    assert (atlas.places, atlas.articles, atlas.where, atlas.when) == ((), (), (), ())
    assert (lists.places_in_all, lists.dates_in_all, lists.unplaced) == (0, 0, ())


def test_places_come_with_their_claims_and_articles_the_most_told_first(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY], []), ([QUAY, SOMEWHERE], [])])
    put(ledger, 1, [([QUAY], [])])
    found = ledger.atlas().places
    assert [(p.name, p.precision, p.claims, p.articles) for p in found] == [
        ("Quay", Precision.TOWN, 3, 2),
        ("Marland", Precision.COUNTRY, 1, 1),
    ]


def test_a_place_named_twice_in_a_claim_counts_once(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY, QUAY], [])])
    atlas = ledger.atlas()
    assert [p.claims for p in atlas.places] == [1]
    assert atlas.where == ((0, 0),)
    assert [p.claims for p in ledger.atlas_lists(ClaimFilter(words="ferry")).places] == [1]


def test_a_place_without_a_position_is_never_drawn(ledger: Ledger) -> None:
    nowhere: Place = (None, None, None, None, None, None)
    put(ledger, 0, [([nowhere], []), ([("The East", None, None, None, None, None)], [])])
    assert ledger.atlas().places == ()
    assert [(u.words, u.claims) for u in ledger.atlas_lists().unplaced] == [("harbour", 2)]


def test_claims_are_told_by_position_with_their_places_and_dates(ledger: Ledger) -> None:
    put(ledger, 0, [([], [("2031-05", When.HAPPENED)]), ([QUAY], [("2031-05-03", When.SAID)])])
    put(ledger, 1, [([SOMEWHERE], [("../2030", When.HAPPENED)])])
    atlas = ledger.atlas()
    assert len(atlas.articles) == 3
    assert len(set(atlas.articles)) == 2
    names = [atlas.places[place].name for _, place in atlas.where]
    assert [claim for claim, _ in atlas.where] == [1, 2]
    assert names == ["Quay", "Marland"]
    assert atlas.when == (
        (0, "2031-05-01", "2031-05-31", When.HAPPENED),
        (1, "2031-05-03", "2031-05-03", When.SAID),
        (2, None, "2030-12-31", When.HAPPENED),
    )


def test_a_date_that_tells_no_day_is_left_out(ledger: Ledger) -> None:
    put(ledger, 0, [([], [(None, When.SAID), ("XXXX-08", When.HAPPENED)])])
    assert ledger.atlas().when == ()
    assert ledger.atlas_lists().dates == ()


def test_dates_are_listed_apart_by_what_they_date(ledger: Ledger) -> None:
    put(ledger, 0, [([], [("2031", When.HAPPENED)]), ([], [("2031", When.SAID)])])
    put(ledger, 1, [([], [("2031", When.HAPPENED)])])
    found = [
        (d.edtf, d.of, d.first, d.last, d.claims, d.articles) for d in ledger.atlas_lists().dates
    ]
    assert found == [
        ("2031", When.HAPPENED, "2031-01-01", "2031-12-31", 2, 2),
        ("2031", When.SAID, "2031-01-01", "2031-12-31", 1, 1),
    ]


def test_the_lists_of_all_and_of_a_filter_that_holds_everywhere_are_the_same(
    ledger: Ledger,
) -> None:
    """One comes from the kept counts, the other is counted anew."""
    put(ledger, 0, [([QUAY], [("2031", When.HAPPENED)]), ([SOMEWHERE], [])])
    put(ledger, 1, [([QUAY], [])])
    everywhere = ClaimFilter(since="2031-05-01")
    assert ledger.atlas_lists(everywhere) == ledger.atlas_lists()


def test_a_limit_leaves_the_number_of_all_as_it_is(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY, SOMEWHERE], [("2030", When.SAID), ("2031", When.SAID)])])
    for where in (ClaimFilter(), ClaimFilter(outlet="Quay Post")):
        lists = ledger.atlas_lists(where, limit=1)
        assert (len(lists.places), lists.places_in_all) == (1, 2)
        assert (len(lists.dates), lists.dates_in_all) == (1, 2)


def test_a_filter_narrows_places_dates_and_claims(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY], [("2031-05-01", When.HAPPENED)])])
    put(ledger, 1, [([SOMEWHERE], [("2031-05-02", When.HAPPENED)])])
    late = ClaimFilter(since="2031-05-02")
    assert [p.name for p in ledger.atlas(late).places] == ["Marland"]
    assert [d.edtf for d in ledger.atlas_lists(late).dates] == ["2031-05-02"]
    quay = next(p.number for p in ledger.atlas().places if p.name == "Quay")
    assert ledger.claims_at(quay, late) == ([], 0)


def test_claims_at_a_place_come_newest_first_and_are_counted(ledger: Ledger) -> None:
    for n in range(3):
        put(ledger, n, [([QUAY], [])])
    [quay] = ledger.atlas().places
    found, total = ledger.claims_at(quay.number, limit=2)
    assert total == 3
    assert [row.published for row in found] == ["2031-05-03", "2031-05-02"]
    assert ledger.claims_at(quay.number + 100) == ([], 0)


@pytest.mark.parametrize(
    ("during", "told"),
    [
        ((None, None), 3),
        (("2031-05-02", "2031-05-02"), 1),
        (("2031-05", None), 1),
        ((None, "2030-12-31"), 1),
        (("2030-06", "2031-06"), 2),
        (("2040", "2041"), 0),
    ],
)
def test_claims_at_a_place_within_days(
    ledger: Ledger, during: tuple[str | None, str | None], told: int
) -> None:
    dates: list[list[Date]] = [
        [("2031-05-02", When.HAPPENED)],
        [("2030-12", When.HAPPENED)],
        [],
    ]
    put(ledger, 0, [([QUAY], each) for each in dates])
    [quay] = ledger.atlas().places
    assert ledger.claims_at(quay.number, during=during)[1] == told


def test_what_is_open_on_a_side_reaches_as_far_as_one_likes(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY], [("2020/..", When.HAPPENED)])])
    [quay] = ledger.atlas().places
    assert ledger.claims_at(quay.number, during=("2039", "2039"))[1] == 1
    assert ledger.claims_at(quay.number, during=("2019", "2019"))[1] == 0


def test_words_of_a_stranger_in_a_filter_are_no_sql(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY], [])])
    where = ClaimFilter(words="') OR 1=1 --", outlet="'; DROP TABLE places")
    assert ledger.atlas(where).places == ()
    assert rows(ledger.path, "SELECT count(*) FROM places") == [(1,)]


def test_a_date_that_is_none_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="is not a date"):
        ledger.atlas(ClaimFilter(since="tomorrow"))

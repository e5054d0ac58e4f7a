"""Where and when claims tell that things are: counted, filtered, listed, and claims at a place."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.ledger.columns import KEPT, Columns
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
    assert (atlas.places, atlas.dates, atlas.claims) == ((), (), 0)
    assert atlas.where.shape == atlas.when.shape == (2, 0)
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
    assert atlas.where.tolist() == [[0], [0]]
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
    assert atlas.claims == 3
    claims, places = atlas.where.tolist()
    assert claims == [1, 2]
    assert [atlas.places[place].name for place in places] == ["Quay", "Marland"]
    claims, dates = atlas.when.tolist()
    assert claims == [0, 1, 2]
    found = [atlas.dates[date] for date in dates]
    assert [(d.first, d.last, d.of) for d in found] == [
        ("2031-05-01", "2031-05-31", When.HAPPENED),
        ("2031-05-03", "2031-05-03", When.SAID),
        (None, "2030-12-31", When.HAPPENED),
    ]


def test_a_date_that_tells_no_day_is_left_out(ledger: Ledger) -> None:
    put(ledger, 0, [([], [(None, When.SAID), ("XXXX-08", When.HAPPENED)])])
    assert ledger.atlas().dates == ()
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


DAYS: list[list[Date]] = [
    [("2031-05-02", When.HAPPENED)],
    [("2030-12", When.HAPPENED), ("2031-06-30", When.SAID)],
    [("2020/..", When.HAPPENED)],
]


@pytest.mark.parametrize("first", [None, "2019", "2030-12-31", "2031-05", "2031-07", "soon"])
@pytest.mark.parametrize("last", [None, "2020-01-01", "2030-12-01", "2031-05-02", "2039"])
def test_days_choose_the_same_claims_for_the_map_and_for_a_place_of_it(
    ledger: Ledger, first: str | None, last: str | None
) -> None:
    """One is counted from the columns, the other is asked of the ledger."""
    put(ledger, 0, [([QUAY], each) for each in DAYS])
    put(ledger, 1, [([QUAY, SOMEWHERE], [])])
    everything = ledger.atlas()
    found = ledger.atlas(during=(first, last))
    for place in everything.places:
        _, total = ledger.claims_at(place.number, during=(first, last))
        told = [each.claims for each in found.places if each.number == place.number]
        assert told == ([total] if total else [])


def test_what_is_told_follows_the_ledger_with_columns_that_are_kept(ledger: Ledger) -> None:
    columns = Columns()
    for n in range(3):
        put(ledger, n, [([QUAY] if n < 2 else [SOMEWHERE, QUAY], [("2031", When.SAID)])])
        kept, anew = ledger.atlas(columns=columns), ledger.atlas()
        assert (kept.places, kept.dates, kept.claims) == (anew.places, anew.dates, n + 1)
        assert kept.where.tolist() == anew.where.tolist()
        assert kept.when.tolist() == anew.when.tolist()
        assert ledger.atlas(columns=columns) is kept
    marland = next(place for place in kept.places if place.name == "Marland")
    [claim], _ = ledger.claims_at(marland.number)
    ledger.reject(claim.id, by="a person")
    kept = ledger.atlas(columns=columns)
    assert (kept.places, kept.claims) == (ledger.atlas().places, 2)
    assert [place.name for place in kept.places] == ["Quay"]


def test_only_so_many_choices_are_kept(ledger: Ledger) -> None:
    put(ledger, 0, [([QUAY], [])])
    columns = Columns()
    first = ledger.atlas(columns=columns)
    for year in range(2000, 2000 + 2 * KEPT):
        ledger.atlas(ClaimFilter(since=str(year)), columns=columns)
    assert ledger.atlas(columns=columns) is not first
    assert ledger.atlas(columns=columns).places == first.places


def test_many_random_articles_are_counted_right(ledger: Ledger) -> None:
    dice = random.Random(3)
    places: list[Place] = [
        (f"Quay {n}", n, n / 2, -n / 3, dice.choice(list(Precision)), "GB") for n in range(1, 9)
    ]
    told: list[list[tuple[list[Place], list[Date]]]] = []
    for n in range(6):
        some: list[tuple[list[Place], list[Date]]] = [
            (
                dice.choices(places, k=dice.randrange(4)),
                [(f"203{dice.randrange(4)}", dice.choice(list(When))) for _ in range(2)],
            )
            for _ in range(3)
        ]
        told.append(some)
        put(ledger, n, some)
    claims = Counter(p[0] for each in told for some, _ in each for p in set(some))
    articles = Counter(p[0] for each in told for p in {p for some, _ in each for p in some})
    dates = Counter(d for each in told for _, some in each for d in set(some))
    found = ledger.atlas()
    assert {p.name: p.claims for p in found.places} == claims
    assert {p.name: p.articles for p in found.places} == articles
    assert {(d.edtf, d.of): d.claims for d in found.dates} == dates
    assert sorted((-p.claims, str(p.name)) for p in found.places) == [
        (-p.claims, str(p.name)) for p in found.places
    ]


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

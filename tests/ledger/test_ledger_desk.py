"""Choosing claims and counting them at once, and what each stands among."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFound
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.ledger.columns import Columns
from sayso.ledger.desk import BY, Desk
from sayso.records import ClaimBond, Direction, Firmness, Kind, Relation, Reuse, Reused, Voice
from tests.ledger.made import grounded, story

OUTLETS = ("The Quay Post", "The Quay", None, "Harbour Radio")
DATES = ("2031-05-04", "2031-05", "2030", None, "2031-06-01T10:00:00Z")


def fill(book: Ledger, numbers: range) -> None:
    run = book.begin_run("made", "m", "0")
    for n in numbers:
        page, article, reading = story(n, outlet=OUTLETS[n % 4], published=DATES[n % 5])
        book.add(run, f"key {n}", page, article, reading)
    book.end_run(run, "done")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("desk") / "x.ledger"
    with open_ledger(path) as made:
        fill(made, range(20))
    return path


@pytest.fixture
def book(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(shutil.copy(filled, tmp_path)) as made:
        yield made


def all_of(
    book: Ledger, where: ClaimFilter = ClaimFilter(), columns: Columns | None = None
) -> Desk:
    return book.desk(where, columns=columns or Columns(), limit=1000, values=1000)


WANTED = [
    ClaimFilter(),
    ClaimFilter(firmness=Firmness.ALLEGED),
    ClaimFilter(voice=Voice.AUTHOR),
    ClaimFilter(root_kind=Kind.WITNESS),
    ClaimFilter(outlet="=The Quay"),
    ClaimFilter(outlet="quay"),
    ClaimFilter(since="2031-05", until="2031-05"),
    ClaimFilter(words="pilots"),
    ClaimFilter(words="nothing of the kind"),
    ClaimFilter(root="Ilan Voss", firmness=Firmness.HEDGED),
]


@pytest.mark.parametrize("where", WANTED, ids=str)
def test_a_desk_holds_the_claims_that_the_filter_means(book: Ledger, where: ClaimFilter) -> None:
    found = all_of(book, where)
    meant = list(book.claims(where))
    assert {row.claim.id for row in found.rows} == {row.id for row in meant}
    assert found.total == len(meant) == len(found.rows)


@pytest.mark.parametrize("where", WANTED, ids=str)
def test_facets_count_every_claim_of_the_choice(book: Ledger, where: ClaimFilter) -> None:
    meant = list(book.claims(where))
    found = all_of(book, where).facets
    counted = {name: {v.label: v.claims for v in found[name]} for name in BY}
    assert counted["firmness"] == dict(Counter(str(row.firmness) for row in meant))
    assert counted["root kind"] == dict(Counter(str(row.root_kind) for row in meant))
    assert counted["outlet"] == dict(Counter(row.outlet for row in meant if row.outlet))
    months = Counter((row.published or "")[:7] for row in meant if row.published)
    assert counted["month"] == dict(months)


def chosen_by(name: str, key: str) -> ClaimFilter:
    return {
        "root kind": lambda: ClaimFilter(root_kind=Kind(key)),
        "firmness": lambda: ClaimFilter(firmness=Firmness(key)),
        "outlet": lambda: ClaimFilter(outlet=key),
        "actor": lambda: ClaimFilter(actor=key),
        "place": lambda: ClaimFilter(place=key),
        "month": lambda: ClaimFilter(since=key, until=key),
    }[name]()


@pytest.mark.parametrize("name", BY)
def test_what_a_facet_is_chosen_by_chooses_as_many_as_it_counts(book: Ledger, name: str) -> None:
    for value in all_of(book).facets[name]:
        chosen = all_of(book, chosen_by(name, value.key))
        if not (name == "month" and len(value.key) == 4):  # a year holds its months, too
            assert chosen.total == value.claims, value


def test_the_latest_comes_first_and_an_article_keeps_the_order_of_its_text(book: Ledger) -> None:
    rows = [row.claim for row in all_of(book).rows]
    days = [(row.published or "")[:10] for row in rows]
    assert days == sorted(days, reverse=True)
    for article in {row.article for row in rows}:
        starts = [row.sentence_at for row in rows if row.article == article]
        assert starts == sorted(starts)


def test_pages_of_a_desk_make_the_whole(book: Ledger) -> None:
    columns = Columns()
    whole = [row.claim.id for row in all_of(book, columns=columns).rows]
    parts = [
        row.claim.id
        for offset in range(0, 70, 7)
        for row in book.desk(columns=columns, limit=7, offset=offset).rows
    ]
    assert parts == whole
    assert book.desk(columns=columns, limit=7, offset=10_000).rows == ()


def test_columns_follow_what_is_added(book: Ledger) -> None:
    columns = Columns()
    before = all_of(book, columns=columns).total
    fill(book, range(20, 33))
    after = all_of(book, columns=columns)
    assert after.total == before + 13 * 3
    fresh = all_of(book)
    assert after.facets == fresh.facets
    assert [row.claim.id for row in after.rows] == [row.claim.id for row in fresh.rows]


def test_columns_follow_another_models_reading_and_corrections(book: Ledger) -> None:
    columns = Columns()
    all_of(book, columns=columns)
    run = book.begin_run("again", "m2", "0")
    page, article, reading = story(0, outlet=OUTLETS[0], published=DATES[0])
    book.add(run, "again", page, article, replace(reading, claims=reading.claims[:1]))
    assert all_of(book, columns=columns).facets == all_of(book).facets
    actor = book.actors(limit=1)
    if actor:
        number = book.rename_actor(actor[0].id, "Somebody Else", by="me")
        assert all_of(book, columns=columns).facets == all_of(book).facets
        book.undo(number)
        assert all_of(book, columns=columns).facets == all_of(book).facets


def test_what_a_rejected_claim_tells_is_not_counted_for_the_one_behind_it(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "rejected.ledger") as book:
        run = book.begin_run("made", "m", "0")
        for n in range(2):
            page, article, reading = story(n)
            book.add(run, f"key {n}", page, article, grounded(article, reading))
        told = next(row for row in book.claims() if row.about.places)
        book.reject(told.id, by="a person")
        found = all_of(book)
        kept = [row.claim.about for row in found.rows]
        places = Counter(str(p.geonames) for each in kept for p in each.places if p.geonames)
        actors = Counter(a.name for each in kept for a in each.actors)
        assert {each.key: each.claims for each in found.facets["place"]} == places
        assert {each.label: each.claims for each in found.facets["actor"]} == actors


def test_an_empty_ledger_has_an_empty_desk(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.ledger") as book:
        found = all_of(book)
        assert found.total == 0 and found.rows == ()
        assert not any(found.facets.values())
        assert all_of(book, ClaimFilter(firmness=Firmness.DENIED)).total == 0


def test_two_threads_with_two_connections_see_the_same(book: Ledger) -> None:
    columns = Columns()
    with open_ledger(book.path, readonly=True) as other:
        one = all_of(book, columns=columns)
        fill(book, range(40, 45))
        assert all_of(other, columns=columns).total == one.total + 15
        assert all_of(book, columns=columns).total == one.total + 15


def test_the_words_of_a_row_are_where_its_spans_say(book: Ledger) -> None:
    for row in all_of(book).rows:
        text = book.article(row.claim.article)[0].text
        assert text[slice(*row.spot.sentence)] == row.claim.sentence
        assert " … ".join(text[s:e] for s, e in row.spot.source) == row.claim.source
        assert " … ".join(text[s:e] for s, e in row.spot.cue) == row.claim.cue


# --- what a claim stands among ------------------------------------------------------------------


def claims_of(book: Ledger, n: int) -> list[str]:
    _, article, _ = story(n, outlet=OUTLETS[n % 4], published=DATES[n % 5])
    return [row.id for row in book.claims(ClaimFilter(article=article.id))]


def article_of(n: int) -> str:
    return story(n, outlet=OUTLETS[n % 4], published=DATES[n % 5])[1].id


def test_a_claim_stands_among_those_it_is_bound_to(book: Ledger) -> None:
    mine, same, against = claims_of(book, 0)[0], claims_of(book, 1)[0], claims_of(book, 2)[1]
    bonds = [
        ClaimBond(mine, same, Relation.SAME, 0.9, "alike"),
        ClaimBond(mine, against, Relation.DENIES, 0.7, "denied"),
    ]
    book.bonded(article_of(0), bonds)
    standing = {row.claim.id: row.standing for row in all_of(book).rows}
    told = {row.id: (relation, score) for relation, score, row in standing[mine].bound}
    assert told == {same: (Relation.SAME, 0.9), against: (Relation.DENIES, 0.7)}
    assert [row.id for _, _, row in standing[same].bound] == [mine]
    assert standing[claims_of(book, 5)[0]].bound == ()


def test_a_claim_has_copies_where_its_words_are_shared(book: Ledger) -> None:
    one, other = article_of(3), article_of(4)
    rows = [row for row in all_of(book).rows if row.claim.article == one]
    spans = rows[0].claim.spans
    whole = (spans[0][0], spans[-1][1])
    shared = Reuse(one, other, Reused.EXCERPT, Direction.UNKNOWN, 0.4, ((whole, whole),))
    book.compared(one, [], [shared])
    after = {row.claim.id: row.standing for row in all_of(book).rows}
    assert after[rows[0].claim.id].copies == {other}
    assert after[rows[-1].claim.id].copies == frozenset()


def test_articles_that_are_one_text_are_known_as_one(book: Ledger) -> None:
    a, b, c = (claims_of(book, n)[0] for n in (6, 7, 8))
    articles = [article_of(n) for n in (6, 7, 8)]
    for one, other in ((1, 0), (2, 1)):
        pair = Reuse(
            articles[one], articles[other], Reused.REPRINT, Direction.B, 1.0, (((0, 9), (0, 9)),)
        )
        book.compared(articles[one], [], [pair])
    bonds = [ClaimBond(a, other, Relation.SAME, 1.0, "") for other in (b, c)]
    book.bonded(articles[0], bonds)
    [standing] = [row.standing for row in all_of(book).rows if row.claim.id == a]
    assert {standing.texts[article] for article in articles} == {min(articles)}


def test_boilerplate_makes_no_copies(book: Ledger) -> None:
    one, other = article_of(9), article_of(10)
    pair = Reuse(one, other, Reused.BOILERPLATE, Direction.UNKNOWN, 0.1, (((0, 999), (0, 999)),))
    book.compared(one, [], [pair])
    assert not any(r.standing.copies for r in all_of(book).rows if r.claim.article == one)


# --- saved views --------------------------------------------------------------------------------


def test_a_view_is_kept_renewed_and_forgotten(book: Ledger) -> None:
    assert book.views() == {}
    book.save_view("Ferries", "words=ferry")
    book.save_view("Ältere", "until=2030")
    book.save_view("Ferries", "words=ferry&firmness=denied")
    assert book.views() == {"Ferries": "words=ferry&firmness=denied", "Ältere": "until=2030"}
    book.drop_view("Ferries")
    assert list(book.views()) == ["Ältere"]
    with pytest.raises(NotFound):
        book.drop_view("Ferries")
    with pytest.raises(LedgerError):
        book.save_view("  ", "words=x")


def test_views_have_an_end(book: Ledger) -> None:
    for n in range(100):
        book.save_view(f"view {n}", "")
    with pytest.raises(LedgerError, match="take one out"):
        book.save_view("one more", "")
    book.save_view("view 7", "words=x")


def test_the_whole_name_of_an_outlet_can_be_asked_for(book: Ledger) -> None:
    words = {row.outlet for row in book.claims(ClaimFilter(outlet="the quay"))}
    whole = {row.outlet for row in book.claims(ClaimFilter(outlet="=the quay"))}
    assert words == {"The Quay", "The Quay Post"} and whole == {"The Quay"}


def test_many_random_choices_are_counted_right(book: Ledger) -> None:
    chance = random.Random(3)
    columns = Columns()
    for _ in range(40):
        where = ClaimFilter(
            firmness=chance.choice([None, *Firmness]),
            outlet=chance.choice([None, "quay", "=Harbour Radio"]),
            root_kind=chance.choice([None, Kind.WITNESS, Kind.PERSON, Kind.OUTLET]),
            since=chance.choice([None, "2031", "2031-05-04"]),
        )
        found = all_of(book, where, columns)
        assert found.total == len(list(book.claims(where)))
        assert sum(v.claims for v in found.facets["firmness"]) == found.total

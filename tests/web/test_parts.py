"""The small parts under the pages: choices, reach, copied passages, jobs, values as they read."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from markupsafe import Markup

from sayso.engines import MarkerSpec
from sayso.errors import InputError, LedgerError
from sayso.ledger import ClaimFilter, ReuseRow, open_ledger
from sayso.ledger.standing import LightRow, Standing
from sayso.records import (
    Direction,
    Firmness,
    Hop,
    Kind,
    Page,
    Reason,
    Refused,
    Relation,
    Reuse,
    Reused,
    Voice,
)
from sayso.show.web import filters
from sayso.show.web.answers import Trouble, told, trouble_of
from sayso.show.web.article import Seen
from sayso.show.web.books import Books
from sayso.show.web.choice import CLOSED, DATES, PLAIN, claim_filter, given, whole
from sayso.show.web.jobs import KEPT, Job, Jobs
from sayso.show.web.pages.reader import earliest, passages
from sayso.show.web.pages.views import tidy
from sayso.show.web.reach import reach_of

# --- choices ------------------------------------------------------------------------------------


def test_every_field_of_a_filter_can_stand_in_an_address() -> None:
    names = {name.replace(" ", "_") for name in (*PLAIN, *DATES, *CLOSED)} - {"month"}
    assert names == {each.name for each in fields(ClaimFilter)}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({"outlet": " =Quay Post "}, ClaimFilter(outlet="=Quay Post")),
        ({"root kind": "armed group"}, ClaimFilter(root_kind=Kind.ARMED_GROUP)),
        ({"month": "2024-06"}, ClaimFilter(since="2024-06", until="2024-06")),
        ({"month": "2024-06", "since": "2024-06-03"},
         ClaimFilter(since="2024-06-03", until="2024-06")),
        ({"voice": "author", "x": "y", "actor": ""}, ClaimFilter(voice=Voice.AUTHOR)),
        ({"words": "  "}, ClaimFilter()),
    ],
)  # fmt: skip
def test_a_choice_is_read_from_an_address(query: dict[str, str], wanted: ClaimFilter) -> None:
    assert claim_filter(given(query)) == wanted


def test_a_choice_is_told_in_one_order_and_is_bounded() -> None:
    chosen = given({"firmness": "denied", "words": "x" * 5000, "source": "Voss"})
    assert list(chosen) == ["source", "words", "firmness"] and len(chosen["words"]) == 300


@pytest.mark.parametrize("query", [{"kind": "king"}, {"firmness": "ASSERTED "}, {"voice": "my"}])
def test_a_word_of_no_set_is_a_trouble_that_lists_the_set(query: dict[str, str]) -> None:
    with pytest.raises(Trouble) as caught:
        claim_filter(given(query))
    assert caught.value.status == 400
    assert all(each in caught.value.told for each in CLOSED[next(iter(query))])


@pytest.mark.parametrize(
    ("raw", "number"), [("7", 7), ("", 1), ("-1", 1), ("1e3", 1), ("9" * 30, 50), ("٣", 3)]
)
def test_a_whole_number_stays_within_its_bounds(raw: str, number: int) -> None:
    assert whole({"page": raw}, "page", 1, 50) == number


def test_only_filters_are_kept_of_a_query() -> None:
    assert tidy("words=a%20b&firmness=denied&page=3&token=x&words=c") == "words=c&firmness=denied"
    assert tidy("&&&==%%%\x00") == ""


# --- reach --------------------------------------------------------------------------------------


def light(n: int, root: str, *, voice: Voice = Voice.REPORTED, named: bool = True) -> LightRow:
    chain = (Hop(root, Kind.PERSON if named else Kind.UNNAMED, Firmness.ASSERTED, named),)
    reported = voice is Voice.REPORTED
    return LightRow(
        id=f"c{n}",
        article=f"a{n}",
        input_id=f"i{n}",
        outlet=None,
        published=None,
        voice=voice,
        firmness=Firmness.ASSERTED,
        root=root,
        who=root if reported else None,
        chain=chain if reported else (),
    )


def standing(*others: tuple[Relation, LightRow], copies: frozenset[str] = frozenset()) -> Standing:
    return Standing(light(0, "Voss"), tuple((what, 0.9, row) for what, row in others), copies, {})


def test_a_claim_alone_rests_on_one_root_in_one_article() -> None:
    reach = reach_of(standing())
    assert (reach.low, reach.high, reach.articles, reach.disputes) == (1, 1, 1, 0)
    assert reach.roots == "1"


def test_ten_reprints_still_make_one_root() -> None:
    same = [(Relation.SAME, light(n, "Voss")) for n in range(1, 11)]
    reach = reach_of(standing(*same))
    assert (reach.roots, reach.articles) == ("1", 11)
    copies = frozenset(f"a{n}" for n in range(1, 11))
    assert reach_of(standing(copies=copies)).articles == 11


def test_other_roots_count_and_whoever_disputes_it_is_no_root() -> None:
    reach = reach_of(
        standing(
            (Relation.SAME, light(1, "Marrash")),
            (Relation.RESTATES, light(2, "Tolley")),
            (Relation.DENIES, light(3, "Prent")),
            (Relation.CONTRADICTS, light(4, "Hallorand")),
        )
    )
    assert (reach.high, reach.articles, reach.disputes) == (3, 3, 2)
    assert reach.low <= reach.high


# --- copied passages ----------------------------------------------------------------------------


def shared(direction: Direction, *, label: Reused = Reused.EXCERPT, day: str = "") -> ReuseRow:
    pair = Reuse("mine", "other", label, direction, 0.5, (((10, 90), (0, 80)),))
    return ReuseRow(pair, ("m.txt", "news/o.txt"), (None, None), (None, None), (None, day or None))


def test_only_what_was_taken_from_the_other_is_first_seen_there() -> None:
    assert list(passages("mine", [shared(Direction.A), shared(Direction.UNKNOWN)])) == []
    [seen] = passages("mine", [shared(Direction.B)])
    assert (seen.article, seen.span, seen.name) == ("other", (10, 90), "o.txt")
    [back] = passages("other", [shared(Direction.A)])
    assert (back.article, back.span) == ("mine", (0, 80))


def test_of_several_earlier_copies_the_earliest_is_named() -> None:
    late = Seen((10, 90), "late", "Late", "2024-06-06", "excerpt")
    early = Seen((12, 88), "early", "Early", "2024-06-04", "reprint")
    dateless = Seen((0, 95), "dateless", "Dateless", None, "reprint")
    apart = Seen((200, 300), "apart", "Apart", "2024-07-01", "excerpt")
    assert [s.article for s in earliest([late, apart, early])] == ["early", "apart"]
    assert earliest([dateless, early])[-1] is early


# --- values as they read ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("a\u202eb", "a\ufffdb"),
        ("a\x00b", "a␀b"),
        (Markup("<b>\u202e</b>"), Markup("<b>\u202e</b>")),
        (7, 7),
        (None, None),
    ],
)
def test_text_is_made_safe_and_markup_is_ours(value: object, shown: object) -> None:
    assert filters.safe(value) == shown


def test_a_query_keeps_what_is_not_changed() -> None:
    chosen = {"outlet": "=A&B", "words": "x y"}
    assert filters.query(chosen) == "?outlet=%3DA%26B&words=x+y"
    assert filters.query(chosen, words=None, outlet=None) == "?"


def test_sources_are_led_to_by_name_and_kind() -> None:
    address = filters.source_url("A & B/é?", Kind.ARMED_GROUP)
    assert address == "/source?name=A+%26+B%2F%C3%A9%3F&kind=armed+group"


@pytest.mark.parametrize(
    ("error", "status"), [(LedgerError("x"), 400), (InputError("y"), 400)], ids=["ledger", "input"]
)
def test_our_errors_become_pages_that_tell_them(error: LedgerError, status: int) -> None:
    answer = told(trouble_of(error))
    assert answer.status == status
    assert answer.data() == {"error": {"status": status, "message": str(error)}}


# --- jobs ---------------------------------------------------------------------------------------


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    path = tmp_path / "jobs.ledger"
    open_ledger(path).close()
    made = Jobs(Books(path), MarkerSpec("tests.fakes:pattern"))
    yield made
    made.close()


def page(n: int) -> Page:
    text = f"Ilan Voss said that ferry number {n} had left the harbour in the morning."
    return Page(f"p{n}", text.encode(), encoding="utf-8")


def ended(job: Job) -> Job:
    until = time.monotonic() + 60
    while not job.over and time.monotonic() < until:
        time.sleep(0.01)
    return job


def test_jobs_are_done_one_after_the_other(jobs: Jobs) -> None:
    seen: list[int] = []

    def items(n: int) -> Iterator[Page]:
        seen.append(n)
        yield page(n)

    queued = [jobs.add(f"job {n}", lambda n=n: items(n), total=1, dry=False) for n in range(5)]  # type: ignore[misc]  # a lambda with a default
    assert [ended(job).state for job in queued] == ["done"] * 5
    assert seen == [0, 1, 2, 3, 4]
    assert [job.number for job in jobs.all()] == [5, 4, 3, 2, 1]
    assert jobs.get(3) is queued[2] and jobs.get(99) is None


def test_a_job_that_fails_leaves_the_next_one_alone(jobs: Jobs) -> None:
    def broken() -> Iterator[Page]:
        raise InputError("there is no such thing")
        yield page(0)

    def faulty() -> Iterator[Page]:
        raise ZeroDivisionError("a secret of ours")
        yield page(0)

    one = jobs.add("broken", broken, total=None, dry=False)
    two = jobs.add("faulty", faulty, total=None, dry=True)
    three = jobs.add("well", lambda: [page(1)], total=1, dry=False)
    assert ended(one).trouble == "there is no such thing"
    assert ended(two).trouble == "a fault of Sayso: ZeroDivisionError"
    assert ended(three).state == "done" and three.claims == 1


def test_refused_inputs_of_a_job_are_told(jobs: Jobs) -> None:
    refused = Refused("x.pdf", Reason.NOT_TEXT, "a PDF")
    for dry in (True, False):
        job = ended(jobs.add("some", lambda: [refused, page(2)], total=2, dry=dry))
        assert [each.input_id for each in job.refused] == ["x.pdf"] and job.done == 2


def test_only_the_last_jobs_are_remembered(jobs: Jobs) -> None:
    for _ in range(KEPT + 5):
        last = jobs.add("none", list, total=0, dry=True)
    assert ended(last).state == "done"
    assert len(jobs.all()) == KEPT and jobs.get(1) is None
    assert len(jobs.recent()) == 3


def test_closing_ends_the_job_under_way(tmp_path: Path) -> None:
    path = tmp_path / "jobs.ledger"
    open_ledger(path).close()
    jobs = Jobs(Books(path), MarkerSpec("tests.fakes:pattern"))
    begun = threading.Event()

    def endless() -> Iterator[Page]:
        for n in range(100_000):
            begun.set()
            yield page(n)

    job = jobs.add("endless", endless, total=None, dry=False)
    assert begun.wait(60)
    jobs.close()
    assert job.state == "stopped"
    with open_ledger(path, readonly=True) as book:
        [run] = book.runs()
        assert run.status == "stopped" and run.articles < 100_000

"""What goes in comes out equal, once, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError, NotFound
from sayso.ledger import Ledger, open_ledger
from sayso.ledger.store import sentence_of
from sayso.records import (
    Article,
    Attribution,
    Claim,
    Credit,
    Firmness,
    Hop,
    Kind,
    Link,
    Media,
    Page,
    Quoted,
    Reading,
    Reason,
    Refused,
    Scare,
    Span,
    Speech,
    Voice,
    Who,
    content_id,
)
from tests.ledger.made import assert_whole, rows, story


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "quay.ledger") as opened:
        yield opened


def begin(ledger: Ledger) -> int:
    return ledger.begin_run("harbour/*.txt", "tiny-1 (0123456789ab)", "0.1.0")


def test_article_and_reading_come_back_equal(ledger: Ledger) -> None:
    page, article, reading = story()
    assert ledger.add(begin(ledger), "k0", page, article, reading)
    assert ledger.article(article.id) == (article, reading)
    assert ledger.page(article.id) == page
    assert assert_whole(ledger.path) == 1


def test_same_article_twice_is_one_article_and_a_noted_duplicate(ledger: Ledger) -> None:
    page, article, reading = story()
    run = begin(ledger)
    assert ledger.add(run, "k0", page, article, reading)
    other = replace(article, title="Another title", outlet="Another outlet")
    assert not ledger.add(run, "k1", replace(page, input_id="row 9"), other, reading)
    assert not ledger.add(run, "k1", replace(page, input_id="row 9"), other, reading)
    assert ledger.article(article.id) == (article, reading)
    assert (ledger.counts().articles, ledger.counts().duplicates) == (1, 1)
    assert ledger.seen("k0")
    assert ledger.seen("k1")
    assert_whole(ledger.path)


def test_seen_is_true_of_read_and_refused_inputs_alone(ledger: Ledger) -> None:
    run = begin(ledger)
    ledger.add(run, "k0", *story())
    ledger.refuse(run, "k1", Refused("row 1", Reason.EMPTY, "no text"))
    assert [ledger.seen(key) for key in ("k0", "k1", "k2", "")] == [True, True, False, False]


def test_refusals_are_counted_by_reason_and_once(ledger: Ledger) -> None:
    run = begin(ledger)
    for key, reason in (("a", Reason.EMPTY), ("b", Reason.NOT_TEXT), ("c", Reason.EMPTY)):
        ledger.refuse(run, key, Refused(key, reason, "why", "https://quay.example/x"))
    ledger.refuse(run, "a", Refused("a", Reason.EMPTY, "why"))
    assert ledger.counts().refused == {Reason.EMPTY: 2, Reason.NOT_TEXT: 1}
    assert ledger.runs()[0].refused == 3
    assert rows(ledger.path, "SELECT url, detail, run FROM refused WHERE input_key = 'b'") == [
        ("https://quay.example/x", "why", run)
    ]


def test_a_run_says_what_came_of_it(ledger: Ledger) -> None:
    run = begin(ledger)
    ledger.add(run, "k0", *story(0))
    ledger.add(run, "k1", *story(1))
    second = begin(ledger)
    ledger.end_run(run, "stopped")
    first, last = ledger.runs()
    assert (first.id, first.status, first.articles, first.claims) == (run, "stopped", 2, 6)
    assert (first.source, first.model, first.version, first.attributions) == (
        "harbour/*.txt", "tiny-1 (0123456789ab)", "0.1.0", 4,
    )  # fmt: skip
    assert first.ended is not None
    assert first.ended >= first.started
    assert (last.id, last.status, last.ended) == (second, "running", None)


@pytest.mark.parametrize(("run", "status"), [(1, "finished"), (7, "done")])
def test_ending_a_run_wrongly_is_said(ledger: Ledger, run: int, status: str) -> None:
    begin(ledger)
    with pytest.raises(LedgerError, match=r"finished|no run 7"):
        ledger.end_run(run, status)


def test_bytes_are_stored_once_per_hash(ledger: Ledger) -> None:
    run = begin(ledger)
    page, article, reading = story()
    ledger.add(run, "k0", page, article, reading)
    moved = replace(article, id="elsewhere", url="https://copy.example/", input_id="row 5")
    empty = Reading("elsewhere")
    copy = replace(page, url=moved.url, input_id="row 5", media=Media.HTML, encoding=None)
    assert ledger.add(run, "k5", copy, moved, empty)
    assert rows(ledger.path, "SELECT count(*), sum(size) FROM pages") == [(1, len(page.body))]
    assert ledger.page("elsewhere") == copy
    assert ledger.page(article.id) == page


def test_a_reading_that_contradicts_itself_leaves_nothing(ledger: Ledger) -> None:
    page, article, reading = story()
    run = begin(ledger)
    astray = replace(reading.attributions[0], inside="nobody")
    for bad in (
        replace(reading, attributions=(astray, reading.attributions[1])),
        replace(reading, claims=(reading.claims[0], reading.claims[0])),
        replace(reading, attributions=()),
    ):
        with pytest.raises(LedgerError):
            ledger.add(run, "k0", page, article, bad)
        assert assert_whole(ledger.path) == 0
        assert not ledger.seen("k0")
    assert ledger.add(run, "k0", page, article, reading)


def test_an_unknown_run_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="do not fit"):
        ledger.add(99, "k0", *story())
    assert not ledger.seen("k0")


def test_half_a_surrogate_pair_is_refused_and_not_changed(ledger: Ledger) -> None:
    page, article, reading = story()
    run = begin(ledger)
    broken = replace(article, text=article.text + "\ud83d")
    assert not ledger.add(run, "k0", page, broken, reading)
    assert ledger.seen("k0")
    assert ledger.counts().refused == {Reason.BROKEN_RECORD: 1}
    assert assert_whole(ledger.path) == 0


def test_a_file_name_that_is_no_utf8_is_kept_readable(ledger: Ledger) -> None:
    page, article, reading = story()
    name = "caf\udce9.txt"
    run = ledger.begin_run(name, "m", "0")
    ledger.add(run, "k0", replace(page, input_id=name), replace(article, input_id=name), reading)
    ledger.refuse(run, "k1", Refused(name, Reason.UNREADABLE, f"cannot open {name}"))
    assert ledger.article(article.id)[0].input_id == r"caf\udce9.txt"
    assert ledger.runs()[0].source == r"caf\udce9.txt"


@pytest.mark.parametrize("wrong", ["", "zzz", "\ud800", "%", "' OR 1=1 --"])
def test_an_id_that_names_nothing_is_not_found(ledger: Ledger, wrong: str) -> None:
    ledger.add(begin(ledger), "k0", *story())
    with pytest.raises(NotFound):
        ledger.article(wrong)
    with pytest.raises(NotFound):
        ledger.claim(wrong)
    with pytest.raises(NotFound):
        ledger.page(wrong)


def test_the_start_of_an_id_is_enough_where_it_is_one_alone(ledger: Ledger) -> None:
    run = begin(ledger)
    page, article, _ = story()
    for ident in ("abcd", "abce", "ab"):
        url = f"https://quay.example/{ident}"
        ledger.add(run, ident, page, replace(article, id=ident, url=url), Reading(ident))
    assert ledger.article("abcd")[0].id == "abcd"
    assert ledger.article("ab")[0].id == "ab"
    with pytest.raises(LedgerError, match=r"several articles \(abcd, abce"):
        ledger.article("abc")


# --- any article at all ---------------------------------------------------------------------

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\0 .“”é́א漢😀"), max_size=60
)
MAYBE = st.none() | TEXTS
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4).map(
    lambda spans: tuple(sorted((min(s), max(s)) for s in spans))
)
SPAN = st.tuples(st.integers(0, 60), st.integers(0, 60))
HOPS = st.builds(Hop, TEXTS, st.sampled_from(Kind), st.sampled_from(Firmness), st.booleans())
WHOS = st.builds(
    Who, TEXTS, st.sampled_from(Kind), st.booleans(), st.none() | SPAN, st.none() | TEXTS
)


@st.composite
def attributions(draw: st.DrawFn, article: str) -> tuple[Attribution, ...]:
    count = draw(st.integers(0, 4))
    ids = [content_id([article, "t", i]) for i in range(count)]
    return tuple(
        Attribution(
            id=ident,
            source=draw(SPANS),
            cue=draw(SPANS),
            content=draw(SPANS),
            inside=draw(st.sampled_from([None, *ids])),
            speech=draw(st.sampled_from(Speech)),
            firmness=draw(st.sampled_from(Firmness)),
            score=draw(st.floats(0, 1)),
            who=draw(WHOS),
            chain=tuple(draw(st.lists(HOPS, max_size=3))),
            why=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=2))),
        )
        for ident in ids
    )


@st.composite
def readings(draw: st.DrawFn) -> tuple[Page, Article, Reading]:
    text = draw(TEXTS)
    ident = content_id([text, draw(st.integers(0, 2))])
    page = Page(draw(TEXTS), draw(st.binary(max_size=40)), url=draw(MAYBE), title=draw(MAYBE))
    article = Article(
        id=ident,
        input_id=page.input_id,
        text=text,
        url=page.url,
        title=page.title,
        outlet=draw(MAYBE),
        author=draw(MAYBE),
        published=draw(MAYBE),
        language=draw(TEXTS),
        sha256=draw(st.sampled_from(["", page.sha256])),
        fetched_at=draw(MAYBE),
        paragraphs=draw(SPANS),
        sentences=draw(SPANS),
        blocks=draw(SPANS),
        headline=draw(st.none() | SPAN),
        dateline=draw(st.none() | SPAN),
        links=tuple(draw(st.lists(st.builds(Link, SPAN, TEXTS), max_size=2))),
        credits=tuple(
            draw(st.lists(st.builds(Credit, TEXTS, TEXTS, SPAN, st.none() | SPAN), max_size=2))
        ),
    )
    told = draw(attributions(ident))
    claims = tuple(
        Claim(
            id=content_id([ident, "c", i]),
            article=ident,
            attribution=draw(st.sampled_from([None, *(t.id for t in told)])),
            voice=draw(st.sampled_from(Voice)),
            spans=draw(SPANS),
            firmness=draw(st.sampled_from(Firmness)),
            root=draw(HOPS),
        )
        for i in range(draw(st.integers(0, 4)))
    )
    scare = draw(st.lists(st.builds(Scare, SPAN, st.sampled_from(Quoted)), max_size=2))
    return page, article, Reading(ident, told, claims, tuple(scare))


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(made=readings())
def test_any_reading_comes_back_equal(ledger: Ledger, made: tuple[Page, Article, Reading]) -> None:
    page, article, reading = made
    run = begin(ledger)
    key = content_id([article.id, page.sha256, run])
    if ledger.add(run, key, page, article, reading):
        assert ledger.article(article.id) == (article, reading)
        assert ledger.page(article.id) == page
        for claim in reading.claims:
            row = ledger.claim(claim.id)
            assert (row.spans, row.firmness, row.root) == (
                claim.spans, claim.firmness, claim.root.name,
            )  # fmt: skip
    assert ledger.seen(key)
    assert_whole_counts(ledger)


def assert_whole_counts(ledger: Ledger) -> None:
    """The counts kept are the counts there are (the full check is too slow for every example)."""
    kept = rows(ledger.path, "SELECT facet, value, articles, claims FROM facet_counts")
    for facet, column in (("voice", "c.voice"), ("root kind", "r.kind"), ("source kind", "s.kind")):
        there = rows(
            ledger.path,
            f"SELECT '{facet}', {column}, count(DISTINCT c.article), count(*) FROM claims AS c "
            "JOIN sources AS r ON r.number = c.root LEFT JOIN sources AS s ON s.number = c.source "
            f"WHERE {column} IS NOT NULL GROUP BY {column}",
        )
        assert sorted(map(repr, there)) == sorted(repr(row) for row in kept if row[0] == facet)


# --- the sentence of a claim ----------------------------------------------------------------

SENTENCES: tuple[Span, ...] = ((0, 10), (11, 20), (25, 30))


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        (((2, 4),), (0, 10)),
        (((0, 10),), (0, 10)),
        (((12, 20),), (11, 20)),
        (((2, 4), (26, 27)), (0, 30)),
        (((8, 12),), (0, 20)),
        (((21, 23),), (21, 23)),
        (((10, 11),), (10, 11)),
        (((28, 40),), (25, 40)),
        ((), (0, 0)),
    ],
)
def test_a_claims_sentence_holds_its_spans(spans: tuple[Span, ...], expected: Span) -> None:
    article = Article("a", "row", "x" * 40, sentences=SENTENCES)
    root = Hop("r", Kind.OUTLET, Firmness.ASSERTED)
    claim = Claim("c", "a", None, Voice.AUTHOR, spans, Firmness.ASSERTED, root)
    assert sentence_of(article, claim) == expected

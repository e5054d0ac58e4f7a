"""What goes in comes out equal, once, and counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError, NotFound
from sayso.ledger import Added, Ledger, open_ledger
from sayso.ledger.columns import Columns
from sayso.ledger.store import sentence_of
from sayso.records import (
    Article,
    Attribution,
    Claim,
    Credit,
    Firmness,
    Headline,
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
from tests.ledger.made import assert_whole, rows, script, story


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "quay.ledger") as opened:
        yield opened


def begin(ledger: Ledger) -> int:
    return ledger.begin_run("harbour/*.txt", "tiny-1 (0123456789ab)", "0.1.0")


def test_article_and_reading_come_back_equal(ledger: Ledger) -> None:
    page, article, reading = story()
    assert ledger.add(begin(ledger), "k0", page, article, reading) is Added.NEW
    assert ledger.article(article.id) == (article, reading)
    assert ledger.page(article.id) == page
    assert assert_whole(ledger.path) == 1


def test_same_article_twice_is_one_article_and_a_noted_duplicate(ledger: Ledger) -> None:
    page, article, reading = story()
    run = begin(ledger)
    assert ledger.add(run, "k0", page, article, reading) is Added.NEW
    other = replace(article, title="Another title", outlet="Another outlet")
    assert ledger.add(run, "k1", replace(page, input_id="row 9"), other, reading) is Added.KNOWN
    assert ledger.add(run, "k1", replace(page, input_id="row 9"), other, reading) is Added.KNOWN
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
    assert ledger.add(run, "k5", copy, moved, empty) is Added.NEW
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
    assert ledger.add(run, "k0", page, article, reading) is Added.NEW


def test_an_unknown_run_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="do not fit"):
        ledger.add(99, "k0", *story())
    assert not ledger.seen("k0")


def test_half_a_surrogate_pair_is_refused_and_not_changed(ledger: Ledger) -> None:
    page, article, reading = story()
    run = begin(ledger)
    broken = replace(article, text=article.text + "\ud83d")
    assert ledger.add(run, "k0", page, broken, reading) is Added.REFUSED
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


# --- reading again ---------------------------------------------------------------------------


def test_another_models_reading_takes_the_place_of_the_old_one(ledger: Ledger) -> None:
    first = begin(ledger)
    for n in range(3):
        ledger.add(first, f"k{n}", *story(n))
    script(
        ledger.path,
        'INSERT INTO corrections (target_kind, target_id, field, new, "by", at) '
        "VALUES ('claim', 'abc', 'firmness', '\"denied\"', 'I. Voss', '2031-05-06')",
    )
    page, article, reading = story(1)
    newer = ledger.begin_run("harbour/*.txt", "tiny-2", "0.2.0")
    moved = replace(article, title="Anew", outlet="Other Wire", input_id="row 9", credits=())
    lone = replace(reading.attributions[1], firmness=Firmness.DENIED, inside=None)
    told = replace(reading.claims[0], firmness=Firmness.DENIED, attribution=lone.id)
    better = Reading(article.id, (lone,), (told,))
    again = replace(page, input_id="row 9", outlet="Other Wire")
    assert ledger.add(newer, "n1", again, moved, better) is Added.REPLACED
    assert ledger.article(article.id) == (moved, better)
    assert ledger.page(article.id) == again
    assert_whole(ledger.path)
    assert (ledger.counts().articles, ledger.counts().claims) == (3, 7)
    assert [(run.articles, run.claims, run.replaced) for run in ledger.runs()] == [
        (2, 6, 0),
        (1, 1, 1),
    ]
    assert [(row.value, row.articles, row.claims) for row in ledger.facets("outlet")][-1] == (
        "Other Wire", 1, 1,
    )  # fmt: skip
    assert {hit.claim.article for hit in ledger.find("overloaded")} == {
        story(n)[1].id for n in range(3)
    }
    assert len(ledger.find("alleged")) == 2  # the words of the reading that went are not found
    assert rows(ledger.path, "SELECT target_id FROM corrections") == [("abc",)]
    # Once more with the same model is nothing new, under whatever key.
    assert ledger.add(newer, "n2", again, moved, Reading(article.id)) is Added.KNOWN
    assert ledger.article(article.id) == (moved, better)


def test_a_reading_replaced_by_itself_changes_no_count(ledger: Ledger) -> None:
    ledger.add(begin(ledger), "k0", *story())
    before = rows(ledger.path, "SELECT * FROM facet_counts"), ledger.roots(), ledger.counts()
    for n in range(4):
        run = ledger.begin_run("harbour/*.txt", f"model {n}", "1")
        assert ledger.add(run, f"m{n}", *story()) is Added.REPLACED
        assert_whole(ledger.path)
    assert before == (
        rows(ledger.path, "SELECT * FROM facet_counts"), ledger.roots(), ledger.counts(),
    )  # fmt: skip


def test_a_replacement_that_fails_leaves_the_old_reading(ledger: Ledger) -> None:
    page, article, reading = story()
    ledger.add(begin(ledger), "k0", page, article, reading)
    run = ledger.begin_run("harbour/*.txt", "tiny-2", "1")
    twice = replace(reading, claims=(reading.claims[0], reading.claims[0]))
    with pytest.raises(LedgerError):
        ledger.add(run, "n0", page, article, twice)
    half = replace(article, title="half \ud83d")
    assert ledger.add(run, "n1", page, half, reading) is Added.REFUSED
    assert ledger.article(article.id) == (article, reading)
    assert assert_whole(ledger.path) == 1
    assert not ledger.seen("n0")


def test_nothing_is_looked_for_row_by_row_when_a_reading_goes(ledger: Ledger) -> None:
    plans = rows(ledger.path, "EXPLAIN QUERY PLAN SELECT number FROM attributions WHERE inside = 1")
    assert "attributions_by_inside" in str(plans)


# --- refusals that no longer hold -------------------------------------------------------------


def empty(name: str) -> Refused:
    return Refused(name, Reason.EMPTY, "nothing")


def standing(ledger: Ledger) -> list[tuple[int, str]]:
    held = ledger.refused()
    assert sum(ledger.counts().refused.values()) == len(held)
    assert [run.refused for run in ledger.runs()] == [
        sum(row.run == run.id for row in held) for run in ledger.runs()
    ]
    return [(row.run, row.input_id) for row in held]


def test_what_is_to_be_tried_again_is_not_seen_until_it_was_read(ledger: Ledger) -> None:
    run = begin(ledger)
    ledger.refuse(run, "k0", empty("row 0"), again=True)
    ledger.refuse(run, "k0", Refused("row 0", Reason.UNREADABLE, "again"), again=True)
    assert not ledger.seen("k0")
    assert [(row.reason, row.again) for row in ledger.refused()] == [(Reason.UNREADABLE, True)]
    assert ledger.add(begin(ledger), "k0", *story()) is Added.NEW
    assert ledger.seen("k0")
    assert standing(ledger) == []
    assert ledger.page(story()[1].id) == story()[0]
    assert assert_whole(ledger.path) == 1


def test_an_input_that_was_mended_or_read_by_another_model_is_refused_no_more(
    ledger: Ledger,
) -> None:
    run = begin(ledger)
    for name in ("row 0", "row 1", "row 2"):
        ledger.refuse(run, f"old {name}", empty(name))
    ledger.end_run(run, "done")
    elsewhere = ledger.begin_run("quay/*.txt", "tiny-1 (0123456789ab)", "1")
    ledger.add(elsewhere, "k0", *story(0))
    assert standing(ledger) == [(1, "row 0"), (1, "row 1"), (1, "row 2")]  # another source's row 0
    same = begin(ledger)
    ledger.refuse(same, "new row 1", empty("row 1"))
    assert ledger.add(same, "k1", *story(2)) is Added.NEW
    assert standing(ledger) == [(1, "row 0"), (same, "row 1")]
    assert ledger.seen("old row 2")
    assert [row.run for row in ledger.refused(run)] == [1]
    assert len(ledger.refused(limit=1)) == 1


def test_namesakes_of_a_stopped_run_and_of_stdin_are_kept(ledger: Ledger) -> None:
    ledger.refuse(begin(ledger), "a", empty("row 0"))  # not ended: row 0 may stand there twice
    ledger.add(begin(ledger), "b", *story(0))
    assert standing(ledger) == [(1, "row 0")]
    for key, text in (("c", "-"), ("d", "-")):
        run = ledger.begin_run("-", "m", "1")
        ledger.refuse(run, key, empty(text))
        ledger.end_run(run, "done")
    assert standing(ledger) == [(1, "row 0"), (3, "-"), (4, "-")]


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
REASONS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
HEADS = st.builds(
    lambda voice, parts, root, why: Headline(
        voice, parts[0], parts[1], parts[2], root.firmness, root, why
    ),
    st.sampled_from(Voice),
    st.tuples(SPANS, SPANS, SPANS),
    HOPS,
    REASONS,
)
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
    head = draw(st.none() | HEADS)
    return page, article, Reading(ident, told, claims, tuple(scare), headline=head)


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
    if ledger.add(run, key, page, article, reading) is Added.NEW:
        assert ledger.article(article.id) == (article, reading)
        assert ledger.page(article.id) == page
        other = ledger.begin_run("again", f"model {run}", "1")
        assert ledger.add(other, f"again {key}", page, article, reading) is Added.REPLACED
        assert ledger.article(article.id) == (article, reading)
        for claim in reading.claims:
            row = ledger.claim(claim.id)
            assert (row.spans, row.firmness, row.root) == (
                claim.spans, claim.firmness, claim.root.name,
            )  # fmt: skip
    assert ledger.seen(key)
    assert_whole_counts(ledger)


def test_a_claim_of_the_headline_is_known_for_one(ledger: Ledger) -> None:
    page, article, reading = story(0)
    own = next(claim for claim in reading.claims if claim.attribution is None)
    headed = replace(article, headline=article.sentences[2])
    ledger.add(begin(ledger), "headed", page, headed, reading)
    found = {claim.id: ledger.claim(claim.id).headline for claim in reading.claims}
    assert found == {claim.id: claim is own for claim in reading.claims}
    shown = ledger.desk(columns=Columns(), limit=9).rows
    assert {row.claim.id: row.standing.row.headline for row in shown} == found


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

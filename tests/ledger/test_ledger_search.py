"""Filters, full text, and the rows that come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError
from sayso.ledger import GAP, ClaimFilter, FacetRow, Ledger, RootRow, open_ledger
from sayso.ledger.queries import CHUNK
from sayso.ledger.search import SNIPPET, matches, window
from sayso.ledger.words import MOST_TERMS, fts_query
from sayso.records import (
    Article,
    Claim,
    Firmness,
    Hop,
    Kind,
    Page,
    Reading,
    Speech,
    Voice,
    content_id,
)
from tests.ledger.made import SPEAKER, WIRE, WITNESS, rows, story

OUTLETS = ("The Quay Post", "Île d'Est Courrier", None)
DATES = ("2031-05-04", "2031-05-31T23:59:00+03:00", "2031-06", None)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Twelve articles: each outlet with each date once."""
    with open_ledger(tmp_path_factory.mktemp("search") / "quay.ledger") as opened:
        run = opened.begin_run("made", "none", "0")
        for n in range(12):
            made = story(n, outlet=OUTLETS[n % 3], published=DATES[n % 4])
            opened.add(run, f"k{n}", *made)
        yield opened


def test_a_claim_row_holds_the_articles_own_words(ledger: Ledger) -> None:
    _, article, reading = story(0)
    inner = ledger.claim(reading.claims[1].id)
    assert (inner.source, inner.cue, inner.content) == (
        "A ferry passenger", "alleged", "the pilots' union knew",
    )  # fmt: skip
    assert inner.sentence == "A ferry passenger alleged that the pilots' union knew, he said."
    assert article.text[inner.sentence_at :].startswith(inner.sentence)
    assert inner.spans == reading.claims[1].spans
    assert (inner.who, inner.kind) == ("a ferry passenger", Kind.WITNESS)
    assert (inner.root, inner.root_kind, inner.root_named) == (
        "a ferry passenger", Kind.WITNESS, False,
    )  # fmt: skip
    assert inner.chain == (WIRE, SPEAKER, WITNESS)
    assert inner.attribution == reading.attributions[0].id
    assert inner.inside == reading.attributions[1].id
    assert (inner.speech, inner.firmness, inner.score) == (
        Speech.INDIRECT, Firmness.ALLEGED, 0.875,
    )  # fmt: skip
    assert (inner.article, inner.input_id, inner.outlet, inner.published, inner.title) == (
        article.id, "row 0", "The Quay Post", "2031-05-04", "Ferry 0",
    )  # fmt: skip
    with pytest.raises(FrozenInstanceError):
        inner.root = "somebody else"  # type: ignore[misc]  # that is what is tested


def test_the_authors_own_voice_has_no_source(ledger: Ledger) -> None:
    own = ledger.claim(story(0)[2].claims[2].id)
    assert (own.voice, own.source, own.cue, own.who, own.kind, own.score) == (
        Voice.AUTHOR, "", "", None, None, None,
    )  # fmt: skip
    assert (own.chain, own.inside, own.attribution, own.root) == ((), None, None, "The Quay Post")
    assert own.content == own.sentence == "The harbour stayed “open” on Monday."


def test_parts_that_lie_apart_are_joined_by_a_gap(tmp_path: Path) -> None:
    page, article, reading = story()
    spans = ((0, 5), (8, 11))
    claim = replace(reading.claims[2], spans=spans)
    with open_ledger(tmp_path / "a.ledger") as opened:
        run = opened.begin_run("made", "none", "0")
        opened.add(run, "k", page, article, replace(reading, claims=(claim,)))
        expected = GAP.join(article.text[s:e] for s, e in spans)
        assert opened.claim(claim.id).content == expected == "Ferry … was"
        assert rows(opened.path, "SELECT content FROM claims_view") == [(expected,)]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (ClaimFilter(), 36),
        (ClaimFilter(source="VOSS"), 12),
        (ClaimFilter(source="ferry"), 12),
        (ClaimFilter(source="nobody"), 0),
        (ClaimFilter(source="%"), 0),
        (ClaimFilter(root="voss"), 12),
        (ClaimFilter(root="tern wire"), 0),
        (ClaimFilter(kind=Kind.WITNESS), 12),
        (ClaimFilter(kind=Kind.OUTLET), 0),
        (ClaimFilter(root_kind=Kind.OUTLET), 12),
        (ClaimFilter(source="a", kind=Kind.PERSON), 12),
        (ClaimFilter(firmness=Firmness.HEDGED), 12),
        (ClaimFilter(firmness=Firmness.DENIED), 0),
        (ClaimFilter(voice=Voice.AUTHOR), 12),
        (ClaimFilter(voice=Voice.AUTHOR, source="voss"), 0),
        (ClaimFilter(outlet="quay"), 12),
        (ClaimFilter(outlet="ÎLE D'EST"), 12),
        (ClaimFilter(since="2031"), 27),
        (ClaimFilter(since="2031-05-05"), 18),
        (ClaimFilter(until="2031-05-31"), 18),
        (ClaimFilter(until="2031-05"), 18),
        (ClaimFilter(since="2031-05-31", until="2031-05-31"), 9),
        (ClaimFilter(since="2032"), 0),
        (ClaimFilter(words="union knew"), 12),
        (ClaimFilter(words="harbour", voice=Voice.REPORTED), 0),
        (ClaimFilter(words="***"), 0),
        (ClaimFilter(words=""), 0),
        (ClaimFilter(words="harb*", outlet="quay", until="2031-05-04"), 1),
        (ClaimFilter(article=story(0)[1].id[:9]), 3),
    ],
)
def test_each_filter_narrows(ledger: Ledger, wanted: ClaimFilter, expected: int) -> None:
    found = list(ledger.claims(wanted))
    assert len(found) == expected
    assert sum(root.claims for root in ledger.roots(wanted)) == expected
    assert len({claim.id for claim in found}) == expected


@pytest.mark.parametrize("date", ["May 2031", "31-05-04", "2031-5-4", "", "2031-05-04 12:00"])
def test_a_date_that_would_match_nothing_is_said(date: str) -> None:
    with pytest.raises(LedgerError, match="is not a date"):
        ClaimFilter(since=date)
    with pytest.raises(LedgerError, match="2024-03-09"):
        ClaimFilter(until=date)


def test_claims_come_in_the_order_of_the_ledger_and_in_parts(ledger: Ledger) -> None:
    every = list(ledger.claims())
    assert [claim.input_id for claim in every[::3]] == [f"row {n}" for n in range(12)]
    assert [c.id for c in every[:3]] == [c.id for c in story(0)[2].claims]
    assert list(ledger.claims(limit=5)) == every[:5]
    assert list(ledger.claims(limit=5, offset=33)) == every[33:]
    assert list(ledger.claims(offset=40)) == []
    assert list(ledger.claims(limit=0)) == []


def test_more_claims_than_are_read_at_a_time(tmp_path: Path) -> None:
    count = CHUNK * 2 + 7
    text = "x " * count
    root = Hop("Quay", Kind.OUTLET, Firmness.ASSERTED)
    claims = tuple(
        Claim(content_id(["c", i]), "a", None, Voice.AUTHOR, ((i, i + 1),), Firmness.ASSERTED, root)
        for i in range(count)
    )
    with open_ledger(tmp_path / "a.ledger") as opened:
        run = opened.begin_run("made", "none", "0")
        page = Page("row", text.encode())
        opened.add(run, "k", page, Article("a", "row", text), Reading("a", (), claims))
        assert [row.id for row in opened.claims()] == [claim.id for claim in claims]
        assert [row.id for row in opened.claims(limit=CHUNK + 1, offset=3)] == [
            claim.id for claim in claims[3 : CHUNK + 4]
        ]


def test_a_reader_that_stops_early_locks_nobody_out(ledger: Ledger) -> None:
    reading = ledger.claims()
    next(reading)
    with open_ledger(ledger.path) as other:
        other.end_run(1, "done")
    assert len(list(reading)) == 35


def test_roots_and_their_firmness(ledger: Ledger) -> None:
    roots = {(root.name, root.kind): root for root in ledger.roots()}
    assert roots["Ilan Voss", Kind.PERSON] == RootRow(
        "Ilan Voss", Kind.PERSON, True, 12, 12, 0, 12, 0, 0, 0
    )
    assert roots["a ferry passenger", Kind.WITNESS].alleged == 12
    assert roots["The Quay Post", Kind.OUTLET].articles == 4
    assert len(ledger.roots(limit=2)) == 2
    assert ledger.roots(limit=2) == ledger.roots()[:2]
    # The kept counts say what counting says.
    everything = ClaimFilter(until="9999")
    dated = {(r.name, r.kind): r.claims for r in ledger.roots(everything)}
    assert dated["Ilan Voss", Kind.PERSON] == 9
    assert [r.claims for r in ledger.roots(everything, limit=1)] == [9]


def test_facets(ledger: Ledger) -> None:
    assert ledger.facets("firmness") == [
        FacetRow("alleged", 12, 12),
        FacetRow("asserted", 12, 12),
        FacetRow("hedged", 12, 12),
    ]
    assert ledger.facets("outlet") == [
        FacetRow("The Quay Post", 4, 12),
        FacetRow("Île d'Est Courrier", 4, 12),
    ]
    assert {row.value for row in ledger.facets("source kind")} == {"person", "witness"}
    with pytest.raises(LedgerError, match="colour"):
        ledger.facets("colour")


def test_counts(ledger: Ledger) -> None:
    counts = ledger.counts()
    assert (counts.articles, counts.attributions, counts.claims) == (12, 24, 36)
    assert (counts.duplicates, dict(counts.refused)) == (0, {})


# --- words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("union", ["union"]),
        ("UNION knew", ["union", "knew"]),
        ('"union knew"', ["union knew"]),
        ("pilot*", ["pilots"]),
        ('"ferry pass"*', ["ferry passenger"]),
        ("pilots' knew", ["pilots", "knew"]),
        ('knew "union', ["union", "knew"]),
        ("knew AND", None),
        ('"knew union"', None),
        ("pilo", None),
        ('* - () "" ^:', None),
        ("", None),
    ],
)
def test_find_marks_what_matched(ledger: Ledger, words: str, marked: list[str] | None) -> None:
    hits = ledger.find(words)
    assert bool(hits) == (marked is not None)
    for hit in hits:
        assert [hit.snippet[s:e] for s, e in hit.spans] == marked
        article, _ = ledger.article(hit.claim.article)
        assert article.text[hit.at : hit.at + len(hit.snippet)] == hit.snippet


def test_find_gives_the_best_first_and_no_more_than_asked(ledger: Ledger) -> None:
    hits = ledger.find("ferry", limit=7)
    assert len(hits) == 7
    assert [hit.rank for hit in hits] == sorted(hit.rank for hit in hits)
    assert ledger.find("ferry", limit=7) == hits


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("Café Elouan closed.", "cafe"),
        ("Cafe\u0301 Elouan closed.", "café"),
        ("السفينة غرقت", "غرقت"),
        ("😀 boats 漢字 left", "漢字"),
    ],
)
def test_find_in_other_scripts_marks_code_points(tmp_path: Path, stored: str, asked: str) -> None:
    with made_of(tmp_path, stored) as opened:
        (hit,) = opened.find(asked)
        ((start, end),) = hit.spans
        assert hit.snippet == stored
        assert stored[start:end].strip() == stored[start:end] != ""
        assert stored[start:end] in stored.split()


def test_a_long_sentence_is_cut_around_the_match(tmp_path: Path) -> None:
    text = "lull " * 400 + "gale " + "calm " * 400
    with made_of(tmp_path, text) as opened:
        (hit,) = opened.find("gale")
        assert len(hit.snippet) <= SNIPPET
        assert [hit.snippet[s:e] for s, e in hit.spans] == ["gale"]
        assert text[hit.at :].startswith(hit.snippet)
        assert hit.claim.sentence == text


@pytest.mark.parametrize("text", ["a \x02\x1f\x02 gale\x03\x1f\x03 blew", "gale\x00 gale blew"])
def test_a_text_with_marks_of_its_own_gives_no_wrong_spans(tmp_path: Path, text: str) -> None:
    with made_of(tmp_path, text) as opened:
        (hit,) = opened.find("gale")
        assert (hit.snippet, hit.spans) == (text, ())


def made_of(folder: Path, text: str) -> Ledger:
    """A ledger of one claim, the whole text."""
    opened = open_ledger(folder / "one.ledger")
    root = Hop("Quay", Kind.OUTLET, Firmness.ASSERTED)
    whole = ((0, len(text)),)
    claim = Claim("c", "a", None, Voice.AUTHOR, whole, Firmness.ASSERTED, root)
    article = Article("a", "row", text, paragraphs=whole, sentences=whole)
    run = opened.begin_run("made", "none", "0")
    opened.add(run, "k", Page("row", text.encode()), article, Reading("a", (), (claim,)))
    return opened


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.text(max_size=40)
    | st.lists(
        st.sampled_from(
            [
                '"',
                "*",
                "(",
                ")",
                "NEAR(",
                "AND",
                "OR",
                "NOT",
                "ferry",
                ":",
                "^",
                "-",
                "{",
                "+",
                "\0",
            ]
        ),
        max_size=12,
    ).map(" ".join)
)
def test_no_words_are_a_syntax_error(ledger: Ledger, words: str) -> None:
    for hit in ledger.find(words, limit=3):
        assert hit.spans
        for start, end in hit.spans:
            assert 0 <= start < end <= len(hit.snippet)
    list(ledger.claims(ClaimFilter(words=words), limit=1))


def test_very_many_words_are_no_error(ledger: Ledger) -> None:
    assert ledger.find("ferry " * 5_000, limit=1)
    assert ledger.find("absent " + "ferry " * 5_000) == []
    query = fts_query("a " * 100)
    assert query is not None
    assert query.count('"') == 2 * MOST_TERMS


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.text("ab \n"), st.text("cd", min_size=1)), max_size=6))
def test_marks_become_offsets(parts: list[tuple[str, str]]) -> None:
    marked = "".join(f"{plain}\x02\x1f\x02{hit}\x03\x1f\x03" for plain, hit in parts)
    text = "".join(plain + hit for plain, hit in parts)
    assert [text[s:e] for s, e in matches(marked)] == [hit for _, hit in parts]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text("ab ", min_size=1, max_size=1500), st.data())
def test_a_window_holds_the_first_match(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    left, right = window(text, ((start, end),))
    assert 0 <= left <= start < end <= right <= len(text)
    assert right - left <= SNIPPET + 30

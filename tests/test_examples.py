"""The example story: its words stand where the reader says, and the program finds most of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from sayso.records import Firmness, Kind, Quoted, Spans, Speech
from sayso.vocab import load
from tests.story import EXAMPLES, ROLES, Record, Told, find, gold, story

NAMES = [each.get("id", each["file"]) for each in gold()]
RECORD_OVERLAP = 60.0  # percent, F1: a floor well under what the shipped model reaches


@pytest.fixture(params=range(len(NAMES)), ids=NAMES)
def told(request: pytest.FixtureRequest) -> Told:
    """Each article of the story."""
    number: int = request.param
    return story()[number]


# --- the story itself -----------------------------------------------------------------------------


def test_eight_outlets_tell_it_in_articles_of_a_newspapers_length() -> None:
    assert len({told.given["outlet"] for told in story()}) == len(story()) == 8
    for told in story():
        assert 150 <= len(told.article.text.split()) <= 450, told.name


def test_every_format_is_there() -> None:
    suffixes = {path.suffix for path in (EXAMPLES / "story").iterdir()}
    assert suffixes == {".txt", ".html", ".jsonl"}


def test_no_outlet_of_the_story_is_a_real_one() -> None:
    real = {name for each in load("outlets")["source"] for name in (each["name"], *each["aliases"])}
    assert real.isdisjoint({told.given["outlet"] for told in story()} | {"Corvane News Agency"})


def test_what_the_pages_declare_is_what_the_reader_took_down(told: Told) -> None:
    declared = told.article.outlet, (told.article.published or "")[:10]
    if told.given["file"].endswith(".txt"):  # plain text declares nothing
        assert told.article.dateline is not None
    else:
        assert declared == (told.given["outlet"], told.given["published"])
    assert date(2024, 6, 4) <= date.fromisoformat(told.given["published"]) <= date(2024, 6, 6)


def test_the_story_has_the_shapes_it_is_told_for() -> None:
    records = [record for told in story() for record in told.records]
    assert {record.firmness for record in records} == set(Firmness)
    assert {record.speech for record in records} == set(Speech)
    assert {record.kind for record in records} == set(Kind)
    assert max(len(record.chain) for record in records) == 3
    assert any(not record.source and not record.cue for record in records)  # stands free
    assert any(record.chain[-1] == "reports (unnamed)" for record in records)
    assert {s["type"] for each in gold() for s in each.get("scare", ())} == {"scare", "name"}
    assert {c["how"] for each in gold() for c in each.get("credit", ())} == {"dateline", "block"}


def test_the_rewrite_loses_a_hedge_and_two_sources() -> None:
    wire, rewrite = (_by_name(name) for name in ("01-corvane.txt", "brindle-courier"))
    assert _firmness(wire, "at least six sorties") == Firmness.HEDGED
    assert _firmness(rewrite, "at least six sorties") == Firmness.ASSERTED
    assert "clearing the road to Oamaru" in " ".join(rewrite.given["author"])
    assert _firmness(wire, "clearing the road to Oamaru") == Firmness.ASSERTED


def test_the_blog_reprints_the_opinion_without_its_credit() -> None:
    original, reprint = (_by_name(n).article.text for n in ("03-lantern-review.html", "quillfen"))
    paragraphs = [p for p in reprint.split("\n\n") if len(p) > 60]
    assert len(paragraphs) == 9
    assert all(paragraph in original for paragraph in paragraphs)
    assert "Lantern" not in reprint


def _by_name(name: str) -> Told:
    return next(told for told in story() if told.name == name)


def _firmness(told: Told, words: str) -> str:
    """Firmness of the record whose content holds ``words``."""
    (found,) = (
        record.firmness
        for record in told.records
        if any(words in told.article.text[slice(*span)] for span in record.content)
    )
    return found


# --- what the reader took down ------------------------------------------------------------------


def test_every_word_of_the_reader_stands_in_the_article(told: Told) -> None:
    assert told.records  # finding their words raises where they do not stand
    for sentence in told.given["author"]:
        assert sentence in told.article.text
    for one in told.given.get("scare", ()):
        start, end = find(told.article.text, one["text"])
        assert told.article.text[start - 1] in "\"“'‘"
        assert told.article.text[end] in "\"”'’"


def test_the_credits_are_read(told: Told) -> None:
    found = [{"name": credit.name, "how": credit.how} for credit in told.article.credits]
    assert found == told.given.get("credit", [])


def test_roles_of_a_record_stand_close_together_and_apart(told: Told) -> None:
    for record in told.records:
        spans = sorted(span for role in ROLES for span in getattr(record, role))
        gaps = [right[0] - left[1] for left, right in pairwise(spans)]
        assert all(0 <= gap < 60 for gap in gaps), record.id


def test_values_are_those_of_the_records(told: Told) -> None:
    for record in told.records:
        assert record.firmness in set(Firmness)
        assert record.kind in set(Kind)
        assert record.speech in set(Speech)
        assert record.content
        assert record.chain[-1] == record.who
    for one in told.given.get("scare", ()):
        assert one["type"] in set(Quoted)


def test_what_is_inside_stands_inside_and_continues_the_chain(told: Told) -> None:
    records = {record.id: record for record in told.records}
    assert [record.id for record in told.records] == [f"a{n + 1}" for n in range(len(records))]
    for record in told.records:
        if record.inside is None:
            continue
        outer = records[record.inside]
        start, end = record.content[0][0], record.content[-1][1]
        assert outer.content[0][0] <= start < end <= outer.content[-1][1]
        assert record.chain[: len(outer.chain)] == outer.chain


def test_words_are_not_found_in_the_middle_of_a_word() -> None:
    assert find("those who sow", "who") == (6, 9)
    assert find("say: yes", ":") == (3, 4)
    with pytest.raises(LookupError):
        find("those", "hose")


# --- the program against the reader ---------------------------------------------------------------


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What `sayso read --jsonl` prints for the story, by outlet or file."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    line = [sys.executable, "-m", "sayso", "read", str(EXAMPLES / "story"), "--jsonl"]
    done = subprocess.run(
        line, capture_output=True, text=True, check=True, env=environment, encoding="utf-8"
    )
    objects = [json.loads(each) for each in done.stdout.splitlines()]
    return {each["input_id"].rpartition("/")[2]: each for each in objects}


def test_the_program_reads_the_same_text(found: dict[str, Any]) -> None:
    assert {told.name for told in story()} == set(found)
    for told in story():
        assert found[told.name]["text"] == told.article.text


def test_the_program_finds_most_of_what_the_reader_found(found: dict[str, Any]) -> None:
    right = expected = given = 0
    for told in story():
        predicted = [_spans(each) for each in found[told.name]["attributions"]]
        right += matched([(r.source, r.cue, r.content) for r in told.records], predicted)
        expected += len(told.records)
        given += len(predicted)
    overlap = 200 * right / (expected + given)
    assert overlap >= RECORD_OVERLAP, (
        f"record overlap {overlap:.1f}, {given} found, {expected} told"
    )


def test_scare_quotes_are_told_from_speech(found: dict[str, Any]) -> None:
    for told in story():
        text = told.article.text
        named = [
            {"text": text[slice(*s["span"])], "type": s["type"]} for s in found[told.name]["scare"]
        ]
        assert named == told.given.get("scare", []), told.name


def test_what_the_author_tells_is_the_authors(found: dict[str, Any]) -> None:
    told_by_author = missed = 0
    for told in story():
        claims = [c for c in found[told.name]["claims"] if c["voice"] == "author"]
        texts = [told.article.text[slice(*c["spans"][0])] for c in claims]
        told_by_author += len(told.given["author"])
        missed += sum(sentence not in texts for sentence in told.given["author"])
    assert missed <= told_by_author // 5, f"{missed} of {told_by_author} missed"


Roles = tuple[Spans, Spans, Spans]


def _spans(each: dict[str, Any]) -> Roles:
    source, cue, content = (tuple((s, e) for s, e in each[role] or ()) for role in ROLES)
    return source, cue, content


def matched(expected: list[Roles], predicted: list[Roles]) -> int:
    """Pairs, one to one: cues touch, sources and contents overlap by half of their union each."""
    pairs = sorted(_pairs(expected, predicted), reverse=True)
    left: set[int] = set()
    right: set[int] = set()
    for _, i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
    return len(left)


def _pairs(expected: list[Roles], predicted: list[Roles]) -> Iterator[tuple[float, int, int]]:
    for i, one in enumerate(expected):
        for j, other in enumerate(predicted):
            touch = _characters(one[1]) & _characters(other[1]) or not (one[1] or other[1])
            shares = [_share(one[role], other[role]) for role in (0, 2)]
            if touch and min(shares) >= 0.5:
                yield sum(shares), i, j


def _characters(spans: Spans) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _share(one: Spans, other: Spans) -> float:
    a, b = _characters(one), _characters(other)
    return len(a & b) / len(a | b) if a or b else 1.0


def test_the_measure_counts_as_it_should() -> None:
    record: Roles = (((0, 4),), ((5, 9),), ((10, 20),))
    near: Roles = (((0, 4),), ((5, 9),), ((12, 20),))
    far: Roles = (((0, 4),), ((5, 9),), ((16, 30),))
    free: Roles = ((), (), ((10, 20),))
    assert matched([record], [record, near]) == 1
    assert matched([record], [far]) == 0
    assert matched([record, free], [free, near]) == 2


def test_a_record_of_the_reader_is_frozen() -> None:
    record = story()[0].records[0]
    assert isinstance(record, Record)
    with pytest.raises(AttributeError):
        record.who = "somebody else"  # type: ignore[misc]  # that it raises is the point

"""The order of the stages, batches, keys, and what one bad article does to the others."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.errors import ModelError
from sayso.pipeline import Dropped, Read, batches, input_key, read_batch, read_pages
from sayso.read import ReadLimits
from sayso.records import Article, Marks, Page, Reading, Reason, Refused, Voice
from sayso.trace import trace
from tests.fakes import FakeMarker, FaultyMarker, PatternMarker, Said, absent

STORY = (
    "An army source denied the accusation on Tuesday.\n\n"
    "Tobin Marrash said that the road to Kelvat was open and that his men held both ends of it.\n\n"
    "The bridge over the river has been closed since the spring, and nobody has crossed it."
)


def page(name: str, text: str = STORY) -> Page:
    return Page(name, text.encode(), encoding="utf-8", outlet="Quillfen")


def varied(name: str, word: str = "") -> Page:
    return page(name, f"{STORY}\n\nThe correspondent of {name} {word} was in the town that day.")


def test_an_input_goes_all_the_way() -> None:
    marker = FakeMarker(Said("An army source", "denied", "the accusation"))
    [outcome] = read_batch([page("a.txt")], marker)
    assert isinstance(outcome, Read)
    assert outcome.article.text == STORY
    [attribution] = outcome.reading.attributions
    start, end = attribution.content[0]
    assert STORY[start:end] == "the accusation"
    reported = [c for c in outcome.reading.claims if c.voice is Voice.REPORTED]
    assert [c.attribution for c in reported] == [attribution.id]


def test_outcomes_stand_in_the_order_of_the_input() -> None:
    items: list[Page | Refused] = [varied(f"n{n}") for n in range(7)]
    items.insert(2, Refused("broken", Reason.BROKEN_RECORD, "line 3"))
    items.insert(5, page("empty", ""))
    names = [
        o.refused.input_id if isinstance(o, Dropped) else o.article.input_id
        for o in read_pages(items, PatternMarker(), batch=3)
    ]
    assert names == [item.input_id for item in items]


def test_a_refused_input_keeps_its_reason() -> None:
    refused = Refused("broken", Reason.BROKEN_RECORD, "line 3")
    [first, second] = read_batch([refused, page("empty", " \n ")], PatternMarker())
    assert isinstance(first, Dropped) and first.refused == refused
    assert isinstance(second, Dropped) and second.refused.reason is Reason.EMPTY


def test_a_fault_refuses_one_article_and_names_itself() -> None:
    items = [varied("a"), varied("b", "FAULT"), varied("c")]
    first, second, third = read_batch(items, FaultyMarker())
    assert isinstance(first, Read) and isinstance(third, Read)
    assert isinstance(second, Dropped)
    assert second.refused.reason is Reason.UNREADABLE
    assert "ValueError: this marker cannot bear that word" in second.refused.detail
    assert "marking" in second.refused.detail


def test_a_fault_of_tracing_is_named_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(article: object, marks: object) -> None:
        raise KeyError("hop")

    monkeypatch.setattr("sayso.pipeline.trace", broken)
    [outcome] = read_batch([page("a")], PatternMarker())
    assert isinstance(outcome, Dropped)
    assert "while tracing it: KeyError: 'hop'" in outcome.refused.detail


def test_tracing_without_end_refuses_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(article: Article, marks: Marks) -> Reading:
        while article.input_id == "bad":
            pass
        return trace(article, marks)

    monkeypatch.setattr("sayso.pipeline.trace", endless)
    pages = [varied("bad"), varied("good")]
    bad, good = read_batch(pages, PatternMarker(), limits=ReadLimits(timeout_s=2))
    assert isinstance(bad, Dropped)
    assert (bad.refused.reason, bad.again) == (Reason.TOO_SLOW, False)
    assert bad.refused.detail == "not traced within 2 s"
    assert isinstance(good, Read)


def test_a_marker_that_cannot_be_had_stops_the_run() -> None:
    with pytest.raises(ModelError):
        absent()


def test_half_a_surrogate_pair_is_refused_as_a_broken_record() -> None:
    [outcome] = read_batch([replace(page("a"), title="\ud83d")], PatternMarker())
    assert isinstance(outcome, Dropped)
    assert outcome.refused.reason is Reason.BROKEN_RECORD
    outcome.refused.detail.encode()


def test_batches_are_bounded_by_number_and_by_weight() -> None:
    heavy = Page("heavy", b"x" * 900)
    light = [Page(f"light{n}", b"x") for n in range(5)]
    cut = list(batches([light[0], heavy, *light[1:]], size=3, max_bytes=500))
    assert [[item.input_id for item in batch] for batch in cut] == [
        ["light0"],
        ["heavy"],
        ["light1", "light2", "light3"],
        ["light4"],
    ]
    assert list(batches([])) == []


def test_batches_do_not_run_ahead_of_their_reader() -> None:
    taken: list[int] = []

    def stream() -> object:
        for number in range(1000):
            taken.append(number)
            yield Page(str(number), b"x")

    next(batches(stream(), size=4))  # type: ignore[arg-type]  # a generator of pages
    assert len(taken) == 5


@pytest.mark.parametrize(
    "change",
    [
        {"body": b"other"},
        {"input_id": "b.txt"},
        {"url": "https://quillfen.example/b"},
        {"title": "b"},
        {"outlet": "b"},
        {"published": "2024-06-01"},
        {"language": "fr"},
        {"encoding": None},
    ],
)
def test_a_key_changes_with_everything_that_is_declared(change: dict[str, object]) -> None:
    before = page("a.txt")
    after = replace(before, **change)  # type: ignore[arg-type]  # one field a case
    assert input_key(before, "m") != input_key(after, "m")


def test_a_key_stays_when_only_the_time_of_fetching_differs() -> None:
    before = page("a.txt")
    later = replace(before, fetched_at="2026-01-01T00:00:00Z")
    assert input_key(before, "m") == input_key(later, "m")
    assert input_key(before, "m") != input_key(before, "another model")


def test_fields_of_a_key_do_not_run_into_one_another() -> None:
    left, right = replace(page("a"), url="x", title="yz"), replace(page("a"), url="xy", title="z")
    assert input_key(left, "m") != input_key(right, "m")


def test_a_fault_is_not_remembered_as_done() -> None:
    item = varied("b", "FAULT")
    [outcome] = read_batch([item], FaultyMarker())
    [again] = read_batch([item], FaultyMarker())
    assert outcome.key == again.key == input_key(item, FaultyMarker.name)
    assert isinstance(outcome, Dropped) and outcome.again
    [refused] = read_batch([Page("empty", b"")], FaultyMarker())
    assert isinstance(refused, Dropped) and not refused.again
    for reason in (Reason.UNREADABLE, Reason.BROKEN_RECORD):
        [shut] = read_batch([Refused("shut.txt", reason, "why")], FaultyMarker())
        assert isinstance(shut, Dropped) and shut.again is (reason is Reason.UNREADABLE)

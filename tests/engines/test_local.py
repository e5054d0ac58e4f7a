"""One process: what becomes of the inputs, how runs end, and how many processes are taken."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sayso.engines import Engine, InProcess, MarkerSpec, Tally, into_ledger, start
from sayso.engines.local import FEW_INPUTS, cores
from sayso.engines.pool import Pool
from sayso.errors import LedgerError, SaysoError
from sayso.ledger import Ledger, open_ledger
from sayso.pipeline import Input
from sayso.records import Page, Reason, Refused
from tests.fakes import FakeMarker, FaultyMarker, PatternMarker, Said


def page(number: int, word: str = "") -> Page:
    text = (
        f"The mayor of town {number} said that the bridge was closed {word} on Tuesday.\n\n"
        f"Officer Bram Tolley denied that anybody had been hurt in town {number} that morning."
    )
    return Page(f"n{number}", text.encode(), encoding="utf-8")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "a.ledger") as book:
        yield book


def write(ledger: Ledger, items: list[Input]) -> Tally:
    return into_ledger(InProcess(PatternMarker(), batch=3), ledger, items, source="here")


def test_a_run_is_counted_and_ends_as_done(ledger: Ledger) -> None:
    items: list[Input] = [page(n) for n in range(5)]
    tally = write(ledger, [*items, Page("empty", b""), Refused("x", Reason.BROKEN_RECORD, "why")])
    assert (tally.read, tally.known, tally.twice, tally.inputs) == (5, 0, 0, 7)
    assert tally.refused == {"empty": 1, "broken record": 1}
    assert [each.input_id for each in tally.listed] == ["empty", "x"]
    assert tally.words == sum(len(page(n).body.split()) for n in range(5))
    assert tally.attributions >= 5 and tally.claims >= tally.attributions
    [run] = ledger.runs()
    assert (run.status, run.articles, run.refused, run.model) == ("done", 5, 2, "pattern-1")


def test_the_same_run_again_does_nothing(ledger: Ledger) -> None:
    items: list[Input] = [*(page(n) for n in range(5)), Page("empty", b"")]
    write(ledger, items)
    before = ledger.counts()
    again = write(ledger, items)
    assert (again.read, again.known, again.refused.total()) == (0, 6, 0)
    assert ledger.counts() == before


def test_the_same_article_under_two_names_is_kept_once(ledger: Ledger) -> None:
    other = Page("copy", page(1).body, encoding="utf-8")
    tally = write(ledger, [page(1), other])
    assert (tally.read, tally.twice) == (1, 1)
    assert ledger.counts().articles == 1
    assert write(ledger, [page(1), other]).known == 2


def test_a_fault_is_tried_again_by_the_next_run(ledger: Ledger) -> None:
    items: list[Input] = [page(1), page(2, "FAULT")]
    first = into_ledger(InProcess(FaultyMarker()), ledger, items, source="here")
    again = into_ledger(InProcess(FaultyMarker()), ledger, items, source="here")
    assert (first.read, first.refused.total()) == (1, 1)
    assert (again.known, again.refused.total()) == (1, 1)
    assert [(row.run, row.again) for row in ledger.refused()] == [(2, True)]
    assert ledger.counts().refused == {Reason.UNREADABLE: 1}


def test_a_fault_that_is_mended_leaves_no_refusal(ledger: Ledger) -> None:
    items: list[Input] = [page(1), page(2, "FAULT"), Page("empty", b"")]
    into_ledger(InProcess(FaultyMarker()), ledger, items, source="here")
    mended = PatternMarker()
    mended.name = FaultyMarker.name  # the same model, in a Sayso without the fault
    again = into_ledger(InProcess(mended), ledger, items, source="here")
    assert (again.read, again.replaced, again.known, again.refused.total()) == (1, 0, 2, 0)
    assert [row.input_id for row in ledger.refused()] == ["empty"]
    assert ledger.counts().refused == {Reason.EMPTY: 1}
    assert [run.refused for run in ledger.runs()] == [1, 0]
    assert into_ledger(InProcess(mended), ledger, items, source="here").known == 3


def test_another_model_reads_again_and_its_reading_is_kept(ledger: Ledger) -> None:
    items: list[Input] = [page(1), page(2), Page("copy", page(2).body, encoding="utf-8")]
    write(ledger, items)
    before = ledger.counts()
    better = FakeMarker(Said("Officer Bram Tolley", "denied", "anybody had been hurt"), name="f-2")
    again = into_ledger(InProcess(better), ledger, items, source="here")
    assert (again.read, again.replaced, again.known, again.twice) == (2, 2, 0, 1)
    assert again.attributions == 2
    held = ledger.counts()
    assert (held.articles, held.duplicates) == (before.articles, before.duplicates) == (2, 1)
    assert {row.cue for row in ledger.claims() if row.cue} == {"denied"}
    assert [(run.model, run.articles, run.replaced) for run in ledger.runs()] == [
        (PatternMarker.name, 0, 0),
        ("f-2", 2, 2),
    ]
    for marker in (better, PatternMarker()):  # neither reads a third time
        last = into_ledger(InProcess(marker), ledger, items, source="here")
        assert (last.read, last.known) == (0, 3)
    assert ledger.counts() == held


def test_whoever_listens_hears_of_every_input(ledger: Ledger) -> None:
    heard: list[int] = []
    engine = InProcess(PatternMarker(), batch=2)
    items = [page(n) for n in range(6)]
    into_ledger(engine, ledger, items, source="", heard=lambda tally: heard.append(tally.inputs))
    assert heard == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt, "stopped"), (SaysoError, "failed"), (ZeroDivisionError, "failed")],
)
def test_what_was_read_before_a_stop_is_kept(
    ledger: Ledger, error: type[BaseException], status: str
) -> None:
    def stream() -> Iterator[Input]:
        yield from (page(n) for n in range(7))
        raise error

    tally = Tally()
    with pytest.raises(error):
        into_ledger(
            InProcess(PatternMarker(), batch=3), ledger, stream(), source="here", tally=tally
        )
    assert ledger.runs()[-1].status == status
    assert tally.read == ledger.counts().articles == 6
    assert write(ledger, [page(n) for n in range(7)]).known == 6


def test_the_error_that_stopped_a_run_is_the_one_that_is_told(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> bool:
        raise LedgerError("the disk is full")

    def also(*_: object) -> None:
        raise LedgerError("the run cannot be ended either")

    monkeypatch.setattr(Ledger, "add", full)
    monkeypatch.setattr(Ledger, "end_run", also)
    with pytest.raises(LedgerError, match="the disk is full"):
        write(ledger, [page(1)])


def test_only_the_first_refused_inputs_are_kept_by_name() -> None:
    tally = Tally()
    for number in range(50):
        tally.drop(Refused(str(number), Reason.EMPTY, ""))
    assert tally.refused.total() == 50
    assert [each.input_id for each in tally.listed] == [str(n) for n in range(20)]


def engine_for(items: list[Input], processes: int | None) -> tuple[object, list[Input]]:
    engine: AbstractContextManager[Engine]
    engine, stream = start(items, MarkerSpec("tests.fakes:pattern"), processes=processes)
    with engine as ready:
        return ready, list(stream)


def test_a_small_input_takes_one_process() -> None:
    items: list[Input] = [page(n) for n in range(FEW_INPUTS - 1)]
    engine, stream = engine_for(items, None)
    assert isinstance(engine, InProcess)
    assert stream == items


def test_a_large_input_takes_a_process_a_core(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", environment["PYTHONPATH"])
    items: list[Input] = [page(n) for n in range(FEW_INPUTS + 5)]
    engine, stream = engine_for(items, None)
    assert isinstance(engine, Pool) or cores() == 1
    assert stream == items


def test_one_process_is_taken_where_one_is_wanted() -> None:
    engine, _ = engine_for([page(n) for n in range(FEW_INPUTS + 5)], 1)
    assert isinstance(engine, InProcess)

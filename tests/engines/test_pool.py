"""Several processes: the same outcomes in the same order; a dead worker is told, nothing lost."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from sayso.engines import InProcess, MarkerSpec
from sayso.engines import pool as engine
from sayso.engines.pool import Pool
from sayso.errors import ModelError, SaysoError
from sayso.pipeline import Dropped, Outcome, Read
from sayso.read import ReadLimits
from sayso.records import Page
from tests.fakes import PatternMarker, torn


def page(number: int, word: str = "") -> Page:
    text = (
        f"The mayor of town {number} said that the bridge was closed {word} on Tuesday.\n\n"
        f"Officer Bram Tolley denied that anybody had been hurt in town {number} that morning."
    )
    return Page(f"n{number}", text.encode(), encoding="utf-8")


@pytest.fixture
def on_path(monkeypatch: pytest.MonkeyPatch, environment: dict[str, str]) -> None:
    """Workers are new processes: they find the checkout by its path."""
    monkeypatch.setenv("PYTHONPATH", environment["PYTHONPATH"])


def told(outcomes: list[Outcome]) -> list[object]:
    return [
        o.refused if isinstance(o, Dropped) else (o.key, o.article, o.reading) for o in outcomes
    ]


@pytest.mark.usefixtures("on_path")
def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    pages = [page(n) for n in range(40)] + [Page("empty", b"")]
    alone = list(InProcess(PatternMarker(), batch=3).run(pages))
    with Pool(MarkerSpec("tests.fakes:pattern"), processes=2, batch=3) as pool:
        assert pool.name == PatternMarker.name
        together = list(pool.run(pages))
        assert told(together) == told(alone)
        assert told(list(pool.run(pages[:5]))) == told(alone[:5])  # a pool can be used again


@pytest.mark.usefixtures("on_path")
def test_what_is_under_way_is_bounded() -> None:
    taken = 0

    def stream() -> Iterator[Page]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield page(number)

    with Pool(MarkerSpec("tests.fakes:pattern"), processes=2, batch=2) as pool:
        outcomes = pool.run(stream())
        for _ in range(10):
            next(outcomes)
        assert taken <= 10 + 2 * (3 * 2 + 2)


@pytest.mark.usefixtures("on_path")
def test_a_worker_that_dies_is_named_and_the_rest_is_handed_over() -> None:
    pages = [page(n, "KILL" if n == 12 else "") for n in range(30)]
    done: list[Outcome] = []
    with (
        Pool(MarkerSpec("tests.fakes:deadly"), processes=2, batch=2) as pool,
        pytest.raises(SaysoError, match=r"exit code 9\).*'n12' to 'n13'.*the same command goes on"),
    ):
        done.extend(pool.run(pages))
    with Pool(MarkerSpec("tests.fakes:deadly"), processes=2, batch=2) as pool:
        try:
            for outcome in pool.run(pages):
                done.append(outcome)  # noqa: PERF402 - what came before the error must stay
        except SaysoError:
            pass
    names = [o.article.input_id for o in done if isinstance(o, Read)]
    assert names[:12] == [f"n{n}" for n in range(12)]


@pytest.mark.usefixtures("on_path")
def test_a_worker_killed_from_outside_is_told_as_a_signal() -> None:
    with Pool(MarkerSpec("tests.fakes:slow"), processes=1, batch=2) as pool:
        outcomes = pool.run(page(n) for n in range(500))
        next(outcomes)
        victim = pool._workers[0].process.pid
        assert victim is not None
        os.kill(victim, signal.SIGKILL)
        with pytest.raises(SaysoError, match="signal 9"):
            list(outcomes)


@pytest.mark.usefixtures("on_path")
def test_a_model_that_cannot_be_loaded_is_told_as_itself() -> None:
    with (
        Pool(MarkerSpec("tests.fakes:absent"), processes=2) as pool,
        pytest.raises(ModelError, match="the model file is missing"),
    ):
        list(pool.run([page(1)]))


@pytest.mark.usefixtures("on_path")
def test_no_worker_outlives_its_pool() -> None:
    with Pool(MarkerSpec("tests.fakes:slow"), processes=2, batch=1) as pool:
        next(pool.run(page(n) for n in range(100)))
        processes = [worker.process for worker in pool._workers]
    assert not any(process.is_alive() for process in processes)


@pytest.mark.usefixtures("on_path")
def test_a_worker_killed_in_the_middle_of_a_message_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sayso.engines.pool.work", torn)
    with (
        Pool(MarkerSpec("tests.fakes:pattern"), processes=1, batch=2) as pool,
        pytest.raises(SaysoError, match=r"exit code 9\).*'n0' to 'n1'"),
    ):
        list(pool.run(page(n) for n in range(4)))


@pytest.mark.usefixtures("on_path")
def test_where_a_worker_cannot_start_those_before_it_are_ended(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begin = engine._start
    begun: list[engine._Worker] = []

    def scarce(spec: MarkerSpec, limits: ReadLimits) -> engine._Worker:
        if len(begun) == 2:
            raise OSError("no more processes")
        begun.append(begin(spec, limits))
        return begun[-1]

    monkeypatch.setattr(engine, "_start", scarce)
    with pytest.raises(OSError, match="no more processes"):
        Pool(MarkerSpec("tests.fakes:slow"), processes=3)
    assert len(begun) == 2
    assert not any(worker.process.is_alive() for worker in begun)


@pytest.mark.parametrize(
    ("factory", "why"),
    [
        ("nowhere.at.all:marker", "No module named 'nowhere'"),
        ("tests.fakes:nobody", "nobody"),
        ("tests.fakes:__name__", "not callable"),
    ],
)
def test_a_wrong_factory_is_told(factory: str, why: str) -> None:
    with pytest.raises(ModelError, match=why):
        MarkerSpec(factory).load()

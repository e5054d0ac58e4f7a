"""kill -9, Ctrl-C, SIGTERM and a closed pipe, in real processes: nothing lost, nothing twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sayso.errors import LedgerError
from sayso.ledger import open_ledger

ARTICLES = 500


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    rows = (
        {
            "id": f"n{n}",
            "outlet": "Quillfen",
            "date": "2024-06-06",
            "text": f"Mayor Oda Brill said that bridge {n} of town {n} had been {n} days shut.\n\n"
            f"Bram Tolley denied that the {n} people of town {n} were hurt on that morning by "
            f"road {n}.",
        }
        for n in range(ARTICLES)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def heeded() -> Iterator[None]:
    """What a shell starts in the background ignores interrupts, and so does all that it starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def started(tmp_path: Path, environment: dict[str, str]) -> Iterator[list[subprocess.Popen[str]]]:
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


def line(news: Path, *more: str, marker: str = "slow", processes: int = 2) -> list[str]:
    read = [sys.executable, "-m", "sayso", "read", str(news), "--marker", f"tests.fakes:{marker}"]
    return [*read, "--processes", str(processes), *more]


def begin(
    command: list[str], started: list[subprocess.Popen[str]], environment: dict[str, str]
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    started.append(process)
    return process


def wait_for_articles(ledger: Path, number: int) -> None:
    for _ in range(2400):
        time.sleep(0.05)
        with suppress(LedgerError), open_ledger(ledger, readonly=True) as book:  # not made yet
            if book.counts().articles >= number:
                return
    pytest.fail(f"no {number} articles in time")


def check_all_there_once(ledger: Path) -> None:
    with open_ledger(ledger, readonly=True) as book:
        held = book.counts()
        assert (held.articles, held.duplicates, held.refused) == (ARTICLES, 0, {})
        rows = list(book.claims())
        assert len({row.id for row in rows}) == len(rows) == held.claims
        assert {row.input_id for row in rows} == {f"n{n}" for n in range(ARTICLES)}
        said = [row for row in rows if row.cue == "said"]
        assert len(said) == ARTICLES


def test_killed_in_the_middle_then_the_same_command(
    news: Path,
    tmp_path: Path,
    started: list[subprocess.Popen[str]],
    environment: dict[str, str],
) -> None:
    ledger = tmp_path / "killed.ledger"
    command = line(news, "--ledger", str(ledger))
    process = begin(command, started, environment)
    wait_for_articles(ledger, 60)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    with open_ledger(ledger, readonly=True) as book:
        kept = book.counts().articles
        assert 60 <= kept < ARTICLES
    done = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"{kept} inputs were dealt with by an earlier run." in done.stderr
    check_all_there_once(ledger)
    with open_ledger(ledger, readonly=True) as book:
        assert [run.status for run in book.runs()] == ["running", "done"]


def test_workers_end_when_their_parent_is_killed(
    news: Path, tmp_path: Path, started: list[subprocess.Popen[str]], environment: dict[str, str]
) -> None:
    ledger = tmp_path / "orphans.ledger"
    process = begin(line(news, "--ledger", str(ledger)), started, environment)
    wait_for_articles(ledger, 20)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)
    # The pipes of stdout and stderr close only when the last worker has gone.
    process.communicate(timeout=20)


@pytest.mark.parametrize(
    ("processes", "stop"),
    [
        (1, (os.killpg, signal.SIGINT)),
        (2, (os.killpg, signal.SIGINT)),  # as a terminal does: parent and workers
        (1, (os.kill, signal.SIGTERM)),
        (2, (os.kill, signal.SIGTERM)),
        (2, (os.killpg, signal.SIGTERM)),  # as a service manager does
    ],
)
def test_a_polite_stop_keeps_what_was_read_and_says_how_to_go_on(
    news: Path,
    tmp_path: Path,
    started: list[subprocess.Popen[str]],
    environment: dict[str, str],
    processes: int,
    stop: tuple[Callable[[int, int], None], signal.Signals],
) -> None:
    whom, how = stop
    ledger = tmp_path / "stopped.ledger"
    command = line(news, "--ledger", str(ledger), processes=processes)
    process = begin(command, started, environment)
    wait_for_articles(ledger, 20)
    whom(process.pid, how)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Stopped after" in err and "the same command goes on from there" in err
    assert "Traceback" not in err
    with open_ledger(ledger, readonly=True) as book:
        assert book.runs()[-1].status == "stopped"
        kept = book.counts().articles
    if whom is os.killpg:
        done = subprocess.run(command, env=environment, text=True, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert f"{kept} inputs were dealt with by an earlier run." in done.stderr
        check_all_there_once(ledger)


def test_a_worker_that_dies_fails_the_run_and_loses_nothing(
    news: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    rows = news.read_text(encoding="utf-8").splitlines()
    rows[300] = rows[300].replace("that morning", "KILL morning")
    news.write_text("\n".join(rows), encoding="utf-8")
    ledger = tmp_path / "dead.ledger"
    done = subprocess.run(
        line(news, "--ledger", str(ledger), marker="deadly"),
        env=environment,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert "sayso: a worker process died (exit code 9)" in done.stderr
    assert "Traceback" not in done.stderr
    with open_ledger(ledger, readonly=True) as book:
        assert book.counts().articles >= 288  # every batch before the deadly one
        assert book.runs()[-1].status == "failed"


def test_a_reader_that_has_seen_enough_is_no_error(
    news: Path, started: list[subprocess.Popen[str]], environment: dict[str, str]
) -> None:
    process = begin(line(news, "--jsonl", "-q", marker="pattern"), started, environment)
    assert process.stdout is not None and process.stderr is not None
    assert json.loads(process.stdout.readline())["input_id"] == "n0"
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(20) == 0

"""Several processes on one ledger, and processes killed while they write."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.ledger import Added, open_ledger
from tests.ledger.made import assert_whole, rows, story

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

SPAWN = multiprocessing.get_context("spawn")
EACH = 25


def write(path: Path, first: int, go: Event) -> None:
    """Open (or make) the ledger at the same moment as the others, and write."""
    go.wait(60)
    with open_ledger(path) as ledger:
        run = ledger.begin_run(f"from {first}", "none", "0")
        for n in range(first, first + EACH):
            assert ledger.add(run, f"k{n}", *story(n)) is Added.NEW
        # One article that every writer adds: only the first is new.
        ledger.add(run, f"same {first}", *story(10_000))
        ledger.end_run(run, "done")


def watch(path: Path, go: Event, stop: Event) -> None:
    """Read all the while; every article seen must be whole."""
    go.wait(60)
    while not path.exists() or not path.stat().st_size:
        time.sleep(0.01)
    with open_ledger(path) as ledger:
        while not stop.is_set():
            claims = list(ledger.claims())
            assert len(claims) % 3 == 0
            assert ledger.counts().claims >= len(claims)
            assert len(ledger.find("union", limit=5)) <= 5


def test_many_writers_and_readers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "quay.ledger"
    go, stop = SPAWN.Event(), SPAWN.Event()
    writers = [SPAWN.Process(target=write, args=(path, n * EACH, go)) for n in range(3)]
    readers = [SPAWN.Process(target=watch, args=(path, go, stop)) for _ in range(2)]
    for child in (*writers, *readers):
        child.start()
    go.set()
    for child in writers:
        child.join(90)
    stop.set()
    for child in readers:
        child.join(90)
    assert [child.exitcode for child in (*writers, *readers)] == [0] * 5
    assert assert_whole(path) == 3 * EACH + 1
    with open_ledger(path, readonly=True) as ledger:
        assert ledger.counts().duplicates == 2
        assert {run.status for run in ledger.runs()} == {"done"}


def write_for_ever(path: Path, first: int) -> None:
    """Write until killed."""
    with open_ledger(path) as ledger:
        run = ledger.begin_run(f"from {first}", "none", "0")
        n = 0
        while True:
            if not ledger.seen(f"k{n}"):
                ledger.add(run, f"k{n}", *story(n))
            n += 1


def test_killed_while_writing_loses_nothing_and_leaves_no_half(tmp_path: Path) -> None:
    path = tmp_path / "quay.ledger"
    kept = 0
    for attempt in range(5):
        child = SPAWN.Process(target=write_for_ever, args=(path, attempt))
        child.start()
        wait_for_more(path, kept)
        time.sleep(0.013 * attempt)
        child.kill()
        child.join(30)
        assert child.exitcode not in (None, 0)
        # Seen from outside before the kill: committed, so it must still be there.
        with open_ledger(path) as ledger:
            now = ledger.counts().articles
            assert now > kept
            for n in range(now):
                page, article, reading = story(n)
                assert ledger.seen(f"k{n}")
                assert ledger.article(article.id) == (article, reading)
                assert ledger.page(article.id) == page
            assert not ledger.seen(f"k{now}")
        assert assert_whole(path) == now
        kept = now
    assert rows(path, "SELECT count(DISTINCT input_key) FROM inputs") == [(kept,)]


def wait_for_more(path: Path, kept: int) -> None:
    """Until the child has committed something."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if path.exists() and path.stat().st_size:
            with open_ledger(path) as ledger:
                if ledger.counts().articles > kept:
                    return
        time.sleep(0.01)
    raise AssertionError("the child wrote nothing")

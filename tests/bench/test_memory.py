"""Memory is measured over a real tree of processes."""

import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from bench.memory import PROC, Sampler, high_water_mb, reset_high_water, rollup, tree

pytestmark = pytest.mark.skipif(
    not (PROC / "self" / "smaps_rollup").exists(), reason="smaps_rollup is Linux only"
)

#: Holds 64 MB in a child of its own, says so, and waits to be told to end.
PARENT = """
import subprocess, sys
child = subprocess.Popen(
    [sys.executable, "-c", "x = b'1' * (64 << 20); print('held', flush=True); input()"],
    stdin=subprocess.PIPE,
)
input()
child.communicate(b"\\n")
"""


@pytest.fixture
def family() -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.communicate("\n")


def test_the_tree_holds_child_and_parent(family: subprocess.Popen[str]) -> None:
    assert len(tree(family.pid)) == 2
    assert tree(family.pid)[0] == family.pid


def test_the_childs_memory_counts(family: subprocess.Popen[str]) -> None:
    sampler = Sampler(family.pid)
    sampler.look()
    assert sampler.processes == 2
    assert 64 < sampler.peak_rss_mb < 512


def test_shared_pages_are_counted_once_in_pss(family: subprocess.Popen[str]) -> None:
    sampler = Sampler(family.pid)
    sampler.look()
    assert 64 < sampler.peak_pss_mb < sampler.peak_rss_mb


def test_the_sampler_looks_by_itself(family: subprocess.Popen[str]) -> None:
    with Sampler(family.pid, interval=0.01) as sampler:
        deadline = time.monotonic() + 10
        while not sampler.processes and time.monotonic() < deadline:
            time.sleep(0.01)
    assert sampler.peak_rss_mb > 64


def test_a_process_that_is_gone_weighs_nothing() -> None:
    with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
        process.wait()
    assert rollup(process.pid) == (0, 0)


def test_the_high_water_mark_rises_and_is_forgotten() -> None:
    reset_high_water()
    before = high_water_mb()
    block = b"1" * (64 << 20)
    assert high_water_mb() > before + 60
    del block
    reset_high_water()
    assert high_water_mb() < before + 30

"""The door to the benches."""

import importlib

import pytest

from bench.__main__ import BENCHES, main
from bench.corpora import ROOT


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_bench_has_a_main(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").main)


def test_without_a_name_the_benches_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in BENCHES)


def test_an_unknown_name_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["none"]) == 2
    assert "no bench is called 'none'" in capsys.readouterr().err


def test_the_run_script_names_the_benches() -> None:
    line = next(each for each in (ROOT / "run").read_text().splitlines() if "./run bench" in each)
    assert all(name in line for name in ("attribution", "chains", "speed", "size", "start", "gate"))

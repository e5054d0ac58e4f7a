"""The door to the benches."""

from pathlib import Path

import pytest

from bench.__main__ import BENCHES, main
from bench.corpora import ROOT


@pytest.mark.parametrize("name", sorted(BENCHES))
def test_every_bench_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: ./run bench {name}" in capsys.readouterr().out


def test_a_program_that_fails_fails_the_bench_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "one", "text": "It rained.", "attributions": []}\n')
    monkeypatch.setenv("SAYSO_MODEL", str(tmp_path / "no-model"))
    assert main(["attribution", "--gold", str(gold)]) == 1
    assert "attribution FAILS: sayso read --jsonl ended with 1" in capsys.readouterr().err


def test_without_a_name_the_benches_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in BENCHES)


def test_an_unknown_name_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["none"]) == 2
    assert "no bench is called 'none'" in capsys.readouterr().err


def test_the_run_script_names_the_benches() -> None:
    lines = (ROOT / "run").read_text().splitlines()
    first = next(n for n, each in enumerate(lines) if "./run bench" in each)
    last = next(n for n, each in enumerate(lines) if "./run docs" in each)
    said = " ".join(lines[first:last])
    assert all(name in said for name in BENCHES.keys() - {"diff", "trace_gold", "house"})

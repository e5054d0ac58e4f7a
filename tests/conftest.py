"""What every test may use."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

# The same examples on every run, and no verdict that hangs on how busy the machine is.
settings.register_profile(
    "sayso", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("sayso")


@dataclass(frozen=True, slots=True)
class Said:
    """What one call of the command line came to."""

    code: int
    out: str
    err: str


Sayso = Callable[..., Said]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Environment of a process of its own: this checkout, no settings, eighty columns."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")}
    paths = [str(ROOT / "src"), str(ROOT), kept.get("PYTHONPATH", "")]
    kept["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return kept | {"HOME": str(tmp_path), "COLUMNS": "80"}


@pytest.fixture
def sayso(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Sayso:
    """Call the command line in this process, in an empty folder of its own, without settings."""
    from sayso.show.cli import run

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in [name for name in os.environ if name.startswith("SAYSO_")]:
        monkeypatch.delenv(name)

    def call(*arguments: str | Path) -> Said:
        code = run([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return call

"""The generated reference: a command, option, record or export that it lacks fails here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

import sayso
from sayso.show.cli import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.mark.parametrize("script", ["commands.py", "library.py"])
def test_the_page_is_what_it_would_be(script: str, environment: dict[str, str]) -> None:
    line = [sys.executable, str(ROOT / "docs" / script), "--check"]
    done = subprocess.run(line, env=environment, text=True, capture_output=True, check=False)
    assert done.returncode == 0, f"stale: run ./run docs\n{done.stderr}"


@pytest.mark.parametrize("name", [name for name in sayso.__all__ if name != "__version__"])
def test_every_export_has_its_entry(name: str) -> None:
    assert f"\n### {name}\n" in (REFERENCE / "library.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_there(name: str) -> None:
    text = (REFERENCE / "commands.md").read_text(encoding="utf-8")
    chapter = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    shown = [p for p in command.params if isinstance(p, click.Option) and not p.hidden]
    missing = [opt for option in shown for opt in option.opts if opt not in chapter]
    assert chapter and not missing

"""The documents hold: commands of the tutorial run, pages are current, links lead somewhere."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from rich.text import Text

import sayso
from sayso.records import Firmness, Kind, Quoted, Reason
from sayso.show.cli import COMMANDS
from tests.test_map import ROOT, script

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
TUTORIAL = (DOCS / "tutorial.md").read_text(encoding="utf-8")
GUIDE = (DOCS / "guide.md").read_text(encoding="utf-8")
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)


def commands() -> list[str]:
    """The commands of the tutorial, in order."""
    lines = "".join(CONSOLE.findall(TUTORIAL)).splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def test_the_commands_of_the_tutorial_run(tmp_path: Path, environment: dict[str, str]) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "sayso").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sayso "$@"\n')
    (tmp_path / "sayso").chmod(0o755)
    path = os.pathsep.join([str(tmp_path), environment.get("PATH", "")])
    said = []
    for command in commands():
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=tmp_path,
            env=environment | {"PATH": path},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert done.stdout + done.stderr or ">" in command, f"{command} says nothing"
        said.append(done.stdout)
    assert "Harbour Radio" in said[-3]
    assert (tmp_path / "corvane.jsonl").read_text(encoding="utf-8").startswith('{"schema":')
    assert len((tmp_path / "claims.csv").read_text(encoding="utf-8").splitlines()) > 20


def test_the_tutorial_has_commands() -> None:
    assert len(commands()) >= 10
    assert all(re.search(r"\bsayso\b", command) for command in commands())


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_python_in_the_documents_uses_public_names(page: Path) -> None:
    for block in PYTHON.findall(page.read_text(encoding="utf-8")):
        for node in ast.walk(ast.parse(block)):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                assert node.value.id != "sayso" or node.attr in sayso.__all__, node.attr


def test_the_guide_tells_every_command() -> None:
    assert [name for name in COMMANDS if f"`{name}`" not in GUIDE] == []


@pytest.mark.parametrize("values", [Firmness, Kind, Quoted], ids=lambda values: values.__name__)
def test_the_guide_tells_every_value(values: type[Firmness | Kind | Quoted]) -> None:
    assert [str(value) for value in values if f"`{value}`" not in GUIDE] == []


def test_the_guide_tells_every_reason() -> None:
    plain = " ".join(GUIDE.split())
    assert [str(reason) for reason in Reason if reason not in plain] == []


def test_the_page_of_commands_is_current() -> None:
    assert script("commands").main(["--check"]) == 0, "a help text has changed: run ./run docs"


def test_the_picture_needs_nothing_from_the_web() -> None:
    picture = script("picture")
    drawn = picture.drawn(Text("who says what", style="underline"))
    links = set(re.findall(r"https?://[^\s\"')]+", drawn))
    assert links <= {"http://www.w3.org/2000/svg", "https://www.textualize.io"}
    assert "who" in drawn
    assert drawn == picture.drawn(Text("who says what", style="underline"))


def test_the_readme_has_the_two_commands_and_the_marked_table() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "./run demo" in readme
    assert "./run test" in readme
    assert readme.index("<!-- figures") < readme.index("<!-- end of figures -->")


def test_the_changelog_keeps_its_form() -> None:
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in log
    kinds = set(re.findall(r"^### (\w+)$", log, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_the_licence_is_the_whole_text() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence

"""What a start must not load, and the walls between rooms, seen from outside.

The lint step holds the layers (import-linter); these tests hold what no import graph shows: what
is really loaded when a user asks for little.
"""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.corpora import environment
from bench.start import HEAVY, once

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sayso"
MODULES = sorted(SOURCE.rglob("*.py"))


def loaded(program: str) -> set[str]:
    """Top-level modules that a fresh interpreter holds after running a program."""
    line = f"{program}\nimport json, sys; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", line], capture_output=True, text=True, check=True, env=environment()
    )
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever the import stands."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def test_importing_sayso_loads_nothing_heavy() -> None:
    assert not loaded("import sayso") & set(HEAVY)


def test_the_records_load_nothing_but_python() -> None:
    third_party = loaded("import sayso.records") - set(sys.stdlib_module_names) - {"sayso"}
    assert not third_party & {"click", "rich", *HEAVY}


def test_help_loads_nothing_heavy() -> None:
    _, heavy = once()
    assert heavy == []


@pytest.mark.parametrize(
    ("modules", "only"),
    [
        ({"onnxruntime", "tokenizers"}, "mark"),
        ({"sqlite3"}, "ledger"),
        ({"httpx2", "http.client", "socket", "urllib.request"}, "gather"),
        ({"torch", "transformers", "training", "bench"}, None),
    ],
    ids=["onnx", "sql", "network", "training"],
)
def test_each_outside_world_has_one_door(modules: set[str], only: str | None) -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): sorted(used)
        for path in MODULES
        if room(path) != only and (used := imports(path) & modules)
    }
    assert found == {}


def test_every_package_of_the_product_is_a_declared_room() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists()}
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    layers = text.partition("layers = [")[2].partition("]")[0]
    assert rooms <= set(layers.replace('"', " ").replace(",", " ").replace("|", " ").split())

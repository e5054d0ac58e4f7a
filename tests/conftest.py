"""What every test may use: the fakes, importable as `tests.fakes` in workers too."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Environment of a `sayso` process of its own: this checkout, no settings, no colour."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_")}
    paths = [str(ROOT / "src"), str(ROOT), kept.get("PYTHONPATH", "")]
    kept["PYTHONPATH"] = os.pathsep.join(path for path in paths if path)
    return kept | {"HOME": str(tmp_path), "COLUMNS": "80", "PYTHONWARNINGS": "error"}

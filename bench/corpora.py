"""Where gold and its scorers stand, and the fingerprint by which a floor knows its gold.

Gold is a folder of corpora beside the checkout, ``../shared``.  Most of it belongs to publishers,
so nothing of it is copied here; where it is absent, the benches that need it say so and stop.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WORK = ROOT / ".work" / "bench"


class Absent(Exception):
    """A file of the corpora is not there."""


def corpus(name: str) -> Path:
    """The file of a corpus, by its path under ``../shared/corpora``.

    Raises:
        Absent: there is no such file.
    """
    return _present(SHARED / "corpora" / name)


def scorer(name: str) -> ModuleType:
    """The scorer ``../shared/score/NAME.py``, used as it is.

    It counts the way the published figures were counted, so it is imported and never rewritten.

    Raises:
        Absent: there is no such scorer.
    """
    path = _present(SHARED / "score" / f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"score_{name}", path)
    if spec is None or spec.loader is None:
        raise Absent(f"{path.name} is no Python module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fingerprint(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def environment() -> dict[str, str]:
    """The environment of a program under measure.

    It imports this checkout, and no setting of the user's own reaches it but the model
    (``SAYSO_MODEL``), so that another model can be measured.
    """
    kept = {k: v for k, v in os.environ.items() if not k.startswith("SAYSO_") or k == "SAYSO_MODEL"}
    return kept | {"PYTHONPATH": str(ROOT / "src")}


def _present(path: Path) -> Path:
    if not path.is_file():
        raise Absent(f"../{path.relative_to(ROOT.parent).as_posix()} is not there")
    return path

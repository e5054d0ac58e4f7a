"""The public names: listed by hand, loaded when first used, nothing else."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sayso

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = [
    "About",
    "ActorMention",
    "ActorRow",
    "Article",
    "Attribution",
    "Claim",
    "ClaimFilter",
    "ClaimRow",
    "Claims",
    "CorrectionRow",
    "Credit",
    "DateMention",
    "FetchError",
    "Firmness",
    "Frame",
    "FrameFilter",
    "FrameRow",
    "Hit",
    "Hop",
    "InputError",
    "Kind",
    "Ledger",
    "LedgerError",
    "LedgerTooNew",
    "LedgerTooOld",
    "Link",
    "Modality",
    "ModelError",
    "NotFound",
    "Page",
    "PlaceMention",
    "PlaceRow",
    "Precision",
    "Quantity",
    "Quoted",
    "Reading",
    "Reason",
    "Refused",
    "RootRow",
    "RunRow",
    "SaysoError",
    "Scare",
    "Speech",
    "Voice",
    "When",
    "Who",
    "__version__",
    "claims_in",
    "open_ledger",
]


def test_the_public_names_are_these() -> None:
    assert sayso.__all__ == PUBLIC
    assert dir(sayso) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(sayso, name)
    assert name == "__version__" or (found.__doc__ and found.__name__ == name)


def test_every_public_name_is_listed_for_type_checkers() -> None:
    text = (ROOT / "src" / "sayso" / "__init__.py").read_text(encoding="utf-8")
    checked = text[text.index("if TYPE_CHECKING") : text.index("__version__ =")]
    assert all(f"{name}" in checked for name in PUBLIC if name != "__version__")


def test_a_name_that_is_not_public_is_not_there() -> None:
    with pytest.raises(AttributeError, match="no attribute 'secret'"):
        _ = sayso.secret


def test_import_loads_nothing_but_itself(environment: dict[str, str]) -> None:
    program = "import sys, sayso; print(*[m for m in sys.modules if m.startswith('sayso')])"
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, text=True, capture_output=True, check=True
    )
    assert done.stdout.split() == ["sayso"]


def test_the_version_is_the_projects() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert sayso.__version__ == project["project"]["version"]

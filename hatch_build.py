"""Build step: make the gazetteer before the package is put together (a hook of hatchling).

It runs for a wheel and for an editable install alike, takes half a minute, and is passed over
where the files that lie there were made from the same packages by the same code.
"""

from __future__ import annotations

import hashlib
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TARGET = Path("src") / "sayso" / "ground" / "geonames"
MADE_BY = (
    "gazetteer/sources.py",
    "gazetteer/write.py",
    "src/sayso/ground/keys.py",
)
STAMP = "made-from.txt"


class Hook(BuildHookInterface[Any]):
    """Writes ``sayso/ground/geonames/`` where it is absent or was made otherwise."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files of the package."""
        root = Path(self.root)
        if (root / "gazetteer").is_dir():
            make(root)


def make(root: Path) -> bool:
    """Write the gazetteer of a checkout; False where it is there already as it would be made."""
    sys.path.insert(0, str(root))
    try:
        from gazetteer.sources import PACKAGES, places
        from gazetteer.write import load_key, write
    finally:
        sys.path.remove(str(root))
    target = root / TARGET
    stamp = target / STAMP
    made_from = fingerprint(root, PACKAGES)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == made_from:
        return False
    write(target, places(), load_key(root))
    stamp.write_text(made_from, encoding="ascii")
    return True


def fingerprint(root: Path, packages: tuple[str, ...]) -> str:
    """What the gazetteer depends on: the code that makes it, and versions of what it reads."""
    parts = [f"{each} {version(each)}" for each in packages]
    parts += [hashlib.sha256((root / name).read_bytes()).hexdigest() for name in MADE_BY]
    return "\n".join(parts) + "\n"

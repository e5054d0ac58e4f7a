"""Build step: make the gazetteer and the front end before the package is put together.

A hook of hatchling; it runs for a wheel and for an editable install alike.  The gazetteer takes
half a minute, the front end (``web/``) as long the first time; each is passed over where the files
that lie there were made from the same packages by the same code.  The front end needs npm: without
it, or without a way to its packages, the package is put together all the same, and the app says
that the interactive map and the charts are not there.

    python hatch_build.py [--may-fail]      build the front end alone
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
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
WEB = "web"
BUILT = Path("src") / "sayso" / "show" / "web" / "static" / "built"
INSTALL = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
"""Exactly what the lock file pins; no package runs anything while it is installed."""


class Hook(BuildHookInterface[Any]):
    """Writes what is made and never committed, where it is absent or was made otherwise."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it gathers the files of the package."""
        root = Path(self.root)
        if (root / "gazetteer").is_dir():
            make(root)
        if (root / WEB / "package.json").is_file() and (left := front(root)):
            self.app.display_warning(f"the front end is not built: {left}")


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


# --- the front end --------------------------------------------------------------------------


def front(root: Path) -> str | None:
    """Build the front end of a checkout; why it could not be built, or ``None``."""
    stamp = root / BUILT / STAMP
    made_from = sources(root / WEB)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == made_from:
        return None
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        return "npm is not there (Debian, Ubuntu: apt-get install npm)"
    if not installed(root / WEB) and (wrong := _told(root / WEB, npm, *INSTALL)):
        return wrong
    if wrong := _told(root / WEB, node, "build.mjs"):
        return wrong
    stamp.write_text(made_from, encoding="ascii")
    return None


def installed(web: Path) -> bool:
    """Whether npm has installed what the lock file pins, and nothing has changed since."""
    mark = web / "node_modules" / ".package-lock.json"
    return mark.is_file() and mark.stat().st_mtime >= (web / "package-lock.json").stat().st_mtime


def sources(web: Path) -> str:
    """What the front end depends on: its own files, and the lock of its packages."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.relative_to(web).as_posix()}\n"
        for path in sorted(_files(web))
    )


def _files(web: Path) -> Iterator[Path]:
    yield from (path for path in web.glob("*.*") if path.is_file())
    yield from (web / "src").glob("*.ts")


def _told(folder: Path, *line: str) -> str | None:
    """Run a command in a folder; the end of what it said, where it failed."""
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return None
    said = (done.stderr or done.stdout).strip().splitlines()[-3:]
    return f"{Path(line[0]).name} {line[1]} failed: " + " ".join(said)


def main(arguments: Sequence[str]) -> int:
    """Build the front end; 1 where it could not be built, unless it may fail."""
    if left := front(Path(__file__).resolve().parent):
        print(f"run: the front end is not built: {left}", file=sys.stderr)  # noqa: T201 -- a chore talks
        return 0 if "--may-fail" in arguments else 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

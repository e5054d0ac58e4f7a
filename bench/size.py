"""Megabytes of the wheel, and of a fresh environment with it and its dependencies.

The wheel is built into a temporary folder.  ``installed_mb`` is what the lock and the wheel add
to an empty virtual environment (pip itself left out), as apparent file sizes; byte-compiled files
are counted, as a user has them too.  A megabyte is 2^20 bytes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

from bench.corpora import ROOT

MEGABYTE = 2**20


def build(folder: Path) -> Path:
    """Build the wheel of this checkout into a folder."""
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return next(folder.glob("*.whl"))


def contents(wheel: Path) -> dict[str, int]:
    """Names and sizes (bytes, unpacked) of the files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {each.filename: each.file_size for each in archive.infolist() if not each.is_dir()}


def weigh(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files under a folder; links are not followed."""
    sizes = [path.lstat().st_size for path in folder.rglob("*") if path.is_file()]
    return sum(sizes), len(sizes)


def installed(wheel: Path, folder: Path) -> tuple[int, int]:
    """Bytes and files that installing the wheel adds to a fresh virtual environment."""
    venv.create(folder, with_pip=True)
    before = weigh(folder)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    pip.append("--disable-pip-version-check")
    subprocess.run([*pip, "-c", str(constraints(folder.parent)), str(wheel)], check=True)
    after = weigh(folder)
    return after[0] - before[0], after[1] - before[1]


def constraints(folder: Path) -> Path:
    """The lock without its hashes: pip can hold a wheel of our own to no hash of the lock."""
    lock = (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8")
    rows = [line.rstrip(" \\") for line in lock.splitlines() if not line.startswith((" ", "#"))]
    path = folder / "constraints.txt"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def main(argv: list[str]) -> int:
    """``./run bench size [--wheel-only]``."""
    parser = argparse.ArgumentParser(prog="./run bench size", description=__doc__)
    parser.add_argument("--wheel-only", action="store_true", help="install nothing")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        files = contents(wheel)
        row: dict[str, object] = {
            "bench": "size",
            "wheel_mb": round(wheel.stat().st_size / MEGABYTE, 2),
            "wheel_files": len(files),
            "unpacked_mb": round(sum(files.values()) / MEGABYTE, 2),
        }
        if not args.wheel_only:
            size, count = installed(wheel, folder / "venv")
            row |= {"installed_mb": round(size / MEGABYTE, 1), "installed_files": count}
    print(json.dumps(row))
    return 0

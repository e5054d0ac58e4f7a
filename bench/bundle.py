"""Kilobytes of the front end as a browser gets it, packed by gzip; the basemap is left out.

``page_kb`` is what every page loads, ``map_kb`` what the page of the map loads besides, and
``bundle_kb`` both together, which is held to :data:`LIMIT`.  A kilobyte is 1,000 bytes.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from bench.corpora import ROOT
from bench.product import Failed

BUILT = ROOT / "src" / "sayso" / "show" / "web" / "static" / "built"
LIMIT = 450.0
EVERYWHERE = ("sayso.js", "sayso.css")
DATA = ("basemap.json", "licences.txt", "made-from.txt")


def packed(folder: Path) -> dict[str, float]:
    """Kilobytes of each file, packed."""
    return {
        path.name: len(gzip.compress(path.read_bytes(), 9, mtime=0)) / 1000
        for path in sorted(folder.glob("*"))
        if path.is_file()
    }


def measure(folder: Path = BUILT) -> dict[str, float]:
    """The figures of a built front end.

    :raises Failed: there is none, or it is larger than it may be.
    """
    sizes = packed(folder)
    if "sayso.js" not in sizes:
        raise Failed("the front end is not built: ./run web (it needs npm)")
    page = sum(sizes.get(name, 0.0) for name in EVERYWHERE)
    both = sum(size for name, size in sizes.items() if name not in DATA)
    if both > LIMIT:
        raise Failed(f"the bundle has {both:.1f} KB packed, {LIMIT:.0f} at most")
    return {
        "page_kb": round(page, 1),
        "map_kb": round(both - page, 1),
        "bundle_kb": round(both, 1),
        "basemap_kb": round(sizes.get("basemap.json", 0.0), 1),
    }


def main(argv: list[str]) -> int:
    """``./run bench bundle``."""
    argparse.ArgumentParser(prog="./run bench bundle", description=__doc__).parse_args(argv)
    print(json.dumps({"bench": "bundle", **measure()}))
    return 0

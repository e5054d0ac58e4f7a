"""Take docs/images/*.png: pages of the example story as `sayso serve` shows them in a browser.

    python docs/screens.py [--out FOLDER]

Nothing in them is posed: the story is read by the real program with the real model into a ledger,
and the system's Chromium opens the pages.  The same pages give the same files, byte by byte, and a
file that would not change is left alone.  Without Chromium the pictures stay as they are.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SIZE = (1100, 700)
"""Of a window, in pixels."""
SAID = "air force is making strikes"
OUTLET = "The Lantern Review"


class Shot(NamedTuple):
    """One picture: its name, the page it is of, and whether it is taken in the dark."""

    name: str
    page: Literal["reader", "dossier"]
    dark: bool = False


SHOTS = (
    Shot("reader", "reader"),
    Shot("reader-dark", "reader", dark=True),
    Shot("dossier", "dossier"),
)


def pages(ledger: Path) -> Mapping[str, str]:
    """The addresses of the pages: one article, and the claim in it that many others repeat."""
    from sayso.ledger import ClaimFilter, open_ledger

    with open_ledger(ledger, readonly=True) as book:
        said = book.claims(ClaimFilter(outlet=OUTLET))
        row = max((row for row in said if SAID in row.content), key=lambda row: len(row.chain))
    return {"reader": f"/a/{row.article}", "dossier": f"/c/{row.id}"}


def taken(
    ledger: Path, chromium: str, shots: Sequence[Shot] = SHOTS
) -> Iterator[tuple[str, bytes]]:
    """The pictures of a ledger's pages, as PNG, by their names."""
    from bench.browser import launched, served

    at = pages(ledger)
    with served(ledger) as address, launched(chromium) as browser:
        for shot in shots:
            context = browser.new_context(
                viewport={"width": SIZE[0], "height": SIZE[1]},
                color_scheme="dark" if shot.dark else "light",
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.goto(address + at[shot.page])
            yield shot.name, page.screenshot()
            context.close()


def kept(folder: Path, pictures: Iterator[tuple[str, bytes]]) -> list[str]:
    """Write the pictures that are new or have changed; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, picture in pictures:
        path = folder / f"{name}.png"
        if not path.is_file() or path.read_bytes() != picture:
            path.write_bytes(picture)
            changed.append(name)
    return changed


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures."""
    from bench.browser import HINT, chromium

    parser = argparse.ArgumentParser(description="Take the pictures of the pages.")
    parser.add_argument("--out", type=Path, default=IMAGES)
    out: Path = parser.parse_args(arguments).out
    if (browser := chromium()) is None:
        sys.stderr.write(f"{HINT}; the pictures of the pages stay as they are\n")
        return 0
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "story.ledger"
        line = [sys.executable, "-m", "sayso", "read", "examples/story", "--ledger", str(ledger)]
        subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        kept(out, taken(ledger, browser))
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())

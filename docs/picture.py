"""Draw docs/images/demo.svg: one article of the example story as `sayso show` prints it.

    python docs/picture.py [--out FILE]

Nothing in it is posed: the story is read by the real program with the real model into a ledger,
and the view is the one that the terminal gets.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console, RenderableType

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "demo.svg"
SHOWN = "Harbour Radio"
WIDTH = 110
_SOURCE = re.compile(r"(fill: #(?:68a0b3|4e707b))(?:;text-decoration: underline;?)?")
"""Cyan, and cyan made dim, as rich writes them: nothing but sources has these colours."""
_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def taken(outlet: str = SHOWN) -> RenderableType:
    """The view of the article of ``outlet``, after a run over the whole story."""
    from sayso.ledger import ClaimFilter, open_ledger
    from sayso.show.reader import article_view

    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "story.ledger"
        line = [sys.executable, "-m", "sayso", "read", "examples/story", "--ledger", str(ledger)]
        subprocess.run(line, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with open_ledger(ledger, readonly=True) as book:
            row = next(iter(book.claims(ClaimFilter(outlet=outlet), limit=1)))
            article, reading = book.article(row.article)
    return article_view(article, reading, width=WIDTH, styled=True)


def drawn(view: RenderableType, title: str = "sayso show") -> str:
    """``view`` as SVG: the same for the same view, and without fonts from the web."""
    console = Console(
        record=True, width=WIDTH, file=StringIO(), force_terminal=True, color_system="truecolor"
    )
    console.print(view)
    return _twice_underlined(_FONT.sub("", console.export_svg(title=title, unique_id="sayso")))


def _twice_underlined(svg: str) -> str:
    """Sources underlined as the terminal does it, for rich leaves out their two lines."""
    return _SOURCE.sub(r"\1;text-decoration: underline;text-decoration-style: double", svg)


def main(arguments: Sequence[str] | None = None) -> int:
    """Draw the picture."""
    parser = argparse.ArgumentParser(description="Draw the picture of the readme.")
    parser.add_argument("--out", type=Path, default=PICTURE)
    out: Path = parser.parse_args(arguments).out
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(drawn(taken()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

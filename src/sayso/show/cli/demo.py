"""``sayso demo``: read the example story, and show what Sayso makes of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from sayso.errors import InputError
from sayso.show.cli.talk import say

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.engines import MarkerSpec
    from sayso.ledger import ClaimRow, Ledger

STORY = "story"
"""Folder of the example story, in the folder of examples."""
ROOTS = 12
"""That are shown; the rest are counted."""
ASKED = (
    "The air force is making strikes in support of the militants.",
    "The air force has flown sorties near the Twizel crossing.",
)
"""What the whole story is about, and what became firmer in the retelling."""
MOST = 2
"""Disputes and changes that are shown of each."""


@click.command("demo")
@click.option(
    "--ledger",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep the ledger here.  [default: a temporary one]",
)
@click.option("--marker", hidden=True, help="Another marker, as module:callable.")
def command(ledger: Path | None, marker: str | None) -> None:
    """Read the example story, told by eight invented outlets, and show what comes of it.

    Per article: the claims, on whose word, how firmly. Then the roots of all of them; and at last
    two claims that went round, with the number of independent roots each rests on, who disputes it,
    and what changed in the retelling.
    """
    from sayso.engines import MarkerSpec, into_ledger, start
    from sayso.gather import gather
    from sayso.ledger import open_ledger
    from sayso.show.cli.talk import refusals

    story = _story()
    spec = MarkerSpec(marker) if marker else MarkerSpec()
    engine, pages = start(gather(str(story)), spec, processes=1)
    with _place(ledger) as file, open_ledger(file) as book:
        with engine as ready:
            tally = into_ledger(ready, book, pages, source=str(story))
        refusals(tally)
        shown = _show(book)
        _ask(book, spec)
    name = called(sys.argv[0], which("sayso"))
    if ledger is not None:
        say(f"Who says so, and who disputes it: {name} ask {ASKED[0]!r} --ledger {ledger}")
        say(f"One article as a reader sees it: {name} show {shown} --ledger {ledger}")
        say(f"Its claims and all others:       {name} claims --ledger {ledger}")
    else:
        say(f"To keep the ledger and look into it: {name} demo --ledger demo.ledger")


def called(argv0: str, on_path: str | None) -> str:
    """How the user may call the program again.

    >>> called("/news/.venv/bin/sayso", "/news/.venv/bin/sayso"), called("x/__main__.py", None)
    ('sayso', 'python -m sayso')
    """
    if on_path is not None:
        return "sayso"
    if Path(argv0).name != "sayso":
        return "python -m sayso"
    return os.path.relpath(argv0)


def _story() -> Path:
    """The examples that come with the package, or those beside the checkout."""
    import sayso

    package = Path(sayso.__file__).resolve().parent
    for place in (package / "examples", package.parent.parent / "examples"):
        if (place / STORY).is_dir():
            return place / STORY
    raise InputError(f"the example story is missing from {package / 'examples'}. Reinstall Sayso")


@contextmanager
def _place(ledger: Path | None) -> Iterator[Path]:
    if ledger is not None:
        yield ledger
        return
    with TemporaryDirectory(prefix="sayso-demo-") as folder:
        yield Path(folder) / "demo.ledger"


def _show(book: Ledger) -> str:
    """Print the story; the start of the id of its last article."""
    from sayso.ledger import ClaimFilter
    from sayso.records import Voice
    from sayso.show.listing import SHORT
    from sayso.show.phrases import count
    from sayso.show.tables import by_reach, console, roots_table, roots_told

    out = console()
    articles: dict[str, list[ClaimRow]] = {}
    for row in book.claims():
        articles.setdefault(row.article, []).append(row)
    told = sorted(articles.values(), key=_order)
    for rows in told:
        _article(out, rows)
    roots = by_reach(book.roots(ClaimFilter(voice=Voice.REPORTED)))
    out.rule(style="dim")
    out.print(f"{count(book.counts().articles, 'article')}, {roots_told(roots)}", style="bold")
    out.print("Told apart by name, over all that the articles say:", style="dim")
    out.print(roots_table(roots[:ROOTS]))
    if len(roots) > ROOTS:
        out.print(f"and {count(len(roots) - ROOTS, 'more root')}", style="dim")
    return told[-1][0].article[:SHORT] if told else ""


def _ask(book: Ledger, spec: MarkerSpec) -> None:
    """Print what came of two claims that went round: roots, who disputes it, what changed."""
    from sayso.engines.asking import ask
    from sayso.show.answer import tell_short
    from sayso.show.tables import console

    out, marker = console(), spec.load()
    out.print()
    out.rule(style="dim")
    for asked in ASKED:
        out.print(asked, style="italic")
        tell_short(out, ask(book, marker, asked), MOST)


def _order(rows: list[ClaimRow]) -> tuple[str, str]:
    """By the day of publication, then by input; where no day is known, the input's name alone."""
    return (rows[0].published or "", rows[0].input_id)


def _article(out: Console, rows: list[ClaimRow]) -> None:
    """One article: where and when it stood, and its claims."""
    from sayso.records import Voice
    from sayso.show.listing import body, head
    from sayso.show.phrases import count

    reported = [row for row in rows if row.voice is Voice.REPORTED]
    own = len(rows) - len(reported)
    for line in head(rows[0], out.width):
        out.print(line, soft_wrap=True)
    for line in body(reported, out.width, ids=False, lines=2):
        out.print(line, soft_wrap=True)
    if own:
        out.print(f"  and {count(own, 'claim')} in its own voice", style="dim")
    out.print()

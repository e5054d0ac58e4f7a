"""Whether every page stands with 804 real articles (``fa-kes.csv``), looked at in a real browser.

The real program reads the articles into a ledger, which takes some minutes of one core: the gate
begins it first, and goes on with heads of the model, which need one core, too.  Then each page is
opened in a wide window, and in the dark in that of a phone.  A view is sound where what the page
is for is drawn, nothing went wrong (an error of the page, a word on the console, a request for
anything from elsewhere), nothing needs scrolling sideways, and axe-core finds nothing (WCAG 2.2 AA
and its best practices in the wide window, contrast in the dark one).

``read`` is the share of the articles that are in the ledger, and ``sound`` that of the views that
are, both in percent; what is wrong with a view is told line by line.
"""

from __future__ import annotations

import atexit
import csv
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench import heads
from bench.browser import AXE, BUILT, HINT, Visit, chromium, launched, served
from bench.corpora import WORK, Absent, corpus, environment
from bench.product import GOOD, Failed, command

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from sayso.ledger import Ledger

GOLD = "news/fa-kes.csv"
WIDE, PHONE = (1280, 900), (360, 740)
DARK_RULES = ("color-contrast", "link-in-text-block")
STATEMENT = "The air force bombed the city."


@dataclass(frozen=True, slots=True)
class Look:
    """A page: what it is called, where it stands, and what of it must be drawn, how often."""

    name: str
    path: str
    drawn: str
    least: int = 1


@cache
def reading() -> tuple[subprocess.Popen[bytes], Path]:
    """The program that reads the articles, begun once, and the ledger that it makes.

    :raises Absent: the articles are not there, or nothing to look at the pages with.
    """
    source, path = corpus(GOLD), WORK / "sound.ledger"
    if chromium() is None:
        raise Absent(HINT)
    if not (BUILT and AXE.is_file()):
        raise Absent("the front end is not built: ./run web")
    WORK.mkdir(parents=True, exist_ok=True)
    for old in WORK.glob("sound.ledger*"):
        old.unlink()
    line = command("read", str(source), "--ledger", str(path), "--processes", "1")
    done = subprocess.Popen(
        line, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(done.kill)
    return done, path


def begin() -> None:
    """Let the reading begin, where there is something to read; the score tells what is lacking."""
    try:
        reading()
    except Absent:
        return


def looks(book: Ledger) -> Iterator[Look]:
    """Every page, of what the ledger holds most of."""
    rows = list(book.claims())
    [(article, _)] = Counter(row.article for row in rows).most_common(1)
    [(claim, _)] = Counter(end for b in book.bonds() for end in (b.a, b.b)).most_common(1)
    [(root, _)] = Counter((r.root, r.root_kind) for r in rows if r.root_named).most_common(1)
    yield Look("desk", "/", ".claims > li", 50)
    yield Look("filtered", "/?firmness=denied", ".claims > li", 5)
    yield Look("reader", f"/a/{article}", "article.card", 10)
    yield Look("dossier", f"/c/{claim}", "svg.tree a", 2)
    yield Look("asked", f"/ask?{urlencode({'q': STATEMENT})}", "h1.statement")
    yield Look("map", "/map", "[data-list=towns] li", 20)
    yield Look("reprints", "/reprints", "h1")
    yield Look("sources", "/sources", "tbody tr", 50)
    of = urlencode({"name": root[0], "kind": root[1]})
    yield Look("source", f"/source?{of}", ".stats")


def faults(visit: Visit, look: Look, *rules: str) -> Iterator[str]:
    """What is wrong with a page in this window; all rules of axe-core, or only these."""
    visit.wrong.clear()
    page = visit.open(look.path).page
    if (seen := page.locator(look.drawn).count()) < look.least:
        yield f"{look.drawn}: {seen} drawn, {look.least} wanted"
    if (wide := visit.overflow()) > 0:
        yield f"{wide} pixels wider than the window"
    yield from visit.axe(*rules)
    yield from visit.wrong


def views(browser: Browser, address: str, every: Sequence[Look]) -> Iterator[tuple[str, list[str]]]:
    """Each page in each window, by its name, with its faults."""
    for size, scheme, rules in ((WIDE, "light", ()), (PHONE, "dark", DARK_RULES)):
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",
        )
        visit = Visit(context.new_page(), address)
        for look in every:
            yield f"{look.name}, {scheme}", list(faults(visit, look, *rules))
        context.close()


def sound(ledger: Path) -> heads.Scores:
    """Look at every page of a ledger."""
    from sayso.ledger import open_ledger

    with open_ledger(ledger, readonly=True) as book:
        every = list(looks(book))
    path = chromium()
    assert path is not None
    with launched(path) as browser, served(ledger) as address:
        return told(dict(views(browser, address, every)))


def told(found: Mapping[str, Sequence[str]]) -> heads.Scores:
    """The share of the views that are sound, in percent; the faults of the others are printed."""
    for name, wrong in found.items():
        for each in wrong:
            print(f"  {name}: {each}")
    whole = [name for name, wrong in found.items() if not wrong]
    return {"sound": round(100 * len(whole) / len(found), 1), "views": len(found)}


def score(gold: heads.Gold) -> heads.Scores:
    """Wait until the articles are read, and look at the pages."""
    done, path = reading()
    if done.wait() not in GOOD:
        raise Failed(f"sayso read ended with {done.returncode}")
    from sayso.ledger import open_ledger

    with open_ledger(path, readonly=True) as book:
        held = len(book.inputs())
    return {"read": round(100 * held / len(gold.rows), 1), **sound(path)}


def floors(scores: heads.Scores) -> dict[str, float]:
    """What is pinned."""
    return {name: scores[name] for name in ("read", "sound")}


def rows(path: Path) -> list[heads.Row]:
    """The articles as their table has them."""
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


BENCH = heads.Bench("sound", GOLD, score, floors, read=rows, begin=begin)


def main(argv: list[str]) -> int:
    """``./run bench sound``."""
    return heads.main(BENCH, argv, __doc__ or "")

"""How long the pages take in a real browser: first byte, loaded, and the map until it answers.

Over two ledgers, both kept in ``.work/`` once they are made: 804 real articles (``fa-kes.csv``,
read by the real program, which takes some minutes), and ten thousand invented places.  ``first_ms``
is the time to the first byte of each page, the 95th of a hundred of ``--rounds``; ``load_ms`` until
the browser has loaded it, the median; ``sideways_px`` by how much it is wider than a phone.  The
rest is counted by the browser from the start of the navigation, the least of the rounds.
``live_ms``: lists, timeline and brush are there; ``clickable_ms``: the points of the map are;
``drawn_ms``: the land under them is, too (by the
processor, where there is no graphics card).  ``brushed_ms`` and ``chosen_ms`` are what somebody
sees who drags over the strip, or clicks on the map, over and over from the first moment on: until
lists and map tell of these days alone, and until the claims of a place are there.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx2

from bench.browser import HINT, chromium, launched, served
from bench.corpora import ROOT, environment
from bench.product import Failed

WORK = ROOT / ".work"
NEWS = ROOT.parent / "shared" / "corpora" / "news" / "fa-kes.csv"
PLACES = 10_000
IN_ONE = 20
"""Claims of an invented article, each of one place."""
PAGES = ("/", "/map", "/reprints", "/sources", "/ask?q=The+city+was+bombed.")


def news(path: Path = WORK / "pages.ledger", source: Path = NEWS) -> Path:
    """A ledger of the real articles, read where it is not there yet."""
    if not path.is_file():
        if not source.is_file():
            raise Failed(f"{source} is not here; name a ledger with --ledger")
        line = [sys.executable, "-m", "sayso", "read", str(source), "--ledger", str(path)]
        path.parent.mkdir(exist_ok=True)
        done = subprocess.run(line, env=environment(), stdout=subprocess.DEVNULL, check=False)
        if done.returncode not in (0, 3):
            raise Failed(f"sayso read ended with {done.returncode}")
    return path


def world(path: Path, places: int = PLACES) -> Path:
    """A ledger of so many invented places all over the world, each told by one claim."""
    from sayso.ledger import open_ledger
    from sayso.records import Page

    if path.is_file():
        return path
    path.parent.mkdir(exist_ok=True)
    chance = random.Random(7)
    with open_ledger(path.with_suffix(".new")) as book:
        run = book.begin_run("invented places", "none", "0")
        for first in range(0, places, IN_ONE):
            article, reading = _article(chance, range(first, min(first + IN_ONE, places)))
            page = Page(article.input_id, article.text.encode(), encoding="utf-8")
            book.add(run, article.input_id, page, article, reading)
        book.end_run(run, "done")
    path.with_suffix(".new").rename(path)
    return path


def _article(chance: random.Random, numbers: Sequence[int]) -> tuple[Any, Any]:
    """An article that tells in each sentence of one place and one day."""
    from sayso.records import (
        About,
        Article,
        Claim,
        DateMention,
        Firmness,
        Hop,
        Kind,
        PlaceMention,
        Precision,
        Reading,
        Voice,
        When,
        article_id,
        claim_id,
    )  # fmt: skip

    lines = [f"A ferry was seen at Quay {n} on that day." for n in numbers]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:i]) for i in range(len(lines))]
    spans = tuple((start, start + len(line)) for start, line in zip(starts, lines, strict=True))
    ident = article_id(text, None)
    claims = []
    for n, (start, end) in zip(numbers, spans, strict=True):
        where = (start + 20, start + 20 + len(f"Quay {n}"))
        at = (chance.uniform(-55, 70), chance.uniform(-170, 170))
        day = f"{chance.randint(2011, 2017)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        about = About(
            places=(PlaceMention(where, f"Quay {n}", n + 1, *at, Precision.TOWN, "XX"),),
            dates=(DateMention((end - 9, end - 1), day, When.HAPPENED),),
        )
        own = Hop("The Quay Post", Kind.OUTLET, Firmness.ASSERTED)
        key = claim_id(ident, (), (), ((start, end),))
        claims.append(
            Claim(key, ident, None, Voice.AUTHOR, ((start, end),), own.firmness, own, about)
        )
    article = Article(ident, f"quay {numbers[0]}", text, paragraphs=spans, sentences=spans)
    return article, Reading(ident, claims=tuple(claims))


def first_byte(address: str, rounds: int) -> float:
    """Milliseconds to the first byte: the 95th of a hundred, the first round left out."""
    took = []
    with httpx2.Client(timeout=60) as client:
        for _ in range(rounds + 1):
            began = time.perf_counter()
            with client.stream("GET", address) as answer:
                parts = answer.iter_raw()
                next(parts)
                took.append((time.perf_counter() - began) * 1000)
                list(parts)
    ordered = sorted(took[1:])
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]


def loaded(context: Any, address: str, rounds: int) -> float:
    """Milliseconds until a browser has loaded the page, the median."""
    took: list[float] = []
    for _ in range(rounds):
        page = context.new_page()
        page.goto(address)
        took.append(page.evaluate("performance.getEntriesByType('navigation')[0].duration"))
        page.close()
    return statistics.median(took)


def sideways(context: Any, address: str) -> int:
    """Pixels by which a page is wider than a phone of 360; none, if it is as it should be."""
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(address)
    wide: int = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    page.close()
    return wide


def mapped(context: Any, address: str, rounds: int) -> dict[str, float]:
    """``live_ms``, ``clickable_ms`` and ``drawn_ms`` of the map, each the least of the rounds."""
    marks: dict[str, list[float]] = {"live": [], "clickable": [], "drawn": []}
    for _ in range(rounds):
        page = context.new_page()
        page.goto(f"{address}/map")
        page.wait_for_selector("[data-atlas][data-ready]", timeout=120_000)
        for name, found in marks.items():
            if (at := marked(page, name)) is not None:
                found.append(at)
        page.close()
    return {f"{name}_ms": round(min(found), 1) for name, found in marks.items() if found}


def marked(page: Any, name: str) -> float | None:
    """When the page first did a thing, in milliseconds from the start of the navigation."""
    script = f"performance.getEntriesByName('sayso-{name}')[0]?.startTime ?? null"
    at: float | None = page.evaluate(script)
    return at


def brush(page: Any) -> None:
    """A drag over the middle of the strip of the timeline, once it is there."""
    if (box := page.locator("[data-strip]").bounding_box()) is not None:
        x, y, across = box["x"], box["y"] + 20, box["width"]
        page.mouse.move(x + 0.3 * across, y)
        page.mouse.down()
        page.mouse.move(x + 0.6 * across, y)
        page.mouse.up()


def click(page: Any) -> None:
    """A click on the middle of the map, where ten thousand places leave no gap."""
    if (box := page.locator("[data-globe]").bounding_box()) is not None:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def answered(context: Any, address: str, act: Callable[[Any], None], name: str) -> float:
    """When what somebody does over and over from the first moment on is first answered."""
    page = context.new_page()
    page.goto(f"{address}/map", wait_until="commit")
    while (at := marked(page, name)) is None:
        act(page)
    page.close()
    return at


def measure(ledger: Path, places: Path, rounds: int) -> dict[str, Any]:
    """All figures.

    :raises Failed: there is no Chromium.
    """
    if (found := chromium()) is None:
        raise Failed(HINT)
    row: dict[str, Any] = {"first_ms": {}, "load_ms": {}, "sideways_px": {}}
    with launched(found) as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 1100})
        with served(ledger) as address:
            for path in PAGES:
                row["first_ms"][path] = round(first_byte(address + path, 10 * rounds), 1)
                row["load_ms"][path] = round(loaded(context, address + path, rounds), 1)
                row["sideways_px"][path] = sideways(context, address + path)
            row["map_of_news"] = mapped(context, address, rounds)
        with served(places) as address:
            row["map_of_places"] = mapped(context, address, rounds)
            for name, act in (("brushed", brush), ("chosen", click)):
                took = [answered(context, address, act, name) for _ in range(rounds)]
                row["map_of_places"][f"{name}_ms"] = round(min(took), 1)
    return row


def main(argv: list[str]) -> int:
    """``./run bench pages [--ledger FILE] [--rounds N]``."""
    parser = argparse.ArgumentParser(prog="./run bench pages", description=__doc__)
    parser.add_argument("--ledger", type=Path, help="another ledger than that of the 804 articles")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args(argv)
    row = measure(args.ledger or news(), world(WORK / "places.ledger"), args.rounds)
    print(json.dumps({"bench": "pages", **row}))
    return 0

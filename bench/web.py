"""The page on a ledger of 100,000 claims: first byte of each page, filters, and twenty users.

The ledger is of invented articles (:mod:`tests.ledger.measure`); every tenth is a reprint of the
one before it, and each claim of the others has bonds.  It is made once, under ``.work/bench``.  The
server is the real one, in a process of its own; ``ms`` is the time until the head of the answer is
there, from another process of the same machine.  At last twenty users ask at once while a ``sayso
read`` writes to the same ledger.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import httpx2

from bench.corpora import WORK, environment
from sayso.ledger import Ledger, open_ledger
from sayso.records import ClaimBond, Direction, Relation, Reuse, Reused
from tests.ledger.measure import CLAIMS, Press

CLAIMS_OF, USERS = 100_000, 20
PARAGRAPH = "Ilan Voss said that ferry {n} had left the harbour with some lights out. "
"""What the run that writes reads, over and over with another number."""


def filled(claims: int) -> Path:
    """The ledger, made where it is not there yet."""
    path = WORK / f"web-{claims}.ledger"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    making = path.with_suffix(".making")
    making.unlink(missing_ok=True)
    press, dice = Press(), random.Random(5)
    with open_ledger(making) as book:
        run = book.begin_run("invented articles", "made", "0")
        before: list[str] = []
        last: tuple[str, int] | None = None
        for n in range(claims // CLAIMS):
            page, article, reading = press.article(n)
            book.add(run, f"key {n}", page, article, reading)
            told = [claim.id for claim in reading.claims]
            _weigh(book, article.id, (told, before), last if n % 10 == 9 else None, dice)
            last = (article.id, len(article.text))
            before = (before + told)[-4000:]
        book.end_run(run, "done")
    making.rename(path)
    return path


def _weigh(
    book: Ledger,
    article: str,
    claims: tuple[list[str], list[str]],
    of: tuple[str, int] | None,
    dice: random.Random,
) -> None:
    """What the article shares with another one, and what its claims are to earlier ones."""
    found = []
    if of is not None:
        whole = (0, of[1])
        found = [Reuse(article, of[0], Reused.REPRINT, Direction.B, 1.0, ((whole, whole),))]
    book.compared(article, [], found)
    mine, before = claims
    relations = (Relation.SAME, Relation.RESTATES, Relation.SAME, Relation.DENIES)
    bonds = [
        ClaimBond(claim, other, dice.choice(relations), 0.7, "made")
        for claim in mine[:6]
        for other in dice.sample(before, k=min(3, len(before)))
    ]
    book.bonded(article, bonds)


@contextmanager
def serving(ledger: Path) -> Iterator[str]:
    """A server over a ledger; its address."""
    line = [sys.executable, "-m", "sayso", "serve", "--port", "0", "--no-open"]
    server = subprocess.Popen(
        [*line, "--ledger", str(ledger)], stderr=subprocess.PIPE, text=True, env=environment()
    )
    try:
        assert server.stderr is not None
        told = server.stderr.readline()
        yield next(word for word in told.split() if word.startswith("http")).rstrip("/")
    finally:
        server.terminate()
        server.communicate()


def first_byte(client: httpx2.Client, address: str) -> float:
    """Milliseconds until the head of the answer is there; the body is read as well.

    Raises:
        RuntimeError: the answer is no page.
    """
    began = time.perf_counter()
    with client.stream("GET", address) as answer:
        took = (time.perf_counter() - began) * 1000
        answer.read()
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
    return took


def addresses(ledger: Path, dice: random.Random) -> dict[str, Callable[[], str]]:
    """For each kind of page what gives the address of one of them."""
    with open_ledger(ledger, readonly=True) as book:
        claims = list(book.claims(limit=400))
        roots = book.roots(limit=100)
        actors = [row.id for row in book.actors(limit=100)]
        outlets = [row.value for row in book.facets("outlet")]
        places = [place.number for place in book.atlas_lists(limit=400).places]
    words = [word for row in claims[:100] for word in row.sentence.split()[:3]]
    firm = ("asserted", "hedged", "alleged", "denied", "other")
    return {
        "desk": lambda: f"/?page={dice.randint(1, 400)}",
        "filter firmness": lambda: f"/?firmness={dice.choice(firm)}",
        "filter outlet": lambda: f"/?outlet=%3D{dice.choice(outlets).replace(' ', '+')}",
        "filter actor": lambda: f"/?actor={dice.choice(actors)}",
        "filter words": lambda: f"/?words={dice.choice(words).strip('.')}",
        "reader": lambda: f"/a/{dice.choice(claims).article}",
        "dossier": lambda: f"/c/{dice.choice(claims).id}",
        "reprints": lambda: f"/reprints?page={dice.randint(1, 5)}",
        "sources": lambda: "/sources",
        "source": lambda: str(
            httpx2.URL(
                "/source",
                params={"name": (one := dice.choice(roots)).name, "kind": str(one.kind)},
            )
        ),
        "map": lambda: "/map",
        "map of days": lambda: f"/map?from={dice.randint(2000, 2030)}-03-01",
        "map of outlet": lambda: f"/map?outlet=%3D{dice.choice(outlets).replace(' ', '+')}",
        "map columns": lambda: "/map/atlas.json",
        "place": lambda: f"/map/claims?at={dice.choice(places)}",
        "json": lambda: f"/claims.json?page={dice.randint(1, 400)}",
        "export": lambda: f"/export/csv?page={dice.randint(1, 400)}",
        "corrections": lambda: "/corrections",
        "runs": lambda: "/runs",
    }


def p95(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def pages(
    address: str, kinds: dict[str, Callable[[], str]], rounds: int
) -> list[dict[str, float | str]]:
    """Each kind of page, one request after the other."""
    out: list[dict[str, float | str]] = []
    with httpx2.Client(base_url=address, timeout=60, trust_env=False) as client:
        for kind, some in kinds.items():
            first_byte(client, some())
            times = [first_byte(client, some()) for _ in range(rounds)]
            out.append({"page": kind, "p50_ms": round(statistics.median(times), 1),
                        "p95_ms": round(p95(times), 1)})  # fmt: skip
    return out


def crowd(address: str, kinds: dict[str, Callable[[], str]], each: int) -> dict[str, float]:
    """Twenty users at once, each with ``each`` requests: what went wrong, and how long it took."""
    times: list[float] = []
    errors: list[str] = []
    asked = [some() for _, some in zip(range(USERS * each), cycle(kinds.values()))]

    def user(number: int) -> None:
        with httpx2.Client(base_url=address, timeout=120, trust_env=False) as client:
            for path in asked[number::USERS]:
                try:
                    times.append(first_byte(client, path))
                except (httpx2.HTTPError, RuntimeError) as error:
                    errors.append(str(error))

    users = [threading.Thread(target=user, args=(n,)) for n in range(USERS)]
    for one in users:
        one.start()
    for one in users:
        one.join()
    for error in errors[:3]:
        print(error, file=sys.stderr)
    return {"requests": len(asked), "errors": len(errors), "p95_ms": round(p95(times), 1)}


@contextmanager
def writing(ledger: Path, folder: Path) -> Iterator[None]:
    """A ``sayso read`` that writes to the ledger all the while."""
    news = folder / "news.jsonl"
    rows = ({"id": f"w{n}", "text": PARAGRAPH.format(n=n) * 4} for n in range(20_000))
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    line = [sys.executable, "-m", "sayso", "read", str(news), "--ledger", str(ledger), "-q"]
    run = subprocess.Popen(
        [*line, "--marker", "tests.fakes:slow", "--processes", "1"], env=environment()
    )
    try:
        yield
    finally:
        running = run.poll() is None
        run.terminate()
        run.wait()
        if not running:
            print("the run that writes had ended before the users had", file=sys.stderr)


def main(argv: list[str]) -> int:
    """``./run bench web [--claims N] [--rounds N]``."""
    parser = argparse.ArgumentParser(prog="./run bench web", description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS_OF)
    parser.add_argument("--rounds", type=int, default=40)
    args = parser.parse_args(argv)
    made = filled(args.claims)
    with tempfile.TemporaryDirectory() as name:
        ledger = Path(name) / "web.ledger"
        shutil.copy(made, ledger)
        kinds = addresses(ledger, random.Random(11))
        with serving(ledger) as address:
            rows = pages(address, kinds, args.rounds)
            with writing(ledger, Path(name)):
                many = crowd(address, kinds, 12)
        with open_ledger(ledger, readonly=True) as book:
            added = book.counts().claims - args.claims // CLAIMS * CLAIMS
    for row in rows:
        print("{page:18} p50 {p50_ms:7} ms   p95 {p95_ms:7} ms".format(**row))
    print(f"{USERS} users at once while {added} claims were written: {many}")
    print(json.dumps({"bench": "web", "claims": args.claims, "pages": rows, "crowd": many}))
    return 1 if many["errors"] else 0

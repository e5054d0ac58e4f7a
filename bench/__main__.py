"""``./run bench NAME [ARG...]``: find the bench and hand it the arguments."""

from __future__ import annotations

import importlib
import sys

from bench.product import Failed

BENCHES = {
    "attribution": "source, cue, content and whole records on PolNeAR",
    "chains": "roots, chains, firmness, nesting and scare quotes on conflict news",
    "nested": "chains of two sources on MASC (MPQA-style)",
    "entities": "named entities: nine types on newswire; --gold re3d/dev.jsonl: three",
    "roles": "predicates and their roles on EWT with PropBank",
    "factuality": "factuality of predicates on UDS-IH2",
    "plover": "PLOVER event types of source-target pairs",
    "dates": "time expressions and what they mean, on TimeBank",
    "frames": "who does what to whom on PLOVER; --gold re3d/dev.jsonl: foes and allies",
    "embedding": "sentence vectors against those of their teacher",
    "places": "toponyms found, and tied to the right place, on LGL; --gold GeoVirus.xml, too",
    "calibration": "how well scores tell the truth",
    "reuse": "reprints, rewrites, excerpts and what stands around every article",
    "dossiers": "who carries a claim, on how many independent roots, who disputes it",
    "stance": "where an article stands on a statement: FNC-1, four classes",
    "ask": "milliseconds from a statement to its dossier on 100,000 claims; --ledger, --claims",
    "speed": "articles and words a second, memory, seconds per stage; --model, --repeat, --stages",
    "web": "the page on 100,000 claims: first byte, filters, twenty users while a read writes",
    "size": "megabytes of the wheel, and installed with its dependencies",
    "sound": "every page with 804 real articles in a browser: errors, axe-core",
    "pages": "first byte and loading of the pages in a browser; the map with 10,000 places",
    "bundle": "kilobytes of the front end, packed; held to 450",
    "start": "import time of `sayso --help`; time and memory of loading the gazetteers",
    "growth": "what a new article costs as the ledger grows; --most N",
    "gate": "the accuracy benches against floors.json; --raise, --lower",
    "diff": "gains and losses of a bench, gold record by gold record",
    "trace_gold": "trace alone, on gold marks",
    "house": "the house rules that no linter knows (part of ./run lint)",
}


def usage() -> str:
    """One line per bench."""
    rows = "\n".join(f"  {name:13}{what}" for name, what in BENCHES.items())
    return f"./run bench NAME [ARG...]   (NAME --help tells more)\n{rows}"


def main(argv: list[str]) -> int:
    """Run one bench; 1 where the program under measure fails, 2 where the name is unknown."""
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(usage())
        return 0
    name, *rest = argv
    if name not in BENCHES:
        print(f"no bench is called {name!r}\n{usage()}", file=sys.stderr)
        return 2
    try:
        code: int = importlib.import_module(f"bench.{name}").main(rest)
    except Failed as failed:
        print(f"{name} FAILS: {failed}", file=sys.stderr)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What a change gained and lost, gold record by gold record.

Compares the last run of a bench (or ``--predicted FILE``) with the pinned judgements, or with
another run (``--against FILE``, both sayso/1 lines; runs leave theirs in ``.work/bench/``).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from bench import attribution, chains
from bench.accuracy import Bench, gold_lines, measure, predictions
from bench.corpora import ROOT, WORK, Absent, corpus
from bench.judge import Change, Judgement, changes, parse

BENCHES = {each.name: each for each in (attribution.BENCH, chains.BENCH)}

PINNED = ROOT / "bench" / "pinned"


def compare_pinned(path: Path, after: Sequence[Judgement], fields: Sequence[str]) -> list[Change]:
    """Changes against the judgements that stand in a file.

    Of a file that is not there, or of other gold (another number of documents or of records),
    nothing can be said: no changes.
    """
    if not path.exists():
        return []
    before = parse(path.read_text(encoding="utf-8"))
    if [len(each.records) for each in before] != [len(each.records) for each in after]:
        return []
    return list(changes(before, after, fields))


def report(
    found: Sequence[Change], *, most: int | None = None, gold: Path | None = None
) -> list[str]:
    """Gains, then losses, a line each: document and record counted from 1, field, the words."""
    documents = gold_lines(gold) if gold else None
    lines = []
    for gain, title in ((True, "gains"), (False, "losses")):
        side = [each for each in found if each.gain is gain]
        if not side:
            continue
        lines.append(f"  {title}: {len(side)}")
        for each in side[:most]:
            words = _words(documents[each.document], each) if documents else ""
            place = f"{each.document + 1}.{each.record + 1}"
            lines.append(f"    {'+' if gain else '-'} {place:8}{each.field:10}{words}".rstrip())
        if most is not None and len(side) > most:
            lines.append(f"    ... and {len(side) - most} more: ./run bench diff shows all")
    return lines


def _words(document: dict[str, object], change: Change) -> str:
    text, records = document["text"], document["attributions"]
    if not isinstance(text, str) or not isinstance(records, list):
        raise TypeError("a gold document holds a text and a list of attributions")
    record = records[change.record]
    spans = record.get(change.field) or record.get("content") or record.get("cue") or []
    shown = " … ".join(" ".join(text[start:end].split()) for start, end in spans)
    return shown if len(shown) <= 100 else shown[:99] + "…"


def _judged(bench: Bench, gold: Path, path: Path | None) -> list[Judgement]:
    return measure(bench, gold, predictions(path, gold)).judgements


def main(argv: list[str]) -> int:
    """``./run bench diff BENCH [--against FILE] [--predicted FILE] [--gold FILE]``."""
    parser = argparse.ArgumentParser(prog="./run bench diff", description=__doc__)
    parser.add_argument("bench", choices=sorted(BENCHES))
    parser.add_argument("--against", type=Path, help="sayso/1 lines of the run before")
    parser.add_argument("--predicted", type=Path, help="sayso/1 lines of the run after")
    parser.add_argument("--gold", type=Path)
    args = parser.parse_args(argv)
    bench = BENCHES[args.bench]
    last = WORK / f"{bench.name}.jsonl"
    fields = list(bench.tests())
    try:
        gold = args.gold or corpus(bench.gold)
        after = _judged(bench, gold, args.predicted or (last if last.exists() else None))
        if args.against:
            found = list(changes(_judged(bench, gold, args.against), after, fields))
        else:
            found = compare_pinned(PINNED / f"{bench.name}.txt", after, fields)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    for line in report(found, gold=gold):
        print(line)
    gains = sum(each.gain for each in found)
    print(json.dumps({"bench": "diff", "gains": gains, "losses": len(found) - gains}))
    return 0

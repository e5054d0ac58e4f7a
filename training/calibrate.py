"""Fit the scores of an exported model to the truth: ``python -m training.calibrate FOLDER``.

The log odds of each head's raw score get a slope (a temperature), a shift and a bend, by logistic
regression on dev (:mod:`training.platt`).  The error that is printed after it is that of
each half of dev under a fit on the other half: the file gets the fit on all of it.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import onnx

from bench import calibration, counts, entities, heads, plover, product, roles
from bench.accuracy import gold_lines
from bench.counts import Judged
from bench.tokens import aligned, touched
from training.export import describe
from training.platt import crossed, fit


def calibrate(folder: Path, corpora: Path) -> None:
    """Fit every head on its dev file and write the fits into the model file of a folder."""
    path = folder / "model.onnx"
    model = onnx.load(path)
    [held] = [p for p in model.metadata_props if p.key == "sayso"]
    meta = json.loads(held.value) | {"calibration": {}}
    write(model, meta, path)
    os.environ["SAYSO_MODEL"] = str(folder.resolve())
    heads.marker.cache_clear()
    for name, judged in collected(corpora).items():
        meta["calibration"][name] = fit(judged)
        after = counts.ece(crossed(judged))
        print(f"{name:12}{len(judged):7} scores, error {counts.ece(judged):.3f} -> {after:.3f}")
    write(model, meta, path)
    heads.marker.cache_clear()


def write(model: onnx.ModelProto, meta: dict[str, object], path: Path) -> None:
    """Replace the file in one go, with what it says of itself."""
    describe(model, meta)
    part = path.with_suffix(".part")
    onnx.save(model, str(part))
    part.replace(path)


def collected(corpora: Path) -> dict[str, list[Judged]]:
    """What each head says on its dev file: score, and whether it is right."""
    dev = corpora / calibration.BENCH.gold
    held: dict[str, tuple[heads.Bench, Callable[[Sequence[heads.Row]], list[Judged]]]] = {
        "entities": (entities.BENCH, entities.judged),
        "predicates": (roles.BENCH, roles.judged),
        "roles": (roles.BENCH, roles_judged),
        "events": (plover.BENCH, plover.judged),
    }
    out = {"cues": calibration.attributions(dev, product.read_jsonl(dev))}
    for name, (bench, judge) in held.items():
        out[name] = judge(bench.held_out(gold_lines(corpora / bench.gold)))
    return out


def roles_judged(rows: Sequence[heads.Row]) -> list[Judged]:
    """Every role of a predicate that gold has, too: its score, and whether it is exact."""
    texts = [aligned(row["tokens"], row["text"]) for row in rows]
    out: list[Judged] = []
    marked = heads.marks(heads.bare([text for text, _ in texts]))
    for row, marks, (_, spans) in zip(rows, marked, texts, strict=True):
        predicates, wanted = roles.gold_of(row)
        for mark in marks.predicates:
            at = roles.place(mark, spans)
            for each in mark.roles if at in predicates else ():
                exact = (at, each.role, *touched(spans, *each.span)) in wanted
                out.append((each.score, exact))
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="model.onnx and tokenizer.json")
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    options = parser.parse_args()
    calibrate(options.folder, options.corpora)


if __name__ == "__main__":
    main()

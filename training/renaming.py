"""Sentences of marked pairs with their names exchanged for others.  Needs no torch.

A head that has learnt a few hundred sentences knows them by their names: who stands in it tells
what is done.  With another source, another target and other names beside them, what is done has
to be told by the words that stay.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from bench.plover import unmark
from training.rows import Row

Marked: TypeAlias = Mapping[str, Any]
"""A row of the corpus; ``marked`` is its sentence with ``<s>..</s>`` and ``<t>..</t>``."""

SIDES = 0.6
"""Share of the sources and targets that are exchanged."""
CROSSED = 0.3
"""Of those the share that may become what is a target elsewhere for a source, and so on."""
BESIDE = 0.5
"""Share of the names between the marks that are exchanged."""
KINDS = frozenset({"Person", "Location", "Organization"})
"""Entities of the corpus of names that are drawn for those."""
HIDDEN = 0.07
"""Share of the pieces that are hidden in a sentence with other names."""
MASK, WORDS = 103, 999
"""The piece that hides another, and the first in the vocabulary that is no control or mark."""

_SPAN = re.compile(r"(<s>.*?</s>|<t>.*?</t>)")
_SIDE = re.compile(r"<([st])>([^<]*)</[st]>")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w.-]+(?: (?:of |the )?[A-Z][\w.-]+)*")
"""Capitals after a small letter or a comma: the first word of a sentence is no name by that."""


class Renaming:
    """Sources, targets and names to draw from, as often as they stand in the rows given."""

    def __init__(self, rows: Sequence[Marked], names: Sequence[str]) -> None:
        self._names = sorted({name for name in names if name[:1].isupper()})
        self._sides: dict[str, list[str]] = {"s": [], "t": []}
        for row in rows:
            text, spans = unmark(row["marked"])
            for side, (start, end) in spans.items():
                self._sides[side].append(text[start:end])
        self._all = [name for side in ("s", "t") for name in self._sides[side]]

    def changed(self, row: Marked, rng: random.Random) -> dict[str, Any]:
        """The row with other names; a source or target that stands in it twice is drawn once.

        A mark within a mark stays as it is.
        """
        drawn: dict[tuple[str, str], str] = {}
        parts = []
        for part in _SPAN.split(row["marked"]):
            side = _SIDE.fullmatch(part)
            if side:
                kind, name = side[1], side[2]
                if (kind, name) not in drawn:
                    drawn[kind, name] = self._side(kind, name, rng)
                parts.append(f"<{kind}>{drawn[kind, name]}</{kind}>")
            else:
                parts.append(part if "<" in part else self._beside(part, rng))
        return {**row, "marked": "".join(parts)}

    def _side(self, kind: str, name: str, rng: random.Random) -> str:
        if rng.random() >= SIDES:
            return name
        return rng.choice(self._all if rng.random() < CROSSED else self._sides[kind])

    def _beside(self, text: str, rng: random.Random) -> str:
        def other(found: re.Match[str]) -> str:
            free = self._names and rng.random() < BESIDE
            return rng.choice(self._names) if free else found.group()

        return _NAME.sub(other, text)


def names(sentences: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Names of :data:`KINDS` in sentences of ``tokens`` and, in ``ner``, the tag of each."""
    for sentence in sentences:
        for first, last, kind in mentions(sentence["ner"]):
            if kind in KINDS:
                yield " ".join(sentence["tokens"][first:last])


def mentions(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """First token, the token after the last, and type of each name, as CoNLL reads tags.

    So I- of another type than what stands before it begins a name, too.

    >>> list(mentions(["B-Person", "I-Person", "O", "I-Location", "B-Location"]))
    [(0, 2, 'Person'), (3, 4, 'Location'), (4, 5, 'Location')]
    """
    begun, before = 0, "O"
    for i, raw in enumerate([*tags, "O"]):
        tag = raw.split()[-1]  # three rows of the corpus hold "word    tag" here
        if tag[0] == "I" and tag[2:] == before[2:]:
            continue
        if before != "O":
            yield begun, i, before[2:]
        begun, before = i, tag


def hidden(row: Row, rng: random.Random) -> Row:
    """The row with some of its pieces hidden; marks and single controls stay."""
    lot = np.array([rng.random() < HIDDEN for _ in row.ids], dtype=bool)
    return Row(np.where(lot & (row.ids >= WORDS), MASK, row.ids), row.features, row.targets)

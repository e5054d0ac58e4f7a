"""Articles with attributions to training windows: reader, surface noise, labels.

Two corpora teach attributions.  PolNeAR marks only outermost ones, so inside a content "no cue"
is unknown rather than wrong there (``nested=False``); the chains corpus marks every depth.
Spans are trimmed the way the scorer trims them, so that the labels at the edges agree.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.mark.labels import FIRMNESS, KINDS, TAGS, buckets
from sayso.mark.windows import Pieces, Window, pieces, windows
from training.rows import IGNORE, Row, row

Span = tuple[int, int]
EDGE = " \t\r\n\u00a0\"'“”‘’«»`"
TAIL = EDGE + ",.;:"
SIZE = 382
"""Word pieces of a training window at most, without [CLS] and [SEP]."""
UNKNOWN = -100
"""Tag of a piece that may be anything but an outermost cue."""


@dataclass(frozen=True, slots=True)
class Record:
    """One gold attribution with a cue."""

    cue: Span
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    firmness: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class Doc:
    """One gold article.  ``nested``: whether nested attributions are marked in it."""

    id: str
    text: str
    records: tuple[Record, ...]
    nested: bool


def trim(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """Fragments without quotation marks and stops at their edges; touching ones joined."""
    out: list[Span] = []
    for first, last in sorted(map(tuple, spans)):
        start = first + len(text[first:last]) - len(text[first:last].lstrip(EDGE))
        end = first + len(text[first:last].rstrip(TAIL))
        if end <= start:
            continue
        if out and not text[out[-1][1] : start].strip(TAIL):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def load(path: Path, *, nested: bool) -> list[Doc]:
    """Read a JSONL file of articles with ``attributions``."""
    docs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        held = json.loads(line)
        text, records = held["text"], []
        for a in held["attributions"]:
            cue, source, content = (
                trim(text, a.get(r) or []) for r in ("cue", "source", "content")
            )
            raw = [tuple(s) for s in a.get("cue") or []]
            cue = cue or tuple(raw)  # a cue that is a colon is all edge
            if cue:
                whole = (cue[0][0], cue[-1][1])
                records.append(Record(whole, source, content, a.get("firmness"), a.get("kind")))
        docs.append(Doc(held["id"], text, tuple(records), nested))
    return docs


def roughen(doc: Doc, rng: random.Random) -> Doc:
    """The same article as careless exports leave it: no commas, no apostrophes, or no line ends.

    Characters are dropped or replaced and every offset is moved with them.
    """
    drop = rng.choice((",", ",'’", "'’", ""))
    flat = not drop or rng.random() < 0.5
    kept: list[str] = []
    moved = [0] * (len(doc.text) + 1)
    for i, char in enumerate(doc.text):
        moved[i] = len(kept)
        if char in drop:
            continue
        blank = flat and char == "\n"
        if blank and kept and kept[-1] == " ":
            continue
        kept.append(" " if blank else char)
    moved[-1] = len(kept)

    def move(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        new = ((moved[s], moved[e]) for s, e in spans)
        return tuple((s, e) for s, e in new if e > s)

    records = []
    for r in doc.records:
        cue = move((r.cue,))
        if cue:
            records.append(replace(r, cue=cue[0], source=move(r.source), content=move(r.content)))
    return Doc(doc.id, "".join(kept), tuple(records), doc.nested)


def rows(doc: Doc, tokenizer: Tokenizer, rng: random.Random | None) -> Iterator[Row]:
    """Windows of one article; with ``rng`` their borders differ from epoch to epoch.

    Targets: ``tags`` (t,) with :data:`UNKNOWN`; of n cues ``anchors`` (n,) first piece, ``arcs``
    (n, t), ``buckets`` (n, t), ``firmness`` and ``kind`` (n,) with the spans (n, 2) of pieces
    that they are read from.
    """
    cut = pieces(tokenizer, doc.text)
    size = SIZE if rng is None else rng.randint(SIZE * 5 // 8, SIZE)
    tags = _tags(doc, cut)
    for window in windows(cut.cuts, size):
        yield _window(doc, cut, window, tags)


def _tags(doc: Doc, cut: Pieces) -> NDArray[np.int64]:
    tags = np.zeros(len(cut), dtype=np.int64)
    held = np.zeros(len(cut), dtype=bool)
    for record in doc.records:
        for span in record.content:
            held[slice(*cut.covered(*span))] = True
    if not doc.nested:
        tags[held] = UNKNOWN
    for record in doc.records:
        first, last = cut.covered(*record.cue)
        if first == last:
            continue
        kind = "inner" if doc.nested and held[first] and _within(record, doc) else "cue"
        tags[first] = TAGS.index(f"B-{kind}")
        tags[first + 1 : last] = TAGS.index(f"I-{kind}")
    return tags


def _within(record: Record, doc: Doc) -> bool:
    """Whether the cue stands in the content of another record."""
    start, end = record.cue
    return any(
        s <= start and end <= e for r in doc.records if r is not record for s, e in r.content
    )


def _window(doc: Doc, cut: Pieces, w: Window, tags: NDArray[np.int64]) -> Row:
    size = w.last - w.first
    found = [(r, *cut.covered(*r.cue)) for r in doc.records]
    inside = [(r, a - w.first, b - w.first) for r, a, b in found if w.first <= a < b <= w.last]
    arcs = [_arcs(r, cut, w) for r, _, _ in inside]
    near = [buckets(size, a, b) for _, a, b in inside]
    cues = [(a, b) for _, a, b in inside]
    sources = [_source(arc, cue) for arc, cue in zip(arcs, cues, strict=True)]
    targets = {
        "tags": tags[w.first : w.last],
        "anchors": np.array([a for a, _ in cues], dtype=np.int64),
        "arcs": np.array(arcs, dtype=np.int64).reshape(-1, size),
        "buckets": np.array(near, dtype=np.int64).reshape(-1, size),
        "firmness": _indices(FIRMNESS, [r.firmness for r, _, _ in inside]),
        "firmness_spans": np.array(cues, dtype=np.int64).reshape(-1, 2),
        "kind": _indices(KINDS, [r.kind for r, _, _ in inside]),
        "kind_spans": np.array(sources, dtype=np.int64).reshape(-1, 2),
    }
    return row(cut, w.first, w.last, targets)


def _arcs(record: Record, cut: Pieces, w: Window) -> NDArray[np.int64]:
    line = np.zeros(w.last - w.first, dtype=np.int64)
    for begin, spans in ((1, record.source), (3, record.content)):
        for span in spans:
            a, b = cut.covered(*span)
            a, b = max(a, w.first) - w.first, min(b, w.last) - w.first
            if a < b:
                line[a], line[a + 1 : b] = begin, begin + 1
    return line


def _source(arcs: NDArray[np.int64], cue: Span) -> Span:
    """The pieces of the source; of the cue where the window has no source."""
    where = np.flatnonzero((arcs == 1) | (arcs == 2))
    return (int(where[0]), int(where[-1]) + 1) if len(where) else cue


def _indices(names: tuple[str, ...], values: list[str | None]) -> NDArray[np.int64]:
    found = [names.index(v) if v in names else IGNORE for v in values]
    return np.array(found, dtype=np.int64)

"""Fakes handed in where the real model would stand.  They answer; they never check calls.

`FakeMarker` answers declared records, found in the text word for word.  `PatternMarker` finds
plain "Name said that ..." sentences in any text, so that whole runs can be tested.  The factories
at the end have the signature that the engines call in a worker process.
"""

from __future__ import annotations

import os
import re
import struct
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from sayso.records import Article, CueMark, Marks, Span


@dataclass(frozen=True, slots=True)
class Said:
    """One declared record: the words of source, cue and content, as they stand in the text."""

    source: str
    cue: str
    content: str | tuple[str, ...]
    inner: bool = False
    score: float = 0.9


class FakeMarker:
    """Marks what it was told to mark, wherever all of its words stand in the article.

    The content is looked for first; of several places for the cue the one nearest to the content
    is taken, and of several for the source the one nearest to the cue.
    """

    def __init__(self, *said: Said, name: str = "fake-1") -> None:
        self.said = said
        self.name = name

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        return [Marks(each.id, self._cues(each.text)) for each in articles]

    def _cues(self, text: str) -> tuple[CueMark, ...]:
        found = [mark for said in self.said if (mark := _locate(text, said))]
        return tuple(sorted(found, key=lambda mark: mark.cue))


def _locate(text: str, said: Said) -> CueMark | None:
    parts = (said.content,) if isinstance(said.content, str) else said.content
    content = [span for part in parts if (span := nearest(text, part, 0))]
    if len(content) < len(parts) or not content:
        return None
    cue = nearest(text, said.cue, content[0][0], outside=tuple(content))
    if cue is None:
        return None
    source = nearest(text, said.source, cue[0]) if said.source else None
    spans = (source,) if source else ()
    return CueMark(cue, spans, tuple(content), said.inner, said.score)


def nearest(text: str, words: str, to: int, *, outside: tuple[Span, ...] = ()) -> Span | None:
    """The occurrence of `words` nearest to offset `to`, not inside any span of `outside`."""
    found = [m.span() for m in re.finditer(re.escape(words), text)]
    free = [s for s in found if not any(a <= s[0] and s[1] <= b for a, b in outside)]
    return min(free or found, key=lambda span: abs(span[0] - to), default=None)


_PLAIN = re.compile(
    r"(?P<source>[A-Z]\w+(?: [A-Z]\w+)*) (?P<cue>said|denied|claimed|told \w+) "
    r"(?:that )?(?P<content>[^.\n]+)"
)


class PatternMarker:
    """Marks every plain "Name said that ..." sentence.  `wait` seconds an article slow it down."""

    name = "pattern-1"

    def __init__(self, *, wait: float = 0.0) -> None:
        self.wait = wait

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        time.sleep(self.wait * len(articles))
        return [Marks(each.id, tuple(_plain(each.text))) for each in articles]


def _plain(text: str) -> list[CueMark]:
    return [
        CueMark(m.span("cue"), (m.span("source"),), (m.span("content"),), False, 0.9)
        for m in _PLAIN.finditer(text)
    ]


class FaultyMarker(PatternMarker):
    """Falls over every article that holds the word FAULT; marks the others."""

    name = "faulty-1"

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        if any("FAULT" in each.text for each in articles):
            raise ValueError("this marker cannot bear that word")
        return super().mark(articles)


class DeadlyMarker(PatternMarker):
    """Kills its own process at an article that holds the word KILL."""

    name = "deadly-1"

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        if any("KILL" in each.text for each in articles):
            os._exit(9)
        return super().mark(articles)


# --- factories: what an engine calls, by name, in whichever process reads ----------------------


def pattern(path: Path | None = None, *, threads: int = 1) -> PatternMarker:
    """A marker that needs no model."""
    return PatternMarker()


HELD = threading.Event()
"""Whatever a held marker reads waits for this."""


class HeldMarker(PatternMarker):
    """Waits with every article until it is let go, so that what is being read can be looked at."""

    name = "held-1"

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        HELD.wait(60)
        return super().mark(articles)


def held(path: Path | None = None, *, threads: int = 1) -> HeldMarker:
    """A marker for the same process, which stands still until ``HELD`` is set."""
    return HeldMarker()


def slow(path: Path | None = None, *, threads: int = 1) -> PatternMarker:
    """The same, at 10 ms an article: slow enough to be killed in the middle."""
    return PatternMarker(wait=0.01)


def faulty(path: Path | None = None, *, threads: int = 1) -> FaultyMarker:
    """A marker with a fault."""
    return FaultyMarker()


def deadly(path: Path | None = None, *, threads: int = 1) -> DeadlyMarker:
    """A marker that takes its process with it."""
    return DeadlyMarker()


def absent(path: Path | None = None, *, threads: int = 1) -> PatternMarker:
    """A marker whose model cannot be loaded."""
    from sayso.errors import ModelError

    raise ModelError("the model file is missing: /nowhere/model.onnx")


def torn(pipe: Connection, spec: object, limits: object) -> None:
    """Body of a worker that is killed while it hands over its first batch."""
    del spec, limits
    pipe.send(("ready", "torn"))
    pipe.recv()
    os.write(pipe.fileno(), struct.pack("!i", 1_000) + b"half of it")
    os._exit(9)

"""Articles in, marks out: windows are cut, read by the network, decoded and joined."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.mark import cues, entities, events, predicates
from sayso.mark.decode import Floats, Range
from sayso.mark.labels import FIRMNESS, KINDS, QUADS
from sayso.mark.network import Input, Network, Scores
from sayso.mark.processor import Precision, fastest
from sayso.mark.windows import Pieces, Window, pieces, windows
from sayso.records import (
    Article,
    CueMark,
    EntityMark,
    EventMark,
    Firmness,
    Kind,
    Marks,
    PredicateMark,
    RoleMark,
    SentenceMark,
    Span,
)

_BATCH = 400
"""Word pieces, padding counted, that go through the network together: one long window or several
short ones.  More at once leave the core's cache and are slower on a CPU."""
_GROUP = 24
"""Windows that are decoded together: their scores stay in memory, 2 MB each."""

_NOT = re.compile(r"n['’]t(?!\w)", re.IGNORECASE)

Pair = tuple[Span, Span]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """What a window holds of a sentence; ``own`` where the sentence starts in what it decides."""

    part: Range
    span: Span
    own: bool


@dataclass(frozen=True, slots=True)
class _Job:
    """One window of one article."""

    article: int
    window: Window
    cut: Pieces
    text: str
    sentences: tuple[_Sentence, ...]

    @property
    def size(self) -> int:
        return self.window.last - self.window.first

    @property
    def owned(self) -> Range:
        """The pieces of the window that are decided here."""
        return self.window.own_first - self.window.first, self.window.own_last - self.window.first

    def owns(self, piece: int) -> bool:
        """Whether a piece of the window is decided here."""
        return self.owned[0] <= piece < self.owned[1]

    def chars(self, span: Range) -> Span:
        """A range of pieces as a span of whole words."""
        cut, text, first = self.cut, self.text, self.window.first
        start, end = int(cut.starts[first + span[0]]), int(cut.ends[first + span[1] - 1])
        while start and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return start, end

    def holds(self, span: Span) -> Range | None:
        """The pieces of the window that overlap a span, if there are any."""
        first, last = self.cut.covered(*span)
        first, last = max(first, self.window.first), min(last, self.window.last)
        return (first - self.window.first, last - self.window.first) if first < last else None

    def around(self, *spans: Range) -> Range:
        """The sentences that hold these ranges, from first to last; else the whole window."""
        low, high = min(a for a, _ in spans), max(b for _, b in spans)
        held = [s.part for s in self.sentences if s.part[0] < high and s.part[1] > low]
        if not held:
            return 0, self.size
        return min(low, held[0][0]), max(high, held[-1][1])

    @property
    def own(self) -> list[_Sentence]:
        """The sentences that get their vector here."""
        return [s for s in self.sentences if s.own]


@dataclass(slots=True)
class _Wanted:
    """What is asked about one article besides its marks, and the answers."""

    pairs: Sequence[Pair] | None = None
    asked: Sequence[Span] = ()
    events: dict[int, EventMark] = field(default_factory=dict)
    factuality: dict[int, float] = field(default_factory=dict)


@dataclass(slots=True)
class _Found:
    """The marks of one article as they come in, window by window."""

    cues: list[CueMark] = field(default_factory=list)
    entities: list[EntityMark] = field(default_factory=list)
    predicates: list[PredicateMark] = field(default_factory=list)
    events: list[EventMark] = field(default_factory=list)
    sentences: list[SentenceMark] = field(default_factory=list)


class Marker:
    """The model, loaded once.

    Use :meth:`load`.  Marking is deterministic: an article's marks do not depend on the articles
    read beside it, nor on the number of threads.  On processors that differ in their arithmetic
    the last digits of scores may differ.

    >>> from sayso.records import Article
    >>> text = "The bridge is closed, the mayor said."
    >>> [marks] = Marker.load().mark([Article(id="a", input_id="a", text=text)])
    >>> [text[slice(*cue.cue)] for cue in marks.cues]
    ['said']
    """

    def __init__(self, network: Network, tokenizer: Tokenizer) -> None:
        self._network, self._tokenizer = network, tokenizer
        self._settings = network.settings
        self.name = network.settings.name

    @classmethod
    def load(
        cls, path: Path | None = None, *, threads: int = 1, precision: Precision | None = None
    ) -> Marker:
        """Load a model folder (``model.onnx``, ``tokenizer.json``); by default the shipped one.

        ``threads``: cores that one forward pass may use.  ``precision``: what products are made
        in, ``"int8"`` or ``"float32"``; by default what this processor is fastest in.  Raises
        :class:`ModelError` where a file is missing, damaged or of another format.
        """
        path = path or Path(__file__).parent / "model"
        model, words = path / "model.onnx", path / "tokenizer.json"
        for file in (model, words):
            if not file.is_file():
                raise ModelError(f"{file}: no such file; reinstall sayso, or give a model folder")
        tokenizer = Tokenizer.from_file(str(words))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(Network.load(model, threads, precision or fastest()), tokenizer)

    def mark(
        self,
        articles: Sequence[Article],
        *,
        pairs: Sequence[Sequence[Pair]] | None = None,
        asked: Sequence[Sequence[Span]] | None = None,
    ) -> list[Marks]:
        """Marks of each article, in order.

        ``pairs``: for each article the (source, target) spans whose event type is wanted, instead
        of those that the predicates give.  ``asked``: for each article the spans whose factuality
        is wanted, read at their first word piece.
        """
        jobs = [job for i, a in enumerate(articles) for job in self._jobs(i, a)]
        found = [_Found() for _ in articles]
        wanted = [
            _Wanted(pairs[i] if pairs else None, asked[i] if asked else ())
            for i in range(len(articles))
        ]
        # Longest first, so that windows of like length go together and little is padded.
        jobs.sort(key=lambda j: (j.window.first - j.window.last, j.article))
        named: list[Floats] = []
        for group in _groups(jobs):
            scores = [s for batch in _batches(group) for s in self._run(batch)]
            self._cues(group, scores, found)
            named += (each.entities.copy() for each in scores)
            self._predicates(group, scores, found, wanted)
            for job, each in zip(group, scores, strict=True):
                self._answer(job, each, wanted[job.article])
                found[job.article].sentences += _vectors(job, each)
        self._entities(jobs, named, found)
        return [_marks(*each) for each in zip(articles, found, wanted, strict=True)]

    def _jobs(self, index: int, article: Article) -> Iterator[_Job]:
        cut = pieces(self._tokenizer, article.text)
        spans = article.sentences or cut.sentences()
        where = [(cut.covered(*span), span) for span in spans]
        for w in windows(cut.cuts, self._settings.size, self._settings.overlap):
            held = [
                _Sentence(
                    part=(max(a, w.first) - w.first, min(b, w.last) - w.first),
                    span=span,
                    own=w.own_first <= a < w.own_last,
                )
                for (a, b), span in where
                if max(a, w.first) < min(b, w.last)
            ]
            yield _Job(index, w, cut, article.text, tuple(held))

    def _run(self, batch: list[_Job]) -> list[Scores]:
        return self._network.run(
            [
                Input(
                    job.cut.ids[job.window.first : job.window.last],
                    job.cut.features[job.window.first : job.window.last],
                    _numbers(job),
                    job.owned,
                    tuple(s.part for s in job.own),
                )
                for job in batch
            ]
        )

    def _cues(self, group: list[_Job], scores: list[Scores], found: list[_Found]) -> None:
        settings = self._settings
        for each in cues.decode(scores, settings.distance, bias=settings.bias):
            job = group[each.window]
            if job.owns(each.cue[0]):
                firmness, kind = each.firmness, each.kind
                mark = CueMark(
                    cue=job.chars(each.cue),
                    source=tuple(job.chars(s) for s in each.source),
                    content=tuple(job.chars(s) for s in each.content),
                    inner=each.inner,
                    score=settings.calibrated("cues", each.score),
                    firmness=(Firmness(FIRMNESS[firmness[0]]), round(firmness[1], 4)),
                    kind=(Kind(KINDS[kind[0]]), round(kind[1], 4)),
                )
                found[job.article].cues.append(mark)

    def _entities(self, jobs: list[_Job], scores: list[Floats], found: list[_Found]) -> None:
        """All windows of an article are needed for any; groups are decoded as they were read."""
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for number, job in enumerate(jobs):
            parts[job.article].append(number)
        for numbers in parts.values():
            own, at = [scores[n] for n in numbers], [jobs[n].window for n in numbers]
            heard = entities.heeding(own, at, jobs[numbers[0]].cut)
            for n, helped in zip(numbers, heard, strict=True):
                scores[n] = helped
        for group, held in zip(_groups(jobs), _groups(scores), strict=True):
            for each in entities.decode(held):
                job = group[each.window]
                if job.owns(each.span[0]):
                    score = self._settings.calibrated("entities", each.score)
                    mark = EntityMark(job.chars(each.span), each.type, score)
                    found[job.article].entities.append(mark)

    def _predicates(
        self,
        group: list[_Job],
        scores: list[Scores],
        found: list[_Found],
        wanted: list[_Wanted],
    ) -> None:
        numbers = [_numbers(job) for job in group]
        pairs: dict[int, list[events.Pair]] = {}
        for each in predicates.decode(scores, numbers):
            job = group[each.window]
            found[job.article].predicates.append(self._predicate(job, each))
            agent, patient = each.role("ARG0"), each.role("ARG1", "ARG2")
            if wanted[job.article].pairs is None and agent and patient:
                stretch = job.around(agent, patient)
                pairs.setdefault(each.window, []).append(events.Pair(agent, patient, stretch))
        for window, asked in pairs.items():
            marks = self._events(group[window], scores[window], asked)
            found[group[window].article].events += marks

    def _predicate(self, job: _Job, each: predicates.Found) -> PredicateMark:
        calibrated = self._settings.calibrated
        roles = sorted(each.roles, key=lambda r: r.span)
        return PredicateMark(
            span=job.chars((each.at, each.at + 1)),
            factuality=each.factuality,
            score=calibrated("predicates", each.score),
            roles=tuple(
                RoleMark(
                    _parted(job.text, job.chars(r.span), r.role),
                    r.role,
                    calibrated("roles", r.score),
                )
                for r in roles
            ),
        )

    def _events(self, job: _Job, scores: Scores, pairs: list[events.Pair]) -> list[EventMark]:
        settings = self._settings
        judged = events.judge(scores, pairs, settings.event_weight, settings.event_bias)
        return [
            EventMark(
                source=job.chars(pair.source),
                target=job.chars(pair.target),
                event=event,
                quad=QUADS[event],
                score=settings.calibrated("events", score),
            )
            for pair, (event, score) in zip(pairs, judged, strict=True)
        ]

    def _answer(self, job: _Job, scores: Scores, wanted: _Wanted) -> None:
        """What was asked about spans that this window holds; the owner of the first piece wins."""
        for n, (source, target) in enumerate(wanted.pairs or ()):
            a, b = job.holds(source), job.holds(target)
            if a and b and (n not in wanted.events or job.owns(a[0])):
                [mark] = self._events(job, scores, [events.Pair(a, b, job.around(a, b))])
                wanted.events[n] = EventMark(source, target, mark.event, mark.quad, mark.score)
        for n, span in enumerate(wanted.asked):
            at = job.holds(span)
            if at and (n not in wanted.factuality or job.owns(at[0])):
                wanted.factuality[n] = round(float(scores.factuality[at[0]]), 4)


def fingerprint(path: Path | None = None) -> str:
    """SHA-256 of a model file, in hex; by default of the shipped one."""
    path = path or Path(__file__).parent / "model" / "model.onnx"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _parted(text: str, span: Span, role: str) -> Span:
    """In "can't" the negation is "n't", the modal "ca", as PropBank has it; other spans stay.

    Word pieces part such a word elsewhere ("can", "'", "t").
    """
    start, end = span
    if role == "ARGM-NEG" and _NOT.fullmatch(text, max(start, end - 3), end):
        return end - 3, end
    if role == "ARGM-MOD" and end - start > 1 and _NOT.match(text, end - 1):
        return start, end - 1
    return span


def _vectors(job: _Job, scores: Scores) -> Iterator[SentenceMark]:
    """The vectors of a window's own sentences as signed bytes, each scaled by its largest value."""
    for sentence, vector in zip(job.own, scores.vectors, strict=True):
        scaled = vector * (127 / max(float(np.abs(vector).max()), 1e-9))
        yield SentenceMark(sentence.span, np.round(scaled).astype(np.int8).tobytes())


def _numbers(job: _Job) -> NDArray[np.int64]:
    """A number for each piece of a window that grows from sentence to sentence."""
    return job.cut.segments(job.window.first, job.window.last)


def _groups(items: list[T]) -> Iterator[list[T]]:
    """As many as are decoded together."""
    return (items[i : i + _GROUP] for i in range(0, len(items), _GROUP))


def _batches(jobs: list[_Job]) -> Iterator[list[_Job]]:
    """Neighbours of like length together, longest first, so that little is padded."""
    batch: list[_Job] = []
    for job in jobs:
        longest = (batch[0] if batch else job).size
        if batch and (len(batch) + 1) * (longest + 2) > _BATCH:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _marks(article: Article, found: _Found, wanted: _Wanted) -> Marks:
    """Everything in text order; what was asked in the order of asking."""
    missing = [n for n in range(len(wanted.pairs or ())) if n not in wanted.events]
    missing += [n for n in range(len(wanted.asked)) if n not in wanted.factuality]
    if missing:
        raise ValueError(f"{article.input_id}: what was asked as number {missing[0]} is not there")
    answers = [wanted.events[n] for n in range(len(wanted.pairs or ()))]
    given = sorted(found.events, key=lambda e: (e.source, e.target))
    return Marks(
        article=article.id,
        cues=tuple(sorted(found.cues, key=lambda m: m.cue)),
        entities=tuple(sorted(found.entities, key=lambda m: m.span)),
        predicates=tuple(sorted(found.predicates, key=lambda m: m.span)),
        events=tuple(answers if wanted.pairs is not None else given),
        sentences=tuple(sorted(found.sentences, key=lambda m: m.span)),
        factuality=tuple(wanted.factuality[n] for n in range(len(wanted.asked))),
    )


__all__ = ["Marker", "fingerprint"]

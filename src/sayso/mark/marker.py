"""The only door to ONNX: articles in, marks out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.mark.decode import Found, Scores, decode
from sayso.mark.labels import ARCS, TAGS
from sayso.mark.windows import FEATURES, Pieces, Window, pieces, windows
from sayso.records import Article, CueMark, Marks, Span

FORMAT = 2
"""Version of the model file that this code reads."""

_BATCH = 400
"""Word pieces, padding counted, that go through the network together: one long window or several
short ones.  More at once leave the core's cache and are slower on a CPU."""
_GROUP = 24
"""Windows that are decoded together: their scores stay in memory, 1.6 MB each."""
_CLS, _SEP = 101, 102
_OUTPUTS = ["tags", "arguments", "anchors", "queries"]


@dataclass(frozen=True, slots=True)
class _Job:
    """One window of one article."""

    article: int
    window: Window
    cut: Pieces


class Marker:
    """The model, loaded once.

    Use :meth:`load`.  Marking is deterministic: an article's marks do not depend on the articles
    read beside it, nor on the number of threads.

    >>> from sayso.records import Article
    >>> text = "The bridge is closed, the mayor said."
    >>> [marks] = Marker.load().mark([Article(id="a", input_id="a", text=text)])
    >>> [text[slice(*cue.cue)] for cue in marks.cues]
    ['said']
    """

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer
        meta = _meta(session)
        self._distance = np.array(meta["distance"], dtype=np.float32)
        self._size, self._overlap = int(meta["size"]), int(meta["overlap"])
        self._bias = float(meta.get("bias", 0.0))
        self.name = f"{meta['name']} ({meta['hash']})"

    @classmethod
    def load(cls, path: Path | None = None, *, threads: int = 1) -> Marker:
        """Load a model folder (``model.onnx``, ``tokenizer.json``); by default the shipped one.

        ``threads``: cores that one forward pass may use.  Raises :class:`ModelError` where a file
        is missing, damaged or of another format.
        """
        path = path or Path(__file__).parent / "model"
        model, words = path / "model.onnx", path / "tokenizer.json"
        for file in (model, words):
            if not file.is_file():
                raise ModelError(f"{file}: no such file; reinstall sayso, or give a model folder")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        tokenizer = Tokenizer.from_file(str(words))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        try:
            session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own errors share no narrower base
            raise ModelError(f"{model}: cannot be loaded ({error}); reinstall sayso") from error
        return cls(session, tokenizer)

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in order; cues in text order."""
        jobs = [job for i, a in enumerate(articles) for job in self._jobs(i, a)]
        # Longest first, so that windows of like length go together and little is padded.
        cues: list[list[CueMark]] = [[] for _ in articles]
        jobs.sort(key=lambda j: (j.window.first - j.window.last, j.article))
        for i in range(0, len(jobs), _GROUP):
            group = jobs[i : i + _GROUP]
            scores = [s for batch in _batches(group) for s in self._run(batch)]
            for found in decode(scores, self._distance, bias=self._bias):
                job = group[found.window]
                at = job.window.first + found.cue[0]
                if job.window.own_first <= at < job.window.own_last:
                    cues[job.article].append(_mark(job, found, articles[job.article].text))
        return [
            Marks(a.id, tuple(sorted(c, key=lambda m: m.cue)))
            for a, c in zip(articles, cues, strict=True)
        ]

    def _jobs(self, index: int, article: Article) -> Iterator[_Job]:
        cut = pieces(self._tokenizer, article.text)
        for window in windows(cut.cuts, self._size, self._overlap):
            yield _Job(index, window, cut)

    def _run(self, batch: list[_Job]) -> list[Scores]:
        sizes = [job.window.last - job.window.first for job in batch]
        shape = (len(batch), max(sizes) + 2)
        ids, features = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int32)
        for row, (job, n) in enumerate(zip(batch, sizes, strict=True)):
            part = slice(job.window.first, job.window.last)
            ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = _CLS, job.cut.ids[part], _SEP
            features[row, 1 : n + 1] = job.cut.features[part]
            mask[row, : n + 2] = 1
        feed = {"ids": ids, "features": features, "mask": mask}
        tags, arguments, anchors, queries = self._session.run(_OUTPUTS, feed)
        out = []
        for i, n in enumerate(sizes):
            at = anchors[:, 1]
            mine = np.flatnonzero((anchors[:, 0] == i) & (at > 0) & (at <= n))
            rows = slice(1, n + 1)
            out.append(Scores(tags[i, rows], arguments[i, rows], at[mine] - 1, queries[mine]))
        return out


def fingerprint(path: Path | None = None) -> str:
    """SHA-256 of a model file, in hex; by default of the shipped one."""
    path = path or Path(__file__).parent / "model" / "model.onnx"
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _meta(session: onnxruntime.InferenceSession) -> dict[str, Any]:
    """What the file says of itself, checked against this code."""
    props = session.get_modelmeta().custom_metadata_map
    meta: dict[str, Any] = json.loads(props.get("sayso", "{}"))
    ours = {"format": FORMAT, "tags": list(TAGS), "arcs": list(ARCS), "features": FEATURES}
    wrong = [key for key, value in ours.items() if meta.get(key) != value]
    if wrong:
        raise ModelError(
            f"the model file does not fit this version of sayso ({', '.join(wrong)} differ); "
            "use the model that came with it"
        )
    return meta


def _batches(jobs: list[_Job]) -> Iterator[list[_Job]]:
    """Neighbours of like length together, longest first, so that little is padded."""
    batch: list[_Job] = []
    for job in jobs:
        longest = (batch[0] if batch else job).window
        if batch and (len(batch) + 1) * (longest.last - longest.first + 2) > _BATCH:
            yield batch
            batch = []
        batch.append(job)
    if batch:
        yield batch


def _mark(job: _Job, found: Found, text: str) -> CueMark:
    """Ranges of pieces to spans of whole words."""
    cut, first = job.cut, job.window.first

    def chars(span: tuple[int, int]) -> Span:
        start, end = int(cut.starts[first + span[0]]), int(cut.ends[first + span[1] - 1])
        while start and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return start, end

    return CueMark(
        cue=chars(found.cue),
        source=tuple(chars(s) for s in found.source),
        content=tuple(chars(s) for s in found.content),
        inner=found.inner,
        score=found.score,
    )


__all__ = ["FORMAT", "Marker", "fingerprint"]

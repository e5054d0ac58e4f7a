"""The ONNX session: what the model file says of itself, and one pass over windows."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.mark.decode import Floats, Range
from sayso.mark.labels import ARCS, EVENTS, PIECES, ROLES, TAGS
from sayso.mark.processor import Precision
from sayso.mark.windows import FEATURES

FORMAT = 5
"""Version of the model file that this code reads."""

CLIP = 1e-4
"""Scores nearer to 0 or 1 than this are taken for this."""

Fit: TypeAlias = tuple[float, float, float]
"""Slope, shift and bend: how the log odds of a head's raw scores become those of how often it is
right."""
AS_IS: Fit = (1.0, 0.0, 0.0)

_CLS, _SEP = 101, 102
_PRODUCTS: dict[Precision, tuple[str, str]] = {
    "int8": ("session.qdq_matmulnbits_accuracy_level", "4"),
    "float32": ("session.disable_quant_qdq", "1"),
}
"""The option of onnxruntime that each takes.  In the file a product is that of floats which are
made of 8-bit weights: the one option makes products of 8 bits of it, the other makes the floats
once, when the file is loaded."""
_OUTPUTS = [
    *("tags", "arguments", "anchors", "queries"),
    *("pieces", "predicates", "roles", "vectors"),
]
_SPLITS = np.cumsum(list(PIECES.values()))[:-1]


@dataclass(frozen=True, slots=True)
class Input:
    """A window: word pieces and features (t,), and the sentences that want a vector.

    ``numbers`` (t,) grow from sentence to sentence: roles are sought in that of their predicate,
    and of predicates in the range ``own``; others are another window's.
    """

    ids: NDArray[np.int64]
    features: NDArray[np.int64]
    numbers: NDArray[np.int64]
    own: Range
    sentences: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Scores:
    """The graph's outputs for one window of ``t`` pieces, [CLS] and [SEP] cut off.

    Cues: ``tags`` (t, 5); ``arguments`` (t, d); of the n pieces that may start one, ``anchors``
    (n,) in order and ``queries`` (n, 5, d + 1).  Predicates that the window owns: ``predicates``
    (m,) in order, and of each in ``roles`` the scores (sentence, 19) of the pieces of its sentence.
    ``vectors`` (sentences, 384).  The rest are scores for each piece (t, labels), ``events`` the
    vectors of :data:`sayso.mark.labels.EVENT_PARTS`.
    """

    tags: Floats
    arguments: Floats
    anchors: NDArray[np.int64]
    queries: Floats
    entities: Floats
    likely: Floats
    factuality: Floats
    firmness: Floats
    kind: Floats
    events: Floats
    predicates: NDArray[np.int64]
    roles: tuple[Floats, ...]
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Settings:
    """What the model file says of itself besides its weights.

    ``distance`` (5, buckets) are learned scores of an arc at a distance; ``event_weight``
    (events, d) and ``event_bias`` (events,) the last map of that head; ``calibration`` what was
    fitted for each head.
    """

    name: str
    size: int
    overlap: int
    bias: float
    distance: Floats
    event_weight: Floats
    event_bias: Floats
    calibration: dict[str, Fit]

    def calibrated(self, head: str, score: float) -> float:
        """A raw probability as the one that it turned out to be."""
        return round(fitted(score, self.calibration.get(head, AS_IS)), 4)


def fitted(score: float, by: Fit) -> float:
    """A probability whose log odds z have become ``slope * z + shift + bend * z * z``.

    That is Platt's logistic regression (1999) with a square.  Where the curve would turn back it
    goes on level, so that a higher score never becomes a lower one.

    >>> round(fitted(0.8, AS_IS), 4), round(fitted(0.8, (0.5, 0.0, 0.1)), 4)
    (0.8, 0.7079)
    """
    slope, shift, bend = by
    clipped = min(max(score, CLIP), 1 - CLIP)
    z = math.log(clipped / (1 - clipped))
    if bend:
        turn = -slope / (2 * bend)
        z = max(z, turn) if bend > 0 else min(z, turn)
    return 1 / (1 + math.exp(-(slope * z + shift + bend * z * z)))


class Network:
    """One loaded model."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self.settings = _settings(session)

    @classmethod
    def load(cls, model: Path, threads: int, precision: Precision) -> Network:
        """Load a model file; :class:`ModelError` where it is damaged or of another format."""
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.log_severity_level = 3
        options.add_session_config_entry(*_PRODUCTS[precision])
        try:
            session = onnxruntime.InferenceSession(
                str(model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime's own errors share no narrower base
            raise ModelError(f"{model}: cannot be loaded ({error}); reinstall sayso") from error
        return cls(session)

    def run(self, batch: Sequence[Input]) -> list[Scores]:
        """One pass over windows of like length."""
        sizes = [len(each.ids) for each in batch]
        shape = (len(batch), max(sizes) + 2)
        ids, features = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int32)
        most = max(1, *(len(each.sentences) for each in batch))
        sentences = _alone(shape)
        pool = np.zeros((len(batch), most, shape[1]), dtype=np.float32)
        for row, (each, n) in enumerate(zip(batch, sizes, strict=True)):
            ids[row, 0], ids[row, 1 : n + 1], ids[row, n + 1] = _CLS, each.ids, _SEP
            features[row, 1 : n + 1] = each.features
            mask[row, : n + 2] = 1
            own = slice(each.own[0] + 1, each.own[1] + 1)
            sentences[row, own] = _edges(each.numbers)[slice(*each.own)]
            for place, (first, last) in enumerate(each.sentences):
                pool[row, place, first + 1 : last + 1] = 1 / (last - first)
        feed = {"ids": ids, "features": features, "mask": mask, "pool": pool}
        feed["sentences"] = sentences
        out = dict(zip(_OUTPUTS, self._session.run(_OUTPUTS, feed), strict=True))
        begins, ends = sentences[tuple(out["predicates"].T)].T
        out["roles"] = np.split(out["roles"], np.cumsum(ends - begins)[:-1])
        return [_scores(out, i, each) for i, each in enumerate(batch)]


def _alone(shape: tuple[int, int]) -> NDArray[np.int64]:
    """Each piece of (batch, pieces) as a sentence of its own: where it begins and ends."""
    at = np.arange(shape[1])
    return np.tile(np.stack([at, at + 1], axis=1), (shape[0], 1, 1))


def _edges(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where the sentence of each piece begins and ends, (t, 2), counted with [CLS]."""
    sides = [np.searchsorted(numbers, numbers, side) for side in ("left", "right")]
    return np.stack(sides, axis=1) + 1


def _scores(out: dict[str, Any], row: int, window: Input) -> Scores:
    size = len(window.ids)
    rows = slice(1, size + 1)

    def within(name: str, span: Range) -> NDArray[np.int64]:
        """Which anchors of that name are pieces of this range of the window."""
        where = out[name]
        inside = (where[:, 0] == row) & (where[:, 1] > span[0]) & (where[:, 1] <= span[1])
        return np.flatnonzero(inside)

    cues, predicates = within("anchors", (0, size)), within("predicates", window.own)
    entities, factuality, firmness, kind, events, likely = np.split(
        out["pieces"][row, rows], _SPLITS, axis=1
    )
    return Scores(
        tags=out["tags"][row, rows],
        arguments=out["arguments"][row, rows],
        anchors=out["anchors"][cues, 1] - 1,
        queries=out["queries"][cues],
        entities=entities,
        likely=likely,
        factuality=factuality[:, 0],
        firmness=firmness,
        kind=kind,
        events=events,
        predicates=out["predicates"][predicates, 1] - 1,
        roles=tuple(out["roles"][n] for n in predicates),
        vectors=out["vectors"][row, : len(window.sentences)],
    )


def _settings(session: onnxruntime.InferenceSession) -> Settings:
    """What the file says of itself, checked against this code."""
    props = session.get_modelmeta().custom_metadata_map
    meta: dict[str, Any] = json.loads(props.get("sayso", "{}"))
    ours = {"format": FORMAT, **labels()}
    wrong = [key for key, value in ours.items() if meta.get(key) != value]
    if wrong:
        raise ModelError(
            f"the model file does not fit this version of sayso ({', '.join(wrong)} differ); "
            "use the model that came with it"
        )
    tables = ("distance", "event_weight", "event_bias")
    held: dict[str, Fit] = meta["calibration"]
    return Settings(
        name=f"{meta['name']} ({meta['hash']})",
        size=int(meta["size"]),
        overlap=int(meta["overlap"]),
        bias=float(meta["bias"]),
        calibration={k: (float(a), float(b), float(c)) for k, (a, b, c) in held.items()},
        **{key: np.array(meta[key], dtype=np.float32) for key in tables},
    )


def labels() -> dict[str, Any]:
    """The labels that a model file must agree on, as they stand in it."""
    return {
        "tags": list(TAGS),
        "arcs": list(ARCS),
        "roles": list(ROLES),
        "events": list(EVENTS),
        "pieces": dict(PIECES),
        "features": FEATURES,
    }

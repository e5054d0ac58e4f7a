"""Score a net on the dev files, in float, before it is exported.

Attributions are scored by the scorer beside the corpora; the other heads by plain counts.  The
figures that count are those of ``./run bench``, on the exported file.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer

from sayso.mark.decode import runs, viterbi
from sayso.mark.labels import buckets
from sayso.mark.windows import Pieces, Window, pieces, windows
from training.batches import inputs
from training.heads import arguments, embedding, entities, events, roles
from training.heads.base import Layers
from training.net import Net
from training.rows import Row, row

Span = tuple[int, int]


def evaluate(net: Net, tokenizer: Tokenizer, corpora: Path) -> dict[str, float]:
    """All figures of all heads on dev."""
    net.eval()
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=False):
        return {
            **attribution(net, tokenizer, corpora / "polnear/dev.jsonl"),
            "entities": entity_f1(net, tokenizer, corpora / "ner-worldwide/dev.jsonl"),
            **role_f1(net, tokenizer, corpora / "ewt-srl/dev.jsonl"),
            "factuality": factual_r(net, tokenizer, corpora / "factuality/uds-ih2.dev.jsonl"),
            "events": event_accuracy(net, tokenizer, corpora / "plover/train.jsonl"),
            "embedding": teacher_r(net, tokenizer, corpora),
        }


def attribution(net: Net, tokenizer: Tokenizer, dev: Path) -> dict[str, float]:
    """F1 of each figure of the scorer, outermost attributions only."""
    gold, predicted = {}, {}
    for line in dev.read_text(encoding="utf-8").splitlines():
        doc = json.loads(line)
        gold[doc["id"]] = doc
        predicted[doc["id"]] = {"attributions": list(read(net, tokenizer, doc["text"]))}
    scored = scorer(dev).score(gold, predicted).items()
    return {k: v["f1"] for k, v in scored if not k.endswith("-char")}


def scorer(dev: Path) -> ModuleType:
    """``score/attribution.py`` beside the corpora folder of a dev file."""
    path = dev.resolve().parents[2] / "score" / "attribution.py"
    spec = importlib.util.spec_from_file_location("attribution", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(net: Net, tokenizer: Tokenizer, text: str) -> list[dict[str, Any]]:
    """Outermost attributions of one text as the scorer wants them."""
    cut = pieces(tokenizer, text)
    out = []
    for w in windows(cut.cuts):
        x = states(net, [row(cut, w.first, w.last, {})])[-1]
        out += [r for r in _records(net, x, cut, w) if r["owned"] and r["content"]]
    return out


def states(net: Net, rows: Sequence[Row]) -> Layers:
    """Encoder states of a batch, of every layer."""
    layers: Layers = net(inputs(rows))
    return layers


def _records(net: Net, x: torch.Tensor, cut: Pieces, w: Window) -> list[dict[str, Any]]:
    head = net.head("attribution")
    path = best(head.tags(x)[0, 1:-1])
    cues = [(a, b) for a, b, label in runs(path[None])[0] if label == 1]
    out = []
    for (a, b), arcs in zip(cues, arc_paths(head.arcs, x, cues), strict=True):
        [spans] = runs(arcs[None])
        out.append(
            {
                "owned": w.own_first <= w.first + a < w.own_last,
                "cue": [_chars(cut, w, (a, b))],
                "source": [_chars(cut, w, (s, e)) for s, e, k in spans if k == 1][:1],
                "content": [_chars(cut, w, (s, e)) for s, e, k in spans if k == 3],
            }
        )
    return out


def best(logits: torch.Tensor) -> np.ndarray[Any, Any]:
    """Best legal label path of per-piece logits (t, labels)."""
    logs = torch.log_softmax(logits.float(), -1).numpy()
    path: np.ndarray[Any, Any] = viterbi(logs[None])[0]
    return path


def arc_paths(
    arcs: Any,
    x: torch.Tensor,
    anchors: list[Span],
) -> list[np.ndarray[Any, Any]]:
    """Best legal arc labels from each anchor to the pieces of window 0."""
    if not anchors:
        return []
    size = x.shape[1] - 2
    near = torch.zeros((len(anchors), size + 2), dtype=torch.int64)
    near[:, 1:-1] = torch.from_numpy(np.stack([buckets(size, a, b) for a, b in anchors]))
    where = torch.tensor([(0, a + 1) for a, _ in anchors])
    logs = torch.log_softmax(arcs(x, where, near), -1)[:, 1:-1].float().numpy()
    return list(viterbi(logs))


def _chars(cut: Pieces, w: Window, span: Span) -> list[int]:
    return [int(cut.starts[w.first + span[0]]), int(cut.ends[w.first + span[1] - 1])]


def f1(gold: int, predicted: int, right: int) -> float:
    """F1 in percent."""
    return round(200 * right / max(1, gold + predicted), 2)


def entity_f1(net: Net, tokenizer: Tokenizer, dev: Path) -> float:
    """Exact spans with their types."""
    counts = np.zeros(3, dtype=int)
    for words, tags in entities.groups(dev, None):
        made, gold = entities.row_of(words, tags, tokenizer)
        logits = net.head("entities").tags(states(net, [made])[-1])[0, 1:-1]
        found, wanted = (set(each) for each in runs(np.stack([best(logits), gold])))
        counts += (len(wanted), len(found), len(wanted & found))
    return f1(*map(int, counts))


def role_f1(net: Net, tokenizer: Tokenizer, dev: Path) -> dict[str, float]:
    """Predicates, and roles of found predicates, exact spans with their labels.

    They tell something once the head for arguments is taught, in the last stage.
    """
    counts = np.zeros((2, 3), dtype=int)
    head = net.head("arguments")
    for sentences in roles.groups(dev, None):
        made = roles.role_row(sentences, tokenizer, None)
        x = head.states(states(net, [made]), [made])
        found = np.flatnonzero(head.tags(x)[0, 1:-1].argmax(-1).numpy())
        wanted = {
            int(a): set(runs(np.maximum(r, 0)[None])[0])  # what is ignored is no role
            for a, r in zip(made.targets["anchors"], made.targets["arcs"], strict=True)
        }
        got = dict(_role_runs(head, x, made, found))
        counts[0] += (len(wanted), len(got), len(wanted.keys() & got.keys()))
        right = sum(len(got[a] & wanted[a]) for a in wanted.keys() & got.keys())
        counts[1] += (sum(map(len, wanted.values())), sum(map(len, got.values())), right)
    return {"predicates": f1(*map(int, counts[0])), "roles": f1(*map(int, counts[1]))}


def _role_runs(
    head: arguments.Arguments, x: torch.Tensor, made: Row, found: np.ndarray[Any, Any]
) -> Iterator[tuple[int, set[tuple[int, int, int]]]]:
    """The roles of each predicate that is found, in pieces of the row, by its piece."""
    segments = made.targets["segments"]
    for at in map(int, found):
        begin, end = map(int, np.searchsorted(segments, (segments[at], segments[at] + 1)))
        asked = arguments.asked([(0, at + 1, begin + 1, end + 1, 0)])
        path = best(head.cells(x, asked)[0])
        yield at, {(begin + a, begin + b, label) for a, b, label in runs(path[None])[0]}


def factual_r(net: Net, tokenizer: Tokenizer, dev: Path) -> float:
    """Pearson's r."""
    got, want = [], []
    for made in roles.factual_rows(dev, tokenizer):
        values = net.head("factuality").value(states(net, [made])[-1])[0, 1:-1, 0]
        got += values[torch.from_numpy(made.targets["anchors"])].float().tolist()
        want += made.targets["values"].tolist()
    return round(float(np.corrcoef(got, want)[0, 1]), 4)


def event_accuracy(net: Net, tokenizer: Tokenizer, path: Path) -> float:
    """Share of held-out pairs (every fifth row) with the right event type."""
    rows = [events.row_of(r, tokenizer) for r in list(events.sentences(path))[::5]]
    right = 0
    for made in rows:
        got = net.head("events")(states(net, [made]), [made]).argmax(-1)
        right += int(got[0] == int(made.targets["event"][0]))
    return round(right / len(rows), 4)


def teacher_r(net: Net, tokenizer: Tokenizer, corpora: Path) -> float:
    """Correlation of sentence cosines with the teacher's, on articles that taught nothing."""
    teacher = embedding.teacher()
    got, want = [], []
    for text in embedding.news(corpora)[-embedding.HELD_OUT :]:
        for made in embedding.taught(teacher, text, tokenizer):
            got.append(net.head("embedding").embed(states(net, [made]), [made]).float())
            want.append(torch.from_numpy(made.targets["vectors"]))
    ours, theirs = torch.cat(got), torch.cat(want)
    upper = torch.triu(torch.ones(len(ours), len(ours)), 1).bool()
    pair = torch.stack([(ours @ ours.t())[upper], (theirs @ theirs.t())[upper]])
    return round(float(torch.corrcoef(pair.float())[0, 1]), 4)

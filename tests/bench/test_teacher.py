"""The teacher in numpy, against the same net written out number by number on a tiny example."""

import importlib.util
import json
import math
from pathlib import Path

import numpy as np
import pytest

from bench.corpora import Absent
from bench.teacher import PACKAGE, Floats, Net, gelu, load, tensors

WIDTH, HEADS, LAYERS, INNER, WORDS, PLACES, EPS = 4, 2, 2, 6, 9, 7, 1e-12
SENTENCES = [[1, 5, 2], [1, 8, 7, 3, 2], [1, 2], [1, 4, 4, 2]]


def weights() -> dict[str, Floats]:
    """A tiny BERT with the names of a real one."""
    draw = np.random.default_rng(7)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        at = f"encoder.layer.{number}."
        norms += [f"{at}attention.output.LayerNorm", f"{at}output.LayerNorm"]
        linear = {f"{at}attention.self.{n}": (WIDTH, WIDTH) for n in ("query", "key", "value")}
        linear[f"{at}attention.output.dense"] = (WIDTH, WIDTH)
        linear[f"{at}intermediate.dense"] = (INNER, WIDTH)
        linear[f"{at}output.dense"] = (WIDTH, INNER)
        for name, shape in linear.items():
            shapes |= {f"{name}.weight": shape, f"{name}.bias": shape[:1]}
    for name in norms:
        shapes |= {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}
    return {name: draw.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}


class Slow:
    """The same net for one sentence, in plain Python numbers, after the paper."""

    def __init__(self, held: dict[str, Floats]) -> None:
        self.held = {name: value.tolist() for name, value in held.items()}

    def linear(self, name: str, x: list[float]) -> list[float]:
        rows, bias = self.held[f"{name}.weight"], self.held[f"{name}.bias"]
        return plus([dot(row, x) for row in rows], bias)

    def norm(self, name: str, x: list[float]) -> list[float]:
        mean = sum(x) / len(x)
        deviation = math.sqrt(sum((v - mean) ** 2 for v in x) / len(x) + EPS)
        scale, shift = self.held[f"{name}.weight"], self.held[f"{name}.bias"]
        return [(v - mean) / deviation * a + b for v, a, b in zip(x, scale, shift, strict=True)]

    def attend(self, at: str, x: list[list[float]]) -> list[list[float]]:
        q, k, v = ([self.linear(f"{at}attention.self.{n}", r) for r in x] for n in NAMES)
        out = []
        for row in q:
            heard: list[float] = []
            for low in range(0, WIDTH, WIDTH // HEADS):
                part = slice(low, low + WIDTH // HEADS)
                scores = [dot(row[part], key[part]) / math.sqrt(WIDTH // HEADS) for key in k]
                share = [math.exp(s) for s in scores]
                heard += [
                    sum(s * value[i] for s, value in zip(share, v, strict=True)) / sum(share)
                    for i in range(low, low + WIDTH // HEADS)
                ]
            out.append(self.linear(f"{at}attention.output.dense", heard))
        return out

    def vector(self, ids: list[int]) -> list[float]:
        words, places, types = (
            self.held[f"embeddings.{n}_embeddings.weight"]
            for n in ("word", "position", "token_type")
        )
        x = [
            self.norm("embeddings.LayerNorm", plus(plus(words[i], places[n]), types[0]))
            for n, i in enumerate(ids)
        ]
        for number in range(LAYERS):
            at = f"encoder.layer.{number}."
            x = [
                self.norm(f"{at}attention.output.LayerNorm", plus(a, b))
                for a, b in zip(x, self.attend(at, x), strict=True)
            ]
            x = [self.norm(f"{at}output.LayerNorm", plus(a, self.inner(at, a))) for a in x]
        mean = [sum(column) / len(x) for column in zip(*x, strict=True)]
        return [v / math.sqrt(dot(mean, mean)) for v in mean]

    def inner(self, at: str, x: list[float]) -> list[float]:
        up = self.linear(f"{at}intermediate.dense", x)
        bent = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in up]
        return self.linear(f"{at}output.dense", bent)


NAMES = ("query", "key", "value")


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def plus(a: list[float], b: list[float]) -> list[float]:
    return [x + y for x, y in zip(a, b, strict=True)]


def test_the_net_computes_what_the_paper_says() -> None:
    held = weights()
    slow = Slow(held)
    wanted = np.array([slow.vector(each) for each in SENTENCES])
    got = Net(held, HEADS, EPS).vectors(SENTENCES)
    assert got == pytest.approx(wanted, abs=1e-4)
    assert np.linalg.norm(got, axis=1) == pytest.approx(1)


def test_a_sentence_does_not_feel_what_is_read_beside_it() -> None:
    net = Net(weights(), HEADS, EPS)
    alone = np.concatenate([net.vectors([each]) for each in SENTENCES])
    assert net.vectors(SENTENCES) == pytest.approx(alone, abs=1e-5)


def test_many_sentences_come_back_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    net = Net(weights(), HEADS, EPS)
    whole = net.vectors(SENTENCES)
    monkeypatch.setattr("bench.teacher.BATCH", 5)
    assert net.vectors(SENTENCES) == pytest.approx(whole, abs=1e-5)


def test_no_sentence_gives_no_vector() -> None:
    assert Net(weights(), HEADS, EPS).vectors([]).shape == (0, WIDTH)


def test_gelu_is_exact_enough() -> None:
    x = np.linspace(-6, 6, 241, dtype=np.float32)
    wanted = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in x.tolist()]
    assert gelu(x) == pytest.approx(np.array(wanted), abs=2e-6)


def test_a_safetensors_file_is_read_wherever_its_bytes_begin(tmp_path: Path) -> None:
    first, second = np.arange(6, dtype="<f4").reshape(2, 3), np.array([2.5], dtype="<f4")
    raw = np.arange(2, dtype="<i8").tobytes() + first.tobytes() + second.tobytes()
    header = {
        "__metadata__": {"format": "pt"},
        "ids": {"dtype": "I64", "shape": [2], "data_offsets": [0, 16]},
        "first": {"dtype": "F32", "shape": [2, 3], "data_offsets": [16, 40]},
        "second": {"dtype": "F32", "shape": [1], "data_offsets": [40, 44]},
    }
    for padding in range(4):
        text = json.dumps(header).encode() + b" " * padding
        path = tmp_path / f"{padding}.safetensors"
        path.write_bytes(len(text).to_bytes(8, "little") + text + raw)
        found = tensors(path)
        assert set(found) == {"first", "second"}
        assert found["first"].tolist() == first.tolist()
        assert found["second"].tolist() == [2.5]
        assert all(each.flags.aligned for each in found.values())


@pytest.mark.skipif(importlib.util.find_spec(PACKAGE) is None, reason=f"{PACKAGE} is not installed")
def test_the_real_teacher_tells_like_from_unlike() -> None:
    a, b, c = load().vectors(
        [
            "The bridge was shut by a flood.",
            "High water closed the bridge.",
            "She sells old stamps.",
        ]
    )
    assert a @ b > 0.6
    assert a @ c < 0.2


@pytest.mark.skipif(importlib.util.find_spec(PACKAGE) is None, reason=f"{PACKAGE} is not installed")
def test_a_text_of_too_many_pieces_is_cut() -> None:
    [vector] = load().vectors(["rain " * 600])
    assert np.isfinite(vector).all()


def test_without_the_package_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.teacher.PACKAGE", "no_such_package")
    with pytest.raises(Absent, match="no-such-package"):
        load()

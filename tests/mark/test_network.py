"""What the network is fed, and how its outputs are told apart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import sayso.mark
from sayso.mark.network import Input, Network, Scores
from sayso.mark.processor import Precision

MODEL = Path(sayso.mark.__file__).parent / "model" / "model.onnx"
FOX = [1996, 4248, 4419, 2718, 1996, 3899, 1012]  # "the quick fox hit the dog."


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.load(MODEL, 1, "float32")


def window(*lengths: int) -> Input:
    """The fox, once for each sentence, cut or repeated to a length."""
    ids = np.concatenate([np.resize(FOX, n) for n in lengths]).astype(np.int64)
    numbers = np.repeat(np.arange(len(lengths)), lengths)
    return Input(ids, np.zeros(len(ids), np.int64), numbers, (0, len(ids)), ((0, lengths[0]),))


def of_roles(scores: Scores) -> list[tuple[int, tuple[int, ...]]]:
    return [(int(at), r.shape) for at, r in zip(scores.predicates, scores.roles, strict=True)]


def test_a_predicate_has_a_score_for_each_piece_of_its_sentence_alone(network: Network) -> None:
    [one] = network.run([window(7)])
    assert of_roles(one) == [(3, (7, 19))]
    [three] = network.run([window(7, 14, 7)])
    assert {at: shape for at, shape in of_roles(three) if at in (3, 10, 24)} == {
        3: (7, 19),
        10: (14, 19),
        24: (7, 19),
    }


def test_windows_of_a_batch_are_told_apart(network: Network) -> None:
    windows = [window(7, 7), window(3), window(14)]
    together = network.run(windows)
    for each, alone in zip(together, (network.run([w])[0] for w in windows), strict=True):
        assert of_roles(each) == of_roles(alone)
        for a, b in zip(each.roles, alone.roles, strict=True):
            assert a == pytest.approx(b, abs=1e-3)
        assert each.entities == pytest.approx(alone.entities, abs=1e-3)


def test_predicates_of_another_window_are_left_to_it(network: Network) -> None:
    whole = window(7, 7, 7)
    [everything], [middle] = network.run([whole]), network.run([replace(whole, own=(7, 14))])
    assert {3, 10, 17} <= set(everything.predicates.tolist())
    assert of_roles(middle) == [each for each in of_roles(everything) if 7 <= each[0] < 14]
    [wanted] = [
        r for at, r in zip(everything.predicates, everything.roles, strict=True) if at == 10
    ]
    assert middle.roles[0] == pytest.approx(wanted, abs=1e-3)
    assert middle.likely == pytest.approx(everything.likely, abs=1e-3)


def test_where_no_predicate_is_there_are_no_roles(network: Network) -> None:
    stops, blank = np.full(2, 1012), np.zeros(2, np.int64)
    [nothing] = network.run([Input(stops, blank, blank, (0, 2))])
    assert of_roles(nothing) == []
    assert len(nothing.tags) == len(nothing.likely) == 2


@pytest.mark.parametrize("precision", ["int8", "float32"])
def test_the_hit_is_the_fox_s_and_the_dog_s(precision: Precision) -> None:
    [scores] = Network.load(MODEL, 1, precision).run([window(7)])
    labels = scores.roles[0].argmax(axis=1)
    assert labels.tolist() == [1, 2, 2, 0, 3, 4, 0]

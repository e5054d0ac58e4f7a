"""The label schemes and the distance buckets are part of the model file's format."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.mark.labels import ARCS, DISTANCES, TAGS, buckets, follows


def test_bucket_is_zero_inside_the_cue_and_grows_outwards() -> None:
    near = buckets(10, 4, 6)
    assert near[4] == near[5] == 0
    assert list(near[:4]) == [4, 3, 2, 1]
    assert list(near[6:]) == [16, 17, 18, 19]


def test_left_and_right_never_share_a_bucket() -> None:
    near = buckets(2000, 1000, 1001)
    assert not set(near[:1000]) & set(near[1001:])
    assert near.max() < DISTANCES


@pytest.mark.parametrize("start", [0, 1, 300, 381])
def test_every_bucket_is_in_the_table(start: int) -> None:
    near = buckets(382, start, start + 1)
    assert near.min() >= 0
    assert near.max() < DISTANCES


@pytest.mark.parametrize("labels", [TAGS, ARCS])
def test_inside_follows_only_its_own_begin_or_inside(labels: tuple[str, ...]) -> None:
    step = follows(labels)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            legal = not after.startswith("I-") or before[2:] == after[2:]
            assert np.isfinite(step[i, j]) == legal

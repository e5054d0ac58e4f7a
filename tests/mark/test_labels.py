"""The label schemes and the distance buckets are part of the model file's format."""

from __future__ import annotations

import pytest

from sayso.mark.labels import (
    ARCS,
    DISTANCES,
    ENTITIES,
    EVENT_PARTS,
    EVENTS,
    PIECES,
    QUADS,
    ROLES,
    TAGS,
    buckets,
)


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


@pytest.mark.parametrize("labels", [TAGS, ARCS, ENTITIES, ROLES])
def test_every_inside_label_comes_after_its_begin(labels: tuple[str, ...]) -> None:
    assert labels[0] == "O"
    for begin, inside in zip(labels[1::2], labels[2::2], strict=True):
        assert begin[:2] == "B-"
        assert inside == "I-" + begin[2:]


def test_every_event_has_a_quad_class() -> None:
    assert list(QUADS) == sorted(EVENTS, key=list(QUADS).index)
    assert set(QUADS) == set(EVENTS)
    assert set(QUADS.values()) == {1, 2, 3, 4}


def test_the_scores_of_a_piece_add_up() -> None:
    assert PIECES["entities"] == len(ENTITIES)
    assert PIECES["events"] == sum(EVENT_PARTS)

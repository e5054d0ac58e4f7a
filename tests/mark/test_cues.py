"""Cues: from scores to joined cues, sources and contents."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sayso.mark.cues import decode
from sayso.mark.labels import ARCS, DISTANCES, FIRMNESS, KINDS, TAGS
from sayso.mark.network import Scores
from tests.mark.made import scores

FLAT = np.zeros((len(ARCS), DISTANCES), dtype=np.float32)


def window(tags: str, arcs: dict[int, str]) -> Scores:
    """Scores of a window: a digit per piece for its tag; per cue piece a digit per piece."""
    t = len(tags)
    logits = np.full((t, len(TAGS)), -4.0, dtype=np.float32)
    logits[np.arange(t), [int(c) for c in tags]] = 4.0
    # Each piece's argument is its own unit vector, so a query can say what each piece is to it.
    arguments = np.eye(t, dtype=np.float32)
    queries = np.zeros((len(arcs), len(ARCS), t + 1), dtype=np.float32)
    for query, labels in zip(queries, arcs.values(), strict=True):
        query[[int(c) for c in labels], np.arange(t)] = 8.0
    anchors = np.array(list(arcs), dtype=np.int64)
    return replace(scores(t), tags=logits, arguments=arguments, anchors=anchors, queries=queries)


def test_a_cue_with_its_source_and_content() -> None:
    [found] = decode([window("0001200", {3: "1200034"})], FLAT)
    assert found.cue == (3, 5)
    assert found.source == ((0, 2),)
    assert found.content == ((5, 7),)
    assert not found.inner
    assert 0.9 < found.score <= 1.0


def test_two_cues_keep_their_own_contents() -> None:
    found = decode([window("0100010", {1: "1034000", 5: "0000103"})], FLAT)
    assert [f.content for f in found] == [((2, 4),), ((6, 7),)]
    assert [f.source for f in found] == [((0, 1),), ((4, 5),)]


def test_contents_may_hold_other_cues_and_come_in_fragments() -> None:
    outer, inner = decode([window("0100300", {1: "1034444", 4: "0001033"})], FLAT)
    assert outer.content == ((2, 7),)
    assert inner.inner
    assert inner.content == ((5, 6), (6, 7))


def test_of_two_sources_the_surer_one_stays() -> None:
    given_scores = window("00100", {2: "10013"})
    given_scores.queries[0, 1, 0] = 1.0
    [found] = decode([given_scores], FLAT)
    assert found.source == ((3, 4),)


def test_bias_asks_for_surer_cues() -> None:
    batch = [window("0100", {1: "1034"})]
    assert len(decode(batch, FLAT, bias=2.0)) == 1
    assert decode(batch, FLAT, bias=20.0) == []


def test_bias_leaves_cues_inside_anothers_words_alone() -> None:
    weak = np.array((0.6, -4.0, -4.0, 0.4, -4.0), dtype=np.float32)
    batch = [window("0300", {1: "1034"})]
    batch[0].tags[1] = weak
    assert decode(batch, FLAT) == []
    batch[0].tags[1] = weak[[0, 3, 2, 1, 4]]  # the same scores for an outermost cue
    assert decode(batch, FLAT, bias=0.4) == []
    batch[0].tags[1] = (0.4, -4.0, -4.0, 0.6, -4.0)
    [found] = decode(batch, FLAT, bias=0.4)
    assert found.inner
    batch[0].tags[1] = (0.4, 0.6, -4.0, -4.0, -4.0)
    assert decode(batch, FLAT, bias=0.4) == []


def test_a_cue_that_wavers_is_held_together() -> None:
    made = window("01000", {1: "10334"})
    made.tags[2] = (4.0, -4.0, 3.5, -4.0, -4.0)  # a little less likely that the cue goes on
    [found] = decode([made], FLAT)
    assert found.cue == (1, 3)


def test_windows_of_different_length_are_decoded_as_if_alone() -> None:
    long = window("010" + "0" * 30, {1: "103" + "4" * 30})
    short = window("0100", {1: "1034"})
    both = decode([long, short], FLAT)
    [alone] = decode([short], FLAT)
    assert both[1].content == alone.content
    assert both[1].score == alone.score


def test_a_cue_without_a_query_is_left_out() -> None:
    [found] = decode([window("0100010", {1: "1034000"})], FLAT)
    assert found.cue == (1, 2)


def test_nothing_in_an_empty_window() -> None:
    assert decode([scores(0)], FLAT) == []


def test_firmness_is_read_at_the_cue_and_kind_at_the_source() -> None:
    made = window("0001200", {3: "1200034"})
    made.firmness[3:5, FIRMNESS.index("denied")] = 6.0
    made.firmness[0:3, FIRMNESS.index("hedged")] = 9.0
    made.kind[0:2, KINDS.index("agency")] = 6.0
    made.kind[3:5, KINDS.index("person")] = 9.0
    [found] = decode([made], FLAT)
    assert FIRMNESS[found.firmness[0]] == "denied"
    assert KINDS[found.kind[0]] == "agency"
    assert found.firmness[1] > 0.9


def test_without_a_source_kind_is_read_at_the_cue() -> None:
    made = window("0001000", {3: "0000034"})
    made.kind[3, KINDS.index("witness")] = 6.0
    [found] = decode([made], FLAT)
    assert KINDS[found.kind[0]] == "witness"

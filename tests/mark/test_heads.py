"""Entities, predicates with their roles, and events: from scores to what is found."""

from __future__ import annotations

from dataclasses import replace
from math import erf

import numpy as np
import pytest

from sayso.mark import entities, events, predicates
from sayso.mark.decode import log_softmax
from sayso.mark.labels import DISTANCES, ENTITIES, EVENT_PARTS, EVENTS, ROLES
from sayso.mark.network import Scores
from tests.mark.made import SURE, scores, zeros

FLAT = zeros(len(ROLES), DISTANCES)


def named(labels: list[str]) -> Scores:
    """A window with an entity label for each piece."""
    made = scores(len(labels))
    for row, label in zip(made.entities, labels, strict=True):
        row[ENTITIES.index(label)] = 2 * SURE
    return made


def telling(
    size: int, roles: dict[int, dict[int, str]], factuality: dict[int, float] | None = None
) -> Scores:
    """A window with predicates; for each the role label of some pieces."""
    made = scores(size)
    asks = zeros(len(roles), len(ROLES), size + 1)
    for ask, (at, labels) in zip(asks, roles.items(), strict=True):
        made.likely[at, 1] = 2 * SURE
        ask[0, :size] = SURE
        for piece, label in labels.items():
            ask[ROLES.index(label), piece] = 2 * SURE
    for at, value in (factuality or {}).items():
        made.factuality[at] = value
    anchors = np.array(list(roles), dtype=np.int64)
    return replace(made, roles=np.eye(size, dtype=np.float32), predicates=anchors, asks=asks)


def test_entities_of_several_windows() -> None:
    batch = [
        named(["B-Person", "I-Person", "O", "B-Location"]),
        named(["O", "B-Organization"]),
    ]
    found = [(e.window, e.span, e.type) for e in entities.decode(batch)]
    assert found == [
        (0, (0, 2), "Person"),
        (0, (3, 4), "Location"),
        (1, (1, 2), "Organization"),
    ]
    assert all(0.9 < e.score <= 1 for e in entities.decode(batch))


def test_two_entities_of_one_type_stay_two() -> None:
    found = entities.decode([named(["B-Person", "B-Person", "I-Person"])])
    assert [e.span for e in found] == [(0, 1), (1, 3)]


def test_an_entity_that_wavers_is_held_together() -> None:
    made = named(["B-Person", "O", "I-Person"])
    made.entities[1, ENTITIES.index("I-Person")] = 2 * SURE - 0.2
    assert [e.span for e in entities.decode([made])] == [(0, 3)]


def test_a_predicate_with_its_roles() -> None:
    made = telling(5, {2: {0: "B-ARG0", 1: "I-ARG0", 3: "B-ARG1", 4: "B-ARGM-TMP"}}, {2: -1.5})
    [found] = predicates.decode([made], [np.zeros(5, np.int64)], FLAT)
    assert (found.at, found.factuality) == (2, -1.5)
    assert [(r.role, r.span) for r in found.roles] == [
        ("ARG0", (0, 2)),
        ("ARG1", (3, 4)),
        ("ARGM-TMP", (4, 5)),
    ]
    assert found.score > 0.9
    assert found.role("ARG0") == (0, 2)
    assert found.role("ARG2", "ARG1") == (3, 4)
    assert found.role("ARG4") is None


def test_roles_stay_in_the_sentence_of_their_predicate() -> None:
    roles = {1: {0: "B-ARG0", 3: "B-ARG1"}, 4: {3: "B-ARG0", 5: "B-ARG1", 0: "B-ARG2"}}
    numbers = np.array([1, 1, 1, 2, 2, 2])
    found = predicates.decode([telling(6, roles)], [numbers], FLAT)
    assert [[(r.role, r.span) for r in f.roles] for f in found] == [
        [("ARG0", (0, 1))],
        [("ARG0", (3, 4)), ("ARG1", (5, 6))],
    ]


def test_a_numbered_role_stands_once_and_the_longer_span_wins() -> None:
    roles = {2: {0: "B-ARG1", 3: "B-ARG1", 4: "I-ARG1", 5: "B-ARGM-TMP", 1: "B-ARGM-TMP"}}
    [found] = predicates.decode([telling(6, roles)], [np.zeros(6, np.int64)], FLAT)
    assert [(r.role, r.span) for r in found.roles] == [
        ("ARGM-TMP", (1, 2)),
        ("ARG1", (3, 5)),
        ("ARGM-TMP", (5, 6)),
    ]


def test_a_role_that_wavers_is_held_together() -> None:
    made = telling(4, {0: {1: "B-ARG1"}})
    inside = ROLES.index("I-ARG1")
    made.asks[0, inside, 2:4] = SURE - 0.5  # a little less likely than that the role has ended
    [found] = predicates.decode([made], [np.zeros(4, np.int64)], FLAT)
    assert [(r.role, r.span) for r in found.roles] == [("ARG1", (1, 4))]


def test_a_predicate_is_no_part_of_its_own_roles() -> None:
    roles = {1: {0: "B-ARG1", 1: "I-ARG1"}, 2: {1: "B-ARG0", 2: "I-ARG0", 3: "B-ARG1"}}
    found = predicates.decode([telling(4, roles)], [np.zeros(4, np.int64)], FLAT)
    assert [[(r.role, r.span) for r in f.roles] for f in found] == [
        [("ARG1", (0, 1))],
        [("ARG0", (1, 2)), ("ARG1", (3, 4))],
    ]


def test_no_predicate_no_roles() -> None:
    assert predicates.decode([scores(4)], [np.zeros(4, np.int64)], FLAT) == []


def test_distance_tells_roles_apart() -> None:
    made = telling(3, {1: {}})
    near = FLAT.copy()
    near[ROLES.index("B-ARG0")] = -50.0
    near[ROLES.index("B-ARG0"), 1] = 50.0  # one piece to the left
    [found] = predicates.decode([made], [np.zeros(3, np.int64)], near)
    assert [(r.role, r.span) for r in found.roles] == [("ARG0", (0, 1))]


def test_a_pair_is_judged_by_what_answers_it() -> None:
    places = np.split(np.arange(sum(EVENT_PARTS)), np.cumsum(EVENT_PARTS)[:-1])
    ask_s, key, value = places[2], places[4], places[5]
    made = scores(6)
    made.events[0, ask_s[0]] = 20.0  # the first piece asks for what the third answers to,
    made.events[2, key[0]] = 20.0
    made.events[2, value[0]] = 5.0  # and the third says: the first feature
    made.events[5, key[0]] = 40.0  # a louder answer, out of the stretch
    made.events[5, value[1]] = 5.0
    weight = zeros(len(EVENTS), EVENT_PARTS[-1])
    weight[EVENTS.index("AID"), 0] = 3.0
    weight[EVENTS.index("ASSAULT"), 1] = 3.0
    bias = zeros(len(EVENTS))
    near, far = events.Pair((0, 1), (3, 4), (0, 5)), events.Pair((0, 1), (3, 4), (0, 6))
    [(first, sure), (second, _)] = events.judge(made, [near, far], weight, bias)
    assert (first, second) == ("AID", "ASSAULT")
    assert sure > 0.9


def test_gelu_is_that_of_the_error_function() -> None:
    x = np.linspace(-5, 5, 41, dtype=np.float32)
    exact = [v * (1 + erf(v / 2**0.5)) / 2 for v in x.tolist()]
    assert events.gelu(x) == pytest.approx(exact, abs=1e-5)


def test_scores_of_a_predicate_are_probabilities() -> None:
    made = telling(3, {1: {}})
    made.likely[1] = (0.0, 1.0)
    [found] = predicates.decode([made], [np.zeros(3, np.int64)], FLAT)
    assert found.score == pytest.approx(float(np.exp(log_softmax(made.likely[1])[1])))

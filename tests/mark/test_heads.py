"""Entities, predicates with their roles, and events: from scores to what is found."""

from __future__ import annotations

from dataclasses import replace
from math import erf

import numpy as np
import pytest

from sayso.mark import entities, events, predicates
from sayso.mark.decode import log_softmax
from sayso.mark.labels import ENTITIES, EVENT_PARTS, EVENTS, ROLES
from sayso.mark.network import Scores
from tests.mark.made import SURE, scores, zeros


def named(labels: list[str]) -> Scores:
    """A window with an entity label for each piece."""
    made = scores(len(labels))
    for row, label in zip(made.entities, labels, strict=True):
        row[ENTITIES.index(label)] = 2 * SURE
    return made


def telling(numbers: list[int], roles: dict[int, dict[int, str]]) -> Scores:
    """A window with the sentence of each piece and predicates; of each the role of some pieces."""
    made = scores(len(numbers))
    cells = []
    for at, labels in roles.items():
        made.likely[at, 1] = 2 * SURE
        whole = zeros(len(numbers), len(ROLES))
        whole[:, 0] = SURE
        for piece, label in labels.items():
            whole[piece, ROLES.index(label)] = 2 * SURE
        cells.append(whole[np.array(numbers) == numbers[at]])
    return replace(made, predicates=np.array(list(roles), dtype=np.int64), roles=tuple(cells))


def told(numbers: list[int], made: Scores) -> list[list[tuple[str, tuple[int, int]]]]:
    """The roles of each predicate that is found."""
    found = predicates.decode([made], [np.array(numbers)])
    return [[(r.role, r.span) for r in each.roles] for each in found]


def test_entities_of_several_windows() -> None:
    batch = [
        named(["B-Person", "I-Person", "O", "B-Location"]),
        named(["O", "B-Organization"]),
    ]
    found = [(e.window, e.span, e.type) for e in entities.decode([each.entities for each in batch])]
    assert found == [
        (0, (0, 2), "Person"),
        (0, (3, 4), "Location"),
        (1, (1, 2), "Organization"),
    ]
    assert all(0.9 < e.score <= 1 for e in entities.decode([each.entities for each in batch]))


def test_two_entities_of_one_type_stay_two() -> None:
    found = entities.decode([named(["B-Person", "B-Person", "I-Person"]).entities])
    assert [e.span for e in found] == [(0, 1), (1, 3)]


def test_an_entity_that_wavers_is_held_together() -> None:
    made = named(["B-Person", "O", "I-Person"])
    made.entities[1, ENTITIES.index("I-Person")] = 2 * SURE - 0.2
    assert [e.span for e in entities.decode([made.entities])] == [(0, 3)]


def test_a_predicate_with_its_roles() -> None:
    made = telling([0] * 5, {2: {0: "B-ARG0", 1: "I-ARG0", 3: "B-ARG1", 4: "B-ARGM-TMP"}})
    made.factuality[2] = -1.5
    [found] = predicates.decode([made], [np.zeros(5, np.int64)])
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


@pytest.mark.parametrize(
    "numbers", [[1, 1, 1, 2, 2, 2], [0, 0, 0, 7, 7, 7, 8]], ids=["two", "numbers skip"]
)
def test_roles_stand_in_the_sentence_of_their_predicate(numbers: list[int]) -> None:
    roles = {1: {0: "B-ARG0", 2: "B-ARG1"}, 4: {3: "B-ARG0", 5: "B-ARG1"}}
    assert told(numbers, telling(numbers, roles)) == [
        [("ARG0", (0, 1)), ("ARG1", (2, 3))],
        [("ARG0", (3, 4)), ("ARG1", (5, 6))],
    ]


def test_sentences_of_unlike_length_are_read_side_by_side() -> None:
    long = telling([0] * 9, {0: {8: "B-ARG1"}})
    short = telling([0, 0], {1: {0: "B-ARG0"}})
    batch, numbers = [long, short, long], [np.zeros(n, np.int64) for n in (9, 2, 9)]
    found = predicates.decode(batch, numbers)
    assert [(f.window, [(r.role, r.span) for r in f.roles]) for f in found] == [
        (0, [("ARG1", (8, 9))]),
        (1, [("ARG0", (0, 1))]),
        (2, [("ARG1", (8, 9))]),
    ]


def test_a_numbered_role_stands_once_and_the_longer_span_wins() -> None:
    labels = {0: "B-ARG1", 3: "B-ARG1", 4: "I-ARG1", 5: "B-ARGM-TMP", 1: "B-ARGM-TMP"}
    assert told([0] * 6, telling([0] * 6, {2: labels})) == [
        [("ARGM-TMP", (1, 2)), ("ARG1", (3, 5)), ("ARGM-TMP", (5, 6))]
    ]


def test_a_role_that_wavers_is_held_together() -> None:
    made = telling([0] * 4, {0: {1: "B-ARG1"}})
    inside = ROLES.index("I-ARG1")
    made.roles[0][2:4, inside] = SURE - 0.2  # a little less likely than that the role has ended
    assert told([0] * 4, made) == [[("ARG1", (1, 4))]]
    made.roles[0][2:4, inside] = SURE - 3
    assert told([0] * 4, made) == [[("ARG1", (1, 2))]]


def test_a_predicate_is_no_part_of_its_own_roles() -> None:
    roles = {1: {0: "B-ARG1", 1: "I-ARG1"}, 2: {1: "B-ARG0", 2: "I-ARG0", 3: "B-ARG1"}}
    assert told([0] * 4, telling([0] * 4, roles)) == [
        [("ARG1", (0, 1))],
        [("ARG0", (1, 2)), ("ARG1", (3, 4))],
    ]


def test_what_is_read_leaves_the_scores_as_they_were() -> None:
    made = telling([0] * 3, {1: {0: "B-ARG0"}})
    before = made.roles[0].copy()
    predicates.decode([made], [np.zeros(3, np.int64)])
    assert (made.roles[0] == before).all()


def test_no_predicate_no_roles() -> None:
    assert predicates.decode([scores(4)], [np.zeros(4, np.int64)]) == []


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
    made = telling([0] * 3, {1: {}})
    made.likely[1] = (0.0, 1.0)
    [found] = predicates.decode([made], [np.zeros(3, np.int64)])
    assert found.score == pytest.approx(float(np.exp(log_softmax(made.likely[1])[1])))

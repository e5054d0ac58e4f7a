"""Factuality: where gold predicates stand, and how far the model's values are from gold."""

import pytest

from bench.factuality import asked, counted, floors

ROW = {
    "text": "Divers may  find it , said Ost .",
    "targets": [{"span1": [2, 3], "label": -0.75}, {"span1": [5, 6], "label": 3.0}],
}


def test_predicates_stand_in_the_text_that_is_asked_about() -> None:
    text, places, values = asked(ROW)
    assert [text[a:b] for a, b in places] == ["find", "said"]
    assert values == [-0.75, 3.0]


def test_several_tokens_are_one_span() -> None:
    text, [(start, end)], _ = asked(
        {"text": "They gave it up .", "targets": [{"span1": [1, 4], "label": 1}]}
    )
    assert text[start:end] == "gave it up"


def test_r_and_the_mean_absolute_error() -> None:
    scores = counted([1, 2, 3], [1, 3, 2])
    assert scores == {"r": 0.5, "mae": pytest.approx(0.6667), "predicates": 3}
    assert floors(scores) == {"r": 50.0}


def test_what_is_off_by_as_much_everywhere_has_r_of_one() -> None:
    assert counted([-1, 0, 3], [0, 1, 4]) == {"r": 1.0, "mae": 1.0, "predicates": 3}


def test_an_answer_too_few_is_an_error() -> None:
    with pytest.raises(ValueError, match="zip"):
        counted([1, 2], [1])

"""Alignment of records, signs, gains and losses."""

from typing import Any

import pytest

from bench.diff import compare_pinned, report
from bench.judge import Change, Judgement, align, changes, dump, judge, parse

FIELDS = ("source", "content")


def record(source: list[int], content: list[int], cue: list[int] | None = None) -> dict[str, Any]:
    return {"source": [source], "cue": [cue] if cue else [], "content": [content]}


def same(role: str) -> Any:
    return lambda _, gold, predicted: gold[role] == predicted[role]


TESTS = {role: same(role) for role in FIELDS}


def test_a_record_is_right_field_by_field() -> None:
    gold = [record([0, 4], [10, 20])]
    assert judge("", gold, [record([0, 4], [10, 18])], TESTS) == Judgement(("+-",), 0)


def test_a_gold_record_nobody_predicted_is_missed() -> None:
    gold = [record([0, 4], [10, 20]), record([30, 34], [40, 50])]
    assert judge("", gold, [record([30, 34], [40, 50])], TESTS) == Judgement(("..", "++"), 0)


def test_a_predicted_record_that_gold_lacks_is_extra() -> None:
    found = judge("", [], [record([0, 4], [10, 20])], TESTS)
    assert found == Judgement((), 1)


def test_contents_that_hardly_touch_are_no_pair() -> None:
    assert align([record([0, 4], [10, 20])], [record([0, 4], [19, 60])]) == {}


def test_cues_that_touch_are_a_pair_whatever_the_contents() -> None:
    gold = [record([0, 4], [10, 20], [5, 9])]
    assert align(gold, [record([0, 4], [30, 60], [5, 9])]) == {0: 0}


def test_the_best_overlap_wins_and_each_is_taken_once() -> None:
    gold = [record([0, 4], [10, 20]), record([0, 4], [10, 22])]
    predicted = [record([0, 4], [10, 22]), record([0, 4], [10, 20])]
    assert align(gold, predicted) == {0: 1, 1: 0}


def test_overlapping_fragments_of_one_record_count_once() -> None:
    doubled = {"source": [], "cue": [[0, 4], [2, 6]], "content": []}
    assert align([doubled], [{"source": [], "cue": [[0, 6]], "content": []}]) == {0: 0}


def test_gains_and_losses_are_told_apart() -> None:
    before = [Judgement(("+-", ".."), 0)]
    after = [Judgement(("-+", "+."), 2)]
    assert list(changes(before, after, FIELDS)) == [
        Change(0, 0, "source", gain=False),
        Change(0, 0, "content", gain=True),
        Change(0, 1, "source", gain=True),
    ]


def test_wrong_and_missed_are_equally_not_right() -> None:
    assert not list(changes([Judgement(("-.",), 0)], [Judgement((".-",), 0)], FIELDS))


@pytest.mark.parametrize(
    "judgements",
    [
        [],
        [Judgement((), 0)],
        [Judgement(("++", "-."), 3), Judgement((), 1), Judgement(("..",), 0)],
    ],
)
def test_what_is_dumped_is_parsed_again(judgements: list[Judgement]) -> None:
    assert parse(dump(judgements, FIELDS)) == judgements


def test_a_pinned_file_of_other_gold_is_compared_with_nothing(tmp_path: Any) -> None:
    path = tmp_path / "pinned.txt"
    path.write_text(dump([Judgement(("++",), 0)], FIELDS))
    assert compare_pinned(path, [Judgement(("--", "++"), 0)], FIELDS) == []
    assert len(compare_pinned(path, [Judgement(("--",), 0)], FIELDS)) == 2


def test_a_report_names_place_field_and_words(tmp_path: Any) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text(
        '{"id": "a", "text": "Ora said\\nit rained.", "attributions": '
        '[{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]}]}\n'
    )
    found = [Change(0, 0, "source", gain=True), Change(0, 0, "content", gain=False)]
    lines = report(found, gold=gold)
    assert lines == [
        "  gains: 1",
        "    + 1.1     source    Ora",
        "  losses: 1",
        "    - 1.1     content   it rained",
    ]


def test_a_long_report_is_cut_and_says_so() -> None:
    found = [Change(0, place, "source", gain=True) for place in range(5)]
    lines = report(found, most=2)
    assert len(lines) == 4
    assert "3 more" in lines[-1]


def test_no_change_makes_no_report() -> None:
    assert report([]) == []

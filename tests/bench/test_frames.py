"""Frames: what counts as found and as right, on invented runs."""

from typing import Any

import pytest

from bench.frames import counted, f1, floors, is_re3d, on, overlaps, related
from sayso.records import Frame, Modality, Span

MARKED = "<s>Orsk</s> thanked <t>Vell</t> and left Tarn."
ORSK, VELL, TARN = (0, 4), (13, 17), (27, 31)


def row(event: str = "SUPPORT", marked: str = MARKED) -> dict[str, str]:
    return {"marked": marked, "event": event, "quad": "1"}


def frame(
    actor: Span | None, recipient: Span | None, event: str = "SUPPORT", score: float = 0.5
) -> Frame:
    quad = {"SUPPORT": 1, "AID": 2, "ACCUSE": 3, "ASSAULT": 4}[event]
    return Frame((5, 12), actor, event, quad, recipient, False, Modality.PAST, score=score)


def test_spans_overlap_where_they_share_a_character() -> None:
    assert overlaps((0, 4), (3, 9))
    assert not overlaps((0, 4), (4, 9))
    assert not overlaps(None, (0, 9))


def test_a_frame_is_on_a_pair_with_both_sides_the_right_way_round() -> None:
    assert on(frame(ORSK, (10, 20)), (ORSK, VELL))
    assert not on(frame(VELL, ORSK), (ORSK, VELL))
    assert not on(frame(ORSK, None), (ORSK, VELL))


def test_frames_elsewhere_are_neither_right_nor_wrong() -> None:
    told = [frame(ORSK, VELL), frame(ORSK, TARN, "ASSAULT", 0.1)]
    scores = counted([row()], [told])
    assert (scores["recall"], scores["precision"], scores["pair_event_f1"]) == (1, 1, 1)
    assert scores["best_f1"] == 1
    assert scores["frames_a_sentence"] == 2


def test_another_event_on_the_pair_costs_precision_and_a_surer_frame_elsewhere_the_harder_f1() -> (
    None
):
    told = [frame(ORSK, VELL), frame(ORSK, VELL, "AID"), frame(ORSK, TARN, "ASSAULT", 0.9)]
    scores = counted([row()], [told])
    assert (scores["recall"], scores["precision"]) == (1, 0.5)
    assert scores["pair_event_f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert scores["best_f1"] == 0


def test_a_pair_that_is_not_found_costs_recall() -> None:
    scores = counted([row(), row("AID")], [[frame(ORSK, VELL)], []])
    assert (scores["pairs"], scores["recall"], scores["precision"]) == (0.5, 0.5, 1)
    assert scores["pair_event_f1"] == pytest.approx(2 / 3, abs=1e-4)


def test_a_frame_of_one_side_is_never_the_best() -> None:
    told = [frame(ORSK, None, "ASSAULT", 1.0), frame(ORSK, VELL)]
    assert counted([row()], [told])["best_f1"] == 1


def test_without_frames_or_rows_every_figure_is_nought() -> None:
    assert not any(counted([row()], [[]]).values())
    assert not any(counted([], []).values())
    assert f1(0, 0, 0, 0) == 0


def relation(kind: str, source: Span, target: Span) -> dict[str, Any]:
    return {
        "type": kind,
        "sourceBegin": source[0],
        "sourceEnd": source[1],
        "targetBegin": target[0],
        "targetEnd": target[1],
    }


@pytest.mark.parametrize(
    ("kind", "told", "right"),
    [
        ("FightingAgainst", frame(ORSK, VELL, "ASSAULT"), 1.0),
        ("FightingAgainst", frame(VELL, ORSK, "ASSAULT"), 0.0),
        ("FightingAgainst", frame(ORSK, VELL, "AID"), 0.0),
        ("AlliesOf", frame(ORSK, VELL, "AID"), 1.0),
        ("AlliesOf", frame(VELL, ORSK, "AID"), 1.0),
        ("AlliesOf", frame(ORSK, VELL, "ACCUSE"), 0.0),
    ],
)
def test_foes_have_a_direction_and_allies_none(kind: str, told: Frame, right: float) -> None:
    rows = [{"relations": [relation(kind, ORSK, VELL), relation("Likes", ORSK, TARN)]}]
    scores = related(rows, [[told, frame(ORSK, TARN, "ACCUSE")]])
    assert scores == {"right": right, "found": 1.0, "relations": 1, "frames": 1}
    assert floors(scores) == {"right": 100 * right, "found": 100.0}


def test_a_relation_without_a_frame_is_not_found() -> None:
    rows = [{"relations": [relation("AlliesOf", ORSK, VELL)]}]
    assert related(rows, [[]]) == {"right": 0.0, "found": 0.0, "relations": 1, "frames": 0}


def test_re3d_is_told_by_its_rows() -> None:
    assert is_re3d([{"relations": []}])
    assert not is_re3d([row()])
    assert not is_re3d([])

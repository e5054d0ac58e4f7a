"""The bench of reuse: pairs both ways round, twins, and the figures of the real scorer."""

from dataclasses import replace

import pytest

from bench.corpora import Absent, scorer
from bench.reuse import predicted
from sayso.weigh import Text

BODY = (
    "The ferry to Orla Point was stopped on Monday by a strike of pilots, and the mayor of the "
    "island asked the navy for a boat that could carry milk, bread and two women near their time "
    "across the sound before the storm that was forecast for the night."
)


def test_pairs_are_told_by_their_input_ids_and_twins_are_reprints() -> None:
    one = Text.of("id1", BODY, wire="Corvane")
    known = {"first": one, "second": one, "other": Text.of("id2", BODY.upper())}
    pairs = {(r["a"], r["b"]): r for r in predicted(known, {"first", "other"})}
    assert set(pairs) == {
        ("first", "second"),
        ("first", "other"),
        ("other", "first"),
        ("other", "second"),
    }
    assert {r["label"] for r in pairs.values()} == {"reprint"}
    assert pairs["first", "other"]["direction"] == "a"
    assert pairs["other", "first"]["direction"] == "b"


def test_the_scorer_reads_what_is_told() -> None:
    try:
        module = scorer("reuse")
    except Absent:
        pytest.skip("no corpora beside the checkout")
    known = {"x": Text.of("id1", BODY, wire="Corvane"), "y": Text.of("id2", BODY)}
    known["z"] = replace(Text.of("id3", "Nothing of this is told anywhere else."), outlet="Quill")
    gold = [
        {"a": "x", "b": "y", "label": "reprint", "direction": "a", "passages": [[[0, 9], [0, 9]]]},
        {"a": "x", "b": "z", "label": "unrelated", "direction": "unknown", "passages": []},
    ]
    figures, _ = module.score(gold, predicted(known, {"x", "y", "z"}))
    assert (figures["one_text_f1"], figures["label_macro_f1"], figures["direction"]) == (
        100,
        100,
        100,
    )

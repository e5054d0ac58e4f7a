"""PLOVER: pairs out of marked sentences, and the figures of an invented run."""

import pytest

from bench.plover import counted, floors, held_out, pair, unmark


def row(event: str, quad: str, marked: str = "<s>A</s> met <t>B</t>") -> dict[str, str]:
    return {"marked": marked, "event": event, "quad": quad}


@pytest.mark.parametrize(
    ("marked", "source", "target"),
    [
        ("<s>Orsk</s> sent <t>the town</t> boats.", "Orsk", "the town"),
        ("<t>The town</t> got boats from <s>Orsk</s>.", "Orsk", "The town"),
        ("<s>Orsk</s> sent boats.", "Orsk", "Orsk sent boats."),
        ("<t>The town</t> got boats.", "The town got boats.", "The town"),
        ("<s>Orsk</s> sent <t>Vell</t> and <t>Aam</t> boats.", "Orsk", "Vell"),
        ("<s>Orsk's <t>mayor</t></s> fell.", "Orsk's mayor", "mayor"),
    ],
)
def test_a_pair_is_taken_out_of_its_marks(marked: str, source: str, target: str) -> None:
    text, (s, t) = pair(row("AID", "2", marked))
    assert "<" not in text
    assert (text[slice(*s)], text[slice(*t)]) == (source, target)


def test_a_sentence_without_marks_stays_as_it_is() -> None:
    assert unmark("5 < 6 and <b>bold</b>") == ("5 < 6 and <b>bold</b>", {})


def test_accuracy_macro_f1_and_quad_classes() -> None:
    gold = [row("AID", "2"), row("AID", "2"), row("ACCUSE", "3"), row("YIELD", "2")]
    found = [("AID", 2), ("YIELD", 2), ("ACCUSE", 3), ("ACCUSE", 3)]
    scores = counted(gold, found)
    assert scores["accuracy"] == 0.5
    assert scores["quad_accuracy"] == 0.75
    # AID 2/3, ACCUSE 2/3, YIELD 0.
    assert scores["macro_f1"] == pytest.approx(4 / 9, abs=1e-4)
    assert floors(scores) == {"accuracy": 50.0, "macro_f1": 44.44, "quad_accuracy": 75.0}


def test_every_fifth_row_is_held_out() -> None:
    rows = [row(str(number), "1") for number in range(11)]
    assert [each["event"] for each in held_out(rows)] == ["0", "5", "10"]

"""The gate as a whole, on an invented gold file and an invented run."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from bench import gate as gates
from bench import heads
from bench.accuracy import Bench, Outcome, health, measure
from bench.corpora import Absent, fingerprint
from bench.floors import load
from bench.gate import Ask, Place, gate
from bench.product import Object

TEXT = "Mayor Ilse Brandt said the bridge was shut. Rescuers said two boats sank."
GOLD: list[dict[str, Any]] = [
    {
        "id": "one",
        "text": TEXT,
        "attributions": [
            {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 42]]},
            {"source": [[44, 52]], "cue": [[53, 57]], "content": [[58, 72]]},
        ],
    }
]


def share(gold: Path, objects: Sequence[Object]) -> dict[str, Any]:
    """Percent of the gold sources that were found."""
    wanted = [each["source"] for each in GOLD[0]["attributions"]]
    found = [each["source"] for row in objects for each in row["attributions"]]
    return {
        "source": 100.0 * sum(each in found for each in wanted) / len(wanted),
        "gold": gold.name,
    }


def pinned(scores: Mapping[str, Any]) -> dict[str, float]:
    return {"source": scores["source"]}


BENCH = Bench(
    "made",
    "made/dev.jsonl",
    share,
    pinned,
    lambda: {"source": lambda _, gold, predicted: gold["source"] == predicted["source"]},
    lambda _: True,
)


def found(*sources: tuple[int, int]) -> list[Object]:
    """What the product prints where it finds these sources."""
    rows = [
        {"source": [list(span)], "cue": [[span[1] + 1, span[1] + 5]], "content": []}
        for span in sources
    ]
    return [{"input_id": "one", "text": TEXT, "refused": None, "attributions": rows}]


BOTH = found((0, 17), (44, 52))
FIRST = found((0, 17))
SECOND = found((44, 52))


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "dev.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in GOLD))
    return path


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "floors.json", tmp_path / "pinned")


class Hold:
    """Runs the gate on what the product is said to have printed."""

    def __init__(self, gold: Path, place: Place) -> None:
        self.gold, self.place = gold, place
        self.said: list[str] = []

    def __call__(self, objects: list[Object], ask: Ask = Ask()) -> bool:
        self.said = []

        def measured(bench: gates.Gated) -> Outcome:
            assert isinstance(bench, Bench)
            return measure(bench, self.gold, objects)

        return gate([BENCH], self.place, ask, measured=measured, say=self.said.append)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


@pytest.fixture
def hold(gold: Path, place: Place) -> Hold:
    return Hold(gold, place)


LIFT = Ask(lift=True)


def test_the_first_raise_pins_scores_gold_and_judgements(hold: Hold) -> None:
    assert hold(FIRST, LIFT)
    pin = load(hold.place.floors).pins["made"]
    assert pin.scores == {"source": 50.0}
    assert pin.sha256 == fingerprint(hold.gold)
    assert (hold.place.pinned / "made.txt").read_text().splitlines()[1] == "0 | + ."


def test_a_plain_run_writes_nothing(hold: Hold) -> None:
    assert hold(FIRST)
    assert not hold.place.floors.exists()
    assert not hold.place.pinned.exists()
    assert "no floor yet" in hold.text


def test_a_fall_fails_and_names_the_record_that_was_lost(hold: Hold) -> None:
    hold(BOTH, LIFT)
    assert not hold(FIRST)
    assert "FAILS" in hold.text
    assert "BELOW its floor 100.0" in hold.text
    assert "losses: 1" in hold.text
    assert "- 1.2" in hold.text


def test_a_swap_holds_the_floor_and_still_shows(hold: Hold) -> None:
    hold(FIRST, LIFT)
    assert hold(SECOND)
    assert "gains: 1" in hold.text
    assert "losses: 1" in hold.text


def test_a_rise_passes_and_says_how_to_keep_it(hold: Hold) -> None:
    hold(FIRST, LIFT)
    assert hold(BOTH)
    assert "--raise lifts it" in hold.text
    assert load(hold.place.floors).pins["made"].scores == {"source": 50.0}


def test_raising_does_not_wave_a_fall_through(hold: Hold) -> None:
    hold(BOTH, LIFT)
    assert not hold(FIRST, LIFT)
    assert load(hold.place.floors).pins["made"].scores == {"source": 100.0}
    assert (hold.place.pinned / "made.txt").read_text().splitlines()[1] == "0 | + +"


def test_lowering_with_a_reason_passes_and_is_recorded(hold: Hold) -> None:
    hold(BOTH, LIFT)
    ask = Ask(lower="made.source", reason="boats are no sources", date="2020-02-03")
    assert hold(FIRST, ask)
    held = load(hold.place.floors)
    assert held.pins["made"].scores == {"source": 50.0}
    assert held.lowered[0].reason == "boats are no sources"
    assert hold(FIRST)


def test_lowering_without_a_reason_changes_nothing(hold: Hold) -> None:
    hold(BOTH, LIFT)
    with pytest.raises(ValueError, match="--reason"):
        hold(FIRST, Ask(lower="made"))
    assert load(hold.place.floors).pins["made"].scores == {"source": 100.0}


def test_gold_that_changed_fails(hold: Hold) -> None:
    hold(BOTH, LIFT)
    hold.gold.write_text(hold.gold.read_text() + "\n")
    assert not hold(BOTH)
    assert "not the pinned one" in hold.text


def test_gold_that_changed_is_pinned_anew_with_a_reason(hold: Hold) -> None:
    hold(BOTH, LIFT)
    hold.gold.write_text(hold.gold.read_text() + "\n")
    assert hold(BOTH, Ask(lower="made", reason="a blank line", date="2020-02-03"))
    assert load(hold.place.floors).pins["made"].sha256 == fingerprint(hold.gold)


def test_without_corpora_the_gate_skips_in_a_plain_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(name: str) -> Path:
        raise Absent("../shared is not there")

    monkeypatch.setattr(gates, "corpus", absent)
    assert gates.main([]) == 0
    *passed_over, told, last = capsys.readouterr().out.splitlines()
    assert len(passed_over) == len(gates.BENCHES)
    assert "skipped" in told
    assert json.loads(last) == {"bench": "gate", "skipped": True}


HEAD = heads.Bench("head", "made/dev.jsonl", lambda _: {"f1": 61.5}, lambda s: {"f1": s["f1"]})


def by_head(f1: float) -> Outcome:
    return Outcome({"f1": f1}, {"f1": f1}, "aa", [], {"refused": 0})


def test_a_bench_without_judgements_is_held_to_its_floors_alone(place: Place) -> None:
    said: list[str] = []
    assert gate([HEAD], place, LIFT, measured=lambda _: by_head(61.5), say=said.append)
    assert load(place.floors).pins["head"].scores == {"f1": 61.5}
    assert not place.pinned.exists()
    assert not gate([HEAD], place, Ask(), measured=lambda _: by_head(61.4), say=said.append)
    assert "BELOW its floor 61.5" in said[-1]
    assert not [each for each in said if "gains" in each or "losses" in each]


def test_a_bench_without_gold_is_passed_over_and_the_others_are_held(
    hold: Hold, place: Place
) -> None:
    hold(BOTH, LIFT)

    def measured(bench: gates.Gated) -> Outcome:
        if bench is HEAD:
            raise Absent("head/dev.jsonl is not there")
        assert isinstance(bench, Bench)
        return measure(bench, hold.gold, FIRST)

    said: list[str] = []
    assert not gate([HEAD, BENCH], place, Ask(), measured=measured, say=said.append)
    assert said[0] == "head: passed over, head/dev.jsonl is not there"
    assert said[1] == "made: FAILS"


def test_where_no_bench_has_gold_nothing_is_written(place: Place) -> None:
    def measured(bench: gates.Gated) -> Outcome:
        raise Absent(f"{bench.gold} is not there")

    with pytest.raises(Absent, match="made/dev"):
        gate([HEAD, BENCH], place, LIFT, measured=measured, say=lambda _: None)
    assert not place.floors.exists()


def test_no_two_benches_of_the_gate_share_a_name() -> None:
    assert len({each.name for each in gates.BENCHES}) == len(gates.BENCHES)


def test_the_gate_measures_a_head_on_its_dev_file(
    gold: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "corpus", lambda name: gold)
    monkeypatch.setattr(heads, "corpus", lambda name: gold)
    outcome = gates.run(HEAD)
    assert outcome.floors == {"f1": 61.5}
    assert outcome.sha256 == fingerprint(gold)


def test_lowering_a_bench_that_is_not_there_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as end:
        gates.main(["--lower", "none.source", "--reason", "x"])
    assert end.value.code == 2


REFUSED = {**BOTH[0], "text": None, "refused": {"reason": "empty", "detail": ""}}


@pytest.mark.parametrize(
    ("objects", "fault"),
    [
        ([], "missing"),
        ([REFUSED], "refused"),
        ([{**BOTH[0], "text": TEXT + " "}], "text_differs"),
    ],
)
def test_health_counts_what_makes_a_score_void(objects: list[Object], fault: str) -> None:
    counts = health(GOLD, objects)
    assert counts.pop(fault) == 1
    assert not any(counts.values())


def test_what_was_read_as_it_stands_is_healthy() -> None:
    assert not any(health(GOLD, BOTH).values())


def test_a_refused_article_fails_the_gate_and_pins_nothing(hold: Hold) -> None:
    assert not hold([REFUSED], LIFT)
    assert "1 articles refused" in hold.text
    assert load(hold.place.floors).pins == {}

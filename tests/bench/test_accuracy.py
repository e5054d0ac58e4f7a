"""The two accuracy benches on invented gold, through the real scorers where they are present."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import attribution, chains
from bench.accuracy import Bench, measure
from bench.corpora import SHARED
from bench.product import Object

pytestmark = pytest.mark.skipif(
    not (SHARED / "score").is_dir(), reason="the scorers stand in ../shared/score"
)

TEXT = 'Harbour chief Lene Aas said on Monday, citing divers, that the ferry "had no lights".'
OUTER = {"source": [[0, 22]], "cue": [[23, 27]], "content": [[54, 84]]}
INNER = {"source": [[46, 52]], "cue": [[39, 45]], "content": [[59, 84]]}


def told(record: dict[str, Any], name: str, inside: str | None = None) -> dict[str, Any]:
    """A record as the program prints it."""
    hops = [{"name": "Lene Aas", "kind": "person", "firmness": "asserted"}]
    return {
        "id": name,
        **record,
        "inside": inside,
        "speech": "mixed",
        "firmness": "asserted",
        "who": {"name": "Lene Aas", "kind": "person", "id": None},
        "chain": hops,
        "root": {"name": "Lene Aas", "kind": "person", "named": True},
    }


def printed(*records: dict[str, Any]) -> list[Object]:
    return [
        {
            "id": "x",
            "input_id": "one",
            "text": TEXT,
            "refused": None,
            "attributions": list(records),
            "scare": [],
        }
    ]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    record = {
        "id": "a1",
        **OUTER,
        "inside": None,
        "speech": "mixed",
        "firmness": "asserted",
        "who": "Lene Aas",
        "kind": "person",
        "chain": ["Lene Aas"],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, "attributions": [record], "scare": []}))
    return path


@pytest.mark.parametrize("bench", [attribution.BENCH, chains.BENCH], ids=lambda each: each.name)
def test_what_equals_gold_scores_a_hundred(bench: Bench, gold: Path) -> None:
    outcome = measure(bench, gold, printed(told(OUTER, "p1")))
    got = {name: value for name, value in outcome.floors.items() if name != "nested_f1"}
    assert set(got.values()) == {100.0}
    assert set("".join(outcome.judgements[0].records)) == {"+"}


@pytest.mark.parametrize("bench", [attribution.BENCH, chains.BENCH], ids=lambda each: each.name)
def test_nothing_found_is_nothing_scored(bench: Bench, gold: Path) -> None:
    outcome = measure(bench, gold, printed())
    assert not any(outcome.floors.values())
    assert set("".join(outcome.judgements[0].records)) == {"."}


def test_a_nested_record_is_left_out_on_flat_gold(gold: Path) -> None:
    rows = printed(told(OUTER, "p1"), told(INNER, "p2", inside="p1"))
    flat = measure(attribution.BENCH, gold, rows)
    full = measure(attribution.ALL, gold, rows)
    assert flat.scores["record"]["p"] == 100.0
    assert full.scores["record"]["p"] == 50.0
    assert (flat.judgements[0].extra, full.judgements[0].extra) == (0, 1)


def test_a_wrong_edge_costs_its_role_alone(gold: Path) -> None:
    shorter = {**OUTER, "source": [[8, 22]]}
    outcome = measure(attribution.BENCH, gold, printed(told(shorter, "p1")))
    assert outcome.floors["source"] == 0.0
    assert outcome.floors["cue"] == 100.0
    assert outcome.judgements[0].records == ("-++",)


def test_a_wrong_root_shows_in_the_judgement(gold: Path) -> None:
    row = told(OUTER, "p1")
    row["root"] = {"name": "divers", "kind": "witness", "named": False}
    outcome = measure(chains.BENCH, gold, printed(row))
    assert outcome.floors["root"] == 0.0
    assert outcome.judgements[0].records == ("-++++",)


def test_a_bench_prints_one_object_last(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = tmp_path / "run.jsonl"
    run.write_text(json.dumps(printed(told(OUTER, "p1"))[0]) + "\n")
    code = attribution.main(["--gold", str(gold), "--predicted", str(run)])
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert code == 0
    assert last["bench"] == "attribution"
    assert last["source"]["f1"] == 100.0
    assert (last["documents"], last["text_differs"]) == (1, 0)

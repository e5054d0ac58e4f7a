"""What the benches of the heads share, and each of them on a line of gold with the real model."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import gate, heads
from bench.__main__ import main as door
from bench.corpora import SHARED, Absent, fingerprint
from bench.counts import Bin
from bench.heads import Bench, Gold, as_read, bare, marks, measure, told

BENCHES = tuple(each for each in gate.BENCHES if isinstance(each, Bench))

NEWS = (
    "The mayor of Orsk, Ilse Brandt, said on Monday that the old bridge was shut. "
    "Rescuers had found two boats near the harbour, and nobody was hurt."
)


def line(words: str) -> dict[str, Any]:
    start = NEWS.index(words)
    return {"begin": start, "end": start + len(words), "type": "Person"}


GOLD: dict[str, tuple[dict[str, Any], set[str]]] = {
    "entities": (
        {
            "id": "one",
            "sentences": [{"tokens": ["Ilse", "left"], "ner": ["B-Person", "O"]}],
        },
        {"f1", "by_type"},
    ),
    "entities, re3d": (
        {"id": "one", "text": NEWS, "entities": [line("Ilse Brandt")], "relations": []},
        {"f1", "by_type", "refused", "text_differs"},
    ),
    "roles": (
        {
            "text": "Divers found it.",
            "tokens": ["Divers", "found", "it", "."],
            "props": [{"pred": 1, "args": [["ARG0", 0, 1], ["ARG1", 2, 3]]}],
        },
        {"predicate_f1", "role_f1", "by_role"},
    ),
    "factuality": (
        {
            "text": "Divers found it , said Ost .",
            "targets": [{"span1": [1, 2], "label": 2}, {"span1": [4, 5], "label": 3}],
        },
        {"r", "mae", "predicates"},
    ),
    "plover": (
        {"marked": "<s>Orsk</s> thanked <t>Vell</t>.", "event": "SUPPORT", "quad": "1"},
        {"accuracy", "macro_f1", "quad_accuracy"},
    ),
    "frames": (
        {"marked": "<s>Orsk</s> thanked <t>Vell</t>.", "event": "SUPPORT", "quad": "1"},
        {"pair_event_f1", "best_f1", "pairs", "recall", "precision", "frames_a_sentence"},
    ),
    "frames, re3d": (
        {
            "id": "one",
            "text": NEWS,
            "entities": [],
            "relations": [
                {
                    "type": "AlliesOf",
                    "sourceBegin": 0,
                    "sourceEnd": 3,
                    "targetBegin": 4,
                    "targetEnd": 9,
                }
            ],
        },
        {"right", "found", "relations", "frames", "refused", "text_differs"},
    ),
}


@pytest.fixture
def gold(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(GOLD[request.param][0]) + "\n")
    return path


@pytest.mark.parametrize(("gold", "name"), [(each, each) for each in GOLD], indirect=["gold"])
def test_a_bench_prints_its_figures_and_one_object_last(
    gold: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bench = name.partition(",")[0]
    assert door([bench, "--gold", str(gold)]) == 0
    *said, last = capsys.readouterr().out.splitlines()
    row = json.loads(last)
    assert row.keys() == {"bench", "sha256", "documents"} | GOLD[name][1]
    assert (row["bench"], row["documents"]) == (bench, 1)
    assert row["sha256"] == fingerprint(gold)
    assert said


def test_articles_in_batches_are_marked_as_they_are_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [NEWS, "Divers found it.", "", "Orsk thanked Vell."]
    asked = [[(0, 3), (4, 9)], [(0, 6)], [], [(0, 4), (5, 12), (13, 17)]]
    pairs = [[((4, 9), (63, 67))], [], [], [((0, 4), (13, 17)), ((13, 17), (0, 4))]]
    together = marks(bare(texts), pairs=pairs, asked=asked)
    monkeypatch.setattr(heads, "BATCH", 1)
    assert marks(bare(texts), pairs=pairs, asked=asked) == together
    assert [len(each.factuality) for each in together] == [2, 1, 0, 3]
    assert [[(e.source, e.target) for e in each.events] for each in together] == pairs


def test_articles_are_read_and_what_is_none_holds_no_text() -> None:
    rows = [
        {"id": "one", "text": NEWS},
        {"id": "two", "text": "   "},
        {"id": "three", "text": NEWS.replace(". ", ".\r\n")},
    ]
    found, faults = as_read(rows)
    assert [each.input_id for each in found] == ["one", "two", "three"]
    assert [each.text for each in found] == [NEWS, "", ""]
    assert found[0].sentences
    assert faults == {"refused": 1, "text_differs": 1}


def bench(scores: dict[str, Any]) -> Bench:
    return Bench(
        "made", "made/dev.jsonl", lambda _: scores, lambda s: {"f1": s["f1"]}, lambda r: r[:1]
    )


def test_what_is_measured_has_floors_and_no_judgements(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n")
    outcome = measure(bench({"f1": 50.0, "refused": 2}), Gold(path, [{}]))
    assert outcome.floors == {"f1": 50.0}
    assert outcome.judgements == []
    assert outcome.faults == ["2 articles refused"]
    assert measure(bench({"f1": 50.0}), Gold(path, [{}])).faults == []


def test_of_the_dev_file_the_held_out_rows_count_and_of_another_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 1}\n{"id": 2}\n')
    monkeypatch.setattr(heads, "corpus", lambda name: path)
    assert bench({}).load().rows == [{"id": 1}]
    assert bench({}).load(path).rows == [{"id": 1}, {"id": 2}]


def test_gold_that_is_no_json_is_read_by_the_bench_itself(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text("Orsk\tB-Location\nburned\tO\n")
    made = replace(bench({}), read=lambda p: [{"line": row} for row in p.read_text().splitlines()])
    assert made.load(path).rows == [{"line": "Orsk\tB-Location"}, {"line": "burned\tO"}]


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> Path:
        raise Absent(f"{name} is not there")

    monkeypatch.setattr(heads, "corpus", none)


@pytest.mark.usefixtures("absent")
@pytest.mark.parametrize("made", BENCHES, ids=lambda each: each.name)
def test_without_gold_a_bench_is_skipped(made: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert heads.main(made, [], "") == 0
    assert capsys.readouterr().out == f"skipped: {made.gold} is not there\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpora stand in ../shared")
@pytest.mark.parametrize("made", BENCHES, ids=lambda each: each.name)
def test_the_dev_file_of_a_bench_is_one_of_the_corpora(made: Bench) -> None:
    assert made.load().rows


def test_figures_are_told_in_lines() -> None:
    scores = {"f1": 61.5, "by_type": {"Date": 70.0}, "bins": [Bin(0.8, 0.9, 1400, 0.85, 0.7)]}
    first, *rest = ("".join(f"{each} " for each in row.split()) for row in told(scores))
    assert first == "f1 61.5 "
    assert rest == [
        "by_type ",
        "Date 70 ",
        "bins low high n score right ",
        "0.8 0.9 1400 0.85 0.7 ",
    ]
    assert list(told({"bins": []}))


def test_every_figure_is_a_number_or_a_table_of_the_kind_that_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("{}\n")
    strange = bench({"f1": 1.0, "bins": [Bin(0, 0.1, 1, 0.05, 0)]})
    assert heads.main(strange, ["--gold", str(path)], "") == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["bins"] == [{"low": 0, "high": 0.1, "n": 1, "score": 0.05, "right": 0}]

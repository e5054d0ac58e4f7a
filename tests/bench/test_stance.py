"""The bench of stances: figures by hand, and an invented pair of articles through the product."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import stance

TEXTS = {
    "a": "The dam at Colm burst on Monday. Water ran through the lower town.",
    "b": "The story of the dam at Colm is a hoax, the mayor said. Nothing burst.",
    "c": "The dam at Colm has reportedly burst. Officials have yet to speak.",
    "d": "The price of barley rose by a third in the markets of the coast.",
}
SAID = "The dam at Colm burst"
GOLD = [("a", "agree"), ("b", "disagree"), ("c", "discuss"), ("d", "unrelated")]


def test_each_article_stands_somewhere() -> None:
    rows = [{"statement": SAID, "article": each} for each, _ in GOLD]
    assert [str(each) for each in stance.answers(rows, TEXTS)] == [want for _, want in GOLD]


@pytest.mark.parametrize(
    ("told", "macro", "agree"),
    [
        (["agree", "disagree", "discuss", "unrelated"], 100.0, 100.0),
        (["agree", "agree", "agree", "agree"], 10.0, 40.0),
        (["disagree", "agree", "unrelated", "discuss"], 0.0, 0.0),
    ],
)
def test_figures(told: list[str], macro: float, agree: float) -> None:
    found = stance.figures([want for _, want in GOLD], told)
    assert (found["macro_f1"], found["agree"]) == (macro, agree)


def test_a_given_file_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = tmp_path / "articles.jsonl"
    rows = [{"id": name, "text": text} for name, text in TEXTS.items()]
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    gold = tmp_path / "gold.jsonl"
    pairs = [{"statement": SAID, "article": name, "stance": want} for name, want in GOLD]
    gold.write_text("".join(json.dumps(row) + "\n" for row in pairs), encoding="utf-8")
    monkeypatch.setattr(stance, "corpus", lambda _: articles)
    assert stance.main(["--gold", str(gold)]) == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["bench"], told["documents"], told["macro_f1"]) == ("stance", 4, 100.0)

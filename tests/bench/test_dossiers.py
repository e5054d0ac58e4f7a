"""The bench of dossiers on an invented story, through the real model and the real scorer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.corpora import Absent, scorer
from bench.dossiers import answers

STORY = {
    "story": "ferry",
    "claim": "The ferry Maud sank off Orla Point.",
    "articles": [{"id": "a", "carries": True}, {"id": "b", "carries": False}],
    "independent_roots_low": 1,
    "independent_roots_high": 1,
    "disputes": [],
}
ROWS = [
    {"id": "a", "text": "The ferry Maud sank off Orla Point, the coast guard said on Monday."},
    {"id": "b", "text": "The price of barley rose by a third in May, a merchant said on Friday."},
]


def test_a_story_is_read_and_asked(tmp_path: Path) -> None:
    try:
        module = scorer("dossiers")
    except Absent:
        pytest.skip("no corpora beside the checkout")
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    told = answers([STORY], path)
    figures, _ = module.score({"ferry": STORY}, told)
    assert (figures["articles_f1"], figures["roots_inside"]) == (100, 100)

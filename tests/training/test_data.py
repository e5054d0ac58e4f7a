"""Gold to training windows.  Needs no torch."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer

import sayso.mark
from sayso.mark.labels import ARCS, TAGS
from training.data import UNKNOWN, Doc, Record, load, roughen, rows, trim
from training.rows import Row

TEXT = "The mayor said that engineers denied cracks. “All is well,” Lind added, “for now.”"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    held = Tokenizer.from_file(str(Path(sayso.mark.__file__).parent / "model" / "tokenizer.json"))
    held.no_truncation()
    held.no_padding()
    return held


def span(words: str, text: str = TEXT) -> tuple[int, int]:
    at = text.index(words)
    return at, at + len(words)


def gold(*, nested: bool) -> Doc:
    outer = Record(span("said"), (span("The mayor"),), (span("that engineers denied cracks"),))
    inner = Record(span("denied"), (span("engineers"),), (span("cracks"),))
    split = Record(span("added"), (span("Lind"),), (span("All is well"), span("for now")))
    records = (outer, inner, split) if nested else (outer, split)
    return Doc("d", TEXT, records, nested)


def labelled(example: Row, tokenizer: Tokenizer) -> dict[str, int]:
    words = [str(tokenizer.id_to_token(int(i))) for i in example.ids]
    return {word: int(tag) for word, tag in zip(words, example.targets["tags"], strict=True)}


def test_edges_are_trimmed_as_the_scorer_does() -> None:
    text = "He said “yes,” and “no.” It ends"
    assert trim(text, [(8, 14), (19, 24)]) == ((9, 12), (20, 22))
    assert trim("a “b” “c” d", [(2, 5), (6, 9)]) == ((3, 8),)
    assert trim("x ,. y", [(2, 4)]) == ()


def test_flat_corpora_leave_open_what_is_inside_a_content(tokenizer: Tokenizer) -> None:
    [example] = rows(gold(nested=False), tokenizer, None)
    tags = labelled(example, tokenizer)
    assert tags["said"] == TAGS.index("B-cue")
    assert tags["denied"] == UNKNOWN
    assert tags["mayor"] == TAGS.index("O")


def test_nested_corpora_tell_inner_cues(tokenizer: Tokenizer) -> None:
    [example] = rows(gold(nested=True), tokenizer, None)
    tags = labelled(example, tokenizer)
    assert tags["denied"] == TAGS.index("B-inner")
    assert tags["cracks"] == TAGS.index("O")


def test_each_cue_has_its_own_arcs(tokenizer: Tokenizer) -> None:
    [example] = rows(gold(nested=True), tokenizer, None)
    words = [tokenizer.id_to_token(int(i)) for i in example.ids]
    said, denied, added = example.targets["arcs"]
    assert ARCS[said[words.index("mayor")]] == "I-source"
    assert ARCS[said[words.index("denied")]] == "I-content"
    assert ARCS[denied[words.index("engineers")]] == "B-source"
    assert ARCS[denied[words.index("cracks")]] == "B-content"
    assert ARCS[added[words.index("all")]] == "B-content"
    assert ARCS[added[words.index("for")]] == "B-content"
    assert [words[c] for c in example.targets["anchors"]] == ["said", "denied", "added"]


@pytest.mark.parametrize("seed", range(20))
def test_rough_copies_keep_their_spans(seed: int) -> None:
    text = "One said,\n\ntwo, it’s told, that 'three' came."
    doc = Doc(
        "d", text, (Record(span("told", text), (span("two", text),), (span("came", text),)),), False
    )
    rough = roughen(doc, random.Random(seed))
    [record] = rough.records
    assert rough.text[slice(*record.cue)] == "told"
    assert rough.text[slice(*record.source[0])] == "two"
    assert rough.text[slice(*record.content[0])] == "came"
    assert rough.text != text


def test_long_articles_become_several_windows_with_all_cues(tokenizer: Tokenizer) -> None:
    text = "\n".join(f"Speaker {i} said that the gate was open all day long." for i in range(90))
    starts = [i for i in range(len(text)) if text.startswith("said", i)]
    doc = Doc("d", text, tuple(Record((s, s + 4), (), ()) for s in starts), True)
    found = list(rows(doc, tokenizer, random.Random(3)))
    assert len(found) > 2
    assert sum(len(r.targets["anchors"]) for r in found) >= 90
    for row in found:
        shape = (len(row.targets["anchors"]), len(row.ids))
        assert row.targets["arcs"].shape == row.targets["buckets"].shape == shape


def test_load_reads_the_corpus_format(tmp_path: Path) -> None:
    rows = [
        {
            "id": "x",
            "text": "Ann said: yes",
            "attributions": [
                {"source": [[0, 3]], "cue": [[4, 8]], "content": [[10, 13]]},
                {"source": None, "cue": [[8, 9]], "content": [[10, 13]]},
                {"source": [], "cue": [], "content": [[10, 13]]},
            ],
        }
    ]
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    [doc] = load(path, nested=True)
    assert [r.cue for r in doc.records] == [(4, 8), (8, 9)]
    assert doc.records[0].source == ((0, 3),)

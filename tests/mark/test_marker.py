"""The shipped model, run for real."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

import sayso.mark
from sayso.errors import ModelError
from sayso.mark import Marker, fingerprint
from sayso.mark.labels import ENTITIES, QUADS, ROLES
from sayso.mark.processor import Precision
from sayso.records import Article, CueMark

MODEL = Path(sayso.mark.__file__).parent / "model"
STORY = (
    "The bridge at Velin is closed, the mayor said on Monday.\n\n"
    "“We will open it again in spring,” Anna Lind told reporters. "
    "Engineers denied that the pillars had cracked.\n\n"
    "According to the River Authority, two barges struck the second pillar."
)


def article(text: str, name: str = "a") -> Article:
    return Article(id=name, input_id=name, text=text)


@pytest.fixture(scope="module")
def marker() -> Marker:
    return Marker.load()


def texts(text: str, cue: CueMark) -> tuple[str, str, str]:
    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " ... ".join(text[s:e] for s, e in spans)

    return words(cue.source), words((cue.cue,)), words(cue.content)


def test_an_article_is_read(marker: Marker) -> None:
    [marks] = marker.mark([article(STORY)])
    found = {texts(STORY, c)[1]: texts(STORY, c) for c in marks.cues}
    assert found["said"][0] == "the mayor"
    assert "bridge at Velin is closed" in found["said"][2]
    assert found["told"][0] == "Anna Lind"
    assert "open it again in spring" in found["told"][2]
    assert found["According to"][0] == "the River Authority"
    assert found["According to"][2].startswith("two barges struck")


def test_scores_are_probabilities_and_spans_lie_in_the_text(marker: Marker) -> None:
    [marks] = marker.mark([article(STORY)])
    assert marks.article == "a"
    for cue in marks.cues:
        assert 0 < cue.score <= 1
        for start, end in (cue.cue, *cue.source, *cue.content):
            assert 0 <= start < end <= len(STORY)


def test_every_mark_lies_in_the_text(marker: Marker) -> None:
    [marks] = marker.mark([article(STORY)])
    spans = [e.span for e in marks.entities]
    spans += [s for p in marks.predicates for s in (p.span, *(r.span for r in p.roles))]
    spans += [s for e in marks.events for s in (e.source, e.target)]
    assert spans
    assert all(0 <= a < b <= len(STORY) for a, b in spans)
    assert {e.type for e in marks.entities} <= {label[2:] for label in ENTITIES}
    assert {r.role for p in marks.predicates for r in p.roles} <= {r[2:] for r in ROLES}
    scores = [each.score for each in marks.entities]
    scores += [each.score for each in marks.predicates]
    scores += [each.score for each in marks.events]
    assert all(0 < score <= 1 for score in scores)


def test_names_and_what_they_do_are_found(marker: Marker) -> None:
    text = "On Monday rebels attacked Velin, a town in Norvia, and Anna Lind of the Red Cross fled."
    [marks] = marker.mark([article(text)])
    named = {text[slice(*e.span)]: e.type for e in marks.entities}
    assert named["Anna Lind"] == "Person"
    assert named["Velin"] == "Location"
    assert named["Monday"] == "Date"
    told = {text[slice(*p.span)]: p for p in marks.predicates}
    assert {"attacked", "fled"} <= set(told)
    assert told["fled"].factuality > 1.5


def test_who_does_what_to_whom(marker: Marker) -> None:
    text = "The army attacked the town."
    [marks] = marker.mark([article(text)])
    [attacked] = marks.predicates
    assert text[slice(*attacked.span)] == "attacked"
    roles = {r.role: text[slice(*r.span)] for r in attacked.roles}
    assert roles == {"ARG0": "The army", "ARG1": "the town"}


def test_what_did_not_happen_is_less_factual(marker: Marker) -> None:
    texts = ["The army attacked the town.", "The army did not attack the town."]
    values = []
    for marks, text in zip(marker.mark([article(t) for t in texts]), texts, strict=True):
        [value] = [p.factuality for p in marks.predicates if "attack" in text[slice(*p.span)]]
        values.append(value)
    assert values[0] > values[1] + 0.5


@pytest.mark.parametrize(
    ("text", "negation"),
    [
        ("The army can't take the town.", "n't"),
        ("The army couldn’t take the town.", "n’t"),
        ("The army will not take the town.", "not"),
    ],
)
def test_a_negation_is_parted_from_its_modal(marker: Marker, text: str, negation: str) -> None:
    [marks] = marker.mark([article(text)])
    [take] = [p for p in marks.predicates if text[slice(*p.span)] == "take"]
    roles = {r.role: text[slice(*r.span)] for r in take.roles}
    assert roles["ARGM-NEG"] == negation


def test_pairs_that_are_asked_for_are_answered_in_order(marker: Marker) -> None:
    text = "The army bombed the town, and the town thanked the Red Cross for its aid."
    army, town = (0, 8), (16, 24)
    again, cross = (30, 38), (47, 60)
    asked = [(again, cross), (army, town)]
    [marks] = marker.mark([article(text)], pairs=[asked])
    assert [(e.source, e.target) for e in marks.events] == asked
    assert marks.events[1].event == "ASSAULT"
    assert [e.quad for e in marks.events] == [QUADS[e.event] for e in marks.events]
    [free] = marker.mark([article(text)])
    assert (army, town) in {(e.source, e.target) for e in free.events}
    [none] = marker.mark([article(text)], pairs=[[]])
    assert none.events == ()


def test_factuality_of_spans_that_are_asked_for(marker: Marker) -> None:
    text = "The bridge fell."
    [marks] = marker.mark([article(text)], asked=[[(11, 15), (4, 10)]])
    assert len(marks.factuality) == 2
    [fell] = [p for p in marks.predicates if p.span == (11, 15)]
    assert marks.factuality[0] == pytest.approx(fell.factuality, abs=0.01)


def test_what_is_not_in_the_text_cannot_be_asked(marker: Marker) -> None:
    with pytest.raises(ValueError, match="number 1 is not there"):
        marker.mark([article("It fell.")], asked=[[(3, 7), (90, 95)]])


def test_every_sentence_has_one_vector(marker: Marker) -> None:
    text = "\n\n".join(f"In year {n} the river rose. The town of Velin stood." for n in range(60))
    read = replace(article(text), sentences=tuple(sentences_of(text)))
    [marks] = marker.mark([read])
    assert [s.span for s in marks.sentences] == list(read.sentences)
    assert {len(s.vector) for s in marks.sentences} == {384}
    [without] = marker.mark([article(text)])
    assert [s.span for s in without.sentences] == list(read.sentences)


def test_vectors_tell_what_sentences_are_about(marker: Marker) -> None:
    texts = [
        "Rebels shot down a military helicopter near the border.",
        "A helicopter of the army was downed by insurgents close to the frontier.",
        "The bakery sells bread and cakes from six in the morning.",
    ]
    vectors = [
        np.frombuffer(m.sentences[0].vector, np.int8).astype(float)
        for m in marker.mark([article(t) for t in texts])
    ]
    units = np.stack([v / np.linalg.norm(v) for v in vectors])
    cosines = units @ units.T
    assert cosines[0, 1] > cosines[0, 2] + 0.2


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The sentences of a text without any trap."""
    out, at = [], 0
    for part in text.replace("\n\n", " ").replace(". ", ".\0").split("\0"):
        start = text.index(part.strip(), at)
        out.append((start, start + len(part.strip())))
        at = out[-1][1]
    return out


def test_marks_do_not_depend_on_what_is_read_beside(marker: Marker) -> None:
    others = [article(STORY[:n], f"b{n}") for n in (20, 60, 130, 200)]
    [alone] = marker.mark([article(STORY)])
    together = marker.mark([*others, article(STORY), *others])
    assert together[4] == alone
    assert [m.article for m in together[:4]] == ["b20", "b60", "b130", "b200"]


def test_marks_do_not_depend_on_the_number_of_threads(marker: Marker) -> None:
    assert Marker.load(threads=2).mark([article(STORY)]) == marker.mark([article(STORY)])


@pytest.mark.parametrize("precision", ["int8", "float32"])
def test_both_kinds_of_products_find_the_same(marker: Marker, precision: Precision) -> None:
    [marks] = Marker.load(precision=precision).mark([article(STORY)])
    [usual] = marker.mark([article(STORY)])
    assert [c.cue for c in marks.cues] == [c.cue for c in usual.cues]
    assert [(e.span, e.type) for e in marks.entities] == [(e.span, e.type) for e in usual.entities]
    for ours, theirs in zip(marks.cues, usual.cues, strict=True):
        assert ours.score == pytest.approx(theirs.score, abs=0.1)


def test_products_in_8_bits_round_and_those_in_floats_do_not() -> None:
    """Were either option passed over by onnxruntime, both would give the same."""
    whole, rounded = (
        Marker.load(precision=each).mark([article(STORY)])[0] for each in ("float32", "int8")
    )
    assert [p.factuality for p in whole.predicates] != [p.factuality for p in rounded.predicates]


def test_a_long_text_is_read_to_its_end(marker: Marker) -> None:
    filler = "The river runs through the old town and past the mill. " * 120
    text = f"{filler}\n\n{STORY}\n\n{filler}"
    [marks] = marker.mark([article(text)])
    shift = len(filler) + 2
    [alone] = marker.mark([article(STORY)])
    cues = {text[slice(*c.cue)] for c in marks.cues if shift <= c.cue[0] < shift + len(STORY)}
    assert {STORY[slice(*c.cue)] for c in alone.cues} <= cues
    assert [c.cue for c in marks.cues] == sorted(c.cue for c in marks.cues)


@pytest.mark.parametrize("text", ["", " \n ", "“", "\ud800", "word " * 3000, "字" * 900])
def test_odd_texts_are_no_trouble(marker: Marker, text: str) -> None:
    [marks] = marker.mark([article(text)])
    for cue in marks.cues:
        assert cue.cue[1] <= len(text)


def test_nothing_in_nothing_out(marker: Marker) -> None:
    assert marker.mark([]) == []


def test_the_name_tells_the_file(marker: Marker) -> None:
    meta = onnxruntime.InferenceSession(str(MODEL / "model.onnx")).get_modelmeta()
    assert marker.name.startswith("sayso")
    assert marker.name.split("(")[1].rstrip(")") in meta.custom_metadata_map["sayso"]


def test_the_fingerprint_is_that_of_the_file(tmp_path: Path) -> None:
    copy = tmp_path / "model.onnx"
    shutil.copy(MODEL / "model.onnx", copy)
    assert fingerprint(copy) == fingerprint()
    copy.write_bytes(copy.read_bytes() + b" ")
    assert fingerprint(copy) != fingerprint()


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.onnx: no such file; reinstall"):
        Marker.load(tmp_path)


def test_a_damaged_model_says_what_to_do(tmp_path: Path) -> None:
    shutil.copy(MODEL / "tokenizer.json", tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"not a model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        Marker.load(tmp_path)

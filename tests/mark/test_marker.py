"""The shipped model, run for real."""

from __future__ import annotations

import shutil
from pathlib import Path

import onnxruntime
import pytest

import sayso.mark
from sayso.errors import ModelError
from sayso.mark import Marker, fingerprint
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


def test_marks_do_not_depend_on_what_is_read_beside(marker: Marker) -> None:
    others = [article(STORY[:n], f"b{n}") for n in (20, 60, 130, 200)]
    [alone] = marker.mark([article(STORY)])
    together = marker.mark([*others, article(STORY), *others])
    assert together[4] == alone
    assert [m.article for m in together[:4]] == ["b20", "b60", "b130", "b200"]


def test_marks_do_not_depend_on_the_number_of_threads(marker: Marker) -> None:
    assert Marker.load(threads=2).mark([article(STORY)]) == marker.mark([article(STORY)])


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

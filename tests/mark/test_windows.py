"""Word pieces keep offsets into the stored text; windows cover everything once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

import sayso.mark
from sayso.mark.windows import FEATURES, PARAGRAPH, SENTENCE, pieces, windows

MODEL = Path(sayso.mark.__file__).parent / "model"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    held = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    held.no_truncation()
    held.no_padding()
    return held


def words(tokenizer: Tokenizer, text: str) -> list[str]:
    cut = pieces(tokenizer, text)
    return [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor 🏛️ said: “we wait”.",
        "قال المتحدث the spokesman said",
        "市长说 the mayor said",
        "Cafe\u0301 owner Zoë said so",
        "a lone \ud800 surrogate said",
    ],
)
def test_offsets_are_code_points_of_the_stored_text(tokenizer: Tokenizer, text: str) -> None:
    assert "said" in words(tokenizer, text)


def test_features_tell_case_quotes_and_paragraphs(tokenizer: Tokenizer) -> None:
    text = 'MAYOR Lind said "no more".\nShe left.'
    cut = pieces(tokenizer, text)
    at = {text[s:e]: f for s, e, f in zip(cut.starts, cut.ends, cut.features, strict=True)}
    assert at["MAYOR"] == 2 * 4 + 2  # capitals throughout, first of a paragraph
    assert at["said"] == 0
    assert at["more"] == 1  # inside quotation marks
    assert at["She"] == 1 * 4 + 2
    assert at["left"] == 0
    assert cut.features.max() < FEATURES


@pytest.mark.parametrize("text", ["Holmgren's ferry, 10,000 strong, left.", "U.S. guards", "Zoë"])
def test_pieces_know_their_word(tokenizer: Tokenizer, text: str) -> None:
    cut = pieces(tokenizer, text)
    assert cut.words[0] == 0 and len(cut.words) == len(cut)
    goes_on = [str(tokenizer.id_to_token(int(i))).startswith("##") for i in cut.ids]
    assert (np.diff(cut.words) == 0).tolist() == goes_on[1:]
    assert set(np.diff(cut.words).tolist()) <= {0, 1}


def test_a_lone_opening_mark_ends_with_its_line(tokenizer: Tokenizer) -> None:
    text = "He said “we wait\nand left"
    cut = pieces(tokenizer, text)
    at = {text[s:e]: int(f) & 1 for s, e, f in zip(cut.starts, cut.ends, cut.features, strict=True)}
    assert (at["wait"], at["left"]) == (1, 0)


def test_cuts_tell_paragraphs_from_sentences(tokenizer: Tokenizer) -> None:
    text = "One came. Two left.\n\nThree stayed at 3.5 miles."
    cut = pieces(tokenizer, text)
    kinds = {text[s:e]: int(c) for s, e, c in zip(cut.starts, cut.ends, cut.cuts, strict=True)}
    assert (kinds["One"], kinds["Two"], kinds["Three"]) == (PARAGRAPH, SENTENCE, PARAGRAPH)
    assert kinds["5"] == kinds["miles"] == 0


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Gen. Ivo Prent spoke. He left.", ["Gen. Ivo Prent spoke.", "He left."]),
        ("The U.S. envoy came. No one met her.", ["The U.S. envoy came.", "No one met her."]),
        ("It cost approx. ten. I paid.", ["It cost approx. ten.", "I paid."]),
        ("“We won.” They left", ["“We won.”", "They left"]),
        ("A line\nanother", ["A line", "another"]),
        ("", []),
    ],
)
def test_sentences_do_not_end_after_titles_and_initials(
    tokenizer: Tokenizer, text: str, sentences: list[str]
) -> None:
    assert [text[a:b] for a, b in pieces(tokenizer, text).sentences()] == sentences


def test_segments_number_the_sentences_of_a_window(tokenizer: Tokenizer) -> None:
    cut = pieces(tokenizer, "One came. Two left.\n\nThree stayed.")
    whole = cut.segments(0, len(cut))
    assert [int(n) for n in np.unique(whole)] == [1, 2, 3]
    part = cut.segments(1, len(cut))
    assert (np.diff(part) == np.diff(whole[1:])).all()


def test_covered_is_the_pieces_that_touch_a_span(tokenizer: Tokenizer) -> None:
    text = "the unbelievable mayor said"
    cut = pieces(tokenizer, text)
    first, last = cut.covered(4, 16)
    assert text[cut.starts[first] : cut.ends[last - 1]] == "unbelievable"
    assert cut.covered(3, 4) == (first, first)


def test_no_text_has_no_pieces_and_no_windows(tokenizer: Tokenizer) -> None:
    cut = pieces(tokenizer, "")
    assert len(cut) == 0
    assert windows(cut.cuts) == []


@given(
    st.lists(st.sampled_from([0, 0, 0, 0, 0, SENTENCE, PARAGRAPH]), max_size=400),
    st.integers(4, 60),
    st.integers(0, 20),
)
def test_every_piece_is_owned_once_and_read_where_it_is_owned(
    cuts: list[int], size: int, overlap: int
) -> None:
    plan = windows(np.array(cuts, dtype=np.int8), size, min(overlap, size // 3))
    owned = [i for w in plan for i in range(w.own_first, w.own_last)]
    assert owned == list(range(len(cuts)))
    for w in plan:
        assert w.first <= w.own_first <= w.own_last <= w.last
        assert w.last - w.first <= size


def test_windows_end_at_paragraphs_where_they_can() -> None:
    cuts = np.zeros(100, dtype=np.int8)
    cuts[[0, 30, 58]] = PARAGRAPH
    cuts[45] = SENTENCE
    plan = windows(cuts, 60, 10)
    assert (plan[0].first, plan[0].last) == (0, 58)
    assert plan[1].first == 58

"""Words as numbers, and the promise of winnowing: eight words in common leave a fingerprint."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.words import SHINGLE, WINDOW, fingerprints, shingles, words

NAMES = ["ferry", "pier", "storm", "mayor", "boats", "north", "crew", "said", "left"]
WORDS = st.lists(st.sampled_from(NAMES))


def test_a_word_has_the_same_number_on_every_machine() -> None:
    assert words("Ferry").numbers.tolist() == words("ferry").numbers.tolist()
    assert words("ferry").numbers.tolist() == [1188261472080712558]


def test_a_text_that_lost_its_apostrophes_still_matches() -> None:
    whole, bare = words("The mayor’s men don't wait"), words("The mayors men dont wait")
    assert whole.numbers.tolist() == bare.numbers.tolist()


def test_words_point_into_the_text() -> None:
    text = "“Öl”, said Ana—twice; 2,300 cars."
    cut = words(text)
    assert [text[s:e] for s, e in zip(cut.starts, cut.ends, strict=True)] == [
        "Öl",
        "said",
        "Ana",
        "twice",
        "2",
        "300",
        "cars",
    ]
    assert cut.covered(0, 8) == (0, 2)


@given(WORDS)
def test_shingles_of_equal_words_are_equal_and_only_those(some: list[str]) -> None:
    numbers = shingles(words(" ".join(some)).numbers).tolist()
    runs = [tuple(some[i : i + SHINGLE]) for i in range(len(some) - SHINGLE + 1)]
    for i, run in enumerate(runs):
        for j, other in enumerate(runs):
            assert (numbers[i] == numbers[j]) == (run == other)


@given(WORDS, WORDS, WORDS, WORDS, st.lists(st.integers(0, 10**6), min_size=8, max_size=12))
def test_eight_words_in_common_leave_a_fingerprint(
    a: list[str], b: list[str], c: list[str], d: list[str], shared: list[int]
) -> None:
    assert len(shared) >= SHINGLE + WINDOW - 1
    run = [f"w{number}" for number in shared]
    one, other = (
        fingerprints(words(" ".join(a + run + b))),
        fingerprints(words(" ".join(c + run + d))),
    )
    assert set(one.numbers.tolist()) & set(other.numbers.tolist())


def test_about_two_shingles_in_five_are_kept() -> None:
    text = " ".join(f"word{number * 7919 % 10007}" for number in range(5000))
    cut = words(text)
    kept = len(fingerprints(cut).numbers) / len(shingles(cut.numbers))
    assert 0.35 < kept < 0.45
    assert fingerprints(cut).numbers.dtype == np.int64


def test_a_short_text_has_few_fingerprints_or_none() -> None:
    assert len(fingerprints(words("four words are few")).numbers) == 0
    assert len(fingerprints(words("five words are already enough")).numbers) == 1
    assert len(fingerprints(words("")).numbers) == 0

"""A name heeds the other places where it stands in its article."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer

import sayso.mark
from sayso.mark import Marker
from sayso.mark.decode import Floats, log_softmax
from sayso.mark.entities import DOUBT, HEED, alike, decode, echoes, heeding
from sayso.mark.labels import ENTITIES
from sayso.mark.windows import Pieces, Window, pieces, windows
from sayso.records import Article

TOKENIZER = Path(sayso.mark.__file__).parent / "model" / "tokenizer.json"


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(TOKENIZER))


def leaning(labels: list[str], by: float = 6.0) -> Floats:
    """Scores of pieces that each lean to a label."""
    out = np.zeros((len(labels), len(ENTITIES)), dtype=np.float32)
    for row, label in zip(out, labels, strict=True):
        row[ENTITIES.index(label)] = by
    return out


def numbered(cut: Pieces, text: str) -> list[tuple[str, int]]:
    """Each piece as it is spelled, and its number."""
    spelled = [text[a:b] for a, b in zip(cut.starts, cut.ends, strict=True)]
    return list(zip(spelled, alike(cut).tolist(), strict=True))


# --- which pieces are alike -----------------------------------------------------------------------


def test_the_same_word_has_the_same_numbers_in_any_case(tokenizer: Tokenizer) -> None:
    text = "Karsund sued. KARSUND lost, and karsund paid."
    made = numbered(pieces(tokenizer, text), text)
    words = [[number for word, number in made if word in parts] for parts in ({"sued"}, {"lost"})]
    numbers = [number for _, number in made]
    size = next(i for i, (word, _) in enumerate(made) if word == "sued")
    assert size > 1, "more than one piece, or the test shows too little"
    at = [i for i, number in enumerate(numbers) if number == numbers[0]]
    assert len(at) == 3
    assert all(numbers[i : i + size] == numbers[:size] for i in at)
    assert words[0] != words[1]


def test_pieces_of_other_words_are_not_alike(tokenizer: Tokenizer) -> None:
    text = "Holm met Holmgren and Holmberg."
    made = numbered(pieces(tokenizer, text), text)
    assert len({number for _, number in made}) == len(made)
    assert len(made) > len(text.split()) + 1, "the long names begin with the piece of the short one"


@given(st.lists(st.sampled_from(["Holm", "Karsund", "the", "Ferry", "U.S.", "10,000"]), max_size=9))
def test_two_pieces_are_alike_only_where_their_words_are(words: list[str]) -> None:
    cut = pieces(Tokenizer.from_file(str(TOKENIZER)), " ".join(words))
    numbers = alike(cut)
    assert len(numbers) == len(cut)
    for number in set(numbers.tolist()):
        assert len(set(cut.ids[numbers == number].tolist())) == 1
    lengths = {n: int((cut.words == n).sum()) for n in cut.words.tolist()}
    for number in set(numbers.tolist()):
        assert len({lengths[int(n)] for n in cut.words[numbers == number]}) == 1


def test_an_empty_text_has_no_numbers(tokenizer: Tokenizer) -> None:
    assert alike(pieces(tokenizer, "")).tolist() == []


# --- what they tell each other --------------------------------------------------------------------


def numbers(*values: int) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)


def test_a_piece_that_stands_alone_hears_nothing() -> None:
    made = leaning(["B-Person", "O", "B-Location"])
    assert (echoes(made, numbers(0, 1, 2)) == 0).all()
    assert echoes(made[:0], numbers()).shape == (0, len(ENTITIES))


def test_two_places_tell_each_other_their_type_and_not_where_it_begins() -> None:
    made = leaning(["B-Location", "O"])
    told = echoes(made, numbers(0, 0))
    begin, inside = (ENTITIES.index(f"{tag}-Location") for tag in "BI")
    assert told[1, begin] == told[1, inside] == told[1].max()
    assert told[0, 0] == told[0].max()  # the other is no entity
    chance = np.exp(log_softmax(made))[0]
    wanted = HEED * np.log(chance[begin] + chance[inside] + DOUBT)
    assert told[1, begin] == pytest.approx(wanted, abs=1e-5)


def test_what_many_say_counts_as_their_mean() -> None:
    """A hundred places weigh no more than two that agree: a name is no vote of its mentions."""
    few = echoes(leaning(["B-Location"] * 3), numbers(0, 0, 0))
    many = echoes(leaning(["B-Location"] * 101), numbers(*[0] * 101))
    assert many[0] == pytest.approx(few[0], abs=1e-4)


@given(st.integers(0, 2**32 - 1))
def test_help_has_its_bounds(seed: int) -> None:
    lot = np.random.default_rng(seed)
    made = lot.normal(0, 8, (12, len(ENTITIES))).astype(np.float32)
    told = echoes(made, lot.integers(0, 5, 12))
    assert np.isfinite(told).all()
    assert told.max() <= HEED * np.log(1 + DOUBT) + 1e-6
    assert told.min() >= HEED * np.log(DOUBT) - 1e-6


# --- windows of one article -----------------------------------------------------------------------


def types(scores: list[Floats]) -> list[list[tuple[int, str]]]:
    """First piece and type of the entities of each window."""
    found: list[list[tuple[int, str]]] = [[] for _ in scores]
    for each in decode(scores):
        found[each.window].append((each.span[0], each.type))
    return found


def two(tokenizer: Tokenizer) -> tuple[Pieces, list[Window]]:
    """Two sentences that both name somebody, each with a window of its own."""
    cut = pieces(tokenizer, "Holm won. Holm lost.")
    half = len(cut) // 2
    return cut, [Window(0, half, 0, half), Window(half, len(cut), half, len(cut))]


def test_a_window_that_is_unsure_heeds_one_that_knows(tokenizer: Tokenizer) -> None:
    cut, places = two(tokenizer)
    sure = leaning(["B-Location", "O", "O"], 8)
    unsure = leaning(["B-Location", "O", "O"], 1.0)
    unsure[0, ENTITIES.index("B-Person")] = 1.5
    assert types([sure, unsure]) == [[(0, "Location")], [(0, "Person")]]
    assert types(heeding([sure, unsure], places, cut)) == [[(0, "Location")], [(0, "Location")]]


def test_who_is_sure_is_not_talked_round(tokenizer: Tokenizer) -> None:
    cut, places = two(tokenizer)
    made = [leaning(["B-Location", "O", "O"], 8), leaning(["B-Person", "O", "O"], 12)]
    assert types(heeding(made, places, cut)) == types(made)


def test_of_pieces_in_two_windows_the_owner_is_heard(tokenizer: Tokenizer) -> None:
    cut, _ = two(tokenizer)
    half = len(cut) // 2
    places = [Window(0, len(cut), 0, half), Window(half, len(cut), half, len(cut))]
    first = leaning(["B-Location", "O", "O", "B-Date", "O", "O"], 8)
    other = leaning(["B-Location", "O", "O"], 8)
    whole, part = heeding([first, other], places, cut)
    place, date = ENTITIES.index("B-Location"), ENTITIES.index("B-Date")
    assert (whole - first)[0, place] > (whole - first)[0, date], "the window that owns it says so"
    assert (whole - first)[half:] == pytest.approx(part - other, abs=1e-6)


# --- the shipped model ----------------------------------------------------------------------------

VILLAGE = "The village of Brask lies on the lake. Buses to Brask stopped."
LONG = " ".join(
    ["The committee will meet when the weather allows it, and expects little of it."] * 24
)


def test_a_name_far_from_what_tells_it_is_told_by_it() -> None:
    marker = Marker.load()
    last = "What about Brask?"
    text = f"{VILLAGE}\n\n{LONG}\n\n{last}"
    assert len(windows(pieces(Tokenizer.from_file(str(TOKENIZER)), text).cuts)) > 1
    alone, whole = marker.mark(
        [Article(id=n, input_id=n, text=t) for n, t in (("a", last), ("b", text))]
    )
    assert [e.type for e in alone.entities] == ["Person"]
    assert [text[slice(*e.span)] for e in whole.entities] == ["Brask"] * 3
    assert {e.type for e in whole.entities} == {"Location"}

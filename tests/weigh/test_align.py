"""Passages of two texts: what is found, and what holds for any two texts."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sayso.weigh.align import LEAST, align
from sayso.weigh.words import words

LEAD = "Divers searched the harbour of Tessel for a second day on Thursday"
BODY = (
    "after a pilot boat with nine people on board sank in heavy seas close to the old mole, "
    "the coast guard said in a short statement that gave no cause for the loss of the vessel"
)
END = "A spokesman for the port declined to say when the inquiry would end"


def texts(a: str, b: str) -> list[tuple[str, str]]:
    one, other = words(a), words(b)
    return [(a[slice(*one.span(*p.a))], b[slice(*other.span(*p.b))]) for p in align(one, other)]


def test_a_text_is_one_passage_of_itself() -> None:
    whole = f"{LEAD} {BODY}. {END}"
    assert texts(whole, whole) == [(whole, whole)]


def test_small_edits_do_not_end_a_passage() -> None:
    edited = BODY.replace("nine people", "ten sailors").replace("heavy", "rough")
    [(a, b)] = texts(f"{LEAD} {BODY}", f"Nobody knows why it happened {edited}")
    assert a == BODY and b == edited


def test_passages_may_stand_in_another_order() -> None:
    found = texts(f"{LEAD}. {BODY}. {END}.", f"{END}. {BODY}. {LEAD}.")
    assert sorted(a for a, _ in found) == sorted([LEAD, BODY, END])


OWN = "for years the capitals sent rifles to the coast guard and called it help until somebody came"


def test_a_few_equal_words_far_before_a_passage_are_no_part_of_it() -> None:
    told = f"the coast guard keeps its boats in the north all winter, it is said. {BODY}"
    [(a, b)] = texts(f"{OWN} and told all of it: {BODY}", told)
    assert a == b == BODY


def test_a_few_equal_words_far_behind_a_passage_are_no_part_of_it() -> None:
    ours = f"{BODY}. Not a word was heard of who had sent the pilot out or why on the day"
    [(a, b)] = texts(ours, f"{BODY}. The inquiry ends in May, on the day.")
    assert a == b == BODY


def test_equal_words_near_a_passage_are_a_part_of_it() -> None:
    edited = BODY.replace("pilot boat with nine people on board", "ship with some sailors who")
    [(a, b)] = texts(f"{LEAD} {BODY}", f"{LEAD} {edited}")
    assert a == f"{LEAD} {BODY}" and b == f"{LEAD} {edited}"


def test_few_equal_words_are_no_passage() -> None:
    assert texts("the coast guard said on Monday", "boats left as the coast guard said so") == []


def test_a_phrase_that_comes_again_and_again_leads_nowhere() -> None:
    assert align(words("of the north " * 40), words("of the north " * 40)) == ()


@given(
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=60),
    st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]), max_size=60),
)
def test_passages_hold_equal_words_and_never_overlap(a: list[str], b: list[str]) -> None:
    one, other = words(" ".join(a)), words(" ".join(b))
    found = align(one, other)
    for side, size in ((0, len(a)), (1, len(b))):
        ranges = sorted((p.a, p.b)[side] for p in found)
        assert all(0 <= first < last <= size for first, last in ranges)
        assert all(x[1] <= y[0] for x, y in pairwise(ranges))
    for p in found:
        assert LEAST <= p.equal == sum(n for _, _, n in p.runs)
        assert p.longest == max(n for _, _, n in p.runs)
        assert (p.runs[0][0], p.runs[0][1]) == (p.a[0], p.b[0])
        for i, j, n in p.runs:
            assert a[i : i + n] == b[j : j + n]
            assert p.a[0] <= i and i + n <= p.a[1] and p.b[0] <= j and j + n <= p.b[1]

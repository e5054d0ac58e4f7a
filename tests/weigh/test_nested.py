"""One claim inside another: who stands for both, and who does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Relation
from sayso.weigh.dossier import Matched
from sayso.weigh.judge import Bond
from sayso.weigh.nested import once
from tests.weigh.test_dossier import Claim, hop

SAYS = "the mill could not confirm that the dam burst"
INNER = "the dam burst"


def matched(
    ident: str,
    relation: str,
    *,
    by: tuple[str, ...],
    span: tuple[int, int] = (0, len(SAYS)),
    why: str = "",
    score: float = 0.7,
    article: str = "a",
) -> Matched:
    row = Claim(
        ident,
        article,
        tuple(map(hop, by)),
        content=SAYS[slice(*span)],
        sentence=SAYS,
        spans=(span,),
        who=by[-1],
    )
    return Matched(row, Bond(Relation(relation), score, why))


AT = (SAYS.index(INNER), len(SAYS))
LATE = (SAYS.index("could"), len(SAYS))
OPEN = "leaves it open: could not confirm"


def left(*every: Matched) -> list[str]:
    return [each.row.id for each in once(every)]


def test_who_leaves_it_open_stands_for_what_is_left_open() -> None:
    outer = matched("outer", "cannot_confirm", by=("mill",), why=OPEN)
    inner = matched("inner", "cannot_confirm", by=("mill", "x"), span=AT, why=OPEN)
    assert left(outer, inner) == left(inner, outer) == ["outer"]
    told = matched("inner", "same", by=("mill", "x"), span=AT)
    assert left(outer, told) == ["outer"]


def test_reports_that_the_article_itself_tells_of_stand_beside_their_denial() -> None:
    outer = matched("outer", "denies", by=("mill",), why="its source denies it")
    inner = matched("inner", "restates", by=("reports",), span=AT)
    assert left(outer, inner) == ["outer", "inner"]


def test_who_leaves_it_open_in_their_own_words_stands_for_who_passes_that_on() -> None:
    outer = matched("outer", "cannot_confirm", by=("Corvane",), why=OPEN)
    inner = matched("inner", "cannot_confirm", by=("Corvane", "mill"), span=LATE, why=OPEN)
    assert left(outer, inner) == ["inner"]


def test_a_denial_that_nobody_could_confirm_is_a_denial() -> None:
    outer = matched("outer", "cannot_confirm", by=("mill",), why=OPEN)
    inner = matched("inner", "denies", by=("mill", "army"), span=AT, why="its source denies it")
    assert left(outer, inner) == ["outer", "inner"]


@pytest.mark.parametrize("relation", ["denies", "contradicts"])
def test_what_is_told_to_be_denied_is_no_support(relation: str) -> None:
    outer = matched("outer", relation, by=("mill",), why="its source denies it: was untrue")
    inner = matched("inner", "restates", by=("mill", "x"), span=AT)
    assert left(outer, inner) == ["outer"]


def test_it_is_told_on_the_word_of_the_innermost() -> None:
    outer = matched("outer", "same", by=("Corvane",), score=0.72)
    inner = matched("inner", "same", by=("Corvane", "nurse"), span=AT, score=0.7)
    assert left(outer, inner) == ["inner"]
    faint = matched("inner", "restates", by=("Corvane", "nurse"), span=AT, score=0.5)
    assert left(outer, faint) == ["outer", "inner"], "the outer one tells more than it passes on"


def test_one_who_is_cued_twice_is_told_once() -> None:
    one = matched("one", "same", by=("mill",), score=0.8)
    other = matched("other", "same", by=("mill",), span=(3, len(SAYS) - 2), score=0.7)
    assert left(one, other) == left(other, one) == ["one"]
    apart = matched("other", "same", by=("mill",), span=(len(SAYS), len(SAYS) + 9))
    assert left(one, apart) == ["one", "other"]


def test_two_who_say_it_together_are_two() -> None:
    one, other = (matched(name, "same", by=(name,)) for name in ("mill", "weir"))
    assert left(one, other) == ["mill", "weir"]


def test_what_stands_in_other_articles_is_left_alone_and_what_is_asked_for_stays() -> None:
    outer = matched("outer", "cannot_confirm", by=("mill",), why=OPEN)
    there = matched("there", "cannot_confirm", by=("mill", "x"), span=AT, why=OPEN, article="b")
    assert left(outer, there) == ["outer", "there"]
    inner = matched("inner", "same", by=("mill", "x"), span=AT)
    assert [m.row.id for m in once([outer, inner], keep="inner")] == ["outer", "inner"]


SPANS = st.tuples(st.integers(0, 20), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1]))
SOME = st.lists(
    st.tuples(SPANS, st.sampled_from(Relation), st.sampled_from("xyz"), st.floats(0.3, 1)),
    min_size=1,
    max_size=5,
)


@given(SOME)
def test_something_is_left_of_every_article(
    rows: list[tuple[tuple[int, int], Relation, str, float]],
) -> None:
    every = [
        matched(f"{n}", relation, by=(*"abc"[: n % 3], who), span=span, score=score)
        for n, (span, relation, who, score) in enumerate(rows)
    ]
    found = once(every)
    assert found and {id(each) for each in found} <= {id(each) for each in every}

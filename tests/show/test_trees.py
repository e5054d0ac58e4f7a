"""Trees of roots: who passed it on, in which order, and what is counted and not drawn."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sayso.show.drawing.svg import text_of
from sayso.show.drawing.trees import BRANCHES, ROOTS, Way, drawn

NAMES = st.sampled_from(
    ["embassy", "Corvane", "Quillfen", "the army", "reports", "a very long name"]
)
WAYS = st.lists(
    st.builds(Way, st.lists(NAMES, min_size=1, max_size=5).map(tuple), st.booleans()),
    min_size=1,
    max_size=25,
)


def written(*ways: Way) -> str:
    return text_of(drawn(ways))


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_the_root_comes_first_and_the_outlet_last() -> None:
    made = written(Way(("embassy", "Corvane", "Quillfen")))
    assert texts(made) == ["embassy", "Corvane", "Quillfen"]
    columns = [int(x) for x in re.findall(r'<text[^>]* x="(\d+)"', made)]
    assert columns == sorted(columns) and len(set(columns)) == 3


def test_one_root_over_two_outlets_is_one_tree() -> None:
    made = written(Way(("embassy", "Corvane")), Way(("embassy", "Quillfen")))
    assert texts(made).count("embassy") == 1
    assert "<title>embassy: 2 claims</title>" in made


def test_a_root_without_a_name_is_an_open_end() -> None:
    made = written(Way(("reports", "Corvane"), named=False))
    assert made.count('class="dot open"') == 1
    assert made.count('class="dot"') == 1


def test_the_roots_of_most_claims_are_drawn_and_the_rest_counted() -> None:
    ways = [Way((f"root {n}", "Corvane")) for n in range(ROOTS + 3)]
    made = written(*ways, Way(("root 18", "Quillfen")))
    assert texts(made)[0] == "root 18"
    assert "and 3 more roots" in texts(made)


def test_branches_that_are_too_many_are_counted() -> None:
    made = written(*(Way(("embassy", f"outlet {n}")) for n in range(BRANCHES + 2)))
    assert "and 2 more" in texts(made)


def test_a_long_name_is_cut_and_stands_whole_in_its_title() -> None:
    name = "the spokesman of the observers of the ceasefire in the north"
    made = written(Way((name,)))
    assert f"<title>{name}: 1 claim</title>" in made
    assert texts(made)[0].endswith("…") and len(texts(made)[0]) < 30


def test_no_way_gives_no_tree() -> None:
    assert drawn([]) is None


@given(WAYS)
def test_no_two_names_lie_on_each_other(ways: list[Way]) -> None:
    made = written(*ways)
    places = re.findall(r'<text[^>]* x="(\d+)" y="(\d+)"', made)
    assert len(set(places)) == len(places)
    height = int(re.findall(r'viewBox="0 0 \d+ (\d+)"', made)[0])
    assert all(int(y) <= height for _, y in places)


@given(WAYS)
def test_every_claim_is_counted_at_its_root(ways: list[Way]) -> None:
    told = re.findall(
        r"<g><title>([^<]*): (\d+) claims?</title><circle[^>]* cx=\"6\"", written(*ways)
    )
    assert sum(int(n) for _, n in told) == len(ways)

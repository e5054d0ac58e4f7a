"""What somebody learned from somebody: the root is the one it came from."""

from __future__ import annotations

import pytest

from sayso.records import Attribution, CueMark, Marks, PredicateMark, RoleMark
from sayso.trace import trace
from tests.trace.marked import article, place


def inner(text: str, said: str, verb: str, *, marked: bool) -> list[Attribution]:
    """The records within what Ada Moor said; ``verb`` is a predicate, and a cue if ``marked``."""
    cues = [
        CueMark(place(text, "said"), (place(text, "Ada Moor"),), (place(text, said),), False, 1)
    ]
    at = place(text, verb)
    if marked:
        cues.append(
            CueMark(at, (place(text, "she"),), ((at[1] + 1, place(text, said)[1]),), True, 1)
        )
    verbs = (PredicateMark(at, 2.0, 0.9, (RoleMark(place(text, "she"), "ARG0", 0.9),)),)
    found = trace(article(text), Marks("case", tuple(cues), predicates=verbs)).attributions
    return [one for one in found if one.inside is not None]


@pytest.mark.parametrize("marked", [True, False])
@pytest.mark.parametrize(
    ("said", "verb", "who", "content"),
    [
        (
            "she learned of the wreck off Vell from harbour police",
            "learned",
            "harbour police",
            "of the wreck off Vell",
        ),
        (
            "she has heard from guild officials that the pass is shut",
            "heard",
            "guild officials (unnamed)",
            "that the pass is shut",
        ),
        ("she learned the news from Reuters on Monday", "learned", "Reuters", "the news"),
    ],
)
def test_the_source_is_the_one_it_came_from(
    said: str, verb: str, who: str, content: str, marked: bool
) -> None:
    text = f"Ada Moor said {said}."
    (one,) = inner(text, said, verb, marked=marked)
    assert [hop.name for hop in one.chain] == ["Ada Moor", who]
    assert [text[s:e] for s, e in one.content] == [content]


@pytest.mark.parametrize(
    ("said", "verb"),
    [
        ("she learned the trade from her uncle in Vell", "learned"),
        ("she heard of the wreck from a distance", "heard"),
        ("she had never heard of the wreck from harbour police", "heard"),
        ("she has not learned of it from harbour police", "learned"),
        ("she heard shots from the mill", "heard"),
        ("she heard of a wreck; police left from the quay", "heard"),
    ],
)
def test_what_only_sounds_like_it_is_none(said: str, verb: str) -> None:
    assert inner(f"Ada Moor said {said}.", said, verb, marked=False) == []


def test_at_the_very_edge_of_a_text_nothing_breaks() -> None:
    text = "She learned"
    verbs = (PredicateMark((4, 11), 1.0, 0.9),)
    cue = CueMark((4, 11), (), ((0, 3),), False, 0.9)
    assert len(trace(article(text), Marks("a", (cue,), predicates=verbs)).attributions) == 1

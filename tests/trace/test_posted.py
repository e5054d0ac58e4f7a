"""Posts and whose they are; and one saying that was marked twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Attribution, CueMark, Firmness, Kind, Marks
from sayso.trace import trace
from sayso.trace.posted import owner_of_post, post_itself
from tests.trace.marked import article, place

OFFICIAL = "A local official, Tavo Rell, reportedly said the bridge was shut."


@pytest.mark.parametrize(
    ("words", "owner", "post"),
    [
        ("a post on the account of Mira Dunn", "Mira Dunn", "post"),
        ("A second message sent from the embassy's Twitter account", "the embassy", "message"),
        ("the Telegram channel run by the Hill Brigade", "the Hill Brigade", "channel"),
        ("a tweet from the defence ministry", "the defence ministry", "tweet"),
        ("a comment written by a local doctor", "a local doctor", "comment"),
        ("an update on the council's Facebook page", "the council", "update"),
        ("an update on Mira Dunn's Facebook page", None, None),
        ("a statement from the ministry", None, None),
        ("a message published by the Hill Watch", None, None),
        ("a television channel run by the Hill Brigade", None, None),
        ("the Hill Brigade's television channel", None, None),
        ("the Hill Brigade's Telegram channel", "the Hill Brigade", "channel"),
        ("the Twitter account of the Hill Front one of the factions", "the Hill Front", "account"),
        ("her Twitter account", None, None),
        ("a Twitter account", None, None),
        ("the mayor of Vell", None, None),
    ],
)
def test_whose_a_post_is(words: str, owner: str | None, post: str | None) -> None:
    text = f"{words} said the bridge was shut."
    span = (0, len(words))
    found = owner_of_post(text, span)
    assert (found and text[slice(*found)]) == owner
    itself = post_itself(text, span)
    assert (itself and (itself.name, itself.kind, itself.named)) == (
        post and (post, Kind.SOCIAL, False)
    )


@given(
    st.sampled_from(["a post on the ", "the account of ", "Mira Dunn's ", "a tweet by ", ""]),
    st.text("aA’s' of-", max_size=40),
    st.sampled_from([" account", " page of the ministry", "'s feed", ""]),
)
def test_an_owner_stands_inside_the_source(start: str, middle: str, end: str) -> None:
    words = start + middle + end
    found = owner_of_post(f"Then {words} spoke.", (5, 5 + len(words)))
    assert found is None or 5 <= found[0] < found[1] <= 5 + len(words)
    assert found is None or found != (5, 5 + len(words))  # so that an owner's owner comes to an end


def read(*marked: tuple[str, str, str, float]) -> tuple[Attribution, ...]:
    marks = [
        CueMark(place(OFFICIAL, c), (place(OFFICIAL, s),), (place(OFFICIAL, t),), False, score)
        for s, c, t, score in marked
    ]
    return trace(article(OFFICIAL), Marks("case", tuple(marks))).attributions


SAID = ("A local official, Tavo Rell", "said", "the bridge was shut", 0.9)


def test_reportedly_beside_said_is_no_second_saying() -> None:
    (one,) = read(SAID, (SAID[0], "reportedly", "said the bridge was shut", 0.8))
    assert (one.who.name, one.firmness) == ("Tavo Rell", Firmness.HEDGED)
    assert dict(one.why)["firmness"] == "adverb beside the cue: reportedly"


@pytest.mark.parametrize("likelier", ["name", "description"])
def test_a_description_and_a_name_side_by_side_are_one_source(likelier: str) -> None:
    more, less = (0.9, 0.6) if likelier == "name" else (0.6, 0.9)
    (one,) = read(
        ("Tavo Rell", "said", "the bridge was shut", more),
        ("A local official", "reportedly said", "the bridge was shut", less),
    )
    assert (one.who.name, one.firmness) == ("Tavo Rell", Firmness.HEDGED)
    assert OFFICIAL[slice(*one.source[0])] == "A local official, Tavo Rell"


def test_sources_that_stand_apart_stay_apart() -> None:
    text = "The mayor spoke. Tavo Rell said the bridge was shut."
    at = [place(text, words) for words in ("The mayor", "Tavo Rell", "said", "the bridge was shut")]
    marks = [CueMark(at[2], (at[n],), (at[3],), False, 0.9 - n / 10) for n in (0, 1)]
    (one,) = trace(article(text), Marks("case", tuple(marks))).attributions
    assert [text[slice(*span)] for span in one.source] == ["The mayor"]

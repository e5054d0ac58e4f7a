"""Whether one claim is against another: the gate that `denies` and `contradicts` must pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Firmness
from sayso.weigh.judge import told_as_false
from sayso.weigh.likeness import Question
from sayso.weigh.opposed import opposed
from sayso.weigh.polarity import gainsaid, otherwise, sentences, words
from sayso.weigh.side import Side
from tests.weigh.test_dossier import Claim


def side(
    content: str, sentence: str = "", *, firmness: Firmness = Firmness.ASSERTED, cue: str = "said"
) -> Side:
    """A claim whose article is its sentence."""
    whole = sentence or f"{content}."
    at = whole.index(content)
    row = Claim(
        content,
        f"article of {content}",
        content=content,
        sentence=whole,
        spans=((at, at + len(content)),),
        firmness=firmness,
        cue=cue,
    )
    return Side(row, Question.of(content, counts={}, total=50), whole)


BURST = "The dyke of Colm burst on Sunday"


@pytest.mark.parametrize(
    ("no", "told", "so"),
    [
        ("The dyke of Colm did not burst on Sunday", BURST, True),
        ("The dyke of Colm never burst", BURST, True),
        ("The dyke of Colm will not burst on Sunday", BURST, False),
        ("The dyke of Colm will not burst", "The dyke of Colm will burst on Sunday", True),
        ("The dyke of Colm won't burst", "The dyke of Colm will burst on Sunday", True),
        ("The dyke of Colm would not burst", "The dyke of Colm will burst on Sunday", False),
        ("The dyke of Colm could not burst on Sunday", BURST, False),
        ("The dyke of Colm has not burst yet", BURST, False),
        ("They would flee if the dyke of Colm did not burst", BURST, False),
        ("The dyke of Colm has no warden since the flood burst over it", BURST, False),
        ("It is a hoax that the dyke of Colm burst", BURST, True),
        ("There are doubts about the burst dyke of Colm", BURST, True),
        ("There are doubts about the wardens of the burst dyke of Colm", BURST, False),
        ("The dyke of Colm did not burst", "The dyke of Colm failed and burst", False),
        ("The dyke of Colm did not burst", "It is unlikely that the dyke of Colm burst", False),
        ("The dyke of Colm did not burst", "The dyke of Colm stood, it did not burst", False),
    ],
)
def test_who_says_no_to_what_another_tells(no: str, told: str, so: bool) -> None:
    one, other = side(no), side(told)
    assert opposed(one, other) is so
    assert opposed(other, one) is so, "whichever comes first"


@pytest.mark.parametrize(
    ("denied", "told", "so"),
    [
        ("that the dyke of Colm burst", BURST, True),
        ("reports that the dyke of Colm was blown up", "Colm sold barley and its dyke", False),
        ("having raised the toll of Colm", "The toll of Colm was raised by a crown", True),
        ("having raised the toll of Colm", "Wardens of Colm were beaten at the toll house", False),
        ("that the dyke of Colm burst", "Nobody at Colm saw the dyke burst", False),
    ],
)
def test_what_is_denied_is_one_deed_with_what_is_told(denied: str, told: str, so: bool) -> None:
    one = side(denied, f"The warden denied {denied}.", firmness=Firmness.DENIED)
    assert opposed(one, side(told)) is so


def test_who_only_hedges_says_no_to_nothing() -> None:
    no = side("The dyke of Colm did not burst on Sunday")
    hedged = side("The dyke of Colm did not burst on Sunday", firmness=Firmness.HEDGED)
    assert opposed(no, side(BURST)) and not opposed(hedged, side(BURST))


def test_two_cuts_of_one_sentence_are_no_quarrel() -> None:
    sentence = "Nets were hung to deny the herons of Colm the use of the dyke, she said."
    inner = side(
        "the herons of Colm the use of the dyke", sentence, firmness=Firmness.DENIED, cue="deny"
    )
    outer = side("Nets were hung to deny the herons of Colm the use of the dyke", sentence)
    assert not opposed(inner, outer)
    told = side("The herons of Colm have the use of the dyke")
    assert opposed(inner, told), "another sentence, which tells it"


def test_a_case_in_one_town_is_not_denied_from_another() -> None:
    none = side("there was no case of fen fever", "She said there was no case of fen fever.")
    here = side("there was a case of fen fever", "She said there was a case of fen fever.")
    wend = side("there was a case of fen fever", "In Wend there was a case of fen fever.")
    assert opposed(none, here) and not opposed(none, wend)
    named = replace(none, text=f"{none.text} Wend is well.")
    assert opposed(named, wend), "its article is on that town as well"


@pytest.mark.parametrize(
    ("content", "sentence", "cue", "so"),
    [
        ("the dyke burst", "She said that claims alleging the dyke burst are “false.”", "", True),
        (
            "of a burst dyke were",
            "She said that claims of a burst dyke were false.",
            "claims",
            True,
        ),
        (
            "that the dyke burst is “utterly false and mean",
            "The assertion that the dyke burst is “utterly false and mean,” she said.",
            "assertion",
            True,
        ),
        (
            "that reports that the dyke burst are false",
            "She said that reports that the dyke burst are false.",
            "said",
            False,
        ),
        (
            "the dyke burst",
            "Suggestions that the dyke burst are not supported by any wall.",
            "",
            True,
        ),
        ("the dyke burst", "Suggestions that the dyke burst are read by all.", "", False),
    ],
)
def test_what_is_told_only_to_be_refused(content: str, sentence: str, cue: str, so: bool) -> None:
    assert told_as_false(side(content, sentence, cue=cue).row) is so


def test_what_is_refused_may_go_on_behind_the_refusal() -> None:
    sentence = "The suggestion that the dyke burst is false, and that wardens fled."
    first, last = ("that the dyke burst", "wardens")
    spans = tuple((sentence.index(p), sentence.index(p) + len(p)) for p in (first, last))
    row = side(first, sentence).row
    assert isinstance(row, Claim)
    row = replace(row, content=f"{first} … {last}", spans=spans)
    assert told_as_false(row)
    assert not told_as_false(replace(row, sentence=sentence.replace("false", "told")))


def test_a_state_with_points_in_its_name_ends_no_sentence() -> None:
    assert sentences("No threats came from the U.S. embassy. It rained.")[1:] == ["It rained."]


WORDS = "the dyke burst not never will yet no , . refused doubt only if"
SAID = st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join)


@given(SAID)
def test_what_is_gainsaid_is_governed_and_said_otherwise(text: str) -> None:
    for stretch in gainsaid(text):
        assert set(stretch) <= set(words(text))
        assert otherwise(words(text)), "by some word that says no"


@given(SAID, SAID)
def test_no_claim_is_against_itself_and_order_does_not_matter(one: str, other: str) -> None:
    a, b = side(one or "x"), side(other or "x")
    assert not opposed(a, a)
    assert opposed(a, b) == opposed(b, a)

"""Links to other outlets as links of the chain."""

from __future__ import annotations

import pytest

from sayso.records import Credit, CueMark, Kind, Link, Marks
from sayso.trace import trace
from sayso.trace.draft import ground
from sayso.trace.links import taken_from
from tests.trace.marked import article, place

REUTERS = "https://uk.reuters.com/world/mill"


def chain(
    text: str, said: tuple[str, str, str], anchor: str, href: str = REUTERS, **given: str
) -> list[tuple[str, str]]:
    """Names and kinds of the chain of one record in a text with one link."""
    source, cue, content = (place(text, words) if words else None for words in said)
    assert cue and content
    mark = CueMark(cue, (source,) if source else (), (content,), inner=False, score=0.9)
    one = article(text, links=(Link(place(text, anchor), href),), **given)
    (found,) = trace(one, Marks("case", (mark,))).attributions
    return [(hop.name, hop.kind.value) for hop in found.chain]


SAID = ("Officials", "said", "the mill had burned")
TEXT = "Officials in Kelvat said the mill had burned to the ground."
OFFICIALS = "officials (unnamed)"


def test_a_link_on_the_cue_is_who_passed_it_on() -> None:
    found = chain(TEXT, SAID, "said")
    assert found == [("Reuters", Kind.AGENCY), (OFFICIALS, Kind.GOVERNMENT)]


def test_a_link_on_what_is_said_is_too() -> None:
    assert chain(TEXT, SAID, "the mill had burned")[0] == ("Reuters", Kind.AGENCY)


@pytest.mark.parametrize("anchor", ["Officials", "Kelvat", "burned"])
def test_a_link_elsewhere_tells_nothing(anchor: str) -> None:
    assert chain(TEXT, SAID, anchor) == [(OFFICIALS, Kind.GOVERNMENT)]


@pytest.mark.parametrize(
    "href",
    [
        "https://example.org/reuters.com",
        "/world/mill",
        "mailto:desk@reuters.com",
        "http://[broken",
        "",
    ],
)
def test_a_link_to_nobody_known_tells_nothing(href: str) -> None:
    assert chain(TEXT, SAID, "said", href) == [(OFFICIALS, Kind.GOVERNMENT)]


def test_a_link_to_the_articles_own_outlet_is_no_hop() -> None:
    assert len(chain(TEXT, SAID, "said", outlet="Reuters")) == 1
    assert len(chain(TEXT, SAID, "said", url="https://www.reuters.com/a")) == 1


def test_where_somebody_was_told_to_speak_the_link_adds_nothing() -> None:
    text = "Ada Moor told the BBC the mill had burned."
    found = chain(text, ("Ada Moor", "told", "the mill had burned"), "told")
    assert [name for name, _ in found] == ["BBC", "Ada Moor"]


def test_an_outlet_that_reports_needs_no_second_one() -> None:
    text = "The BBC said the mill had burned."
    assert chain(text, ("The BBC", "said", "the mill had burned"), "said") == [("BBC", "outlet")]


def test_reports_without_a_maker_are_those_of_the_outlet_they_link_to() -> None:
    text = "Reports indicate that the mill burned."
    found = chain(text, ("Reports", "indicate", "that the mill burned"), "Reports")
    assert [name for name, _ in found] == ["Reuters", "reports (unnamed)"]


def test_what_nobody_says_is_passed_on_by_the_link_in_its_sentence() -> None:
    text = "The mill reportedly burned on Monday after the raid. It stood by the weir."
    found = chain(text, ("", "reportedly", "burned on Monday after the raid"), "raid")
    assert [name for name, _ in found] == ["Reuters", "unnamed"]
    later = chain(text, ("", "reportedly", "burned on Monday after the raid"), "weir")
    assert [name for name, _ in later] == ["unnamed"]


def test_the_rule_is_told() -> None:
    one = article(TEXT, links=(Link(place(TEXT, "said"), REUTERS),))
    spans = [place(TEXT, words) for words in SAID]
    mark = CueMark(spans[1], (spans[0],), (spans[2],), inner=False, score=0.9)
    (found,) = trace(one, Marks("case", (mark,))).attributions
    assert ("chain", "link to Reuters on the cue") in found.why


def test_where_a_pasted_block_ends_is_a_guess_unless_marks_tell() -> None:
    lead = "Here is more from Reuters:"
    plain = f"{lead}\nThe mill burned. It stood by the weir."
    quoted = f"{lead}\n“The mill burned. It stood by the weir.”"
    covers = (len(lead) + 1, len(plain))
    credit = Credit("Reuters", "block", (0, len(lead)), covers)
    guess = "block taken from Reuters; where it ends is a guess"
    assert taken_from(ground(article(plain)), credit) == guess
    assert taken_from(ground(article(quoted)), credit) == "block taken from Reuters"
    marked = article(plain, blocks=("The mill burned. It stood by the weir.",))
    assert taken_from(ground(marked), credit) == "block taken from Reuters"

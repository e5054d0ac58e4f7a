"""Headlines: what a sign gives to a source, and what the author tells in them."""

from __future__ import annotations

from typing import Any

import pytest

from sayso.records import Attribution, CueMark, Firmness, Marks, PredicateMark, Voice
from sayso.trace import trace
from sayso.trace.draft import ground
from sayso.trace.headline import headed
from tests.trace.marked import article, cases, place

CASES = cases("headline")


def read(case: dict[str, Any]) -> tuple[str, tuple[Attribution, ...]]:
    """The headline with its body below, traced with the marks that the case declares."""
    text = f"{case['headline']}\n{case.get('body', 'The mill stood by the river.')}"
    cues = []
    if "marked" in case:
        source, cue, content = (
            place(text, case["marked"][r]) for r in ("source", "cue", "content")
        )
        cues = [CueMark(cue, (source,), (content,), inner=False, score=0.9)]
    one = article(text, headline=case["headline"])
    return text, trace(one, Marks("case", tuple(cues))).attributions


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text, found = read(case)
    told = [text[slice(*spans[0])] for one in found for spans in (one.source, one.cue, one.content)]
    assert told == case["expected"]
    if "kind" in case:
        assert found[0].who.kind.value == case["kind"]
    if "who" in case:
        assert found[0].who.name == case["who"]


def test_the_sign_is_the_reason() -> None:
    (one,) = read({"headline": "Ministry: ten killed in raid"})[1]
    assert ("spans", "headline: a sign between a source and what it says") in one.why
    assert one.firmness is Firmness.ASSERTED


@pytest.mark.parametrize(
    ("headline", "firmness"),
    [
        ("Reports: rebels hold the bridge", Firmness.HEDGED),
        ("Report: rebels hold the bridge", Firmness.ASSERTED),
        ("Attack on the mill: rebels deny", Firmness.DENIED),
        ("Rebels claim ten were killed", Firmness.ALLEGED),
        ("Army will strike if rebels cross, general says", Firmness.OTHER),
    ],
)
def test_what_somebody_says_in_a_headline_has_the_firmness_of_its_words(
    headline: str, firmness: Firmness
) -> None:
    (one,) = read({"headline": headline})[1]
    assert one.firmness is firmness


def test_an_article_without_a_headline_in_its_text_is_left_alone() -> None:
    assert headed(ground(article("Ministry: ten killed in raid on the mill")), ()) == []


def own(headline: str, *predicates: PredicateMark, **given: Any) -> list[tuple[str, str, str]]:
    """What the headline tells in the author's own voice: words, firmness and its reason."""
    text = f"{headline}\nThe mill stood by the river."
    marks = Marks("case", predicates=predicates)
    claims = trace(article(text, headline=headline, **given), marks).claims
    return [
        (text[slice(*c.spans[0])], c.firmness.value, dict(c.why)["firmness"])
        for c in claims
        if c.voice is Voice.AUTHOR and c.spans[0][0] < len(headline)
    ]


@pytest.mark.parametrize(
    ("headline", "firmness", "why"),
    [
        ("Jets bombed the depot", "asserted", "no hedge in it"),
        ("Ten shot in raid on mill", "asserted", "no hedge in it"),
        ("Ten Shot In Raid On Mill", "asserted", "no hedge in it"),
        ("Army seizes the bridge", "asserted", "no hedge in it"),
        ("Jets reportedly bombed the depot", "hedged", "word: reportedly"),
        ("Reportedly bombed: the depot by the sea", "hedged", "word: reportedly"),
        ("Forty feared drowned off the cape", "hedged", "word: feared"),
        ("Commander allegedly sold the grain", "alleged", "word: allegedly"),
        ("Army will leave the hills", "other", "word: will"),
        ("Has the army left the hills?", "other", "a question"),
        ("Rebels seize town", "asserted", "no hedge in it"),
        ("Rebels seize northern town", "asserted", "no hedge in it"),
        ("Did rebels seize the town?", "other", "a question"),
        ("Rebels seize the town?", "other", "a question"),
        ("Twenty dead in raid on mill", "asserted", "no hedge in it"),
        ("Raids Kill Ten, Hundreds Flee Town", "asserted", "no hedge in it"),
        ("Air strikes near the mill kill ten", "asserted", "no hedge in it"),
        ("Army strikes depot at night", "asserted", "no hedge in it"),
        ("Army Strikes Ten Depots", "asserted", "no hedge in it"),
        ("Death toll of flood rises to 40", "asserted", "no hedge in it"),
        ("Reportedly: rebels seize town", "hedged", "word: reportedly"),
        ("Rebels 'seize' town", "hedged", "in quotation marks, of nobody: seize"),
        ("Norvia to send troops to the hills", "other", "to come: to send"),
        ("Guards ‘sold grain’ at the depot", "hedged", "in quotation marks, of nobody: sold grain"),
    ],
)
def test_a_headline_has_a_firmness_of_its_own(headline: str, firmness: str, why: str) -> None:
    assert own(headline) == [(headline, firmness, why)]


@pytest.mark.parametrize(
    "headline",
    [
        "The long road to the mill",
        "Air strikes on the depot",
        "The wounded of the mill",
        "The people of besieged towns",
        "A visit to the US-backed fighters",
        "What you need to know about the depot that burned",
        "Mayor says the depot burned",
        "According to the mayor the depot burned",
        "Ministry: ten killed in raid on the mill",
    ],
)
def test_headlines_that_tell_nothing_in_the_authors_voice(headline: str) -> None:
    assert own(headline) == []


def test_what_the_text_below_says_is_not_said_by_the_headline() -> None:
    headline = "Rebels seize town"
    text = f"{headline}\nRebels took the town at dawn, the mayor said."
    spans = [place(text, w) for w in ("the mayor", "said")]
    ran_on = (0, place(text, ", the mayor")[0])
    marks = Marks("case", (CueMark(spans[1], (spans[0],), (ran_on,), inner=False, score=0.9),))
    found = trace(article(text, headline=headline), marks)
    assert [text[slice(*one.content[0])] for one in found.attributions] == [
        "Rebels took the town at dawn"
    ]
    assert [text[slice(*c.spans[0])] for c in found.claims if c.voice is Voice.AUTHOR] == [headline]


def test_what_is_marked_as_open_in_a_headline_is_not_asserted() -> None:
    headline = "Shells damaged the mill"
    at = place(headline, "damaged")
    (open_one,) = own(headline, PredicateMark(at, 0.2, 0.9))
    assert open_one[1:] == ("hedged", "factuality of damaged: 0.2")
    (sure,) = own(headline, PredicateMark(at, 2.4, 0.9))
    assert sure[1] == "asserted"


def test_a_title_that_stands_nowhere_in_the_text_is_no_claim_of_it() -> None:
    one = article("The mill is by the river.", title="Jets bombed the depot")
    found = trace(one, Marks("case"))
    assert found.claims == ()
    assert found.headline is not None

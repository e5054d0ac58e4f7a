"""What the author says in their own voice: the cases, and what holds for every claim."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Firmness, Kind, PredicateMark, Voice, claim_id
from sayso.trace.voice import author_claims
from sayso.vocab import load
from tests.trace.marked import article, attributed, cases, place

CASES = cases("voice")


def _article(case: dict[str, Any]) -> Any:
    given = {k: case[k] for k in ("blocks", "headline", "dateline", "credits") if k in case}
    return article(case["text"], **given)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text = case["text"]
    found = author_claims(_article(case), attributed(text, case.get("said", ())))
    told = [[text[slice(*claim.spans[0])], claim.firmness.value] for claim in found]
    assert told == case["expected"]


def test_a_claim_is_the_outlets() -> None:
    one = article("The brigade seized the bridge.", outlet="Harbour Radio")
    (claim,) = author_claims(one, ())
    assert claim.voice is Voice.AUTHOR
    assert claim.attribution is None
    assert claim.article == one.id
    assert claim.id == claim_id(one.id, (), (), claim.spans)
    assert (claim.root.name, claim.root.kind, claim.root.named) == (
        "Harbour Radio",
        Kind.OUTLET,
        True,
    )


def test_a_claim_says_by_which_rules() -> None:
    text = (
        "The brigade may have seized the bridge.\nThe ministry said the town was quiet, but shells "
    )
    text += "fell on it until the morning."
    said = attributed(
        text,
        [{"source": ["The ministry"], "cue": ["said"], "content": ["the town was quiet"]}],
    )
    first, second = author_claims(article(text, outlet="Harbour Radio"), said)
    assert first.why == (
        ("voice", "told, and nobody says it: seized"),
        ("firmness", "word: may"),
        ("root", "the article's outlet"),
    )
    assert second.why[:2] == (
        ("voice", "told beside what is said: fell"),
        ("firmness", "no hedge in it"),
    )


def test_an_unknown_outlet_is_the_article_and_nobody_can_look_it_up() -> None:
    (claim,) = author_claims(article("The brigade seized the bridge."), ())
    assert (claim.root.name, claim.root.named) == ("the article", False)


def test_a_pasted_block_is_told_by_the_agency_it_is_credited_to() -> None:
    text = "The army left the hills.\nHere is more from Reuters:\nJets bombed the depot.\n"
    text += "The mayor fled the town."
    block = "Jets bombed the depot.\nThe mayor fled the town."
    taken = [{"name": "Reuters", "how": "block", "span": "Reuters", "covers": block}]
    found = author_claims(article(text, outlet="Harbour Radio", credits=taken), ())
    told = [(text[slice(*c.spans[0])], c.root.name, c.root.kind) for c in found]
    assert told == [
        ("The army left the hills.", "Harbour Radio", Kind.OUTLET),
        ("Jets bombed the depot.", "Reuters", Kind.AGENCY),
        ("The mayor fled the town.", "Reuters", Kind.AGENCY),
    ]


def test_an_article_of_no_known_outlet_is_told_by_the_one_it_is_credited_to() -> None:
    text = "VALMO (AFP) - The brigade seized the bridge."
    taken = [{"name": "AFP", "how": "dateline", "span": "VALMO (AFP) -"}]
    (claim,) = author_claims(article(text, credits=taken, dateline="VALMO (AFP) -"), ())
    assert (claim.root.name, claim.root.kind, claim.root.named) == ("AFP", Kind.AGENCY, True)


def test_two_credits_leave_the_teller_open() -> None:
    text = "The brigade seized the bridge.\nAFP and Reuters contributed."
    taken = [{"name": n, "how": "credit line", "span": n} for n in ("AFP", "Reuters")]
    (claim, *_) = author_claims(article(text, credits=taken), ())
    assert (claim.root.name, claim.root.named) == ("the article", False)


def test_the_root_is_as_firm_as_the_claim() -> None:
    (claim,) = author_claims(article("The jets may have hit the bridge."), ())
    assert claim.firmness is claim.root.firmness is Firmness.HEDGED


def test_nothing_is_told_twice_and_everything_in_order() -> None:
    text = "The army left. " * 3 + "Shells fell on the town. The army left the hills."
    found = author_claims(article(text), ())
    spans = [claim.spans for claim in found]
    assert spans == sorted(set(spans))
    assert len({claim.id for claim in found}) == len(found)


def test_attributions_that_overlap_one_another_are_cut_out_once() -> None:
    text = "Quennock said the ambassador told him that jets bombed the trenches."
    said = attributed(
        text,
        [
            {
                "source": ["Quennock"],
                "cue": ["said"],
                "content": ["the ambassador told him that jets bombed the trenches"],
            },
            {
                "source": ["the ambassador"],
                "cue": ["told"],
                "content": ["that jets bombed the trenches"],
            },
        ],
    )
    assert author_claims(article(text), said) == ()


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["The army left the town. ", "“No.” ", "It fell", ", and ", "\n", "☂ "])
    )
)
def test_any_text_gives_claims_inside_it(parts: list[str]) -> None:
    text = "".join(parts)
    for claim in author_claims(article(text), ()):
        ((start, end),) = claim.spans
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


@pytest.mark.parametrize("key", ["irregular", "participles", "verbs", "nouns", "not_verbs"])
def test_word_lists_hold_each_word_once_and_in_lower_case(key: str) -> None:
    words = load("voice")["event"][key].split()
    assert words == [word.casefold() for word in words]
    assert len(set(words)) == len(words), sorted({w for w in words if words.count(w) > 1})


def test_a_long_text_without_paragraphs_takes_no_long_time() -> None:
    text = "The army “seized” the town, and its men left it. " * 3_000
    started = time.perf_counter()
    assert len(author_claims(article(text), ())) == 3_000
    assert time.perf_counter() - started < 10  # half a second; minutes where it is quadratic


def test_a_word_that_was_not_marked_as_a_predicate_tells_no_event() -> None:
    text = "The masked man wears a coat.\nThe brigade seized the bridge."
    seized = PredicateMark(place(text, "seized"), 2.6, 0.9)
    assert [c.why[0][1] for c in author_claims(article(text), ())] == [
        "told, and nobody says it: masked",
        "told, and nobody says it: seized",
    ]
    (claim,) = author_claims(article(text), (), (seized,))
    assert text[slice(*claim.spans[0])].startswith("The brigade")


def test_the_surest_event_of_a_sentence_decides() -> None:
    text = "The men who wanted to be freed attacked the gate."
    marks = [PredicateMark(place(text, "freed"), 0.1, 0.9)]
    (claim,) = author_claims(article(text), (), marks)
    assert claim.firmness is Firmness.HEDGED
    assert dict(claim.why)["firmness"] == "factuality of freed: 0.1"
    marks.append(PredicateMark(place(text, "attacked"), 2.8, 0.9))
    (claim,) = author_claims(article(text), (), marks)
    assert claim.firmness is Firmness.ASSERTED
    assert dict(claim.why)["voice"].endswith("attacked")


def test_what_did_not_happen_is_told_as_firmly() -> None:
    text = "The brigade never crossed the river."
    (claim,) = author_claims(article(text), (), [PredicateMark(place(text, "crossed"), -2.5, 0.9)])
    assert claim.firmness is Firmness.ASSERTED

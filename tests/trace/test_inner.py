"""Sayings inside sayings: what marks run together, what colours a clause, what says nothing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sayso.records import Attribution, CueMark, Marks, PredicateMark, Reading
from sayso.trace import trace
from tests.trace.marked import article, place, places

Told = tuple[str, str, Sequence[str]]


def reading(text: str, *told: Told, verbs: Sequence[str] = ()) -> Reading:
    """What trace makes of marks by their words (source, cue, contents), with verbs marked."""
    cues = tuple(
        CueMark(
            place(text, cue),
            (place(text, source),) if source else (),
            places(text, content),
            inner=False,
            score=0.9,
        )
        for source, cue, content in told
    )
    predicates = tuple(PredicateMark(place(text, verb), 2.0, 0.9) for verb in verbs)
    marks = Marks("case", cues, predicates=tuple(sorted(predicates, key=lambda one: one.span)))
    return trace(article(text), marks)


def told(text: str, one: Attribution) -> tuple[str, str]:
    """The cue and what is said, by their words."""
    parts = (one.cue, one.content)
    cue, content = (" | ".join(text[s:e] for s, e in spans) for spans in parts)
    return cue, content


# --- a denial and the talk that is denied -------------------------------------------------------


@pytest.mark.parametrize(
    ("cue", "verb", "denied", "noun"),
    [
        ("denied claims", "denied", "claims that the ferry sank", "claims"),
        ("dismissed the rumour", "dismissed", "the rumour that the ferry sank", "rumour"),
        ("rejected his latest claim", "rejected", "his latest claim that the ferry sank", "claim"),
    ],
)
def test_a_denial_and_the_talk_denied_are_two(cue: str, verb: str, denied: str, noun: str) -> None:
    text = f"The harbour office {cue} that the ferry sank."
    outer, inner = reading(text, ("The harbour office", cue, ["that the ferry sank"])).attributions
    assert told(text, outer) == (verb, denied)
    assert told(text, inner) == (noun, "that the ferry sank")
    assert inner.inside == outer.id
    assert (outer.firmness.value, outer.root.name) == ("denied", "harbour office")
    assert not inner.root.named or inner.root.name != "harbour office"


def test_whoever_made_the_claim_that_is_denied_is_its_source() -> None:
    text = "Ivo Prent spoke. The harbour office denied Prent's claim that the ferry sank."
    cue = "denied Prent's claim"
    outer, inner = reading(text, ("The harbour office", cue, ["that the ferry sank"])).attributions
    assert [hop.name for hop in inner.chain] == ["harbour office", "Ivo Prent"]
    assert inner.inside == outer.id


@pytest.mark.parametrize("cue", ["launched a rumour", "raised concerns", "made the claim"])
def test_talk_that_is_made_and_not_denied_is_one_record(cue: str) -> None:
    text = f"The harbour office {cue} that the ferry sank."
    (one,) = reading(text, ("The harbour office", cue, ["that the ferry sank"])).attributions
    assert told(text, one)[0] == cue


def test_the_judgement_on_a_claim_is_no_part_of_it() -> None:
    text = 'The office dismissed the claim that the ferry sank as "plainly absurd".'
    content = ['that the ferry sank as "plainly absurd"']
    _, inner = reading(text, ("The office", "dismissed the claim", content)).attributions
    assert told(text, inner)[1] == "that the ferry sank"


def test_what_is_called_untrue_ends_where_that_begins() -> None:
    text = "Ada Moor said: Reports that the ferry sank are categorically false, and it rained."
    said = "Reports that the ferry sank are categorically false, and it rained"
    inside = "that the ferry sank are categorically false, and it rained"
    marks: list[Told] = [("Ada Moor", "said", [said]), ("", "Reports", [inside])]
    outer, inner = reading(text, *marks).attributions
    assert told(text, inner)[1] == "that the ferry sank"
    assert inner.inside == outer.id


def test_false_reports_told_of_are_no_denial() -> None:
    text = "Ada Moor said the site often prints fabricated reports for money."
    said = "the site often prints fabricated reports for money"
    (one,) = reading(text, ("Ada Moor", "said", [said])).attributions
    assert one.firmness.value == "asserted"


def test_the_answer_to_a_claim_is_not_the_claim() -> None:
    text = 'Ada Moor rejected Prent\'s claims: "No ferry sank here."'
    marks: list[Told] = [
        ("Ada Moor", "rejected", ['Prent\'s claims: "No ferry sank here."']),
        ("Prent's", "claims", ["No ferry sank here."]),
    ]
    read = reading(text, *marks)
    (one,) = read.attributions
    assert one.who.name == "Ada Moor"
    assert [text[slice(*lost.span)] for lost in read.dropped] == ["claims"]


def test_a_claim_with_a_colon_that_nobody_denies_says_what_follows() -> None:
    text = 'Ada Moor read out Prent\'s claims: "No ferry sank here."'
    (one,) = reading(text, ("Prent's", "claims", ["No ferry sank here."])).attributions
    assert one.who.name == "Prent"


# --- relative clauses -------------------------------------------------------------------------


def test_a_relative_clause_ends_where_the_sentence_goes_on() -> None:
    text = "The pilot, who police said was unarmed, actually left the tower before noon."
    content = ["was unarmed, actually left the tower before noon"]
    (one,) = reading(text, ("police", "said", content), verbs=["left"]).attributions
    assert told(text, one)[1] == "was unarmed"


@pytest.mark.parametrize(
    "content",
    [
        "was tired, hungry and cold",
        "was unarmed, walking home",
        "was unarmed",
    ],
)
def test_a_comma_that_leads_on_closes_no_clause(content: str) -> None:
    text = f"The pilot, who police said {content}."
    read = reading(text, ("police", "said", [content]), verbs=["was"])
    assert told(text, read.attributions[0])[1] == content


def test_without_a_relative_clause_nothing_is_cut() -> None:
    text = "Police said the pilot was unarmed, left the tower and ran."
    content = "the pilot was unarmed, left the tower and ran"
    (one,) = reading(text, ("Police", "said", [content]), verbs=["left"]).attributions
    assert told(text, one)[1] == content


# --- adverbs ----------------------------------------------------------------------------------


def test_an_adverb_in_a_clause_that_has_a_cue_is_no_record_and_leaves_its_mark() -> None:
    text = "The ferry has reportedly sunk off Vell, according to Harbour Radio."
    marks: list[Told] = [
        ("", "reportedly", ["The ferry has", "sunk off Vell"]),
        ("Harbour Radio", "according to", ["The ferry has reportedly sunk off Vell"]),
    ]
    read = reading(text, *marks)
    (one,) = read.attributions
    assert (one.who.name, one.firmness.value) == ("Harbour Radio", "hedged")
    assert dict(one.why)["firmness"] == "content: reportedly"
    assert [lost.why for lost in read.dropped] == [
        "an adverb in a clause that another cue gives to somebody"
    ]


def test_an_adverb_in_a_part_of_what_is_said_stays_a_record() -> None:
    text = "Ada Moor said the pilot, who allegedly drank, left the tower and went home at noon."
    said = "the pilot, who allegedly drank, left the tower and went home at noon"
    marks: list[Told] = [("Ada Moor", "said", [said]), ("", "allegedly", ["who", "drank"])]
    outer, inner = reading(text, *marks).attributions
    assert inner.inside == outer.id
    assert (outer.firmness.value, inner.firmness.value) == ("asserted", "alleged")


def test_a_participle_of_belief_is_more_than_an_adverb() -> None:
    text = "Ada Moor said the pilot is believed to have left."
    marks: list[Told] = [
        ("Ada Moor", "said", ["the pilot is believed to have left"]),
        ("", "believed", ["the pilot", "to have left"]),
    ]
    outer, inner = reading(text, *marks).attributions
    assert inner.inside == outer.id


# --- nothing said -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "cue", "content", "why"),
    [
        (
            "we have no credible evidence to suggest the ferry sank",
            "suggest",
            "the ferry sank",
            "there is nothing that says so",
        ),
        (
            "please be advised that she is safe",
            "be advised",
            "that she is safe",
            "a speaker's own wish to be heard",
        ),
        (
            "the site prints reports to frighten the crews",
            "reports",
            "to frighten the crews",
            "what talk is for, and not what it says",
        ),
    ],
)
def test_what_says_nothing_is_left_out(said: str, cue: str, content: str, why: str) -> None:
    text = f"Ada Moor said: {said}."
    read = reading(text, ("Ada Moor", "said", [said]), ("", cue, [content]))
    assert len(read.attributions) == 1
    assert [(text[slice(*lost.span)], lost.why) for lost in read.dropped] == [(cue, why)]


@pytest.mark.parametrize(
    ("said", "cue", "content"),
    [
        ("the papers suggest the ferry sank", "suggest", "the ferry sank"),
        ("the crew were advised that she is safe", "were advised", "that she is safe"),
        ("there was a threat to sink the ferry", "threat", "to sink the ferry"),
    ],
)
def test_what_says_something_stays(said: str, cue: str, content: str) -> None:
    text = f"Ada Moor said: {said}."
    assert len(reading(text, ("Ada Moor", "said", [said]), ("", cue, [content])).attributions) == 2


# --- names in quotation marks -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "speech"),
    [
        ("the ship known as “The Grey Lady” sank", "indirect"),
        ("the ship was “a floating ruin” when it sank", "mixed"),
        ("“The Grey Lady sank”", "direct"),
        ("the book “How I Left The Sea” is his", "mixed"),
    ],
)
def test_a_name_in_quotation_marks_is_nobodys_speech(content: str, speech: str) -> None:
    text = f"Ada Moor said {content}."
    (one,) = reading(text, ("Ada Moor", "said", [content])).attributions
    assert one.speech.value == speech


# --- one saying, marked twice -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "less", "cue", "firmness"),
    [
        ("Ada Moor reportedly said the mill will close.", "reportedly", "said", "hedged"),
        ("Ada Moor is making a noise the mill will close.", "is", "making a noise", "asserted"),
    ],
)
def test_a_small_word_beside_the_cue_of_the_same_source_is_none(
    text: str, less: str, cue: str, firmness: str
) -> None:
    marks: list[Told] = [("Ada Moor", word, ["the mill will close"]) for word in (less, cue)]
    (one,) = reading(text, *marks).attributions
    assert told(text, one)[0] == cue
    assert one.firmness.value == firmness


def test_two_real_cues_of_one_source_are_two() -> None:
    text = "Ada Moor claimed, and repeated, that the mill will close."
    content = ["that the mill will close"]
    marks: list[Told] = [("Ada Moor", word, content) for word in ("claimed", "repeated")]
    assert len(reading(text, *marks).attributions) == 2


def test_citing_a_clerk_that_it_sank_names_the_clerk() -> None:
    text = "Hill Radio reported citing a harbour official that ten boats sank."
    cited = "a harbour official that ten boats sank"
    marks: list[Told] = [
        ("Hill Radio", "reported", [f"citing {cited}"]),
        ("Hill Radio", "citing", [cited]),
    ]
    _, inner = reading(text, *marks).attributions
    assert inner.who.name == "harbour official (unnamed)"
    assert told(text, inner)[1] == "that ten boats sank"


def test_citing_with_the_clerk_and_what_is_said_told_apart_stays() -> None:
    text = "Ten boats sank, Hill Radio reported, citing a harbour official."
    marks: list[Told] = [
        ("Hill Radio", "reported", ["Ten boats sank"]),
        ("Hill Radio", "citing", ["Ten boats sank"]),
    ]
    outer, inner = reading(text, *marks).attributions
    assert (inner.who.name, inner.inside) == ("harbour official (unnamed)", outer.id)


def test_citing_what_is_no_source_leaves_the_source_as_it_was() -> None:
    text = "Analysts said so, citing the sheer weight of a port that trades with many."
    marks: list[Told] = [
        ("Analysts", "citing", ["the sheer weight of a port that trades with many"]),
    ]
    (one,) = reading(text, *marks).attributions
    assert told(text, one)[1] == "the sheer weight of a port that trades with many"


@pytest.mark.parametrize(
    ("cue", "records"), [("are known as", 0), ("has become known as", 1), ("also known as", 1)]
)
def test_names_given_in_passing(cue: str, records: int) -> None:
    text = f"The raids {cue} double strikes."
    assert len(reading(text, ("", cue, ["double strikes"])).attributions) == records

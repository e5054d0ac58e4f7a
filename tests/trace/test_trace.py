"""What trace makes of declared marks: the cases, and what holds for any marks at all."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import (
    Article,
    Attribution,
    CueMark,
    EntityMark,
    Firmness,
    Kind,
    Marks,
    PredicateMark,
    Reading,
    RoleMark,
    Span,
    Speech,
    Voice,
)
from sayso.trace import trace
from tests.trace.marked import article, cases, place

CASES = cases("trace")


def declared(text: str, tables: list[dict[str, Any]]) -> Marks:
    """Marks from tables of words: each cue after the one before, its source right beside it."""
    cues: list[CueMark] = []
    at = 0
    for table in tables:
        cue = place(text, table["cue"], at)
        source = tuple(beside(text, words, (at, cue[0]), cue[1]) for words in table["source"])
        near = min([cue, *source])[0]
        content: list[Span] = []
        for words in table["content"]:
            found = text.find(words, content[-1][1] if content else near)
            start = found if found >= 0 else place(text, words)[0]
            content.append((start, start + len(words)))
        cues.append(
            CueMark(cue, source, tuple(content), inner=False, score=table.get("score", 0.9))
        )
        at = cue[1]
    return Marks("case", tuple(cues))


def beside(text: str, words: str, before: Span, after: int) -> Span:
    """The last place of ``words`` in ``before``, else behind ``after``, else before it."""
    start = text.rfind(words, *before)
    if start < 0 and text.find(words, after) < 0:
        start = text.rfind(words, 0, before[1])
    return (start, start + len(words)) if start >= 0 else place(text, words, after)


def seen(text: str, one: Attribution, order: list[str]) -> dict[str, Any]:
    """Everything of an attribution that a case may name."""
    return {
        "who": one.who.name,
        "kind": one.who.kind.value,
        "named": one.who.named,
        "firmness": one.firmness.value,
        "speech": one.speech.value,
        "content": [text[s:e] for s, e in one.content],
        "chain": [hop.name for hop in one.chain],
        "root": one.root.name,
        "inside": None if one.inside is None else order.index(one.inside),
    }


def reading_of(case: dict[str, Any]) -> tuple[str, Reading]:
    text = case["text"].strip("\n")
    made = article(text, credits=case.get("credits", ()), blocks=case.get("blocks", ()))
    return text, trace(made, declared(text, case["marks"]))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    text, reading = reading_of(case)
    order = [one.id for one in reading.attributions]
    found = [seen(text, one, order) for one in reading.attributions]
    assert len(found) == len(case["expected"]), found
    for ours, wanted in zip(found, case["expected"], strict=True):
        assert {key: ours[key] for key in wanted} == wanted


def test_every_firmness_and_speech_has_a_case() -> None:
    expected = [table for case in CASES for table in case["expected"]]
    assert {t["firmness"] for t in expected if "firmness" in t} == {f.value for f in Firmness}
    assert {t["speech"] for t in expected if "speech" in t} == {s.value for s in Speech}


def test_every_decision_leaves_its_rule() -> None:
    for case in CASES:
        for one in reading_of(case)[1].attributions:
            assert {"spans", "who", "firmness"} <= {what for what, _ in one.why}


def test_a_reported_claim_per_attribution_with_its_root_and_firmness() -> None:
    for case in CASES:
        reading = reading_of(case)[1]
        claims = {c.attribution: c for c in reading.claims if c.voice is Voice.REPORTED}
        assert set(claims) == {one.id for one in reading.attributions}
        for one in reading.attributions:
            claim = claims[one.id]
            assert (claim.spans, claim.firmness, claim.root) == (
                one.content,
                one.firmness,
                one.root,
            )


def test_no_marks_no_attributions() -> None:
    made = article("The mill burned on Monday. Nobody said why.")
    assert trace(made, Marks(made.id)).attributions == ()


def test_an_article_without_text() -> None:
    empty = Article("a", "a", "")
    assert trace(empty, Marks("a", (CueMark((0, 4), (), ((5, 9),), False, 1.0),))).claims == ()


def test_a_mark_without_content_is_dropped() -> None:
    text = "The cook said nothing."
    mark = CueMark(place(text, "said"), (place(text, "The cook"),), (), False, 0.9)
    assert trace(article(text), Marks("a", (mark,))).attributions == ()


def test_of_two_twins_the_likelier_one_stays() -> None:
    text = "The cook said the soup was cold."
    cue, source = place(text, "said"), place(text, "The cook")
    content = place(text, "the soup was cold")
    likely = CueMark(cue, (source,), (content,), False, 0.9)
    less = CueMark(cue, (), ((content[0], content[1] + 1),), False, 0.4)
    (one,) = trace(article(text), Marks("a", (less, likely))).attributions
    assert (one.score, one.who.name) == (0.9, "cook (unnamed)")


def test_a_root_that_many_told_is_the_articles_own_outlet() -> None:
    lines = [f"{name} told CNN the sea was calm." for name in ("Ann", "Bo", "Cy", "Di")]
    text = "\n".join(lines)
    marks = declared(
        text,
        [
            {"source": [name], "cue": "told", "content": ["the sea was calm"]}
            for name in ("Ann", "Bo", "Cy", "Di")
        ],
    )
    chains = [[hop.name for hop in one.chain] for one in trace(article(text), marks).attributions]
    assert chains == [["Ann"], ["Bo"], ["Cy"], ["Di"]]


def test_offsets_are_code_points_behind_an_emoji_and_arabic() -> None:
    text = "🕊️ سلام — Rami Haddad said “the truce holds”."
    marks = declared(
        text, [{"source": ["Rami Haddad"], "cue": "said", "content": ["the truce holds"]}]
    )
    (one,) = trace(article(text), marks).attributions
    assert [text[s:e] for s, e in one.content] == ["“the truce holds”"]
    assert one.who.span is not None
    assert text[slice(*one.who.span)] == "Rami Haddad"


def test_the_same_article_reads_the_same_twice() -> None:
    for case in CASES:
        assert reading_of(case) == reading_of(case)


PARTS = (
    "He;said;“;”;\";';—;.;\n;Ada Moor;the group;told CNN;which;reports;citing;officials;ISIS;may;"
    "not;سلام;🕊️;U.S.;Mr.;in a video"
)
WORDS = st.sampled_from(PARTS.split(";"))
TEXTS = st.lists(WORDS, max_size=40).map(" ".join)
SPANS = st.tuples(st.integers(-5, 260), st.integers(-5, 260))
MARKS = st.lists(
    st.builds(
        CueMark,
        cue=SPANS,
        source=st.lists(SPANS, max_size=3).map(tuple),
        content=st.lists(SPANS, max_size=4).map(tuple),
        inner=st.booleans(),
        score=st.floats(0, 1),
        kind=st.none() | st.tuples(st.sampled_from(list(Kind)), st.floats(0, 1)),
    ),
    max_size=12,
)
ROLES = st.builds(
    RoleMark, span=SPANS, role=st.sampled_from(("ARG0", "ARG1", "C-ARG1")), score=st.floats(0, 1)
)
PREDICATES = st.lists(
    st.builds(
        PredicateMark,
        span=SPANS,
        factuality=st.floats(-3, 3),
        score=st.floats(0, 1),
        roles=st.lists(ROLES, max_size=4).map(tuple),
    ),
    max_size=8,
).map(tuple)
ENTITIES = st.lists(
    st.builds(
        EntityMark,
        span=SPANS,
        type=st.sampled_from(("Person", "Location", "Organization")),
        score=st.floats(0, 1),
    ),
    max_size=8,
).map(tuple)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, cues=MARKS, verbs=PREDICATES, entities=ENTITIES)
def test_whatever_the_marks_the_reading_is_sound(
    text: str,
    cues: list[CueMark],
    verbs: tuple[PredicateMark, ...],
    entities: tuple[EntityMark, ...],
) -> None:
    marks = Marks("a", tuple(cues), entities=entities, predicates=verbs)
    reading = trace(article(text), marks)
    known = {one.id: one for one in reading.attributions}
    for one in reading.attributions:
        assert one.content
        for spans in (one.source, one.cue, one.content):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(a[1] <= b[0] for a, b in pairwise(spans))
        assert one.chain
        assert one.root == one.chain[-1]
        assert isinstance(one.who.kind, Kind)
        around, steps = one.inside, 0
        while around is not None:
            around, steps = known[around].inside, steps + 1
            assert steps <= len(known)


@settings(max_examples=40, deadline=None)
@given(text=st.text(max_size=200), cues=MARKS)
def test_any_text_at_all(text: str, cues: list[CueMark]) -> None:
    reading = trace(article(text), Marks("a", tuple(cues)))
    assert all(text[start:end] for one in reading.attributions for start, end in one.content)

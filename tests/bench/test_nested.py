"""The bench of nested sources: gold as MASC has it, chains, and what agrees with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bench.nested import (
    BENCH,
    Document,
    Event,
    chain_of,
    figures,
    floors,
    matched,
    read_gold,
    stands,
    stated,
)
from sayso.records import Attribution, Firmness, Hop, Kind, Span, Spans, Speech, Who

TEXT = "Officials said rebels claimed the bridge was theirs. Moor was glad. It is said to be open."


def at(words: str) -> Span:
    start = TEXT.index(words)
    return start, start + len(words)


def marked(kind: str, words: str, sources: str, **attrs: str) -> dict[str, Any]:
    start, end = at(words)
    given = {"nested-source": sources, **attrs}
    return {"type": kind, "start": start, "end": end, "text": words, "attrs": given}


def row(*annotations: dict[str, Any]) -> dict[str, Any]:
    return {"doc": "d", "text": TEXT, "annotations": list(annotations)}


GOLD = row(
    marked("agent", "Officials", "w,officials", id="officials"),
    marked("agent", "rebels", "w,officials,rebels", id="rebels"),
    marked("agent", "Moor", "w,moor", id="moor"),
    marked("objective-speech-event", "said", "w,officials"),
    marked("objective-speech-event", "claimed", "w,officials,rebels"),
    marked("direct-subjective", "was glad", "w,moor"),
    marked("objective-speech-event", "Officials said rebels", "w", implicit="true"),
    marked("target", "the bridge", "w,moor"),
    {"type": "direct-subjective", "start": 0, "end": 0, "text": "", "attrs": {}},
)


def said(
    source: str, cue: str, content: str, inside: Attribution | None = None, name: str = ""
) -> Attribution:
    spans: list[Spans] = [(at(words),) if words else () for words in (source, cue, content)]
    who = Who(source or "unnamed", Kind.PERSON)
    return Attribution(
        id=name or f"{source}-{cue}",
        source=spans[0],
        cue=spans[1],
        content=spans[2],
        inside=inside.id if inside else None,
        speech=Speech.INDIRECT,
        firmness=Firmness.ASSERTED,
        score=1.0,
        who=who,
        chain=(Hop(who.name, who.kind, Firmness.ASSERTED),),
    )


OUTER = said("Officials", "said", "rebels claimed the bridge was theirs")
INNER = said("rebels", "claimed", "the bridge was theirs", OUTER)


def right(records: Sequence[Attribution], depth: int) -> tuple[int, int, int]:
    return matched(read_gold(GOLD), records, depth)


def test_gold_holds_what_is_explicit_with_its_sources() -> None:
    document = read_gold(GOLD)
    assert [(TEXT[slice(*e.span)], e.sources) for e in document.events] == [
        ("said", ("w", "officials")),
        ("claimed", ("w", "officials", "rebels")),
        ("was glad", ("w", "moor")),
    ]
    assert document.agents["w", "officials", "rebels"] == [at("rebels")]


def test_a_chain_runs_from_the_outermost_inwards() -> None:
    by_id = {each.id: each for each in (OUTER, INNER)}
    assert chain_of(INNER, by_id) == [OUTER, INNER]
    assert chain_of(OUTER, by_id) == [OUTER]


def test_a_chain_of_two_agrees_where_saying_and_both_sources_do() -> None:
    assert right([OUTER, INNER], 2) == (1, 1, 1)
    assert right([OUTER, INNER], 1) == (2, 1, 1)


@pytest.mark.parametrize(
    ("outer", "inner"),
    [
        (said("Moor", "said", "rebels claimed", name="o"), INNER),
        (OUTER, said("Moor", "claimed", "the bridge was theirs")),
        (OUTER, said("rebels", "glad", "the bridge was theirs")),
        (OUTER, said("", "claimed", "the bridge was theirs")),
    ],
)
def test_another_source_or_another_saying_is_no_match(
    outer: Attribution, inner: Attribution
) -> None:
    assert right([outer, replace(inner, inside=outer.id)], 2) == (1, 1, 0)


def test_a_record_without_cue_is_known_by_its_content() -> None:
    free = said("rebels", "", "claimed the bridge", OUTER)
    assert right([OUTER, free], 2) == (1, 1, 1)


def test_a_source_without_a_place_has_none_on_the_other_side() -> None:
    assert stands((), ())
    assert not stands((), (at("Moor"),))
    assert not stands((at("Moor"),), ())
    assert stands((at("Moor"), at("rebels")), (at("rebels"),))


def test_a_chain_is_stated_where_its_outer_saying_stands_near_and_is_anothers() -> None:
    document = read_gold(GOLD)
    inner = document.events[1]
    assert stated(document, inner)
    alone = Document(tuple(e for e in document.events if e.sources != ("w", "officials")))
    assert not stated(alone, inner)
    self_told = Event(inner.span, ("w", "officials", "officials"))
    assert not stated(document, self_told)
    assert not stated(document, Event((400, 410), inner.sources))


def test_one_record_answers_for_one_event() -> None:
    twice = row(*GOLD["annotations"], marked("direct-subjective", "claimed", "w,officials,rebels"))
    assert matched(read_gold(twice), [OUTER, INNER], 2) == (2, 1, 1)


def test_figures_are_in_percent_and_one_is_pinned() -> None:
    scores = figures([read_gold(GOLD)], [[OUTER, INNER]])
    assert scores == {
        "precision": 100.0,
        "recall": 100.0,
        "gold": 1,
        "found": 1,
        "right": 1,
        "depth2_f1": 100.0,
        "depth1_f1": 66.7,
        "stated_f1": 100.0,
    }
    assert floors(scores) == {"depth2_f1": 100.0, "stated_f1": 100.0} == BENCH.floors(scores)
    assert figures([read_gold(GOLD)], [[]])["depth2_f1"] == 0.0

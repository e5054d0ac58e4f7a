"""Actors: the cases hold; spans lie in the text and in order; a new name changes nothing else."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.actors import find
from sayso.ground.actors.phrases import chain
from sayso.ground.actors.variants import alike, variant
from sayso.records import (
    ActorMention,
    EntityMark,
    Kind,
    Marks,
    PredicateMark,
    Reading,
    RoleMark,
)
from sayso.trace import trace
from sayso.vocab.actors import Actor
from sayso.vocab.book import ActorBook, actor_book
from tests.ground.actors_made import found, made, shown
from tests.trace.marked import CASES as FOLDER
from tests.trace.marked import article

CASES: list[dict[str, Any]] = tomllib.loads(
    (FOLDER / "ground" / "actors.toml").read_text(encoding="utf-8")
)["case"]
FREQUENT: list[dict[str, str]] = tomllib.loads(
    (FOLDER / "ground" / "actors-frequent.toml").read_text(encoding="utf-8")
)["name"]
TEXTS = [case["text"] for case in CASES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_holds(case: dict[str, Any]) -> None:
    assert [shown(case["text"], one) for one in found(case)] == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_every_mention_says_why(case: dict[str, Any]) -> None:
    for one in found(case):
        assert one.why
        assert one.id is None or actor_book().actor(one.id) is not None


def sound(text: str, mentions: tuple[ActorMention, ...]) -> bool:
    """Spans lie inside the text, hold something, stand in order and do not overlap."""
    ends = [0, *(one.span[1] for one in mentions)]
    return all(
        before <= one.span[0] < one.span[1] <= len(text)
        for before, one in zip(ends, mentions, strict=False)
    )


SPANS = st.tuples(st.integers(-3, 120), st.integers(-3, 120))


@given(
    text=st.one_of(st.sampled_from(TEXTS), st.text(max_size=90)),
    entities=st.lists(st.tuples(SPANS, st.sampled_from(["Person", "Organization", "NORP"]))),
    roles=st.lists(st.tuples(SPANS, st.sampled_from(["ARG0", "ARG1", "ARGM-LOC"]))),
)
def test_odd_marks_and_odd_texts_never_raise(
    text: str, entities: list[tuple[tuple[int, int], str]], roles: list[tuple[tuple[int, int], str]]
) -> None:
    marks = Marks(
        "x",
        entities=tuple(EntityMark(span, kind, 0.5) for span, kind in entities),
        predicates=(
            PredicateMark((0, 4), 1.0, 0.5, tuple(RoleMark(span, r, 0.5) for span, r in roles)),
        ),
    )
    assert sound(text, find(article(text), marks, Reading("x"), actor_book()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_stands_before_moves_every_span_alike(case: dict[str, Any]) -> None:
    lead = "It rained. "
    moved = found({**case, "text": lead + case["text"]})
    plain = found(case)
    assert [(one.span[0] - len(lead), one.id, one.name) for one in moved] == [
        (one.span[0], one.id, one.name) for one in plain
    ]


@pytest.mark.parametrize(
    "case", [c for c in CASES if "Prent" in c["text"]], ids=lambda case: case["name"]
)
@pytest.mark.parametrize("other", ["Zavk", "Ødegård", "O'Brenn"])
def test_another_name_for_somebody_changes_the_name_alone(case: dict[str, Any], other: str) -> None:
    def renamed(value: Any) -> Any:
        if isinstance(value, str):
            return value.replace("Prent", other)
        if isinstance(value, list):
            return [renamed(each) for each in value]
        return {k: renamed(v) for k, v in value.items()} if isinstance(value, dict) else value

    new = renamed(case)
    assert [shown(new["text"], one) for one in found(new)] == new["expected"]


def test_own_actors_are_found_and_win() -> None:
    own = (
        Actor("group/red-hill", "Red Hill Front", Kind.ARMED_GROUP, ("RHF", "ISIS")),
        Actor("person/prent", "Ivo Prent", Kind.PERSON, ("Prent",)),
    )
    case = {"text": "The RHF fought ISIS. Prent saw Red Hill Front men.", "expected": []}
    assert [one.id for one in found(case, ActorBook(own))] == [
        "group/red-hill",
        "group/red-hill",
        "person/prent",
        "group/red-hill",
    ]
    assert [one.id for one in found(case)] == ["group/islamic-state"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (" army", "military"),
        (" Army", "military"),
        (" prime minister", "government"),
        (" deputy foreign minister", "ministry-foreign"),
        (" minister of health", "ministry-health"),
        (" Ministry of Foreign Affairs", "ministry-foreign"),
        (" state news agency", "media"),
        (" senior military officials", "military"),
        (" intelligence services", "intelligence"),
        (" city", None),
        (" special", None),
        ("-backed army", None),
    ],
)
def test_words_tell_a_part(words: str, part: str | None) -> None:
    told = chain(words, 0)
    assert (told.part if told else None) == part


@pytest.mark.parametrize(
    ("name", "kind", "own"),
    [
        ("Recep Tayip Erdogan", Kind.PERSON, "person/recep-tayyip-erdogan"),
        ("Abubaker Shekau", Kind.PERSON, "person/abubakar-shekau"),
        ("Hezbolah", Kind.ARMED_GROUP, "group/hezbollah"),
        ("Kim Jong-nam", Kind.PERSON, None),
        ("Raul Castro Ruz", Kind.PERSON, None),
        ("Hezbolah", Kind.OUTLET, None),
        ("Obana", Kind.PERSON, None),
        ("", Kind.PERSON, None),
    ],
)
def test_one_candidate_or_none(name: str, kind: Kind, own: str | None) -> None:
    actor = variant(actor_book(), name, kind)
    assert (actor.id if actor else None) == own


@given(st.text(alphabet="abcdeiou", min_size=1, max_size=9), st.text("abcdeiou", max_size=9))
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert alike((one,), (one,))
    assert alike((one,), (other,)) == alike((other,), (one,))


def test_a_long_article_costs_no_more_than_its_length() -> None:
    line = "Syrian army units and Kurdish fighters met Ivo Prent; Russia denied it, ISIS said. "
    counts = [len(found({"text": line * times})) for times in (1, 50)]
    assert counts[1] == 50 * counts[0]


def stands_for(row: dict[str, str]) -> str:
    """Whom a frequent string stands for by itself, marked as it mostly is."""
    text = row["text"]
    case: dict[str, Any] = {"text": text, "entities": [f"{row['seen']}: {text}"]}
    if row["seen"] == "source":
        said = {"source": [text], "cue": ["said"], "content": ["that it rained"]}
        case = {"text": f"{text} said that it rained.", "said": [said]}
    mentions = found(case)
    if not mentions:
        return "nobody"
    longest = max(mentions, key=lambda one: one.span[1] - one.span[0])
    return longest.id or "local"


def test_the_most_frequent_actors_are_resolved_or_deliberately_left() -> None:
    wrong = [row["text"] for row in FREQUENT if stands_for(row) != row["is"]]
    assert len(FREQUENT) == 200
    assert wrong == ["FacebookComment", "Homs"]  # a crumb of a web page, and a town, called bodies


def test_every_id_of_the_frequent_is_in_the_book() -> None:
    ids = {row["is"] for row in FREQUENT} - {"local", "nobody"}
    assert {own for own in ids if actor_book().actor(own) is None} == set()
    assert len(ids) > 60


def test_marks_of_a_real_kind_go_through_trace() -> None:
    laid, marks = made(next(case for case in CASES if "said" in case))
    assert trace(laid, marks).attributions

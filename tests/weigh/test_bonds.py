"""What one claim is to another: rows of invented claims, and properties that hold of all."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sayso.records import (
    About,
    ActorMention,
    DateMention,
    Firmness,
    Frame,
    Kind,
    Modality,
    PlaceMention,
    Precision,
    Quantity,
    Relation,
    When,
)
from sayso.weigh.bonds import judged
from sayso.weigh.likeness import Question
from sayso.weigh.side import Side
from tests.weigh.test_dossier import Claim

CASES = Path(__file__).resolve().parent.parent / "cases" / "bonds" / "pairs.toml"
ROWS: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["case"]
QUADS = {"AID": 2, "ASSAULT": 4}


def frame(told: list[str], at: int) -> tuple[Frame, tuple[DateMention, ...]]:
    """A frame as a row tells it: actor, event, recipient, and perhaps a date."""
    actor, event, recipient, *when = told
    words = event.split()
    where = (at, at + 1)
    made = Frame(
        predicate=where,
        actor=where,
        event=words[-1],
        quad=QUADS[words[-1]],
        recipient=where,
        negated="not" in words,
        modality=Modality.PLANNED if "planned" in words else Modality.PAST,
        date=where if when else None,
        actor_id=actor,
        recipient_id=recipient,
    )
    return made, tuple(DateMention(where, day, When.HAPPENED) for day in when)


def side(row: dict[str, Any], name: str) -> Side:
    """One of the two claims of a row; its article says nothing else but its sentence."""
    text = row[name]
    sentence = row.get(f"{name}_sentence", text)
    at = sentence.index(text)
    made = [frame(told, n) for n, told in enumerate(row.get(f"{name}_frames", []))]
    frames = tuple(f for f, _ in made)
    names = {who for f in frames for who in (f.actor_id or "", f.recipient_id or "")}
    about = About(
        actors=tuple(ActorMention((0, 1), who, Kind.ARMED_GROUP, who) for who in sorted(names)),
        places=tuple(
            PlaceMention((0, 1), "a town", number, 1.0, 1.0, Precision.TOWN, "OV")
            for number in row.get(f"{name}_towns", [])
        ),
        dates=tuple(date for _, dates in made for date in dates),
        quantities=tuple(
            Quantity((0, 1), low, high if high < 1e9 else None, unit)
            for unit, low, high in row.get(f"{name}_counts", [])
        ),
        frames=frames,
    )
    claim = Claim(
        name,
        f"article {name}",
        content=text,
        sentence=sentence,
        firmness=Firmness(row.get(f"{name}_firmness", "asserted")),
        published=row.get("pub", [None, None])["ab".index(name)],
        about=about,
        spans=((at, at + len(text)),),
    )
    return Side(claim, Question.of(text, counts={}, total=50), sentence)


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_pair_is_what_a_careful_reader_takes_it_for(row: dict[str, Any]) -> None:
    bond = judged(side(row, "a"), side(row, "b"), row["cosine"])
    assert (str(bond.relation) if bond else "") == row["want"], bond
    if bond is not None:
        first = row.get("first", "a")
        assert (bond.a, bond.b) == (first, "b" if first == "a" else "a")
        assert 0 < bond.score <= 1 and bond.why and bond.by is None


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_what_two_claims_are_does_not_hang_on_which_came_first(row: dict[str, Any]) -> None:
    there = judged(side(row, "a"), side(row, "b"), row["cosine"])
    back = judged(side(row, "b"), side(row, "a"), row["cosine"])
    assert (there and there.relation) == (back and back.relation)
    assert (there and there.score) == (back and back.score)


def test_every_relation_has_a_row_and_so_has_none() -> None:
    assert {row["want"] for row in ROWS} == {*map(str, Relation), ""}


def test_without_vectors_words_alone_decide() -> None:
    text = "The Ridge Brigade took the mill of Orla on Sunday night"
    row = {"a": text, "b": text}
    same = judged(side(row, "a"), side(row, "b"), None)
    assert same is not None and (same.relation, same.score) == (Relation.SAME, 1.0)
    other = {"a": text, "b": "Barley rose by a third in the markets of Orla"}
    assert judged(side(other, "a"), side(other, "b"), None) is None


@pytest.mark.parametrize(
    ("names", "bound"), [("Orla", True), ("Wend and Colm and Tessarin", False)]
)
def test_an_article_must_have_the_names_of_the_other_claim(names: str, bound: bool) -> None:
    told = "On Sunday night the Ridge Brigade took the mills"
    one = side({"a": f"{told} of Orla"}, "a")
    other = side({"b": f"{told} of {names}"}, "b")
    assert (judged(one, other, 0.75) is not None) is bound
    held = replace(other, text=f"{other.text}. Orla lies near Wend, Colm and Tessarin.")
    assert judged(replace(one, text=held.text), held, 0.75) is not None, "both have all of them"

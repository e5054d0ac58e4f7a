"""What is left open has a reason: every null of a frame, every open end of a quantity."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sayso.records import About, Frame, Modality, Quantity
from sayso.show.cards import world
from sayso.show.gaps import of_frame, of_quantity
from sayso.vocab.events import events

TEXT = "Rebels near Orsk shot at its troops, at them, at nine farmers and at the Harbour Guard."


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


SHOT = Frame(span("shot"), None, "ASSAULT", 4, None, negated=False, modality=Modality.PAST)


def frame(**parts: Any) -> Frame:
    return replace(SHOT, **parts)


def why(made: Frame) -> dict[str, str]:
    return of_frame(made, lambda at: TEXT[slice(*at)])


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("its troops", "whose “its troops” are cannot be told"),
        ("them", "whom “them” means cannot be told"),
        ("nine farmers", "described, not named"),
        ("the Harbour Guard", "the words name no actor that is known here"),
        ("Rebels", "the words name no actor that is known here"),
    ],
)
def test_a_side_that_leads_to_no_actor_says_why(words: str, reason: str) -> None:
    assert why(frame(recipient=span(words)))["recipient_id"] == reason
    assert "recipient_id" not in why(frame(recipient=span(words), recipient_id="x"))


def test_a_side_that_is_not_told_says_so() -> None:
    found = why(frame(recipient=span("them")))
    assert found["actor"] == found["actor_id"] == "who does it is not told beside the event"


@pytest.mark.parametrize(("event", "some"), [("ASSAULT", True), ("AGREE", False)])
def test_a_mode_is_open_or_there_is_none(event: str, some: bool) -> None:
    reason = why(frame(event=event))["mode"]
    assert ("plain" in reason) is some


spots = st.none() | st.just(span("Rebels")) | st.just(span("its troops"))
frames = st.builds(
    frame,
    actor=spots,
    recipient=spots,
    actor_id=st.none() | st.just("x"),
    recipient_id=st.none() | st.just("x"),
    event=st.sampled_from(sorted(events().quads)),
    mode=st.none() | st.just("aerial"),
    place=spots,
    date=spots,
)


@given(frames)
def test_every_null_of_a_frame_has_a_reason_and_nothing_else_has(made: Frame) -> None:
    found = why(made)
    nulls = {each.name for each in fields(Frame) if getattr(made, each.name) is None}
    told = {side for side in ("actor", "recipient") if getattr(made, side) is None}
    assert found.keys() - {f"{side}_id" for side in told} == nulls - {f"{s}_id" for s in told}
    assert all(found.values())


numbers = st.none() | st.integers(0, 9)


@given(numbers, numbers, st.none() | st.just("farmer"), st.none() | st.just("dozens"))
def test_every_open_end_of_a_quantity_has_a_reason(
    low: int | None, high: int | None, unit: str | None, modifier: str | None
) -> None:
    found = of_quantity(Quantity((0, 6), low, high, unit, modifier))
    nulls = {"low": low, "high": high, "unit": unit}
    assert found.keys() == {name for name, value in nulls.items() if value is None}
    assert all(found.values())


def printed(about: About, *, reasons: bool) -> str:
    out = Console(width=200, force_terminal=False)
    with out.capture() as caught:
        out.print(world(about, TEXT, why=reasons))
    return caught.get()


def test_a_card_tells_what_is_open_where_it_is_asked_for() -> None:
    nine = Quantity(span("nine farmers"), 9, None, None, "at least")
    about = About(quantities=(nine,), frames=(frame(recipient=span("its troops")),))
    told = printed(about, reasons=True)
    assert "“shot” actor: who does it is not told beside the event; recipient: whose" in told
    assert "“nine farmers” high: open above: “at least”; unit: nothing that is counted" in told
    assert "open above" not in printed(about, reasons=False)

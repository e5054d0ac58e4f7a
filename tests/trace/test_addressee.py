"""Which outlet stands behind "told": by list, by noun, by form, by being a stranger."""

from __future__ import annotations

import pytest

from sayso.records import Kind
from sayso.trace.addressee import outlet, outlet_at
from sayso.trace.draft import ground
from tests.trace.marked import article


def told(text: str) -> str | None:
    """The name of the outlet behind the last "told" of ``text``."""
    start = text.rindex("told") + len("told")
    found = outlet_at(ground(article(text)), start, len(text), "told")
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Prent told Reuters that it rained.", "Reuters"),
        ("Prent told the BBC.", "BBC"),
        ("Prent told Sky News Thursday that it rained.", "Sky News"),
        ("Prent told the news site Vennel that it rained.", "Vennel"),
        ("Prent told state television that it rained.", "state television"),
        ("Prent told Norvian state TV that it rained.", "Norvian state TV"),
        ("Prent told KXQL that it rained.", "KXQL"),
        ("Prent told Vennel.org that it rained.", "Vennel.org"),
        ("Prent told Brackwater that it rained.", "Brackwater"),
        ("Prent told Voice of Israel that it rained.", "Voice of Israel"),
        ("The Hill Tribune came. Prent told the Tribune that it rained.", "Hill Tribune"),
        ("The Hill Tribune came. Prent told the newspaper that it rained.", "Hill Tribune"),
        ("Prent told reporters that it rained.", None),
        ("Prent told a news conference that it rained.", None),
        ("Prent told the paper that it rained.", None),
        ("Prent told France that it rained.", None),
        ("Prent told President Quist that it rained.", None),
        ("Ada Quist came. Prent told Quist that it rained.", None),
        ("Prent told her to leave.", None),
        ("Prent told MPs that it rained.", None),
        ("Prent told Norvian that it rained. A Norvian left.", None),
        ("Prent told media that it rained.", None),
    ],
)
def test_whom_the_words_behind_told_name(text: str, name: str | None) -> None:
    assert told(text) == name


def test_only_behind_told_is_a_stranger_an_outlet() -> None:
    text = "In an interview with Brackwater, Prent said it rained."
    start = text.index("with") + len("with")
    assert outlet_at(ground(article(text)), start, len(text), "interview with") is None


def test_one_television_channel_of_many_is_not_named() -> None:
    text = "Prent told a Norvian television channel that it rained."
    found = outlet_at(ground(article(text)), text.index("told") + 4, len(text), "told")
    assert found is not None
    assert (found.name, found.kind, found.named) == (
        "Norvian television channel",
        Kind.OUTLET,
        False,
    )


def test_an_outlet_is_the_longest_beginning_that_is_one() -> None:
    found = outlet("Sky News Thursday", "told")
    assert found is not None
    assert found.name == "Sky News"
    assert outlet("Ivo Prent", "told") is None

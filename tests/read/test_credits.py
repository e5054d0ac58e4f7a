"""Introductions of pasted text: what they cover, and that many of them are quick."""

from __future__ import annotations

import time

import pytest

from sayso.read.credits import _covers, block_credits
from sayso.read.layout import paragraphs
from sayso.records import Spans

INTRO = "Here is more from Reuters:"


def covered(text: str, blocks: Spans = ()) -> list[str | None]:
    found = block_credits(text, paragraphs(text, wrapped=False), blocks)
    return [None if c.covers is None else text[slice(*c.covers)] for c in found]


def test_of_several_block_quotes_the_one_that_holds_the_next_paragraph_is_covered() -> None:
    parts = ["It rained.", "Still.", INTRO, "The dam held.", "All night.", "I saw it."]
    text = "\n\n".join(parts)
    rained, held, saw = (text.index(part) for part in ("It", "The dam", "I saw"))
    blocks = ((rained, rained + 10), (held, saw - 2), (saw, len(text)))
    assert covered(text, blocks) == ["The dam held.\n\nAll night."]
    assert covered(text, blocks[:1]) == ["The dam held.\n\nAll night."]
    assert covered(text, (blocks[0], blocks[2])) == ["The dam held.\n\nAll night."]
    assert covered(text, ((saw, len(text)),)) == ["The dam held.\n\nAll night."]
    assert covered(text, ((held, held + 13),)) == ["The dam held."]


@pytest.mark.parametrize(("paras", "most"), [(1, 1), (7, 7), (50, 50), (80, 50)])
def test_a_run_of_quoted_paragraphs_is_covered_to_fifty(paras: int, most: int) -> None:
    text = "\n\n".join([INTRO, *(["“The dam held."] * paras), "I saw it."])
    assert covered(text) == ["\n\n".join(["“The dam held."] * most)]


def test_many_introductions_among_many_blocks_are_quick() -> None:
    text = "\n\n".join(["Reuters reports:"] * 2_000 + ["I saw it."] * 100_000)
    paras = paragraphs(text, wrapped=False)
    started = time.process_time()
    found = block_credits(text, paras, paras[2_000:])
    assert time.process_time() - started < 3.0
    assert len(found) == 2_000
    assert found[-1].covers == paras[2_000]


def test_what_follows_is_not_copied_for_each_introduction() -> None:
    text = "I saw it."
    paras = ((0, len(text)),) * 200_000
    started = time.process_time()
    for at in range(20_000):
        assert _covers(text, paras, at, ()) is None
    assert time.process_time() - started < 3.0

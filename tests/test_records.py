"""Records and ids: frozen, the same on every machine, and told apart by every field."""

import dataclasses
import inspect
import subprocess
import sys
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpora import environment
from sayso import errors, records
from sayso.records import (
    Attribution,
    Firmness,
    Hop,
    Kind,
    Page,
    Speech,
    Who,
    article_id,
    attribution_id,
    claim_id,
    content_id,
)

CLASSES = [each for _, each in inspect.getmembers(records, dataclasses.is_dataclass)]
WORDS = [
    each
    for _, each in inspect.getmembers(records, inspect.isclass)
    if issubclass(each, StrEnum) and each is not StrEnum
]
SPANS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=3).map(tuple)


@pytest.mark.parametrize("made", CLASSES, ids=lambda made: made.__name__)
def test_a_record_never_changes_and_takes_no_stray_field(made: type) -> None:
    assert made.__dataclass_params__.frozen  # type: ignore[attr-defined]  # dataclasses set it
    assert "__slots__" in vars(made)


@pytest.mark.parametrize("made", CLASSES, ids=lambda made: made.__name__)
def test_a_record_says_what_it_is(made: type) -> None:
    assert made.__doc__
    assert not made.__doc__.startswith(f"{made.__name__}(")  # what dataclasses write by themselves


@pytest.mark.parametrize("words", WORDS, ids=lambda words: words.__name__)
def test_the_closed_sets_hold_plain_words(words: type[StrEnum]) -> None:
    values = [each.value for each in words]
    assert len(values) == len(set(values)) > 1
    assert all(value == value.strip() != "" for value in values)


def test_ids_are_the_same_on_every_machine_and_in_every_version() -> None:
    """A ledger made today must be understood tomorrow: these values never change.

    Worked out apart from the code: the first 10 bytes of SHA-256 over ``["a","bc"]``, in base32.
    """
    assert content_id(["a", "bc"]) == "iktph5cl4cvpepet"
    assert article_id("It rained.", None) == "tzo45x5mvyekfdvj"
    assert attribution_id("x", ((0, 2),), ((3, 7),), ()) == "enppdqacgytldrtn"
    assert claim_id("x", (), (), ((0, 9),)) == "35b4oq27rc5rcvc5"


def test_ids_do_not_hang_on_the_salt_of_a_process() -> None:
    program = "from sayso.records import content_id; print(content_id({'b': [1], 'a': 'x'}))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=True,
            env=environment() | {"PYTHONHASHSEED": seed},
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert answers == {content_id({"a": "x", "b": [1]})}


@given(st.lists(st.text(max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_two_lists_share_an_id_only_where_they_are_equal(a: list[str], b: list[str]) -> None:
    assert (content_id(a) == content_id(b)) == (a == b)


@given(SPANS, SPANS, SPANS)
def test_a_span_counts_by_the_role_it_has(
    source: records.Spans, cue: records.Spans, content: records.Spans
) -> None:
    assert claim_id("x", source, cue, content) != attribution_id("x", source, cue, content)
    if source != cue:
        assert claim_id("x", source, cue, content) != claim_id("x", cue, source, content)


def test_the_url_is_part_of_what_an_article_is() -> None:
    assert len({article_id("It rained.", url) for url in (None, "", "https://a.example/")}) == 3


def test_half_a_surrogate_pair_has_an_id() -> None:
    assert content_id("\ud800") != content_id("\udfff")


def test_a_page_is_known_by_its_bytes() -> None:
    # SHA-256 of "abc", from FIPS 180-2.
    assert Page("x", b"abc").sha256.startswith("ba7816bf8f01cfea414140de5dae2223")


def test_the_root_is_the_last_hop() -> None:
    hops = tuple(Hop(name, Kind.OUTLET, Firmness.ASSERTED) for name in ("near", "far"))
    who = Who("far", Kind.OUTLET)
    made = Attribution(
        "i", (), (), (), None, Speech.DIRECT, Firmness.ASSERTED, 1.0, who, chain=hops
    )
    assert made.root.name == "far"


def test_the_tree_of_errors_is_the_one_that_is_drawn() -> None:
    drawn = {line.split("--")[1].split()[0] for line in lines_of_the_tree()}
    there = {
        name
        for name, each in inspect.getmembers(errors, inspect.isclass)
        if each is not errors.SaysoError
    }
    assert drawn == there
    assert all(issubclass(getattr(errors, name), errors.SaysoError) for name in there)


def test_the_drawing_shows_what_each_error_derives_from() -> None:
    above: list[str] = ["SaysoError"]
    for line in lines_of_the_tree():
        depth = line.index("--") // 4
        name = line.split("--")[1].split()[0]
        del above[depth:]
        assert getattr(errors, name).__base__.__name__ == above[-1]
        above.append(name)


def lines_of_the_tree() -> list[str]:
    """The lines of the drawing below its root, four columns a level."""
    found = [line for line in (errors.__doc__ or "").splitlines() if "-- " in line]
    assert found
    return [line.removeprefix("    ").rjust(len(line)) for line in found]

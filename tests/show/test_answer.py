"""How a dossier reads, and that no word of a stranger's steers the terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from sayso.records import About, Firmness, Hop, Kind, Quantity, Relation
from sayso.show.answer import as_json, headline, tell
from sayso.weigh.dossier import ALONE, FAR, Dossier, Matched, Root, dossier
from sayso.weigh.judge import Bond
from tests.weigh.test_dossier import Claim

DEAD = Quantity((0, 9), 12, 12, "person killed", "at least")
HOPS = (
    Hop("Harbour News", Kind.OUTLET, Firmness.ASSERTED),
    Hop("a diver (unnamed)", Kind.UNNAMED, Firmness.HEDGED, False),
)


def made(relation: Relation = Relation.SAME, count: int = 2, **known: object) -> Dossier:
    rows = [
        replace(Claim(f"claim{n:04}", f"a{n}", HOPS, root=HOPS[-1].name), **known)  # type: ignore[arg-type]  # any field may be given
        for n in range(count)
    ]
    bond = Bond(relation, 0.71234, "nearly the same words and sense")
    return dossier("The dam burst.", [Matched(row, bond) for row in rows], {})


def printed(found: Dossier, most: int | None = None) -> str:
    out = io.StringIO()
    tell(Console(file=out, width=100, highlight=False, markup=False), found, most)
    return out.getvalue()


def test_the_number_comes_first_and_beside_it_the_one_that_misleads() -> None:
    assert headline(made()).plain == "1 independent root  ·  2 articles"
    two = replace(made(), low=1, high=3)
    assert headline(two).plain == "1 to 3 independent roots  ·  2 articles"


def test_a_chain_a_root_and_how_it_was_matched_are_told() -> None:
    text = printed(made(outlet="Quill", published="2024-06-04"))
    assert "Harbour News ← a diver (no named root)" in text
    assert "asserted  Harbour News ← a diver (no named root)  Quill 4 Jun 2024 claim000" in text
    assert "a diver  no name, 2 texts" in text


def test_how_claims_were_matched_is_said_once_for_all_of_a_kind() -> None:
    text = printed(made(count=4))
    assert text.count("the same (nearly the same words and sense)") == 1
    assert text.count("the dam burst") == 4


def test_reasons_that_differ_stand_with_their_claims() -> None:
    found = made(Relation.CONTRADICTS, count=2)
    first, second = found.disputes
    other = replace(second, bond=replace(second.bond, why="casts doubt: hoax"))
    text = printed(replace(found, disputes=(first, other)))
    assert text.count("against it") == 1
    assert text.index("claim000  nearly the same") < text.index("claim000  casts doubt: hoax")


def test_claims_of_one_kind_stand_together_and_the_likest_first() -> None:
    found = made(count=3)
    bonds = [(Relation.SAME, "a"), (Relation.RESTATES, "b"), (Relation.SAME, "a")]
    claims = tuple(
        Matched(each.row, Bond(relation, 0.9 - n / 10, why))
        for n, (each, (relation, why)) in enumerate(zip(found.claims, bonds, strict=True))
    )
    text = printed(replace(found, claims=claims))
    assert text.count("the same (a)") == text.count("in other words (b)") == 1
    assert text.index("the same (a)") < text.index("in other words (b)")


def test_another_figure_is_told_once_and_not_among_those_who_say_so() -> None:
    text = printed(made(Relation.OTHER_FIGURE, count=1))
    assert text.count("the dam burst") == 1 and "Who says so" not in text


@pytest.mark.parametrize(
    ("counted", "told"),
    [
        ("low", "Orla Venn  person, 1 text\n"),
        ("high", ALONE),
        ("no", FAR),
    ],
)
def test_a_root_tells_how_it_is_counted(counted: str, told: str) -> None:
    why = "" if counted == "low" else told
    root = Root("Orla Venn", Kind.PERSON, True, ("Orla Venn",), ("a0",), 1, counted, why)
    text = " ".join(printed(replace(made(), roots=(root,))).split())
    assert " ".join(told.split()) in text
    assert ("counted" in text) is (counted == "no")


def test_only_so_many_are_shown() -> None:
    assert "and 3 more" in printed(made(count=5), most=2)


@pytest.mark.parametrize(
    ("relation", "head"),
    [
        (Relation.DENIES, "Who disputes it"),
        (Relation.CONTRADICTS, "Who disputes it"),
        (Relation.OTHER_FIGURE, "Who gives another figure"),
        (Relation.CANNOT_CONFIRM, "Who leaves it open"),
        (Relation.NOT_AWARE, "Who leaves it open"),
    ],
)
def test_what_is_against_it_stands_apart(relation: Relation, head: str) -> None:
    assert head in printed(made(relation))


def test_claims_of_many_days_are_told_by_day() -> None:
    days = ["2024-06-04", "2024-06-05", "2021-01-02"]
    rows = [Claim(f"claim{n:04}", f"a{n}", HOPS, published=each) for n, each in enumerate(days)]
    bond = Bond(Relation.SAME, 0.7, "")
    found = dossier("x", [Matched(row, bond) for row in rows], {})
    text = printed(found)
    assert text.index("Which of these days?") < text.index("2 January 2021  1 claim")
    assert "4 June 2024 to 5 June 2024  2 claims" in text
    assert as_json(found)["days"] == [
        {"first": "2021-01-02", "last": "2021-01-02", "claims": ["claim0002"]},
        {"first": "2024-06-04", "last": "2024-06-05", "claims": ["claim0000", "claim0001"]},
    ]
    of_one = dossier("x", [Matched(row, bond) for row in rows[:2]], {})
    assert "Which of these days?" not in printed(of_one)
    against = Matched(rows[2], Bond(Relation.DENIES, 0.7, ""))
    both = dossier("x", [Matched(rows[0], bond), against], {})
    assert "2 January 2021  1 claim, 1 of them against it" in printed(both)


def test_words_of_a_stranger_do_not_steer_the_terminal() -> None:
    evil = made(content="\x1b[2Jthe dam\u202e burst", outlet="\x9b31m")
    assert not set("\x1b\x9b\u202e") & set(printed(evil))


def test_json_leads_to_the_words_and_names_who_objects() -> None:
    told = as_json(made(Relation.DENIES, count=1, about=About(quantities=(DEAD,))))
    [claim] = told["disputes"]
    assert (claim["by"], claim["relation"], claim["score"]) == ("x", "denies", 0.7123)
    assert claim["span"] == [0, 9] and claim["chain"][-1]["firmness"] == "hedged"
    assert told["claims"] == [] and told["roots"] == {"low": 0, "high": 0, "named": []}


def test_json_tells_who_leaves_it_open() -> None:
    told = as_json(made(Relation.NOT_AWARE, count=1))
    assert [(each["by"], each["relation"]) for each in told["unsettled"]] == [("x", "not_aware")]
    assert told["claims"] == told["disputes"] == []


def test_figures_stand_with_the_claim_that_tells_them() -> None:
    told = as_json(made(count=1, about=About(quantities=(DEAD,))))
    assert told["figures"] == [
        {
            "claim": "claim0000",
            "span": [0, 9],
            "low": 12,
            "high": 12,
            "unit": "person killed",
            "modifier": "at least",
        }
    ]

"""What a claim is to a statement: the cases, and what structure tells before words do."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import (
    About,
    ActorMention,
    DateMention,
    Firmness,
    Frame,
    Hop,
    Kind,
    Modality,
    PlaceMention,
    Precision,
    Quantity,
    Relation,
    Voice,
    When,
)
from sayso.weigh.deeds import Deeds, compare, other_days
from sayso.weigh.figures import other_figure
from sayso.weigh.judge import AGAINST, OPEN, Bond, echo, judge
from sayso.weigh.likeness import Question
from tests.weigh.test_dossier import Claim

FOLDER = Path(__file__).parent.parent / "cases" / "judge"
COUNTS = {"dam": 2, "colm": 1, "burst": 4}


def cases(name: str) -> list[Any]:
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return [pytest.param(row, id=row["name"]) for row in rows]


def question(text: str, about: About = About()) -> Question:
    return Question.of(text, counts=COUNTS, total=100, about=about)


def claim(case: dict[str, Any]) -> Claim:
    firm = Firmness(case.get("firmness", "asserted"))
    hops = case.get("chain", [[case.get("who", "x"), firm]])
    at = max(0, case.get("sentence", "").find(case["content"]))
    return Claim(
        "c",
        "a",
        tuple(Hop(name, Kind.PERSON, Firmness(each)) for name, each in hops),
        firmness=firm,
        content=case["content"],
        sentence=case.get("sentence", case["content"]),
        cue=case.get("cue", "said"),
        spans=((at, at + len(case["content"])),),
    )


def named(bond: Bond | None) -> str | None:
    return str(bond.relation) if bond else None


@pytest.mark.parametrize("case", cases("stand"))
def test_what_a_claim_says_of_it(case: dict[str, Any]) -> None:
    bond = judge(question(case["asked"]), claim(case), case["like"])
    assert named(bond) == case.get("relation")


@pytest.mark.parametrize("case", cases("echo"))
def test_what_only_points_back(case: dict[str, Any]) -> None:
    doer = ActorMention((0, 1), case.get("doer", "Colm"), Kind.PERSON)
    asked = question(case.get("asked", "The dam at Colm burst."), About(actors=(doer,)))
    assert named(echo(asked, claim(case), close=case.get("close", True))) == case.get("relation")


@pytest.mark.parametrize("case", cases("figures"))
def test_figures(case: dict[str, Any]) -> None:
    def made(rows: list[list[Any]]) -> list[Quantity]:
        return [
            Quantity((0, 1), low if low != "" else None, high if high != "" else None, unit or None)
            for low, high, unit in rows
        ]

    found = other_figure(made(case["asked"]), made(case["told"]), lambda *_: True)
    assert (found is not None) is case["other"]
    assert other_figure(made(case["asked"]), made(case["told"]), lambda *_: False) is None


def test_another_figure_is_one_among_the_names_of_the_statement() -> None:
    text = "The rebels of Velt are one mile from Colm."
    asked = question(text, About(quantities=(Quantity((23, 31), 1, 1, "mile"),)))

    def told(sentence: str) -> str | None:
        about = About(quantities=(Quantity((sentence.index("9"), 99), 9, 9, "mile"),))
        row = Claim("c", "a", content=sentence, sentence=sentence, about=about, sentence_at=0)
        return named(judge(asked, row, 0.35))

    assert told("rebels from Velt stood 9 miles from Colm") == "other_figure"
    assert told("Wend, 9 miles from Colm, is held by Velt") is None


# --- deeds ----------------------------------------------------------------------------------

HIT = Frame((0, 3), (0, 1), "ASSAULT", 4, (2, 3), False, Modality.PAST)
DAY = DateMention((9, 12), "2020-05-04", When.HAPPENED)
TOWN = PlaceMention((13, 17), "Colm", 1, 0.0, 0.0, Precision.TOWN, "VE")


def tells(
    frame: Frame = HIT,
    *,
    date: DateMention | None = None,
    place: PlaceMention | None = None,
    **changed: Any,
) -> About:
    whole = {"actor_id": "state/velt/military", "recipient_id": "group/rebels", **changed}
    frame = replace(
        frame, date=date.span if date else None, place=place.span if place else None, **whole
    )
    return About(frames=(frame,), dates=(date,) if date else (), places=(place,) if place else ())


def test_one_deed_told_twice_and_with_a_no() -> None:
    assert compare(tells(), tells(actor_id="state/velt")) is Deeds.SAME
    assert compare(tells(), tells(negated=True)) is Deeds.DENIED
    assert compare(tells(negated=True), tells(negated=True)) is Deeds.SAME
    assert compare(tells(), tells(recipient_id="group/others")) is None
    assert compare(tells(), tells(recipient_id=None)) is None
    assert compare(tells(), tells(actor_id="group/rebels", recipient_id="state/velt")) is None
    assert compare(tells(), tells(modality=Modality.PLANNED)) is None
    assert compare(About(), tells()) is None


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("2020-05-04", "2020-06-01", True),
        ("2020-05-04", "2020-05-06", False),
        ("2020-05-04", "2020-05-07", True),
        ("2020-05", "2020-05-31", False),
        ("2020-05", "2020-07", True),
        ("2020-05-04", None, False),
        ("2020-05-04", "2020-XX-XX", False),
        ("2020-05-04", "2019-02-31", False),
        ("2020-05-04", "0000-05-04", False),
    ],
)
def test_what_happened_on_other_days_is_another_thing(
    asked: str, told: str | None, other: bool
) -> None:
    def on(edtf: str | None, of: When = When.HAPPENED) -> About:
        return About(dates=(DateMention((0, 4), edtf, of),), quantities=(Quantity((0, 1), 2, 2),))

    assert other_days(on(asked), on(told)) is other
    assert other_days(on(told), on(asked)) is other
    assert not other_days(on(asked), About())
    assert not other_days(on(asked), on("2001-01-01", When.SAID))
    both = About(dates=(*on(asked).dates, *on("2001-01-01").dates))
    assert not other_days(both, on(asked))
    text = "The dam at Colm burst and drowned two."
    row = Claim("c", "a", content=text, sentence=text, about=on(told))
    assert (judge(question(text, on(asked)), row, 0.9) is None) is other


def test_a_deed_of_another_day_or_place_is_another() -> None:
    later = replace(DAY, edtf="2020-06-01")
    assert compare(tells(date=DAY), tells(date=later)) is Deeds.ELSEWHEN
    assert compare(tells(date=DAY), tells(date=replace(DAY, edtf="2020-05"))) is Deeds.SAME
    assert compare(tells(date=DAY), tells(date=replace(DAY, edtf=None))) is Deeds.SAME
    wend = replace(TOWN, geonames=2, name="Wend")
    land = replace(TOWN, geonames=3, name="Velt", precision=Precision.COUNTRY)
    assert compare(tells(place=TOWN), tells(place=wend)) is None
    assert compare(tells(place=TOWN), tells(place=land)) is Deeds.SAME
    assert compare(tells(place=TOWN), tells(place=replace(land, country="XX"))) is None


def test_help_and_attack_at_one_time_are_opposite() -> None:
    helps: dict[str, Any] = {"event": "AID", "quad": 2}
    assert compare(tells(date=DAY), tells(date=DAY, **helps)) is Deeds.OPPOSITE
    assert compare(tells(date=DAY, **helps), tells(date=DAY)) is Deeds.OPPOSITE
    assert compare(tells(), tells(**helps)) is None, "when is not known"
    assert compare(tells(date=DAY), tells(date=DAY, negated=True, **helps)) is None
    assert compare(tells(date=DAY), tells(date=DAY, event="AGREE", quad=1)) is None


def test_of_a_statement_without_a_date_the_opposite_may_be_told_of_any_day() -> None:
    helps: dict[str, Any] = {"event": "AID", "quad": 2}
    text = "The army shelled them."
    row = Claim("c", "a", content="the army fed them", sentence="the army fed them")
    undated = question(text, tells())
    for about in (tells(**helps), tells(date=DAY, **helps)):
        assert compare(tells(), about) is None
        assert compare(tells(), about, any_day=True) is Deeds.OPPOSITE
        assert named(judge(undated, replace(row, about=about), 0.6)) == "contradicts"
    later = tells(date=replace(DAY, edtf="2020-06-01"), **helps)
    assert named(judge(question(text, tells(date=DAY)), replace(row, about=later), 0.6)) is None
    stopped = replace(row, content="the army stopped its fire", about=tells(**helps))
    assert named(judge(undated, stopped, 0.6)) is None, "what ends is the opposite of nothing"
    claimed = replace(undated, stands=(text, ((0, len(text)),)))
    assert named(judge(claimed, replace(row, about=tells(**helps)), 0.6)) is None


@pytest.mark.parametrize(
    ("told", "like", "want"),
    [
        (tells(negated=True), 0.45, "contradicts"),
        (tells(), 0.45, "supports"),
        (tells(), 0.9, "same"),
        (tells(date=replace(DAY, edtf="2020-06-01")), 0.9, None),
        (tells(date=DAY, event="AID", quad=2), 0.9, "contradicts"),
    ],
)
def test_structure_comes_before_words(told: About, like: float, want: str | None) -> None:
    asked = question("The army shelled them.", tells(date=DAY))
    row = Claim("c", "a", content="the army shelled them", sentence="the army shelled", about=told)
    if like < 0.5:
        row = replace(row, content="guns were fired", sentence="guns were fired")
    assert named(judge(asked, row, like)) == want


# --- what holds for any two -----------------------------------------------------------------

SAID = "the dam at Colm burst not no denied reports hoax cannot confirm unaware of it , . but"
WORDS = st.sampled_from(SAID.split())
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@given(TEXTS, TEXTS, st.sampled_from(Firmness), st.floats(-1, 1))
def test_a_bond_has_a_score_and_a_reason(
    asked: str, told: str, firmness: Firmness, cosine: float
) -> None:
    row = Claim("c", "a", content=told, sentence=told, firmness=firmness, cue="said")
    for bond in (judge(question(asked), row, cosine), echo(question(asked), row, close=True)):
        assert bond is None or (0 <= bond.score <= 1 and bond.why)


@given(TEXTS)
def test_nothing_is_against_itself_unless_it_is_denied(text: str) -> None:
    row = Claim("c", "a", content=text, sentence=text, cue="said")
    bond = judge(question(text), row, 1.0)
    assert bond is None or bond.relation in {Relation.SAME, *OPEN} or text_takes_itself_back(text)


def text_takes_itself_back(text: str) -> bool:
    """Words thrown together may say no to themselves in one of two sentences."""
    return any(word in text for word in (".", "hoax", "no", "cannot"))


def test_the_author_is_judged_too() -> None:
    row = Claim("c", "a", content="The dam at Colm burst.", voice=Voice.AUTHOR, cue="")
    bond = judge(question("The dam at Colm burst."), replace(row, sentence=row.content), 0.9)
    assert bond is not None and bond.relation is Relation.SAME
    assert bond.relation not in AGAINST | OPEN

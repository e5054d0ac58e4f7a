"""Whole invented stories, from articles in a ledger to the dossier of one claim."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sayso.engines.dossiers import dossier_of
from sayso.ledger import open_ledger
from sayso.records import Firmness, Hop, Kind, Quantity, Relation
from sayso.weigh.dossier import Dossier
from sayso.weigh.judge import AGAINST
from sayso.weigh.tree import Flagged
from tests.engines.test_joining import RESERVE, chatter, put, read

CASES = Path(__file__).resolve().parent.parent / "cases" / "stories" / "round.toml"
STORIES: list[dict[str, Any]] = tomllib.loads(CASES.read_text(encoding="utf-8"))["story"]
NUMBERS = {"one": 1, "ten": 10}


def chain(told: str, firm: Firmness) -> tuple[Hop, ...]:
    """Links as a story writes them."""
    out = []
    for name in told.split(" < ") if told else ():
        media = name.isupper()
        kind = Kind.OUTLET if media else Kind.PERSON
        out.append(Hop(name.title() if media else name, kind, firm, not name.endswith("(unnamed)")))
    return tuple(out)


def miles(sentence: str) -> tuple[Quantity, ...]:
    """How many miles a sentence tells; the tests of ground are about how that is found."""
    words = sentence.split()
    at = [n for n, word in enumerate(words) if word.startswith("mile")]
    return tuple(Quantity((0, 1), NUMBERS[words[n - 1]], NUMBERS[words[n - 1]], "mile") for n in at)


def opened(story: dict[str, Any], path: Path) -> Dossier:
    with open_ledger(path) as book:
        # Other news, so that words are as rare as in a ledger of more than one story.
        other = [
            (f"Barley of field {n} rose by a third.", (), Firmness.ASSERTED) for n in range(40)
        ]
        put(book, "barley", *other)
        for n, article in enumerate(story["article"]):
            told = [
                (sentence + ".", chain(who, Firmness(firm)), Firmness(firm), miles(sentence))
                for who, firm, sentence in article["said"]
            ]
            more = " " + RESERVE * 3 if "text" in article else chatter(n)
            put(book, article["outlet"], *told, day=article.get("day"), more=more)
        read(book)
        outlet, place = story["asked"].split()
        return dossier_of(book, f"{outlet}{place}")


@pytest.mark.parametrize("story", STORIES, ids=[story["name"] for story in STORIES])
def test_a_story_is_told_as_a_careful_reader_would(story: dict[str, Any], tmp_path: Path) -> None:
    found = opened(story, tmp_path / "x.ledger")
    assert [found.low, found.high] == story["roots"], [
        (r.name, r.texts, r.counted) for r in found.roots
    ]
    against = {m.row.who for m in found.disputes if m.bond.relation in AGAINST}
    assert against == set(story.get("disputes", ()))
    assert {m.row.who for m in found.unsettled} == set(story.get("unsettled", ()))
    by_kind = {flag.kind: flag for flag in found.flags}
    if "sole_root" in story:
        assert by_kind[Flagged.SOLE_ROOT].root == story["sole_root"]
    assert set(by_kind[Flagged.CIRCULAR].names if Flagged.CIRCULAR in by_kind else ()) == set(
        story.get("circular", ())
    )
    assert (Flagged.DEAD_END in by_kind) >= story.get("dead_ends", False)
    _ways(story, found)


def _ways(story: dict[str, Any], found: Dossier) -> None:
    for claim, names in story.get("ends", {}).items():
        way = found.ways[claim.replace(" ", "")]
        assert [hop.name for hop in way.chain] == names
    for claim, end in story.get("ends_at", {}).items():
        assert str(found.ways[claim.replace(" ", "")].end) == end
    if "names" in story:
        assert set(found.roots[0].names) == set(story["names"])
    held = {m.row.id for m in (*found.claims, *found.disputes, *found.unsettled)}
    assert not held & {claim.replace(" ", "") for claim in story.get("not_in", ())}
    others = {m.row.id for m in found.claims if m.bond.relation is Relation.OTHER_FIGURE}
    assert others == {claim.replace(" ", "") for claim in story.get("figures", ())}


def test_the_three_relations_of_who_takes_no_part_are_kept_apart(tmp_path: Path) -> None:
    [story] = [each for each in STORIES if "three relations" in each["name"]]
    found = opened(story, tmp_path / "x.ledger")
    told = {m.row.who: m.bond.relation for m in (*found.disputes, *found.unsettled)}
    assert told == {
        "Colonel Verrick": Relation.DENIES,
        "Hale Quennock": Relation.CANNOT_CONFIRM,
        "Ministry of Health": Relation.NOT_AWARE,
    }

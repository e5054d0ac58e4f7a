"""``sayso dossier`` over the invented story, with the real model: tree, drift, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema

from tests.conftest import Sayso
from tests.show.test_ask import SCHEMA, story

__all__ = ["story"]


def claim(sayso: Sayso, ledger: Path, words: str, outlet: str | None = None) -> str:
    """Id of the first claim with these words."""
    filters = ("--outlet", outlet) if outlet else ()
    said = sayso("claims", "--words", words, *filters, "--ledger", ledger, "--jsonl")
    ident: str = json.loads(said.out.splitlines()[0])["id"]
    return ident


def asked(sayso: Sayso, ledger: Path, words: str) -> dict[str, Any]:
    said = sayso("dossier", claim(sayso, ledger, words), "--ledger", ledger, "--json")
    found: dict[str, Any] = json.loads(said.out)
    jsonschema.validate(found, SCHEMA)
    return found


def test_the_rewrite_lost_a_hedge_and_the_words_show_it(story: Path, sayso: Sayso) -> None:
    told = asked(sayso, story, "sorties")
    by_id = {each["id"]: each for each in told["claims"]}
    lost = [d for d in told["drift"] for c in d["changes"] if c["kind"] == "hedge lost"]
    firm = {(by_id[d["before"]]["firmness"], by_id[d["after"]]["firmness"]) for d in lost}
    assert ("hedged", "asserted") in firm
    shown = []
    for drift in lost:
        article = json.loads(
            sayso("show", by_id[drift["before"]]["article"], "--ledger", story, "--json").out
        )
        text = article["article"]["text"] if "article" in article else article["text"]
        for change in drift["changes"]:
            shown += [text[start:end] for start, end in change["before"]]
    assert any("may have" in words for words in shown)


def test_the_reprint_and_the_op_ed_lead_to_the_agency_and_what_it_cites(
    story: Path, sayso: Sayso
) -> None:
    told = asked(sayso, story, "reports strikes Brigade")
    ends = {branch["name"] for branch in told["tree"]}
    assert "reports (unnamed)" in ends
    assert any(flag["kind"] == "dead end" for flag in told["flags"])
    articles = {each["article"] for each in told["claims"]}
    assert len(articles) >= 5 > told["roots"]["high"]
    assert told["order"][0] in {each["id"] for each in told["claims"] + told["disputes"]}
    assert any(each["relation"] == "denies" for each in told["disputes"])


def test_two_tolls_stand_side_by_side(story: Path, sayso: Sayso) -> None:
    told = asked(sayso, story, "depot killed")
    numbers = {f["low"] for f in told["figures"] if f["unit"] and "kill" in f["unit"]}
    assert {14, 31} & numbers
    shown = sayso("dossier", claim(sayso, story, "depot killed"), "--ledger", story).out
    assert "Figures side by side" in shown


def test_people_read_the_tree_the_order_and_the_diff(story: Path, sayso: Sayso) -> None:
    shown = sayso("dossier", claim(sayso, story, "sorties"), "--ledger", story).out
    heads = ["On whose word", "As a tree", "To be known", "Who says so", "First to last",
             "What changed in the retelling"]  # fmt: skip
    places = [shown.index(head) for head in heads]
    assert places == sorted(places)
    assert "[-may have-]" in shown and "{+has+}" in shown


def test_the_demo_ends_with_a_dispute_and_with_what_became_firmer(sayso: Sayso) -> None:
    shown = sayso("demo").out
    end = " ".join(shown[shown.index("The air force is making strikes") :].split())
    assert "army source" in end[: end.index("The air force has flown")]
    assert "hedge lost (hedged, now asserted)" in end
    assert "[-may have-] {+has+} flown at least six sorties" in end


def test_a_claim_that_is_not_there_fails_plainly(story: Path, sayso: Sayso) -> None:
    said = sayso("dossier", "zzzz", "--ledger", story)
    assert said.code == 1 and "no claim has an id that begins with 'zzzz'" in said.err


def test_reprints_of_one_article_tell_what_changed(story: Path, sayso: Sayso) -> None:
    ident = claim(sayso, story, "sorties", "Quillfen")
    article = json.loads(sayso("show", ident, "--ledger", story, "--json").out)["article"]
    pairs = json.loads(sayso("reprints", article, "--ledger", story, "--json").out)
    assert pairs and all("drift" in pair for pair in pairs)
    every = json.loads(sayso("reprints", "--ledger", story, "--json").out)
    assert all("drift" not in pair for pair in every)

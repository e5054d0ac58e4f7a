"""The firmness and the root of one claim, put right by hand: they win, survive, and come back."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random

import pytest

from sayso.errors import LedgerError, NotFound
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import (
    Article,
    ClaimBond,
    Firmness,
    Hop,
    Kind,
    Reading,
    Relation,
    claim_id,
)
from tests.ledger.made import assert_whole, grounded, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.ledger"


def put(ledger: Ledger, n: int = 0, *, model: str = "model") -> tuple[Article, Reading]:
    page, article, reading = story(n)
    reading = grounded(article, reading)
    ledger.add(ledger.begin_run("made", model, "0"), f"k{n}-{model}", page, article, reading)
    return article, reading


def names(chain: tuple[Hop, ...]) -> list[str]:
    return [hop.name for hop in chain]


def shown(ledger: Ledger) -> object:
    """All that a change by hand may touch."""
    return (
        list(ledger.claims()),
        ledger.roots(),
        [ledger.facets(name) for name in ("firmness", "root kind", "source kind", "actor")],
        ledger.counts(),
    )


# --- firmness -------------------------------------------------------------------------------


def test_a_firmness_by_hand_holds_in_every_view(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        outer = reading.claims[0]
        before = shown(ledger)
        number = ledger.put_firmness(outer.id[:9], Firmness.DENIED, by="me", note="he said no")
        row = ledger.claim(outer.id)
        assert (row.firmness, row.read_firmness) == (Firmness.DENIED, outer.firmness)
        assert [hop.firmness for hop in row.chain][-1] is Firmness.DENIED
        assert row.chain[0].firmness is reading.attributions[0].chain[0].firmness
        assert [c.id for c in ledger.claims(ClaimFilter(firmness=Firmness.DENIED))] == [outer.id]
        assert {f.value: f.claims for f in ledger.facets("firmness")}["denied"] == 1
        assert next(r for r in ledger.roots() if r.name == "Ilan Voss").denied == 1
        assert ledger.article(article.id)[1] == reading  # as it was read
        decided = ledger.decided(article.id, reading)
        said = next(each for each in decided.attributions if each.id == outer.attribution)
        assert decided.claims[0].firmness is said.firmness is Firmness.DENIED
        assert decided.claims[1:] == reading.claims[1:]
        assert assert_whole(path) == 1
        [told] = ledger.corrections()
        assert (told.kind, told.field, told.new, told.note) == (
            "claim", "firmness", "denied", "he said no",
        )  # fmt: skip
        ledger.undo(number)
        assert shown(ledger) == before and ledger.decided(article.id, reading) == reading
    assert assert_whole(path) == 1


def test_the_latest_firmness_holds_and_what_was_read_is_still_told(path: Path) -> None:
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        own = reading.claims[2]
        ledger.put_firmness(own.id, Firmness.HEDGED, by="me")
        second = ledger.put_firmness(own.id, Firmness.ALLEGED, by="you")
        row = ledger.claim(own.id)
        assert (row.firmness, row.read_firmness) == (Firmness.ALLEGED, own.firmness)
        ledger.undo(second)
        assert ledger.claim(own.id).firmness is Firmness.HEDGED
        # A person who says the same as the model has decided, too: another model changes nothing.
        ledger.put_firmness(own.id, own.firmness, by="me")
        row = ledger.claim(own.id)
        assert row.firmness is row.read_firmness is own.firmness
    assert assert_whole(path) == 1


def test_by_hand_wins_over_every_other_reading(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        own = reading.claims[2]
        ledger.put_firmness(own.id, Firmness.HEDGED, by="me")
        ledger.put_root(own.id, "The harbour master", kind=Kind.PERSON, by="me")
        start, end = own.spans[0]
        spans = ((start, end - 4),)
        moved = replace(
            own, id=claim_id(article.id, (), (), spans), spans=spans, firmness=Firmness.DENIED
        )
        again = replace(reading, claims=(*reading.claims[:2], moved))
        ledger.add(ledger.begin_run("made", "another", "0"), "k", story()[0], article, again)
        row = ledger.claim(moved.id)
        assert (row.firmness, row.read_firmness) == (Firmness.HEDGED, Firmness.DENIED)
        assert (row.root, row.read_root) == ("The harbour master", "The Quay Post")
    assert assert_whole(path) == 1


def test_what_was_judged_by_the_firmness_is_to_be_judged_anew(path: Path) -> None:
    with open_ledger(path) as ledger:
        first, one = put(ledger)
        second, two = put(ledger, 1)
        a, b = two.claims[0].id, one.claims[0].id
        ledger.bonded(first.id, [])
        ledger.bonded(second.id, [ClaimBond(a, b, Relation.SAME, 0.9, "the same words")])
        number = ledger.put_firmness(a, Firmness.DENIED, by="me")
        assert ledger.bonds() == [] and ledger.unbonded() == [second.id]
        ledger.bonded(second.id, [ClaimBond(a, b, Relation.DENIES, 0.9, "it says no")])
        ledger.put_root(a, "Tern Wire", by="me")  # changes no firmness, and so no bond
        assert [each.relation for each in ledger.bonds()] == [Relation.DENIES]
        ledger.undo(number)
        assert ledger.unbonded() == [second.id]
    assert assert_whole(path) == 2


# --- root -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claim", "name", "chain", "who"),
    [
        # Somebody who passed it on: the chain ends there.
        (1, "ilan voss", ["Tern Wire", "Ilan Voss"], "Ilan Voss"),
        (1, "Tern Wire", ["Tern Wire"], "Tern Wire"),
        # Anybody else takes the place of the root, and of the speaker where that is the root.
        (0, "The pilots", ["Tern Wire", "The pilots"], "The pilots"),
        (1, "The pilots", ["Tern Wire", "Ilan Voss", "The pilots"], "The pilots"),
        # What the article says itself may be another's word, too; nobody is made its speaker.
        (2, "The pilots", ["The pilots"], None),
    ],
)
def test_a_root_by_hand_ends_the_chain(
    path: Path, claim: int, name: str, chain: list[str], who: str | None
) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        before = shown(ledger)
        own = reading.claims[claim]
        number = ledger.put_root(own.id, name, kind=Kind.ORGANISATION, by="me")
        row = ledger.claim(own.id)
        assert (names(row.chain), row.root, row.who) == (chain, chain[-1], who)
        assert row.read_root == own.root.name
        assert [each.id for each in ledger.claims(ClaimFilter(root=f"={chain[-1]}"))].count(own.id)
        decided = ledger.decided(article.id, reading)
        assert decided.claims[claim].root.name == chain[-1]
        if own.attribution is not None:
            said = next(a for a in decided.attributions if a.id == own.attribution)
            assert (names(said.chain), said.who.name) == (chain, who)
        assert assert_whole(path) == 1
        ledger.undo(number)
        assert shown(ledger) == before and ledger.decided(article.id, reading) == reading
    assert assert_whole(path) == 1


def test_a_root_that_is_known_has_the_kind_that_is_known(path: Path) -> None:
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        own = reading.claims[2].id
        with pytest.raises(LedgerError, match="say what it is"):
            ledger.put_root(own, "The pilots", by="me")
        with pytest.raises(LedgerError, match="empty name"):
            ledger.put_root(own, "  ", by="me")
        with pytest.raises(NotFound):
            ledger.put_root("nothing", "Ilan Voss", by="me")
        with pytest.raises(NotFound):
            ledger.put_firmness("nothing", Firmness.DENIED, by="me")
        assert ledger.corrections() == []
        ledger.put_root(own, "ILAN VOSS", by="me")
        row = ledger.claim(own)
        assert (row.root, row.root_kind) == ("Ilan Voss", Kind.PERSON)
        ledger.put_root(own, "Ilan Voss", kind=Kind.GOVERNMENT, by="me")
        assert ledger.claim(own).root_kind is Kind.GOVERNMENT
        assert [row.new for row in ledger.corrections()] == ["Ilan Voss", "Ilan Voss"]


def test_a_root_by_hand_follows_the_names_that_are_merged(path: Path) -> None:
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        own = reading.claims[2]
        ledger.put_root(own.id, "a ferry passenger", by="me")
        number = ledger.merge_sources("a ferry passenger", "Ilan Voss", by="me")
        row = ledger.claim(own.id)
        assert (row.root, names(row.chain), row.read_root) == (
            "Ilan Voss", ["Ilan Voss"], "The Quay Post",
        )  # fmt: skip
        ledger.undo(number)
        assert ledger.claim(own.id).root == "a ferry passenger"
    assert assert_whole(path) == 1


def test_in_any_order_what_is_taken_back_leaves_no_trace(path: Path) -> None:
    chance = Random(11)
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        put(ledger, 1)
        before = shown(ledger)
        claims = [claim.id for claim in reading.claims]
        for firm, name in product((Firmness.DENIED, Firmness.OTHER), ("Tern Wire", "A pilot")):
            kept = [
                *(ledger.put_firmness(each, firm, by="me") for each in claims),
                *(ledger.put_root(each, name, kind=Kind.WITNESS, by="me") for each in claims),
                ledger.merge_sources("Ilan Voss", "The Quay Post", by="me"),
                ledger.reject(chance.choice(claims), by="me"),
            ]
            chance.shuffle(kept)
            for number in kept:
                assert assert_whole(path) == 2
                ledger.undo(number)
            assert shown(ledger) == before
    assert assert_whole(path) == 2

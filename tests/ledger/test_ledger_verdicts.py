"""What a person decides wins over the model, survives another reading, and can be taken back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFound
from sayso.ledger import Akin, ClaimFilter, Ledger, open_ledger
from sayso.records import (
    Article,
    Claim,
    ClaimBond,
    Direction,
    Page,
    Reading,
    Relation,
    Reuse,
    Reused,
    claim_id,
)
from tests.ledger.made import assert_whole, grounded, story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "news.ledger"


def put(ledger: Ledger, n: int = 0, *, model: str = "model") -> tuple[Article, Reading]:
    page, article, reading = story(n)
    reading = grounded(article, reading)
    run = ledger.begin_run("made", model, "0")
    ledger.add(run, f"k{n}-{model}", page, article, reading)
    return article, reading


def ids(ledger: Ledger, where: ClaimFilter = ClaimFilter()) -> list[str]:
    return [row.id for row in ledger.claims(where)]


def roots(ledger: Ledger) -> dict[str, tuple[int, int]]:
    return {row.name: (row.articles, row.claims) for row in ledger.roots()}


# --- rejected -------------------------------------------------------------------------------


def test_a_rejected_claim_is_in_no_list_count_or_search(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        own = reading.claims[2]
        ledger.bonded(article.id, [])
        wanted = Akin(sentences=((article.id, own.spans[0]),), words=("harbour",))
        before = (ids(ledger), roots(ledger), ledger.counts().claims, ledger.actors())
        number = ledger.reject(own.id[:8], by="me", note="a caption")
        assert ledger.rejected() == {own.id}
        assert own.id not in ids(ledger) and len(ids(ledger)) == 2
        assert ids(ledger, ClaimFilter(words="harbour")) == []
        assert ledger.find("harbour") == [] and list(ledger.frames()) == []
        assert ledger.candidates(None, ["harbour"], limit=5) == {}
        assert ledger.akin([wanted], limit=5) == [[]]
        assert "The Quay Post" not in roots(ledger)
        assert ledger.counts().claims == 2
        assert {row.value: row.claims for row in ledger.facets("voice")} == {"reported": 2}
        assert ledger.facets("outlet")[0].claims == 2
        assert ledger.places() == [] and ledger.facets("event") == []
        assert assert_whole(path) == 1
        assert ledger.article(article.id) == (article, reading)  # as it was read
        assert ledger.claim(own.id).id == own.id
        ledger.undo(number)
        after = (ids(ledger), roots(ledger), ledger.counts().claims, ledger.actors())
        assert after == before and ledger.rejected() == frozenset()
    assert assert_whole(path) == 1


def test_a_rejection_survives_another_reading(path: Path) -> None:
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        number = ledger.reject(reading.claims[0].id, by="me")
        put(ledger, model="another")
        assert ledger.rejected() == {reading.claims[0].id}
        assert assert_whole(path) == 1
        put(ledger, 1, model="another")
        ledger.undo(number)
        assert len(ids(ledger)) == 6
    assert assert_whole(path) == 2


def test_a_claim_that_another_model_cuts_otherwise_is_still_meant(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        own = reading.claims[2]
        ledger.reject(own.id, by="me")
        start, end = own.spans[0]
        spans = ((start, end - 4),)
        moved = replace(own, id=claim_id(article.id, (), (), spans), spans=spans)
        run = ledger.begin_run("made", "third", "0")
        page, _, _ = story()
        again = replace(reading, claims=(*reading.claims[:2], moved))
        ledger.add(run, "k-third", page, article, again)
        assert ledger.rejected() == {moved.id}
        far = ((start, start + 5),)
        small = replace(own, id=claim_id(article.id, (), (), far), spans=far)
        run = ledger.begin_run("made", "fourth", "0")
        ledger.add(run, "k-fourth", page, article, replace(reading, claims=(small,)))
        assert ledger.rejected() == frozenset()  # too little of it is left to be the same
    assert assert_whole(path) == 1


def test_what_is_rejected_twice_or_is_not_there_is_refused(path: Path) -> None:
    with open_ledger(path) as ledger:
        _, reading = put(ledger)
        ledger.reject(reading.claims[0].id, by="me")
        with pytest.raises(LedgerError, match="rejected already"):
            ledger.reject(reading.claims[0].id, by="me")
        with pytest.raises(NotFound):
            ledger.reject("nothing", by="me")
        assert len(ledger.corrections()) == 1


# --- two claims -----------------------------------------------------------------------------


def bonded(path: Path) -> tuple[Ledger, str, str, str]:
    """A ledger of two articles with a bond; ids of the bound claims, and of a third."""
    ledger = open_ledger(path)
    first, one = put(ledger)
    second, two = put(ledger, 1)
    ledger.bonded(first.id, [])
    a, b, other = two.claims[0].id, one.claims[0].id, one.claims[2].id
    ledger.bonded(second.id, [ClaimBond(a, b, Relation.CONTRADICTS, 0.7, "one of them says no")])
    return ledger, a, b, other


def test_a_person_says_that_two_claims_are_the_same(path: Path) -> None:
    ledger, a, b, other = bonded(path)
    number = ledger.same(b, a, by="me", note="the same post")
    [bond] = ledger.bonds(a)
    assert (bond.relation, bond.score, bond.why, bond.by) == (
        Relation.SAME, 1.0, "the same post", "me",
    )  # fmt: skip
    assert {bond.a, bond.b} == {a, b}
    second = ledger.same(a, other, by="me")
    assert len(ledger.bonds()) == 2 and ledger.bonds(other)[0].why == "by hand"
    ledger.undo(second)
    ledger.undo(number)
    assert [each.relation for each in ledger.bonds()] == [Relation.CONTRADICTS]


def test_apart_wins_for_ever_and_the_latest_judgement_holds(path: Path) -> None:
    ledger, a, b, _ = bonded(path)
    ledger.apart(a, b, by="me")
    assert ledger.bonds() == []
    put(ledger, 1, model="another")
    ledger.bonded(story(1)[1].id, [ClaimBond(a, b, Relation.SAME, 0.9, "nearly the same words")])
    assert ledger.bonds() == []
    latest = ledger.same(a, b, by="you")
    assert [(each.relation, each.by) for each in ledger.bonds()] == [(Relation.SAME, "you")]
    ledger.undo(latest)
    assert ledger.bonds() == []


def test_a_rejected_claim_has_no_bonds_not_even_by_hand(path: Path) -> None:
    ledger, a, _, other = bonded(path)
    ledger.same(a, other, by="me")
    ledger.reject(a, by="me")
    assert ledger.bonds() == []


def test_a_pair_is_of_two_and_of_one_kind(path: Path) -> None:
    ledger, a, b, _ = bonded(path)
    article = ledger.claim(a).article
    with pytest.raises(LedgerError, match="name two"):
        ledger.same(a, a, by="me")
    with pytest.raises(LedgerError, match="name two"):
        ledger.apart(article, article, by="me")
    with pytest.raises(NotFound, match="no article has"):
        ledger.same(article, b, by="me")
    with pytest.raises(NotFound, match="no article or claim"):
        ledger.same("nothing", b, by="me")
    with pytest.raises(NotFound):
        ledger.same("", b, by="me")
    assert ledger.corrections() == []


# --- two articles ---------------------------------------------------------------------------


def shared(path: Path) -> tuple[Ledger, str, str, Reuse]:
    ledger = open_ledger(path)
    first, _ = put(ledger)
    second, _ = put(ledger, 1)
    found = Reuse(
        second.id, first.id, Reused.REWRITE, Direction.B, 0.6, (((0, 9), (0, 9)),),
        (("label", "60 %"), ("direction", "one cites Tern Wire")),
    )  # fmt: skip
    ledger.compared(first.id, [], [])
    ledger.compared(second.id, [], [found])
    return ledger, second.id, first.id, found


def test_two_articles_that_are_one_text_keep_their_passages_and_direction(path: Path) -> None:
    ledger, a, b, found = shared(path)
    number = ledger.same(a, b, by="me", note="seen")
    [row] = ledger.reuses()
    why = (("label", "me says so: seen"), ("direction", "one cites Tern Wire"))
    assert row.reuse == replace(found, label=Reused.REPRINT, score=1.0, why=why, by="me")
    assert row.outlets == ("The Quay Post", "The Quay Post")
    assert ledger.reuses(a) == [row] and ledger.reuses(labels=[Reused.REWRITE]) == []
    assert ledger.reuses_among([a, b, "nobody"]) == [row]
    assert ledger.reuses_among([a]) == ledger.reuses_among([]) == []
    ledger.undo(number)
    assert [each.reuse for each in ledger.reuses()] == [found]


def test_two_articles_that_are_apart_share_nothing(path: Path) -> None:
    ledger, a, b, found = shared(path)
    assert [each.reuse for each in ledger.reuses_among([b, a])] == [found]
    number = ledger.apart(b, a, by="me")
    assert ledger.reuses_among([a, b]) == []
    assert ledger.reuses() == [] and ledger.apart_texts() == {frozenset((a, b))}
    ledger.undo(number)
    assert [each.reuse for each in ledger.reuses()] == [found]
    assert ledger.apart_texts() == frozenset()


def test_articles_that_share_no_word_can_be_one_text(path: Path) -> None:
    with open_ledger(path) as ledger:
        a, b = put(ledger)[0].id, put(ledger, 1)[0].id
        ledger.same(a, b, by="me")
        [row] = ledger.reuses(a)
        assert (row.reuse.label, row.reuse.passages, row.reuse.by) == (Reused.REPRINT, (), "me")
        assert row.reuse.direction is Direction.UNKNOWN
        assert {row.reuse.a, row.reuse.b} == {a, b}


# --- two names of one root ------------------------------------------------------------------


def test_two_names_of_one_root_are_one_in_every_view(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        before = roots(ledger)
        number = ledger.merge_sources("A FERRY passenger", "Ilan Voss", by="me")
        assert roots(ledger) == {"Ilan Voss": (1, 2), "The Quay Post": (1, 1)}
        inner = ledger.claim(reading.claims[1].id)
        assert (inner.root, inner.who) == ("Ilan Voss", "Ilan Voss")
        assert [hop.name for hop in inner.chain] == ["Tern Wire", "Ilan Voss", "Ilan Voss"]
        assert len(ids(ledger, ClaimFilter(root="Voss"))) == 2
        assert ids(ledger, ClaimFilter(source="passenger")) == []
        assert ledger.article(article.id) == (article, reading)  # as it was read
        put(ledger, 1)
        assert roots(ledger)["Ilan Voss"] == (2, 4)
        put(ledger, model="another")
        assert roots(ledger)["Ilan Voss"] == (2, 4)
        assert assert_whole(path) == 2
        ledger.undo(number)
        assert {name: (2, 2 * claims) for name, (_, claims) in before.items()} == roots(ledger)
    assert assert_whole(path) == 2


def test_merges_of_sources_follow_one_another(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        first = ledger.merge_sources("a ferry passenger", "Ilan Voss", by="me")
        second = ledger.merge_sources("Ilan Voss", "The Quay Post", by="me")
        assert roots(ledger) == {"The Quay Post": (1, 3)}
        with pytest.raises(LedgerError, match="stands for"):
            ledger.merge_sources("The Quay Post", "Ilan Voss", by="me")
        ledger.undo(first)
        assert roots(ledger) == {"The Quay Post": (1, 2), "a ferry passenger": (1, 1)}
        ledger.undo(second)
        assert len(roots(ledger)) == 3
    assert assert_whole(path) == 1


def test_names_that_stand_for_others_are_told_with_the_last_of_them(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        assert ledger.merged_sources() == {}
        first = ledger.merge_sources("a ferry passenger", "Ilan Voss", by="me")
        second = ledger.merge_sources("Ilan Voss", "Tern Wire", by="me")
        assert ledger.merged_sources() == {
            "a ferry passenger": "Tern Wire",
            "ilan voss": "Tern Wire",
        }
        ledger.undo(second)
        assert ledger.merged_sources() == {"a ferry passenger": "Ilan Voss"}
        ledger.undo(first)
        assert ledger.merged_sources() == {}


def test_a_source_that_is_not_there_cannot_be_merged(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        with pytest.raises(NotFound, match="sayso roots"):
            ledger.merge_sources("nobody", "Ilan Voss", by="me")
        with pytest.raises(LedgerError, match="name two"):
            ledger.merge_sources("ilan voss", "Ilan Voss", by="me")
        assert ledger.corrections() == []


# --- the list -------------------------------------------------------------------------------


def test_every_decision_is_listed_with_who_and_why(path: Path) -> None:
    ledger, a, b, other = bonded(path)
    article, second = (ledger.claim(each).article for each in (b, a))
    ledger.same(a, b, by="me", note="one post")
    ledger.apart(article, second, by="me")
    ledger.merge_sources("a ferry passenger", "Ilan Voss", by="you")
    undone = ledger.reject(other, by="me")
    ledger.undo(undone)
    with pytest.raises(LedgerError, match="undone already"):
        ledger.undo(undone)
    told = [(r.kind, r.target, r.field, r.new, r.by, r.note) for r in ledger.corrections()]
    assert told == [
        ("claim", a, "same", b, "me", "one post"),
        ("article", article, "apart", second, "me", ""),
        ("source", "a ferry passenger", "merge", "Ilan Voss", "you", ""),
        ("claim", other, "reject", "", "me", ""),
    ]
    names = [row.name for row in ledger.corrections()]
    assert names == ["Ferry 1 was possibly overloaded", "Ferry 0", "a ferry passenger",
                     "The harbour stayed “open” on Monday."]  # fmt: skip
    assert [row.undone is None for row in ledger.corrections()] == [True, True, True, False]


def test_a_claim_that_is_gone_leaves_the_verdict_without_effect(path: Path) -> None:
    ledger, a, b, _ = bonded(path)
    ledger.same(a, b, by="me")
    article = ledger.article(ledger.claim(a).article)[0]
    run = ledger.begin_run("made", "another", "0")
    lone = Claim("lone", article.id, None, story(1)[2].claims[2].voice, ((0, 2),),
                 story(1)[2].claims[2].firmness, story(1)[2].claims[2].root)  # fmt: skip
    ledger.add(run, "k9", Page("x", b"x"), article, Reading(article.id, claims=(lone,)))
    assert ledger.bonds() == []
    assert ledger.corrections()[0].name == "Ferry 1 was possibly overloaded"

"""Claims of a real ledger joined across articles: what a dossier tells of one claim."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.engines.bonding import bond_new
from sayso.engines.dossiers import dossier_of
from sayso.engines.joining import drifts_between
from sayso.engines.weighing import compare_new
from sayso.errors import NotFound
from sayso.ledger import Ledger, open_ledger
from sayso.records import (
    About,
    Article,
    Attribution,
    Claim,
    Credit,
    Drifted,
    Firmness,
    Hop,
    Kind,
    Page,
    Quantity,
    Reading,
    SentenceMark,
    Speech,
    Voice,
    Who,
)
from sayso.weigh.ways import End
from tests.engines.test_asking import axis

EMBASSY = Hop("Castrellan Embassy", Kind.GOVERNMENT, Firmness.ASSERTED)
WIRE = Hop("Corvane", Kind.AGENCY, Firmness.ASSERTED)
RESERVE = (
    "The river stood low all summer and the mills of Orla worked by turns. Old people could not "
    "remember such a year, and the priest had the bells rung for rain on every second evening. "
)


def put(
    book: Ledger,
    name: str,
    *told: tuple[str, tuple[Hop, ...], Firmness]
    | tuple[str, tuple[Hop, ...], Firmness, tuple[Quantity, ...]],
    day: str | None = None,
    credit: str | None = None,
    more: str = "",
) -> None:
    """An article of an outlet; each of its sentences is a claim with a chain, in its own order."""
    text = " ".join(each[0] for each in told) + more
    attributions, claims, at = [], [], 0
    spans = []
    for n, (sentence, chain, firm, *counts) in enumerate(told):
        span = (at, at + len(sentence))
        spans.append(span)
        at += len(sentence) + 1
        ident = f"{name}{n}"
        root = chain[-1] if chain else Hop(name, Kind.OUTLET, firm)
        if chain:
            who = Who(root.name, root.kind, root.named)
            attributions.append(
                Attribution(
                    f"t{ident}", (), (), (span,), None, Speech.INDIRECT, firm, 1.0, who, chain
                )
            )
        voice = Voice.REPORTED if chain else Voice.AUTHOR
        told_by = f"t{ident}" if chain else None
        about = About(quantities=counts[0] if counts else ())
        claims.append(Claim(ident, name, told_by, voice, (span,), firm, root, about))
    if more:
        spans.append((len(text) - len(more), len(text)))
    article = Article(
        name, f"{name}.txt", text, outlet=name.title(), published=day, sentences=tuple(spans),
        credits=(Credit(credit, "credit line", (0, 1)),) if credit else (),
    )  # fmt: skip
    run = book.begin_run(name, "model", "0")
    marks = [SentenceMark(span, axis(n % 300)) for n, span in enumerate(spans)]
    reading = Reading(name, tuple(attributions), tuple(claims))
    book.add(run, name, Page(name, text.encode()), article, reading, marks)


def read(book: Ledger) -> None:
    compare_new(book)
    bond_new(book)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "x.ledger")


def chatter(seed: int) -> str:
    """Sentences that no two articles share."""
    words = [f"word{(seed * 997 + n * 31) % 4099}" for n in range(120)]
    return " " + " ".join(words).capitalize() + "."


MAY = "The air force of Orvena may have flown six sorties near the weir of Orla since Sunday."
HAS = "The air force of Orvena has flown six sorties near the weir of Orla since Sunday."


def test_the_claim_itself_stands_first_and_its_likes_with_it(book: Ledger) -> None:
    more = [chatter(n) for n in range(2)]
    put(book, "corvane", (MAY, (EMBASSY,), Firmness.HEDGED), day="2024-06-04", more=more[0])
    put(book, "quill", (HAS, (), Firmness.ASSERTED), day="2024-06-05", more=more[1])
    put(book, "barley", ("Barley rose by a third in Wend.", (EMBASSY,), Firmness.ASSERTED))
    read(book)
    found = dossier_of(book, "corvane0")
    assert found.statement == MAY
    assert [m.row.id for m in found.claims] == ["corvane0", "quill0"]
    assert (found.claims[0].bond.score, found.claims[0].bond.why) == (1.0, "the claim itself")
    assert found.earliest == "corvane" and found.order == ("corvane0", "quill0")
    [drift] = found.drifts
    assert (drift.before, drift.after, drift.how) == ("corvane0", "quill0", "like")
    kinds = [change.kind for change in drift.changes]
    assert kinds == [Drifted.HEDGE_LOST, Drifted.ATTRIBUTION_LOST]
    assert found.outlets == {"corvane": "Corvane", "quill": "Quill"}


def test_who_denies_it_disputes_it_seen_from_either_side(book: Ledger) -> None:
    put(book, "corvane", (HAS, (EMBASSY,), Firmness.ASSERTED))
    put(book, "herald", (HAS, (Hop("Colonel Verrick", Kind.PERSON, Firmness.DENIED),),
                         Firmness.DENIED))  # fmt: skip
    read(book)
    [against] = dossier_of(book, "corvane0").disputes
    assert (against.row.id, str(against.bond.relation)) == ("herald0", "denies")
    [against] = dossier_of(book, "herald0").disputes
    assert (against.row.id, str(against.bond.relation)) == ("corvane0", "contradicts")


def test_a_citation_leads_to_the_article_of_whom_it_cites(book: Ledger) -> None:
    put(book, "quill", (HAS, (WIRE,), Firmness.ASSERTED), day="2024-06-05", more=chatter(1))
    put(book, "corvane", (HAS, (EMBASSY,), Firmness.ASSERTED), day="2024-06-04", more=chatter(2))
    read(book)
    found = dossier_of(book, "quill0")
    way = found.ways["quill0"]
    assert [hop.name for hop in way.chain] == ["Corvane", "Castrellan Embassy"]
    assert [(step.how, step.claim) for step in way.steps] == [("citation", "corvane0")]
    assert (found.low, found.high) == (1, 1)
    chains = {m.row.id: m.row.chain for m in found.claims}
    assert chains["quill0"] == (WIRE,)  # what the article tells is not overwritten


def test_a_reprint_inherits_the_root_of_its_original(book: Ledger) -> None:
    long = RESERVE * 3
    put(book, "corvane", (HAS, (EMBASSY,), Firmness.ASSERTED), day="2024-06-04", more=" " + long)
    put(book, "quill", (HAS, (), Firmness.ASSERTED), day="2024-06-05", more=" " + long)
    read(book)
    [row] = book.reuses()
    assert str(row.reuse.label) == "reprint"
    found = dossier_of(book, "corvane0")
    way = found.ways["quill0"]
    assert [hop.name for hop in way.chain] == ["Corvane", "Castrellan Embassy"]
    assert [step.how for step in way.steps] == ["copy"]
    assert (found.low, found.high, found.roots[0].texts) == (1, 1, 1)
    [drift] = drifts_between(book, row.reuse)
    assert (drift.before, drift.after, drift.how) == ("corvane0", "quill0", "copy")


def test_a_credit_is_followed_to_the_agency_itself(book: Ledger) -> None:
    put(book, "quill", (HAS, (), Firmness.ASSERTED), credit="Corvane")
    put(book, "corvane", (HAS, (EMBASSY,), Firmness.ASSERTED))
    read(book)
    way = dossier_of(book, "quill0").ways["quill0"]
    assert [step.how for step in way.steps] == ["credit", "citation"]
    assert (way.root, way.end) == (EMBASSY, End.NAMED)


def test_what_a_person_set_apart_or_rejected_is_not_in_it(book: Ledger) -> None:
    put(book, "corvane", (HAS, (EMBASSY,), Firmness.ASSERTED))
    put(book, "quill", (HAS, (EMBASSY,), Firmness.ASSERTED))
    put(book, "lantern", (HAS, (EMBASSY,), Firmness.ASSERTED))
    put(book, "herald", ("Jets were seen over the fair at Wend.", (EMBASSY,), Firmness.ASSERTED))
    read(book)

    def claims() -> set[str]:
        return {m.row.id for m in dossier_of(book, "corvane0").claims}

    assert claims() == {"corvane0", "quill0", "lantern0"}
    apart = book.apart("corvane0", "quill0", by="me")
    assert claims() == {"corvane0", "lantern0"}
    same = book.same("corvane0", "herald0", by="me")
    assert claims() == {"corvane0", "lantern0", "herald0"}
    rejected = book.reject("lantern0", by="me")
    assert claims() == {"corvane0", "herald0"}
    for number in (apart, same, rejected):
        book.undo(number)
    assert claims() == {"corvane0", "quill0", "lantern0"}


def test_two_names_of_one_root_are_counted_once_when_they_are_merged(book: Ledger) -> None:
    other = Hop("Embassy of Castrelle", Kind.GOVERNMENT, Firmness.ASSERTED)
    for n, hop in enumerate((EMBASSY, EMBASSY, other, other)):
        put(book, f"paper{n}", (HAS, (hop,), Firmness.ASSERTED), more=chatter(n))
    read(book)
    assert (dossier_of(book, "paper00").low, dossier_of(book, "paper00").high) == (2, 2)
    number = book.merge_sources("Embassy of Castrelle", "Castrellan Embassy", by="me")
    found = dossier_of(book, "paper00")
    assert (found.low, found.high) == (1, 1) and len(found.roots) == 1
    book.undo(number)
    assert dossier_of(book, "paper00").low == 2


def test_articles_that_a_person_keeps_apart_are_two_texts(book: Ledger) -> None:
    for name in ("corvane", "quill"):
        put(book, name, (HAS, (EMBASSY,), Firmness.ASSERTED), more=" " + RESERVE * 3)
    read(book)
    assert dossier_of(book, "quill0").roots[0].texts == 1
    book.apart("corvane", "quill", by="me")
    assert dossier_of(book, "quill0").roots[0].texts == 2


def test_a_claim_that_is_not_there_is_said_not_to_be(book: Ledger) -> None:
    with pytest.raises(NotFound):
        dossier_of(book, "nothing")


def test_a_claim_alone_is_a_dossier_of_one(book: Ledger) -> None:
    put(book, "quill", (HAS, (EMBASSY,), Firmness.ASSERTED))
    found = dossier_of(book, "quill0")  # not even compared yet
    assert [m.row.id for m in found.claims] == ["quill0"]
    assert (found.low, found.high, found.drifts, found.flags) == (1, 1, (), ())

"""An article as weigh sees it, and what it says it took over from elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.records import (
    Article,
    Attribution,
    Credit,
    Direction,
    Firmness,
    Hop,
    Kind,
    Reading,
    Reused,
    SentenceMark,
    Speech,
    Who,
)
from sayso.weigh import InMemory, Text, reuses
from tests.weigh.test_reuse import OTHER, OWN, WIRE

SAID = Firmness.ASSERTED


def attributed(*hops: Hop) -> Reading:
    who = Who(hops[-1].name, hops[-1].kind, hops[-1].named)
    one = Attribution(
        "t", (), ((0, 4),), ((5, 9),), None, Speech.INDIRECT, SAID, 1.0, who, tuple(hops)
    )
    return Reading("x", (one,))


def article(**known: object) -> Article:
    made = Article("x", "x.txt", WIRE, outlet="Marn Daily", published="2021-05-03")
    return replace(made, **known)  # type: ignore[arg-type]  # any field may be given


def test_the_agency_whose_dateline_it_bears_is_its_wire() -> None:
    named = (Credit("Corvane", "dateline", (0, 7)), Credit("Quill", "credit line", (9, 12)))
    assert Text.read(article(credits=named)).wire == "Corvane"
    assert Text.read(article(credits=named[1:])).wire is None


def test_what_a_block_is_credited_to_is_no_wire_of_the_whole() -> None:
    block = Credit("Corvane", "dateline", (0, 7), covers=(10, 60))
    text = Text.read(article(credits=(block,), blocks=((70, 90),)))
    assert text.wire is None
    assert text.pasted == ((70, 90), (10, 60))


def test_outlets_and_agencies_that_claims_come_through_are_cited() -> None:
    reading = attributed(
        Hop("Harbour News", Kind.OUTLET, SAID),
        Hop("some agency", Kind.AGENCY, SAID, named=False),
        Hop("Della Oskin", Kind.PERSON, SAID),
    )
    assert Text.read(article(), reading).cites == {"harbour news"}
    assert Text.read(article()).cites == frozenset()


def test_sentences_come_from_the_marks() -> None:
    marks = [SentenceMark((0, 9), bytes([3] * 384)), SentenceMark((10, 19), bytes(384))]
    text = Text.read(article(), None, marks)
    assert text.sentences.spans == ((0, 9), (10, 19))
    assert float((text.sentences.vectors[0] ** 2).sum()) == pytest.approx(1)


def test_words_in_pasted_blocks_are_counted() -> None:
    text = Text.of("x", "one two three four five", pasted=((4, 13),))
    assert [text.pasted_words(0, 5), text.pasted_words(2, 2), text.pasted_words(3, 2)] == [2, 1, 0]


def test_half_a_text_in_a_block_set_off_is_an_excerpt_of_it() -> None:
    half = " ".join(WIRE.split()[:70])
    host = f"{OWN}\n{half}\n{OTHER}"
    start = host.index(half)
    plain = Text.of("host", host)
    pasted = replace(plain, pasted=((start, start + len(half)),))
    shelf = InMemory()
    shelf.add(Text.of("wire", WIRE))
    [one] = reuses(pasted, shelf)
    assert (one.label, one.direction) == (Reused.EXCERPT, Direction.B)
    assert ("label", "it stands in a block that one sets off as taken over") in one.why
    [other] = reuses(plain, shelf)
    assert ("label", "it stands in a block that one sets off as taken over") not in other.why


def test_two_that_paste_one_text_are_no_excerpts_of_each_other() -> None:
    half = " ".join(WIRE.split()[:70])
    hosts = [f"{body}\n{half}" for body in (OWN, OTHER)]
    texts = [
        Text.of(f"host{n}", host, pasted=((host.index(half), len(host)),))
        for n, host in enumerate(hosts)
    ]
    shelf = InMemory()
    shelf.add(texts[0])
    [one] = reuses(texts[1], shelf)
    assert ("label", "it stands in a block that one sets off as taken over") not in one.why

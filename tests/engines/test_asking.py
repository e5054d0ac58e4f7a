"""A statement is asked of a real ledger; a fake stands for the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engines.asking import _understood, ask
from sayso.ledger import ClaimFilter, Ledger, open_ledger
from sayso.records import (
    About,
    Article,
    Attribution,
    Claim,
    Firmness,
    Hop,
    Kind,
    Marks,
    Page,
    Reading,
    SentenceMark,
    Span,
    Speech,
    Voice,
    Who,
)
from sayso.weigh.judge import judge
from sayso.weigh.likeness import Question, words_of

ASKED = "The dam at Colm has burst."


class Fake:
    """Marks nothing but the sentence's vector."""

    name = "fake"

    def __init__(self, vector: bytes = b"") -> None:
        self.vector = vector

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        return [
            Marks(a.id, sentences=tuple(SentenceMark(s, self.vector) for s in a.sentences))
            if self.vector
            else Marks(a.id)
            for a in articles
        ]


def axis(at: int) -> bytes:
    return bytes(100 if n == at else 0 for n in range(384))


def put(
    book: Ledger,
    key: str,
    text: str,
    *,
    firm: Firmness = Firmness.ASSERTED,
    at: int = 0,
    raw: bytes | list[SentenceMark] | None = None,
    about: About = About(),
) -> None:
    whole: Span = (0, len(text))
    who = Who(f"Speaker {key}", Kind.PERSON)
    hop = Hop(who.name, who.kind, firm)
    said = Attribution(
        f"t{key}", (), (), (whole,), None, Speech.INDIRECT, firm, 1.0, who, (hop,), ()
    )
    claim = Claim(f"c{key}", key, said.id, Voice.REPORTED, (whole,), firm, hop, about)
    article = Article(key, f"{key}.txt", text, sentences=(whole,), paragraphs=(whole,))
    reading = Reading(key, (said,), (claim,))
    run = book.begin_run(key, "fake", "0")
    marks = raw if isinstance(raw, list) else [SentenceMark(whole, raw or axis(at))]
    book.add(run, key, Page(key, text.encode()), article, reading, marks)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    ledger = open_ledger(tmp_path / "x.ledger")
    put(ledger, "one", "the dam at Colm had burst in the night")
    put(ledger, "two", "the dam at Colm has not burst")
    put(ledger, "three", "that the dam at Colm burst", firm=Firmness.DENIED)
    put(ledger, "four", "the price of barley rose by a third", at=7)
    put(ledger, "five", "water ran through the lower town of Colm", at=0)
    put(ledger, "six", "the dam of Wend has burst", at=0)
    return ledger


def test_claims_are_matched_by_words_where_there_is_no_vector(book: Ledger) -> None:
    found = ask(book, Fake(), ASKED)
    assert [m.row.id for m in found.claims] == ["cone"]
    assert {m.row.id: str(m.bond.relation) for m in found.disputes} == {
        "ctwo": "contradicts",
        "cthree": "denies",
    }
    assert (found.low, found.high) == (1, 1)


def test_a_vector_alone_makes_nobody_say_it(book: Ledger) -> None:
    put(book, "other", "a breach of that old dam drowned Colm", at=0)
    found = ask(book, Fake(axis(0)), ASKED)
    assert {m.row.id for m in found.claims} == {"cone", "cother"}, "other words, the same deed"
    assert not {"cfour", "cfive"} & {m.row.id for m in (*found.claims, *found.disputes)}


def test_who_casts_doubt_in_the_same_article_is_told(book: Ledger) -> None:
    whole: Span = (0, 35)
    text = "that the story of the dam is a hoax"
    article, reading = book.article("one")
    who = Who("Tam Rusk", Kind.PERSON)
    hop = Hop(who.name, who.kind, Firmness.ASSERTED)
    doubt = Attribution(
        "td", (), (), (whole,), None, Speech.INDIRECT, hop.firmness, 1.0, who, (hop,), ()
    )
    claim = Claim("cd", "seven", "td", Voice.REPORTED, (whole,), hop.firmness, hop)
    first = reading.attributions[0]
    joined = Article("seven", "seven.txt", f"{text}. {article.text}", sentences=(whole,))
    moved = ((37, 37 + len(article.text)),)
    told = Claim("cs", "seven", "ts", Voice.REPORTED, moved, hop.firmness, hop)
    again = Attribution(
        "ts", (), (), moved, None, first.speech, first.firmness, 1.0, first.who, first.chain, ()
    )
    run = book.begin_run("seven", "fake", "0")
    book.add(
        run,
        "seven",
        Page("seven", b"seven"),
        joined,
        Reading("seven", (doubt, again), (claim, told)),
    )
    found = ask(book, Fake(), ASKED)
    assert ("cd", "casts doubt: hoax") in {(m.row.id, m.bond.why) for m in found.disputes}


def test_what_an_article_does_not_name_it_does_not_tell(book: Ledger) -> None:
    found = ask(book, Fake(axis(0)), ASKED)
    assert "csix" not in {m.row.id for m in (*found.claims, *found.disputes)}


def test_nothing_is_said_of_what_nobody_says(book: Ledger) -> None:
    found = ask(book, Fake(axis(200)), "Snow fell on the pier of Wend.")
    assert (found.claims, found.disputes, found.low, found.high) == ((), (), 0, 0)


def say(book: Ledger, key: str, *told: tuple[str, str, str, Firmness]) -> None:
    """An article of several claims, a sentence each: who, by which cue, what, how firmly."""
    text, attributions, claims = "", [], []
    for n, (name, cue, content, firm) in enumerate(told):
        at = len(text)
        text += f"{name} {cue} {content}. "
        cued = (at + len(name) + 1, at + len(name) + 1 + len(cue))
        span = (cued[1] + 1, cued[1] + 1 + len(content))
        who = Who(name, Kind.PERSON)
        hop = Hop(name, who.kind, firm)
        ident = f"{key}{n}"
        attributions.append(
            Attribution(
                f"t{ident}", (), (cued,), (span,), None, Speech.INDIRECT, firm, 1.0, who, (hop,)
            )
        )
        claims.append(Claim(f"c{ident}", key, f"t{ident}", Voice.REPORTED, (span,), firm, hop))
    ends = [at + 1 for at, c in enumerate(text) if c == "."]
    starts = [0, *(end + 1 for end in ends[:-1])]
    whole = tuple(zip(starts, ends, strict=True))
    article = Article(key, f"{key}.txt", text, sentences=whole, paragraphs=((0, len(text)),))
    run = book.begin_run(key, "fake", "0")
    reading = Reading(key, tuple(attributions), tuple(claims))
    book.add(run, key, Page(key, text.encode()), article, reading)


SAID, DENIED = Firmness.ASSERTED, Firmness.DENIED
BURST = ("Villagers", "said", "the dam at Colm has burst", SAID)


def bonds(book: Ledger) -> dict[str, str]:
    found = ask(book, Fake(), ASKED)
    every = (*found.claims, *found.disputes, *found.unsettled)
    return {m.row.id: str(m.bond.relation) for m in every}


def test_what_points_back_is_found_where_the_story_is_told(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "back.ledger") as book:
        say(
            book,
            "a",
            BURST,
            ("The owner", "denied", "it", DENIED),
            ("The mayor", "was not aware of", "the report", Firmness.OTHER),
            ("The police", "confirmed", "the reports", SAID),
            ("The keeper", "called", "it a hoax", SAID),
            ("The baker", "sold", "bread", SAID),
        )
        say(book, "b", ("The owner", "denied", "it", DENIED))
        assert bonds(book) == {
            "ca0": "same",
            "ca1": "denies",
            "ca2": "not_aware",
            "ca3": "supports",
            "ca4": "contradicts",
        }


def test_who_tells_the_story_does_not_dispute_it_by_a_word(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "own.ledger") as book:
        say(book, "a", BURST, ("Villagers", "called", "the mayor's report a hoax", SAID))
        assert bonds(book) == {"ca0": "same"}


def test_an_article_that_comes_near_the_story_once_does_not_tell_it(tmp_path: Path) -> None:
    far = ("Villagers", "said", "in Colm a wall has burst near the mill", SAID)
    with open_ledger(tmp_path / "near.ledger") as book:
        say(book, "a", BURST)
        say(book, "b", far, ("The owner", "denied", "it", DENIED))
        assert "cb1" not in bonds(book)


def test_a_claim_told_in_order_to_be_denied_carries_nothing(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "denied.ledger") as book:
        say(book, "a", ("The owner", "denied", "that the dam at Colm has burst", DENIED))
        found = ask(book, Fake(), ASKED)
        assert (found.claims, found.low, found.high) == ((), 0, 0)
        assert [m.row.who for m in found.disputes] == ["The owner"]


@pytest.mark.parametrize(
    ("content", "relation"),
    [
        ("nobody saw the dam at Colm burst", "contradicts"),
        ("he could not say whether the dam at Colm has burst", "not_aware"),
        ("there is no evidence that the dam at Colm has burst", "cannot_confirm"),
        ("she was not aware that the dam at Colm has burst", "not_aware"),
        ("it is unclear if the dam at Colm has burst", "not_aware"),
        ("it is unlikely that the dam at Colm has burst", "contradicts"),
        ("the dam at Colm has burst, and nobody saw it", "same"),
    ],
)
def test_what_takes_a_stand_is_read(content: str, relation: str, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "stand.ledger") as book:
        put(book, "one", content)
        put(book, "two", "barley rose by a third")
        assert bonds(book) == {"cone": relation}


PARTS = (
    "the dam", "the dyke", "at Colm", "of Wend", "has burst", "has not burst", "was shut",
    "nobody saw it", "a hoax", "58 died", "12 died", "in the night",
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=4), min_size=1, max_size=5),
    st.sampled_from([ASKED, "At Colm 58 died.", "The dam at Colm has not burst."]),
)
def test_what_is_not_read_would_have_been_nothing(told: list[list[str]], statement: str) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "x.ledger") as book:
        for n, parts in enumerate(told):
            put(book, f"a{n}", " ".join(parts), firm=DENIED if n == 3 else SAID)
        _, about, _ = _understood(Fake(), statement)
        counts, total = book.counted(words_of(statement))
        asked = Question.of(statement, counts=counts, total=total, about=about)
        rows = book.claims(ClaimFilter(), limit=99)
        here = {row.id for row in rows if judge(asked, row, None, row.text)}
        found = ask(book, Fake(), statement)
        every = (*found.claims, *found.disputes, *found.unsettled)
        rare = set(counts)  # only these words lead to a claim where there are no vectors
        near = {row.id for row in rows if rare & set(words_of(row.text))}
        named = {row.id for row in rows if asked.told_in(row.text)}
        assert {m.row.id for m in every} == here & near & named

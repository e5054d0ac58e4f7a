"""Words and what they do in their clause; subjects, objects, passives, what prepositions bring."""

from __future__ import annotations

import tomllib

import pytest

from sayso.ground.frames import clause
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.subject import subject as subject_of
from sayso.ground.frames.words import Sentence, Tag, sentence
from sayso.records import EntityMark
from tests.ground.words import CASES, names, predicates

TABLES = tomllib.loads((CASES / "clauses.toml").read_text(encoding="utf-8"))
LINES = [line for table in TABLES.values() for line in table["lines"]]


def made(text: str) -> Sentence:
    return sentence(text, (0, len(text)), predicates(text), names(text))


def said(text: str, s: Sentence, part: clause.Part | None) -> str:
    return text[slice(*s.chars(*part))] if part else "-"


def at(s: Sentence, word: str) -> int:
    return next(i for i, each in enumerate(s.words) if each.low == word.lower())


@pytest.mark.parametrize(
    ("text", "verb", "subject", "found"), LINES, ids=[f"{t} ({v})" for t, v, *_ in LINES]
)
def test_subject_and_object_of_a_verb(text: str, verb: str, subject: str, found: str) -> None:
    s = made(text)
    where = at(s, verb)
    assert said(text, s, subject_of(s, where)) == subject
    assert " + ".join(said(text, s, p) for p in clause.objects(s, where)) == found.strip("-")


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("The town was bombed.", "bombed", True),
        ("The town was heavily bombed.", "bombed", True),
        ("The town has been bombed by rebels.", "bombed", True),
        ("The town got bombed.", "bombed", True),
        ("The town bombed by rebels is empty.", "bombed", True),
        ("The town was bombed and burned.", "burned", True),
        ("The rebels bombed the town.", "bombed", False),
        ("The rebels have bombed the town.", "bombed", False),
        ("The rebels were bombing the town.", "bombing", False),
        ("The rebels bombed the town and burned it.", "burned", False),
        ("The town was bombed by Orsk and praised by Vell.", "praised", True),
    ],
)
def test_a_passive_is_told_from_a_past(text: str, verb: str, wanted: bool) -> None:
    s = made(text)
    assert clause.passive(s, at(s, verb)) is wanted


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The bombing of Lisk by rebels in May.", "bombing", ["of Lisk", "by rebels"]),
        ("Talks between Orsk and Vell ended.", "talks", ["between Orsk and Vell"]),
        ("An attack on Lisk and Sund by Ost.", "attack", ["on Lisk and Sund", "by Ost"]),
        ("The attack on Lisk, which Ost led with men.", "attack", ["on Lisk"]),
        ("The attack on Lisk after talks with Ost.", "attack", ["on Lisk"]),
        ("The attack on Lisk was led by Ost.", "attack", ["on Lisk"]),
        ("The attack.", "attack", []),
        ("The attack on.", "attack", []),
    ],
)
def test_what_prepositions_bring_in_the_clause(text: str, word: str, wanted: list[str]) -> None:
    s = made(text)
    brought = clause.prepositions(s, at(s, word) + 1)
    assert [f"{p} {said(text, s, part)}" for p, part in brought] == wanted


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Rebels attack the town.", "attack", Tag.VERB),
        ("The attack on the town.", "attack", Tag.NOUN),
        ("Their attack failed.", "attack", Tag.NOUN),
        ("Tarn's attack failed.", "attack", Tag.NOUN),
        ("They attack.", "attack", Tag.VERB),
        ("They will attack.", "attack", Tag.VERB),
        ("They want to attack.", "attack", Tag.VERB),
        ("They did not attack.", "attack", Tag.VERB),
        ("They went to Orsk.", "to", Tag.BEFORE),
        ("They went to attack Orsk.", "to", Tag.TO),
        ("They plan to be attacked.", "to", Tag.TO),
        ("The army attacks the town.", "attacks", Tag.VERB),
        ("Air attacks on the town.", "attacks", Tag.NOUN),
        ("The bombing of the town.", "bombing", Tag.NOUN),
        ("They are bombing the town.", "bombing", Tag.VERB),
        ("By bombing the town.", "bombing", Tag.VERB),
        ("The bombing went on.", "bombing", Tag.NOUN),
        ("The armed men fled.", "armed", Tag.NOUN),
        ("New targeted sanctions were imposed.", "targeted", Tag.NOUN),
        ("The army targeted the town.", "targeted", Tag.VERB),
        ("Wanted men fled.", "wanted", Tag.NOUN),
        ("Men in detained ships fled.", "detained", Tag.NOUN),
        ("Orsk reportedly fled.", "reportedly", Tag.ADVERB),
        ("An ally fled.", "ally", Tag.NOUN),
        ("They met on Monday.", "monday", Tag.TIME),
        ("They met in May 2031.", "2031", Tag.TIME),
        ("They met two weeks ago.", "two", Tag.TIME),
        ("They may meet.", "may", Tag.MODAL),
        ("They met in May 12.", "may", Tag.TIME),
        ("At least 12 fled.", "at", Tag.DET),
        ("More than 12 fled.", "than", Tag.DET),
        ("About 12 fled.", "about", Tag.DET),
        ("They talked about Orsk.", "about", Tag.BEFORE),
        ("It's Tarn's town.", "'s", Tag.BE),
        ("He cannot flee.", "cannot", Tag.MODAL),
        ("They helped free it.", "free", Tag.VERB),
    ],
)
def test_what_a_word_does_in_its_clause(text: str, word: str, tag: Tag) -> None:
    s = made(text)
    assert s.words[at(s, word)].tag is tag


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The U.S. can't go.", ["the", "u.s.", "ca", "n't", "go", "."]),
        ("Tarn’s men", ["tarn", "'s", "men"]),
        ("rebels’ men", ["rebels", "'", "men"]),
        ("a 250-bed ex-hospital", ["a", "250-bed", "ex-hospital"]),
        ("$1.5 billion, 40%", ["$", "1.5", "billion", ",", "40", "%"]),
        ("the 1980s", ["the", "1980s"]),
        ("“No”", ["“", "no", "”"]),
        ("they'll we've I'm", ["they", "'ll", "we", "'ve", "i", "'m"]),
    ],
)
def test_a_text_in_words(text: str, words: list[str]) -> None:
    assert [word.low for word in made(text).words] == words


def test_a_name_is_one_whatever_its_words_are() -> None:
    text = "The Bureau of Arms and Trade attacked it."
    name = EntityMark((4, 28), "Organization", 0.9)
    s = sentence(text, (0, len(text)), predicates(text), [name])
    assert said(text, s, subject_of(s, at(s, "attacked"))) == "The Bureau of Arms and Trade"
    unsure = EntityMark((4, 28), "Organization", 0.3)
    assert sentence(text, (0, len(text)), predicates(text), [unsure]).words[2].tag is Tag.BEFORE


def test_what_a_span_touches_in_words_and_back() -> None:
    text = "Two old men fled."
    s = made(text)
    assert s.within((4, 9)) == (1, 3)
    assert s.within((3, 4)) is None
    assert s.chars(1, 3) == (4, 11)
    assert (s.tag(-1), s.tag(99), s.low(-1), s.low(99)) == (Tag.STOP, Tag.STOP, "", "")


@pytest.mark.parametrize(
    ("text", "part", "wanted"),
    [
        ("the rebels", "the rebels", True),
        ("two policemen", "two policemen", True),
        ("a bridge", "a bridge", False),
        ("the town of the rebels", "the town of the rebels", False),
        ("dozens of rebels", "dozens of rebels", True),
        ("dozens of bridges", "dozens of bridges", False),
        ("the men's bridge", "the men's bridge", False),
        ("see Orsk", "Orsk", True),
        ("a severed head", "a severed head", False),
        ("killed at least 75", "at least 75", True),
        ("paid $ 75", "$ 75", False),
        ("Lightning struck", "Lightning", True),
    ],
)
def test_who_heads_a_phrase(text: str, part: str, wanted: bool) -> None:
    s = made(text)
    start = text.index(part)
    found = s.within((start, start + len(part)))
    assert found is not None
    assert Parties(s, text, names(text), ()).heads(found) is wanted


def test_a_mention_makes_a_party_of_any_words() -> None:
    text = "the lantern"
    s = made(text)
    assert not Parties(s, text, (), ()).has((0, 2))
    known = Parties(s, text, (), [(4, 11)])
    assert known.has((0, 2)) and known.named((0, 2)) and known.word(1) and not known.word(0)

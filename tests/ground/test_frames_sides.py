"""Who can act and what can be hit: phrase by phrase, and why a sentence tells of no frame."""

from __future__ import annotations

import tomllib

import pytest

from sayso.ground.frames import sides
from sayso.ground.frames.clause import Part
from sayso.ground.frames.draft import Draft, Work
from sayso.ground.frames.find import left_out
from sayso.ground.frames.parties import Parties
from sayso.ground.frames.words import Sentence, sentence
from sayso.records import Marks, PredicateMark, RoleMark
from sayso.vocab.parties import parties
from tests.ground.words import CASES, article, frames, names, predicates, told

TABLES = tomllib.loads((CASES / "sides.toml").read_text(encoding="utf-8"))
LINES = {key: table["lines"] for key, table in TABLES.items()}


def work(text: str) -> Work:
    s = sentence(text, (0, len(text)), predicates(text), names(text))
    return Work(s, Parties(s, text, names(text), ()))


def part(s: Sentence, text: str, phrase: str) -> Part:
    start = text.index(phrase)
    found = s.within((start, start + len(phrase)))
    assert found is not None
    return found


@pytest.mark.parametrize(("text", "phrase"), LINES["acts"])
def test_it_can_act(text: str, phrase: str) -> None:
    made = work(text)
    assert made.parties.agent(part(made.s, text, phrase))


@pytest.mark.parametrize(("text", "phrase"), LINES["cannot"])
def test_it_cannot_act(text: str, phrase: str) -> None:
    made = work(text)
    assert not made.parties.agent(part(made.s, text, phrase))


@pytest.mark.parametrize(("text", "thing", "wanted"), LINES["whose"])
def test_of_a_thing_of_violence_whoever_it_is_of_acts(text: str, thing: str, wanted: str) -> None:
    made = work(text)
    found = sides.doer(made, part(made.s, text, thing), violent=True)
    assert (text[slice(*made.s.chars(*found))] if found else "-") == wanted


def test_of_a_thing_of_peace_nobody_acts() -> None:
    text = "An Orskan strike helped the farmers."
    made = work(text)
    assert sides.doer(made, part(made.s, text, "An Orskan strike")) is None


@pytest.mark.parametrize(("text", "phrase", "fit"), LINES["meant"])
def test_what_a_pronoun_may_mean(text: str, phrase: str, fit: str) -> None:
    made = work(text)
    whom = part(made.s, text, phrase)
    assert [p for p in ("he", "it", "they") if made.parties.fits(p, whom)] == fit.split()


@pytest.mark.parametrize(("text", "phrase", "head"), LINES["heads"])
def test_what_heads_a_phrase(text: str, phrase: str, head: str) -> None:
    made = work(text)
    at = made.parties.head(part(made.s, text, phrase))
    assert text[slice(*made.s.words[at].span)] == head


@pytest.mark.parametrize(("text", "word", "why"), LINES["refused"])
def test_what_is_no_frame_is_left_out_with_its_reason(text: str, word: str, why: str) -> None:
    marks = Marks("case", entities=names(text), predicates=predicates(text))
    left = {text[slice(*each.span)]: each.reason for each in left_out(article(text), marks)}
    assert left.get(word, "") == why
    assert bool(frames(text)) is not bool(why)


@pytest.mark.parametrize(
    ("text", "phrase", "place"),
    [
        ("Rebels took Lisk.", "Lisk", True),
        ("Rebels took western Lisk.", "western Lisk", True),
        ("Rebels took the town.", "the town", False),
        ("Rebels took a Vellish ship.", "a Vellish ship", False),
        ("Rebels took Ost.", "Ost", False),
    ],
)
def test_which_phrases_are_places(text: str, phrase: str, place: bool) -> None:
    made = work(text)
    assert made.parties.land(part(made.s, text, phrase)) is place


@pytest.mark.parametrize(
    ("text", "phrase", "owned"),
    [
        ("Vell praised Orsk's plan.", "Orsk's plan", True),
        ("Vell praised the Orskan plan.", "the Orskan plan", True),
        ("Vell praised the plan of Orsk.", "the plan of Orsk", True),
        ("Vell praised the plan.", "the plan", False),
    ],
)
def test_what_belongs_to_a_party(text: str, phrase: str, owned: bool) -> None:
    made = work(text)
    assert made.parties.owned(part(made.s, text, phrase)) is owned


@pytest.mark.parametrize(
    ("role", "score", "amiss"),
    [
        ("ARGM-LOC", 0.9, True),
        ("ARGM-TMP", 0.9, True),
        ("ARGM-LOC", 0.3, False),
        ("ARG0", 0.9, False),
    ],
)
def test_what_the_model_takes_for_a_place_does_nothing(
    role: str, score: float, amiss: bool
) -> None:
    text = "Rebels attacked Lisk."
    marked = PredicateMark((7, 15), 2.0, 0.9, (RoleMark((0, 6), role, score),))
    s = sentence(text, (0, len(text)), [marked], names(text))
    draft = Draft(1, 1, ("ASSAULT",), "attack", (0, 1), (2, 3))
    assert sides.amiss(s, draft, (0, 1)) is amiss


def test_a_headline_in_capitals_names_nobody_by_them() -> None:
    shouted, plain = "Weather Attacks Gardens In Lisk", "The town feared Zorro, who attacked Lisk."
    assert [told(shouted, f) for f in frames(shouted)] in ([], ["- > ASSAULT > Lisk"])
    assert "Zorro > ASSAULT > Lisk" in [told(plain, f) for f in frames(plain)]


def test_the_lists_of_things_and_people_are_in_the_singular_and_apart() -> None:
    known = parties()
    assert known.holds(known.people, "operatives")
    assert known.holds(known.things, "computers")
    assert not known.holds(known.people, "computers")
    assert not known.vehicles & known.nobody
    assert not known.things & known.people
    for words in (known.people, known.nobody, known.targets, known.taken, known.left):
        assert all(word == word.lower() and word.strip("-") == word for word in words)


@pytest.mark.parametrize(
    ("given", "helps"),
    [
        ("a loan", True),
        ("ten tanks", True),
        ("$5 million", True),
        ("food", True),
        ("experts", True),
        ("a name", False),
        ("a deadline", False),
        ("the time", False),
    ],
)
def test_giving_is_aid_where_what_is_given_helps(given: str, helps: bool) -> None:
    told_of = {frame.event for frame in frames(f"Vell gave {given} to Tarn.")}
    assert ("AID" in told_of) is helps

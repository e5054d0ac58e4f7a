"""Reasons in plain English: the rules of the list are those of the code, and a reading is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.engines import MarkerSpec
from sayso.gather import gather
from sayso.pipeline import Read, read_batch
from sayso.records import Reading
from sayso.vocab import load
from sayso.vocab.reasons import head_of, plainly
from tests.conftest import ROOT

RULES = [
    (what, row["rule"], row["plain"])
    for what, rows in load("reasons")["rules"].items()
    for row in rows
]
PLACE = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize(
    ("what", "rule", "plain"),
    [
        ("who", "full name", "The full name stands here."),
        ("who", "surname -> Ilan Voss", "A surname; the article names Ilan Voss in full."),
        ("who", "pronoun us: nobody clear", "“us” could be several people, so none was chosen."),
        ("who", "pronoun he -> clerk (unnamed)", "“he” points back to clerk."),
        ("who", "as it stands, head noun: none",
         "As the article calls it; no list has these words."),
        (
            "who",
            "full name; kind by the model, 0.86",
            "The full name stands here. What sort of source it is was told by the model;"
            " it is fairly sure.",
        ),
        ("spans", "model, score 0.95", "The model found who says what here; it is nearly sure."),
        ("spans", "model, score 0.50", "The model found who says what here; it is in two minds."),
        ("spans", "model, score 0.00", "The model found who says what here; it is unsure."),
        ("speech", "0% in quotation marks", "None of what is said stands in quotation marks."),
        (
            "speech",
            "10% in quotation marks",
            "Part of what is said stands in quotation marks: 10 of 100 characters.",
        ),
        ("chain", "told Quay Post -> The Quay Post, as told further on",
         "Further on the article says that they told The Quay Post."),
        ("chain", "inside the words of unnamed", "Passed on by somebody without a name."),
        ("chain", "In a statement to the Quay Post", "They gave the Quay Post a statement."),
        ("chain", "block taken from Tern Wire; where it ends is a guess",
         "This part of the article was taken from Tern Wire. Where that part ends is a guess."),
        ("chain", "told Norvian newspapers, as it stands",
         "They told Norvian newspapers, in the article’s own words."),
        ("chain", "as saying by local media, as it stands",
         "Quoted by local media, in the article’s own words."),
        ("firmness", "to come: to send", "It is still to come: “to send”."),
        ("firmness", "nobody is named for it: reports", "Nobody is named for it: “reports”."),
        ("firmness", "in quotation marks, of nobody: seize",
         "It stands in quotation marks, and is given to nobody: “seize”."),
        ("source", "who cites, not who is cited", "The one who cites, not the one who is cited."),
        ("firmness", "default", "No word makes it less than asserted."),
        ("firmness", "factuality of sunk: -0.4",
         "The model reads “sunk” as not certain to have happened."),
        ("root", "outlet unknown",
         "The article says it in its own voice, and nobody told which outlet that is."),
        ("firmness", "a rule that nobody has heard of", ""),
        ("a decision that nobody takes", "full name", ""),
    ],
)  # fmt: skip
def test_a_rule_is_told_in_plain_english(what: str, rule: str, plain: str) -> None:
    assert plainly(what, rule) == plain


@pytest.mark.parametrize(("what", "rule", "plain"), RULES, ids=lambda each: str(each)[:40])
def test_a_sentence_holds_no_word_of_the_workshop(what: str, rule: str, plain: str) -> None:
    assert set(PLACE.findall(plain)) <= set(PLACE.findall(rule))
    bare = PLACE.sub("", plain)
    assert not re.search(r"\b(cue|span|score|head noun|hop|factuality|regex)s?\b|->|\d\.\d", bare)
    assert plain.endswith(".") and (plain[0].isupper() or plain[0] in "“{")
    assert head_of(what) and head_of(what) != "spans"


@pytest.mark.parametrize(("what", "rule", "plain"), RULES, ids=lambda each: str(each)[:40])
def test_a_rule_of_the_list_is_one_that_is_told(what: str, rule: str, plain: str) -> None:
    """Its longest words stand in the code or its lists: a rule that is gone is dropped here."""
    del what, plain
    folder = ROOT / "src" / "sayso"
    files = [*(folder / "trace").glob("*.py"), *(folder / "vocab").glob("*.toml")]
    code = " ".join(
        re.sub(r"\s+", " ", path.read_text(encoding="utf-8")).lower()
        for path in files
        if path.name != "reasons.toml"
    )
    parts = re.split(r"\{\w+\}|, |: | -> ", rule.removesuffix("unnamed"))
    longest = max((part.strip() for part in parts), key=len)
    assert longest.lower().lstrip("0123456789% ") in code


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """The example story as the model reads it."""
    items = list(gather(str(ROOT / "examples" / "story")))
    made = read_batch(items, MarkerSpec().load())
    return [each.reading for each in made if isinstance(each, Read)]


def test_all_that_a_reading_rests_on_is_told(readings: list[Reading]) -> None:
    every = [
        *(reason for r in readings for each in r.attributions for reason in each.why),
        *(reason for r in readings for each in r.claims for reason in each.why),
    ]
    assert len(every) > 300
    assert [reason for reason in every if not plainly(*reason)] == []


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@given(words, st.sampled_from(RULES))
def test_whatever_stands_in_a_place_breaks_nothing(word: str, row: tuple[str, str, str]) -> None:
    what, rule, _ = row
    told = plainly(what, PLACE.sub(lambda _: word, rule))
    assert "{" not in told or "{" in word
    assert plainly(what, word) == "" or plainly(what, word)[0] != " "


def test_hostile_words_cost_little() -> None:
    for what in load("reasons")["rules"]:
        for text in ("told " * 2000, " -> " * 2000, "content: " * 1000, "; a" * 3000):
            assert isinstance(plainly(what, text), str)

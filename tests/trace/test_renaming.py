"""Renaming an actor throughout an article changes who they are called, and nothing else."""

from __future__ import annotations

import pytest

from sayso.records import Attribution, CueMark, Marks
from sayso.trace import trace
from tests.trace.marked import article, place

STORY = """\
A rebel commander said the pass was open.
{name}, the commander, said more men were coming.
“No ship is late,” {short} told Harvest Tidings.
Reuters said {short} had claimed the road was mined.
He tweeted that the mill was shut.
{short} said in a statement carried by state TV that he had won.
The mill was hit, state TV cited {short} as saying. It is not clear whether {short} may leave.
"""
MARKS = [
    ("A rebel commander", "said", "the pass was open"),
    ("{name}, the commander", "said", "more men were coming"),
    ("{short}", "told", "“No ship is late,”"),
    ("Reuters", "said", "{short} had claimed the road was mined"),
    ("{short}", "had claimed", "the road was mined"),
    ("He", "tweeted", "that the mill was shut"),
    ("{short}", "said", "that he had won"),
    ("state TV", "cited", "The mill was hit"),
]
NAMES = ["Abu Marrash", "Ivo Prent", "Karim al-Dossari", "Tobin O’Vale", "Søren Ødegård"]
NAMES += ["Redur Xelil"]  # one of the lists of actors


def read(name: str) -> tuple[str, tuple[Attribution, ...]]:
    """The story with its actor called ``name``, traced."""
    given = {"name": name, "short": name.rpartition(" ")[2]}
    text = STORY.format(**given)
    cues: list[CueMark] = []
    at = 0
    for source, cue, content in MARKS:
        near = max(0, at - 60)
        words = [part.format(**given) for part in (source, cue, content)]
        spans = [
            place(text, part, start) for part, start in zip(words, (at, at, near), strict=True)
        ]
        cues.append(CueMark(spans[1], (spans[0],), (spans[2],), inner=False, score=0.9))
        at = spans[1][1]
    return text, trace(article(text), Marks("story", tuple(cues))).attributions


@pytest.mark.parametrize("name", NAMES[1:])
def test_kinds_firmness_and_chains_are_the_same_for_every_name(name: str) -> None:
    def shape(one: Attribution, actor: str) -> tuple[object, ...]:
        known = actor.replace("’", "'")
        chain = tuple("the actor" if hop.name == known else hop.name for hop in one.chain)
        return (one.who.kind, one.firmness, one.speech, one.who.named, chain)

    (_, first), (_, other) = read(NAMES[0]), read(name)
    assert [shape(one, NAMES[0]) for one in first] == [shape(one, name) for one in other]


@pytest.mark.parametrize("name", NAMES[1:])
def test_the_spans_hold_the_same_words(name: str) -> None:
    def words(text: str, one: Attribution, actor: str) -> list[list[str]]:
        short = actor.rpartition(" ")[2]
        spans = (one.source, one.cue, one.content)
        told = [[text[s:e] for s, e in part] for part in spans]
        return [[w.replace(actor, "NAME").replace(short, "NAME") for w in part] for part in told]

    (text, first), (second, other) = read(NAMES[0]), read(name)
    assert [words(text, one, NAMES[0]) for one in first] == [
        words(second, one, name) for one in other
    ]


def test_the_story_says_what_it_was_written_to_say() -> None:
    chains = [[hop.name for hop in one.chain] for one in read("Ivo Prent")[1]]
    assert chains[2] == ["Harvest Tidings", "Ivo Prent"]
    assert ["state TV", "Ivo Prent"] in chains
    assert all(chain[-1] == "Ivo Prent" for chain in chains)

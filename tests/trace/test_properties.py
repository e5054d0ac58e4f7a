"""What holds for every reading: spans within the text, chains that end, no cycle, any name.

Generated articles are made of sentences whose marks are known, as a model might give them, some of
them cut short; the invented story is read with the marks that its careful reader took down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Article, CueMark, Marks, PredicateMark, Reading, Span, Spans
from sayso.trace import trace
from tests.story import Told, story
from tests.trace.marked import article, place
from tests.trace.renamed import renamed, shape

# A sentence, the words of its marks (source, cue, content), and the verbs that tell an event.
Piece = tuple[str, tuple[tuple[str, str, str], ...], tuple[str, ...]]
PIECES: tuple[Piece, ...] = (
    ("Ivo Prent said the road was shut. ", (("Ivo Prent", "said", "the road was shut"),), ()),
    ("Prent denied it. ", (("Prent", "denied", "it"),), ()),
    ("He told Harbour Radio that the mill may have burned. ",
     (("He", "told", "that the mill may have burned"),), ("burned",)),
    ("Reuters reported that Prent had claimed the pass was mined. ",
     (("Reuters", "reported", "that Prent had claimed the pass was mined"),
      ("Prent", "had claimed", "the pass was mined")), ()),
    ("The pass was mined, Reuters said, citing Ivo Prent. ",
     (("Reuters", "said", "The pass was mined"),
      ("Ivo Prent", "citing", "The pass was mined")), ()),
    ("“No ship is late,” Prent said. ", (("Prent", "said", "“No ship is late,”"),), ()),
    ("\n“It was never late.”\n", (), ()),
    ("\nProblems mounted at the “safe” port. ", (), ("mounted",)),
    ("Prent's brigade seized the bridge on Monday. ", (), ("seized",)),
    ("Prent declined to comment. ", (("Prent", "declined", "to comment"),), ()),
    ("A commander, known as “Anvil”, asked Prent to leave. ",
     (("A commander, known as “Anvil”", "asked", "Prent to leave"),), ()),
    ("It is believed that Prent fled. ", (("", "is believed", "that Prent fled"),), ("fled",)),
    ("“We were tricked,” he wrote on Facebook.\n", (("he", "wrote", "“We were tricked,”"),), ()),
)  # fmt: skip
# The last two are in the lists of actors: who is meant must not change what is read.
NAMES = (
    ("Tobin", "Lorne"),
    ("Karim", "Dossary"),
    ("Marek", "Ødegård"),
    ("Hugo", "Lindqvist"),
    ("Riad", "Hijab"),
    ("Yahya", "Sinwar"),
)


@dataclass(frozen=True, slots=True)
class Made:
    """A generated article with its marks."""

    article: Article
    marks: Marks


def made(chosen: Sequence[int], cut: Sequence[int]) -> Made:
    """The pieces in this order; ``cut`` shortens the content of one mark after another."""
    text, cues, predicates = "", list[CueMark](), list[PredicateMark]()
    for number in chosen:
        words, said, verbs = PIECES[number]
        start = len(text)
        text += words
        for source, cue, content in said:
            spans: list[Spans] = [
                (place(text, part, start),) if part else () for part in (source, cue, content)
            ]
            shorter = cut[len(cues) % len(cut)] if cut else 0
            spans[2] = shortened(text, spans[2], shorter)
            cues.append(CueMark(spans[1][0], spans[0], spans[2], inner=False, score=0.9))
        predicates += [PredicateMark(place(text, verb, start), 2.0, 0.9) for verb in verbs]
    return Made(article(text), Marks("made", tuple(cues), predicates=tuple(predicates)))


def shortened(text: str, spans: Spans, words: int) -> Spans:
    """The first span without its last ``words`` words, one of which stays."""
    (start, end), *rest = spans
    kept = text[start:end].split(" ")
    kept = kept[: max(1, len(kept) - words)]
    return ((start, start + len(" ".join(kept))), *rest)


def as_marks(told: Told) -> Marks:
    """What the careful reader took down, as if a model had marked it."""
    cues = [
        CueMark(one.cue[0], one.source, one.content, inner=one.inside is not None, score=0.9)
        for one in told.records
        if one.cue
    ]
    return Marks(told.article.id, tuple(sorted(cues, key=lambda cue: cue.cue)))


ARTICLES = st.builds(
    made,
    st.lists(st.integers(0, len(PIECES) - 1), min_size=1, max_size=12),
    st.lists(st.integers(0, 3), max_size=3),
)


def everywhere(reading: Reading) -> list[Span]:
    """Every span of a reading."""
    spans = [
        span
        for one in reading.attributions
        for part in (one.source, one.cue, one.content)
        for span in part
    ]
    spans += [one.who.span for one in reading.attributions if one.who.span is not None]
    spans += [span for claim in reading.claims for span in claim.spans]
    spans += [one.span for one in reading.scare]
    return spans + [one.span for one in reading.dropped]


def check(text: str, reading: Reading) -> None:
    """No span outside the text, every chain ends in its root, no circle of nesting."""
    assert all(0 <= start < end <= len(text) for start, end in everywhere(reading))
    known = {one.id: one for one in reading.attributions}
    for one in reading.attributions:
        assert one.chain and one.chain[-1] == one.root
        around, seen = one.inside, {one.id}
        while around is not None:
            assert around not in seen
            seen.add(around)
            around = known[around].inside


@settings(max_examples=150)
@given(ARTICLES)
def test_every_generated_reading_is_sound(one: Made) -> None:
    check(one.article.text, trace(one.article, one.marks))


@settings(max_examples=80)
@given(ARTICLES, st.data())
def test_marks_moved_by_chance_are_sound_as_well(one: Made, data: st.DataObject) -> None:
    shift = st.integers(-30, 30)

    def moved(span: Span) -> Span:
        return span[0] + data.draw(shift), span[1] + data.draw(shift)

    cues = tuple(
        replace(cue, cue=moved(cue.cue), content=tuple(map(moved, cue.content)))
        for cue in one.marks.cues
    )
    predicates = tuple(replace(p, span=moved(p.span)) for p in one.marks.predicates)
    marks = replace(one.marks, cues=cues, predicates=predicates)
    check(one.article.text, trace(one.article, marks))


@settings(max_examples=100)
@given(ARTICLES, st.sampled_from(NAMES))
def test_no_name_matters_in_generated_articles(one: Made, name: tuple[str, str]) -> None:
    words = {"Ivo": name[0], "Prent": name[1]}
    back = {new: old for old, new in words.items()}
    other = renamed(one.article, one.marks, words)
    first, second = trace(one.article, one.marks), trace(*other)
    assert shape(one.article, first, {}) == shape(other[0], second, back)


STORY = [told for told in story() if "Marrash" in told.article.text]


def test_the_story_tells_of_its_actor() -> None:
    assert len(STORY) >= 5


@pytest.mark.parametrize("told", story(), ids=lambda told: told.name)
def test_every_reading_of_the_story_is_sound(told: Told) -> None:
    reading = trace(told.article, as_marks(told))
    assert reading.attributions
    check(told.article.text, reading)


@pytest.mark.parametrize("name", NAMES, ids=" ".join)
@pytest.mark.parametrize("told", STORY, ids=lambda told: told.name)
def test_no_name_matters_in_the_story(told: Told, name: tuple[str, str]) -> None:
    words = {"Tobin": name[0], "Marrash": name[1]}
    back = {new: old for old, new in words.items()}
    marks = as_marks(told)
    other = renamed(told.article, marks, words)
    first, second = trace(told.article, marks), trace(*other)
    assert shape(told.article, first, {}) == shape(other[0], second, back)
    names = {one.who.name for one in second.attributions}
    assert not any("Marrash" in each for each in names)

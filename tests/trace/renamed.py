"""An article and its marks with words put in the place of others, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import accumulate
from typing import Any

from sayso.records import Article, CueMark, Marks, PredicateMark, Reading, Span, Spans

Move = Callable[[int], int]


def renamed(article: Article, marks: Marks, words: Mapping[str, str]) -> tuple[Article, Marks]:
    """``article`` and ``marks`` with each of ``words`` replaced wherever it stands as a word."""
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")
    found = list(pattern.finditer(article.text))
    grown = list(accumulate((len(words[m.group()]) - len(m.group()) for m in found), initial=0))

    def move(point: int) -> int:
        before = sum(m.end() <= point for m in found)
        inside = found[before] if before < len(found) and found[before].start() < point else None
        assert inside is None, "a span ends within a name"
        return point + grown[before]

    text = pattern.sub(lambda match: words[match.group()], article.text)
    return _moved(article, text, move), _marks(marks, move)


def _moved(article: Article, text: str, move: Move) -> Article:
    return replace(
        article,
        text=text,
        paragraphs=_spans(article.paragraphs, move),
        sentences=_spans(article.sentences, move),
        blocks=_spans(article.blocks, move),
        headline=_span(article.headline, move),
        dateline=_span(article.dateline, move),
        links=tuple(replace(one, span=_sure(one.span, move)) for one in article.links),
        credits=tuple(
            replace(one, span=_sure(one.span, move), covers=_span(one.covers, move))
            for one in article.credits
        ),
    )


def _marks(marks: Marks, move: Move) -> Marks:
    return replace(
        marks,
        cues=tuple(_cue(one, move) for one in marks.cues),
        predicates=tuple(_predicate(one, move) for one in marks.predicates),
    )


def _cue(one: CueMark, move: Move) -> CueMark:
    return replace(
        one,
        cue=_sure(one.cue, move),
        source=_spans(one.source, move),
        content=_spans(one.content, move),
    )


def _predicate(one: PredicateMark, move: Move) -> PredicateMark:
    return replace(one, span=_sure(one.span, move))


def _sure(span: Span, move: Move) -> Span:
    return move(span[0]), move(span[1])


def _span(span: Span | None, move: Move) -> Span | None:
    return None if span is None else _sure(span, move)


def _spans(spans: Spans, move: Move) -> Spans:
    return tuple(_sure(span, move) for span in spans)


def shape(article: Article, reading: Reading, words: Mapping[str, str]) -> list[Any]:
    """Everything of a reading but who is called what: spans as their words, kinds, firmness.

    ``words`` are put in the place of others, so that two readings can be compared.
    """
    order = {one.id: number for number, one in enumerate(reading.attributions)}

    def told(spans: Spans) -> list[str]:
        return [swapped(article.text[slice(*span)], words) for span in spans]

    rows: list[Any] = [
        (
            told(one.source),
            told(one.cue),
            told(one.content),
            None if one.inside is None else order[one.inside],
            one.speech,
            one.firmness,
            one.who.kind,
            one.who.named,
            [(hop.kind, hop.firmness, hop.named) for hop in one.chain],
        )
        for one in reading.attributions
    ]
    rows += [(told(claim.spans), claim.voice, claim.firmness) for claim in reading.claims]
    rows += [(told((one.span,)), one.type) for one in reading.scare]
    return rows + [(told((one.span,)), one.why) for one in reading.dropped]


def swapped(text: str, words: Mapping[str, str]) -> str:
    """``text`` with each word of ``words`` replaced."""
    for old, new in words.items():
        text = re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", new, text)
    return text

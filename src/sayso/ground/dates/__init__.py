"""Dates: when things happened, and when they were said, as EDTF with the words it rests on.

Dates are found by a grammar of our own over the words of the text, which the model's marks help
where a word is doubtful ("May", "fall", a bare number): no general search for dates.  They are
written as the Extended Date/Time Format (ISO 8601-2:2019; levels 0 to 2).  What is relative is
counted from the dateline's day, else from that of publication, never from today; where the article
has neither, ``edtf`` is ``None`` and ``why`` says so.  The files: ``items`` (words and their
classes), ``grammar`` (the rules), ``calendar``, ``relative`` and ``quarters`` (what they mean),
``mentions`` (intervals).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace

from sayso.ground.dates.context import EVENT, Context
from sayso.ground.dates.grammar import read
from sayso.ground.dates.mentions import mentions, outside
from sayso.records import Article, Attribution, DateMention, Marks, Span, Spans, When

__all__ = ["Dates", "find", "said"]

_NEAR = 80  # characters between a cue and a date that dates it, where the model tells no role


class Dates:
    """All dates of one article, read once: ``happened``, and :meth:`said` of an attribution.

    ``atoms`` are all its time expressions, dates or not.
    """

    def __init__(self, article: Article, marks: Marks) -> None:
        """Read the article: linear in its length."""
        context = Context(article, marks)
        self._article, self._tense = article, context.tense
        self._verbs = sorted(predicate.span for predicate in marks.predicates)
        head = [article.dateline] if article.dateline else []
        self.atoms = tuple(read(context))
        found = mentions(context.items, self.atoms)
        self.happened = tuple(outside(list(found), head))
        self._starts = [mention.span[0] for mention in self.happened]

    def said(self, attribution: Attribution) -> tuple[DateMention, ...]:
        """The dates of the saying: of each cue the nearest, outside what is said.

        A date belongs to the verb whose role of time it is; where the model gives it none, to a
        cue near by, if no other verb is nearer.
        """
        near: dict[Span, DateMention] = {}
        for cue in attribution.cue:
            start, end = self._tense.sentence(cue)
            first, last = bisect_left(self._starts, start), bisect_right(self._starts, end)
            beside = outside(self.happened[first:last], (*attribution.content, *attribution.source))
            fitting = [
                m
                for m in beside
                if self._is_day(m) and self._dates(m.span, cue, attribution.content)
            ]
            nearest = min(fitting, key=lambda m: _distance(m.span, cue), default=None)
            if nearest is not None:
                near[nearest.span] = nearest
        return tuple(replace(near[span], of=When.SAID) for span in sorted(near))

    def _is_day(self, mention: DateMention) -> bool:
        """Whether anything can have been said then: not "since 2005", not "planned for 2017"."""
        edtf = mention.edtf or ""
        start = mention.span[0]
        before = self._article.text[max(0, start - 5) : start].split()
        planned = bool(before) and before[-1].lower() == "for"
        return not (planned or ".." in edtf or mention.why == EVENT)

    def _dates(self, span: Span, cue: Span, content: Spans) -> bool:
        verb = self._tense.governor(span)
        if verb is not None:
            return verb.span[0] < cue[1] and cue[0] < verb.span[1]
        start, end = self._tense.sentence(cue)
        first, last = bisect_left(self._verbs, (start, start)), bisect_left(self._verbs, (end, end))
        others = [
            verb
            for verb in self._verbs[first:last]
            if not any(verb[0] < end and start < verb[1] for start, end in (cue, *content))
        ]
        far = _distance(span, cue)
        return far <= _NEAR and all(_distance(span, other) > far for other in others)


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans."""
    return max(one[0], other[0]) - min(one[1], other[1])


def find(article: Article, marks: Marks) -> tuple[DateMention, ...]:
    """Every date of an article, in text order, as dates of what happened.

    >>> text = "The bridge, shut since 2013, fell on Monday."
    >>> one = Article("a", "a", text, published="2014-06-11")
    >>> [(one.text[slice(*each.span)], each.edtf) for each in find(one, Marks("a"))]
    [('since 2013', '2013/..'), ('Monday', '2014-06-09')]
    """
    return Dates(article, marks).happened


def said(article: Article, marks: Marks, attribution: Attribution) -> tuple[DateMention, ...]:
    """The dates that an attribution was said on ("said on Monday"), in text order.

    For several attributions of one article make :class:`Dates` once.
    """
    return Dates(article, marks).said(attribution)

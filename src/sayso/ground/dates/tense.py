"""Which way a date without a year, or a weekday, is to be looked for: back or ahead."""

from __future__ import annotations

from bisect import bisect_right

from sayso.records import Article, Marks, PredicateMark, Span
from sayso.vocab import load


class Tense:
    """The verbs of an article, asked about dates."""

    def __init__(self, article: Article, marks: Marks) -> None:
        """``marks`` without predicates tell nothing: then every date is looked for in the past."""
        self._text = article.text
        self._starts = [start for start, _ in article.sentences]
        self._sentences = article.sentences
        words = load("time")["tense"]
        self._ahead, self._infinitive = frozenset(words["ahead"]), frozenset(words["infinitive"])
        self._set = frozenset(words["set"])
        self._past = frozenset([*words["said"], *load("voice")["event"]["irregular"].split()])
        self._verbs = sorted(marks.predicates, key=lambda p: p.span)
        self._places = [p.span[0] for p in self._verbs]
        held = [(r.span, p) for p in self._verbs for r in p.roles if r.role == "ARGM-TMP"]
        self._times = sorted(held, key=lambda pair: pair[0])
        self._time_starts = [span[0] for span, _ in self._times]

    def governor(self, span: Span) -> PredicateMark | None:
        """The predicate whose role of time the span lies in: the one with the shortest role."""
        last = bisect_right(self._time_starts, span[1])
        near = self._times[max(0, last - 12) : last]
        held = [(s, p) for s, p in near if s[0] < span[1] and span[0] < s[1]]
        return min(held, key=lambda pair: pair[0][1] - pair[0][0], default=(None, None))[1]

    def way(self, span: Span) -> int:
        """-1 where the verb that a date belongs to tells the past, 1 the future, 0 neither."""
        own = self.governor(span)
        verb = own or self._nearest(span)
        if verb is None:
            return 0
        start = max(self.sentence(verb.span)[0], verb.span[0] - 40)
        before = self._text[start : verb.span[0]].split()[-3:]  # "May" is no modal
        word = self._text[slice(*verb.span)].lower() if own else ""
        bare = before[:-1] if before[-1:] == ["be"] else before  # "to be completed"
        to = bool(bare) and bare[-1] in self._infinitive
        if to or word in self._set or any(each in self._ahead for each in (*before, word)):
            return 1
        return -1 if word.endswith("ed") or word in self._past else 0

    def _nearest(self, span: Span) -> PredicateMark | None:
        """The last verb before it in its sentence, else the first behind it."""
        start, end = self.sentence(span)
        at = bisect_right(self._places, span[0])
        if at and self._places[at - 1] >= start:
            return self._verbs[at - 1]
        if at < len(self._verbs) and self._places[at] < end:
            return self._verbs[at]
        return None

    def sentence(self, span: Span) -> Span:
        """The sentence that a span starts in; the whole text where there is none."""
        at = bisect_right(self._starts, span[0])
        return self._sentences[at - 1] if at else (0, len(self._text))

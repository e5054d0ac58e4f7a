"""The author's own voice: sentences, or the rest of one, that tell an event on nobody's word.

What the article says without naming anybody is a claim too, and its root is the outlet.  A
sentence counts when no attribution covers it, it has a verb that tells an event, and it is neither
opinion nor furniture of the page, nor a report ("said", "according to") that went unnoticed.  Of a
sentence that an attribution covers in part, the rest counts only where it is a clause of its own,
cut off by a comma or a joining word.  Text inside a block quotation is not the author's voice; a
block that is credited to an agency is told in that agency's.

A headline that stands in the text counts as well, with a firmness of its own: a question asks, and
words in quotation marks that it gives to nobody are held at arm's length.  A title that stands
nowhere in the text is read in ``titled.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from sayso.records import (
    Article,
    Attribution,
    Claim,
    Firmness,
    Hop,
    Kind,
    PredicateMark,
    Span,
    Spans,
    Voice,
    claim_id,
)
from sayso.trace.event import (
    WORD,
    Event,
    by_start,
    clauses,
    event_in,
    firmness_of_words,
    headline_event,
)
from sayso.trace.names import body
from sayso.trace.quotes import quotes_in
from sayso.trace.spans import clean, covered, trim, which
from sayso.trace.stretch import stretches

__all__ = ["author_claims", "headline_voice", "teller"]

_EDGE = " \t\r\n\u00a0,;:\u2013\u2014-()"
_BREAKS = ",;:\u2013\u2014-.()"
_CLOSERS = "\"'\u201d\u2019)]*"
_LEAST_WORDS = 4
_LEAST_REST = 6
_LEAST_HEADLINE = 3
_MOSTLY = 0.6

_Marked: TypeAlias = Mapping[int, PredicateMark]
_Told: TypeAlias = tuple[Span, str, Event]
"""A stretch that is a claim, why it is one, and the event it tells."""


def author_claims(
    article: Article,
    attributions: tuple[Attribution, ...],
    predicates: Iterable[PredicateMark] = (),
    furniture: Spans = (),
) -> tuple[Claim, ...]:
    """Claims of ``article`` in its author's own voice, in text order.

    ``attributions`` are those found in the same article, ``predicates`` what the model marked;
    without any, word lists alone tell an event.  ``furniture`` is what of the text is the page's
    and nobody's (ordered, apart from one another).  The root of each claim is the article's outlet,
    or whom the block or the whole is credited to; where nobody is, a hop with ``named`` false and
    the name "the article".
    """
    marked = by_start(predicates)
    spoken = clean(article.text, _spoken(attributions), "")
    apart = clean(article.text, _apart(article), "")
    quoted = tuple(quote.span for quote in quotes_in(article.text, article.paragraphs))
    found = list(_headline(article, spoken, marked))
    for sentence in article.sentences:
        others = _near(apart, sentence)
        inside = _near(quoted, sentence)
        if covered((sentence,), inside) > _MOSTLY or covered((sentence,), others) > _MOSTLY:
            continue
        told: list[_Told] = []
        cut = clean(article.text, (*others, *_near(furniture, sentence)), "")
        for piece in _without(sentence, cut):
            told += _pieces(article.text, piece, sentence, _near(spoken, piece), marked)
        for span, why, event in told:
            firm = firmness_of_words(article.text[slice(*span)], event)
            found.append(_claim(article, span, why, firm))
    return tuple(sorted(found, key=lambda claim: claim.spans))


def _headline(article: Article, spoken: Spans, marked: _Marked) -> Iterable[Claim]:
    """The claim of a headline that stands in the text and that nobody is named for."""
    if article.headline is None:
        return
    span = trim(article.text, article.headline, _EDGE)
    if _without(span, _near(spoken, span)) != [span]:
        return
    told = headline_voice(article.text, span, marked)
    if told is not None:
        yield _claim(article, span, *told)


def headline_voice(
    text: str, span: Span, marked: _Marked
) -> tuple[str, tuple[Firmness, str]] | None:
    """Why a headline that nobody is named for is a claim, and its firmness with the rule."""
    event = headline_event(text, span, _LEAST_HEADLINE, marked)
    if event is None:
        return None
    said = text[slice(*span)]
    firm = firmness_of_words(said, event)
    if said.rstrip(_CLOSERS).endswith("?"):
        firm = Firmness.OTHER, "a question"
    elif firm[0] is Firmness.ASSERTED and f" to {event.word} ".casefold() in f"{said} ".casefold():
        firm = Firmness.OTHER, f"to come: to {event.word.casefold()}"
    elif firm[0] is Firmness.ASSERTED and (words := stretches(said)):
        firm = Firmness.HEDGED, f"in quotation marks, of nobody: {' '.join(words[0].words)}"
    return f"told in the headline: {event.word}", firm


def _claim(article: Article, span: Span, why: str, firm: tuple[Firmness, str]) -> Claim:
    firmness, hedge = firm
    root, by = teller(article, span, firmness)
    spans: Spans = (span,)
    return Claim(
        id=claim_id(article.id, (), (), spans),
        article=article.id,
        attribution=None,
        voice=Voice.AUTHOR,
        spans=spans,
        firmness=firmness,
        root=root,
        why=(("voice", why), ("firmness", hedge), ("root", by)),
    )


def teller(article: Article, span: Span | None, firmness: Firmness) -> tuple[Hop, str]:
    """Whose voice it is: of a pasted block, the one it is credited to; else the outlet's.

    ``span`` is where it stands, ``None`` for a title that stands nowhere in the text.  Where
    the outlet is not known, an agency that the whole article is credited to is the teller.
    """
    name, whole = article.outlet or "", [c for c in article.credits if c.covers is None]
    why = "the article's outlet" if name else "outlet unknown"
    for credit in article.credits:
        if credit.covers and span and credit.covers[0] <= span[0] < credit.covers[1]:
            name, why = credit.name, "the block is credited to it"
    if not name and len({credit.name for credit in whole}) == 1:
        name, why = whole[0].name, "outlet unknown, the article is credited to it"
    known = body(name) if name else None
    kind = known.kind if known is not None and known.kind is Kind.AGENCY else Kind.OUTLET
    return Hop(name or "the article", kind, firmness, named=bool(name)), why


# --- what is left of a sentence -------------------------------------------------------------------


def _spoken(attributions: tuple[Attribution, ...]) -> list[Span]:
    return [span for found in attributions for span in (*found.source, *found.cue, *found.content)]


def _apart(article: Article) -> list[Span]:
    """Stretches that are not the author's telling: headline, dateline, credits, block quotes."""
    spans = list(article.blocks)
    spans += [span for span in (article.headline, article.dateline) if span is not None]
    spans += [credit.span for credit in article.credits if credit.how != "block"]
    return spans


def _near(spans: Spans, span: Span) -> Spans:
    """Those of ``spans`` (ordered, apart from one another) that may touch ``span``."""
    return spans[max(0, which(span[0], spans)) : which(span[1], spans) + 1]


def _without(span: Span, taken: Spans) -> list[Span]:
    """What is left of ``span`` when ``taken`` (ordered, apart from one another) is cut out."""
    left: list[Span] = []
    start = span[0]
    for a, b in taken:
        if b <= start or a >= span[1]:
            continue
        if a > start:
            left.append((start, a))
        start = max(start, b)
    if start < span[1]:
        left.append((start, span[1]))
    return left


def _pieces(text: str, piece: Span, sentence: Span, spoken: Spans, marked: _Marked) -> list[_Told]:
    """The parts of ``piece`` that are claims: all of it, or clauses that stand on their own."""
    rests = _without(piece, spoken)
    if rests == [piece]:
        span = trim(text, piece, _EDGE)
        event = event_in(text, span, _LEAST_WORDS, marked) if _ended(text, sentence) else None
        return [(span, f"told, and nobody says it: {event.word}", event)] if event else []
    told: list[_Told] = []
    for rest in rests:
        clause = _clause(text, rest, piece)
        event = (
            event_in(text, clause, _LEAST_REST, marked, part=True) if clause is not None else None
        )
        if clause is not None and event:
            told.append((clause, f"told beside what is said: {event.word}", event))
    return told


def _ended(text: str, sentence: Span) -> bool:
    """A full stop or the like at its end: headings and captions have none."""
    return text[slice(*sentence)].rstrip(" \t\n\u00a0" + _CLOSERS).endswith((".", "!", "\u2026"))


def _clause(text: str, rest: Span, piece: Span) -> Span | None:
    """``rest`` without its joining words, or ``None`` where it hangs on what was cut out."""
    start, end = trim(text, rest, ' \t\n\u00a0"\u201d')
    tokens = list(WORD.finditer(text, start, end))
    if len(tokens) < _LEAST_REST:
        return None
    words = clauses()
    first, last = tokens[0].group().casefold(), tokens[-1].group().casefold()
    if rest[0] > piece[0]:
        if text[start] not in _BREAKS or first not in words.openers:
            return None
        if first in words.joining:
            start = tokens[1].start()
            first = tokens[1].group().casefold()
    if rest[1] < piece[1]:
        if text[end - 1] not in _BREAKS and last not in words.joining:
            return None
        if last in words.joining:
            end = tokens[-1].start()
    if first in words.dependent:
        return None
    return trim(text, (start, end), _EDGE)

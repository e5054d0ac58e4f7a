"""The author's own voice: sentences, or the rest of one, that tell an event on nobody's word.

What the article says without naming anybody is a claim too, and its root is the outlet.  A
sentence counts when no attribution covers it, it has a verb that tells an event, and it is neither
opinion nor furniture of the page, nor a report ("said", "according to") that went unnoticed.  Of a
sentence that an attribution covers in part, the rest counts only where it is a clause of its own,
cut off by a comma or a joining word.  Text inside a block quotation is not the author's voice; a
block that is credited to an agency is told in that agency's.  Word lists: ``vocab/voice.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from sayso.records import (
    Article,
    Attribution,
    Claim,
    Firmness,
    Hop,
    Kind,
    Span,
    Spans,
    Voice,
    claim_id,
)
from sayso.trace.names import body
from sayso.trace.quotes import quotes_in
from sayso.trace.spans import clean, covered, trim, which
from sayso.vocab import load

__all__ = ["author_claims"]

_WORD = re.compile(r"[^\W\d_][\w'\u2019-]*|\d[\d,.]*")
_EDGE = " \t\r\n\u00a0,;:\u2013\u2014-()"
_BREAKS = ",;:\u2013\u2014-.()"
_CLOSERS = "\"'\u201d\u2019)]*"
_LEAST_WORDS = 4
_LEAST_REST = 6
_MOSTLY = 0.6

_Told: TypeAlias = tuple[Span, str]
"""A stretch that is a claim, and why it is one."""


@dataclass(frozen=True, slots=True)
class _Words:
    """The word lists of the vocabulary, as sets."""

    past: frozenset[str]
    participles: frozenset[str]
    present: frozenset[str]
    base: frozenset[str]
    nouns: frozenset[str]
    auxiliaries: frozenset[str]
    modals: frozenset[str]
    not_verbs: frozenset[str]
    there: tuple[str, ...]
    openers: frozenset[str]
    joining: frozenset[str]
    dependent: frozenset[str]
    not_told: tuple[str, ...]
    skip: tuple[str, ...]
    firmness: tuple[tuple[Firmness, frozenset[str], tuple[str, ...]], ...]


def author_claims(article: Article, attributions: tuple[Attribution, ...]) -> tuple[Claim, ...]:
    """Claims of ``article`` in its author's own voice, in text order.

    ``attributions`` are those found in the same article.  The root of each claim is the article's
    outlet, or whom the block or the whole is credited to; where nobody is, a hop with ``named``
    false and the name "the article".
    """
    words = _words()
    spoken = clean(article.text, _spoken(attributions), "")
    apart = clean(article.text, _apart(article), "")
    quoted = tuple(quote.span for quote in quotes_in(article.text, article.paragraphs))
    found: list[Claim] = []
    for sentence in article.sentences:
        others = _near(apart, sentence)
        marked = _near(quoted, sentence)
        if covered((sentence,), marked) > _MOSTLY or covered((sentence,), others) > _MOSTLY:
            continue
        told: list[_Told] = []
        for piece in _without(sentence, others):
            told += _pieces(article.text, piece, sentence, _near(spoken, piece), words)
        found += [_claim(article, span, why, words) for span, why in told]
    return tuple(found)


def _claim(article: Article, span: Span, why: str, words: _Words) -> Claim:
    firmness, hedge = _firmness(article.text[slice(*span)], words)
    root, teller = _teller(article, span, firmness)
    spans: Spans = (span,)
    return Claim(
        id=claim_id(article.id, (), (), spans),
        article=article.id,
        attribution=None,
        voice=Voice.AUTHOR,
        spans=spans,
        firmness=firmness,
        root=root,
        why=(("voice", why), ("firmness", hedge), ("root", teller)),
    )


def _teller(article: Article, span: Span, firmness: Firmness) -> tuple[Hop, str]:
    """Whose voice it is: of a pasted block, the one it is credited to; else the outlet's.

    Where the outlet is not known, an agency that the whole article is credited to is the teller.
    """
    name, whole = article.outlet or "", [c for c in article.credits if c.covers is None]
    why = "the article's outlet" if name else "outlet unknown"
    for credit in article.credits:
        if credit.covers is not None and credit.covers[0] <= span[0] < credit.covers[1]:
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


def _pieces(text: str, piece: Span, sentence: Span, spoken: Spans, words: _Words) -> list[_Told]:
    """The parts of ``piece`` that are claims: all of it, or clauses that stand on their own."""
    rests = _without(piece, spoken)
    if rests == [piece]:
        span = trim(text, piece, _EDGE)
        event = _tells(text, span, _LEAST_WORDS, words) if _ended(text, sentence) else ""
        return [(span, f"told, and nobody says it: {event}")] if event else []
    told: list[_Told] = []
    for rest in rests:
        clause = _clause(text, rest, piece, words)
        event = _tells(text, clause, _LEAST_REST, words) if clause is not None else ""
        if clause is not None and event:
            told.append((clause, f"told beside what is said: {event}"))
    return told


def _ended(text: str, sentence: Span) -> bool:
    """A full stop or the like at its end: headings and captions have none."""
    return text[slice(*sentence)].rstrip(" \t\n\u00a0" + _CLOSERS).endswith((".", "!", "\u2026"))


def _clause(text: str, rest: Span, piece: Span, words: _Words) -> Span | None:
    """``rest`` without its joining words, or ``None`` where it hangs on what was cut out."""
    start, end = trim(text, rest, ' \t\n\u00a0"\u201d')
    tokens = list(_WORD.finditer(text, start, end))
    if len(tokens) < _LEAST_REST:
        return None
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


# --- does it tell an event? -----------------------------------------------------------------------


def _tells(text: str, span: Span, least: int, words: _Words) -> str:
    """The word that tells an event, if none makes it opinion, question, report or furniture."""
    said = text[slice(*span)]
    tokens = [match.group() for match in _WORD.finditer(said)]
    if len(tokens) < least or said.rstrip(_CLOSERS + " ").endswith("?"):
        return ""
    plain = f" {' '.join(tokens).casefold()} "
    if any(f" {phrase} " in plain for phrase in words.not_told):
        return ""
    if any(phrase in said.casefold() for phrase in words.skip):
        return ""
    if any(f" {phrase} " in plain for phrase in words.there):
        noun = next((token for token in tokens if token.casefold() in words.nouns), "")
        if noun:
            return noun
    return next((tokens[i] for i in range(1, len(tokens)) if _verb(tokens, i, words)), "")


def _verb(tokens: list[str], i: int, words: _Words) -> bool:
    """Whether the token at ``i`` is a verb that tells an event.  A rule of thumb, without a tagger.

    Capitalised words are names.  One word may stand between "has", "was" or "may" and its verb.
    """
    token = tokens[i]
    if not token[0].islower():
        return False
    if token in words.past or token in words.present:
        return True
    if token.endswith("ed") and len(token) > 3 and token not in words.not_verbs:
        return True
    before = {t.casefold() for t in tokens[max(0, i - 2) : i]}
    if before & words.modals and token in words.base:
        return True
    return bool(before & words.auxiliaries) and (
        token in words.participles or _going_on(token, words)
    )


def _going_on(token: str, words: _Words) -> bool:
    """The -ing form of an event verb: "is moving", "were shelling", "is cutting"."""
    if not token.endswith("ing"):
        return False
    stem = token[:-3]
    return bool({stem, stem + "e", stem[:-1]} & words.base)


def _firmness(said: str, words: _Words) -> tuple[Firmness, str]:
    """How firmly the author puts it, by the first of the lists that has a word in it."""
    plain = f" {' '.join(match.group() for match in _WORD.finditer(said))} "
    folded = plain.casefold()
    tokens = set(plain.split())  # "May" the month is no modal, so case counts here
    for firmness, single, phrases in words.firmness:
        found = [*sorted(tokens & single), *(p for p in phrases if f" {p} " in folded)]
        if found:
            return firmness, f"word: {found[0]}"
    return Firmness.ASSERTED, "no hedge in it"


@cache
def _words() -> _Words:
    vocab = load("voice")
    event, firm, clause = vocab["event"], vocab["firmness"], vocab["clause"]
    base = frozenset(event["verbs"].split())
    return _Words(
        past=frozenset(event["irregular"].split()),
        participles=frozenset(event["participles"].split()),
        present=frozenset(_third_person(verb) for verb in base)
        - frozenset(event["nouns"].split())
        - frozenset(event["plural_nouns"].split()),
        base=base,
        nouns=frozenset(event["nouns"].split()),
        auxiliaries=frozenset(event["auxiliaries"].split()),
        modals=frozenset(event["modals"].split()),
        not_verbs=frozenset(event["not_verbs"].split()),
        there=tuple(event["there"]),
        openers=frozenset(clause["openers"]),
        joining=frozenset(clause["joining"]),
        dependent=frozenset(clause["dependent"]),
        not_told=(*vocab["skip"]["opinion"], *vocab["skip"]["reported"]),
        skip=(*vocab["skip"]["report"], *vocab["skip"]["furniture"]),
        firmness=(
            (Firmness.ALLEGED, frozenset(firm["alleged"].split()), ()),
            (Firmness.HEDGED, frozenset(firm["hedged"].split()), tuple(firm["hedged_phrases"])),
            (Firmness.OTHER, frozenset(firm["other"].split()), tuple(firm["other_phrases"])),
        ),
    )


def _third_person(verb: str) -> str:
    """The form with -s: "pass" "passes", "carry" "carries", "stay" "stays"."""
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"

"""Quotations that stand without a cue: a new paragraph of the same speaker.

Conventions of layout.  A quotation that runs over several paragraphs is opened in
each and closed in the last: the later ones are fragments of the same record.  A paragraph that is
one closed quotation goes on with whoever spoke last in the paragraph before.  A block quotation
after a colon is the word of whoever is named before the colon.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from sayso.records import Span, Spans, Speech
from sayso.trace.draft import Draft, Ground
from sayso.trace.phrase import parse
from sayso.trace.quotes import Quote
from sayso.trace.spans import Cover, bounds, clean, holds, overlap, size, trim, which
from sayso.trace.speech import speech_of
from sayso.vocab import load

__all__ = ["stand"]

WHOLE = 0.9
MIN_CHARS = 20
EDGE = " \t\r\n\u00a0,;:.-–—"
SCORE = 0.5
BLANK = " \t\r\n\u00a0"
WORDS = 6
GAP = 20
HEADING = 8
STOPS = (".", ",", "!", "?", "…", ";", ":")
ENDS = (".", "!", "?", "…", '."', ".”", "!”", "?”")


def stand(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with standing quotations added, in text order."""
    out = list(drafts)
    for number, paragraph in enumerate(ground.paragraphs):
        quotes = quotes_of(ground.quotes, paragraph)
        if number == 0 or not is_quotation(ground.text, paragraph, quotes):
            continue
        if is_heading(ground.text, quotes):
            continue
        if any(spoken(paragraph, draft) and not within(draft, quotes) for draft in out):
            continue
        speaker = last_speaker(ground, out, number)
        if speaker is None:
            continue
        span = (quotes[0].span[0], quotes[-1].span[1])
        if left_open(ground, number - 1) and reaches(out[speaker], ground.paragraphs[number - 1]):
            content = clean(ground.text, (*out[speaker].content, span), "")
            grown = replace(out[speaker], content=content)
            out[speaker] = grown.because("content", "quotation left open goes on here")
        else:
            why = (("spans", "free-standing quotation"), ("who", "the last speaker goes on"))
            out.append(Draft((), (), (span,), SCORE, why, continues=speaker))
    out = in_line(ground, out)
    out += set_apart(ground, out)
    return in_order(out)


def in_line(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """Whole sentences in quotation right behind a sentence of somebody's, in one paragraph.

    Texts without paragraphs have no other layout to go by: "... the clerk said. "It was late.""
    """
    out = list(drafts)
    heard = Cover(
        span for one in out for part in (one.source, one.cue, one.content) for span in part
    )
    speakers = by_sentence(ground, out)
    for quote in ground.quotes:
        sentence = sentence_before(ground, quote)
        before = speakers.get(sentence) if sentence is not None else None
        if (
            before is None
            or heard.touches(quote.span)
            or bounds(out[before].cue)[1] > quote.span[0]
        ):
            continue
        if speech_of(ground, out[before].content) is Speech.INDIRECT:
            why = (("spans", "quotation behind its speaker"), ("who", "the last speaker goes on"))
            out.append(Draft((), (), (quote.span,), SCORE, why, continues=before))
        else:
            content = clean(ground.text, (*out[before].content, quote.span), "")
            grown = replace(out[before], content=content)
            out[before] = grown.because("content", "the quotation goes on behind the cue")
    return out


def by_sentence(ground: Ground, drafts: Sequence[Draft]) -> dict[int, int]:
    """For each sentence that one draft alone speaks in, by a cue in nobody's words, its index."""
    said = Cover(span for one in drafts for span in one.content)
    found: dict[int, list[int]] = {}
    for number, one in enumerate(drafts):
        if one.cue and not said.holds(one.cue[0]):
            found.setdefault(which(one.anchor, ground.sentences), []).append(number)
    return {sentence: numbers[0] for sentence, numbers in found.items() if len(numbers) == 1}


def sentence_before(ground: Ground, quote: Quote) -> int | None:
    """Number of the sentence right before a quotation of whole sentences, in its paragraph."""
    start, end = quote.span
    inner, behind = ground.text[start + 1 : end - 1], ground.text[end : end + GAP].lstrip(" .")[:1]
    home = ground.paragraphs[max(0, which(start, ground.paragraphs))]
    lead = ground.text[max(home[0], start - GAP) : start].rstrip()
    whole = inner[:1].isupper() and len(inner.split()) >= WORDS and not behind.islower()
    if not whole or not lead.endswith(ENDS):
        return None
    number = which(max(home[0], start - GAP) + len(lead) - 1, ground.sentences)
    return number if number >= 0 else None


def is_heading(text: str, quotes: Sequence[Quote]) -> bool:
    """Whether a paragraph of one quotation is a heading: a few words without a stop."""
    start, end = quotes[0].span
    words = text[start + 1 : end - 1]
    few = len(quotes) == 1 and quotes[0].closed and len(words.split()) <= HEADING
    return few and not words.endswith(STOPS) and not text[end:].startswith(STOPS)


def set_apart(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """Block quotations after a colon: one record each, of whoever spoke last before.

    What is said within one (by cues of its own) then stands inside it.  One that is taken from an
    outlet ("Here is more from ...:") is that outlet's text, and nobody's speech.
    """
    found: list[Draft] = []
    taken = sorted(credit.covers for credit in ground.article.credits if credit.covers)
    for block in ground.article.blocks:
        start, end = trim(ground.text, block, BLANK)
        if overlap(((start, end),), taken):
            continue
        number = which(start, ground.paragraphs)
        before = ground.text[:start].rstrip()
        if number < 1 or end - start < MIN_CHARS or not before.endswith(":"):
            continue
        home = ground.paragraphs[which(len(before) - 1, ground.paragraphs)]
        said = [n for n, one in enumerate(drafts) if one.cue and home[0] <= one.anchor < home[1]]
        heard = any(overlap(((start, end),), drafts[n].content) for n in said)
        opening = None if said else introduced(ground, home, len(before))
        if opening is not None:
            source, cue = opening
            why = (("spans", "block quotation"), ("who", "whoever brings it out before the colon"))
            found.append(Draft((source,), (cue,), ((start, end),), SCORE, why))
        if said and not heard:
            why = (("spans", "block quotation"), ("who", "the last speaker goes on"))
            found.append(Draft((), (), ((start, end),), SCORE, why, continues=said[-1]))
    return found


def introduced(ground: Ground, home: Span, colon: int) -> tuple[Span, Span] | None:
    """Source and cue of a sentence that only brings a text out, up to its colon.

    "The ministry released the following statement on Monday:"
    """
    start = max(home[0], ground.sentences[max(0, which(colon - 1, ground.sentences))][0])
    found = brought_out().match(ground.text, start, colon)
    if found is None:
        return None
    who = trim(ground.text, found.span("who"), EDGE)
    return (who, found.span("cue")) if parse(ground.text, who).somebody else None


@cache
def brought_out() -> re.Pattern[str]:
    """Wordings for bringing out a text that is quoted whole behind the colon."""
    raw = load("venues")
    things, verbs = ("|".join(map(re.escape, raw[key])) for key in ("brought_out", "bringing_out"))
    return re.compile(
        rf"(?P<who>[^.,:;“”\"\n]{{3,80}}?) (?:has |have |had )?(?P<cue>{verbs})"
        rf" (?:the following|this|an?|the|his|her|its|their) (?:[\w-]+ ){{0,3}}(?:{things})"
        r"\b[^.;“”\"\n]*:$"
    )


def spoken(paragraph: Span, draft: Draft) -> bool:
    """Whether the draft's content has a part of ``paragraph``; most are told by where they end."""
    start, end = bounds(draft.content)
    return start < paragraph[1] and end > paragraph[0] and overlap((paragraph,), draft.content) > 0


def within(draft: Draft, quotes: Sequence[Quote]) -> bool:
    """Whether the draft's own cue stands in the quotation, so that somebody else quotes it."""
    return bool(draft.cue) and any(holds(quote.span, draft.cue[0]) for quote in quotes)


def quotes_of(quotes: Sequence[Quote], paragraph: Span) -> Sequence[Quote]:
    """The quotes, in text order, that begin in ``paragraph``."""
    left = bisect_left(quotes, paragraph[0], key=lambda quote: quote.span[0])
    return quotes[left : bisect_left(quotes, paragraph[1], left, key=lambda quote: quote.span[0])]


def is_quotation(text: str, paragraph: Span, quotes: Sequence[Quote]) -> bool:
    """Whether the paragraph is nothing but quotation, and long enough to say something."""
    spans: Spans = tuple(quote.span for quote in quotes)
    left, right = trim(text, paragraph, EDGE)
    if right - left < MIN_CHARS or not spans or spans[0][0] > left:
        return False
    return size(spans) >= WHOLE * (right - left)


def left_open(ground: Ground, number: int) -> bool:
    """Whether the last quotation of paragraph ``number`` was not closed."""
    quotes = quotes_of(ground.quotes, ground.paragraphs[number])
    return bool(quotes) and not quotes[-1].closed


def reaches(draft: Draft, paragraph: Span) -> bool:
    """Whether the draft's content comes to the end of ``paragraph``."""
    return bounds(draft.content)[1] >= paragraph[1] - len(EDGE)


def last_speaker(ground: Ground, drafts: Sequence[Draft], number: int) -> int | None:
    """Index of the draft that spoke last, and in quotation, in the paragraph before ``number``."""
    found: int | None = None
    best, following = ground.paragraphs[number - 1][0], ground.paragraphs[number][0]
    for index, draft in enumerate(drafts):
        end = bounds(draft.content)[1]
        if not best < end <= following:
            continue
        if speech_of(ground, draft.content) is not Speech.INDIRECT:
            found, best = index, end
    return found


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts sorted by where they stand, their ``continues`` following along."""
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].anchor, drafts[i].reach))
    place = {old: new for new, old in enumerate(order)}
    return [
        drafts[i]
        if drafts[i].continues is None
        else replace(drafts[i], continues=place[drafts[i].continues or 0])
        for i in order
    ]

"""Headlines that give their words to somebody by a sign: "Ministry: ten killed", "... - police".

A colon behind a source, or a colon or a dash before one, stands for "says" in a headline.  The
model knows some of them; where it marked nothing in the headline, the sign is looked for here.  Who
stands beside it must be somebody who can speak: a body or a person the article knows by name, or a
noun such as "police".
"Video:", "Exclusive:", the name of a country or of an armed group before a
colon are labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Kind, Span
from sayso.trace.draft import Draft, Ground
from sayso.trace.phrase import parse
from sayso.trace.spans import overlap, trim
from sayso.vocab import load
from sayso.vocab.kinds import kinds

__all__ = ["headed"]

BLANK = " \t\r\n\u00a0"
EDGE = BLANK + ".,"
SCORE = 0.5
MOST = 60
LEAST = 3
FIRST = re.compile(r"[^:\n]{2,60}(?P<sign>:)\s+(?=\S)")
LAST = re.compile(r"(?P<sign>:|\s[-\u2013\u2014])\s+(?P<source>[^:\n\u2013\u2014]{2,60})$")


def headed(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the record that a sign in the headline makes, in text order."""
    span = ground.article.headline
    if span is None or any(overlap((one.reach,), (span,)) for one in drafts):
        return list(drafts)
    span = trim(ground.text, span, BLANK)
    found = colon_first(ground, span) or sign_last(ground, span)
    if found is None:
        return list(drafts)
    return sorted((*drafts, found), key=lambda draft: (draft.anchor, draft.reach))


def colon_first(ground: Ground, span: Span) -> Draft | None:
    """A source before a colon: "Ministry: ten killed in raid"."""
    sign = FIRST.match(ground.text, *span)
    if sign is None:
        return None
    source = trim(ground.text, (span[0], sign.start("sign")), BLANK)
    label = ground.text[slice(*source)]
    if label in kinds().countries or label.casefold() in load("voice")["headline"]["labels"]:
        return None
    topic = ground.names.between(source[0], source[0] + 1)
    if any(name.kind is Kind.ARMED_GROUP and name.span == source for name in topic):
        return None  # what it is about, far more often than who says it
    return record(ground, source, sign.span("sign"), (sign.end(), span[1]))


def sign_last(ground: Ground, span: Span) -> Draft | None:
    """A source behind a colon or a dash: "Ten killed in raid: ministry"."""
    sign = LAST.search(ground.text, *span)
    if sign is None:
        return None
    cue = trim(ground.text, sign.span("sign"), BLANK)
    return record(ground, sign.span("source"), cue, (span[0], sign.start("sign")))


def record(ground: Ground, source: Span, cue: Span, content: Span) -> Draft | None:
    """The record of a sign, where somebody stands beside it and a few words on its other side."""
    source, content = trim(ground.text, source, EDGE), trim(ground.text, content, EDGE)
    told = len(ground.text[slice(*content)].split()) >= LEAST
    if not told or source[0] >= source[1] or not speaks(ground, source):
        return None
    why = (("spans", "headline: a sign between a source and what it says"),)
    return Draft((source,), (cue,), (content,), SCORE, why)


def speaks(ground: Ground, source: Span) -> bool:
    """Whether the words name somebody who can say something."""
    phrase = parse(ground.text, source)
    if phrase.pronoun:
        return False
    if phrase.name is not None:
        name = phrase.name.name
        return phrase.name.kind is not Kind.UNNAMED or ground.names.fullest(name) != name
    if phrase.head:
        return phrase.kind is not None or phrase.head in kinds().roles
    words = ground.text[slice(*source)]
    last = words.rpartition(" ")[2]
    later = any(m.kind is Kind.PERSON and m.last == last for m in ground.names.mentions)
    return words[:1].isupper() and later

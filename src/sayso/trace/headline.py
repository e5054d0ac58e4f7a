"""Headlines that give their words to somebody: "Ministry: ten killed", "Mayor warns of floods".

A colon behind a source, or a colon or a dash before one, stands for "says" in a headline; or a verb
of saying stands there, in the present as headlines have it.  The model knows most of them; where it
marked nothing in the headline, they are looked for here.  Who stands beside it must be somebody who
can speak: a body or a person the article knows by name, or a noun such as "police".  "Video:",
"Exclusive:", the name of a country or of an armed group before a colon are labels, and an outlet
behind a dash or a bar is the site that the headline stands on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Kind, Span
from sayso.trace.addressee import outlet
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import Names
from sayso.trace.phrase import parse
from sayso.trace.spans import overlap, trim
from sayso.vocab import load
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["headed", "of_headline", "without_site"]

BLANK = " \t\r\n\u00a0"
EDGE = BLANK + ".,"
SCORE = 0.5
MOST = 60
LEAST = 3
FEWEST = 2
"""Words that are told: by a sign, which may stand for much else, and by a verb of saying."""
FIRST = re.compile(r"[^:\n]{2,60}(?P<sign>:)\s+(?=\S)")
LAST = re.compile(r"(?P<sign>:|\s[-\u2013\u2014])\s+(?P<source>[^:\n\u2013\u2014]{2,60})$")
DASH = r"\s(?:[-\u2013\u2014|]|//)\s"
SITE = re.compile(rf"{DASH}(?P<site>(?:(?!{DASH})[^|\n]){{2,40}})$")
BEFORE = re.compile(rf"(?P<site>(?:(?!{DASH})[^|\n]){{2,40}}){DASH}")
SAYS_LAST = re.compile(r",\s(?P<source>[^,:;\n]{2,60}?)\s(?P<sign>[a-z]+)$", re.I)
SAYS_INVERTED = re.compile(
    r",\s(?P<sign>according to|[a-z]+)\s(?P<source>[^,:;\n]{2,60})$", re.IGNORECASE
)
WORD = re.compile(r"[\w’'-]+")
SUBJECT = 8
THAT = re.compile(r"\s*(?:that\s)?")


def headed(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the record that the headline makes, in text order."""
    span = ground.article.headline
    if span is None or any(overlap((one.reach,), (span,)) for one in drafts):
        return list(drafts)
    found = of_headline(ground.text, span, ground.names)
    if found is None:
        return list(drafts)
    return sorted((*drafts, found), key=lambda draft: (draft.anchor, draft.reach))


def of_headline(text: str, span: Span, names: Names) -> Draft | None:
    """The record of the headline at ``span`` of ``text``; ``names`` are those of its article."""
    span = without_site(text, span)
    headline = (text, span, names)
    return colon_first(*headline) or sign_last(*headline) or verb_last(*headline) or verb(*headline)


def without_site(text: str, span: Span) -> Span:
    """The headline without its site: "... - Vale - Hill Post", "Hill Post - ..."."""
    span = trim(text, span, BLANK)
    cut = False
    while site := SITE.search(text, *span):
        part = trim(text, site.span("site"), EDGE)
        section = cut and text[part[0]].isupper() and " " not in text[slice(*part)]
        if not ("|" in site.group() or section or is_site(text, part, {Kind.OUTLET})):
            break
        span, cut = trim(text, (span[0], site.start()), BLANK), True
    first = BEFORE.match(text, *span)
    if first and is_site(text, first.span("site"), {Kind.OUTLET, Kind.AGENCY}):
        span = first.end(), span[1]
    return span


def is_site(text: str, part: Span, kinds_of: set[Kind]) -> bool:
    """Whether a part of a headline begins with the name of an outlet ("Hill Post Online")."""
    there = outlet(text[slice(*part)], "")
    return there is not None and there.kind in kinds_of


def colon_first(text: str, span: Span, names: Names) -> Draft | None:
    """A source before a colon: "Ministry: ten killed in raid"."""
    sign = FIRST.match(text, *span)
    if sign is None:
        return None
    source = trim(text, (span[0], sign.start("sign")), BLANK)
    label = text[slice(*source)]
    sort = label.casefold() in load("voice")["headline"]["labels"]
    if label in kinds().countries or (sort and names.longer(label, 0) is None):
        return None  # "Poll:" is a label, where nobody of the article is called Ann Poll
    name = parse(text, source).name
    if name is not None and name.kind is Kind.ARMED_GROUP and name.span == source:
        return None  # what it is about, far more often than who says it
    return record((text, names), source, sign.span("sign"), (sign.end(), span[1]))


def sign_last(text: str, span: Span, names: Names) -> Draft | None:
    """A source behind a colon or a dash: "Ten killed in raid: ministry"."""
    sign = LAST.search(text, *span)
    if sign is None:
        return None
    cue, source = trim(text, sign.span("sign"), BLANK), sign.span("source")
    words = list(WORD.finditer(text, *source))
    if len(words) > 1 and is_saying(words[-1].group().lower()):  # "Attack on mill: rebels deny"
        cue, source = words[-1].span(), (source[0], words[-1].start())
    return record((text, names), source, cue, (span[0], sign.start("sign")))


def verb_last(text: str, span: Span, names: Names) -> Draft | None:
    """A verb of saying behind a comma: "Ten killed in raid, ministry says", "..., says mayor"."""
    for pattern in (SAYS_LAST, SAYS_INVERTED):
        sign = pattern.search(text, *span)
        told = sign["sign"].lower() if sign else ""
        if sign and (told in cues().phrases or is_saying(told)):
            content = (span[0], sign.start())
            return record((text, names), sign.span("source"), sign.span("sign"), content)
    return None


def verb(text: str, span: Span, names: Names) -> Draft | None:
    """A verb of saying behind its subject: "Mayor warns of floods", "Rebels deny taking town"."""
    words = list(WORD.finditer(text, *span))
    for word in words[1:SUBJECT]:
        told = word.group().lower()
        if not is_saying(told):
            continue
        source = trim(text, (span[0], word.start()), EDGE)
        plain = not told.endswith("s") and text[: word.start()].rstrip().endswith("s")
        phrase = parse(text, source)
        named = phrase.name is not None or plain or phrase.head in kinds().roles
        if told in load("voice")["headline"]["nouns"].split() and not named:
            return None  # "Rebel claims leave town in doubt", where "rebels claim" says it
        end = THAT.match(text, word.end())
        content = (end.end() if end else word.end(), span[1])
        return record((text, names), source, word.span(), content)
    return None


def is_saying(word: str) -> bool:
    """Whether a word is a verb of saying, as headlines have it: "says", "deny", "warned"."""
    return word in load("voice")["headline"]["saying"].split() or (
        word not in cues().verbs and cues().lemma(word) in cues().vouching | {"warn", "urge"}
    )


def record(laid: tuple[str, Names], source: Span, cue: Span, content: Span) -> Draft | None:
    """The record of a sign, where somebody stands beside it and a few words on its other side.

    ``laid`` is the text, and the names of its article.
    """
    text, names = laid
    source, content = trim(text, source, EDGE), trim(text, content, EDGE)
    sign = "a verb" if text[slice(*cue)][:1].isalpha() else "a sign"
    told = len(text[slice(*content)].split()) >= (LEAST if sign == "a sign" else FEWEST)
    if not kinds().events.isdisjoint(text[slice(*source)].lower().split()[-1:]):
        return None  # "Bombing claims 5 in Harrow"
    if not told or source[0] >= source[1] or not speaks(text, source, names):
        return None
    why = (("spans", f"headline: {sign} between a source and what it says"),)
    return Draft((source,), (cue,), (content,), SCORE, why)


def speaks(text: str, source: Span, names: Names) -> bool:
    """Whether the words name somebody who can say something."""
    phrase = parse(text, source)
    if phrase.pronoun:
        return False
    if phrase.name is not None:
        name = phrase.name.name
        return phrase.name.kind is not Kind.UNNAMED or names.fullest(name) != name
    if phrase.head:
        return phrase.kind is not None or phrase.head in kinds().roles
    words = text[slice(*source)]
    last = words.rpartition(" ")[2]
    later = any(m.kind is Kind.PERSON and m.last == last for m in names.mentions)
    return words[:1].isupper() and later

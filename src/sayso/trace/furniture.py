"""Furniture: what stands in the text of an article and is no part of what it tells.

Headlines of other articles between the paragraphs and at the foot, "Read more: ...", lists of tags,
the menu of the page.  Layout tells them first: a line of its own, once the article has begun, that
has no full stop and reads as headlines do.  Texts that lost their layout are searched for what
pages put before and behind a text.  A line is let be where it may be somebody's words: a caption
that is a sentence, a post, a quotation, what stands behind a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.records import Article, Span, Spans
from sayso.trace.spans import clean, which
from sayso.vocab.furniture import inside
from sayso.vocab.kinds import kinds

__all__ = ["furniture_in", "without_furniture"]

BLANK = " \t\r\n\u00a0"
CLOSERS = "\"'”’)]*\ufeff"
ENDS = (".", "!", "?", "…", ":", ",", ";")
GOES_ON = (":", ",", ";")
SIGNED = ("-", "–", "—")
OPEN = "\"“‘'«([-–—•*"
WORD = re.compile(r"[^\W\d_][\w’'.-]*")
LEAD_MOST = 300
SENTENCE = 8
HEADING = range(4, 31)
LISTED = range(3, 21)
PLAIN = range(3, 13)
"""Words of a sentence that the article begins with; of a headline whose words have capitals, of
one in a list of them, and of one by itself."""
GAP = 5
LONG = 4
LONGER = 3
SMALL = 0.15
"""Letters of a longer word; how many of these there must be, and how many may have no capital."""
MOSTLY = 0.5
HEAD, FOOT, LEAST, SHORT, LAST = 400, 2_500, 300, 400, 160
"""Characters: of the first lines; of a menu at most, before it, of its last lines and words."""


def furniture_in(article: Article, paragraphs: Spans) -> Spans:
    """The stretches of an article's text that are furniture, in order and apart from one another.

    ``paragraphs`` are its lines; offsets are code points of ``article.text``.
    """
    text = article.text
    found = [span for span in lines(article, paragraphs) if not is_headline(article, span)]
    found += [match.span() for match in inside().heads.finditer(text, 0, HEAD)]
    for pattern in (inside().brackets, inside().tags):
        found += [match.span() for match in pattern.finditer(text)]
    if paragraphs and (foot := foot_of(text, paragraphs[-1])):
        found.append(foot)
    return clean(text, found, BLANK)


def without_furniture(text: str, spans: Spans, furniture: Spans) -> Spans:
    """What is left of ``spans`` when ``furniture`` is cut out of them."""
    kept: list[Span] = []
    for start, end in spans:
        at = start
        for left, right in furniture[max(0, which(start, furniture)) : which(end, furniture) + 1]:
            if right > at and left < end:
                kept.append((at, left))
                at = right
        kept.append((at, end))
    return clean(text, kept, BLANK)


def is_headline(article: Article, span: Span) -> bool:
    """Whether ``span`` is in the line of the article's own headline."""
    head = article.headline
    return head is not None and span[0] < head[1] and head[0] < span[1]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text, which of them end as sentences do, and whether that is usual there."""

    text: str
    spans: Spans
    ended: tuple[bool, ...]
    usual: bool


def lines(article: Article, paragraphs: Spans) -> Iterator[Span]:
    """Lines that lead elsewhere, and headlines of other articles, or the part that is one."""
    text = article.text
    ended = tuple(is_ended(text, line) for line in paragraphs)
    laid = Lines(text, paragraphs, ended, sum(ended) >= MOSTLY * len(ended))
    begun = listed = False
    for number, line in enumerate(paragraphs):
        opens = inside().lists.fullmatch(text, *line) is not None
        if opens or leads_elsewhere(text, line):
            listed = listed or opens
            yield line
        elif ended[number]:
            listed = False
            begun = begun or len(text[slice(*line)].split()) >= SENTENCE
        elif begun and not said_here(laid, number):
            if issued := of_issue(text, line):
                yield issued
            elif is_heading(laid, number, listed=listed):
                yield line


def leads_elsewhere(text: str, line: Span) -> bool:
    """Whether a line opens as those do that lead elsewhere: "Read more: Bridge reopens"."""
    return line[1] - line[0] <= LEAD_MOST and inside().leads.match(text, *line) is not None


def is_heading(laid: Lines, number: int, *, listed: bool) -> bool:
    """Whether a line without a full stop is a headline; in a list of them, it is if it is short.

    Else most lines of the text must have one: lines may be broken by hand, or those of a form.
    """
    line = laid.spans[number]
    if listed and len(WORD.findall(laid.text, *line)) in LISTED:
        return True
    if not laid.usual:
        return False
    if reads_as_headline(laid.text, line):
        return True
    return is_short_heading(laid.text, line) and in_a_gap(laid, number)


def is_ended(text: str, line: Span) -> bool:
    """Whether a line ends as a sentence does, or as what leads to the next."""
    return text[slice(*line)].rstrip(BLANK + CLOSERS).endswith(ENDS)


def said_here(laid: Lines, number: int) -> bool:
    """Whether a line is somebody's post or quotation, by itself or by the lines around it."""
    text, (start, end) = laid.text, laid.spans[number]
    before = text[slice(*laid.spans[number - 1])]
    if before.isupper() and text[start:end].isupper():
        return True  # a bulletin in capitals
    if text[start] in OPEN or inside().posts.search(text, start, end):
        return True
    behind = text[slice(*laid.spans[number + 1])] if number + 1 < len(laid.spans) else ""
    hangs = text[start:end].rpartition(" ")[2] in kinds().stray
    if hangs or behind[:1].islower() or text[start].islower():
        return True  # a sentence that is broken over two lines
    return before.rstrip(BLANK + CLOSERS).endswith(GOES_ON) or behind.startswith(SIGNED)


def of_issue(text: str, line: Span) -> Span | None:
    """The headline of another article with its day of issue: all of a line, or its glued end."""
    if inside().issue.search(text, *line) is None:
        return None
    starts = [match.end() for match in inside().glued.finditer(text, *line)]
    return (starts[0], line[1]) if starts else line


def reads_as_headline(text: str, line: Span) -> bool:
    """Whether nearly all longer words of a line have a capital: "Mayor Warns of Floods"."""
    words: list[str] = WORD.findall(text, *line)
    longer = [word for word in words if len(word) >= LONG]
    if len(words) not in HEADING or len(longer) < LONGER:
        return False
    return sum(word[0].islower() for word in longer) <= SMALL * len(longer)


def in_a_gap(laid: Lines, number: int) -> bool:
    """Whether the lines without a full stop around one are few and short, between sentences."""
    first, last = number, number + 1
    while first > 0 and not laid.ended[first - 1] and last - first <= GAP:
        first -= 1
    while last < len(laid.ended) and not laid.ended[last] and last - first <= GAP:
        last += 1
    counts = [len(WORD.findall(laid.text, *line)) for line in laid.spans[first:last]]
    return len(counts) <= GAP and max(counts) < PLAIN.stop


def is_short_heading(text: str, line: Span) -> bool:
    """Whether a line is a few words in the present, as headings are: "Mayor warns of floods"."""
    said = text[slice(*line)]
    words = WORD.findall(said)
    if len(words) not in PLAIN or not said[0].isupper() or ": " in said:
        return False
    past = any(word.islower() and word.endswith("ed") for word in words)
    return not past and inside().told.isdisjoint(word.lower() for word in words)


def foot_of(text: str, last: Span) -> Span | None:
    """The menu of the page at the end of a text that lost its layout."""
    start, end = max(last[0], last[1] - FOOT), last[1]
    if inside().ends_foot.search(text, max(start, end - LAST), end) is None:
        return None
    opens = inside().feet.search(text, max(start, last[0] + LEAST), end)
    opens = opens or inside().ends.search(text, max(start, end - SHORT), end)
    return (opens.start(), end) if opens else None

"""Marks -> drafts: one per cue, edges tidied, contents kept to what belongs to their cue."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.records import CueMark, Dropped, Kind, Marks, Span, Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.ends import ended
from sayso.trace.furniture import without_furniture
from sayso.trace.holes import patched
from sayso.trace.inner import parted as apart
from sayso.trace.learned import heard
from sayso.trace.mend import mend
from sayso.trace.quotes import Quote
from sayso.trace.relay import without_function_words
from sayso.trace.roles import said_by_nouns, said_by_roles, spoken_by
from sayso.trace.spans import (
    Cover,
    bounds,
    clean,
    covered,
    overlap,
    size,
    trim,
    which,
    whole,
    widened,
)
from sayso.vocab import load
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues, hedges
from sayso.vocab.kinds import kinds

__all__ = ["join"]

BLANK = " \t\r\n\u00a0\u200e\u200f\ufeff"
TAIL = ",;:"
SAME = 0.8
BEHIND = 8
MIN_CONTENT = 2
HOLE = 2
SHORT = 5
WORD = re.compile(r"[^\W_][\w’'.-]*")
NAME_BEHIND = re.compile(r"\.? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
NOUNS_BEHIND = [
    re.compile(rf" (?P<more>(?:[a-z]+ ){{{words}}})(?P<noun>[a-z]+)\b") for words in range(3)
]
TITLED_BEHIND = re.compile(
    r" (?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady)\b\.? [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}"
)
LETTERS_BEHIND = re.compile(r"(?:\.[A-Z])+\.?")
OWNER = re.compile(r"\.? [A-Z][\w-]+['’]s [^,.;:“”\"\n]*$")
PHRASE = 7
LEAST = 20
FAR = 5
SAID = frozenset({"say", "report"})
OF_STATE = re.compile(
    r"[\w’']\s(?P<who>(?:[A-Z][\w’'-]+ )?(?P<whose>[A-Z]?[a-z]+) "
    r"(?P<noun>media|television|radio|TV))$"
)
SEVERAL = re.compile(r"[\w’']\s(?P<who>(?P<noun>[a-z]+s))$")
SPEAKER = re.compile(r"[\w’']\s(?P<who>(?:an?|the) (?:[\w’'-]+ ){0,2}(?P<noun>[a-z]+))$")
CROWDS = frozenset({Kind.ARMED_GROUP, Kind.WITNESS})
OPEN = "\"“‘'«„"
CLOSE = "\"”’'»"


def join(ground: Ground, marks: Marks) -> tuple[list[Draft], list[Dropped]]:
    """One draft per mark that has a content, in text order; and the cues left out, with why."""
    made = [
        (heard(ground, spoken_by(ground, part, marks.predicates)), "model")
        for mark in marks.cues
        for part in apart(ground, mark, marks.predicates)
    ]
    made += [(mark, "verb and its roles") for mark in said_by_roles(ground, marks)]
    made += [(mark, "noun and its clause") for mark in said_by_nouns(ground, marks)]
    drafts: list[Draft] = []
    dropped: list[Dropped] = []
    page = Cover(ground.furniture)
    for mark, by in made:
        span = trim_in(ground.text, mark.cue)
        if span and page.touches(span):
            dropped.append(
                Dropped(span, "in a heading, or what is the page's and not the article's")
            )
            continue
        draft = from_mark(ground, mark, by)
        if draft is not None:
            drafts.append(draft)
        elif span:
            dropped.append(Dropped(span, "nothing is left of its content"))
    drafts.sort(key=lambda draft: (draft.anchor, draft.reach))
    single, twins = merge(drafts)
    kept, told = mend(ground, single)
    return ended(ground, patched(ground, part(ground, kept))), sorted(
        (*dropped, *twins, *told), key=lambda one: one.span
    )


def trim_in(text: str, span: Span) -> Span | None:
    """The part of a marked span that lies in the text, without blanks; ``None`` where none does."""
    kept = clean(text, (span,), BLANK)
    return kept[0] if kept else None


def from_mark(ground: Ground, mark: CueMark, by: str) -> Draft | None:
    """The draft of one mark, made ``by`` a head; ``None`` where nothing is left of its content."""
    text = ground.text
    cue = clean(text, (widened(text, mark.cue),), BLANK)
    content = clean(text, (whole(text, span) for span in mark.content), BLANK)
    if not cue or not content:
        return None
    why = [("spans", f"{by}, score {mark.score:.2f}")]
    source = sources(text, clean(text, (whole(text, s) for s in mark.source), BLANK + TAIL))
    source = tuple(with_name(text, span, cue[0][0]) for span in source)
    source = clean(text, (beside_cue(ground, span, cue) for span in source), BLANK + TAIL)
    source = tuple(span for span in source if not is_credit(text, span, cue))
    content = closed_up(text, content)
    kept = within_paragraphs(ground, below_headline(ground, content, cue), cue)
    if kept != content:
        why.append(("content", "cut at a paragraph border"))
    told = without_furniture(text, kept, ground.furniture)
    if told != kept:
        kept = told
        why.append(("content", "without a heading, tags or the like"))
    tidy = clean(text, (edges(ground, span) for span in kept), BLANK)
    tidy = without_function_words(ground, tidy, cue)
    if size(tidy) < MIN_CONTENT:
        return None
    swallowed = None if source else speaker_at_end(text, tidy, cue)
    if swallowed is not None:
        source, tidy = (swallowed,), clean(text, (*tidy[:-1], (tidy[-1][0], swallowed[0])), BLANK)
        why.append(("source", "the words before the cue, where a comma is lost"))
    return Draft(
        source,
        cue,
        tidy,
        mark.score,
        tuple(why),
        inner=mark.inner,
        firmness=mark.firmness,
        kind=mark.kind,
    )


def is_credit(text: str, span: Span, cue: Spans) -> bool:
    """Whether a source is a credit in brackets far from the cue: "(Hill Radio) Ten boats ..."."""
    closed = text[max(0, span[0] - 1) : span[0]] == "(" and text[span[1] : span[1] + 1] == ")"
    return closed and len(text[span[1] : cue[0][0]].split()) > FAR


def speaker_at_end(text: str, content: Spans, cue: Spans) -> Span | None:
    """The source that a content ran on over: "ten boats sank a monitor | said"."""
    start, end = content[-1]
    words = text[slice(*cue[0])].lower().split()
    verb = cues().lemma(words[-1]) in SAID if words else False
    if not verb or not 0 <= cue[0][0] - end <= 1:
        return None
    state = OF_STATE.search(text, max(start, end - PHRASE * 10), end)
    if state is not None and state["whose"].lower() in kinds().of_state:
        return state.span("who")
    several = SEVERAL.search(text, max(start, end - PHRASE * 10), end)
    if several is not None and is_people(several["noun"]):
        return several.span("who")
    found = SPEAKER.search(text, max(start, end - PHRASE * 10), end)
    noun = found["noun"].lower() if found else ""
    human = noun in kinds().roles or noun in kinds().heads
    if found is None or not human or found.start("who") - start < LEAST:
        return None
    return found.span("who")


def with_name(text: str, span: Span, cue: int) -> Span:
    """A title or nationality with what it belongs to: "Mr", of "Mr Prent"; "the Norvian" board.

    Where all up to the cue is one phrase, that is the source: "Mr Prent's lawyer Ada Moor said".
    """
    words = text[slice(*span)].split()
    letters = LETTERS_BEHIND.match(text, span[1]) if words and len(words[-1]) == 1 else None
    if letters is not None:  # "U", of "U.S. officials"
        return span[0], noun_behind(text, letters.end(), cue)
    if words and (words[-1] in kinds().adjectives or owns(words[-1])):
        return span[0], noun_behind(text, span[1], cue)
    if words and (words[-1] in kinds().roles or words[-1] in kinds().heads):
        titled = TITLED_BEHIND.match(text, span[1], max(span[1], cue))
        return (span[0], titled.end()) if titled else span
    if text[slice(*span)].rstrip(".").lower() not in kinds().titles:
        return span
    behind = text[span[1] : cue].rstrip()
    if OWNER.match(behind) and len(behind.split()) <= PHRASE:
        return span[0], span[1] + len(behind)
    name = NAME_BEHIND.match(text, span[1])
    return (span[0], name.end()) if name else span


def is_people(noun: str) -> bool:
    """Whether a plural is people who speak: "the town of Harrow | rebels say"."""
    return kinds().heads.get(noun) in CROWDS or noun.removesuffix("s") in kinds().roles


def owns(word: str) -> bool:
    """Whether a word is a state's, with its apostrophe or without it: "Jordan's", "Jordans"."""
    name = word.removesuffix("s").rstrip("'’")
    return name != word and name in kinds().countries and word not in kinds().countries


def noun_behind(text: str, start: int, cue: int) -> int:
    """Where the noun ends that a nationality at ``start`` belongs to: "Norvian | grain board".

    The next word, or up to the second next one before the cue.
    """
    for behind in NOUNS_BEHIND:
        found = behind.match(text, start)
        if found and found["noun"] in kinds().heads and (found.end() <= cue or not found["more"]):
            return found.end()
    return start


def sources(text: str, spans: Spans) -> Spans:
    """The words of a source without function words at its ends; nothing but these is no source."""
    if not spans:
        return ()
    words = list(WORD.finditer(text, spans[0][0], spans[-1][1]))
    if len(words) > 1 and plain(words[0]) in cues().who:
        del words[1:]  # "which has sources in the valley" is only which
    while len(words) > 1 and plain(words[0]) in kinds().lead:
        words.pop(0)
    if len(words) > 1 and plain(words[-1]) in clauses().relative:
        whose = plain(words[-2]) in kinds().trail  # "many of whom" are not many
        del words[len(words) if whose else -1 :]  # "officers who" are officers
    while len(words) > 1 and plain(words[-1]) in kinds().trail:
        words.pop()
    if all(stray(word) for word in words) or only_talk(words):
        return ()
    left = spans[0][0] if words[0].start() <= spans[0][0] + 1 else words[0].start()
    right = words[-1].end()
    right = spans[-1][1] if not any(c.isalnum() for c in text[right : spans[-1][1]]) else right
    right -= full_stop(text[words[-1].start() : right])
    return tuple((max(s, left), min(e, right)) for s, e in spans if max(s, left) < min(e, right))


def full_stop(word: str) -> bool:
    """Whether a word ends with the stop of its sentence, and not with that of a short form."""
    whole = word[-1:] == "." and len(word) > SHORT and word[:-1].isalpha()
    return whole and word not in load("places")["short"]


def only_talk(words: list[re.Match[str]]) -> bool:
    """Whether the words are one that only tells what a report is worth ("fabricated" reports)."""
    return len(words) == 1 and plain(words[0]) in hedges().worth


def beside_cue(ground: Ground, span: Span, cue: Spans) -> Span:
    """The part of a source in the paragraph of its cue, or the last where it ran over a border."""
    first, last = which(span[0], ground.paragraphs), which(span[1] - 1, ground.paragraphs)
    if first == last or first < 0:
        return span
    home = min(max(which(cue[0][0], ground.paragraphs), first), last)
    left, right = ground.paragraphs[home]
    return max(span[0], left), min(span[1], right)


def stray(word: re.Match[str]) -> bool:
    """Whether a word can be no source by itself ("the", "of")."""
    return plain(word) in kinds().stray


def plain(word: re.Match[str]) -> str:
    """A word in lower case; one in capitals is a name ("IS", "US") and stays as it is."""
    told = word.group()
    return told if told.isupper() and len(told) > 1 else told.lower()


def closed_up(text: str, content: Spans) -> Spans:
    """``content`` without holes that are nothing but blanks."""
    out: list[Span] = []
    for start, end in content:
        if out and start - out[-1][1] <= HOLE and not text[out[-1][1] : start].strip(BLANK):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def within_paragraphs(ground: Ground, content: Spans, cue: Spans) -> Spans:
    """Cut fragments at paragraph borders; a tail in the next paragraph stays only if quoted."""
    kept: list[Span] = []
    for start, end in content:
        first, last = which(start, ground.paragraphs), which(end - 1, ground.paragraphs)
        if first == last or first < 0:
            kept.append((start, end))
            continue
        home = which(cue[0][0], ground.paragraphs)
        for number in range(first, last + 1):
            left, right = ground.paragraphs[number]
            piece = (max(start, left), min(end, right))
            quoted = ground.text[left : left + 1] in OPEN
            if piece[0] < piece[1] and (number == home or quoted or home not in (first, last)):
                kept.append(piece)
    return clean(ground.text, kept, BLANK)


def below_headline(ground: Ground, content: Spans, cue: Spans) -> Spans:
    """``content`` without the headline, where it is the text below that says so."""
    head = ground.article.headline
    if head is None or cue[0][0] < head[1]:
        return content
    return tuple((max(s, head[1]), e) for s, e in content if e > head[1])


def edges(ground: Ground, span: Span) -> Span:
    """Take in the quotation mark that belongs to a fragment; leave a trailing comma or stop out."""
    start, end = span
    for quote in touching(ground.quotes, span):
        left, right = quote.span
        # A quotation of which all but the marks is inside belongs to the fragment with its marks.
        if start - 1 == left:
            start = left
        if quote.closed and left >= start and right - 3 <= end < right:
            end = right
    text = ground.text
    if text[start:end].endswith(tuple(CLOSE)):
        return start, end
    return trim_tail(text, (start, end))


def touching(quotes: Sequence[Quote], span: Span) -> Iterable[Quote]:
    """Quotes that overlap ``span``, or begin or end one character beside it."""
    place = max(0, which(span[0], [quote.span for quote in quotes]))
    for quote in quotes[place:]:
        if quote.span[0] > span[1]:
            return
        yield quote


def trim_tail(text: str, span: Span) -> Span:
    """Leave out a comma or colon at the end, and a full stop that is not part of a short form."""
    start, end = trim(text, span, BLANK)
    while end > start and text[end - 1] in TAIL:
        end -= 1
    return start, end


def merge(drafts: Sequence[Draft]) -> tuple[list[Draft], list[Dropped]]:
    """Of drafts with overlapping cues and nearly the same content, keep the likelier one."""
    kept: list[Draft] = []
    dropped: list[Dropped] = []
    for draft in drafts:
        # Drafts come by their cues, and twins share a cue: only the last few can be one.
        near = range(max(0, len(kept) - BEHIND), len(kept))
        twin = next((i for i in near if is_twin(draft, kept[i])), None)
        if twin is None:
            kept.append(draft)
            continue
        less = draft
        if draft.score > kept[twin].score:
            less, kept[twin] = kept[twin], draft.because("record", "kept, likelier than its twin")
        kept[twin] = with_apposed(kept[twin], less)
        dropped.append(Dropped(bounds(less.cue), f"twin of a likelier record ({less.score:.2f})"))
    return kept, dropped


def with_apposed(one: Draft, other: Draft) -> Draft:
    """``one`` with the source of its twin, where they stand side by side: "A clerk, Tavo Rell"."""
    if len(one.source) != 1 or len(other.source) != 1:
        return one
    (first, second) = sorted((one.source[0], other.source[0]))
    if not 0 < second[0] - first[1] <= len(", "):
        return one
    whole = replace(one, source=((first[0], second[1]),))
    return whole.because("source", "with the words of its twin beside it")


def is_twin(one: Draft, other: Draft) -> bool:
    """Whether two drafts stand for one record."""
    if not overlap(one.cue, other.cue):
        return False
    shared = overlap(one.content, other.content)
    return shared >= SAME * (size(one.content) + size(other.content) - shared)


def part(ground: Ground, drafts: list[Draft]) -> list[Draft]:
    """Cut contents that ran on into the next sentence, over another record's cue and content."""
    return [parted(ground, draft, drafts) for draft in drafts]


def parted(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> Draft:
    """``draft`` without the sentences that belong to another cue, unless they are quoted."""
    kept: list[Span] = []
    for span in draft.content:
        if len(draft.content) > 1 and foreign(ground, span, draft, drafts):
            continue
        cut = first_foreign(ground, span, draft, drafts)
        kept.append((span[0], cut) if cut else span)
    content = clean(ground.text, (trim_tail(ground.text, span) for span in kept), BLANK)
    if content == draft.content or not content:
        return draft
    return replace(draft, content=content).because("content", "cut before another cue's sentence")


def foreign(ground: Ground, span: Span, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether an unquoted fragment in another sentence than the cue is what another says there."""
    home = which(span[0], ground.sentences)
    if home < 0 or not draft.cue or home == which(draft.anchor, ground.sentences):
        return False
    if any(overlap((quote.span,), (span,)) for quote in touching(ground.quotes, span)):
        return False
    start, end = ground.sentences[home]
    near = (bisect_left(drafts, at, key=lambda one: one.anchor) for at in (start, end))
    return any(
        other is not draft
        and other.cue
        and other.source
        and start <= bounds(other.content)[0] < end
        and not other.inner
        for other in drafts[slice(*near)]
    )


def first_foreign(ground: Ground, span: Span, draft: Draft, drafts: Sequence[Draft]) -> int | None:
    """Start of the first sentence in ``span`` that another, unquoted cue speaks in."""
    first, last = which(span[0], ground.sentences), which(span[1] - 1, ground.sentences)
    if first == last or which(draft.cue[0][0], ground.sentences) > first:
        return None
    quoted = [quote.span for quote in touching(ground.quotes, span)]
    for sentence in ground.sentences[first + 1 : last + 1]:
        for other in drafts:
            at = other.cue[0][0] if other.cue else -1
            alone = bounds(other.content)[0] >= sentence[0]
            if sentence[0] <= at < sentence[1] and alone and not covered(other.cue, quoted):
                return sentence[0]
    return None

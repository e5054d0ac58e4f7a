"""Contents with holes that nobody fills, shards of another sentence, and ends that hang.

The head that marks contents looks at each word by itself: it loses words in the middle of a
sentence, takes up a word or two of the sentence before, goes over a dateline, and stops on "the".
What the sentence itself tells puts it right; where another record has the words, nothing is done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Span, Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.quotes import Quote
from sayso.trace.spans import Cover, which
from sayso.vocab import load
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["patched"]

WORD = re.compile(r"[^\W_][\w’'-]*")
STOP = re.compile(r"[,;:?!()“”\"\n\u2013\u2014]|\.?$")
# "residents and | a monitoring group said"; not "between the rebels and | the army"
AND = re.compile(
    r"(?<!between )\b(?P<lead>(?:an?|the) (?:[\w-]+ )?|[a-z]+ )?(?P<noun>[a-z]+) and $",
    re.IGNORECASE,
)
# "killing forty Ostrias | defence ministry said": a genitive that lost its apostrophe
OF_COUNTRY = re.compile(r"\b(?P<whose>[A-Z]\w+)s (?:[a-z]+-[a-z]+ )?$")
# "TESSARIN (Hill Radio) - ", in the middle of a text
DATELINE = re.compile(r"[A-Z]{3,}(?:[ ,]+[A-Z][\w.]+)* \([A-Z][\w .]{1,30}\)\s*[-\u2013\u2014]*\s*")
TAGGED = re.compile(r"(?P<label>[A-Z][a-z]+):? [A-Z]")
FARTHEST = 200
NEAR = 60
LETTER = re.compile(r"[^\W\d_]")
CLOSE = "\"”’'»"
OPEN = '"“‘«'
ASIDE = ",-\u2013\u2014"
WIDEST = 150
LONGEST = 90
FEW = 3
JOINED = "with the words before it that are of nothing else"
RULE = "its parts, as the sentence has them"


def patched(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with their contents whole where a sentence tells what is missing or too much."""
    others = (span for one in drafts for span in (*one.source, *one.cue))
    taken = Cover((*ground.furniture, *others))
    return [mended(ground, draft, taken) for draft in drafts]


def mended(ground: Ground, draft: Draft, taken: Cover) -> Draft:
    """``draft`` without shards and holes, and with what its last word needs."""
    source = tuple(closed(ground.text, span) for span in headless(ground.text, draft.source))
    draft = draft if source == draft.source else replace(draft, source=source)
    draft = joined(ground, draft)
    if not draft.cue or not draft.content:
        return draft
    content = below_dateline(ground, draft, without_shards(ground, draft))
    content = filled(ground, headless(ground.text, content), taken)
    content = tuple(closed(ground.text, span) for span in content)
    content = tuple(hung(ground, draft, span, taken, last=span == content[-1]) for span in content)
    if content == draft.content:
        return draft
    return replace(draft, content=content).because("content", RULE)


def joined(ground: Ground, draft: Draft) -> Draft:
    """``draft`` with the first of two sources, or whose body it is, which its content ran into."""
    start = draft.source[0][0] if draft.source else 0
    place = next((at for at, (_, end) in enumerate(draft.content) if end + 1 == start), None)
    if place is None:
        return draft
    left, _ = draft.content[place]
    begin = lead(ground.text, max(left + 1, start - NEAR), start)
    kept = (left, left + len(ground.text[left:begin].rstrip())) if begin is not None else (0, 0)
    if begin is None or kept[0] >= kept[1]:
        return draft
    source = ((begin, draft.source[0][1]), *draft.source[1:])
    content = (*draft.content[:place], kept, *draft.content[place + 1 :])
    return replace(draft, source=source, content=content).because("source", JOINED)


def lead(text: str, begin: int, start: int) -> int | None:
    """Where the source that goes on at ``start`` begins, if that is before ``start``."""
    known = kinds()
    if found := AND.search(text[begin:start]):
        before = (found["lead"] or "").lower().split()
        plain = not before or before[0] in known.determiners | known.light
        if found["noun"].lower() not in known.roles | known.heads.keys():
            return None
        return begin + (found.start() if plain else found.start("noun"))
    found = OF_COUNTRY.search(text[begin:start])
    if found is None or found["whose"] not in known.countries or text[start].isupper():
        return None
    head = WORD.findall(text[start : start + NEAR])[:2]
    return begin + found.start() if known.heads.keys() & {word.lower() for word in head} else None


def closed(text: str, span: Span) -> Span:
    """``span`` with the bracket that closes right behind it: "the Watch (HW | )"."""
    start, end = span
    opened = text.count("(", start, end) - text.count(")", start, end)
    return (start, end + 1) if opened == 1 and text[end : end + 1] == ")" else span


def without_shards(ground: Ground, draft: Draft) -> Spans:
    """The content without what is torn off another sentence than the cue's, and without marks.

    A shard stops in the middle of its sentence, unquoted, and the content goes on in the next.
    """
    text, content = ground.text, draft.content
    lettered = tuple(span for span in content if LETTER.search(text, *span))
    content = lettered or content
    while len(content) > 1:
        (start, end), (following, _) = content[:2]
        home = which(start, ground.sentences)
        told = which(draft.cue[0][0], ground.sentences)
        if home < 0 or home == which(following, ground.sentences) or home >= told:
            break
        rest = text[end : ground.sentences[home][1]]
        if WORD.search(rest) is None or quoted(ground.quotes, (start, end)):
            break
        content = content[1:]
    return content


def quoted(quotes: Sequence[Quote], span: Span) -> bool:
    """Whether a quotation has a part of ``span``."""
    return any(one.span[0] < span[1] and span[0] < one.span[1] for one in quotes)


def below_dateline(ground: Ground, draft: Draft, content: Spans) -> Spans:
    """``content`` without the dateline, where the text below it says so."""
    line = ground.article.dateline
    if line is None or draft.cue[0][0] < line[1]:
        return content
    kept = tuple(
        (max(start, line[1]), end) if end > line[0] else (start, end)
        for start, end in content
        if not (line[0] <= start and end <= line[1])
    )
    if kept == content or not kept:
        return content
    text = ground.text
    moved = tuple(
        (start + len(text[start:end]) - len(text[start:end].lstrip(" -\u2013\u2014")), end)
        for start, end in kept
    )
    return tuple(span for span in moved if span[0] < span[1] and span[1] > line[1]) or content


def headless(text: str, spans: Spans) -> Spans:
    """``spans`` without a dateline or a row of tags that stands in the text before the first."""
    if not spans:
        return spans
    start, end = spans[0]
    begin = start
    if found := DATELINE.match(text, start, spans[-1][1]):
        begin = found.end()
    elif (found := TAGGED.match(text, start, end)) and found["label"].lower() in clauses().labels:
        first = next((w for w in WORD.finditer(text, start + 1, end) if opens(w.group())), None)
        begin = start if first is None or first.start() - start > FARTHEST else first.start()
    kept = tuple((max(begin, left), right) for left, right in spans if right > begin)
    return kept or spans


def opens(word: str) -> bool:
    """Whether a sentence begins with this word, where nothing else tells: "At", "Sixteen"."""
    number = word.lower() in clauses().numbers or word.lower() in load("numbers")["words"]
    opener = word in kinds().openers and word not in kinds().calendar
    return opener or (number and word[0].isupper())


def filled(ground: Ground, content: Spans, taken: Cover) -> Spans:
    """``content`` without holes inside a sentence whose words no record has."""
    out: list[Span] = list(content[:1])
    for start, end in content[1:]:
        if fills(ground, (out[-1][1], start), taken):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def fills(ground: Ground, hole: Span, taken: Cover) -> bool:
    """Whether the words of ``hole`` belong to what is said around it.

    Not where two quotations meet, where "and" alone joins two things said, and where a verb of
    saying without a record may part them: "it sank, the keeper said, on Monday".
    """
    start, end = hole
    text = ground.text
    words = WORD.findall(text, start, end)
    if not words or end - start > WIDEST or "\n" in text[start:end] or taken.touches(hole):
        return False
    if which(start - 1, ground.sentences) != which(end, ground.sentences):
        return False
    told = text[start:end].strip()
    aside = len(words) > 1 and told[0] in ASIDE and told[-1] in ASIDE
    if aside or text[start - 1] in CLOSE or text[end] in OPEN:
        return False
    if quoted(ground.quotes, hole):
        return any(one.span[0] < start and end < one.span[1] for one in ground.quotes)
    small = clauses().coordinators | kinds().stray | kinds().determiners
    if all(word.lower() in small for word in words):
        return False
    said = [cues().lemma(word.lower()) in cues().verbs for word in words]
    return not (said[-1] or (any(said) and told[0] in ASIDE))


def hung(ground: Ground, draft: Draft, span: Span, taken: Cover, *, last: bool) -> Span:
    """``span`` with the words that its last one cannot do without: "setting fire to a | barn"."""
    start, end = span
    text = ground.text
    words = WORD.findall(text, start, end)
    if len(words) < FEW or words[-1] not in kinds().stray or not text[end - 1].isalpha():
        return span
    home = which(end - 1, ground.sentences)
    edge = ground.sentences[home][1] if home >= 0 else len(text)
    ends = [at for at, _ in (*draft.source, *draft.cue) if end <= at <= edge]
    stop = STOP.search(text, end, edge)
    until = min([stop.start() if stop else edge, *ends])
    until = end + len(text[end:until].rstrip(" .\n"))
    own = bool(ends) and until < min(ends) and not text[until : min(ends)].strip()
    more = WORD.findall(text, end, until)
    if not more or until - end > LONGEST or taken.touches((end, until)):
        return span
    if own:
        return (start, until) if len(more) <= FEW else span
    return (start, until) if last and not ends else span

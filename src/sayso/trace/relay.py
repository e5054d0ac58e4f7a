"""Who only passes words on: "the Post, which quoted a clerk", "a statement quoted by the Post".

The model gives such a clause a record of its own: the clerk is what the Post says, or the Post says
what stands in the statement.  The clerk is who says what is said, and the Post is a link.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Span, Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.phrase import parse
from sayso.trace.spans import bounds, clean, overlap, text_of, trim, which
from sayso.trace.venue import carried
from sayso.vocab import load
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["citing_between", "passes_on", "relayed", "without_function_words"]

CLAUSE = re.compile(r",? (?:which|who)(?: (?:has|had|have|in turn|also))* $")
BETWEEN = re.compile(
    r"(?P<who>[^.,;:“”\"\n]{3,60}), (?P<citing>citing|quoting) (?P<cited>[^.,;:“”\"\n]{3,80}), $"
)
FRONT = re.compile(r"(?P<citing>Citing|Quoting) (?P<cited>[^.,;:“”\"\n]{3,80}), $")
BEHIND = re.compile(
    r"(?: [^.,;:“”\"\n]{1,30})?, (?P<citing>citing|quoting) (?P<cited>[^.,;:“”\"\n]{3,80})"
    r"(?=, that |[.\n]|$)"
)
SOMEBODY = re.compile(
    r"(?:an?|the|one|two|three|another|unnamed|several) (?:[\w’'-]+ ){0,2}?(?P<noun>[a-z]{3,}?)s?"
    r"(?= (?:of|in|from|at|with|for|who|on|near|close|inside|familiar)\b|$)"
)
LONGEST = 90
WINDOW = 160
WORDS = 8
REACH = 60


def relayed(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The draft of "according to the Post, which quoted a clerk", where the clerk was what is said.

    Its source is the one quoted, and its content that of the record whose source the clause is on.
    """
    if not draft.cue or text_of(ground.text, draft.cue).lower() not in cues().passing:
        return None
    start, end = bounds(draft.content)
    behind = bounds(draft.cue)[1]
    if not 0 <= start - behind <= 1 or end - start > LONGEST or not ends_clause(ground, end):
        return None
    other = told_before(ground, draft, drafts)
    who = trim(ground.text, (start, end), " \n")
    words = ground.text[slice(*who)].split()
    if other is None or len(words) > WORDS or any(word in '"“' for word in words[0][:1]):
        return None
    if not parse(ground.text, who).somebody:
        return None
    whole = replace(draft, source=(who,), content=other.content)
    return whole.because("source", "the one quoted").because("content", "what the passer-on tells")


def citing_between(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The two drafts of "the Post, citing a clerk, reported that ...", of which one was marked.

    Empty where there is no such turn, or where both are marked.
    """
    if len(draft.cue) != 1:
        return ()
    found = citing_turn(ground, draft)
    if found is None or any(overlap(one.cue, (found.span("citing"),)) for one in drafts):
        return ()
    cited, between = found.span("cited"), "who" in found.re.groupindex
    who = found.span("who") if between else bounds(draft.source)
    turn = (who[0] if between else max(found.start(), found.start("citing") - 2), found.end())
    content = outside(ground.text, draft.content, turn)
    if not content or not is_person(ground, cited):
        return ()
    who = trim(ground.text, who, " \n")
    if not parse(ground.text, who).somebody:
        return ()
    first = replace(draft, source=(who,), content=content)
    second = replace(draft, source=(cited,), cue=(found.span("citing"),), content=content)
    return (
        first.because("source", "who cites, not who is cited"),
        second.because("record", "the one cited between a source and what it says"),
    )


def citing_turn(ground: Ground, draft: Draft) -> re.Match[str] | None:
    """The words that tell who is cited: before the cue, at the head of its sentence, or behind."""
    start, end = draft.cue[0]
    sentence = ground.sentences[max(0, which(start, ground.sentences))]
    found = BETWEEN.search(ground.text, max(sentence[0], start - WINDOW), start)
    if found is not None or not draft.source:
        return found
    head = FRONT.match(ground.text, sentence[0], max(sentence[0], bounds(draft.source)[0]))
    if head is not None:
        return head
    return BEHIND.match(ground.text, end, min(sentence[1], end + WINDOW))


def outside(text: str, content: Spans, turn: Span) -> Spans:
    """``content`` without the words that tell who cites whom."""
    cut = [
        piece
        for start, end in content
        for piece in ((start, min(end, turn[0])), (max(start, turn[1]), end))
        if piece[0] < piece[1]
    ]
    return clean(text, cut, " ,")


def is_person(ground: Ground, span: Span) -> bool:
    """Whether words tell of somebody, also one whom no list has: "a weaver from the old town"."""
    phrase = parse(ground.text, span)
    if phrase.somebody or phrase.head in kinds().roles:
        return True
    found = SOMEBODY.match(ground.text, *span)
    if found is None:
        return False
    noun, raw = found["noun"], load("kinds")["people"]
    if noun in raw["nouns"].split():
        return True
    return noun.endswith(tuple(raw["endings"])) and noun not in raw["things"].split()


def ends_clause(ground: Ground, end: int) -> bool:
    """Whether the sentence or the clause is over at ``end``: nothing is said behind it."""
    return ground.text[end : end + 1] in ("", ".", ",", ";", "\n")


def told_before(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The draft whose source the clause of ``draft`` is on, its content before that source."""
    home = which(draft.anchor, ground.sentences)
    for other in drafts:
        if other is draft or not other.source or not other.cue:
            continue
        left, right = bounds(other.source)
        before = bounds(other.content)[1] <= left and which(left, ground.sentences) == home
        if before and right <= draft.anchor and CLAUSE.fullmatch(ground.text, right, draft.anchor):
            return other
    return None


def passes_on(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> str | None:
    """Why a draft says nothing of its own: it passes words on, or is only a wish for no name."""
    if is_carrier(ground, draft, drafts):
        return "who passed the words on, and not who said them"
    return "a wish for no name, and nothing said" if is_nameless(ground, draft) else None


def is_carrier(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a cue tells who carried a statement that somebody else in the sentence has made."""
    if not draft.cue or not draft.source:
        return False
    cue: Span = bounds(draft.cue)
    found = carried().search(ground.text, max(0, cue[0] - REACH), cue[1] + REACH)
    if found is None or not found.start() < cue[0] or not cue[1] <= found.end():
        return False
    if bounds(draft.source)[0] < found.end() - len("the "):
        return False
    home = which(draft.anchor, ground.sentences)
    return any(
        other is not draft
        and other.source
        and other.cue
        and other.cue[0][0] < found.start()
        and which(other.anchor, ground.sentences) == home
        for other in drafts
    )


def is_nameless(ground: Ground, draft: Draft) -> bool:
    """Whether all that is said is a wish for no name: "who asked not to be named"."""
    said = text_of(ground.text, draft.content).lower().lstrip('"“ ')
    asked = {cues().lemma(word) for word in ground.words(draft.cue)}
    return not asked.isdisjoint(cues().wishing) and said.startswith(cues().nameless)


def without_function_words(ground: Ground, content: Spans, cue: Spans) -> Spans:
    """``content`` without fragments that are one function word of another sentence ("The")."""
    home = which(cue[0][0], ground.sentences)
    return tuple(
        span
        for span in content
        if ground.text[slice(*span)].strip(" .,").lower() not in kinds().stray
        or (len(content) > 1 and which(span[0], ground.sentences) == home)
    )

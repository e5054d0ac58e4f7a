"""Contents that stop a word short of their source or of the end of their sentence.

The head that marks contents loses the last word of one now and then, as a rule where commas are
lost: "they were held captive | the clerk said".  A word that can belong to nothing else is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Span, Spans
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import body
from sayso.trace.spans import Cover, bounds, text_of, which
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["ended"]

BEFORE = re.compile(r" (?P<lead>(?:on )?)(?P<word>\w[\w-]*) (?:the )?")
REST = re.compile(r"(?P<more>(?: [\w’'-]+){1,3})(?P<mark>[.!?][”’\"']?|”[.!?]?)\s*")
HOLE = re.compile(r" (?:[\w’'-]+ ){1,2}")
CLOSE = "\"”’'»"
OPEN = '"“‘«('


def ended(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts`` with the last words of their contents, where these were lost."""
    others = (span for one in drafts for span in (*one.source, *one.cue))
    taken = Cover((*ground.furniture, *others))
    return [whole(ground, draft, taken) for draft in drafts]


def whole(ground: Ground, draft: Draft, taken: Cover) -> Draft:
    """``draft`` with the words that its content lacks at its end and in its middle."""
    content = closed(ground.text, draft, taken)
    if not draft.cue or not content:
        return draft
    start, end = content[-1]
    if ground.text[end - 1] in CLOSE:
        return draft if content == draft.content else replace(draft, content=content)
    more = up_to_source(ground.text, draft, end) or up_to_stop(ground, draft, (start, end), taken)
    if more is None:
        return draft if content == draft.content else replace(draft, content=content)
    grown = replace(draft, content=(*content[:-1], (start, more)))
    return grown.because("content", "its last words, which nothing else can have")


def closed(text: str, draft: Draft, taken: Cover) -> Spans:
    """The content without holes of a word or two that no record has: "Hill | fell", of a board."""
    out: list[Span] = []
    for start, end in draft.content:
        hole = HOLE.fullmatch(text, out[-1][1], start) if out and out[-1][1] <= start else None
        if hole is not None and lost(hole.group()) and not taken.touches((out[-1][1], start)):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


def lost(hole: str) -> bool:
    """Whether a hole has a word of its own: not "and", which joins two things said."""
    words = {word.lower() for word in hole.split()}
    return (
        words.isdisjoint(clauses().coordinators)
        and not words <= kinds().stray | kinds().determiners
    )


def up_to_source(text: str, draft: Draft, end: int) -> int | None:
    """Where the word ends that stands between a content and the source behind it.

    "held captive | the clerk said", "killed on Monday | Hill Radio said"; not "sank | chief clerk
    Ada Moor said".
    """
    start = min((s for s, _ in (*draft.source, *draft.cue) if s >= end), default=None)
    found = BEFORE.fullmatch(text, end, start) if start is not None else None
    if found is None or not draft.source or draft.source[0][0] != start:
        return None
    if text[:end].rpartition(" ")[2].lower() in clauses().prepositions:
        return found.end("word")  # "run by | Hill clerks said"
    opening = text_of(text, draft.source).split()[0]
    word = found["word"]
    set_off = opening.lower() in kinds().determiners or opening.lower() in kinds().pronouns
    if word in kinds().calendar and (found["lead"] or set_off or opening[0].isupper()):
        return found.end("word")
    known = kinds()
    part = known.roles | known.titles | known.light | known.heads.keys() | known.adjectives
    small = known.stray | known.trail | cues().passing | known.pronouns.keys()
    if found["lead"] or word.lower() in part | small:
        return None
    if word[0].isupper():
        return found.end("word") if set_off and body(word) is not None else None
    return found.end("word") if set_off or opening[0].isupper() else None


def up_to_stop(ground: Ground, draft: Draft, span: Span, taken: Cover) -> int | None:
    """Where the last words of the sentence end that a content behind its cue stops short of.

    Not where they tell when it was said ("denied it on Monday"), and not behind a noun of saying.
    """
    start, end = span
    home = which(end - 1, ground.sentences)
    stop = ground.sentences[home][1] if home >= 0 else len(ground.text)
    rest = REST.fullmatch(ground.text, end, stop)
    words = ground.words(draft.cue)
    verb = any(cues().lemma(word) in cues().verbs for word in words)
    if rest is None or start < bounds(draft.cue)[1] or not verb or words[-1] in cues().talk:
        return None
    first = rest["more"].split()[0]
    timed = first in kinds().calendar or first.lower() in kinds().trail | kinds().light
    if timed or first.lower() in cues().be or taken.touches((end, rest.end("more"))):
        return None
    if rest["mark"].startswith("”"):
        said = ground.text[start:end]
        return rest.end("more") + 1 if said.count("“") > said.count("”") else None
    quoted = rest["mark"][-1] in CLOSE
    return None if quoted and ground.text[start] not in OPEN else rest.end("more")

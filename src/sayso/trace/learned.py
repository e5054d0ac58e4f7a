"""What somebody learned from somebody: the one it came from is its source, not the one who learned.

"She learned of the wreck from harbour police", "he has heard from the guild that the pass is shut".
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.records import CueMark, PredicateMark, Span
from sayso.trace.draft import Ground
from sayso.trace.phrase import parse
from sayso.trace.spans import which
from sayso.vocab.cues import cues

__all__ = ["as_learned", "heard"]

WHO = r"from (?P<who>[\w’'.&-]+(?: [\w’'.&-]+){0,5}?)"
THAT = re.compile(rf" {WHO} (?P<said>that .+)", re.DOTALL)
OF = re.compile(
    r" (?P<said>(?:(?:of|about) |(?:the |this |that )?(?:news|information|truth|report|fact)s?\b)"
    rf"(?:[^,;:“”\"\n]{{2,80}}?)??) {WHO}(?=[,;:\n”\"]| (?:at|on|in|that|who|when|after|and)\b|$)"
)
LEAST = 8
GROUP = 24
ENDS = ".!?\"”’' \n"


def from_whom(ground: Ground, verb: Span) -> tuple[Span, Span] | None:
    """Whom a thing was learned from, and the thing: ``None`` where the words tell no such turn."""
    text = ground.text
    if cues().lemma(text[slice(*verb)].lower()) not in cues().learning:
        return None
    before = text[max(0, verb[0] - GROUP) : verb[0]].lower().split()[-2:]
    if not cues().negation.isdisjoint(before):
        return None
    home = which(verb[0], ground.sentences)
    end = ground.sentences[home][1] if home >= 0 else len(text)
    while end > verb[1] and text[end - 1] in ENDS:
        end -= 1
    found = THAT.match(text, verb[1], end) or OF.match(text, verb[1], end)
    if found is None or found.end("said") - found.start("said") < LEAST:
        return None
    who = parse(text, found.span("who"))
    somebody = who.name is not None or who.kind is not None
    return (found.span("who"), found.span("said")) if somebody else None


def heard(ground: Ground, mark: CueMark) -> CueMark:
    """``mark`` with the one that its source learned it from, where it tells that."""
    start, end = max(0, mark.cue[0]), min(len(ground.text), mark.cue[1])
    last = ground.text.rfind(" ", start, end) + 1
    found = from_whom(ground, (max(start, last), end)) if start < end else None
    if found is None:
        return mark
    who, said = found
    return replace(mark, source=(who,), content=(said,), kind=None)


def as_learned(ground: Ground, one: PredicateMark) -> CueMark | None:
    """A predicate that no cue touches as a mark, where it is such a turn."""
    found = from_whom(ground, one.span)
    if found is None:
        return None
    who, said = found
    return CueMark(one.span, (who,), (said,), inner=True, score=one.score)

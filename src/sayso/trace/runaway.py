"""Sources that ran on, or that are another cue's: over a verb, a bracket, the words before them.

"Pentagon officials | were told", "Anadolu] Residents", "hit the | district state television said",
"Quoting reports in Norvia | Hill Aid said": what stands around a source shows where it begins and
ends; and a participle ("stressing", "saying") belongs to whoever spoke right before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from sayso.records import Kind, Span
from sayso.trace.beside import around, before_cue, behind, told, with_the
from sayso.trace.draft import Draft, Ground
from sayso.trace.names import Mention, body
from sayso.trace.phrase import parse
from sayso.trace.spans import bounds, clean, covered, holds, inside_any, overlap, trim, which
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues

__all__ = ["runaway"]

BLANK = " \t\r\n\u00a0,"
BRACKETS = {"]": "[", ")": "("}
PASSIVE = re.compile(r" (?:was|were|is|are|(?:has|have|had) been) [a-z]+(?:ed|en)\b")
SHOUTED = re.compile(r"(?:[A-Z]{3,} ){2,}(?=[A-Z][a-z])")
QUOTED = re.compile(r" (?:is|was|were|are) (?:quoted|cited)(?: as saying)? by (?=[\w])")
SPEAKER = re.compile(r"(?P<who>\b(?:[Tt]he|[Aa]n?) (?:[\w’'-]+ ){0,2}[\w’'-]+)$")
LONG = 60
NOUN = re.compile(r"\b(?:an?|the|his|her|its|their|this|that|another|any|no) (?:[\w-]+ )?$")
RELATIVE = re.compile(r"\b(?:who|whose|which|that)\b")
WHILE = re.compile(r",? (?:while|whereas) $")
LAST = re.compile(r"(?:^|\s)(?P<word>[\w’'-]+) $")
REACH = 12
FEW = 2


def runaway(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """``drafts``, in text order, with sources cut where they ran on."""
    out = list(drafts)
    for rule in RULES:
        for index in range(len(out)):
            if out[index].cue:
                out[index] = rule(ground, index, out)
    return out


def bracketed(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source without what a bracket closes before it: "Anadolu] | Residents said"."""
    draft = drafts[index]
    if len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    part = ground.text[start:end]
    cut = max(
        (part.find(mark) for mark, opens in BRACKETS.items() if opens not in part), default=-1
    )
    who = trim(ground.text, (start + cut + 1, end), BLANK)
    if cut < 0 or who[0] >= who[1]:
        return draft
    return replace(draft, source=(who,)).because("source", "behind a bracket")


def quoted_by(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who is quoted, where commas are lost: "it sank | the army was quoted as saying by Sky News".

    The one behind "by" passes it on.
    """
    draft = drafts[index]
    at = draft.cue[0][0]
    near = QUOTED.finditer(ground.text, max(0, at - LONG), draft.cue[-1][1] + LONG)
    saying = next((one for one in near if one.start() <= at < one.end()), None)
    if saying is None or not draft.content:
        return draft
    who = SPEAKER.search(ground.text, max(0, saying.start() - LONG), saying.start())
    passer = not draft.source or draft.source[0][0] >= saying.end()
    if who is None or not passer or not parse(ground.text, who.span("who")).somebody:
        return draft
    quoted = told(draft, who.span("who"), "who is quoted, not who quotes")
    halves = any(other.cue[0][0] < saying.end() for other in drafts[index + 1 : index + FEW])
    return replace(draft, content=quoted.content) if halves else quoted


def whole_name(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source up to the end of the name that it stops in: "the Hill | Post, which cited"."""
    draft = drafts[index]
    if len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    for mention in ground.names.between(start, end):
        if end < mention.span[1] <= draft.cue[0][0] and body(mention.name) is not None:
            return told(draft, (start, mention.span[1]), "the whole of its name")
    return draft


def heading(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source without the heading in capitals before it: "SLEEPING DEAD | Activists said"."""
    draft = drafts[index]
    if len(draft.source) != 1:
        return draft
    start, end = draft.source[0]
    shouted = SHOUTED.match(ground.text, start, end)
    if shouted is None or any(m.kind is not Kind.PERSON for m in named_in(ground, shouted.span())):
        return draft
    return replace(draft, source=((shouted.end(), end),)).because("source", "behind a heading")


def named_in(ground: Ground, span: Span) -> list[Mention]:
    """The names of more than a word that lie in ``span``."""
    return [m for m in ground.names.between(*span) if m.span[1] <= span[1] and body(m.name)]


def over_verb(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source without the verb of another cue of its own: "The Kurds | report ... but say"."""
    draft = drafts[index]
    if len(draft.source) != 1 or not behind(draft):
        return draft
    start, end = draft.source[0]
    for other in around(ground, index, drafts):
        same = len(other.source) == 1 and other.source[0][0] == start
        if same and other.source[0][1] < end == other.cue[-1][1] < draft.cue[0][0] - FEW:
            return replace(draft, source=other.source).because("source", "up to its first verb")
    return draft


def before_noun(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A name without the verb that its cue, a noun, stands behind: "Moor cast | doubt on"."""
    draft = drafts[index]
    noun = ground.words(draft.cue)[0]
    if (
        len(draft.source) != 1
        or not behind(draft)
        or noun not in cues().nouns.keys() | cues().doubt
    ):
        return draft
    start, end = draft.source[0]
    name, blank, verb = ground.text[start:end].rpartition(" ")
    named = [m for m in ground.names.between(start, end) if m.span[1] == start + len(name)]
    if not blank or not named or not verb.islower() or end + 1 != draft.cue[0][0]:
        return draft
    if parse(ground.text, (start, end)).head == verb:
        return draft  # "Hill Watch officials doubt"
    return replace(draft, source=((start, start + len(name)),)).because("source", "up to its verb")


def passive(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A source without what is done to it: "intelligence reports | were handed out saying"."""
    draft = drafts[index]
    if len(draft.source) != 1 or not behind(draft):
        return draft
    start, end = draft.source[0]
    verb = PASSIVE.search(ground.text, start, end)
    if verb is None or RELATIVE.search(ground.text, start, verb.start()):
        return draft
    if not parse(ground.text, (start, verb.start())).somebody:
        return draft
    return replace(draft, source=((start, verb.start()),)).because("source", "up to its verb")


def given_word(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A word that an article needs, taken from the source: "hit the | district radio said"."""
    draft = drafts[index]
    if len(draft.source) != 1 or not behind(draft) or not draft.content:
        return draft
    start, end = draft.source[0]
    left, right = draft.content[-1]
    last = ground.text[left:right].rpartition(" ")[2].lower()
    word, blank, _ = ground.text[start:end].partition(" ")
    lead = last in clauses().articles or last in clauses().own
    if not lead or ground.text[right:start] != " " or not blank or not word.islower():
        return draft
    stop = start + len(word)
    if not parse(ground.text, (stop + 1, end)).somebody:
        return draft
    content = (*draft.content[:-1], (left, stop))
    whole = replace(draft, source=((stop + 1, end),), content=content)
    return whole.because("source", "without the word that an article needs")


def citing_first(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who cites, not who is cited: "Quoting reports from Norvia | Hill Aid said"."""
    draft = drafts[index]
    if len(draft.source) != 1 or not behind(draft):
        return draft
    start, end = draft.source[0]
    before = LAST.search(ground.text, max(0, start - REACH), start)
    word = before["word"].lower() if before else ""
    name = before_cue(ground, start, draft.cue[0][0])
    if word not in cues().passing or not word.endswith("ing") or name is None:
        return draft
    who = with_the(ground, name)
    if who[0] <= start or len(ground.text[start : who[0]].split()) < FEW or who[1] > end:
        return draft
    return told(draft, who, "the one who cites")


def participle(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """Who spoke right before a participle goes on: "said it sank while stressing that", ", saying".

    Where nobody is marked, or somebody in what the other says, or who spoke before the other.
    """
    draft = drafts[index]
    words = ground.words(draft.cue)
    opens = words[-1].endswith("ing") and ground.text[draft.cue[0][0]].isupper()
    if words[-1] not in cues().going_on and words != ["saying"] and not opens:
        return draft
    cue = draft.cue[0][0]
    before = LAST.search(ground.text, max(0, cue - REACH), cue)
    noun = NOUN.search(ground.text, max(0, cue - LONG), cue)  # "with an ominous warning that"
    if noun or (before is not None and before["word"].lower() in clauses().prepositions):
        return draft  # "quoted a clerk as saying", "answered by saying"
    if not draft.source and cue == ground.sentences[max(0, which(cue, ground.sentences))][0]:
        return as_subject(draft, around(ground, index, drafts))
    name = right_before(ground, draft)
    if name is not None:
        return told(draft, name, "the name right before the participle")
    near = [one for one in around(ground, index, drafts) if one.source and one.cue[0][0] < cue]
    other = near[0] if near else None
    if other is None or other.source[0][0] > cue or other.source == draft.source:
        return draft
    if quote_between(ground, bounds(other.cue)[1], cue):
        return draft
    if draft.source and not is_nearer(ground, draft, other):
        return draft
    return replace(draft, source=other.source).because("source", "who spoke right before goes on")


def right_before(ground: Ground, draft: Draft) -> Span | None:
    """A name right before a participle, of another than its source: "with Ada Moor warning"."""
    cue = draft.cue[0][0]
    name = before_cue(ground, max(0, cue - LONG), cue)
    if name is None or not draft.source or name.kind not in (Kind.PERSON, Kind.UNNAMED):
        return None
    start, end = with_the(ground, name)
    lead = LAST.search(ground.text, max(0, start - LONG), start)
    word = lead["word"].lower() if lead else ""
    person = name.kind is Kind.PERSON or ground.names.longer(name.last, cue) is not None
    if not person or end + 1 != cue or start < bounds(draft.source)[1]:
        return None
    led = word in clauses().prepositions and word != "with"
    return None if led else (start, end)


def as_subject(draft: Draft, near: Sequence[Draft]) -> Draft:
    """A participle that opens a sentence, its subject behind it: "Reporting a raid, Moor said"."""
    after = [one for one in near if behind(one) and one.source[0][0] >= draft.content[-1][1]]
    if not after:
        return draft
    return replace(draft, source=after[0].source).because("source", "the subject of its sentence")


def is_nearer(ground: Ground, draft: Draft, other: Draft) -> bool:
    """Whether ``other`` has a better claim to a participle than the source marked for it."""
    end = bounds(draft.source)[1]
    cue = draft.cue[0][0]
    if end > cue:
        return False
    if covered(draft.source, other.content) == 1.0:
        told_of = RELATIVE.search(ground.text, *bounds(draft.source)) is not None
        return told_of or not parse(ground.text, bounds(draft.source)).somebody
    later = other.source[0][0] >= end and bounds(other.source)[1] <= other.cue[0][0] < cue
    later = later and other.content[0][0] > other.cue[0][0]  # not ", Hill Radio reports,"
    return later and not other.inner and not overlap(draft.content, other.cue)


def quote_between(ground: Ground, start: int, end: int) -> bool:
    """Whether one of two places stands in a quotation that the other is out of."""
    spans = [quote.span for quote in ground.quotes]
    return inside_any(start, spans) is not inside_any(end, spans)


def parted_by_while(ground: Ground, index: int, drafts: Sequence[Draft]) -> Draft:
    """A content up to what others say beside it: "it sank | while some said it burned"."""
    draft = drafts[index]
    if not draft.content or draft.content[-1][0] < bounds(draft.cue)[1]:
        return draft
    start, end = draft.content[-1]
    for other in around(ground, index, drafts):
        at = other.source[0][0] if other.source else -1
        word = WHILE.search(ground.text, start, at) if start < at < end else None
        if word is None or word.end() != at or not holds((start, end), other.cue[0]):
            continue
        if inside_any(at, (quote.span for quote in ground.quotes)):
            continue
        kept = clean(ground.text, (*draft.content[:-1], (start, word.start())), BLANK)
        if kept:
            return replace(draft, content=kept).because("content", "up to what another says")
    return draft


Rule = Callable[[Ground, int, Sequence[Draft]], Draft]
RULES: tuple[Rule, ...] = (
    bracketed,
    whole_name,
    quoted_by,
    heading,
    over_verb,
    passive,
    before_noun,
    given_word,
    citing_first,
    participle,
    parted_by_while,
)

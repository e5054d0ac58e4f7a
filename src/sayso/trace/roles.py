"""Cues that the cue head missed, read off the verbs and nouns of saying and their roles.

The head that marks cues sees few inside the words of others, and few nouns; the one that marks
predicates sees every verb, with who does it (ARG0) and what is done (ARG1; Palmer, Gildea and
Kingsbury 2005).  Four turns are sure enough to be attributions without a cue of the other head: a
listed verb with a speaker and a clause ("the ministry claimed they left"), the commonest ones with
the clause alone ("some say ..."), a noun with its clause ("reports that ..."), a participle that
nobody speaks ("believed to have left").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.records import CueMark, Firmness, Kind, Marks, PredicateMark, RoleMark, Span, Spans
from sayso.trace.draft import Ground
from sayso.trace.learned import as_learned
from sayso.trace.spans import Cover, bounds, covered, overlap, size
from sayso.vocab.clauses import clauses
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["said_by_nouns", "said_by_roles", "spoken_by"]

# "Norvia's contention", "his vow", "Prent's own claim"; "claims by the ministry that"
OWNED = re.compile(
    r"\b(?P<who>(?:[A-Z][\w.-]*|[Tt]he [\w-]+)(?: [A-Z][\w-]*){0,3})['’]s? (?:[\w-]+ ){0,2}$"
    r"|\b(?P<whose>his|her|their|its|your|our|my) (?:[\w-]+ ){0,2}$"
)
MADE_BY = re.compile(
    r" (?:made |put forward )?(?:by|from) (?P<who>(?:[\w’'.-]+ ){1,7}?)(?=that |of |to )"
)
NOUN_THAT = re.compile(
    r"\b(?:the|an?|this|that|their|his|her|its) (?:[\w-]+ ){0,4}?(?P<noun>[a-z]+) "
    r"(?P<said>that (?P<next>[\w’'-]+)[^,;:.!?“”\"\n—–]+)"
)
BODY = re.compile(
    r"(?:^|[\s“\"‘'(])(?P<who>(?:[\w-]+ )?(?P<head>media|press|government|police|army)) "
    r"(?:[\w-]+ )?$"
)
BODIES_THAT_TALK = frozenset({Kind.GOVERNMENT, Kind.OUTLET, Kind.AGENCY})
NEAR = 60
THAT = "that "
LIKE = 0.6
SURE = 0.45
SHORT = 12
GROUP = 30


def said_by_roles(ground: Ground, marks: Marks) -> list[CueMark]:
    """A mark for every predicate of saying inside a content that no cue of ``marks`` touches."""
    heads = Cover(one.cue for one in marks.cues)
    contents = Cover(span for one in marks.cues for span in one.content)
    verbs = Cover(one.span for one in marks.predicates)
    found: list[CueMark] = []
    for one in marks.predicates:
        fit = legal(ground, one) and not set_off(ground.text, one.span)
        learned = as_learned(ground, one) if fit else None
        mark = learned or (as_cue(ground, one) if fit else None)
        if mark is None or not (contents.holds(one.span) or is_talk(ground, mark, verbs)):
            continue
        if heads.touches(mark.cue) or told_already(mark, marks.cues):
            continue
        if learned is not None or verbs.inside(bounds(mark.content)):
            found.append(mark)
    return found


def said_by_nouns(ground: Ground, marks: Marks) -> list[CueMark]:
    """A mark for a noun of saying with its clause inside a content, where no predicate tells it.

    "They laughed at the theory that it sank": a determiner before it, "that" behind it, and no verb
    behind "that", which would make it a relative clause.
    """
    heads = Cover(one.cue for one in marks.cues)
    verbs = Cover(one.span for one in marks.predicates)
    found: dict[Span, CueMark] = {}
    for mark in marks.cues:
        for start, end in mark.content:
            for match in NOUN_THAT.finditer(ground.text, max(0, start), max(0, end)):
                noun, said = match.span("noun"), match.span("said")
                word = match["noun"].lower()
                known = word in cues().nouns and word not in cues().doubt
                small = clauses()
                verb = match["next"].lower() in small.be | small.have | small.do | small.modals
                told = verbs.touches(noun) or verbs.around(match.start("next"))
                if known and not verb and not told and not heads.touches(noun):
                    found[noun] = CueMark(
                        noun, owner(ground, noun), (said,), inner=True, score=mark.score
                    )
    return list(found.values())


def is_talk(ground: Ground, mark: CueMark, verbs: Cover) -> bool:
    """Whether a mark is talk that needs nobody's words around it: "the claim that he left".

    A verb right behind "that" makes it a relative clause: "reports that predict rain".
    """
    if ground.text[slice(*mark.cue)].lower() not in cues().talk:
        return False
    start = mark.content[0][0]
    that = ground.text[start : start + len(THAT)].lower() == THAT
    return that and not verbs.around(start + len(THAT))


def legal(ground: Ground, one: PredicateMark) -> bool:
    """Whether the predicate and its arguments lie in the text."""
    spans = (one.span, *(role.span for role in one.roles))
    return all(0 <= start < end <= len(ground.text) for start, end in spans)


def set_off(text: str, span: Span) -> bool:
    """Whether a word stands alone between commas: ", say," gives an example, and nobody says it."""
    return text[max(0, span[0] - 2) : span[0]] == ", " and text[span[1] : span[1] + 1] == ","


def as_cue(ground: Ground, one: PredicateMark) -> CueMark | None:
    """The predicate as a cue, by the first of the four turns that fits; ``None`` if none does."""
    word = ground.text[slice(*one.span)].lower()
    before = ground.text[max(0, one.span[0] - GROUP) : one.span[0]].lower().split()[-1:]
    content, score = said(one)
    if not content or covered((one.span,), content) or before == ["to"] or is_open(one, word):
        return None
    opening = ground.text[content[0][0] : content[0][1]].lower().split()[0]
    behind = content[0][0] >= one.span[1]
    who = speaker(one)
    told = ground.text[slice(*who.span)].lower() if who is not None else ""
    if word in cues().nouns and behind:
        cue, source = one.span, owner(ground, one.span)
        talk = word in cues().talk
        told_of = talk or bool(source) or cues().nouns[word] is not Firmness.OTHER
        clause = opening == "that" and told_of and not is_certain(ground, one)
        sure = clause or (talk and opening in cues().openings)
    else:
        cue = verb_group(ground, one.span)
        source = (who.span,) if who is not None else named_before(ground, cue)
        sure = vouched(word, opening, spoken=who is not None, behind=behind)
        sure = sure or (behind and thought(word, opening, told))
    if not sure or not cues().self_told.isdisjoint((told, *before)):
        return None
    return CueMark(cue, source, content, inner=True, score=min(score, one.score))


def is_certain(ground: Ground, one: PredicateMark) -> bool:
    """Whether a noun of doubt has "no" before it: "no doubt that" is the speaker's own word."""
    word = ground.text[slice(*one.span)].lower()
    before = ground.text[max(0, one.span[0] - GROUP) : one.span[0]].lower().split()[-2:]
    return word in cues().doubt and not cues().negation.isdisjoint(before)


def thought(word: str, opening: str, told: str) -> bool:
    """Whether somebody who is named or described thinks so: "the envoys hope it will hold".

    What "he" thinks is as a rule what the speaker thinks, who says so.
    """
    base = cues().lemma(word)
    somebody = bool(told) and told not in kinds().pronouns
    if not somebody or opening in cues().topics or base not in cues().verbs:
        return False
    if opening == "that":
        return base not in cues().facts
    return opening not in cues().aims and base in cues().thinking


def vouched(word: str, opening: str, *, spoken: bool, behind: bool) -> bool:
    """Whether a verb with a content that opens so is an attribution, ``spoken`` by somebody or not.

    ``behind`` is true where the content follows the verb.
    """
    if cues().lemma(word) not in cues().vouching or opening in cues().topics:
        return False
    if spoken:
        return True
    return word in cues().believed if opening == "to" else behind and word in cues().speaking


def is_open(one: PredicateMark, word: str) -> bool:
    """Whether a modal leaves it open whether anything is said ("may say", not "cannot confirm")."""
    roles = {role.role for role in one.roles}
    unable = "ARGM-NEG" in roles and cues().lemma(word) in cues().checking
    return "ARGM-MOD" in roles and not unable


def owner(ground: Ground, cue: Span) -> Spans:
    """Whose claim it is, told right before or behind the noun: "his vow", "claims by X that"."""
    start = max(0, cue[0] - NEAR)
    before = OWNED.search(ground.text, start, cue[0])
    body = None if before else BODY.search(ground.text, start, cue[0])
    if body is not None and kinds().heads.get(body["head"]) in BODIES_THAT_TALK:
        return (body.span("who"),)
    found = before or MADE_BY.match(ground.text, cue[1], cue[1] + NEAR)
    if found is None:
        return ()
    group = "whose" if before is not None and before["whose"] else "who"
    return (found.span(group),)


def spoken_by(ground: Ground, mark: CueMark, predicates: Sequence[PredicateMark]) -> CueMark:
    """``mark`` with the source that its owner or its verb's speaker tells, where it has none."""
    text = ground.text
    start, end = max(0, mark.cue[0]), min(len(text), mark.cue[1])
    words = text[start:end].lower().split()
    if mark.source or not words:
        return mark
    if len(words) == 1 and words[-1] in cues().nouns:
        return replace(mark, source=owner(ground, (start, end)))
    if "to" in text[max(0, start - GROUP) : start].lower().split()[-2:]:
        return mark
    place = bisect_left(predicates, start, key=lambda one: one.span[0])
    for one in predicates[place : place + 2]:
        who = speaker(one) if legal(ground, one) and one.span[1] <= end else None
        told = text[slice(*who.span)].lower() if who is not None else "it"
        if who is not None and who.score >= SURE and told != "it" and who.span[1] <= start:
            active = cues().be.isdisjoint(words)
            return replace(mark, source=(who.span,)) if active else mark
    return mark


def named_before(ground: Ground, cue: Span) -> Spans:
    """The name that ends right before the cue."""
    near = ground.names.between(max(0, cue[0] - GROUP * 2), cue[0])
    last = near[-1].span if near else (0, 0)
    return (last,) if last[1] == cue[0] - 1 else ()


def speaker(one: PredicateMark) -> RoleMark | None:
    """The argument that says it."""
    return next((role for role in one.roles if role.role == "ARG0"), None)


def said(one: PredicateMark) -> tuple[Spans, float]:
    """What is said, and how sure: the sure parts of ARG1, else of ARG2 ("threatened to leave").

    Nothing where it is but a word or two.  A noun stands at the head of its own argument at times.
    """
    sure = [role for role in one.roles if role.score >= SURE]
    parts = [role for role in sure if role.role in ("ARG1", "C-ARG1")]
    parts = parts or [role for role in sure if role.role == "ARG2"]
    spans = tuple(
        (one.span[1] + 1 if role.span[0] == one.span[0] else role.span[0], role.span[1])
        for role in sorted(parts, key=lambda role: role.span)
        if role.span[1] > one.span[1] + 1 or role.span[0] != one.span[0]
    )
    if size(spans) < SHORT:
        return (), 0.0
    return spans, min(role.score for role in parts)


def verb_group(ground: Ground, span: Span) -> Span:
    """The verb with the auxiliaries and the negation right before it: "has not said"."""
    start = span[0]
    words = ground.text[max(0, start - GROUP) : start].split(" ")
    while len(words) > 1 and not words[-1] and words[-2].lower() in cues().auxiliary:
        start -= len(words[-2]) + 1
        words = [*words[:-2], ""]
    return start, span[1]


def told_already(mark: CueMark, known: Iterable[CueMark]) -> bool:
    """Whether a marked cue, in whose content this one does not stand, has much the same content."""
    for one in known:
        other = tuple(sorted(one.content))
        shared = overlap(mark.content, other)
        like = shared >= LIKE * (size(mark.content) + size(other) - shared)
        if like and covered((mark.cue,), other) < 1.0:
            return True
    return False

"""Described first, named later: "a watchdog said", which the next speaker's name explains.

A body is led on from the first sentences to the next source of its kind.  A person is led on only
to somebody who is brought in without a word of who they are: the description before it said so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.records import Kind, Who
from sayso.trace.draft import Draft, Ground
from sayso.trace.scene import Resolved
from sayso.trace.spans import bounds
from sayso.vocab.kinds import kinds

__all__ = ["named_later"]

NAMED_LATER = frozenset({Kind.ORGANISATION, Kind.AGENCY, Kind.OUTLET, Kind.ARMED_GROUP})
HUMAN = frozenset({Kind.PERSON, Kind.UNNAMED, Kind.GOVERNMENT, Kind.ARMED_GROUP})
NEAR = 3
SOON = 2
BEHIND = re.compile(r" (?:the |an? )?(?:[\w’'-]+ ){0,3}[a-z]+\b")
PART = re.compile(
    r"\b(?:director|head|chief|chairman|founder|president|leader|spokes\w+) (?:of|for) "
    r"(?:the )?(?:[\w-]+ )?$",
    re.I,
)
OPENING = re.compile(r"(?:an?|the) |[A-Z]\w+(?:['’]s)? ", re.I)
OF_BODY = re.compile(r" (?:of|from|at|with) (?:the )?[A-Z]")
AGED = re.compile(r", \d{1,2},")
OWN_PART = re.compile(r", (?:\d+, )?an? ")
ANOTHER = re.compile(
    r"\b(?:anonym\w*|unnamed|unidentified|condition|another|other|masked|hooded|unknown)\b", re.I
)


def named_later(
    ground: Ground, drafts: Sequence[Draft], done: Sequence[Resolved]
) -> list[Resolved]:
    """The lead's "a watchdog said", which the next speaker's name explains: one source.

    Only in the first sentences, only for "a" or "an", and only where the next source is a body of
    the same kind: people are described again and again without being one.
    """
    out = people_later(ground, drafts, done)
    for index, found in enumerate(done):
        watches = "monitor" in found.who.name.split(" (")[0]
        if (found.at >= lead_end(ground) and not watches) or found.who.named or found.plural:
            continue
        opening = ground.text[found.at : found.at + 3].lower()
        lone = opening == found.head[:3] and found.head in kinds().bodied.keys() - kinds().general
        if not found.head or not (opening.startswith(("a ", "an ")) or lone):
            continue
        after = [one for one in done[index + 1 : index + NEAR] if one.who != found.who]
        after = [one for one in after if not joined(one, found)]
        later = next(iter(after), None)
        later = later and (headed(ground, drafts[done.index(later)], later) or later)
        if later is None or not later.who.named or not same_sort(found, later):
            continue
        if found.at >= lead_end(ground) and kinds().watchers.isdisjoint(later.who.name.split()):
            continue
        for place, other in enumerate(out):
            if other.who == found.who:
                out[place] = led_on(other, later)
    return out


def joined(one: Resolved, found: Resolved) -> bool:
    """Whether a source is one told of before, and others: "a monitor and activists"."""
    noun = found.who.name.split(" (")[0]
    return not one.who.named and one.who.name.startswith(f"{noun} and ")


def other_part(ground: Ground, found: Resolved, at: int) -> bool:
    """Whether another part stands right behind the name, where commas are lost."""
    behind = BEHIND.match(ground.text, at)
    words = behind.group().lower().split() if behind else []
    return any(word in kinds().roles and word != found.head for word in words)


def headed(ground: Ground, draft: Draft, found: Resolved) -> Resolved | None:
    """The body that a named person speaks for: "said Ada Moor, director of the Hill Watch"."""
    if found.who.kind is not Kind.PERSON or not found.who.named or not draft.source:
        return None
    start, end = bounds(draft.source)
    bodies = [m for m in ground.names.between(start, end) if m.kind in NAMED_LATER]
    if len(bodies) != 1 or not PART.search(ground.text[start : bodies[0].span[0]]):
        return None
    who = Who(ground.names.fullest(bodies[0].name), bodies[0].kind, span=bodies[0].span)
    return Resolved(who, "the body spoken for", at=found.at)


def lead_end(ground: Ground) -> int:
    """Where the first sentences of the article end."""
    return ground.sentences[:NEAR][-1][1] if ground.sentences else 0


def same_sort(found: Resolved, later: Resolved) -> bool:
    """Whether a description may be explained by the name that follows it."""
    return later.who.kind is found.who.kind and later.who.kind in NAMED_LATER


def led_on(found: Resolved, later: Resolved) -> Resolved:
    """``found`` as the one who is named later."""
    rule = f"named later: {later.who.name}"
    return replace(found, who=later.who, rule=rule, gender=later.gender)


def people_later(
    ground: Ground, drafts: Sequence[Draft], done: Sequence[Resolved]
) -> list[Resolved]:
    """People described once and then named: "a keeper said ... said Ivo Prent", "the keeper"."""
    out = list(done)
    seen: set[str] = set()
    for index, found in enumerate(done):
        again = found.who.name in seen
        seen.add(found.who.name)
        if again or not may_be_named(ground, drafts[index], found):
            continue
        reach = NEAR if found.at < lead_end(ground) else SOON
        after = range(index + 1, min(len(done), index + 1 + reach))
        place = next((n for n in after if named(done[n])), None)
        if place is None or not introduced(ground, found, done[place], drafts[place]):
            continue
        later = done[place]
        for place, other in enumerate(out):
            if other.who == found.who:
                out[place] = led_on(other, later)
    return out


def named(found: Resolved) -> bool:
    """Whether a source is a person by name."""
    return found.who.kind is Kind.PERSON and found.who.named and found.who.span is not None


def may_be_named(ground: Ground, draft: Draft, found: Resolved) -> bool:
    """Whether a source is one person, described, who does not ask to stay without a name."""
    if found.who.named or found.plural or not draft.source or found.who.kind not in HUMAN:
        return False
    known = kinds()
    told = ground.text[draft.source[0][0] : draft.source[-1][1]]
    single = found.head in known.roles or found.head in known.male | known.female
    single = (single or found.head in known.heads) and found.head not in known.press
    mass = found.head.endswith("s") or found.head in known.anybody - known.roles
    return single and not mass and OPENING.match(told) is not None and not ANOTHER.search(told)


def introduced(ground: Ground, found: Resolved, later: Resolved, draft: Draft) -> bool:
    """Whether the name comes up first behind the description, and with no other part told of it.

    "Ivo Prent, the keeper" takes up the keeper; "Ivo Prent, a miller" is somebody else.
    """
    mentions = [m for m in ground.names.mentions if m.name == later.who.name]
    if not mentions or mentions[0].span[0] < found.at or len(mentions[0].words) == 1:
        return False
    first = mentions[0]
    if ground.text[first.span[1] :].startswith(f", the {found.head}"):
        return True
    if found.who.kind is Kind.ARMED_GROUP and found.head not in kinds().leading:
        return False  # a fighter is told from the next speaker by more than coming before
    if found.gender and first.gender and found.gender != first.gender:
        return False
    if OWN_PART.match(ground.text, first.span[1]) or other_part(ground, found, first.span[1]):
        return False
    if OF_BODY.match(ground.text, first.span[1]):
        return False  # "Ivo Prent of the Hill Watch"
    starts = {start for start, _ in ground.sentences}
    if first.span[0] in starts and AGED.match(ground.text, first.span[1]) and found.gender:
        return not any(m.role for m in mentions)  # "a man said ...  Ivo Prent, 36, left"
    bare = draft.source and draft.source[0][0] == first.span[0]
    return bool(bare) and not any(m.role for m in mentions)

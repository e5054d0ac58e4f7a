"""Bodies told by their noun: "the group", "the ministry", "the council"."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.records import Kind
from sayso.trace.bodies import BASED
from sayso.trace.names import Mention, nearest
from sayso.trace.phrase import Phrase, parse
from sayso.trace.scene import BODIES, Resolved, Scene, as_it_stands, of_mention
from sayso.trace.spans import which
from sayso.vocab.kinds import kinds

__all__ = ["by_noun", "called", "group"]

FAR = 3_000
OFFICES = frozenset({Kind.GOVERNMENT, Kind.ORGANISATION})
ONE = frozenset({Kind.ORGANISATION})
GOVERNMENT = re.compile(r"(?P<whose>[A-Z]\w+)(?:['’]s)? government\b")


def by_noun(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The one body before that has the noun in its name: "the council", "the Observatory".

    Whatever is so called; of two in the article, the one that spoke last.
    """
    noun = BASED.sub("", phrase.label).lower()
    known = kinds()
    told = known.heads.get(noun) in OFFICES and noun in known.collective
    if not (phrase.definite and told) or known.group.get(noun, ONE) != ONE:
        return None
    named = {m.name: m for m in scene.names.between(at - FAR, at) if has_noun(m, noun)}
    last = [one for one in scene.met if one.who.kind in BODIES and not one.joint]
    last = [one for one in last if one.who.named and in_name(one.who.name, noun)]
    if len(named) == 1:
        found = of_mention(scene, next(iter(named.values())), at)
    elif last:
        found = last[-1]
    else:
        return None
    return Resolved(found.who, f"the {noun} -> {found.who.name}", head=noun, at=at)


def has_noun(mention: Mention, noun: str) -> bool:
    """Whether a name is that of a body, and has the noun and more in it."""
    return mention.kind in BODIES and in_name(mention.name, noun)


def in_name(name: str, noun: str) -> bool:
    """Whether the noun is one of several words of a name."""
    words = name.lower().split()
    return len(words) > 1 and noun in words


def group(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The last body of that sort: "the group", "the paper", "the ministry"."""
    wanted = kinds().group.get(phrase.head)
    if wanted is None or not phrase.definite or not plainly(phrase.label, phrase.head):
        return None
    if told_by_it(scene, phrase, wanted, at):
        return None
    state = wanted == {Kind.GOVERNMENT}
    if state and phrase.label.lower() != phrase.head:
        return None  # "the Norvian government" is a name, "the Norvian group" is not
    pair = kinds().pairs.get(" ".join(phrase.label.lower().split()[-2:]))
    wanted = frozenset({pair}) if pair in BODIES else wanted
    bodies = pair is Kind.GOVERNMENT
    closer = None if state or bodies else named_closer(scene, wanted, at)
    if closer is not None:
        found = of_mention(scene, closer, at)
        return Resolved(found.who, f"the {phrase.head} -> {found.who.name}", at=at)
    for known in reversed(scene.met):
        if known.at < at and known.who.kind in wanted and known.who.named and not known.joint:
            if state and not state_body(known, phrase.head):
                continue
            if bodies and known.who.name in kinds().countries:
                continue  # "the government agency" is an office, not a state
            return Resolved(known.who, f"the {phrase.head} -> {known.who.name}", at=at)
    return near_body(scene, phrase, at, wanted, bodies=bodies)


def near_body(
    scene: Scene, phrase: Phrase, at: int, wanted: frozenset[Kind], *, bodies: bool
) -> Resolved | None:
    """The nearest name before that may be called by the noun of ``phrase``."""
    if phrase.label.lower() == "government":
        return government_before(scene, at)
    named = scene.names.mentions
    named = tuple(m for m in named if m.name not in kinds().countries) if bodies else named
    mention = nearest(named, at, wanted)
    if mention is None or (
        wanted == {Kind.GOVERNMENT} and not bodies and mention.kind is Kind.GOVERNMENT
    ):
        return None
    found = of_mention(scene, mention, at)
    return Resolved(found.who, f"the {phrase.head} -> {found.who.name}", at=at)


def government_before(scene: Scene, at: int) -> Resolved | None:
    """The last government told with its state: "Jordan's government", "the Omani government"."""
    for found in reversed(list(GOVERNMENT.finditer(scene.ground.text, max(0, at - FAR), at))):
        whose = found["whose"]
        if (
            whose in kinds().adjectives
            or whose in kinds().countries
            or whose.removesuffix("s") in kinds().countries
        ):
            one = as_it_stands(scene, parse(scene.ground.text, found.span()), at)
            return replace(one, rule=f"the government -> {one.who.name}")
    return None


def called(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The last body that the article itself calls so: "the charity Harrow Aid", "the charity"."""
    wanted = kinds().group.get(phrase.head, frozenset())
    if not phrase.definite or phrase.head in kinds().general or phrase.label != phrase.head:
        return None
    for mention in reversed(scene.names.between(0, at)):
        if mention.kind in wanted and scene.names.nouns.get(mention.name) == phrase.head:
            found = of_mention(scene, mention, at)
            return Resolved(found.who, f"the {phrase.head} -> {found.who.name}", at=at)
    return None


def told_by_it(scene: Scene, phrase: Phrase, wanted: frozenset[Kind], at: int) -> bool:
    """Whether the last one so called is no such body: "a staff paper says ...  The paper warns"."""
    for known in reversed(scene.met):
        if known.at < at and (known.who.kind in wanted or known.head == phrase.head):
            return known.head == phrase.head and known.who.kind not in wanted
    return False


def named_closer(scene: Scene, wanted: frozenset[Kind], at: int) -> Mention | None:
    """A body of that sort named closer by than any source of it, if it is the only one there.

    Closer by: in the sentence before, or this one, in which no such source speaks.
    """
    here = which(at, scene.ground.sentences)
    floor = scene.ground.sentences[max(0, here - 1)][0] if here >= 0 else 0
    if any(floor <= known.at < at and known.who.kind in wanted for known in scene.met):
        return None
    wanted = wanted - {Kind.GOVERNMENT}
    named = [m for m in scene.names.between(floor, at) if m.kind in wanted]
    return named[-1] if len({m.name for m in named}) == 1 else None


def state_body(known: Resolved, head: str) -> bool:
    """Whether a source may be called by ``head``: it is in its name, or it is a country's."""
    words = known.who.name.lower().split()
    return known.head == head or head in words or known.who.kind is not Kind.GOVERNMENT


def plainly(label: str, head: str) -> bool:
    """Whether nothing but a nationality or a word of its sort stands before the head noun."""
    words = label.split()
    if not words or words[-1].lower() != head:
        return False
    light = kinds().light
    pair = " ".join(words[-2:]).lower() in kinds().pairs
    rest = words[: -2 if pair else -1]
    return all(w in kinds().adjectives or w.lower() in light or w.endswith("-based") for w in rest)

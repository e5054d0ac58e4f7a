"""States and capitals that act: "Russia bombed", "Damascus denied"; elsewhere they are places.

A state is an actor, too, where the noun of an event leads to it: "the bombing of the mill by
Russia", "sanctions on Iran", "a truce between Iran and Qatar".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sayso.ground.actors.phrases import mention
from sayso.ground.actors.scene import SAYING, Acting, Draft, Scene
from sayso.records import ActorMention, Kind
from sayso.vocab.book import Hit, role_words
from sayso.vocab.events import Types, events
from sayso.vocab.kinds import kinds

__all__ = ["acting_verbs", "is_struck", "places_that_act"]

GOES_ON = re.compile(r"\s*(?:$|[,;:.!?–—\"”“()]|and\b|or\b|as well\b|which\b|who\b|whose\b)")
VOWEL = frozenset("aeiou")
# Right behind the noun of an event they lead to one of its sides; "by" may stand farther off.
SIDE = re.compile(r"([^\W\d_][\w-]*) (on|against|between|with) (?:[Tt]he )?$")
STRUCK = re.compile(r"([^\W\d_][\w-]*)(?: (on|against))? (?:[Tt]he )?$")
DOER = re.compile(r"([^.,;:!?\n]{3,60}) by (?:[Tt]he )?$")
AND = re.compile(r" and (?:[Tt]he )?$")
LEAD = 80  # characters looked back over
CONFLICT = (3, 4)
"""Quad classes of what is done on, or against, somebody; "talks on Syria" are about it."""


@cache
def acting_verbs() -> frozenset[str]:
    """All forms of the verbs of saying and acting, regular ones made by rule.

    >>> {"denied", "denies", "urging", "said", "accuses"} <= acting_verbs()
    True
    """
    words = role_words()
    forms = {form for verb in words["acting"] for form in regular(verb)}
    return frozenset(forms | words["irregular"])


def regular(verb: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> regular("deny"), regular("urge")[1:]
    (('deny', 'denies', 'denied', 'denying'), ('urges', 'urged', 'urging'))
    """
    if verb.endswith("y") and verb[-2] not in VOWEL:
        return verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    plural = f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"
    return verb, plural, f"{verb}ed", f"{verb}ing"


def places_that_act(scene: Scene) -> Iterator[Draft]:
    """The states and capitals that speak, act, or are acted upon."""
    for number, hit in enumerate(scene.hits):
        if scene.linked(hit.span) or scene.possessive(hit.span[1]) > hit.span[1]:
            continue
        ids = dict.fromkeys(form.id for form in hit.forms if form.id in scene.book.states)
        sorts = {form.sort for form in hit.forms if form.id in ids}
        named = {form.id for form in hit.forms if form.sort in ("name", "capital")}
        if "people" in sorts and "name" not in sorts:
            yield from people(scene, hit)
            continue
        if not named and not (sorts and as_noun(scene, hit)):
            continue
        if not ids or (named and set(ids) - named):
            continue
        capital = sorts == {"capital"}
        why = acts(scene, number, capital=capital) or (not capital and side(scene, number)) or ""
        if why and len(ids) == 1:
            state = scene.book.states[next(iter(ids))]
            yield Draft(mention(hit.span, state.actor, why), 0)
        elif why:
            may = " or ".join(scene.book.states[own].actor.name for own in ids)
            name = scene.text[slice(*hit.span)]
            yield Draft(ActorMention(hit.span, name, Kind.GOVERNMENT, None, f"open: {may}"), 0)


def as_noun(scene: Scene, hit: Hit) -> bool:
    """Whether an adjective stands for a state by itself: "the British said"."""
    after = scene.word_after(hit.span[1])
    return scene.word_before(hit.span[0]).lower() == "the" and after in acting_verbs()


def people(scene: Scene, hit: Hit) -> Iterator[Draft]:
    """The people of a state, by their name: "Syrians"."""
    states = {form.id for form in hit.forms if form.sort == "people"}
    if len(states) != 1:
        return
    actor = scene.book.part_of(scene.book.states[states.pop()], "civilians")
    if actor is not None:
        yield Draft(mention(hit.span, actor, "the people of a state"), 0)


def acts(scene: Scene, number: int, *, capital: bool) -> str:
    """How a place acts in what is told, as a reason; "" where it does not."""
    for one in scene.parts.get(number, ()):
        if not leads(scene, number, one):
            continue
        verb = one.verb in acting_verbs()
        if one.role == SAYING:
            return "a place that speaks"
        if one.role == "ARG0" and (verb or not capital):
            return f"a place that acts: {one.verb}"
        if one.role != "ARG0" and one.led and verb and not capital and direct(scene, number):
            return f"a place acted upon: {one.verb}"
    return ""


def side(scene: Scene, number: int) -> str:
    """Of which event's noun a state is a side, as a reason; "" where it is none."""
    hit = scene.hits[number]
    if not stands_alone(scene, hit.span[1]):
        return ""
    start = hit.span[0]
    lead = scene.text[max(0, start - LEAD) : start]
    joined = AND.search(lead)
    if joined and number and scene.hits[number - 1].span[1] == start - len(joined[0]):
        start = scene.hits[number - 1].span[0]  # "between Iran and Qatar"
        lead = scene.text[max(0, start - LEAD) : start]
    by = DOER.search(lead)
    if by:
        told = next((word for word in by[1].split() if types_of(word)), "")
        return f"a place that acts: {told} by" if told else ""
    led = SIDE.search(lead)
    types = types_of(led[1]) if led else ()
    if led is None or not types or (joined and led[2] == "on"):
        return ""
    done = led[2] not in ("on", "against") or events().quads[types[0]] in CONFLICT
    return f"a side of what is told: {led[1]} {led[2]}" if done else ""


def is_struck(text: str, actor: ActorMention) -> bool:
    """Whether a state is where violence lands, so that it is a place, too: "raids on Syria"."""
    if actor.kind is not Kind.GOVERNMENT or (actor.id or "").count("/") != 1:
        return False
    lead = STRUCK.search(text[max(0, actor.span[0] - LEAD) : actor.span[0]])
    if lead is None:
        return False
    known = events()
    types = types_of(lead[1]) if lead[2] else known.verbs.get(known.verb(lead[1].lower()), ())
    return types[:1] == ("ASSAULT",)


def types_of(word: str) -> Types:
    """The event types of a noun; none of a name or another word."""
    known = events()
    return known.nouns.get(known.noun(word.lower()), ()) if word[1:].islower() else ()


def stands_alone(scene: Scene, end: int) -> bool:
    """Whether a name that ends there is whole, and does not tell whose the next word's are.

    "By Iran experts" and "on Syria talks" do: who is meant are the experts.
    """
    after = scene.word_after(end)
    told = after in kinds().heads or bool(types_of(after)) or not after.islower()
    return bool(GOES_ON.match(scene.text, end)) or (after != "" and not told)


def leads(scene: Scene, number: int, one: Acting) -> bool:
    """Whether a hit is the head of an acting span, or one of the names it lists."""
    hit = scene.hits[number]
    if not GOES_ON.match(scene.text[hit.span[1] : one.span[1]]):
        return False
    first = number
    while first > 0 and scene.hits[first - 1].span[0] >= one.span[0]:
        first -= 1
    others = scene.hits[first:number]
    at = one.span[0]
    left: list[str] = []
    for other in others:
        left += scene.text[at : other.span[0]].lower().replace(",", " ").split()
        at = scene.possessive(other.span[1])
    left += scene.text[at : hit.span[0]].lower().replace(",", " ").split()
    allowed = role_words()["joining"] | role_words()["towards"]
    if others and not set(left) & {"and", "or", "nor"} and "," not in scene.text[slice(*one.span)]:
        return False
    return allowed.issuperset(left)


def direct(scene: Scene, number: int) -> bool:
    """Whether no preposition of place stands before: "attacked Syria", not "went to Syria"."""
    before = scene.text[max(0, scene.hits[number].span[0] - 20) : scene.hits[number].span[0]]
    words = before.lower().split()
    while words and words[-1] == "the":
        words.pop()
    return not words or words[-1] not in role_words()["placing"]

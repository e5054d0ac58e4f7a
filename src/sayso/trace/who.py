"""Who a source is, inside the article: pronouns, "the group", surnames, people without a name.

One candidate or none: where the rules leave no clear answer the surface words stand as they are.
Sources are resolved in text order, so that each may point back to those before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sayso.records import Kind, Span, Who
from sayso.trace.draft import Draft, Ground
from sayso.trace.label import label_of, named_by_noun
from sayso.trace.names import Mention, Names, body, gender_of, nearest, normal
from sayso.trace.phrase import Phrase, parse
from sayso.trace.spans import bounds, inside_any, which
from sayso.vocab.kinds import kinds

__all__ = ["UNNAMED", "Resolved", "resolve"]

UNNAMED = Who("unnamed", Kind.UNNAMED, named=False)
PEOPLE = frozenset({Kind.PERSON, Kind.UNNAMED, Kind.WITNESS, Kind.GOVERNMENT, Kind.ARMED_GROUP})
BODIES = frozenset(
    {
        Kind.GOVERNMENT,
        Kind.ARMED_GROUP,
        Kind.ORGANISATION,
        Kind.OUTLET,
        Kind.AGENCY,
        Kind.SOCIAL,
        Kind.DOCUMENT,
    }
)
TOLD_BY_NOUN = frozenset({Kind.ORGANISATION, Kind.AGENCY, Kind.OUTLET})
PLACE = re.compile(r"\b(?:in|at|near|from|around|outside|across) $")
IN = 9
BACK = 4
NEAR = 3
ME = "(unnamed)"


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source with the rule that resolved it, and what later short forms may go by."""

    who: Who
    rule: str
    gender: str = ""
    head: str = ""
    at: int = 0
    plural: bool = False


@dataclass(slots=True)
class Scene:
    """What one pass over an article knows so far: its names, and the sources already met."""

    ground: Ground
    names: Names
    met: list[Resolved] = field(default_factory=list)


def resolve(ground: Ground, drafts: Sequence[Draft], outer: Sequence[int | None]) -> list[Resolved]:
    """Resolve the source of every draft, in order."""
    scene = Scene(ground, ground.names)
    done: list[Resolved] = []
    for index, draft in enumerate(drafts):
        if draft.continues is not None and draft.continues < index:
            found = done[draft.continues]
        elif not draft.source:
            found = Resolved(UNNAMED, "no source in the text", at=draft.anchor)
        else:
            speaker = outer[index]
            around = done[speaker] if speaker is not None and speaker < index else None
            found = of_source(scene, draft, around)
        done.append(found)
        if draft.source:
            scene.met.append(found)
    return done


def of_source(scene: Scene, draft: Draft, around: Resolved | None) -> Resolved:
    """Resolve one source phrase; ``around`` is the speaker in whose words it stands."""
    phrase = parse(scene.ground.text, bounds(draft.source))
    at = draft.source[0][0]
    for rule in RULES:
        found = rule(scene, phrase, at, around)
        if found is not None:
            return found
    return as_it_stands(scene, phrase, at)


def pronoun(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A pronoun, by what it can stand for; unresolved ones keep their words."""
    sort = kinds().pronouns.get(phrase.pronoun) if phrase.pronoun else None
    if sort is None:
        return None
    found: Resolved | None = None
    if sort == "self":
        found = around or last_met(scene, at, "")
    elif sort == "relative":
        found = antecedent(scene, at)
    elif sort in ("m", "f"):
        found = person_before(scene, at, sort)
    elif sort == "n":
        found = body_before(scene, at)
    else:
        found = several_before(scene, at)
    if found is None:
        kind = Kind.PERSON if sort in ("m", "f") else Kind.UNNAMED
        who = Who(UNNAMED.name, kind, named=False)
        return Resolved(who, f"pronoun {phrase.pronoun}: nobody clear", at=at)
    gender = sort if sort in ("m", "f") else found.gender
    return Resolved(
        found.who,
        f"pronoun {phrase.pronoun} -> {found.who.name}",
        gender,
        found.head,
        at,
        found.plural,
    )


def antecedent(scene: Scene, at: int) -> Resolved | None:
    """The noun phrase right before "who" or "which"."""
    text = scene.ground.text
    sentence = scene.ground.sentences[max(0, which(at, scene.ground.sentences))]
    before = text[sentence[0] : at].rstrip(" ,–—")
    for mention in reversed(scene.names.mentions):
        known_name = mention.kind is not Kind.UNNAMED or len(mention.words) > 1
        if known_name and sentence[0] <= mention.span[0] and mention.span[1] <= at:
            return of_mention(scene, mention, at)
    for known in reversed(scene.met):
        if sentence[0] <= known.at < at:
            return known
    by = before.rfind(" by ")
    start = sentence[0] + max(before.rfind(","), by + 3 if by >= 0 else 0, 0)
    phrase = parse(text, (start + (text[start : start + 1] in ", "), sentence[0] + len(before)))
    described = phrase.head or phrase.core.lower().startswith(("a ", "an ", "the "))
    return as_it_stands(scene, phrase, at) if described else None


def person_before(scene: Scene, at: int, gender: str) -> Resolved | None:
    """The person that "he" or "she" points back to.

    Order: somebody named earlier in this sentence, then the last speaker of the same paragraph or
    the one before, then the first person named in the sentences before, nearest sentence first.
    """
    sentences = scene.ground.sentences
    here = which(at, sentences)
    speaker = last_met(scene, at, gender)
    for back in range(BACK + 1):
        if here - back < 0:
            break
        start, end = sentences[here - back]
        if speaker is not None and start <= speaker.at < end:
            return speaker
        for mention in in_span(scene.names.mentions, (start, min(end, at))):
            if may_be(scene, mention, gender, at):
                return of_mention(scene, mention, at)
    return speaker


def in_span(mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions that lie in ``span``."""
    return [m for m in mentions if span[0] <= m.span[0] and m.span[1] <= span[1]]


def may_be(scene: Scene, mention: Mention, gender: str, at: int) -> bool:
    """Whether a mention is a person who can be "he" ("m") or "she" ("f")."""
    if mention.kind is Kind.UNNAMED:
        full = scene.names.longer(mention.last, at)
        return full is not None and full.gender in ("", gender)
    if mention.kind is not Kind.PERSON or mention.gender not in ("", gender):
        return False
    before = scene.ground.text[max(0, mention.span[0] - IN) : mention.span[0]]
    if PLACE.search(before) and not mention.role:
        return False  # "in Texas City"
    return bool(mention.gender or mention.role) or surname_alone(scene, mention)


def surname_alone(scene: Scene, mention: Mention) -> bool:
    """Whether the surname stands by itself somewhere too, as people's names do in news."""
    alone = (m for m in scene.names.mentions if m.kind is Kind.UNNAMED and len(m.words) == 1)
    return len(mention.words) > 1 and any(m.name == mention.last for m in alone)


def last_met(scene: Scene, at: int, gender: str) -> Resolved | None:
    """The last source that is one person and fits the gender."""
    for known in reversed(scene.met):
        fits = not gender or known.gender in ("", gender)
        fits = fits and not known.plural
        if known.at < at and fits and known.who.kind in PEOPLE and is_human(known):
            return known
    return None


def is_human(known: Resolved) -> bool:
    """Whether a source is a person rather than a body ("an official", not "the army")."""
    if known.who.kind is Kind.PERSON:
        return known.who.name != UNNAMED.name
    return not known.who.named and known.who.name != UNNAMED.name and known.head != ""


def body_before(scene: Scene, at: int) -> Resolved | None:
    """The body that "it" points back to: the last such source, or a body named nearer by."""
    sentences = scene.ground.sentences
    here = which(at, sentences)
    floor = sentences[max(0, here - 1)][0] if here >= 0 else 0
    mention = nearest(scene.names.mentions, at, BODIES)
    for known in reversed(scene.met):
        if known.at < at and known.who.kind in BODIES and (known.who.named or not known.plural):
            if known.at >= floor or mention is None:
                return known
            break
    if mention is None or mention.span[0] < floor:
        return None
    return of_mention(scene, mention, at)


def several_before(scene: Scene, at: int) -> Resolved | None:
    """Whom "they" points back to: the last source of several, or a body."""
    sentences = scene.ground.sentences
    floor = sentences[max(0, which(at, sentences) - NEAR)][0] if sentences else 0
    quoted = inside_any(at, (quote.span for quote in scene.ground.quotes))
    for known in reversed(scene.met):
        media = known.who.kind in (Kind.OUTLET, Kind.AGENCY)
        group = known.who.kind in (Kind.ARMED_GROUP, Kind.ORGANISATION)
        if floor <= known.at < at and (known.plural or group) and not (media and quoted):
            return known
    mention = nearest(scene.names.mentions, at, frozenset({Kind.ARMED_GROUP}))
    if mention is not None and mention.span[0] >= floor:
        return of_mention(scene, mention, at)
    return None


def of_mention(scene: Scene, mention: Mention, at: int) -> Resolved:
    """A name in the text as a source: a surname is led to its full form."""
    best = mention
    if mention.kind in (Kind.PERSON, Kind.UNNAMED) and len(mention.words) == 1:
        best = scene.names.longer(mention.last, at, mention.gender) or mention
    elif mention.kind is Kind.PERSON:
        ending = " " + mention.name.casefold()
        fuller = scene.names.full.get(mention.last, ())
        best = next((m for m in fuller if m.name.casefold().endswith(ending)), mention)
    kind = Kind.PERSON if best.kind is Kind.UNNAMED else best.kind
    full = best.name if kind is Kind.PERSON else scene.names.fullest(best.name)
    who = Who(full, kind, named=True, span=best.span)
    return Resolved(who, f"named before: {full}", best.gender or mention.gender, best.role, at)


def name(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A name in the phrase: a body as the vocabulary calls it, a person by the fullest form."""
    if phrase.handle:
        who = Who(normal(phrase.core) or phrase.handle, Kind.SOCIAL)
        return Resolved(who, "an account", at=at)
    if phrase.name is None:
        return None
    if phrase.name.kind is Kind.OUTLET and len(phrase.name.words) == 1:
        for mention in reversed(scene.names.mentions):
            longer = mention.kind is Kind.OUTLET and mention.words[-1:] == phrase.name.words
            if longer and mention.span[1] <= at and len(mention.words) > 1:
                return of_mention(scene, mention, at)
    if phrase.name.kind is not Kind.PERSON:
        fullest = scene.names.fullest(phrase.name.name)
        who = Who(fullest, phrase.name.kind, span=phrase.name.span)
        return Resolved(who, "a body known by name", at=at)
    found = of_mention(scene, phrase.name, at)
    rule = "full name" if len(phrase.name.words) > 1 else f"surname -> {found.who.name}"
    return Resolved(found.who, rule, found.gender or phrase.name.gender, found.head, at)


def surname(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """One capitalised word: a surname if a full name in the article ends in it, else a name."""
    glossed = scene.names.short.get(phrase.lone or phrase.label)
    if glossed is not None:
        return of_mention(scene, glossed, at)
    if phrase.name is not None and phrase.name.kind in BODIES:
        return None  # "Jordan" is the country, whoever else is called so
    word = phrase.lone or (phrase.core if phrase.core[:1].isupper() else "")
    full = scene.names.longer(word, at) if word and " " not in word else None
    if full is None and not phrase.lone:
        return None
    bodies = [m for m in scene.names.mentions if m.kind in BODIES and phrase.lone in m.words]
    if full is None and bodies:
        past = [m for m in bodies if m.span[0] < at]
        return of_mention(scene, (past or bodies)[-1 if past else 0], at)
    for known in reversed(scene.met):
        if full is None and known.who.named and known.who.name.split()[-1] == phrase.lone:
            return Resolved(known.who, f"{phrase.lone} -> {known.who.name}", known.gender, at=at)
    if full is None and phrase.head:
        return None
    if full is None and phrase.lone.rstrip("s") in kinds().adjectives and phrase.lone[-1] == "s":
        return as_it_stands(scene, phrase, at)
    short = full or Mention((at, at + len(phrase.lone)), phrase.lone, Kind.PERSON)
    found = of_mention(scene, short, at)
    return Resolved(found.who, f"surname -> {found.who.name}", found.gender, found.head, at)


def group(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The last body of that sort: "the group", "the paper", "the ministry"."""
    wanted = kinds().group.get(phrase.head)
    if wanted is None or not phrase.definite or not plainly(phrase.label, phrase.head):
        return None
    state = wanted == {Kind.GOVERNMENT}
    if state and phrase.label.lower() != phrase.head:
        return None  # "the Norvian government" is a name, "the Norvian group" is not
    pair = kinds().pairs.get(" ".join(phrase.label.lower().split()[-2:]))
    wanted = wanted & {pair} or wanted
    for known in reversed(scene.met):
        if known.at < at and known.who.kind in wanted and known.who.named:
            if state and not state_body(known, phrase.head):
                continue
            return Resolved(known.who, f"the {phrase.head} -> {known.who.name}", at=at)
    mention = nearest(scene.names.mentions, at, wanted)
    if mention is None or (state and mention.kind is Kind.GOVERNMENT):
        return None
    found = of_mention(scene, mention, at)
    return Resolved(found.who, f"the {phrase.head} -> {found.who.name}", at=at)


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


def again(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The last one so called ("the official"), or who was named so ("the mother")."""
    if not phrase.definite or not phrase.head:
        return None
    if len(phrase.label.split()) > 1:
        return same_words(scene, phrase, at) or by_role(scene, phrase, at)
    for known in reversed(scene.met):
        if known.at < at and known.head == phrase.head:
            return Resolved(
                known.who,
                f"the {phrase.head} -> {known.who.name}",
                known.gender,
                known.head,
                at,
                known.plural,
            )
    return by_role(scene, phrase, at) or nameless_one(scene, phrase, at)


def same_words(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """The last one described in the same words, told more fully or less ("embassy in Orvena")."""
    ours = phrase.label.casefold()
    for known in reversed(scene.met):
        label = known.who.name.removesuffix(ME).strip().casefold()
        short, full = sorted((ours, label), key=len)
        goes_on = full[len(short) :].split()[:1]
        alike = full.startswith(short) and (not goes_on or goes_on[0] in kinds().after)
        if known.at < at and known.head == phrase.head and short and alike:
            rule = f"the same words -> {known.who.name}"
            return Resolved(known.who, rule, known.gender, known.head, at, known.plural)
    return None


def nameless_one(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """The last single speaker without a name, whom "the source" points back to."""
    if phrase.head not in kinds().anybody:
        return None
    for known in reversed(scene.met[-NEAR:]):
        one = known.at < at and not known.who.named and not known.plural and is_human(known)
        if one and known.who.kind is not Kind.PERSON:
            rule = f"the {phrase.head} -> {known.who.name}"
            return Resolved(known.who, rule, known.gender, known.head, at)
    return None


def by_role(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """The one person who is introduced with the role that the phrase names."""
    if phrase.head not in kinds().roles:
        return None
    wanted = kinds().synonyms.get(phrase.head, phrase.head)
    gender = gender_of(phrase.head)
    found = [
        m
        for m in scene.names.mentions
        if m.kind is Kind.PERSON and m.role == wanted and (not gender or m.gender in ("", gender))
    ]
    who = {of_mention(scene, m, at).who.name for m in found}
    return of_mention(scene, found[0], at) if len(who) == 1 else None


RULES: tuple[Callable[[Scene, Phrase, int, Resolved | None], Resolved | None], ...] = (
    pronoun,
    surname,
    name,
    group,
    again,
)


def is_proper(phrase: Phrase) -> bool:
    """Whether a description has a body's name in it: "the Red Hill jihadist alliance"."""
    first = phrase.label.split()[0]
    person = phrase.head in kinds().roles or phrase.head.endswith("s")
    body = phrase.kind in TOLD_BY_NOUN or phrase.head in kinds().group
    named = first[0].isupper() and first not in kinds().adjectives
    return phrase.definite and named and body and not person


def as_it_stands(scene: Scene, phrase: Phrase, at: int) -> Resolved:
    """A description: its own words, unnamed where it tells of people nobody names."""
    known = kinds()
    kind = phrase.kind
    if phrase.head in known.family:
        kind = Kind.PERSON
    if kind is None:
        kind = Kind.UNNAMED
    if not phrase.label:
        return Resolved(UNNAMED, "no name told", at=at)
    label = label_of(scene.ground, phrase)
    first = label.split()[0]
    common = first.lower() in known.heads or first.lower() in known.light
    if common and first[1:].islower() and body(first) is None:
        label = label[0].lower() + label[1:]  # "Officials" opens a sentence, and is no name
    collective = named_by_noun(phrase) or is_proper(phrase)
    gender = "m" if phrase.head in known.male else "f" if phrase.head in known.female else ""
    who = Who(label if collective else f"{label} {ME}", kind, named=collective)
    plural = phrase.head.endswith("s") or phrase.head in known.many
    return Resolved(
        who, f"as it stands, head noun: {phrase.head or 'none'}", gender, phrase.head, at, plural
    )

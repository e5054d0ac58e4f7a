"""Whom a pronoun points back to: "he", "it", "they", "who", "we".

One candidate or none: a pronoun nobody fits is not named.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.records import Kind, Who
from sayso.trace.again import again
from sayso.trace.group import group
from sayso.trace.names import Mention, gender_of, nearest
from sayso.trace.person import free, person_before
from sayso.trace.phrase import Phrase, glossed, parse
from sayso.trace.scene import BODIES, UNNAMED, Resolved, Scene, as_it_stands, last_met, of_mention
from sayso.trace.shown import named_recording
from sayso.trace.spans import inside_any, which
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["aged", "pronoun"]

BORDER = re.compile(r"[,.;:(“\"\n] *|\b(?:to|by|from|with|of|and|said|told|for|citing|quoting) ")
CLOSE = 60
AGED = re.compile(r"the (?:\d+-year-old|(?P<part>father|mother|dad|mum|mom)-of-\w+)$", re.I)
PEOPLE_FIRST = tuple(
    re.compile(
        rf"(?:[A-Z][a-z]+, )?(?P<who>(?:[\w’'-]+ ){{{lead}}}(?P<noun>[A-Za-z]+s)\b(?! and\b)"
        r"(?: of (?:the )?[A-Z][\w’'-]+(?: (?:of |and )?[A-Z][\w’'-]+)*)?)"
    )
    for lead in range(3)  # "supporters", "Atlas supporters", "the Atlas supporters"
)
TWO = re.compile(r"(?P<who>(?:[\w’'-]+ ){0,3}?(?P<one>[a-z]+) and (?P<two>[a-z]+))\b")
THAT = re.compile(r"(?: [A-Z]\w+day)? that (?:the )?")
JOINED = re.compile(r"\b(?:and|but|or) $|[“\"]$")
IN = 4
SOMEBODY = re.compile(r"(?:some|any|every)(?:one|body)|others|those")
GROUP = re.compile(r"\b[Tt]he (?P<noun>[a-z]+)\b")
CLAUSE = re.compile(
    r"\b(?:though|although|but|which|while|because|and|that|after|before|as|if|when|where) $"
)
DESCRIBED = re.compile(
    r"(?:(?:[A-Z][\w’'-]+ )*[\w’'-]+s |[Tt]he (?:[A-Z][\w’'-]+ )?)(?P<noun>[a-z]+)\b"
)
AS_SAYING = re.compile(r"them as saying\b", re.I)
NEAR = 3
FAR = 8


def pronoun(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A pronoun, by what it can stand for; unresolved ones keep their words."""
    sort = kinds().pronouns.get(phrase.pronoun) if phrase.pronoun else None
    if sort is None:
        return None
    found: Resolved | None = None
    if sort == "self":
        found = around or last_met(scene, at, "")
    elif sort == "relative":
        found = right_before(scene, at) or antecedent(scene, at, thing=phrase.pronoun == "which")
    elif sort in ("m", "f"):
        found = person_before(scene, at, sort, around)
    elif sort == "n":
        found = body_before(scene, at, around)
    else:
        found = several_before(scene, at, around)
    if found is None:
        kind = Kind.PERSON if sort in ("m", "f") else Kind.UNNAMED
        who = Who(UNNAMED.name, kind, named=False)
        return Resolved(who, f"pronoun {phrase.pronoun}: nobody clear", at=at)
    gender = sort if sort in ("m", "f") else found.gender
    if gender and found.who.named:
        scene.genders.setdefault(found.who.name, gender)
    return Resolved(
        found.who,
        f"pronoun {phrase.pronoun} -> {found.who.name}",
        gender,
        found.head,
        at,
        found.plural,
    )


def employed(scene: Scene, start: int, body: Mention) -> Mention | None:
    """Who is told with a body that they are of: "Ivo Prent, a reporter for Hill Radio, who"."""
    before = [m for m in scene.names.between(start, body.span[0]) if m.kind is Kind.PERSON]
    if body.kind is Kind.PERSON or not before:
        return None
    between = scene.ground.text[before[-1].span[1] : body.span[0]]
    words = between.split()
    part = between.startswith(", ") and not kinds().roles.isdisjoint(words)
    return before[-1] if part and not kinds().after.isdisjoint(words) else None


def aged(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The person told by age or children: "the 36-year-old", "the father-of-four"."""
    told = AGED.match(phrase.core)
    if told is None:
        return None
    genders = [gender_of(told["part"].lower())] if told["part"] else ["m", "f"]
    found = [person_before(scene, at, gender) for gender in genders]
    named = {one.who.name: one for one in found if one is not None and one.who.span is not None}
    if len(named) != 1:
        return None
    one = next(iter(named.values()))
    return replace(one, rule=f"{phrase.core.lower()} -> {one.who.name}", at=at)


def right_before(scene: Scene, at: int) -> Resolved | None:
    """Who is named or described in the very words before "who": "one friend, who said"."""
    text = scene.ground.text
    end = len(text[:at].rstrip(" ,–—"))
    near = scene.names.between(max(0, end - CLOSE), end)
    if near and near[-1].span[1] == end and near[-1].kind is not Kind.UNNAMED:
        return None  # a name, which the longer way finds too
    start = max((m.end() for m in BORDER.finditer(text, max(0, end - CLOSE), end)), default=-1)
    if near and near[-1].kind is Kind.PERSON and text[near[-1].span[1] : start] == ", ":
        return None  # "Ada Moor, a clerk who said"
    phrase = parse(text, (start, end)) if 0 <= start < end else None
    if phrase is not None and SOMEBODY.fullmatch(phrase.core):
        return as_it_stands(scene, phrase, at)
    if phrase is None or not phrase.head or phrase.name is not None or phrase.lone:
        return None
    several = phrase.head.endswith("s") or phrase.head in kinds().many
    if kinds().determiners.isdisjoint(phrase.core.lower().split()[:1]) and not several:
        return None
    return again(scene, phrase, at, None) or as_it_stands(scene, phrase, at)


def antecedent(scene: Scene, at: int, *, thing: bool) -> Resolved | None:
    """The noun phrase right before "who" or "which"; "which" is nobody's, but a ``thing``'s."""
    text = scene.ground.text
    sentence = scene.ground.sentences[max(0, which(at, scene.ground.sentences))]
    seen = named_recording(text, sentence[0], at) if thing and scene.shown else None
    if seen is not None:
        return as_it_stands(scene, parse(text, seen), seen[0])
    before = text[sentence[0] : at].rstrip(" ,–—")
    for mention in reversed(scene.names.mentions):
        known_name = mention.kind is not Kind.UNNAMED or len(mention.words) > 1
        known_name = known_name and not glossed(text, mention)  # "Prent (R-CA), who said"
        known_name = known_name and not (thing and mention.kind is Kind.PERSON)
        if known_name and sentence[0] <= mention.span[0] and mention.span[1] <= at:
            person = None if thing else employed(scene, sentence[0], mention)
            return of_mention(scene, person or mention, at)
    for known in reversed(scene.met):
        if sentence[0] <= known.at < at and not (thing and known.who.kind is Kind.PERSON):
            return known
    by = before.rfind(" by ")
    start = sentence[0] + max(before.rfind(","), by + 3 if by >= 0 else 0, 0)
    phrase = parse(text, (start + (text[start : start + 1] in ", "), sentence[0] + len(before)))
    described = phrase.head or phrase.core.lower().startswith(("a ", "an ", "the "))
    return as_it_stands(scene, phrase, at) if described else None


def body_before(scene: Scene, at: int, around: Resolved | None) -> Resolved | None:
    """The body that "it" points back to: the last such source, or a body named nearer by."""
    sentences = scene.ground.sentences
    here = which(at, sentences)
    clause = clause_about(scene, at, around) if here >= 0 else None
    if clause is not None:
        return clause
    floor = sentences[max(0, here - 1)][0] if here >= 0 else 0
    near = [m for m in scene.names.between(floor, at) if not in_passing(scene, m)]
    mention = nearest(near, at, BODIES)
    described = state_before(scene, sentences[here][0], at) if here >= 0 else None
    if described is not None:
        return described
    reach = sentences[max(0, here - FAR)][0] if here >= 0 else 0
    home = sentences[here][0] if here >= 0 else 0
    for known in reversed(scene.met):
        if known.at >= home and not cues().passing.isdisjoint(known.cue.split()):
            continue  # "citing a clerk it said": who is cited there is somebody else
        if known.head in kinds().anybody and not known.plural and known.at >= floor:
            return known  # "a source said ...  It added"
        single = known.who.named and not known.joint
        if known.at < at and known.who.kind in BODIES and (single or not known.plural):
            if known.at >= floor or (mention is None and known.at >= reach):
                return known
            break
    return None if mention is None else of_mention(scene, mention, at)


def clause_about(scene: Scene, at: int, around: Resolved | None) -> Resolved | None:
    """The body that a clause of "it" goes with: "said Norvia had left before it shot".

    In somebody's words the last one named or described there, else the one that the sentence opens
    with; of oneself a body says "it" too, where no other is told of.
    """
    text, (start, _) = scene.ground.text, scene.ground.sentences[which(at, scene.ground.sentences)]
    within = around is not None and start <= around.at < at
    subject = subject_of(scene, at, around) if within and around is not None else None
    if subject is not None:
        return subject
    if CLAUSE.search(text, max(start, at - CLOSE), at) is None:
        return None
    if within and text[:at].endswith("which "):
        return None  # "towns which it said were taken": who says it speaks of themselves
    begin = around.at if around is not None and within else start
    found = [m for m in scene.names.between(begin + 1 if within else begin, at) if m.kind in BODIES]
    found = [m for m in free(scene, found) if not around or m.name != around.who.name]
    if not within:
        spoken = any(start <= known.at < at for known in scene.met)
        opens = [m for m in found if m.span[0] - start <= len("The ")]
        return of_mention(scene, opens[0], at) if opens and not spoken else None
    told = [one for one in DESCRIBED.finditer(text, begin, at) if one["noun"] in kinds().single]
    told = [one for one in told if one.start() > begin + len("the ")]
    if told and (not found or told[-1].start() > found[-1].span[0]):
        return as_it_stands(scene, parse(text, told[-1].span()), at)
    return of_mention(scene, found[-1], at) if found else None


def subject_of(scene: Scene, at: int, around: Resolved) -> Resolved | None:
    """The body that a speaker's words begin with: "said that Norvia shows it cannot swim"."""
    text, begin = scene.ground.text, cue_end(scene, at, around)
    opens = THAT.match(text, begin, at) if begin is not None else None
    joined = JOINED.search(text, max(0, at - IN), at)
    if opens is None or joined is not None:
        return None
    found = [m for m in scene.names.between(opens.end(), at) if m.span[0] - opens.end() <= IN]
    found = [m for m in free(scene, found[:1]) if m.kind in BODIES and m.name != around.who.name]
    return of_mention(scene, found[0], at) if found else None


def state_before(scene: Scene, start: int, at: int) -> Resolved | None:
    """The body that is described, not named, before a clause of its own: "blamed it, though it"."""
    text = scene.ground.text
    if CLAUSE.search(text, max(start, at - CLOSE), at) is None or any(
        s < at for s, _ in scene.saying
    ):
        return None
    found = [one for one in DESCRIBED.finditer(text, start, at) if one["noun"] in kinds().single]
    spoken = any(start <= known.at < at for known in scene.met)
    if not found or spoken or nearest(scene.names.between(found[-1].end(), at), at, BODIES):
        return None
    return as_it_stands(scene, parse(text, found[-1].span()), at)


def in_passing(scene: Scene, mention: Mention) -> bool:
    """Whether a country is no subject: "shut up shop in Norvia"; one opens its sentence."""
    start = scene.ground.sentences[max(0, which(mention.span[0], scene.ground.sentences))][0]
    opens = mention.span[0] - start <= len("The ")
    return mention.name in kinds().countries and not opens


def people_first(scene: Scene, at: int) -> Resolved | None:
    """The people that the sentence begins with, where none in it has spoken: "Front supporters"."""
    sentences = scene.ground.sentences
    start = sentences[max(0, which(at, sentences))][0]
    if any(start <= known.at < at for known in scene.met):
        return None
    told = kinds().roles | kinds().outside
    told |= {word for word, kind in kinds().heads.items() if kind is Kind.ARMED_GROUP}
    every = (form.match(scene.ground.text, start, at) for form in PEOPLE_FIRST)
    found = next((one for one in every if one and one["noun"].lower() in told), None)
    two = TWO.match(scene.ground.text, start, at)
    if found is None and two is not None and {two["one"], two["two"]} <= kinds().roles:
        found = two
    if found is None:
        return None
    return as_it_stands(scene, parse(scene.ground.text, found.span("who")), at)


def cue_end(scene: Scene, at: int, around: Resolved) -> int | None:
    """Where the words of the speaker ``around`` begin, if that is before ``at``: behind the cue."""
    met = next((one for one in reversed(scene.met) if one.at == around.at), None)
    found = scene.ground.text.find(met.cue, around.at, at) if met is not None and met.cue else -1
    return found + len(met.cue) if met is not None and found >= 0 else None


def own_they(scene: Scene, at: int, around: Resolved | None) -> Resolved | None:
    """The body itself whose words begin with "they": "the bureau said they believe"."""
    if around is None or around.who.kind not in BODIES or not around.who.named:
        return None
    begin = cue_end(scene, at, around)
    if begin is None:
        return None
    between = scene.ground.text[begin:at].split()
    plain = scene.ground.text.startswith("they", at) and all(
        word == "that" or word in kinds().calendar for word in between
    )
    return around if plain else None


def group_first(scene: Scene, at: int) -> Resolved | None:
    """The group told by its noun before, in a sentence where none has spoken: "the militants"."""
    start = scene.ground.sentences[max(0, which(at, scene.ground.sentences))][0]
    if any(start <= known.at < at for known in scene.met):
        return None
    for told in reversed(list(GROUP.finditer(scene.ground.text, start, at))):
        if Kind.ARMED_GROUP in kinds().group.get(told["noun"], ()):
            return group(scene, parse(scene.ground.text, told.span()), told.start(), None)
    return None


def office_before(scene: Scene, at: int) -> Resolved | None:
    """The office that spoke last, in the sentence before, of a "they" that opens its own."""
    sentences = scene.ground.sentences
    here = which(at, sentences)
    last = scene.met[-1] if scene.met else None
    if last is None or here < 1 or len(scene.ground.text[sentences[here][0] : at].split()) > 1:
        return None
    office = last.who.named and last.who.kind is Kind.GOVERNMENT
    return last if office and sentences[here - 1][0] <= last.at < sentences[here][0] else None


def several_before(scene: Scene, at: int, around: Resolved | None) -> Resolved | None:
    """Whom "they" points back to: the last source of several, or a body."""
    own = own_they(scene, at, around)
    if own is not None:
        return own
    sentences = scene.ground.sentences
    floor = sentences[max(0, which(at, sentences) - NEAR)][0] if sentences else 0
    quoted = inside_any(at, (quote.span for quote in scene.ground.quotes))
    one = last_met(scene, at, "") if AS_SAYING.match(scene.ground.text, at) else None
    if one is not None and one.at >= floor and not one.who.named:
        return one  # "quotes them as saying", of one official
    office = None if quoted else office_before(scene, at)
    if office is not None:
        return office
    subject = None if quoted else people_first(scene, at) or group_first(scene, at)
    if subject is not None:
        return subject
    for known in reversed(scene.met):
        media = known.who.kind in (Kind.OUTLET, Kind.AGENCY)
        group = known.who.kind in (Kind.ARMED_GROUP, Kind.ORGANISATION)
        seen = known.who.kind is Kind.SOCIAL and known.head in kinds().recordings
        if (seen and not scene.shown) or (known.joint and known.inner and not quoted):
            continue  # "images of a child they say ...": no image says
        since = around is None or known.at >= around.at or quoted
        if around is not None and not since and around.who.named and around.who.kind in BODIES:
            return around  # nobody was told of since the body spoke
        if floor <= known.at < at and (known.plural or group) and not (media and quoted):
            return known
    reach = sentences[max(0, which(at, sentences) - (FAR if quoted else NEAR))][0]
    mention = nearest(scene.names.mentions, at, frozenset({Kind.ARMED_GROUP}))
    if mention is not None and mention.span[0] >= reach:
        return of_mention(scene, mention, at)
    return None

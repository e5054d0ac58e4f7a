"""Described again: "the official", "the source", "the footage", the one with that part."""

from __future__ import annotations

from dataclasses import replace

from sayso.records import Kind
from sayso.trace.names import Mention, gender_of
from sayso.trace.phrase import Phrase
from sayso.trace.scene import ME, Resolved, Scene, as_it_stands, is_human, of_mention
from sayso.trace.shown import same_sort, told_of_before
from sayso.trace.spans import which
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = ["again", "same_saying", "shown_before"]

ISSUING = frozenset({Kind.GOVERNMENT, Kind.ARMED_GROUP, Kind.ORGANISATION})
NEAR = 3
WIDE = 60
OWNED = 2
RECENT = 4
PAIR = 2


def again(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """The last one so called ("the official"), or who was named so ("the mother")."""
    if not phrase.definite or not phrase.head:
        return None
    if len(phrase.label.split()) > 1:
        one = who_just_spoke(scene, phrase, at)
        if one is not None:
            return one
        same = same_words(scene, phrase, at) or of_group(scene, phrase, at)
        return same or by_role(scene, phrase, at)
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
    for known in reversed(scene.met):
        if known.at < at and same_sort(known.head, phrase.head):
            return replace(known, rule=f"the {phrase.head} -> {known.who.name}", at=at)
    return by_role(scene, phrase, at) or nameless_one(scene, phrase, at)


def who_just_spoke(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """The speaker of the record before, told by a feeling: "the weeping man said"."""
    words = phrase.label.split()
    gender = gender_of(phrase.head)
    feeling = len(words) == PAIR and words[0].islower() and words[0].endswith(("ed", "ing"))
    if not feeling or words[1].lower() != phrase.head or not gender or not scene.met:
        return None
    known = scene.met[-1]
    person = known.who.kind is Kind.PERSON and known.gender in ("", gender)
    met = any(one.head == phrase.head for one in scene.met)
    return (
        replace(known, rule=f"the {phrase.head} -> {known.who.name}", at=at)
        if person and not met
        else None
    )


def same_saying(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """Whoever wrote what is told of again: "the post continued", "according to the report"."""
    verbs = cues().made.get(phrase.head, frozenset())
    if not phrase.definite or phrase.label.lower() != phrase.head:
        return None
    issued = who_issued(scene, phrase, at)
    if issued is not None:
        return issued
    for known in reversed(scene.met[-RECENT:]):
        words = known.cue.split()
        said = phrase.head in words or any(cues().lemma(word) in verbs for word in words)
        if known.at < at and said and known.head != phrase.head:
            return replace(known, rule=f"the {phrase.head} -> {known.who.name}", at=at)
    return None


def who_issued(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """Whose "the statement" is, where none was told of: whoever spoke right before."""
    noun = phrase.head
    if noun not in kinds().issued or noun in kinds().leaves or not scene.met:
        return None
    last = scene.met[-1]
    told = scene.ground.text.rfind(f" {noun}", 0, max(0, at)) >= 0
    near = scene.ground.text.count("\n", last.at, at) <= 1 and last.who.kind in ISSUING
    if told or last.inner or not (near and last.who.named):
        return None
    return replace(last, rule=f"the {noun} -> {last.who.name}", at=at)


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


def of_group(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """The last one with that part, told by "the group's": "the militant group's supporters"."""
    whose = phrase.label.replace("’", "'").split()[-OWNED:][0]
    if not whose.endswith("'s") or whose[:-2].lower() not in kinds().group:
        return None
    for known in reversed(scene.met):
        if known.at < at and known.head == phrase.head:
            rule = f"the group's {phrase.head} -> {known.who.name}"
            return replace(known, rule=rule, at=at)
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
        if m.kind is Kind.PERSON
        and wanted in (m.role, m.rank)
        and (not gender or m.gender in ("", gender))
    ]
    found = [m for m in found if m.span[0] < at] or found
    who = {of_mention(scene, m, at).who.name for m in found}
    if len(who) != 1 or not owned_alike(scene, phrase, found[0]) or " and " in phrase.label:
        return None
    return of_mention(scene, found[0], at)


def owned_alike(scene: Scene, phrase: Phrase, mention: Mention) -> bool:
    """Whether the one with a part may be the one told by its owner: not "Prent's spokesman".

    The name that has the part is told in one sentence with its owner, or it is somebody else's.
    """
    owner, sign, _ = phrase.label.replace("’", "'").partition("'s ")
    if not sign:
        part, _, owner = phrase.label.partition(" of ")
        owner = owner if part.split()[-1].lower() == phrase.head else ""
    if not owner or (sign and not owner[:1].isupper()) or owner in kinds().countries:
        return True
    sentences = scene.ground.sentences
    start, end = sentences[max(0, which(mention.span[0], sentences))]
    return owner.split()[-1] in scene.ground.text[start : min(end, mention.span[1] + WIDE)]


def shown_before(scene: Scene, at: int) -> Resolved | None:
    """The recording that "it shows" points back to: a source met before, or one told of."""
    told = told_of_before(scene.ground, at)
    if told is None:
        return None
    for known in reversed(scene.met):
        if known.at < at and same_sort(known.head, told.head):
            return replace(known, rule=f"it -> {known.who.name}", at=at)
    return as_it_stands(scene, told, at)

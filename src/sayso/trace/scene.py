"""What one pass over an article knows of its sources, and how a source becomes one of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.records import Kind, Spans, Who
from sayso.trace.draft import Ground
from sayso.trace.label import label_of, named_by_noun
from sayso.trace.names import Mention, Names, body
from sayso.trace.phrase import Phrase
from sayso.vocab.cues import cues
from sayso.vocab.kinds import kinds

__all__ = [
    "BODIES",
    "UNNAMED",
    "Resolved",
    "Scene",
    "as_it_stands",
    "is_human",
    "last_met",
    "of_mention",
]

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
ME = "(unnamed)"
REACH = 300
LETTERS = 4
LATELY = 80
"""How many sources back a speaker may have spoken whom a word points back to."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A source with the rule that resolved it, and what later short forms may go by.

    ``joint`` are several by their names, each of whom is meant by no short form of them all.
    ``cue`` are the words it spoke with, in lower case; ``inner`` whose words it stands in, if any.
    """

    who: Who
    rule: str
    gender: str = ""
    head: str = ""
    at: int = 0
    plural: bool = False
    cue: str = ""
    inner: str = ""
    joint: bool = False


@dataclass(slots=True)
class Scene:
    """What one pass over an article knows so far: its names, and the sources already met.

    ``genders`` is what is known of each person's gender, wherever it is told.
    ``saying`` is what the source at hand says, ``shown`` whether its cue is what recordings do.
    """

    ground: Ground
    names: Names
    met: list[Resolved] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    saying: Spans = ()
    shown: bool = False


def of_mention(scene: Scene, mention: Mention, at: int) -> Resolved:
    """A name in the text as a source: a surname is led to its full form."""
    best = mention
    if mention.kind in (Kind.PERSON, Kind.UNNAMED) and len(mention.words) == 1:
        full = scene.names.longer(mention.last, at, mention.gender)
        best = full or misspelt(scene, mention.last) or mention
    elif mention.kind is Kind.PERSON:
        ending = " " + mention.name.casefold()
        fuller = scene.names.distinct.get(mention.last, ())
        others = (m for m in fuller if m.span[1] != mention.span[1])  # not what it was run on to
        best = next((m for m in others if m.name.casefold().endswith(ending)), mention)
    kind = Kind.PERSON if best.kind is Kind.UNNAMED else best.kind
    name = best.name if kind is Kind.PERSON else scene.names.fullest(best.name)
    who = Who(name, kind, named=True, span=best.span)
    return Resolved(who, f"named before: {name}", best.gender or mention.gender, best.role, at)


def misspelt(scene: Scene, word: str) -> Mention | None:
    """The one person whose surname a word is but for a letter: "Jennifer Cook ...  Cooke said"."""
    if len(word) <= LETTERS or word.lower() in kinds().heads:
        return None
    from rapidfuzz.distance import OSA

    near: dict[str, Mention] = {}
    for last, bearers in scene.names.distinct.items():
        other = last[0] == word[0] and len(last) >= LETTERS and word not in (last, f"{last}s")
        if other and OSA.distance(last, word, score_cutoff=1) <= 1:
            near |= {m.name: m for m in bearers if m.last == last}
    return next(iter(near.values())) if len(near) == 1 else None


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
    proper = not phrase.core.startswith(first) and any(w[0].isupper() for w in label.split()[1:])
    common = common and not (proper and first.lower() in known.collective)
    if common and first[1:].islower() and body(first) is None:
        label = label[0].lower() + label[1:]  # "Officials" opens a sentence, and is no name
    collective = named_by_noun(phrase) or is_proper(phrase)
    gender = "m" if phrase.head in known.male else "f" if phrase.head in known.female else ""
    who = Who(label if collective else f"{label} {ME}", kind, named=collective)
    one = phrase.core.lower().startswith(("one of ", "a ", "an "))
    first, _, rest = phrase.label.lower().partition(" and ")
    people = known.roles | known.family
    several = bool(rest) and first.split()[-1] in people  # "the mother and brother of a clerk"
    plural = not one and (phrase.head.endswith("s") or phrase.head in known.many or several)
    return Resolved(
        who, f"as it stands, head noun: {phrase.head or 'none'}", gender, phrase.head, at, plural
    )


def is_proper(phrase: Phrase) -> bool:
    """Whether a description has a body's name in it: "the Red Hill jihadist alliance"."""
    first = phrase.label.split()[0]
    person = phrase.head in kinds().roles or phrase.head.endswith("s")
    body = phrase.kind in TOLD_BY_NOUN or phrase.head in kinds().group
    named = first[0].isupper() and first not in kinds().adjectives
    return phrase.definite and named and body and not person


def last_met(scene: Scene, at: int, gender: str, without: str = "") -> Resolved | None:
    """The last source that is one person and fits the gender, and is not called ``without``."""
    for known in reversed(scene.met[-LATELY:]):
        if not known.who.named and not speaks(known):
            continue  # "a warning from a clerk": who spoke before goes on
        own = known.gender or scene.genders.get(known.who.name, "")
        fits = not gender or own in ("", gender)
        fits = fits and not known.plural and known.who.name != without
        if known.at < at and fits and known.who.kind in PEOPLE and is_human(known):
            return (outer_one(scene, known, at, gender) or known) if gender else known
    return None


def speaks(known: Resolved) -> bool:
    """Whether a source was met with more than a noun of saying: "said", not "the warning"."""
    words = known.cue.split()
    noun = bool(words) and words[-1] in cues().nouns
    return not (noun and (len(words) == 1 or words[0] in kinds().determiners))


def outer_one(scene: Scene, found: Resolved, at: int, gender: str) -> Resolved | None:
    """Who speaks of one without a name: "Ada Moor said that an officer told her ...  She said"."""
    if not found.inner or found.gender or found.who.named:
        return None
    near = (one for one in reversed(scene.met) if found.at - REACH < one.at < found.at)
    return next((one for one in near if one.gender == gender and one.who.name == found.inner), None)


def is_human(known: Resolved) -> bool:
    """Whether a source is a person rather than a body ("an official", not "the army")."""
    if known.who.kind is Kind.PERSON:
        return known.who.name != UNNAMED.name
    return not known.who.named and known.who.name != UNNAMED.name and known.head != ""

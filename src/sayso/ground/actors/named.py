"""Names that the book does not know by this spelling: led to somebody, or the article's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sayso.ground.actors.known import held
from sayso.ground.actors.phrases import mention
from sayso.ground.actors.scene import (
    Draft,
    Scene,
    is_title,
    local_kind,
    person_span,
    trimmed,
)
from sayso.ground.actors.variants import variant
from sayso.records import ActorMention, EntityMark, Kind, Span
from sayso.vocab.actors import Actor
from sayso.vocab.book import key_of, role_words
from sayso.vocab.kinds import kinds

__all__ = ["People", "bodies_of", "new_names", "people_of"]

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
LEAST = 2
SEVERAL = 5
OWN = "a name of this article"
# Party and seat of a member of Congress, in brackets behind the name: "(R-CA)", "(D-Vt.)".
SEAT = re.compile(r"[DIR]-[A-Z][A-Za-z]*\.?")


@dataclass(slots=True)
class People:
    """The people of an article: who bears a surname, in full, and whom the book knows of them."""

    full: dict[str, set[str]] = field(default_factory=dict)
    known: dict[str, Actor] = field(default_factory=dict)

    def add(self, name: str, actor: Actor | None) -> None:
        """Keep a full name."""
        words = [word for word in name.split() if word.lower() not in SUFFIXES]
        if len(words) >= LEAST and not (actor is None and common(words[0])):
            self.full.setdefault(surname(words[-1]), set()).add(name)
            if actor is not None:
                self.known[name] = actor

    def bearer(self, word: str) -> str | None:
        """The one full name that ends in a word; the word where nobody bears it.

        ``None`` where several do.
        """
        names = self.full.get(surname(word), set())
        known = [name for name in names if name in self.known]
        # "Free Ivo Prent" is no other Prent.
        others = [n for n in names if n not in self.known and not any(within(k, n) for k in known)]
        if known and not others:
            one = len({self.known[name].id for name in known}) == 1
            return max(known, key=len) if one else None
        longest = max(names, key=len, default=word)
        return longest if all(within(name, longest) for name in names) else None


def within(short: str, full: str) -> bool:
    """Whether all words of a name stand in another."""
    return set(key_of(short)) <= set(key_of(full))


def surname(word: str) -> str:
    """A surname as it is compared."""
    return re.sub(r"^[AaEe]l-", "", word).casefold().removesuffix("'s").removesuffix("’s")


def people_of(scene: Scene, drafts: Iterable[Draft]) -> People:
    """Everybody whom the article names in full, known or not."""
    people = People()
    for draft in drafts:
        if draft.mention.kind is Kind.PERSON and draft.mention.id is not None:
            actor = scene.book.actors[draft.mention.id]
            people.add(scene.text[slice(*draft.span)], actor)
    for mark in scene.entities:
        if mark.type == "Person":
            span = person_span(scene.text, mark.span)
            people.add(scene.text[slice(*span)], None)
    for one in scene.attributions:
        if one.who.kind is Kind.PERSON and one.who.named:
            people.add(one.who.name, None)
    return people


def bodies_of(scene: Scene, drafts: Iterable[Draft]) -> dict[str, set[str]]:
    """The known bodies of an article by the last word that names them: "the Post".

    Bodies that are no outlets go by such a word only where it tells what they are ("Coalition").
    """
    out: dict[str, set[str]] = {}
    for draft in drafts:
        own = draft.mention.id or ""
        if own not in scene.book.actors or draft.mention.kind is Kind.PERSON:
            continue
        outlet = draft.mention.kind in (Kind.OUTLET, Kind.AGENCY)
        written = scene.book.actors[own].name if outlet else scene.text[slice(*draft.span)]
        key = key_of(written)
        if len(key) >= LEAST and (outlet or key[-1] in role_words()["generic"]):
            out.setdefault(key[-1], set()).add(own)
    return out


def new_names(scene: Scene, people: People, bodies: Mapping[str, set[str]]) -> Iterator[Draft]:
    """Named entities that the book does not know by this spelling; places are left out."""
    places = places_of(scene)
    for mark in scene.entities:
        if mark.type in ("Location", "Misc") and is_force(scene, mark):
            found = body(scene, mark, bodies)
            if found is not None:
                yield found
            continue
        if scene.text[slice(*mark.span)] in places:
            continue  # marked so once, it is one throughout
        if mark.type != "Person" and scene.known(trimmed(scene.text, mark.span)):
            continue  # whether it acts is told by other rules
        if mark.type == "Person":
            found = person(scene, mark, people)
        elif mark.type == "Organization":
            surnamed = surname(scene.text[slice(*trimmed(scene.text, mark.span))]) in people.full
            found = person(scene, mark, people) if surnamed else body(scene, mark, bodies)
        elif mark.type == "NORP":
            found = several(scene, mark)
        else:
            continue
        if found is not None:
            yield found


def is_force(scene: Scene, mark: EntityMark) -> bool:
    """Whether a name that is marked as no body is an armed group's by its last word."""
    name = scene.text[slice(*trimmed(scene.text, mark.span))]
    return " " in name and local_kind(name, Kind.ORGANISATION) is Kind.ARMED_GROUP


def places_of(scene: Scene) -> set[str]:
    """Names that are places here: marked so once, or marked as people and mostly behind "in"."""
    out = {scene.text[slice(*m.span)] for m in scene.entities if m.type == "Location"}
    people = Counter[str]()
    behind = Counter[str]()
    for mark in scene.entities:
        if mark.type == "Person":
            name = scene.text[slice(*mark.span)]
            people[name] += 1
            behind[name] += scene.word_before(mark.span[0]) in role_words()["somewhere"]
    return out | {name for name, times in people.items() if 2 * behind[name] >= times}


def person(scene: Scene, mark: EntityMark, people: People) -> Draft | None:
    """A person by name: a surname is led to the full name, a variant to whom the book knows."""
    span = person_span(scene.text, mark.span)
    name = scene.text[slice(*span)]
    if not name[:1].isupper() or common(name) or of_a_people(scene, name):
        return None
    if SEAT.fullmatch(name) and scene.text[: span[0]].endswith("("):
        return None
    lone = " " not in name
    full = people.bearer(name) if lone else name
    if full is None:
        return Draft(ActorMention(span, name, Kind.PERSON, None, "open: several bear the name"), 2)
    known = people.known.get(full)
    if known is not None and full != name:
        return Draft(mention(span, known, f"surname -> {full}"), 1)
    if lone and full == name:
        holder = in_office(scene, span, name)
        if holder is not None:
            return Draft(mention(span, holder, "in office on the day"), 1)
        return Draft(ActorMention(span, name, Kind.PERSON, None, OWN), 2)
    known = variant(scene.book, full, Kind.PERSON)
    if known is not None:
        return Draft(mention(span, known, f"spelling of {known.name}"), 1)
    why = OWN if full == name else f"surname -> {full}"
    return Draft(ActorMention(span, full, Kind.PERSON, None, why), 2)


def common(name: str) -> bool:
    """Whether a marked name is one ordinary word: "The", "Leaders"."""
    low = name.lower()
    known = kinds()
    noun = low in known.heads or low in known.roles or low in known.titles
    noun = noun or name in known.endings or name in known.openers
    return " " not in name and (noun or (len(name) <= LEAST and not name.isupper()))


def of_a_people(scene: Scene, name: str) -> bool:
    """Whether a word tells a people or a creed and nobody's name: "Saudi", "Briton"."""
    if name in kinds().adjectives or scene.book.is_people(name):
        return True
    return scene.book.is_people(f"{name}s")


def in_office(scene: Scene, span: Span, name: str) -> Actor | None:
    """The one of that surname who held an office on the day, where a title leads to the name."""
    if not is_title(scene.word_before(span[0])):
        return None
    last = surname(name)
    found = [a for a in scene.book.people if surname(a.name.split()[-1]) == last]
    found = [actor for actor in found if held(actor, scene.day)]
    return found[0] if len(found) == 1 else None


def body(scene: Scene, mark: EntityMark, bodies: Mapping[str, set[str]]) -> Draft | None:
    """A body by name that the book does not know, or knows in another spelling."""
    span = trimmed(scene.text, mark.span)
    name = scene.text[slice(*span)]
    if len(name) < LEAST or not any(c.isupper() for c in name) or scene.linked(span):
        return None
    short = bodies.get(name.lower(), set())
    if len(short) == 1 and name[0].isupper() and not scene.book.is_known(name):
        actor = scene.book.actors[next(iter(short))]
        return Draft(mention(span, actor, f"short for {actor.name}"), 1)
    if common(name) or of_a_people(scene, name) or scene.book.is_known(name):
        return None
    kind = local_kind(name, Kind.ORGANISATION)
    for asked in dict.fromkeys((kind, Kind.ARMED_GROUP, Kind.ORGANISATION, Kind.OUTLET)):
        known = variant(scene.book, name, asked)
        if known is not None:
            return Draft(mention(span, known, f"spelling of {known.name}"), 1)
    return Draft(ActorMention(span, name, kind, None, OWN), 2)


def several(scene: Scene, mark: EntityMark) -> Draft | None:
    """A people, a creed, a party by its plural: "Kurds", "Islamists"."""
    span = trimmed(scene.text, mark.span)
    name = scene.text[slice(*span)]
    if not name[:1].isupper() or not name.endswith("s") or name in kinds().adjectives:
        return None
    if len(name) < SEVERAL or scene.linked(span) or common(name):
        return None
    return Draft(ActorMention(span, name, Kind.UNNAMED, None, "a people or a creed"), 2)

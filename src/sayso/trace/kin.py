"""Relatives told by whose they are: "Prent's sister", "the sister of Ivo Prent"."""

from __future__ import annotations

import re

from sayso.trace.names import Mention, gender_of
from sayso.trace.phrase import Phrase
from sayso.trace.scene import Resolved, Scene, of_mention
from sayso.vocab.kinds import kinds

__all__ = ["kin_of", "kin_told", "named_owner", "relatives"]

RELATIVE = r"['’]s? (?P<nouns>[a-z]+(?: [a-z]+)?)"


def kin_of(scene: Scene, phrase: Phrase, at: int, own: Mention | None) -> Resolved | None:
    """A relative told by whose they are: the one other person of that surname in the article.

    "Prent's sister" is Ada Prent where nobody else but Ivo is called Prent.
    """
    head = kinds().synonyms.get(phrase.head, phrase.head)
    gender = gender_of(head)
    told = gender and head in kinds().family and phrase.name is None
    if own is None or not told or " and " in phrase.core:
        return None
    others = [m for m in scene.names.full.get(own.last, ()) if m.last == own.last]
    clear = len({m.name for m in others}) == 1 or len(own.words) > 1
    sure = {m.name: m for m in others if m.gender == gender and m.name != own.name}
    maybe = {m.name: m for m in others if clear and not m.gender and own.name not in m.name}
    found = sure or maybe
    return of_mention(scene, next(iter(found.values())), at) if len(found) == 1 else None


def named_owner(scene: Scene, phrase: Phrase, at: int) -> Mention | None:
    """Whose relative a phrase tells of, by name: "Prent's mother", "the sister of Ivo Prent"."""
    inside = scene.names.between(at, at + len(phrase.core))
    if not inside:
        return None
    whose = inside[-1]
    full = {m.name for m in scene.names.full.get(whose.last, ())}
    return (scene.names.longer(whose.last, at) if len(full) == 1 else None) or whose


def kin_told(scene: Scene, surname: str) -> bool:
    """Whether relatives go by a surname's owner anywhere: "Prent's family"."""
    told = re.finditer(rf"\b{re.escape(surname)}{RELATIVE}", scene.ground.text)
    return any(not kinds().family.isdisjoint(one["nouns"].split()) for one in told)


def relatives(scene: Scene, surname: str) -> str:
    """The gender of the relatives that go by a surname's owner: "Prent's mother", "f"; else "".

    Whoever has relatives told by the surname alone is who the surname stands for, not they.
    """
    told = re.finditer(rf"\b{re.escape(surname)}{RELATIVE}", scene.ground.text)
    nouns = {noun for one in told for noun in one["nouns"].split()} & kinds().family
    sorts = {gender_of(noun) for noun in nouns} - {""}
    return sorts.pop() if len(sorts) == 1 else ""

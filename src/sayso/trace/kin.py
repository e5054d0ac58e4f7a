"""Relatives told by whose they are: "Prent's sister", "the sister of Ivo Prent", "his wife"."""

from __future__ import annotations

from sayso.trace.names import Mention, gender_of
from sayso.trace.phrase import Phrase
from sayso.trace.pronoun import person_before
from sayso.trace.scene import Resolved, Scene, of_mention
from sayso.vocab.kinds import kinds

__all__ = ["kin"]

OF_HIM = frozenset({"his", "her"})


def kin(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A relative told by whose they are: the one other person of that surname in the article.

    "Prent's sister" is Ada Prent where nobody else but Ivo is called Prent.
    """
    head = kinds().synonyms.get(phrase.head, phrase.head)
    gender = gender_of(head)
    own = relation(scene, phrase, at) if gender and head in kinds().family else None
    if own is None or phrase.name is not None or " and " in phrase.core:
        return None
    others = [m for m in scene.names.full.get(own.last, ()) if m.last == own.last]
    clear = len({m.name for m in others}) == 1 or len(own.words) > 1
    sure = {m.name: m for m in others if m.gender == gender and m.name != own.name}
    maybe = {m.name: m for m in others if clear and not m.gender and own.name not in m.name}
    found = sure or maybe
    return of_mention(scene, next(iter(found.values())), at) if len(found) == 1 else None


def relation(scene: Scene, phrase: Phrase, at: int) -> Mention | None:
    """Whose relative a phrase tells of: "Prent's mother", "the sister of Ivo Prent", "his wife"."""
    start = at
    inside = scene.names.between(start, start + len(phrase.core))
    if inside:
        whose = inside[-1]
        full = {m.name for m in scene.names.full.get(whose.last, ())}
        return (scene.names.longer(whose.last, at) if len(full) == 1 else None) or whose
    opening = phrase.core.lower().split()[0]
    sort = kinds().pronouns.get(opening)
    if opening in OF_HIM and sort is not None:
        found = person_before(scene, at, sort)
        spans = (m for m in scene.names.mentions if found and m.name == found.who.name)
        return next(spans, None)
    return None

"""Who acts in an article: names, states and their parts, sources, led to known actors or left open.

scene     words, known names, who acts and who speaks
phrases   a state and the part of it that is meant: "Syrian army", "Assad's forces"
places    states and capitals where they act: "Damascus denied"
known     names that the lists know
named     names that they do not know by that spelling
variants  other spellings of a known name
owned     a part by a pronoun: "its army", "his forces"
within    short forms: "the army", "the group", sources as trace resolved them
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from sayso.ground.actors.known import known_names
from sayso.ground.actors.named import bodies_of, new_names, people_of
from sayso.ground.actors.owned import owned_parts
from sayso.ground.actors.phrases import part_phrases
from sayso.ground.actors.places import places_that_act
from sayso.ground.actors.scene import Draft, is_title, overlap, survey
from sayso.ground.actors.within import of_sources, short_forms
from sayso.records import ActorMention, Article, Kind, Marks, Reading
from sayso.vocab.book import ActorBook

__all__ = ["find"]


def find(
    article: Article, marks: Marks, reading: Reading, book: ActorBook
) -> tuple[ActorMention, ...]:
    """The actors that an article names, in text order, none overlapping another.  Pure.

    Spans count code points into ``article.text``.  ``id`` is ``None`` for who is in no list, and
    where several may be meant; ``why`` then begins with "open" and names them.  Marks that are odd
    (out of the text, empty) are left aside, never an error.
    """
    scene = survey(article, marks, reading, book)
    drafts = [*part_phrases(scene), *known_names(scene), *places_that_act(scene)]
    bodies = bodies_of(scene, drafts)
    drafts += new_names(scene, people_of(scene, drafts), bodies)
    settled = settle(drafts)
    settled = settle([*settled, *of_sources(scene, settled, bodies)])
    settled = settle([*settled, *owned_parts(scene, settled)])
    settled = settle([*settled, *short_forms(scene, settled)])
    return tuple(draft.mention for draft in without_titles(article.text, settled))


def settle(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts without overlaps, in text order: the better rank stays, then the longer."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.rank, d.span[0] - d.span[1], d.span)):
        at = bisect_left(kept, draft.span, key=lambda other: other.span)
        if not any(overlap(draft.span, other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, draft)
    return kept


def without_titles(text: str, drafts: Sequence[Draft]) -> list[Draft]:
    """Offices that lead to the name of who holds them are no actor apart.

    "Russian Foreign Minister Ivo Prent" is the minister, not the ministry and the minister.
    """
    out: list[Draft] = []
    for place, draft in enumerate(drafts):
        behind = drafts[place + 1] if place + 1 < len(drafts) else None
        leads = (
            behind is not None
            and behind.mention.kind is Kind.PERSON
            and text[draft.span[1] : behind.span[0]] in (" ", "\u00a0")
            and is_title(text[slice(*draft.span)].rsplit(maxsplit=1)[-1])
        )
        if not leads:
            out.append(draft)
    return out

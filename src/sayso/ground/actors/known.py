"""Names that the book knows, wherever they stand, and whether they stand for an actor there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sayso.ground.actors.phrases import mention
from sayso.ground.actors.scene import Draft, Scene, is_title, person_span, trimmed
from sayso.records import ActorMention, EntityMark, Kind, Span
from sayso.vocab.actors import Actor
from sayso.vocab.book import ARTICLE, Hit, article_before
from sayso.vocab.kinds import kinds

__all__ = ["held", "known_names"]

PUBLISHERS = frozenset({Kind.OUTLET, Kind.AGENCY})
NAMES = ("Person", "Organization", "NORP", "Misc", "Product", "Facility")
BODIES = ("Organization", "Misc", "Product")
SHOUTED = 5


def known_names(scene: Scene) -> Iterator[Draft]:
    """Every name that the book knows, states apart."""
    for hit in scene.hits:
        forms = [form for form in hit.forms if form.id not in scene.book.states]
        if not forms or len(forms) < len(hit.forms) or scene.linked(hit.span):
            continue
        actors = list(dict.fromkeys(scene.book.actors[form.id] for form in forms))
        if not believed(scene, hit, actors):
            continue
        in_office = [actor for actor in actors if held(actor, scene.day)]
        one = actors if len(actors) == 1 else in_office
        if len(one) == 1:
            why = "known by name" if len(actors) == 1 else "known by name, in office on the day"
            yield Draft(mention(hit.span, one[0], why), 0)
        else:
            may = " or ".join(actor.name for actor in actors)
            name = scene.text[slice(*hit.span)]
            yield Draft(ActorMention(hit.span, name, actors[0].kind, None, f"open: {may}"), 0)


def held(actor: Actor, day: str) -> bool:
    """Whether somebody held an office on a day."""
    return bool(day) and any(office.held(day) for office in actor.offices)


def believed(scene: Scene, hit: Hit, actors: Iterable[Actor]) -> bool:
    """Whether a known name stands for an actor here, and is no word or part of another name."""
    single = hit.first == hit.last
    kinds_of = {actor.kind for actor in actors}
    if all(not form.safe for form in hit.forms) or (single and kinds_of <= PUBLISHERS):
        seen = scene.entity(hit.span, *(BODIES if kinds_of <= PUBLISHERS else NAMES))
        safe = all(form.safe for form in hit.forms)
        return (seen is not None and fills(scene, seen, hit.span, safe)) or spoken(scene, hit.span)
    if not single:
        return True
    start = hit.span[0] - article_before(scene.text, hit.span[0])
    if scene.word_before(start) in kinds().beginnings:
        return False  # "Liwa al-Fateh" is not Fatah
    word = scene.text[slice(*hit.span)]
    if word.isupper() and len(word) < SHOUTED and shouted(scene, hit.span):
        return False
    if Kind.PERSON in kinds_of:
        return stands_alone(scene, hit.span)
    return True


def fills(scene: Scene, mark: EntityMark, span: Span, safe: bool) -> bool:
    """Whether an entity is the name, and at most a noun behind it ("Telegraph newspaper").

    A ``safe`` name may have one more word of its own behind it ("BBC World").
    """
    start, end = trimmed(scene.text, mark.span)
    behind = scene.text[scene.possessive(span[1]) : end].split()
    nouns = all(
        (word.lower() in kinds().heads or word == "news") and (safe or word.islower())
        for word in behind
    )
    if nouns or (safe and len(behind) == 1 and behind[0][0].isupper()):
        end = span[1]
    return span[0] <= start and end <= span[1]


def spoken(scene: Scene, span: Span) -> bool:
    """Whether a span is a source."""
    return span in scene.sources


def shouted(scene: Scene, span: Span) -> bool:
    """Whether the words around are all capitals: there "IS" may be a verb."""
    around = (scene.word_before(span[0]), scene.word_after(span[1]))
    return any(len(word) > 1 and word.isupper() for word in around if word)


def stands_alone(scene: Scene, span: Span) -> bool:
    """Whether a surname is not part of another's name: "Obama", "President Obama", no more."""
    start = span[0] - article_before(scene.text, span[0])
    mark = scene.entity(span, "Person")
    if mark is not None:
        first, last = person_span(scene.text, mark.span)
        if first < start or last > scene.possessive(span[1]):
            return False
    before, after = scene.word_before(start), scene.word_after(span[1])
    if ARTICLE.match(after) is not None:
        return False  # "Mubarak al-Harad"
    if before[:1].isupper() and not is_title(before) and before not in kinds().openers:
        opens = scene.sentence(start) != scene.sentence(max(0, start - len(before) - 2))
        if not opens and before not in kinds().adjectives:
            return False
    low = after.lower()
    follows = after[:1].isupper() and not is_title(after) and low not in kinds().heads
    return not follows or scene.entity((span[1], span[1] + 1 + len(after)), "Person") is None

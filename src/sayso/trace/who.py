"""Who a source is, inside the article: pronouns, "the group", surnames, people without a name.

One candidate or none: where the rules leave no clear answer the surface words stand as they are.
Sources are resolved in text order, so that each may point back to those before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from sayso.records import Kind, Span, Who
from sayso.trace.again import again, same_saying, shown_before
from sayso.trace.bodies import ARTICLE
from sayso.trace.draft import Draft, Ground
from sayso.trace.group import by_noun, called, group
from sayso.trace.kin import kin_told, relatives
from sayso.trace.names import Mention, Names, body, normal
from sayso.trace.person import kin, surname_alone
from sayso.trace.phrase import Phrase, parse
from sayso.trace.posted import owner_of_post
from sayso.trace.pronoun import aged, pronoun
from sayso.trace.scene import BODIES, UNNAMED, Resolved, Scene, as_it_stands, of_mention
from sayso.trace.several import several
from sayso.trace.shown import is_shown
from sayso.trace.spans import bounds, text_of, which
from sayso.vocab.kinds import bare, kinds

__all__ = ["resolve"]

SURE = 0.6
REACH = 60
MARKED = "a body, by how it is marked"
LETTERS = 3
MANY = 2
LATELY = 2
DESCRIBED = ("of", "at", "for", "to", "from", "with")
SEVERAL = ("ers", "ors", "ists", "ides", "men", "ings", "ians")


def resolve(ground: Ground, drafts: Sequence[Draft], outer: Sequence[int | None]) -> list[Resolved]:
    """Resolve the source of every draft, in order."""
    scene = Scene(ground, ground.names, genders=genders(ground.names))
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
            said = text_of(ground.text, draft.cue).lower()
            scene.met.append(replace(found, cue=said, inner=words_of(outer[index], done)))
    return [own_word(ground, draft, done, outer[n]) or done[n] for n, draft in enumerate(drafts)]


def genders(names: Names) -> dict[str, str]:
    """The gender of everybody named, where a title, a part or a first name tells it anywhere."""
    told: dict[str, set[str]] = {}
    for mention in names.mentions:
        if mention.kind is Kind.PERSON and mention.gender and mention.name not in kinds().first:
            full = {m.name for m in names.distinct.get(mention.last, ()) if m.last == mention.last}
            alone = len(mention.words) == 1 and len(full) == 1
            told.setdefault(full.pop() if alone else mention.name, set()).add(mention.gender)
    return {name: sorts.pop() for name, sorts in told.items() if len(sorts) == 1}


def words_of(around: int | None, done: Sequence[Resolved]) -> str:
    """In whose words a source stands; "" for nobody's."""
    if around is None:
        return ""
    return done[around].who.name if around < len(done) else UNNAMED.name


def own_word(
    ground: Ground, draft: Draft, done: Sequence[Resolved], around: int | None
) -> Resolved | None:
    """The speaker who says "I" or "we" in their own words, also where they are named behind."""
    words = text_of(ground.text, draft.source)
    told = words.lower()
    state = len(words) > 1 and words.isupper()  # "US"
    if around is None or state or kinds().pronouns.get(told) != "self":
        return None
    found = done[around]
    return replace(found, rule=f"pronoun {told} -> {found.who.name}", at=draft.anchor)


def of_source(scene: Scene, draft: Draft, around: Resolved | None) -> Resolved:
    """Resolve one source phrase; ``around`` is the speaker in whose words it stands."""
    span, at = bounds(draft.source), draft.source[0][0]
    poster = owner_of_post(scene.ground.text, span)
    if poster is not None:
        owner = of_source(scene, replace(draft, source=(poster,), kind=None), around)
        return replace(owner, rule=f"whose post it is: {owner.rule}")
    one = several(
        scene.ground.text,
        span,
        lambda part: of_source(scene, replace(draft, source=(part,)), around),
    )
    if one is not None:
        return one
    phrase = parse(scene.ground.text, span)
    scene.saying, scene.shown = draft.content, is_shown(scene.ground, draft)
    if phrase.pronoun == "it" and is_shown(scene.ground, draft):
        seen = shown_before(scene, at)
        if seen is not None:
            return seen
    for rule in RULES:
        found = rule(scene, phrase, at, around)
        if found is not None:
            return by_model(scene, found, draft)
    return as_it_stands(scene, phrase, at)


def name(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A name in the phrase: a body as the vocabulary calls it, a person by the fullest form."""
    if phrase.handle:
        who = Who(normal(phrase.core) or phrase.handle, Kind.SOCIAL)
        return Resolved(who, "an account", at=at)
    if phrase.name is None:
        return None
    wider = as_listed(scene, phrase.name)
    if wider is not None:
        return replace(of_mention(scene, wider, at), rule=as_told(scene, wider))
    if phrase.name.kind is Kind.OUTLET and len(phrase.name.words) == 1:
        for mention in reversed(scene.names.mentions):
            longer = mention.kind is Kind.OUTLET and mention.words[-1:] == phrase.name.words
            if longer and mention.span[1] <= at and len(mention.words) > 1:
                return of_mention(scene, mention, at)
    if phrase.name.kind is not Kind.PERSON:
        own = tail_of(scene, phrase.name)
        if own is not None:
            return of_mention(scene, own, at)
        fullest = as_article_has(scene, phrase.name)
        who = Who(fullest, phrase.name.kind, span=phrase.name.span)
        return Resolved(who, "a body known by name", at=at)
    found = of_mention(scene, shortened(scene, phrase.name, at), at)
    rule = "full name" if len(phrase.name.words) > 1 else f"surname -> {found.who.name}"
    return Resolved(found.who, rule, found.gender or phrase.name.gender, found.head, at)


def tail_of(scene: Scene, found: Mention) -> Mention | None:
    """A listed body that was run on to a place: "in Vell Human Rights Watch said"."""
    fore, _, rest = found.name.partition(" ")
    if found.name in kinds().names or rest not in kinds().names or fore in kinds().adjectives:
        return None
    return next((m for m in scene.names.mentions if m.name == rest and m.kind in BODIES), None)


def as_article_has(scene: Scene, found: Mention) -> str:
    """The fullest form of a body in the article, which may know it by none of the lists' names."""
    fullest = scene.names.fullest(found.name)
    told = bare(normal(scene.ground.text[slice(*found.span)]))
    listed = told in kinds().names or told.casefold() in kinds().folded
    return told if listed and fullest not in scene.ground.text else fullest


def as_listed(scene: Scene, found: Mention) -> Mention | None:
    """A name as the article's list of names has it, where that tells another kind or a longer one.

    "The charity Aid to the Boats (AB)", "Vennel, a newspaper": what stands beside it says so.
    """
    start, end = found.span
    start += len("the ") * scene.ground.text[start:end].lower().startswith("the ")
    glossed = scene.names.short.values()
    for mention in scene.names.between(start - REACH, end):
        around = mention.span[0] <= start and end <= mention.span[1]
        other = mention.kind is not found.kind or mention.span[1] != end or mention.span[0] < start
        told = mention.name in scene.names.nouns or mention in glossed
        told = told or (found.kind is Kind.PERSON and mention.kind is Kind.ORGANISATION)
        told = told or (mention.name in kinds().names and width(mention.span) > width(found.span))
        if around and other and told and mention.kind in BODIES:
            return mention
    return None


def as_told(scene: Scene, found: Mention) -> str:
    """The rule by which a name is a body's: a noun beside it, or how it is marked."""
    noun = scene.names.nouns.get(found.name)
    return f"a body, called a {noun}" if noun else MARKED


def width(span: Span) -> int:
    """How many characters a span holds."""
    return span[1] - span[0]


def shortened(scene: Scene, found: Mention, at: int) -> Mention:
    """A name as the article's list of names has it: without the place that it was run on to."""
    start, end = found.span
    fore = " ".join(found.words[:-1])
    others = {m.name: m for m in scene.names.distinct.get(found.last, ()) if m.last == found.last}
    others.pop(found.name, None)
    apart = len(found.words) > MANY and len(others) == 1 and not found.gender
    if apart and re.search(rf"\b{re.escape(fore)}\b(?! [A-Z])", scene.ground.text):
        return next(iter(others.values()))  # "in Deir Vell Prent said", of Ivo Prent
    inside = [m for m in scene.names.between(start + 1, end) if m.span[1] == end]
    if not inside or inside[0].kind is not Kind.UNNAMED:
        return found
    return scene.names.longer(inside[0].name, at) or replace(found, name=inside[0].name)


def surname(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """One capitalised word: a surname if a full name in the article ends in it, else a name."""
    glossed = scene.names.short.get(phrase.lone or phrase.label)
    if glossed is not None:
        return of_mention(scene, glossed, at)
    if phrase.name is not None and phrase.name.kind in BODIES:
        return None  # "Jordan" is the country, whoever else is called so
    if phrase.definite and phrase.lone.lower() in kinds().titles:
        return again(scene, replace(phrase, head=phrase.lone.lower()), at, around)
    word = phrase.lone or (phrase.core if phrase.core[:1].isupper() else "")
    full = scene.names.longer(word, at) if word and " " not in word else None
    spoke = full and spoken_as(scene, word, phrase, at)
    if spoke:
        return spoke
    if full is None:
        return lone_word(scene, phrase, at) if phrase.lone else None
    found = of_mention(scene, full, at)
    return Resolved(found.who, f"surname -> {found.who.name}", found.gender, found.head, at)


def spoken_as(scene: Scene, word: str, phrase: Phrase, at: int) -> Resolved | None:
    """Of several with one surname the one who spoke last: "Ada Moor said ... Moor", of Moors."""
    bearers = {m.name: m for m in scene.names.distinct.get(word, ()) if m.last == word}
    title = phrase.name is not None and phrase.name.gender
    if len(bearers) < MANY or title:
        return None
    kin = "" if just_named(scene, bearers.keys(), at) else relatives(scene, word)
    full = {name for name, m in bearers.items() if not kin or m.gender != kin} or set(bearers)
    if len(full) == 1:
        one = of_mention(scene, bearers[full.pop()], at)
        return replace(one, rule=f"surname -> {one.who.name}")
    if kin_told(scene, word) and not just_named(scene, bearers.keys(), at):
        one = of_mention(scene, next(m for name, m in bearers.items() if name in full), at)
        return replace(one, rule=f"surname -> {one.who.name}")
    for known in [one for one in scene.met if not one.inner][-LATELY:][::-1]:
        if known.who.name in full:
            return replace(known, rule=f"surname -> {known.who.name}, who spoke last", at=at)
    return None


def just_named(scene: Scene, bearers: Collection[str], at: int) -> bool:
    """Whether one of the ``bearers`` of a surname spoke by name in this sentence or the last."""
    sentences = scene.ground.sentences
    floor = sentences[max(0, which(at, sentences) - 1)][0]
    near = [one for one in scene.met if one.at >= floor and one.who.name in bearers]
    return bool(near) and near[-1].rule.startswith(("full name", "surname", "pronoun"))


def lone_word(scene: Scene, phrase: Phrase, at: int) -> Resolved | None:
    """A capitalised word that no full name ends in: of a body, of a source before, or a name."""
    word = phrase.lone
    own = lone_body(scene, word, at)
    if own is not None:
        return own
    for known in reversed(scene.met):
        parts = known.who.name.split()
        short = word in (parts[-1], ARTICLE.sub("", parts[-1])) or (
            known.rule == MARKED and word in parts
        )
        if known.who.named and short:
            return Resolved(known.who, f"{word} -> {known.who.name}", known.gender, at=at)
    press = kinds().endings.get(word) is Kind.OUTLET and phrase.definite
    if press and not any(part[0].islower() for part in phrase.label.split()):
        return Resolved(Who(phrase.label, Kind.OUTLET), "an outlet by its short name", at=at)
    if phrase.head:
        return None
    people = word.endswith("s") and word.rstrip("s") in kinds().adjectives
    if people or common_noun(scene, word, at):
        return as_it_stands(scene, phrase, at)
    letters = word.isupper() and len(word) >= LETTERS
    clan = scene.names.longer(word.removesuffix("s"), at)  # "the Prents"
    if word in scene.names.places or (not letters and clan is None and no_person(phrase)):
        return as_it_stands(scene, phrase, at)
    kind = Kind.ORGANISATION if letters else Kind.PERSON
    titled = (m.gender for m in scene.names.mentions if m.name == word and m.gender)
    gender = next(titled, "") if kind is Kind.PERSON else ""  # "Mr Prent", further on
    found = of_mention(scene, Mention((at, at + len(word)), word, kind, gender), at)
    return Resolved(found.who, f"surname -> {found.who.name}", found.gender, found.head, at)


def lone_body(scene: Scene, word: str, at: int) -> Resolved | None:
    """The body that a capitalised word names: so told, listed, or by a longer name."""
    told = next((m for m in scene.names.mentions if m.name == word and m.kind in BODIES), None)
    if told is not None:
        return replace(of_mention(scene, told, at), rule=as_told(scene, told))
    known_body = body(word)
    if known_body is not None:
        start = max(at, scene.ground.text.find(word, at))
        who = Mention((start, start + len(word)), known_body.name, known_body.kind)
        return of_mention(scene, who, at)
    bodies = [m for m in scene.names.mentions if m.kind in BODIES and word in m.words]
    past = [m for m in bodies if m.span[0] < at]
    return of_mention(scene, (past or bodies)[-1 if past else 0], at) if bodies else None


def no_person(phrase: Phrase) -> bool:
    """Whether a capitalised word is nobody's name: "the West", "Members of the assembly"."""
    low = phrase.core.lower()
    word = phrase.lone.lower()
    return low.startswith(("the ", *(f"{word} {behind} " for behind in DESCRIBED)))


def coded(scene: Scene, phrase: Phrase, at: int, around: Resolved | None) -> Resolved | None:
    """A name with a number or letters and signs in it, which is nobody's: "IHS Vale 360"."""
    words = phrase.label.split()
    numbered = len(words) > 1 and any(word.isdigit() for word in words[1:])
    if phrase.head or not numbered or not all(w[0].isupper() or w.isdigit() for w in words):
        return None
    start = scene.ground.text.find(phrase.label, at)
    span = (start, start + len(phrase.label)) if start >= 0 else None
    return Resolved(Who(phrase.label, Kind.ORGANISATION, span=span), MARKED, at=at)


def by_model(scene: Scene, found: Resolved, draft: Draft) -> Resolved:
    """``found`` with the model's kind, where only the form of a name makes it a person's.

    "Harbour Lights reported": nothing in the article tells of a person so called.
    """
    marked = found.rule == MARKED and found.who.kind is Kind.ORGANISATION
    if draft.kind is None or not (found.who.kind is Kind.PERSON or marked) or not found.who.named:
        return found
    kind, sure = draft.kind
    if (
        sure < SURE
        or kind not in BODIES
        or not (marked or found.rule.startswith(("full name", "surname")))
    ):
        return found
    same = [m for m in scene.names.mentions if m.name == found.who.name]
    if found.gender or any(m.gender or m.role or surname_alone(scene, m) for m in same):
        return found
    who = replace(found.who, kind=kind)
    return replace(found, who=who, rule=f"{found.rule}; kind by the model, {sure:.2f}")


def common_noun(scene: Scene, word: str, at: int) -> bool:
    """Whether a capitalised word only opens its sentence, and is no name ("Astronomers said").

    The article has it small too; a plural counts wherever it stands, for who is called "Members"?
    """
    low = word.lower()
    start = scene.ground.sentences[max(0, which(at, scene.ground.sentences))][0]
    opens = word.endswith("s") or at - start <= len("The ")
    first = at - start <= len("The ") and word.endswith(SEVERAL)
    if first and not any(m.name == word and m.span[0] > at for m in scene.names.mentions):
        return True  # "Rescuers say", and nobody is called so
    known = opens and not word.isupper() and re.search(rf"\b{re.escape(low)}\b", scene.ground.text)
    return bool(known) or low in kinds().heads or low in kinds().outside


RULES: tuple[Callable[[Scene, Phrase, int, Resolved | None], Resolved | None], ...] = (
    pronoun,
    aged,
    by_noun,
    surname,
    name,
    same_saying,
    called,
    group,
    kin,
    again,
    coded,
)

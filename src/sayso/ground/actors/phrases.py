"""A state and the words that tell which part of it is meant: "Syrian army", "Qatar's ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.ground.actors.scene import Draft, Scene, survey, trimmed
from sayso.records import ActorMention, Article, Kind, Marks, Reading, Span
from sayso.vocab.actors import Actor, State, load_actors
from sayso.vocab.book import ActorBook, Form, Hit, role_words
from sayso.vocab.kinds import kinds

__all__ = ["Chain", "chain", "part_phrases", "whole"]

NEXT = re.compile(r"[ \u00a0](?P<word>[^\W\d_](?:[\w'’]|[-‑](?=\w))*)")
ENDING = re.compile(r"['’]s?$")
OF = re.compile(r"(?P<words>[\w'’-]+(?: [\w'’-]+){0,4}) (?P<join>of|in) (?:the )?$", re.IGNORECASE)
OF_FIELD = re.compile(r" (?:of|for) (?:the )?(?P<field>\w+(?: \w+)?)", re.IGNORECASE)
AND = re.compile(r"(?:,|,? and|,? or|[-–/])[ \u00a0]?")
CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
# What may stand before a part that is named without its state.
OWNED_BY = re.compile(r"(?:the|its|(?:the )?(?:country|nation)['’]?s) ", re.IGNORECASE)
# From a part to the one it belongs to or fights for: "forces loyal to President ...".
LOYAL = re.compile(
    r"(?P<words>[\w'’-]+(?: [\w'’-]+){0,4}) (?:of|loyal to|headed by|led by) (?:the )?"
    r"(?:[^\W\d_a-z][\w.-]* ){0,3}$"
)
MOST = 7
BACK = 60
OWNED = frozenset({"government", "military", "police", "intelligence", "media", "rebels"})
ARMED = frozenset({"military", "rebels"})
NAMELESS = frozenset({"civilians", "journalists", "refugees"})


@dataclass(frozen=True, slots=True)
class Chain:
    """Words that tell a part of a state: the part's id, and where the last of them ends."""

    part: str
    end: int
    last: str
    pair: bool = False


@cache
def told() -> Mapping[str, tuple[int, str]]:
    """Every word and pair that tells a part, with the part's rank; pairs count before words."""
    parts = load_actors().parts
    return {
        phrase: (rank + len(parts) * (" " not in phrase), part.id)
        for rank, part in enumerate(parts)
        for phrase in (*part.pairs, *part.nouns)
    }


@cache
def fields() -> Mapping[str, str]:
    """What ministries are for, by every word for it."""
    return {word: key for key, words in load_actors().fields.items() for word in words}


@cache
def inner() -> frozenset[str]:
    """Words that may stand in a chain without telling a part by themselves."""
    pairs = {word for phrase in told() for word in phrase.split() if " " in phrase}
    of_fields = {word for field in fields() for word in field.split()}
    return role_words()["between"] | pairs | of_fields


def chain(text: str, at: int) -> Chain | None:
    """The part that the words behind ``at`` tell, if they do."""
    low: list[str] = []
    ends: list[int] = []
    while len(low) < MOST:
        found = NEXT.match(text, at)
        if found is None:
            break
        word = ENDING.sub("", found["word"]).lower()
        if (word not in inner() and word not in told()) or (word == "of" and not low):
            if word.removesuffix("s") not in told():
                break
            word = word.removesuffix("s")  # "the Syrian armys defences"
        low.append(word)
        ends.append(found.start("word") + len(word))
        at = found.end()
        if len(found["word"]) != len(word):
            break
    return read_chain(text, low, ends)


def read_chain(text: str, low: list[str], ends: list[int]) -> Chain | None:
    """The part that a run of words tells: the pair or word of the highest rank in it."""
    best: tuple[int, str] | None = None
    last, pair = -1, False
    for start in range(len(low)):
        for size in (3, 2, 1):
            found = told().get(" ".join(low[start : start + size]))
            if found is None or start + size > len(low):
                continue
            best = min(best, found) if best is not None else found
            last = max(last, start + size - 1)
            pair = pair or size > 1
    if best is None:
        return None
    part, end = best[1], ends[last]
    if part == "government":
        field, end = ministry(text, low[: last + 1], end)
        part = f"ministry-{field}" if field else part
    return Chain(part, end, low[last], pair)


def ministry(text: str, low: list[str], end: int) -> tuple[str, int]:
    """What a ministry or minister in the words is for, and where the words that say it end."""
    for place, word in enumerate(low):
        if word not in role_words()["ministry"]:
            continue
        for size in (2, 1):
            field = fields().get(" ".join(low[max(0, place - size) : place]))
            if field:
                return field, end
        behind = OF_FIELD.match(text, end) if place == len(low) - 1 else None
        for form in (behind["field"], behind["field"].split()[0]) if behind else ():
            if behind and (field := fields().get(form.lower())):
                return field, behind.start("field") + len(form)
    return "", end


def whole(text: str, span: Span) -> Chain | None:
    """The part that a whole phrase tells without naming a state: "the army", "regime forces"."""
    start, end = span
    owned = OWNED_BY.match(text, start, end)
    if owned is not None:
        start = owned.end() - 1
    else:
        start -= 1
    if start < 0 or not text[start : start + 1].isspace():
        return None
    found = chain(text[:end], start)
    return found if found is not None and found.end == end else None


def part_phrases(scene: Scene) -> Iterator[Draft]:
    """Every phrase of a state with a part of it, and every such phrase of an owner."""
    chains = dict(behind(scene))
    for number, hit in enumerate(scene.hits):
        if scene.linked(hit.span) or ends_a_name(scene, hit.span):
            continue
        found = chains.get(number) or shared(scene, number, chains)
        if found is None:
            continue
        span = (hit.span[0], found.end if number in chains else hit.span[1])
        yield from of_state(scene, hit, found, span)
        yield from of_owner(scene, hit, found, span)
    yield from before_of(scene)
    yield from before_owner(scene)
    yield from of_peoples(scene)


def ends_a_name(scene: Scene, span: Span) -> bool:
    """Whether a state is the last word of a body's name: "Dale UK officials" are no state's."""
    mark = scene.entity(span, "Organization")
    if mark is None:
        return False
    start, end = trimmed(scene.text, mark.span)
    return start < span[0] and end == span[1] and scene.text[start].isupper()


def part_called(book: ActorBook, name: str) -> Actor | None:
    """The part of a state that a whole name tells: "Syrian government"."""
    scene = survey(Article("", "", name), Marks(""), Reading(""), book)
    for draft in part_phrases(scene):
        if draft.mention.id is not None and draft.span == (0, len(name)):
            return book.actor(draft.mention.id)
    return None


def behind(scene: Scene) -> Iterator[tuple[int, Chain]]:
    """The chain right behind each hit, by the hit's number."""
    for number, hit in enumerate(scene.hits):
        end = scene.possessive(hit.span[1])
        adjective = any(form.sort == "adjective" for form in hit.forms)
        official = scene.word_after(end)[:1].isupper()  # "Jordan Armed Forces"
        if adjective or end > hit.span[1] or official or owner(scene, hit) is not None:
            found = chain(scene.text, end)
            if found is not None and not in_a_name(scene, found):
                yield number, found
        elif any(form.sort == "name" and is_state(scene, form) for form in hit.forms):
            found = chain(scene.text, end)  # "the Pakistan army"
            if found is not None and found.part in OWNED and found.last in kinds().collective:
                yield number, found


def in_a_name(scene: Scene, found: Chain) -> bool:
    """Whether the words go on into a name: "Norvia's Army Museum", "a state of Norvia"."""
    capital = scene.text[found.end - len(found.last)].isupper()
    behind = scene.word_after(found.end)
    if found.last == "state" and behind == "of":
        return True
    if found.part == "media" and behind.lower() in role_words()["meetings"]:
        return True
    generic = behind.lower() in role_words()["generic"]
    return capital and behind[:1].isupper() and (generic or found.part in NAMELESS)


def shared(scene: Scene, number: int, chains: Mapping[int, Chain]) -> Chain | None:
    """The chain that an adjective shares with the next: "Syrian and Russian warplanes"."""
    hit = scene.hits[number]
    if number + 1 not in chains or not any(form.sort == "adjective" for form in hit.forms):
        return None
    gap = scene.text[hit.span[1] : scene.hits[number + 1].span[0]]
    return chains[number + 1] if AND.fullmatch(gap) else None


def states_of(scene: Scene, hit: Hit) -> list[State]:
    """The states that a hit names or whose adjective it is."""
    sorts = ("adjective", "name")
    ids = dict.fromkeys(form.id for form in hit.forms if form.sort in sorts)
    return [scene.book.states[own] for own in ids if own in scene.book.states]


def of_state(scene: Scene, hit: Hit, found: Chain, span: Span) -> Iterator[Draft]:
    """A part of the one state that a hit names; open where it may be several."""
    states = states_of(scene, hit)
    actors = [scene.book.part_of(state, found.part) for state in states]
    known = [actor for actor in actors if actor is not None]
    if len(known) == 1:
        yield Draft(mention(span, known[0], f"state and part: {found.last}"), 0)
    elif known:
        may = " or ".join(actor.name for actor in known)
        name = scene.text[slice(*span)]
        yield Draft(ActorMention(span, name, known[0].kind, None, f"open: {may}"), 0)


def owner(scene: Scene, hit: Hit) -> Actor | None:
    """The one person that a hit names, whose state or body may be called theirs."""
    ids = dict.fromkeys(form.id for form in hit.forms if form.sort == "name")
    actor = scene.book.actors.get(next(iter(ids))) if len(ids) == 1 else None
    return actor if actor is not None and actor.kind is Kind.PERSON else None


def of_owner(scene: Scene, hit: Hit, found: Chain, span: Span) -> Iterator[Draft]:
    """Of an owner: "Assad's forces" are the Syrian military, "Haftar's" those he leads."""
    person = owner(scene, hit)
    if person is None or found.part not in OWNED or found.last in kinds().roles:
        return
    body = scene.book.actors.get(person.of)
    if body is not None:
        yield Draft(mention(span, body, f"led by {person.name}"), 0)
        return
    state = scene.book.by_country.get(person.country)
    part = scene.book.part_of(state, found.part) if state and person.offices else None
    if part is not None:
        yield Draft(mention(span, part, f"of {person.name}: {found.last}"), 0)


def before_of(scene: Scene) -> Iterator[Draft]:
    """The part before the state: "the army of Syria", "the defence ministry in Moscow"."""
    for hit in scene.hits:
        head = OF.search(scene.text, max(0, hit.span[0] - BACK), hit.span[0])
        if head is None or scene.possessive(hit.span[1]) > hit.span[1]:
            continue
        sort = "name" if head["join"].lower() == "of" else "capital"
        states = [form.id for form in hit.forms if form.sort == sort and is_state(scene, form)]
        found = chain_before(scene.text, head) if len(set(states)) == 1 else None
        if found is None or (sort == "capital" and found[1].last not in kinds().collective):
            continue
        start, told_by = found
        part = scene.book.part_of(scene.book.states[states[0]], told_by.part)
        if part is not None and told_by.last != "state":
            yield Draft(mention((start, hit.span[1]), part, f"part and state: {told_by.last}"), 0)


def before_owner(scene: Scene) -> Iterator[Draft]:
    """The part before its owner: "the government of President ...", "forces loyal to ..."."""
    for hit in scene.hits:
        if owner(scene, hit) is None:
            continue
        head = LOYAL.search(scene.text, max(0, hit.span[0] - BACK), hit.span[0])
        found = chain_before(scene.text, head) if head is not None else None
        if head is not None and found is not None:
            yield from of_owner(scene, hit, found[1], (found[0], head.end("words")))


def is_state(scene: Scene, form: Form) -> bool:
    """Whether a form names a state."""
    return form.id in scene.book.states


def chain_before(text: str, head: re.Match[str]) -> tuple[int, Chain] | None:
    """The longest chain that ends with the words before "of", and where it begins."""
    words = head["words"].split()
    for cut in range(len(words)):
        start = head.start("words") + len(" ".join(words[:cut])) + bool(cut)
        found = chain(" " + text[start : head.end("words")], 0)
        if found is not None and found.end == head.end("words") - start + 1:
            return start, found
    return None


def of_peoples(scene: Scene) -> Iterator[Draft]:
    """Those like "Kurdish fighters": of a people, a creed or a region, not of a state."""
    taken = {hit.span[0] for hit in scene.hits if states_of(scene, hit)}
    for found in CAPITAL.finditer(scene.text):
        if found.start() in taken or found.group() not in kinds().adjectives:
            continue
        if scene.linked(found.span()):
            continue
        behind_it = chain(scene.text, found.end())
        if behind_it is None or behind_it.part in NAMELESS or behind_it.last == "state":
            continue
        part = scene.book.parts.get(behind_it.part.partition("-")[0])
        span = (found.start(), behind_it.end)
        kind = part.kind if part is not None else Kind.GOVERNMENT
        kind = Kind.ARMED_GROUP if behind_it.part in ARMED else kind
        name = scene.text[slice(*span)]
        yield Draft(ActorMention(span, name, kind, None, "of a people, not of a state"), 2)


def mention(span: Span, actor: Actor, why: str) -> ActorMention:
    """A mention of a known actor."""
    return ActorMention(span, actor.name, actor.kind, actor.id, why)

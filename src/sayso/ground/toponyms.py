"""Names of places in a text: where they stand, and what the words around them say of them.

The model marks locations and facilities; this file cuts its spans to the names ("Ames, Iowa" is
two, "southern Idlib province" is Idlib), adds what it missed, and leaves out what is no place.
Nothing is looked up here but whether the gazetteer knows a name at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sayso import vocab
from sayso.ground.gazetteer import Gazetteer, Order
from sayso.records import Article, EntityMark, Kind, Marks, Span, Spans
from sayso.vocab.kinds import kinds

#: Entities that are places, and those whose name may begin with one.
PLACES = {"Location", "Facility"}
OWNED = {"Organization", "NORP", "Misc"}
#: A town below this size is no reason to take a capitalised word that the model passed over.
KNOWN = 15_000
#: How many words in front of a name are looked at, in characters.
REACH = 48

_PIECE = re.compile(r"[^,;/()\[\]\n“”\"]+")
_AND = re.compile(r"\s+(?:and|or|&)\s+")
_LEFT = re.compile(r"^(?:[\s'‘’\-–—.*•]+|[Tt]he\s+|[Oo]f\s+|[Ii]n\s+|[Aa]nd\s+)+")
_RIGHT = re.compile(r"(?:['’]s?|[\s\-–—:.*]|\s+of|\s+in|\s+and)+$")
_WORD = re.compile(r"[^\W\d_][\w'’\-]*\.?")
_CAPITALS = re.compile(
    r"\b(?:[DR]-(?=[A-Z][a-z]))?[^\W\d_a-z][\w'’\-]*\.?"
    r"(?:[ -](?:(?:of|the|al|el|de|la|du|des|on|upon)[ -])?"
    r"[^\W\d_a-z][\w'’\-]*){0,4}"
)


@dataclass(frozen=True, slots=True)
class Toponym:
    """One name of a place in the text.

    ``name`` is what to look up.  ``orders`` are what the words beside it call it (a province, a
    town); empty where they are silent.  ``within`` is where the place that it lies in stands
    ("Ruston, **La.**").  ``built`` is true for a building, a street, a crossing.
    """

    span: Span
    name: str
    orders: frozenset[Order] = frozenset()
    within: Span | None = None
    built: bool = False


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``vocab/places.toml``."""
    return frozenset(vocab.load("places")["words"][name])


@cache
def _kinds() -> dict[str, frozenset[Order]]:
    """Words for units of administration, and what they stand for."""
    county, region = frozenset({Order.COUNTY}), frozenset({Order.REGION, Order.COUNTY})
    town = frozenset({Order.TOWN})
    found = dict.fromkeys(words("regions"), region) | dict.fromkeys(words("counties"), county)
    found |= dict.fromkeys(words("towns"), town)
    found["district"] = region
    return found


def toponyms(
    article: Article, marks: Marks, gazetteer: Gazetteer, taken: Spans
) -> tuple[Toponym, ...]:
    """All names of places in an article, in text order, none over another or over ``taken``."""
    text = article.text
    found: list[Toponym] = []
    for mark in marks.entities:
        if mark.type in PLACES:
            found += _marked(text, mark, gazetteer)
    held = _known(text, found, gazetteer)
    for mark in marks.entities:
        if mark.type in OWNED:
            owner = _owner(text, mark.span, gazetteer, held)
            found += [owner] if owner else []
    closed = [*taken, *(mark.span for mark in marks.entities), *(each.span for each in found)]
    found += _missed(text, gazetteer, held, closed)
    return _apart(paired(text, found), taken)


# --- what the model marked ----------------------------------------------------------------------


def _marked(text: str, mark: EntityMark, gazetteer: Gazetteer) -> Iterator[Toponym]:
    for span in _pieces(text, mark.span, gazetteer):
        made = named_at(text, span, gazetteer, built=mark.type == "Facility")
        if made is None:
            continue
        if (made.built or _at_heart(made.name)) and not gazetteer.named(made.name):
            made = _owner(text, made.span, gazetteer) or made
        yield made


def _at_heart(name: str) -> bool:
    """A place by what stands in it: "Deir ez-Zor airport"."""
    return name.rpartition(" ")[2] in words("built")


def _pieces(text: str, span: Span, gazetteer: Gazetteer) -> Iterator[Span]:
    """The parts of a marked stretch that name a place each."""
    for piece in _PIECE.finditer(text, *span):
        start, end = piece.span()
        if gazetteer.named(text[start:end].strip()):
            yield start, end
            continue
        for cut in _AND.finditer(text, start, end):
            yield start, cut.start()
            start = cut.end()
        yield from _run_on(text, start, end, gazetteer)


def _run_on(text: str, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Span]:
    """Two names of which the comma was lost: "Idlib Syria"."""
    head, _, last = text[start:end].rpartition(" ")
    known = bool(gazetteer.named(head.strip()))
    if (known and _is_country(last, gazetteer)) or (" " in head and _is_heard(last, gazetteer)):
        yield start, start + len(head)
        start = end - len(last)
    yield start, end


def named_at(text: str, span: Span, gazetteer: Gazetteer, *, built: bool = False) -> Toponym | None:
    """The name in a stretch of text that is held to be a place; ``None`` where there is none."""
    start, end = _trimmed(text, span)
    end, behind = _aft(text, start, _sideless(text, start, end), gazetteer)
    start, orders = _fore(text, start, end, gazetteer)
    name = text[start:end]
    if not any(letter.isupper() for letter in name) or _bare(name, gazetteer):
        return None
    if (
        _is_people(name)
        or _is_doing(text, end)
        or name in _agencies()
        or _is_force(text, start, end)
    ):
        return None
    if name.endswith("s") and not gazetteer.named(name) and _is_country(name[:-1], gazetteer):
        end, name = end - 1, name[:-1]  # "Syrias largest city": the apostrophe was lost
    return Toponym((start, end), name, behind or orders, built=built)


def _trimmed(text: str, span: Span) -> Span:
    """A span without articles, possessives and punctuation, and with the stop of "U.S."."""
    start, end = span
    left = _LEFT.match(text[start:end])
    start += left.end() if left else 0
    if text[end : end + 1] == "." and text[start : end + 1] in _short():
        return start, end + 1
    if text[start:end] in _short():
        return start, end
    right = _RIGHT.search(text[start:end])
    end = start + right.start() if right else end
    if text[end : end + 1] == "." and text[start : end + 1] in _short():
        end += 1
    return start, end


@cache
def _short() -> frozenset[str]:
    lists = vocab.load("places")
    return frozenset(lists["short"]) | frozenset(lists["alone"])


def _fore(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, frozenset[Order]]:
    """Where the name starts behind "the province of" and "southern"; what it is called there."""
    orders: frozenset[Order] = frozenset()
    while True:
        first = _WORD.match(text, start, end)
        if first is None:
            return start, orders
        word, rest = first[0].lower().rstrip("."), first.end()
        if text.startswith(" of ", rest) and word in _kinds() and rest + 4 < end:
            start, orders = rest + 4, _kinds()[word]
        elif (word in words("directions") or first[0] in words("parts")) and rest + 1 < end:
            if first[0][0].isupper() and gazetteer.named(text[start:end]):
                return start, orders
            start = rest + 1
        else:
            break
    start = _with_side(text, start, end, gazetteer)
    before = text[max(0, start - REACH) : start].lower()
    said = re.search(r"(\w+) of (?:the )?$", before)
    if said and said[1] in _kinds():
        orders = _kinds()[said[1]]
    return start, orders


def _sideless(text: str, start: int, end: int) -> int:
    """Where the name ends before a direction that the mark ran into: "Adra east" of Damascus."""
    head, _, last = text[start:end].rpartition(" ")
    return end - len(last) - 1 if head and last in words("directions") else end


def _is_force(text: str, start: int, end: int) -> bool:
    """Whether a name is an armed group's, or the head of one: "Ridge Brigade"."""
    behind = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    lasts = [text[start:end].rpartition(" ")[2], behind[0].rstrip(".") if behind else ""]
    return any(kinds().endings.get(word) is Kind.ARMED_GROUP for word in lasts)


def _is_people(name: str) -> bool:
    people = vocab.load("places")["people"]
    return name in people or name.lower() in words("peoples")


@cache
def _agencies() -> frozenset[str]:
    """Outlets whose short form is written like a place in capitals: SANA."""
    sources = vocab.load("outlets")["source"]
    names = {alias for each in sources for alias in (each["name"], *each.get("aliases", ()))}
    return frozenset(each for each in names if each.isupper())


def _is_doing(text: str, end: int) -> bool:
    """Whether a name only tells whose doing something is: "US-backed"."""
    found = re.compile(r"-(\w+)").match(text, end)
    return found is not None and found[1].lower() in words("doing")


def _with_side(text: str, start: int, end: int, gazetteer: Gazetteer) -> int:
    """Where the name starts with a word before it that is part of it: "East" of "East Java"."""
    before = text[max(0, start - 16) : start]
    article = re.search(r"\b[AaEe]l[- ]$", before)
    if article and (article[0][0].isupper() or article[0][-1] == "-"):
        return start - len(article[0])
    found = re.search(r"([A-Z][\w-]+)\.? $", before)
    if found and found[1].lower() in words("directions") | words("first"):
        whole = start - len(found[0])
        if gazetteer.named(text[whole:end]):
            return whole
    return start


def _aft(text: str, start: int, end: int, gazetteer: Gazetteer) -> tuple[int, frozenset[Order]]:
    """Where the name ends before "province" and the like; what it is called there.

    A capital makes the word part of the name ("Rapides Parish"), a small letter does not.
    """
    name = text[start:end]
    last = name.rpartition(" ")[2]
    kinds = _kinds()
    beside = last in words("behind") or last.lower() in words("parts")
    if " " in name and beside and (last.islower() or not gazetteer.named(name)):
        return end - len(last) - 1, frozenset()
    if " " in name and last.lower() in kinds:
        orders = kinds[last.lower()]
        if last[0].islower():
            return end - len(last) - 1, orders
        return end, frozenset() if gazetteer.named(name) else orders
    follows = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if follows is None or follows[0].lower().rstrip(".") not in kinds:
        return end, frozenset()
    orders = kinds[follows[0].lower().rstrip(".")]
    whole = text[start : follows.end()]
    if follows[0] == "City" and _is_town(whole, gazetteer):
        return follows.end(), frozenset()
    if follows[0][0].islower() or Order.COUNTY not in orders:
        return end, orders if follows[0][0].islower() else frozenset()
    return (follows.end(), frozenset()) if gazetteer.named(whole) else (end, frozenset())


def _is_country(name: str, gazetteer: Gazetteer) -> bool:
    return any(each.order == Order.COUNTRY for each in gazetteer.named(name))


def _is_heard(name: str, gazetteer: Gazetteer) -> bool:
    """A town of some size where names come from another script, and no name has its last."""
    places = [each for each in gazetteer.named(name) if each.main and each.order == Order.TOWN]
    return any(each.people >= KNOWN and each.country in words("heard") for each in places)


def _is_town(name: str, gazetteer: Gazetteer) -> bool:
    """A town of some size has this very name: "Kansas City"."""
    towns = (each for each in gazetteer.named(name) if each.main and each.order == Order.TOWN)
    return any(each.people >= KNOWN for each in towns)


def _bare(name: str, gazetteer: Gazetteer) -> bool:
    """No name but words for one: "Hospital", "Northern", "County Jail"."""
    parts = re.sub(r"['’]s\b", "", name.lower()).split()
    general = words("built") | words("bodies") | words("directions") | _kinds().keys()
    if not all(part in general or part.rstrip(".") in general for part in parts):
        return False
    return not any(place.order >= Order.AREA for place in gazetteer.named(name))


# --- what it passed over ------------------------------------------------------------------------


def _known(text: str, found: Iterable[Toponym], gazetteer: Gazetteer) -> frozenset[str]:
    """Names that the model took for places somewhere in the article, and the gazetteer has."""
    names = {each.name for each in found if not each.built}
    return frozenset(each for each in names if gazetteer.named(each))


def _owner(
    text: str, span: Span, gazetteer: Gazetteer, held: Collection[str] = ()
) -> Toponym | None:
    """The place that a body is of: "Byford Police Department", "the U.S. Senate"."""
    start, end = _trimmed(text, span)
    parts = list(_WORD.finditer(text, start, end))
    for count in range(min(len(parts), 4), 0, -1):
        stop = parts[count - 1].end()
        name = text[start:stop]
        if name.endswith(".") and name not in _short():
            name = name[:-1]
        rest = [each[0].lower() for each in parts[count:]]
        if _of_place(name, rest, gazetteer, held) and not _is_doing(text, start + len(name)):
            return Toponym((start, start + len(name)), name)
    return None


def _of_place(name: str, rest: list[str], gazetteer: Gazetteer, held: Collection[str]) -> bool:
    """Whether the first words of a body's name are a place that it belongs to."""
    if name.lower() in words("never") or _bare(name, gazetteer) or _is_people(name):
        return False
    if rest and rest[-1] in words("names"):
        return False
    if name in vocab.load("places")["alone"]:
        return True
    places = [each for each in gazetteer.named(name) if each.main]
    if not places:
        return False
    if not rest:
        return name in held or places[0].order <= Order.REGION
    if rest[0] in words("bodies") or rest[-1] in words("bodies"):
        return name in held or places[0].people >= KNOWN or len(name.split()) > 1
    return name in held or places[0].order == Order.COUNTRY


def _missed(
    text: str, gazetteer: Gazetteer, held: Collection[str], closed: list[Span]
) -> Iterator[Toponym]:
    """Capitalised names outside every mark: those marked elsewhere, and the plain ones."""
    shut = _Shut(closed)
    for match in _CAPITALS.finditer(text):
        if not shut.free(match.span()):
            continue
        start, end = _trimmed(text, match.span())
        first = _WORD.match(text, start, end)
        if first and first.end() < end and first[0].lower() in words("before") | {"a", "an"}:
            start = first.end() + 1
        start += 2 if text[start : start + 2] in ("D-", "R-") else 0
        name = text[start:end]
        if name.lower() in words("never") or len(name) < 3 or _bare(name, gazetteer):
            continue
        if name in held or _plain(text, start, end, gazetteer):
            made = named_at(text, (start, end), gazetteer)
            if made is not None:
                yield made


def _plain(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """A name that is a place by itself: a country, or a town behind "in", of some size."""
    name = text[start:end]
    places = [each for each in gazetteer.named(name) if each.main]
    if not places:
        return False
    if places[0].order == Order.COUNTRY or (places[0].order == Order.REGION and len(name) > 4):
        return places[0].order == Order.COUNTRY or _behind_preposition(text, start)
    if _of_somebody(text, start, end):
        return True
    return places[0].people >= KNOWN and _behind_preposition(text, start)


def _of_somebody(text: str, start: int, end: int) -> bool:
    """The home of somebody: "a Ruston man", "Rep. Ann Orr, D-Ruston"."""
    follows = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if follows is not None and follows[0] in words("folk"):
        return True
    return text[max(0, start - 2) : start] in ("D-", "R-")


def _behind_preposition(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].split()
    return bool(before) and before[-1] in words("before") and text[start - 1] == " "


class _Shut:
    """Spans that are spoken for, by the characters they cover."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._covered = {place for start, end in spans for place in range(start, end)}

    def free(self, span: Span) -> bool:
        return not any(place in self._covered for place in range(*span))


# --- together -----------------------------------------------------------------------------------


def _apart(found: Iterable[Toponym], taken: Spans) -> tuple[Toponym, ...]:
    """In text order; of two that overlap the longer one; none that touches ``taken``."""
    kept: list[Toponym] = []
    for each in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        start, end = each.span
        if kept and start < kept[-1].span[1]:
            continue
        if not any(low < end and start < high for low, high in taken):
            kept.append(each)
    return tuple(kept)


def paired(text: str, found: Iterable[Toponym]) -> Iterator[Toponym]:
    """Each name with the larger place right behind its comma, marked or not."""
    found = list(found)
    starts = {each.span[0]: each.span for each in found}
    for each in found:
        behind = re.compile(r",? ?\(|, ").match(text, each.span[1])
        if behind is None:
            yield each
            continue
        span = starts.get(behind.end()) or short_at(text, behind.end())
        yield each if span is None else replace(each, within=span)
        if span is not None and span[0] not in starts:
            starts[span[0]] = span
            yield Toponym(span, text[slice(*span)])


def short_at(text: str, start: int) -> Span | None:
    """The short form of a region that stands at a place in the text: "La.", "W.Va.", "NY"."""
    shorts = vocab.load("places")["short"]
    for length in (6, 5, 4, 3, 2):
        form = text[start : start + length]
        closed = not text[start + length : start + length + 1].isalnum()
        if form in shorts and closed and len(form) == length:
            return start, start + length
    return None

"""Which of the places of a name is meant: by name, size, and the other places of the article.

Every name of an article has candidates, each with a prior: how large it is, and whether the name
is its own or just another one.  Then the names vote for one another: a candidate gains by every
other name that has a likely candidate close by, in the same county or region, or that is the
region or country it lies in.  The votes are cast a few times over, each time weighted by how
likely the last round made the voters, so that a name nobody doubts (a country, "Ruston, La.")
settles the doubtful ones.  One name means one place in an article, unless what follows its comma
says otherwise ("Athens, Ga." and "Athens").

The idea, a name resolved by what lies near its neighbours, is that of Leidner (Toponym Resolution
in Text, 2007) and of Lieberman and Samet (SIGIR 2012); the weights were set on GeoVirus.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10

import numpy as np
from numpy.typing import NDArray

from sayso import vocab
from sayso.ground.gazetteer import Gazetteer, Order, Place
from sayso.ground.toponyms import Toponym, words
from sayso.records import Span

Floats = NDArray[np.float64]

#: Candidates a name is given at most, the likeliest first.
MOST = 24
#: Votes can lift a candidate by this much at most, in powers of ten of people.
LIFT = 10.0
#: What one name says at most is ``GAIN * log10(1 + 1 / FLOOR)``: where it surely lies in the place.
GAIN, FLOOR = 2.5, 0.3
ROUNDS = 3
#: Why, where the gazetteer has the name in another spelling.
OTHERWISE = "its name in another spelling"
#: "the Houston region" is not a county of that name: so much less likely, and it is passed over.
FAR_LESS = 2.0
#: At this distance in km two places are half as close as at none.
NEAR = 60.0
#: Two candidates closer than this in prior, with no vote between them, leave the name open.
MARGIN = 0.3
#: Where the best known has no vote and another is nearly as likely by its votes, this many take it.
SPOKEN = 1.0
#: How close two places stand to one another.
SAME_COUNTY, SAME_REGION, SAME_COUNTRY = 0.7, 0.5, 0.15
INSIDE_COUNTY, INSIDE_REGION, INSIDE_COUNTRY = 1.0, 0.9, 0.45


@dataclass(frozen=True, slots=True)
class Choice:
    """The place that a name was settled on; ``None`` with the reason where it was left open."""

    place: Place | None
    why: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the article with its candidates and their priors, likeliest first."""

    places: tuple[Place, ...]
    priors: tuple[float, ...]
    times: int
    tied: bool


def settle(
    names: Sequence[Toponym], gazetteer: Gazetteer, hints: Iterable[Place] = ()
) -> list[Choice]:
    """The choice for every name, in order.

    ``hints`` are places that no name of the article stands for but that its story has to do with:
    the country of its outlet, the countries whose people it speaks of.
    """
    found = [candidates(each, gazetteer) for each in names]
    hints = tuple(hints)
    chosen = _chosen(names, _paired(names, found), hints)
    heard = _heard_otherwise(names, found, _spoken_of(chosen, hints), gazetteer)
    if heard == found:
        return chosen
    return [
        choice if places or choice.place is None else replace(choice, why=OTHERWISE)
        for choice, places in zip(_chosen(names, _paired(names, heard), hints), found, strict=True)
    ]


def _spoken_of(chosen: Iterable[Choice], hints: Iterable[Place]) -> list[str]:
    """The countries of the article, the one it names most first."""
    places = [*(each.place for each in chosen), *hints]
    return [code for code, _ in Counter(each.country for each in places if each).most_common(3)]


def _heard_otherwise(
    names: Sequence[Toponym],
    found: Sequence[tuple[Place, ...]],
    countries: Sequence[str],
    gazetteer: Gazetteer,
) -> list[tuple[Place, ...]]:
    """Candidates for names that the gazetteer spells otherwise, in the countries of the article."""
    heard = [code for code in countries if code in words("heard")]
    out = []
    for each, places in zip(names, found, strict=True):
        alike = (gazetteer.alike(each.name, code) for code in heard if not places)
        out.append(places or _called(each, next(filter(None, alike), ())))
    return out


def _chosen(
    names: Sequence[Toponym], found: Sequence[tuple[Place, ...]], hints: Iterable[Place]
) -> list[Choice]:
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, (each, places) in enumerate(zip(names, found, strict=True)):
        groups[(each.name.lower(), each.orders, places if each.within else None)].append(number)
    rows = [_named(names[first[0]], found[first[0]], len(first)) for first in groups.values()]
    rows += [_Name((each,), (prior(each),), 1, tied=True) for each in hints]
    chosen = _vote(rows)
    out = [Choice(None, "")] * len(names)
    for choice, numbers in zip(chosen, groups.values(), strict=False):
        for number in numbers:
            out[number] = choice
    return out


# --- candidates ---------------------------------------------------------------------------------


def candidates(name: Toponym, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """The places that a name may mean, before anything is known of the article."""
    lists = vocab.load("places")
    people = lists["people"].get(name.name) or lists["people"].get(name.name.removesuffix("s"))
    if people:
        return tuple(each for each in gazetteer.countries if each.country == people)
    written = lists["alone"].get(name.name) or lists["short"].get(name.name) or name.name
    found = gazetteer.named(written) or _otherwise(written, gazetteer)
    if name.name in lists["short"]:
        found = tuple(each for each in found if each.order == Order.REGION)
    if name.name in lists["alone"]:
        return tuple(sorted(found, key=lambda place: -prior(place)))[:1]
    return _called(name, found)


def _called(name: Toponym, found: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those that are what the words beside the name call it; the town where they are silent."""
    if not name.orders:
        return _seats(found)
    called = tuple(each for each in found if each.order in name.orders)
    if not called or max(map(prior, called)) < max(map(prior, found)) - FAR_LESS:
        return found
    return called


def _seats(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """A bare name is the town, not the region or county around it that is called by it.

    But a region of its own right, ten times as large, stays: Quebec.
    """
    towns = [each for each in places if each.order == Order.TOWN]

    def called_by_its_seat(outer: Place) -> bool:
        return outer.order in (Order.REGION, Order.COUNTY) and any(
            contains(outer, town)
            and (not outer.main or (town.main and town.people * 10 >= outer.people))
            for town in towns
        )

    return tuple(each for each in places if not called_by_its_seat(each))


def _otherwise(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """A name that the gazetteer has in another shape: without its first or last word."""
    first, _, last = name.rpartition(" ")
    if first and last.lower().rstrip(".") in (
        words("regions") | words("counties") | words("towns") | words("parts")
    ):
        return gazetteer.named(first)
    head, _, rest = name.partition(" ")
    if rest and head.lower() in words("directions") | words("parts"):
        return gazetteer.named(rest)
    return ()


def prior(place: Place) -> float:
    """How likely a place is meant by its name alone, in powers of ten of people.

    >>> round(prior(Place(1, "A", Order.TOWN, "FR", 1, 1, 100_000, 0.0, 0.0)), 1)
    5.0
    """
    size = log10(max(place.people, 100))
    if str(place.geonames) in vocab.load("places")["usual"]:
        size += 2.0
    if place.order == Order.COUNTRY:
        return 8.5
    if place.order == Order.EXPANSE:
        return 7.5
    if place.order == Order.AREA:
        return 6.5
    if place.order == Order.REGION:
        return size + 0.2 if place.main else size - 1.2
    if place.order == Order.COUNTY:
        return size - 0.7 if place.main else size - 1.7
    size += 1.0 if place.capital else 0.0
    return size if place.main else size - 1.2


def _named(name: Toponym, places: Sequence[Place], times: int) -> _Name:
    ranked = sorted(places, key=lambda place: -prior(place))[:MOST]
    return _Name(tuple(ranked), tuple(map(prior, ranked)), times, name.within is not None)


def contains(outer: Place, inner: Place) -> bool:
    """Whether one place lies in another, as far as the gazetteer tells."""
    if outer.order == Order.COUNTRY:
        return outer.country == inner.country
    if outer.order == Order.REGION:
        return outer.region == inner.region and inner.order > Order.REGION
    return outer.order == Order.COUNTY and outer.county == inner.county != -1


def _paired(
    names: Sequence[Toponym], found: Sequence[tuple[Place, ...]]
) -> list[tuple[Place, ...]]:
    """The candidates of every name, those of "Ruston, La." cut down to what fits together.

    Names of one rank side by side are a list ("Iowa, Texas and Ohio"), and no pair.  Once told,
    a name stands for the same place all over the article.
    """
    at = {each.span: number for number, each in enumerate(names)}
    out = list(found)
    said: dict[str, tuple[Place, ...]] = {}
    for number, each in enumerate(names):
        other = at.get(each.within) if each.within else None
        if other is None or _listed(number, other, names, at, found):
            continue
        outers = out[other]
        kept = tuple(p for p in out[number] if any(contains(outer, p) for outer in outers))
        if any(place.main for place in kept):
            kept = tuple(place for place in kept if place.main)
        if kept:
            out[number] = kept
            said[each.name.lower()] = kept
            out[other] = tuple(p for p in outers if any(contains(p, place) for place in kept))
    for number, each in enumerate(names):
        if each.within is None and set(said.get(each.name.lower(), ())) & set(out[number]):
            out[number] = said[each.name.lower()]
    return out


def _listed(
    number: int,
    other: int,
    names: Sequence[Toponym],
    at: Mapping[Span, int],
    found: Sequence[tuple[Place, ...]],
) -> bool:
    """Whether two names side by side are of one rank: countries, or three regions in a row."""
    ranks = [_rank(found[number]), _rank(found[other])]
    if ranks[0] != ranks[1] or ranks[0] not in (Order.COUNTRY, Order.REGION):
        return False
    further = at.get(names[other].within or (0, 0))
    return ranks[0] == Order.COUNTRY or (further is not None and _rank(found[further]) == ranks[0])


def _rank(places: Sequence[Place]) -> Order | None:
    """What the likeliest of some candidates is."""
    best = max(places, key=prior, default=None)
    return None if best is None else best.order


# --- votes --------------------------------------------------------------------------------------


def _vote(names: Sequence[_Name]) -> list[Choice]:
    flat = [place for each in names for place in each.places]
    if not flat:
        return [Choice(None, "not in the gazetteer") for _ in names]
    owner = np.repeat(np.arange(len(names)), [len(each.places) for each in names])
    priors = np.array([value for each in names for value in each.priors])
    weight = np.array([1.0 + 0.3 * np.log(each.times) for each in names])[owner]
    close = closeness(flat)
    close[owner[:, None] == owner[None, :]] = 0.0
    votes = np.zeros(len(flat))
    for _ in range(ROUNDS):
        likely = _softmax(priors + votes, owner, len(names))
        votes = _heard(close * likely[None, :], weight, owner)
    final = priors + votes
    return [_choice(each, owner == number, final, votes) for number, each in enumerate(names)]


def _softmax(values: Floats, owner: NDArray[np.int64], count: int) -> Floats:
    """How likely each candidate is among those of its name."""
    top = np.full(count, -np.inf)
    np.maximum.at(top, owner, values)
    raised = np.power(10.0, values - top[owner])
    return np.asarray(raised / np.bincount(owner, raised, count)[owner])


def _heard(close: Floats, weight: Floats, owner: NDArray[np.int64]) -> Floats:
    """What the other names say for each candidate, in powers of ten.

    A name says as much as its candidates are close, each as far as it is likely: what does not
    know which county it is in still knows its country.
    """
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    near = np.add.reduceat(close, starts, axis=1)
    said = GAIN * (np.log10(1.0 + near / FLOOR) * weight[starts][None, :]).sum(axis=1)
    return np.asarray(LIFT * (1.0 - np.exp(-said / LIFT)))


def _choice(name: _Name, mine: NDArray[np.bool_], final: Floats, votes: Floats) -> Choice:
    if not name.places:
        return Choice(None, "not in the gazetteer")
    scores, support = final[mine], votes[mine]
    order = np.argsort(-scores, kind="stable")
    best = name.places[int(order[0])]
    if len(order) > 1 and not name.tied:
        second = name.places[int(order[1])]
        narrow = scores[order[0]] - scores[order[1]] < MARGIN
        if narrow and support[order[0]] < 0.5 and distance(best, second) > 100.0:
            if support[order[1]] > SPOKEN:
                return Choice(second, "by the other places of the article")
            return Choice(None, _level(best, second))
    if len(name.places) == 1:
        return Choice(best, "the only place of this name")
    if name.tied:
        return Choice(best, "by the larger place behind it")
    if support[order[0]] > 0.5 and order[0] != 0:
        return Choice(best, "by the other places of the article")
    return Choice(best, "the best known of this name")


def _level(one: Place, other: Place) -> str:
    """Why a name is left open that two places have an equal claim to."""
    if one.country == other.country:
        return f"there are several of this name in {one.country}"
    return f"{one.name} in {one.country or 'the world'} or in {other.country or 'the world'}"


def closeness(places: Sequence[Place]) -> Floats:
    """How much each place speaks for each other, 0 to 1; rows are spoken for, columns speak."""
    order = np.array([each.order for each in places])
    region = np.array([each.region for each in places])
    county = np.array([each.county for each in places])
    codes = {code: number for number, code in enumerate({each.country for each in places} - {""})}
    country = np.array([codes.get(each.country, -1) for each in places])
    near = 1.0 / (1.0 + (distances(places) / NEAR) ** 2)
    near *= (order[:, None] != Order.COUNTRY) & (order[None, :] != Order.COUNTRY)
    near *= (order[:, None] != Order.EXPANSE) & (order[None, :] != Order.EXPANSE)

    def shared(values: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.asarray((values[:, None] == values[None, :]) & (values[:, None] >= 0))

    def either(kind: Order) -> NDArray[np.bool_]:
        return np.asarray((order[:, None] == kind) | (order[None, :] == kind))

    same = shared(country)
    found = np.where(same, np.where(either(Order.COUNTRY), INSIDE_COUNTRY, SAME_COUNTRY), 0.0)
    same = shared(region)
    value = np.where(either(Order.REGION), INSIDE_REGION, SAME_REGION)
    found = np.maximum(found, np.where(same, value, 0.0))
    same = shared(county)
    value = np.where(either(Order.COUNTY), INSIDE_COUNTY, SAME_COUNTY)
    found = np.maximum(found, np.where(same, value, 0.0))
    return np.maximum(found, near)


def distances(places: Sequence[Place]) -> Floats:
    """Great-circle distances in km, each from each."""
    lat, lon = np.radians([[each.lat for each in places], [each.lon for each in places]])
    return great_circle(lat[:, None], lon[:, None], lat[None, :], lon[None, :])


def great_circle(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """Distance in km between points given in radians (the haversine formula)."""
    half = np.sin((other_lat - lat) / 2) ** 2
    half = half + np.cos(lat) * np.cos(other_lat) * np.sin((other_lon - lon) / 2) ** 2
    return np.asarray(2 * 6371.0088 * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0))))


def distance(one: Place, other: Place) -> float:
    """Great-circle distance of two places in km."""
    return float(distances((one, other))[0, 1])

"""Typed view of ``actors/*.toml`` and ``outlets.toml``: who acts in the news, and by which names.

:func:`load_actors` reads what is shipped, :func:`read_actors` a file of a user's own in the same
form.  Look-ups by name are the business of :mod:`sayso.vocab.book`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.records import Kind
from sayso.vocab import load

__all__ = ["Actor", "Listed", "Office", "Part", "State", "load_actors", "read_actors", "slug"]

TEXTS = ("id", "name", "kind", "country", "code", "part", "of", "wikidata")
LISTS = ("aliases", "unsafe", "offices", "domains", "accounts")
KEYS = frozenset((*TEXTS, *LISTS))
ID = re.compile(r"[a-z0-9]+(?:/[a-z0-9-]+)+")
OFFICE = re.compile(
    r"(?P<role>.+) (?P<since>\d{4}(?:-\d\d){0,2}|\.\.)/(?P<until>\d{4}(?:-\d\d){0,2}|\.\.)"
)
LAST = "9999"


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held: dates are ISO 8601, as fine as they are known; ``""`` is open."""

    role: str
    since: str
    until: str = ""

    def held(self, day: str) -> bool:
        """Whether it was held on ``day`` (ISO 8601); borders count as held.

        >>> Office("president", "2009-01-20", "2017").held("2017-01-03")
        True
        """
        return self.since <= day and day[: len(self.until or LAST)] <= (self.until or LAST)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts.  ``id`` is stable; ``country`` is ISO 3166-1 alpha-3; ``code`` is CAMEO's.

    ``unsafe`` are those of its names that are ordinary words too.  ``part`` is the part of a state
    that a body belongs to, ``of`` the id of the body that a person speaks or acts for.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    unsafe: frozenset[str] = frozenset()
    country: str = ""
    code: str = ""
    part: str = ""
    of: str = ""
    wikidata: str = ""
    offices: tuple[Office, ...] = ()
    domains: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the usual one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class State:
    """A state and its words: ``adjectives`` ("Syrian"), ``people`` ("Syrians"), ``capitals``."""

    actor: Actor
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()

    @property
    def adjective(self) -> str:
        """What is put before the name of a part; its name where it has no adjective."""
        return self.adjectives[0] if self.adjectives else self.actor.name


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a state or of its people: what it is called, and by which words it is told."""

    id: str
    name: str
    kind: Kind
    code: str
    pairs: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Listed:
    """All that is shipped: actors by id, states by id, parts in order of rank."""

    actors: Mapping[str, Actor]
    states: Mapping[str, State]
    parts: tuple[Part, ...]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def slug(name: str) -> str:
    """A name as it stands in an id: plain lower-case letters, digits and hyphens.

    >>> slug("Médecins Sans Frontières"), slug("People's Daily")
    ('medecins-sans-frontieres', 'peoples-daily')
    """
    flat = unicodedata.normalize("NFKD", name).replace("&", "and")
    flat = re.sub(r"['’]", "", "".join(c for c in flat if not unicodedata.combining(c)))
    return re.sub(r"[^a-z0-9]+", "-", flat.lower()).strip("-")


def read_actors(path: Path) -> tuple[Actor, ...]:
    """The actors of a user's own file, in the form of the shipped lists.

    :class:`InputError` names the entry that is wrong, what is wrong with it, and what to write.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        message = f"{path}: the file of actors cannot be read ({error.strerror}); give another path"
        raise InputError(message) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: not a TOML file ({error}); mend the line it names") from error
    if stray := set(raw) - {"actor"}:
        wrong = ", ".join(sorted(stray))
        raise InputError(f"{path}: unknown key {wrong}; actors stand in a list called actor")
    return tuple(checked(raw.get("actor", []), str(path)))


def checked(rows: Any, where: str) -> Iterator[Actor]:
    """Each row as an actor; an :class:`InputError` at the first that is none."""
    if not isinstance(rows, list):
        raise InputError(f"{where}: actor is no list; write actor = [ {{ id = ... }} ]")
    ids = set[str]()
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise InputError(f"{where}, actor {number}: no table; write {{ id = ..., name = ... }}")
        place = f"{where}, actor {number} ({row.get('id') or row.get('name') or 'no id'})"
        try:
            actor = actor_of(row)
        except ValueError as error:
            raise InputError(f"{place}: {error}") from error
        if actor.id in ids:
            raise InputError(f"{place}: the id stands twice; give each actor one of its own")
        ids.add(actor.id)
        yield actor


def actor_of(row: Mapping[str, Any]) -> Actor:
    """One row as an actor; :class:`ValueError` says what is wrong and what to write."""
    if stray := set(row) - KEYS:
        raise ValueError(
            f"unknown key {', '.join(sorted(stray))}; known: {', '.join(sorted(KEYS))}"
        )
    name, kind, own = text(row, "name"), text(row, "kind"), text(row, "id")
    if not name:
        raise ValueError("no name; every actor needs one")
    if kind not in set(Kind):
        raise ValueError(f"kind {kind!r} is none; write one of: {', '.join(Kind)}")
    if not ID.fullmatch(own):
        raise ValueError(f"id {own!r} is none; write a word, a slash and words, as group/red-hill")
    unsafe = frozenset(texts(row, "unsafe"))
    aliases = texts(row, "aliases")
    if strange := unsafe - {name, *aliases}:
        raise ValueError(
            f"unsafe, but no name of it: {', '.join(sorted(strange))}; add it to aliases"
        )
    return Actor(
        own,
        name,
        Kind(kind),
        tuple(dict.fromkeys(alias for alias in aliases if alias != name)),
        unsafe,
        text(row, "country"),
        text(row, "code"),
        text(row, "part"),
        text(row, "of"),
        text(row, "wikidata"),
        tuple(office_of(each) for each in texts(row, "offices")),
        texts(row, "domains"),
        texts(row, "accounts"),
    )


def text(row: Mapping[str, Any], key: str) -> str:
    """The value of a key that holds one text; ``""`` where it is not there."""
    value = row.get(key, "")
    if not isinstance(value, str):
        raise ValueError(f"{key} is no text; put it in quotation marks")
    return value.strip()


def texts(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The value of a key that holds a list of texts."""
    value = row.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise ValueError(f'{key} is no list of texts; write {key} = ["...", "..."]')
    return tuple(value)


def office_of(written: str) -> Office:
    """An office as written: ``"president 2009-01-20/2017-01-20"``; ``..`` leaves the end open."""
    found = OFFICE.fullmatch(written)
    if found is None:
        raise ValueError(f'office {written!r} is none; write "president 2009-01-20/2017-01-20"')
    since, until = (found[key].replace("..", "") for key in ("since", "until"))
    return Office(found["role"], since, until)


@cache
def load_actors() -> Listed:
    """Every actor that is shipped, read once."""
    states = {state.actor.id: state for state in map(state_of, load("actors/states")["state"])}
    lists = (
        load(f"actors/{name}")["actor"] for name in ("bodies", "groups", "organisations", "persons")
    )
    rows = [actor_of(row) for entries in lists for row in entries]
    rows += map(outlet_of, load("outlets")["source"])
    actors = {each.id: each for each in (*(s.actor for s in states.values()), *rows)}
    roles = load("actors/roles")
    parts = tuple(map(part_of, roles["part"]))
    return Listed(actors, states, parts, {k: tuple(v) for k, v in roles["fields"].items()})


def state_of(row: Mapping[str, Any]) -> State:
    """One row of ``states.toml``."""
    actor = Actor(
        row["id"],
        row["name"],
        Kind.GOVERNMENT,
        tuple(row.get("aliases", ())),
        country=row.get("iso", ""),
        code=row.get("cameo") or row.get("iso", ""),
        wikidata=row.get("wikidata", ""),
    )
    words = (tuple(row.get(key, ())) for key in ("adjectives", "people", "capitals"))
    return State(actor, *words)


def outlet_of(row: Mapping[str, Any]) -> Actor:
    """One row of ``outlets.toml``; its id is made of its name."""
    return Actor(
        f"outlet/{slug(row['name'])}",
        row["name"],
        Kind(row["kind"]),
        tuple(row.get("aliases", ())),
        frozenset(row.get("unsafe", ())),
        code="MED",
        domains=tuple(row.get("domains", ())),
        accounts=tuple(row.get("accounts", ())),
    )


def part_of(row: Mapping[str, Any]) -> Part:
    """One row of ``roles.toml``."""
    return Part(
        row["id"],
        row["name"],
        Kind(row["kind"]),
        row["code"],
        tuple(row.get("pairs", ())),
        frozenset(row["nouns"].split()),
    )


def twice(actors: Iterable[Actor]) -> dict[str, list[str]]:
    """Names that several actors share, with the ids of those: in the text they stay open."""
    ids: dict[str, list[str]] = {}
    for actor in actors:
        for name in dict.fromkeys(actor.names):
            ids.setdefault(name, []).append(actor.id)
    return {name: found for name, found in ids.items() if len(found) > 1}

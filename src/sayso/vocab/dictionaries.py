"""Actor dictionaries of others -> actors in our form: CAMEO/Phoenix text, and CSV.

The CAMEO/Phoenix form is that of TABARI and PETRARCH (Schrodt 2012; Norris, Schrodt and Beieler
2017): ``NAME_ [CODE]``, synonyms behind ``+``, indented codes with dates that tell when they held
(``[AFGREB <010101]``, ``[AFGGOV 010101-020101]``, ``[AFGELI >020101]``), comments behind ``;`` or
``#``.  Each line that cannot be read is told by its number; the others are read.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sayso.records import Kind
from sayso.vocab import load
from sayso.vocab.actors import Actor, Office, actor_of, slug
from sayso.vocab.book import role_words

__all__ = ["Taken", "from_cameo", "from_csv", "to_toml"]

CODE = re.compile(r"\[\s*(?P<code>[A-Z][A-Z0-9~]{1,})\s*(?P<when>[<>]?\s*[\d\s-]*)\]")
NAME = re.compile(r"[^\[\]{}\t;#]+")
DAY = re.compile(r"\d{6}(?:\d{2})?")
COMMENT = re.compile(r"[;#].*")
PIVOT = 30
SHORT = 4
COUNTRY = 3
FOLDERS = {
    Kind.PERSON: "person",
    Kind.GOVERNMENT: "state",
    Kind.ARMED_GROUP: "group",
    Kind.OUTLET: "outlet",
    Kind.AGENCY: "outlet",
}
COLUMNS = ("id", "name", "kind", "aliases", "code", "country", "of", "wikidata", "offices")


@dataclass(slots=True)
class Taken:
    """What was read: the actors, and what is wrong with which line."""

    actors: list[Actor] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Entry:
    """One actor of a CAMEO dictionary while its lines are read."""

    line: int
    names: list[str]
    codes: list[tuple[str, str]] = field(default_factory=list)


def from_cameo(lines: Iterable[str]) -> Taken:
    """Read a CAMEO/Phoenix actor dictionary."""
    taken = Taken()
    entries: list[Entry] = []
    for number, raw in enumerate(lines, 1):
        line = COMMENT.sub("", raw).rstrip()
        if not line.strip() or line.startswith(("<", "{")):
            continue  # a comment, or the marks around a dictionary in XML
        fault = take(line, number, entries)
        if fault:
            taken.wrong.append(f"line {number}: {fault}")
    ids = set[str]()
    for entry in entries:
        if not entry.codes:
            message = f"{entry.names[0]} has no code; write NAME_ [CODE]"
            taken.wrong.append(f"line {entry.line}: {message}")
            continue
        taken.actors.append(distinct(of_entry(entry), ids))
    return taken


def take(line: str, number: int, entries: list[Entry]) -> str:
    """Take one line in; what is wrong with it, or ``""``."""
    codes = [(found["code"], found["when"].strip()) for found in CODE.finditer(line)]
    rest = CODE.sub("", line).strip()
    if "[" in rest or "]" in rest:
        return f"no code can be read in {line.strip()!r}; write [CODE] or [CODE 010101-020101]"
    if line[0] in "+&":
        if not entries:
            return "a synonym before any name; put a name above it"
        entries[-1].names += [spelled(rest.lstrip("+& "))] if rest.strip("+& _") else []
        entries[-1].codes += codes
    elif line[0].isspace() and not rest:
        if not entries:
            return "a code before any name; put a name above it"
        entries[-1].codes += codes
    elif NAME.fullmatch(rest) and any(c.isalpha() for c in rest):
        entries.append(Entry(number, [spelled(rest)], codes))
    else:
        return f"neither a name, a synonym nor a code: {line.strip()!r}"
    return ""


def spelled(written: str) -> str:
    """A name as it is written in text: ``ABDUL_RASHID_DOSTUM_`` is Abdul Rashid Dostum.

    >>> spelled("MINISTRY_OF_TRADE_"), spelled("UN_"), spelled("JEAN-MARC_AYRAULT_")
    ('Ministry of Trade', 'UN', 'Jean-Marc Ayrault')
    """
    words = written.replace("_", " ").split()
    if len(words) == 1 and len(words[0]) < SHORT:
        return words[0]
    lowered = [word.lower() if word.isupper() else word for word in words]
    return " ".join(
        word
        if place and word in role_words()["small"]
        else re.sub(r"(^|[-'’])([^\W\d_])", up, word)
        for place, word in enumerate(lowered)
    )


def up(found: re.Match[str]) -> str:
    """A letter at the head of a part of a name, as a capital."""
    return found[1] + found[2].upper()


def of_entry(entry: Entry) -> Actor:
    """An actor of its lines: the last code counts; dated codes make a person with offices."""
    code = entry.codes[-1][0].replace("~", "")
    dated = [(each.replace("~", ""), when) for each, when in entry.codes if when]
    names = list(dict.fromkeys(variants(entry.names)))
    kind = Kind.PERSON if dated else kind_of(code)
    folder = FOLDERS.get(kind, "org")
    country = code[:COUNTRY] if code[:COUNTRY] not in codes() else ""
    return Actor(
        f"{folder}/{slug(names[0])}",
        names[0],
        kind,
        tuple(names[1:]),
        country=country,
        code=code,
        offices=tuple(office(each, when) for each, when in dated),
    )


def variants(names: Sequence[str]) -> Iterator[str]:
    """Each name, and a short one in small letters, too: "IRAN" may be a country or letters."""
    for name in names:
        yield name
        if name.isupper() and len(name) == SHORT:
            yield name.capitalize()


@cache
def codes() -> Mapping[str, Kind]:
    """What a role in a code makes of its bearer."""
    table = load("actors/roles")["codes"]
    return {code: Kind(key.replace("_", " ")) for key, row in table.items() for code in row.split()}


def kind_of(code: str) -> Kind:
    """Kind of a bearer by the roles in a code; a bare country code is its government."""
    roles = [code[at : at + COUNTRY] for at in range(0, len(code), COUNTRY)]
    found = next((codes()[role] for role in roles if role in codes()), None)
    return found or (Kind.GOVERNMENT if len(roles) == 1 else Kind.ORGANISATION)


def office(code: str, when: str) -> Office:
    """A dated code as an office: its role, since and until when.

    >>> office("AFGGOV", "010615-020101")
    Office(role='GOV', since='2001-06-15', until='2002-01-01')
    >>> office("USA", ">930120")
    Office(role='USA', since='1993-01-20', until='')
    """
    days = [iso(day) for day in DAY.findall(when)]
    role = code[COUNTRY : 2 * COUNTRY] or code
    if when.startswith("<"):
        return Office(role, "", days[0] if days else "")
    return Office(role, days[0] if days else "", days[1] if len(days) > 1 else "")


def iso(day: str) -> str:
    """``YYMMDD`` or ``YYYYMMDD`` as ISO 8601; years before 30 are of this century."""
    if len(day) == 6:
        day = ("20" if int(day[:2]) < PIVOT else "19") + day
    return f"{day[:4]}-{day[4:6]}-{day[6:]}"


def from_csv(lines: Iterable[str]) -> Taken:
    """Read a CSV with a header: ``name`` and ``kind`` at least; lists are cut at ``;``."""
    taken = Taken()
    reader = csv.DictReader(lines)
    ids = set[str]()
    try:
        if header(reader.fieldnames or (), taken):
            for row in reader:
                take_row(row, reader.line_num, taken, ids)
    except csv.Error as error:
        taken.wrong.append(f"line {reader.line_num}: no CSV from here on ({error})")
    return taken


def header(columns: Sequence[str], taken: Taken) -> bool:
    """Whether a header tells enough; what is wrong with it is told."""
    if stray := [column for column in columns if column not in COLUMNS]:
        told = ", ".join(COLUMNS)
        taken.wrong.append(f"line 1: unknown column {', '.join(stray)}; known are {told}")
    if {"name", "kind"} <= set(columns):
        return True
    taken.wrong.append("line 1: a header with the columns name and kind is wanted")
    return False


def take_row(row: Mapping[str, str | None], number: int, taken: Taken, ids: set[str]) -> None:
    """Take in one row of a CSV."""
    told: dict[str, Any] = {
        key: (value or "").strip() for key, value in row.items() if key in COLUMNS
    }
    lists: dict[str, Any] = {
        key: [part.strip() for part in told.pop(key).split(";") if part.strip()]
        for key in ("aliases", "offices")
        if key in told
    }
    kind = told.get("kind", "")
    folder = FOLDERS.get(Kind(kind), "org") if kind in set(Kind) else "org"
    told["id"] = told.get("id") or f"{folder}/{slug(told.get('name', ''))}"
    try:
        actor = actor_of({**told, **lists})
    except ValueError as error:
        taken.wrong.append(f"line {number}: {error}")
        return
    taken.actors.append(distinct(actor, ids))


def distinct(actor: Actor, ids: set[str]) -> Actor:
    """The actor with an id that nobody has yet: a number is put behind one that is taken."""
    own, number = actor.id, 2
    while own in ids:
        own, number = f"{actor.id}-{number}", number + 1
    ids.add(own)
    return replace(actor, id=own)


def to_toml(actors: Iterable[Actor], head: str) -> str:
    """Actors as a file of the form that :func:`sayso.vocab.actors.read_actors` reads."""
    lines = [f"# {line}".rstrip() for line in head.splitlines()]
    rows = [f"  {{ {', '.join(keys(actor))} }}," for actor in actors]
    return "\n".join([*lines, "actor = [", *rows, "]", ""])


def keys(actor: Actor) -> Iterator[str]:
    """The keys of one actor that hold something, as TOML."""
    plain = ("id", "name", "kind", "country", "code", "part", "of", "wikidata")
    for key in plain:
        if value := str(getattr(actor, key)):
            yield f"{key} = {quoted(value)}"
    offices = [f"{o.role} {o.since or '..'}/{o.until or '..'}" for o in actor.offices]
    for key, many in (
        ("aliases", actor.aliases),
        ("unsafe", sorted(actor.unsafe)),
        ("offices", offices),
    ):
        if many:
            yield f"{key} = [{', '.join(map(quoted, many))}]"


def quoted(value: str) -> str:
    """A text as a TOML basic string; those of JSON are such, but for one control character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")

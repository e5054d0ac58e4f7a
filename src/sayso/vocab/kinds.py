"""Typed view of ``kinds.toml`` and ``outlets.toml``: what a source is, by noun, name or title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.records import Kind
from sayso.vocab import load

__all__ = ["Kinds", "Named", "kinds"]


# Names of this length and more are known in any case of letters ("CentCom").
LONG = 5
BODIES = ("armed_group", "organisation", "outlet", "agency", "government", "social")


@dataclass(frozen=True, slots=True)
class Named:
    """A body that is known by name: its canonical form and its kind."""

    name: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Kinds:
    """What a source is.  Keys are lower case, but those of ``names`` and ``endings``."""

    determiners: frozenset[str]
    light: frozenset[str]
    after: frozenset[str]
    within: frozenset[str]
    lead: frozenset[str]
    trail: frozenset[str]
    stray: frozenset[str]
    headline: frozenset[str]
    amounts: frozenset[str]
    nameless: frozenset[str]
    anybody: frozenset[str]
    recordings: frozenset[str]
    moving: frozenset[str]
    frames: frozenset[str]
    fresh: frozenset[str]
    many: frozenset[str]
    outside: frozenset[str]
    events: frozenset[str]
    of_state: frozenset[str]
    press: frozenset[str]
    watchers: frozenset[str]
    leading: frozenset[str]
    hyphened: frozenset[str]
    pronouns: Mapping[str, str]
    titles: frozenset[str]
    male: frozenset[str]
    female: frozenset[str]
    roles: frozenset[str]
    ruling: frozenset[str]
    speaker: frozenset[str]
    family: frozenset[str]
    heads: Mapping[str, Kind]
    names: Mapping[str, Named]
    unsafe: Mapping[str, Named]
    endings: Mapping[str, Kind]
    beginnings: Mapping[str, Kind]
    tails: frozenset[str]
    single: frozenset[str]
    bodied: Mapping[str, Kind]
    general: frozenset[str]
    armed: frozenset[str]
    group: Mapping[str, frozenset[Kind]]
    countries: frozenset[str]
    openers: frozenset[str]
    collective: frozenset[str]
    pairs: Mapping[str, Kind]
    carriers: frozenset[str]
    issued: frozenset[str]
    leaves: frozenset[str]
    irregular: frozenset[str]
    synonyms: Mapping[str, str]
    adjectives: frozenset[str]
    calendar: frozenset[str]
    folded: Mapping[str, Named]
    first: Mapping[str, str]
    namesakes: Mapping[str, str]


def kind(word: str) -> Kind:
    """The kind that a key of the file stands for (``armed_group`` -> ``armed group``)."""
    return Kind(word.replace("_", " "))


def split(table: Mapping[str, str]) -> dict[str, Kind]:
    """``{"witness": "resident local"}`` -> ``{"resident": WITNESS, ...}``, first entry wins."""
    out: dict[str, Kind] = {}
    for key, words in table.items():
        for word in words.split():
            out.setdefault(word, kind(word=key))
    return out


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def first_names(raw: Mapping[str, str]) -> dict[str, str]:
    """First name -> "m" or "f"."""
    return {name: key for key in ("m", "f") for name in raw[key].split()}


@cache
def named() -> dict[str, Named]:
    """Every name and alias of the bodies known by name, outlets and agencies among them."""
    out: dict[str, Named] = {}
    for key, rows in load("kinds")["names"].items():
        for row in rows:
            for form in row:
                out.setdefault(bare(form), Named(row[0], kind(key)))
    for row in load("outlets")["source"]:
        entry = Named(row["name"], Kind(row["kind"]))
        for form in (row["name"], *row.get("aliases", ())):
            out.setdefault(bare(form), entry)
    return out


def unsafe() -> dict[str, Named]:
    """Outlets named by ordinary words: to be believed only after "told" and the like."""
    out: dict[str, Named] = {}
    for row in load("outlets")["source"]:
        for form in row.get("unsafe", ()):
            out.setdefault(form, Named(row["name"], Kind(row["kind"])))
    return out


def pairs(raw: Mapping[str, str]) -> dict[str, Kind]:
    """Two words and the kind they tell, one of the sort or several: "terror group(s)"."""
    return {f"{pair}s": Kind(to) for pair, to in raw.items()} | {
        pair: Kind(to) for pair, to in raw.items()
    }


def bare(name: str) -> str:
    """A name without its article."""
    return name.removeprefix("The ").removeprefix("the ")


@cache
def kinds() -> Kinds:
    """The words that tell kinds, read once."""
    raw = load("kinds")
    return Kinds(
        determiners=words(raw["words"]["determiners"]),
        light=words(raw["words"]["light"]),
        after=words(raw["words"]["after"]),
        within=words(raw["words"]["within"]),
        lead=words(raw["words"]["lead"]),
        trail=words(raw["words"]["trail"]),
        stray=words(raw["words"]["stray"]),
        headline=words(raw["words"]["headline"]),
        amounts=frozenset(raw["words"]["amounts"]),
        nameless=words(raw["words"]["nameless"]),
        anybody=words(raw["words"]["anybody"]),
        recordings=words(raw["words"]["recordings"]),
        moving=words(raw["words"]["moving"]),
        frames=words(raw["words"]["frames"]),
        fresh=words(raw["words"]["fresh"]),
        many=words(raw["words"]["many"]),
        outside=words(raw["words"]["outside"]),
        events=words(raw["words"]["events"]),
        of_state=words(raw["words"]["of_state"]),
        press=words(raw["words"]["press"]),
        watchers=words(raw["words"]["watchers"]),
        leading=words(raw["words"]["leading"]),
        hyphened=words(raw["words"]["hyphened"]),
        pronouns=dict(raw["pronouns"]),
        titles=words(raw["titles"]["plain"]),
        male=words(raw["titles"]["male"]) | words(raw["roles"]["male"]),
        female=words(raw["titles"]["female"]) | words(raw["roles"]["female"]),
        roles=words(raw["roles"]["nouns"]),
        ruling=words(raw["roles"]["ruling"]),
        speaker=words(raw["roles"]["speaker"]),
        family=words(raw["roles"]["family"]),
        heads=split(raw["heads"]),
        names=named(),
        unsafe=unsafe(),
        endings=split(raw["endings"]),
        beginnings=split(raw["beginnings"]),
        tails=words(raw["tails"]["words"]),
        single=words(raw["single"]["words"]),
        bodied=split({key: raw["bodied"][key] for key in BODIES}),
        general=words(raw["bodied"]["general"]),
        armed=words(raw["bodied"]["armed"]),
        group={noun: frozenset(map(Kind, to)) for noun, to in raw["group"].items()},
        countries=frozenset(x.strip() for x in raw["countries"]["names"].split("|")),
        openers=words(raw["words"]["openers"]),
        collective=words(raw["collective"]["words"]),
        pairs=pairs(raw["pairs"]),
        carriers=words(raw["carriers"]["words"]),
        issued=words(raw["carriers"]["issued"]),
        leaves=words(raw["carriers"]["leaves"]),
        irregular=words(raw["irregular"]["words"]),
        synonyms=dict(raw["synonyms"]),
        adjectives=words(raw["adjectives"]["words"]),
        calendar=words(raw["adjectives"]["calendar"]),
        folded={form.casefold(): to for form, to in named().items() if len(form) >= LONG},
        first=first_names(raw["first_names"]),
        namesakes=first_names(raw["namesakes"]),
    )

"""Typed view of ``events.toml``: which words tell what one party does to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.vocab import load
from sayso.vocab.cues import stems

__all__ = ["Events", "Turn", "events", "singulars"]

Types = tuple[str, ...]
VERBAL = (
    "denying",
    "handing",
    "making",
    "managing",
    "linking",
    "bringing",
    "owning",
    "phoning",
    "wanting",
    "mutual",
    "plain",
    "planning",
    "pledging",
    "promising",
    "refusing",
    "saying",
    "suffered",
)
"""Lists of the grammar that hold base forms of verbs."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A verb before a noun of certain types, or one of certain nouns, is an event of its own."""

    verbs: frozenset[str]
    types: frozenset[str]
    words: frozenset[str]
    event: str


@dataclass(frozen=True, slots=True)
class Events:
    """Verbs by base form and nouns in the singular, each with its PLOVER types, likeliest first."""

    verbs: Mapping[str, Types]
    phrases: Mapping[str, Types]
    apart: Mapping[str, Types]
    nouns: Mapping[str, Types]
    light: frozenset[str]
    reverse: frozenset[str]
    particles: frozenset[str]
    share: frozenset[str]
    turned: tuple[Turn, ...]
    mutual: frozenset[str]
    mutual_nouns: frozenset[str]
    asking: frozenset[str]
    judging: frozenset[str]
    together: frozenset[str]
    planning: frozenset[str]
    refusing: frozenset[str]
    pledging: frozenset[str]
    denying: frozenset[str]
    coming: frozenset[str]
    possible: frozenset[str]
    handing: frozenset[str]
    making: frozenset[str]
    acting: frozenset[str]
    counting: frozenset[str]
    plain: frozenset[str]
    promising: frozenset[str]
    lone_nouns: frozenset[str]
    lone_verbs: frozenset[str]
    suffering: frozenset[str]
    bodily: frozenset[str]
    ruinous: frozenset[str]
    kept: frozenset[str]
    waged: frozenset[str]
    blaming: frozenset[str]
    freeing: frozenset[str]
    feared: frozenset[str]
    decided: frozenset[str]
    undertaken: frozenset[str]
    leaving: frozenset[str]
    idle: frozenset[str]
    committing: frozenset[str]
    taking: frozenset[str]
    soft: frozenset[str]
    wanting: frozenset[str]
    going: frozenset[str]
    owning: frozenset[str]
    dismissing: frozenset[str]
    undergone: frozenset[str]
    endured: frozenset[str]
    weighing: frozenset[str]
    answering: frozenset[str]
    telling_of: frozenset[str]
    showing: frozenset[str]
    linking: frozenset[str]
    vague: frozenset[str]
    bringing: frozenset[str]
    needs: Mapping[str, frozenset[str]]
    phoning: frozenset[str]
    heading: frozenset[str]
    landing: frozenset[str]
    needy: frozenset[str]
    closing: frozenset[str]
    managing: frozenset[str]
    owned: frozenset[str]
    personal_types: frozenset[str]
    personal: frozenset[str]
    matters: frozenset[str]
    nobody: frozenset[str]
    buildings: frozenset[str]
    quads: Mapping[str, int]
    suffered: frozenset[str]
    giving: frozenset[str]
    telling: frozenset[str]
    people: frozenset[str]
    empty: frozenset[str]
    saying: frozenset[str]
    demanding: frozenset[str]
    reporting: frozenset[str]
    placed: frozenset[str]
    irregular: Mapping[str, str]
    bases: frozenset[str]

    def verb(self, word: str) -> str:
        """Base form of a verb in lower case: a listed one where there is one, else a guess.

        >>> events().verb("fought"), events().verb("carried"), events().verb("shelling")
        ('fight', 'carry', 'shell')
        """
        if word in self.irregular:
            return self.irregular[word]
        bases = list(stems(word))
        return next((base for base in bases if base in self.bases), bases[-1])

    def noun(self, word: str) -> str:
        """Singular of a noun in lower case, if it is listed; else the word.

        >>> events().noun("air-strikes"), events().noun("inquiries"), events().noun("houses")
        ('air-strike', 'inquiry', 'houses')
        """
        return next((form for form in singulars(word) if form in self.nouns), word)

    def person(self, word: str) -> bool:
        """Whether a noun is listed as one for people or bodies, in whatever number."""
        return not self.people.isdisjoint(singulars(word))

    def singular(self, word: str) -> str:
        """Singular of a noun that tells no event ("rulings", "schools"), if it is listed."""
        known = (self.empty, self.matters, self.buildings)
        return next((f for f in singulars(word) if any(f in each for each in known)), word)


@lru_cache(maxsize=20_000)
def singulars(word: str) -> tuple[str, ...]:
    """Possible singulars of a noun, the word itself first."""
    forms = list(dict.fromkeys([word, word.removesuffix("s")]))
    forms += [word[:-2]] * word.endswith(("ses", "xes", "zes", "ches", "shes", "oes"))
    forms += [word[:-3] + "y"] * word.endswith("ies") + [word[:-3] + "man"] * word.endswith("men")
    return tuple(forms)


def typed(table: Mapping[str, str], apart: str | None = None) -> dict[str, Types]:
    """``{"AID": "arm feed"}`` -> ``{"arm": ("AID",), "feed": ("AID",)}``, in the order given."""
    out: dict[str, Types] = {}
    for event, words in table.items():
        for word in map(str.strip, words.split(apart)):
            out[word] = tuple(dict.fromkeys((*out.get(word, ()), event)))
    return out


def turned(rows: Iterable[Mapping[str, str]]) -> tuple[Turn, ...]:
    """The ``[[turned]]`` rows."""
    return tuple(
        Turn(
            frozenset(row["verbs"].split()),
            frozenset(row["nouns"].split()),
            frozenset(row.get("words", "").split()),
            row["event"],
        )
        for row in rows
    )


@cache
def events() -> Events:
    """The words of events, read once."""
    raw = load("events")
    grammar = {key: _listed(words) for key, words in raw["grammar"].items()}
    light = {key: frozenset(words.split()) for key, words in raw["light"].items()}
    verbs = (*raw["verbs"].values(), *light.values(), *(grammar[key] for key in VERBAL))
    pairs = (*raw["phrases"].values(), *raw["apart"].values())
    bases = {word for each in verbs for word in (each.split() if isinstance(each, str) else each)}
    bases |= {pair.split()[0] for row in pairs for pair in row.split("|")}
    bases |= {word for turn in turned(raw["turned"]) for word in turn.verbs}
    return Events(
        **grammar,
        bases=frozenset(bases),
        verbs=typed(raw["verbs"]),
        phrases=typed(raw["phrases"], "|"),
        apart=typed(raw["apart"], "|"),
        needs={phrase: frozenset(words.split()) for phrase, words in raw["needs"].items()},
        nouns=typed(raw["nouns"]) | typed(raw["compounds"], "|"),
        light=light["verbs"],
        reverse=light["reverse"],
        particles=light["particles"],
        share=light["share"],
        turned=turned(raw["turned"]),
        quads={event: int(q) for q, row in raw["quads"].items() for event in row.split()},
        irregular={f: base for base, forms in raw["irregular"].items() for f in forms.split()},
    )


def _listed(words: str) -> frozenset[str]:
    """The words of a list of the grammar; those of two words stand between bars."""
    return frozenset(map(str.strip, words.split("|" if "|" in words else None)))

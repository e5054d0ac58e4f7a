"""Typed view of ``cues.toml`` and ``hedges.toml``: how firmly a cue puts a thing forward."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.records import Firmness
from sayso.vocab import load

__all__ = ["Cues", "Hedges", "cues", "hedges", "stems"]

# Where a word is in two lists, the earlier class wins: it says more.
ORDER = (Firmness.DENIED, Firmness.ALLEGED, Firmness.HEDGED, Firmness.OTHER, Firmness.ASSERTED)
VOWELS = frozenset("aeiou")
MIN_STEM = 2


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that carry saying.  Verbs are kept by base form; :meth:`lemma` finds it."""

    verbs: Mapping[str, Firmness]
    nouns: Mapping[str, Firmness]
    adverbs: Mapping[str, Firmness]
    phrases: Mapping[str, Firmness]
    negated: Mapping[str, Firmness]
    negation: frozenset[str]
    unwilling: frozenset[str]
    be: frozenset[str]
    auxiliary: frozenset[str]
    passing: frozenset[str]
    quoted_as: frozenset[str]
    function: frozenset[str]
    nothing: tuple[str, ...]
    wishing: frozenset[str]
    nameless: tuple[str, ...]
    lives: frozenset[str]
    against: frozenset[str]
    blamed: frozenset[str]
    blaming: frozenset[str]
    stirring: frozenset[str]
    calling: frozenset[str]
    selves: frozenset[str]
    refusing: frozenset[str]
    naming: frozenset[str]
    bare: Mapping[str, frozenset[str]]
    deeds: frozenset[str]
    findings: frozenset[str]
    seeming: frozenset[str]
    who: frozenset[str]
    nobody: frozenset[str]
    own: frozenset[str]
    showing: frozenset[str]
    made: Mapping[str, frozenset[str]]
    addressed: frozenset[str]
    vouching: frozenset[str]
    speaking: frozenset[str]
    upright: frozenset[str]
    going_on: frozenset[str]
    believed: frozenset[str]
    talk: frozenset[str]
    openings: frozenset[str]
    topics: frozenset[str]
    thinking: frozenset[str]
    facts: frozenset[str]
    learning: frozenset[str]
    grounds: frozenset[str]
    knowing: frozenset[str]
    news: frozenset[str]
    aims: frozenset[str]
    doubt: frozenset[str]
    checking: frozenset[str]
    self_told: frozenset[str]
    irregular: Mapping[str, str]

    def lemma(self, word: str) -> str:
        """Base form of a verb in lower case; the word itself where none is listed.

        >>> cues().lemma("denied"), cues().lemma("claims"), cues().lemma("begging")
        ('deny', 'claim', 'beg')
        """
        return _lemma(word)


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that make a thing less firm, by where they stand (see ``hedges.toml``)."""

    near: Mapping[str, Firmness]
    source: Mapping[str, Firmness]
    reported: Mapping[str, Firmness]
    content: frozenset[str]
    phrases: tuple[str, ...]
    asking: tuple[str, ...]
    worth: frozenset[str]
    suspected: frozenset[str]
    untrue: tuple[str, ...]
    talk: frozenset[str]
    conditions: frozenset[str]
    coming: frozenset[str]
    as_if: frozenset[str]


def stems(word: str) -> Iterator[str]:
    """Possible base forms of an inflected regular verb, the word itself first."""
    yield word
    for ending in ("ing", "ed", "es", "s", "d"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < MIN_STEM:
            continue
        yield stem
        yield stem + "e"
        if stem[-1] == "i":
            yield stem[:-1] + "y"
        if len(stem) > MIN_STEM and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
            yield stem[:-1]


def by_class(table: Mapping[str, str]) -> dict[str, Firmness]:
    """``{"denied": "deny rebut"}`` -> ``{"deny": DENIED, "rebut": DENIED}``, earlier class wins."""
    out: dict[str, Firmness] = {}
    for firmness in ORDER:
        for word in table.get(firmness.value, "").split():
            out.setdefault(word, firmness)
    return out


def firm(table: Mapping[str, str]) -> dict[str, Firmness]:
    """``{"according to": "asserted"}`` with the values as :class:`Firmness`."""
    return {key: Firmness(value) for key, value in table.items()}


@lru_cache(maxsize=20_000)
def _lemma(word: str) -> str:
    """As :meth:`Cues.lemma`; remembered, since every rule asks it of every cue."""
    known = cues()
    if word in known.irregular:
        return known.irregular[word]
    return next((base for base in stems(word) if base in known.verbs), word)


@cache
def cues() -> Cues:
    """The cue words, read once."""
    raw = load("cues")
    return Cues(
        verbs=by_class(raw["verbs"]),
        nouns=by_class(raw["nouns"]),
        adverbs=by_class(raw["adverbs"]),
        phrases=firm(raw["phrases"]),
        negated=firm(raw["negated"]),
        negation=frozenset(raw["negation"]["words"].split()),
        unwilling=frozenset(raw["negation"]["unwilling"].split()),
        be=frozenset(raw["passive"]["be"].split()),
        auxiliary=frozenset(raw["passive"]["auxiliary"].split()),
        passing=frozenset(raw["passing"]["words"].split()),
        quoted_as=frozenset(raw["passing"]["as"].split()),
        function=frozenset(raw["nothing"]["function"].split()),
        nothing=tuple(raw["nothing"]["said"]),
        wishing=frozenset(raw["nothing"]["wishing"].split()),
        nameless=tuple(raw["nothing"]["nameless"]),
        bare={verb: frozenset(all_of.split()) for verb, all_of in raw["nothing"]["bare"].items()},
        deeds=frozenset(raw["nothing"]["deeds"].split()),
        findings=frozenset(raw["nothing"]["findings"].split()),
        seeming=frozenset(raw["nothing"]["seeming"].split()),
        naming=frozenset(raw["nothing"]["naming"].split()),
        who=frozenset(raw["passing"]["who"].split()),
        lives=frozenset(raw["nothing"]["lives"].split()),
        against=frozenset(raw["nothing"]["against"].split()),
        blamed=frozenset(raw["nothing"]["blamed"].split()),
        blaming=frozenset(raw["nothing"]["blaming"].split()),
        calling=frozenset(raw["nothing"]["calling"].split()),
        selves=frozenset(raw["nothing"]["selves"].split()),
        refusing=frozenset(raw["nothing"]["refusing"].split()),
        stirring=frozenset(raw["nothing"]["stirring"].split()),
        nobody=frozenset(raw["nothing"]["nobody"].split()),
        own=frozenset(raw["nothing"]["own"].split()),
        showing=frozenset(raw["nothing"]["showing"].split()),
        made={noun: frozenset(verbs.split()) for noun, verbs in raw["made"].items()},
        addressed=frozenset(raw["addressed"]["words"].split()),
        vouching=frozenset(raw["roles"]["vouching"].split()),
        speaking=frozenset(raw["roles"]["speaking"].split()),
        upright=frozenset(raw["roles"]["upright"].split()),
        going_on=frozenset(raw["roles"]["going_on"].split()),
        believed=frozenset(raw["roles"]["believed"].split()),
        talk=frozenset(raw["roles"]["talk"].split()),
        openings=frozenset(raw["roles"]["openings"].split()),
        topics=frozenset(raw["roles"]["topics"].split()),
        thinking=frozenset(raw["roles"]["thinking"].split()),
        facts=frozenset(raw["roles"]["facts"].split()),
        learning=frozenset(raw["roles"]["learning"].split()),
        knowing=frozenset(raw["roles"]["knowing"].split()),
        grounds=frozenset(raw["roles"]["grounds"].split()),
        news=frozenset(raw["roles"]["news"].split()),
        aims=frozenset(raw["roles"]["aims"].split()),
        doubt=frozenset(raw["roles"]["doubt"].split()),
        checking=frozenset(raw["roles"]["checking"].split()),
        self_told=frozenset(raw["roles"]["self"].split()),
        irregular=dict(raw["irregular"]),
    )


@cache
def hedges() -> Hedges:
    """The hedging words, read once."""
    raw = load("hedges")
    content = raw["content"]
    words = " ".join((content["modal"], content["verbs"], content["words"]))
    return Hedges(
        near=by_class(raw["near_cue"]),
        source=by_class(raw["source"]),
        reported=by_class(raw["reported"]),
        content=frozenset(words.split()),
        phrases=tuple(content["phrases"]),
        asking=tuple(content["asking"]),
        worth=frozenset(raw["worth"]["words"].split()),
        suspected=frozenset(content["suspected"].split()),
        untrue=tuple(content["untrue"]),
        talk=frozenset(content["talk"].split()),
        conditions=frozenset(content["conditions"].split()),
        coming=frozenset(content["coming"].split()),
        as_if=frozenset(content["as_if"].split()),
    )

"""Typed view of ``stance.toml``: words by which a claim says no, doubts, or leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.vocab import load

__all__ = ["Stances", "stances"]


@dataclass(frozen=True, slots=True)
class Stances:
    """The lists, in lower case; phrases in the order of the list.

    ``measures``: the unit that a unit is told in besides, and how many of that it is.
    """

    negation: frozenset[str]
    beyond: frozenset[str]
    breaks: frozenset[str]
    doubt: frozenset[str]
    doubting: frozenset[str]
    label: frozenset[str]
    labelling: frozenset[str]
    merely: frozenset[str]
    modal: frozenset[str]
    will: frozenset[str]
    still: frozenset[str]
    withholding: frozenset[str]
    pointing: frozenset[str]
    reporting: frozenset[str]
    back: frozenset[str]
    between: frozenset[str]
    part_in_it: frozenset[str]
    confirming: frozenset[str]
    hearsay: frozenset[str]
    supposing: frozenset[str]
    ceasing: frozenset[str]
    lasting: frozenset[str]
    refusing: frozenset[str]
    amiss: frozenset[str]
    so: frozenset[str]
    truth: frozenset[str]
    telling: frozenset[str]
    unaware: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    measures: Mapping[str, tuple[str, float]]


@cache
def stances() -> Stances:
    """Read once, and kept.

    >>> "not aware" in stances().unaware, stances().measures["m"]
    (True, ('km', 0.001))
    """
    lists = load("stance")
    words = {name: frozenset(text.split()) for name, text in lists["words"].items()}
    phrases = {name: tuple(each) for name, each in lists["phrases"].items()}
    measures = {unit: (into, float(size)) for unit, (into, size) in lists["measures"].items()}
    return Stances(
        negation=words["negation"],
        beyond=words["beyond"],
        breaks=words["breaks"],
        doubt=words["doubt"],
        doubting=words["doubting"],
        label=words["label"],
        labelling=words["labelling"],
        merely=words["merely"],
        modal=words["modal"],
        will=words["will"],
        still=words["still"],
        withholding=words["withholding"],
        pointing=words["pointing"],
        reporting=words["reporting"],
        back=words["back"],
        between=words["between"],
        part_in_it=words["part_in_it"],
        confirming=words["confirming"],
        hearsay=words["hearsay"],
        supposing=words["supposing"],
        ceasing=words["ceasing"],
        lasting=words["lasting"],
        refusing=words["refusing"],
        amiss=words["amiss"],
        so=words["so"],
        truth=words["truth"],
        telling=words["telling"],
        unaware=phrases["unaware"],
        unconfirmed=phrases["unconfirmed"],
        measures=measures,
    )

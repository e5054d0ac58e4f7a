"""Typed view of ``kin.toml``: words that tell the same deed or thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from sayso.vocab import load

__all__ = ["Kin", "kin", "root", "roots"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ENDINGS = ("ing", "ed")
LEFT = 2
"""Letters that are left of a word at least when its ending is taken off; 3 before a bare s."""


@dataclass(frozen=True, slots=True)
class Kin:
    """``by_root``: of each word, by its root, the roots that tell the same, its own among them.

    ``light`` are roots that say nothing of what is told; ``joined`` pairs of words that are one.
    ``raids``: what a state whose name stands before it does ("Russian air strikes").
    ``called``: by which words a claim means a state or a group that its article has named.
    ``held``, ``owned``: words behind somebody's name that tell only whose a place is, and
    ``banding`` what may stand before them; ``against``: words before it by which a thing is done
    to them.  ``towns``: what a place is called before its name; ``parts``: what is only a part of
    the place that it is in.  ``sides``: parts of a state that do not act for it, and whose side
    they are.
    """

    by_root: Mapping[str, frozenset[str]]
    light: frozenset[str]
    joined: Mapping[tuple[str, str], str]
    sides: Mapping[str, str]
    pronouns: frozenset[str]
    where: frozenset[str]
    lies: frozenset[str]
    raids: frozenset[str]
    held: frozenset[str]
    owned: frozenset[str]
    banding: frozenset[str]
    against: frozenset[str]
    towns: frozenset[str]
    parts: frozenset[str]
    called: Mapping[str, frozenset[str]]

    def of(self, word_root: str) -> frozenset[str]:
        """The roots of words that tell what a word tells."""
        return self.by_root.get(word_root) or frozenset((word_root,))


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """A word without its endings, the same for all its regular forms.

    >>> root("seized") == root("seize") == root("seizing"), root("dropped") == root("drops")
    (True, True)
    >>> root("bombings") == root("bombs"), root("crosses") == root("crossing")
    (True, True)
    """
    bare = word.lower().replace("’", "'").removesuffix("'s")
    if bare.endswith(("ies", "ied")) and len(bare) > LEFT + 2:
        return bare[:-3] + "y"
    if bare.endswith("s") and bare[-2:] not in _NOT and len(bare) > LEFT + 1:
        bare = bare[:-1]
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= LEFT:
            bare = bare[: -len(ending)]
            break
    bare = bare.rstrip("e") or bare
    return bare[:-1] if len(bare) > LEFT and bare[-1] == bare[-2] else bare


_NOT = ("ss", "us", "is")
"""Ends of words whose s is no ending."""


def roots(text: str) -> frozenset[str]:
    """The roots of the words of a text; two words that are one ("air strike") beside both."""
    words = [root(found[0]) for found in _WORD.finditer(text)]
    return frozenset((*words, *_pairs(words)))


def _pairs(words: list[str]) -> Iterator[str]:
    joined = kin().joined
    for pair in pairwise(words):
        if pair in joined:
            yield joined[pair]


@cache
def kin() -> Kin:
    """Read once, and kept.

    >>> root("slain") in kin().of(root("killed")), root("killed") in kin().of(root("beheaded"))
    (True, False)
    """
    lists = load("kin")
    found: dict[str, set[str]] = {}
    for line in lists["same"]:
        some = {root(word) for word in line.split()}
        for each in some:
            found.setdefault(each, set()).update(some)
    for word, line in lists["told_by"].items():
        found.setdefault(root(word), {root(word)}).update(root(each) for each in line.split())
    pairs = (line.split() for line in lists["joined"]["pairs"])
    return Kin(
        by_root={word: frozenset(some) for word, some in found.items()},
        light=frozenset(root(word) for word in lists["light"]["words"].split()),
        joined={(root(one), root(two)): root(one + two) for one, two in pairs},
        sides=dict(lists["parties"]["sides"]),
        pronouns=frozenset(lists["parties"]["pronouns"].split()),
        where=frozenset(lists["parties"]["where"].split()),
        lies=frozenset(lists["parties"]["lies"].split()),
        called={
            sort: frozenset(root(word) for word in line.split())
            for sort, line in lists["called"].items()
        },
        raids=frozenset(root(word) for word in lists["parties"]["raids"].split()),
        held=frozenset(lists["parties"]["held"].split()),
        owned=frozenset(lists["parties"]["owned"].split()),
        banding=frozenset(lists["parties"]["banding"].split()),
        against=frozenset(lists["parties"]["against"].split()),
        towns=frozenset(lists["parties"]["towns"].split()),
        parts=frozenset(root(word) for word in lists["parties"]["parts"].split()),
    )

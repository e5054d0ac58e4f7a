"""Which gold records a run gets right, field by field, and what changed between two runs.

A score says how much moved; this says what.  A judgement is kept as signs and holds no word of
the gold, so that it can stand in git beside the floors (``bench/pinned/NAME.txt``): its diff is
the list of gains and losses of a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]
#: Does the predicted record have this field right?
Test = Callable[[str, Record, Record], bool]

RIGHT, WRONG, MISSED = "+", "-", "."
ROLES = ("cue", "content", "source")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One document: for each gold record its fields as signs, and the records gold lacks.

    A sign is ``+`` right, ``-`` wrong, ``.`` where no predicted record answers to this one.
    """

    records: tuple[str, ...]
    extra: int


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one gold record that a run has right and another has not."""

    document: int
    record: int
    field: str
    gain: bool


def judge(
    text: str, gold: Sequence[Record], predicted: Sequence[Record], tests: Mapping[str, Test]
) -> Judgement:
    """Judge one document; records are aligned one to one, those that overlap most first."""
    pairs = align(gold, predicted)
    rows = tuple(
        "".join(_sign(test, text, record, predicted, pairs.get(place)) for test in tests.values())
        for place, record in enumerate(gold)
    )
    return Judgement(rows, len(predicted) - len(pairs))


def _sign(
    test: Test, text: str, gold: Record, predicted: Sequence[Record], partner: int | None
) -> str:
    if partner is None:
        return MISSED
    return RIGHT if test(text, gold, predicted[partner]) else WRONG


def align(gold: Sequence[Record], predicted: Sequence[Record]) -> dict[int, int]:
    """Pair the records whose contents overlap by .3 of their union, or whose cues touch.

    >>> align([{"cue": [[0, 4]], "content": []}], [{"cue": [[2, 4]], "content": [[5, 9]]}])
    {0: 0}
    """
    wanted, found = [_places(each) for each in gold], [_places(each) for each in predicted]
    scored = sorted(
        (-likeness, left, right)
        for left, a in enumerate(wanted)
        for right, b in enumerate(found)
        if (likeness := _likeness(a, b)) > 0
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, left, right in scored:
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def _places(record: Record) -> list[set[int]]:
    """The offsets that each role of a record covers."""
    return [
        {place for start, end in record.get(role) or () for place in range(start, end)}
        for role in ROLES
    ]


def _likeness(a: Sequence[set[int]], b: Sequence[set[int]]) -> float:
    cue, content, source = (
        len(left & right) / len(left | right) if left and right else 0.0
        for left, right in zip(a, b, strict=True)
    )
    return cue + content + source if cue > 0 or content >= 0.3 else 0.0


def changes(
    before: Sequence[Judgement], after: Sequence[Judgement], fields: Sequence[str]
) -> Iterator[Change]:
    """What ``after`` has right and ``before`` had not, and the reverse, in text order."""
    for document, (old, new) in enumerate(zip(before, after, strict=True)):
        for record, (was, now) in enumerate(zip(old.records, new.records, strict=True)):
            for field, a, b in zip(fields, was, now, strict=True):
                if (a == RIGHT) != (b == RIGHT):
                    yield Change(document, record, field, gain=b == RIGHT)


def dump(judgements: Sequence[Judgement], fields: Sequence[str]) -> str:
    """Judgements as text: the fields, then a line a document (its extra records, then the signs).

    >>> print(dump([Judgement(("+-", ".."), 3)], ["source", "cue"]), end="")
    # extra | source cue, per gold record
    3 | +- ..
    """
    head = f"# extra | {' '.join(fields)}, per gold record\n"
    return head + "".join(f"{j.extra} | {' '.join(j.records)}".rstrip() + "\n" for j in judgements)


def parse(text: str) -> list[Judgement]:
    """The reverse of :func:`dump`."""
    rows = [line.partition("|") for line in text.splitlines() if not line.startswith("#")]
    return [Judgement(tuple(signs.split()), int(extra)) for extra, _, signs in rows]

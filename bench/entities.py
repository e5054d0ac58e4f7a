"""Named entities: exact spans with their types, F1 in percent.

Gold is newswire in nine types (BIO tags), or, told by its rows, re3d (offsets).  Tags are read as
CoNLL does (Tjong Kim Sang and De Meulder 2003): ``I-`` of another type than the tag before starts
an entity of its own, as in this corpus the second word of "Cairo Times" does.

Of re3d three types have a partner: Person; Organisation; Location, which there holds dams, camps,
hospitals and bases too, so our facilities count as locations.  Its Nationality, the nearest to
NORP, is a type of its own and is left out.  Everything of those three types counts as it is
marked, one inside another, "we" and "the coalition" included: a flat reader of names misses most
of what is no name, so the figures are low and only their movement tells something.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from bench import heads
from bench.counts import Judged, Tally
from bench.heads import Bench, Gold, Row, Scores
from bench.tokens import Spans, joined
from sayso.records import Article, EntityMark

#: A span of characters with its type.
Entity = tuple[int, int, str]

#: Our types in the words of re3d.
RE3D = {
    "Person": "Person",
    "Organization": "Organisation",
    "Location": "Location",
    "Facility": "Location",
}


def tagged(tags: Sequence[str], spans: Spans) -> set[Entity]:
    """Entities of BIO tags over tokens that stand at these characters.

    A tag is the last word of its column: three rows of the corpus hold ``word    tag`` there.

    >>> sorted(tagged(["B-Person", "I-Person", "O", "B-Date"], [(0, 3), (4, 8), (9, 11), (12, 15)]))
    [(0, 8, 'Person'), (12, 15, 'Date')]
    """
    found: list[Entity] = []
    before = "O"
    for raw, (start, end) in zip(tags, spans, strict=True):
        tag = raw.split()[-1]
        if tag.startswith("I-") and tag[2:] == before[2:]:
            found[-1] = (found[-1][0], end, tag[2:])
        elif tag != "O":
            found.append((start, end, tag[2:]))
        before = tag
    return set(found)


def is_re3d(rows: Sequence[Row]) -> bool:
    """Gold with offsets, not with tags."""
    return bool(rows) and "entities" in rows[0]


def spelled(row: Row) -> tuple[str, set[Entity]]:
    """A row of tagged sentences as one text, and its entities."""
    words = [word for each in row["sentences"] for word in each["tokens"]]
    tags = [tag for each in row["sentences"] for tag in each["ner"]]
    text, spans = joined(words)
    return text, tagged(tags, spans)


def offsets(row: Row) -> set[Entity]:
    """Entities of a row of re3d that have a partner, white space at their edges left out."""
    found, kinds = set(), set(RE3D.values())
    for each in row["entities"]:
        words = row["text"][each["begin"] : each["end"]]
        start = each["begin"] + len(words) - len(words.lstrip())
        if each["type"] in kinds and words.strip():
            found.add((start, start + len(words.strip()), each["type"]))
    return found


def renamed(found: Sequence[EntityMark], names: Mapping[str, str] | None) -> set[Entity]:
    """Marks in the types of gold, those that it has a name for; ``None``: it has our types."""
    if names is None:
        return {(*mark.span, mark.type) for mark in found}
    return {(*mark.span, names[mark.type]) for mark in found if mark.type in names}


def counted(gold: Sequence[Collection[Entity]], found: Sequence[Collection[Entity]]) -> Scores:
    """``f1``, and ``by_type`` with the F1 of every type that gold or the run holds."""
    whole, types = Tally(), defaultdict[str, Tally](Tally)
    for wanted, got in zip(gold, found, strict=True):
        whole.add(wanted, got)
        for kind in {each[2] for each in (*wanted, *got)}:
            types[kind].add(*([e for e in side if e[2] == kind] for side in (wanted, got)))
    return {"f1": whole.f1, "by_type": {kind: types[kind].f1 for kind in sorted(types)}}


def asked(rows: Sequence[Row]) -> tuple[list[Article], list[set[Entity]], dict[str, int]]:
    """Articles, their gold entities, and what is wrong with the articles."""
    if is_re3d(rows):
        articles, faults = heads.as_read(rows)
        return articles, [offsets(row) for row in rows], faults
    made = [spelled(row) for row in rows]
    return heads.bare([text for text, _ in made]), [gold for _, gold in made], {}


def score(gold: Gold) -> Scores:
    """F1 of all types together and of each."""
    articles, wanted, faults = asked(gold.rows)
    names = RE3D if is_re3d(gold.rows) else None
    found = [renamed(marks.entities, names) for marks in heads.marks(articles)]
    return counted(wanted, found) | faults


def judged(rows: Sequence[Row]) -> list[Judged]:
    """Every entity that is found in tagged rows: its score, and whether gold has it exactly."""
    articles, wanted, _ = asked(rows)
    return [
        (mark.score, (*mark.span, mark.type) in gold)
        for marks, gold in zip(heads.marks(articles), wanted, strict=True)
        for mark in marks.entities
    ]


def floors(scores: Scores) -> dict[str, float]:
    """F1 of all types together."""
    return {"f1": scores["f1"]}


def floors_re3d(scores: Scores) -> dict[str, float]:
    """F1 of each type."""
    return {kind: scores["by_type"].get(kind, 0.0) for kind in sorted(set(RE3D.values()))}


BENCH = Bench("entities", "ner-worldwide/dev.jsonl", score, floors)
RE3D_BENCH = Bench("entities-re3d", "re3d/dev.jsonl", score, floors_re3d)


def main(argv: list[str]) -> int:
    """``./run bench entities [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

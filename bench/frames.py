"""Frames from plain text: who does what to whom, the pairs not marked.

Gold is PLOVER (Halterman et al. 2023): a sentence holds one marked source-target pair and its event
type.  Every fifth row of the training file is held out from training and from the word lists; of a
file of one's own every row counts.  A side that gold does not mark is the whole sentence.

A gold pair is found where a frame has an actor that overlaps its source and a recipient that
overlaps its target.  A sentence tells of more than the one event that gold has, so:

- ``pair_event_f1``: recall is the share of gold pairs that are found with the right event;
  precision the share of frames *on gold pairs* that have the right event; frames elsewhere are
  neither right nor wrong.
- ``recall``: that share alone: source and target both overlapped and the event right.
- ``best_f1``: harder, and too hard: of each sentence only the frame of two sides with the highest
  score counts, and it is wrong if it is on another pair.

Of re3d (``--gold re3d/dev.jsonl``) ``FightingAgainst`` and ``AlliesOf`` count.  ``found`` is the
share of relations with a frame whose two sides overlap its two, in either order; ``right`` the
share of the frames found that are the right way round (for allies both are) and a conflict (quad
classes 3, 4) between foes, a cooperation (1, 2) between allies.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from bench import heads, plover
from bench.heads import Bench, Gold, Row, Scores
from sayso.ground.frames import find
from sayso.records import Frame, Span

#: Relations of re3d, and the quad classes that fit them.
RELATIONS = {"FightingAgainst": (3, 4), "AlliesOf": (1, 2)}


def overlaps(one: Span | None, other: Span) -> bool:
    """Whether two spans share a character."""
    return one is not None and one[0] < other[1] and other[0] < one[1]


def on(frame: Frame, pair: tuple[Span, Span]) -> bool:
    """Whether a frame's actor and recipient overlap source and target."""
    return overlaps(frame.actor, pair[0]) and overlaps(frame.recipient, pair[1])


def f1(right: int, found: int, recalled: int, gold: int) -> float:
    """Harmonic mean of ``right / found`` and ``recalled / gold``: 0..1.

    >>> f1(1, 2, 1, 2), f1(0, 0, 0, 3)
    (0.5, 0.0)
    """
    precision, recall = right / max(1, found), recalled / max(1, gold)
    return round(2 * precision * recall / max(1e-9, precision + recall), 4)


def counted(rows: Sequence[Row], found: Sequence[Sequence[Frame]]) -> Scores:
    """The figures of rows of PLOVER and the frames of each: 0..1."""
    pairs = hits = frames = right = best = tops = 0
    for row, told in zip(rows, found, strict=True):
        pair, event = plover.pair(row)[1], str(row["event"])
        there = [frame for frame in told if on(frame, pair)]
        pairs += bool(there)
        frames += len(there)
        right += sum(frame.event == event for frame in there)
        hits += any(frame.event == event for frame in there)
        whole = [frame for frame in told if frame.actor and frame.recipient]
        if whole:
            top = max(whole, key=lambda frame: frame.score)
            tops += 1
            best += on(top, pair) and top.event == event
    many = max(1, len(rows))
    return {
        "pair_event_f1": f1(right, frames, hits, len(rows)),
        "best_f1": f1(best, tops, best, len(rows)),
        "pairs": round(pairs / many, 4),
        "recall": round(hits / many, 4),
        "precision": round(right / max(1, frames), 4),
        "frames_a_sentence": round(sum(map(len, found)) / many, 4),
    }


def related(rows: Sequence[Row], found: Sequence[Sequence[Frame]]) -> Scores:
    """The figures of rows of re3d and the frames of each: 0..1."""
    gold = seen = frames = right = 0
    for row, told in zip(rows, found, strict=True):
        wanted = [each for each in row["relations"] if each["type"] in RELATIONS]
        gold += len(wanted)
        seen += sum(any(either(frame, each) for frame in told) for each in wanted)
        for frame in told:
            touched = [each for each in wanted if either(frame, each)]
            frames += bool(touched)
            right += any(fits(frame, each) for each in touched)
    return {
        "right": round(right / max(1, frames), 4),
        "found": round(seen / max(1, gold), 4),
        "relations": gold,
        "frames": frames,
    }


def ends(relation: Row) -> tuple[Span, Span]:
    """Source and target of a relation."""
    return (
        (relation["sourceBegin"], relation["sourceEnd"]),
        (relation["targetBegin"], relation["targetEnd"]),
    )


def either(frame: Frame, relation: Row) -> bool:
    """Whether a frame joins the two sides of a relation, whichever way round."""
    source, target = ends(relation)
    return on(frame, (source, target)) or on(frame, (target, source))


def fits(frame: Frame, relation: Row) -> bool:
    """Whether a frame says the same as a relation."""
    way = on(frame, ends(relation)) or relation["type"] == "AlliesOf"
    return way and frame.quad in RELATIONS[relation["type"]]


def is_re3d(rows: Sequence[Row]) -> bool:
    """Gold with relations, not with a marked pair."""
    return bool(rows) and "relations" in rows[0]


def score(gold: Gold) -> Scores:
    """All figures of a file."""
    if is_re3d(gold.rows):
        articles, faults = heads.as_read(gold.rows)
    else:
        articles, faults = heads.bare([plover.pair(row)[0] for row in gold.rows]), {}
    marked = heads.marks(articles)
    found = [
        find(article, marks, (), (), ()) for article, marks in zip(articles, marked, strict=True)
    ]
    if is_re3d(gold.rows):
        return related(gold.rows, found) | faults
    return counted(gold.rows, found)


def floors(scores: Scores) -> dict[str, float]:
    """Both F1 and the plain share of PLOVER, or both shares of re3d, in percent."""
    names = ("right", "found") if "relations" in scores else ("pair_event_f1", "recall", "best_f1")
    return {name: round(100 * scores[name], 2) for name in names}


BENCH = Bench("frames", "plover/train.jsonl", score, floors, plover.held_out)
RE3D_BENCH = Bench("frames-re3d", "re3d/dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench frames [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

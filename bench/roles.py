"""Predicates and their roles on UD English EWT with PropBank: F1 in percent.

Each sentence is read alone.  A predicate is found where its token is; a role where its predicate,
its label and its exact tokens are.  Roles that the model does not read (R-, C-, ARGM-ADV and such)
are not counted.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Sequence

from bench import heads
from bench.counts import Judged, Tally
from bench.heads import Bench, Gold, Row, Scores
from bench.tokens import Spans, aligned, touched
from sayso.mark.labels import ROLES
from sayso.records import PredicateMark

#: Token of the predicate, label, first token, token after the last.
Role = tuple[int, str, int, int]

LABELS = frozenset(label[2:] for label in ROLES if label != "O")


def gold_of(row: Row) -> tuple[set[int], set[Role]]:
    """The predicates of a sentence, by token, and those of their roles that are read."""
    roles = {
        (prop["pred"], label, first, last)
        for prop in row["props"]
        for label, first, last in prop["args"]
        if label in LABELS
    }
    return {prop["pred"] for prop in row["props"]}, roles


def on_tokens(found: Sequence[PredicateMark], spans: Spans) -> tuple[set[int], set[Role]]:
    """What the model found, on the tokens of gold; a predicate is the first token it touches."""
    predicates, roles = set(), set()
    for each in found:
        at = place(each, spans)
        predicates.add(at)
        roles |= {(at, role.role, *touched(spans, *role.span)) for role in each.roles}
    return predicates, roles


def place(mark: PredicateMark, spans: Spans) -> int:
    """The token of a predicate; -1 where it touches none."""
    first, last = touched(spans, *mark.span)
    return first if last else -1


def counted(gold: Sequence[Collection[Role]], found: Sequence[Collection[Role]]) -> Scores:
    """``role_f1`` over all roles, and ``by_role``."""
    whole, roles = Tally(), defaultdict[str, Tally](Tally)
    for wanted, got in zip(gold, found, strict=True):
        whole.add(wanted, got)
        for label in {each[1] for each in (*wanted, *got)}:
            roles[label].add(*([e for e in side if e[1] == label] for side in (wanted, got)))
    return {"role_f1": whole.f1, "by_role": {label: roles[label].f1 for label in sorted(roles)}}


def score(gold: Gold) -> Scores:
    """F1 of predicates and of roles."""
    texts = [aligned(row["tokens"], row["text"]) for row in gold.rows]
    wanted = [gold_of(row) for row in gold.rows]
    marked = heads.marks(heads.bare([text for text, _ in texts]))
    found = [
        on_tokens(marks.predicates, spans) for marks, (_, spans) in zip(marked, texts, strict=True)
    ]
    predicates = Tally()
    for (a, _), (b, _) in zip(wanted, found, strict=True):
        predicates.add(a, b)
    roles = counted([each for _, each in wanted], [each for _, each in found])
    return {"predicate_f1": predicates.f1, **roles}


def judged(rows: Sequence[Row]) -> list[Judged]:
    """Every predicate that is found: its score, and whether gold has one at its token."""
    texts = [aligned(row["tokens"], row["text"]) for row in rows]
    marked = heads.marks(heads.bare([text for text, _ in texts]))
    return [
        (mark.score, place(mark, spans) in gold_of(row)[0])
        for row, marks, (_, spans) in zip(rows, marked, texts, strict=True)
        for mark in marks.predicates
    ]


def floors(scores: Scores) -> dict[str, float]:
    """Both F1."""
    return {name: scores[name] for name in ("predicate_f1", "role_f1")}


BENCH = Bench("roles", "ewt-srl/dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench roles [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

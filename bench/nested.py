"""Chains of two sources in MASC (Ide et al. 2010), marked as MPQA does (Wiebe et al. 2005).

There each speech event (``objective-speech-event``) and each expression of a private state
(``direct-subjective``) has a ``nested-source``: "w,officials,rebels" is what the writer says the
officials say the rebels say.  ``agent`` annotations tell where each source of a chain stands, by
the same list.

**Gold**: the events that are not implicit and whose list has exactly two sources below the writer
("w,a,b"; the writer once again, as "i" or "w", counts as a source of its own, as MASC has it).
**Found**: the records that stand inside one other, which stands inside none.
The two **match** where the event overlaps the inner record's cue (or, where it has none, its
content), an agent of the whole list overlaps the inner source, and an agent of the list without
its last name the outer source.  A source that has no place in the text on one side ("implicit",
a passive) must have none on the other.  Pairs are matched one to one, in text order.

MASC marks feelings and evaluations as well ("she was delighted"), and letters, essays and
telephone calls more than news, so the figure is low and only its movement tells something.
``stated_f1`` leaves out of gold the chains whose two sources are one ("I think I said") or whose
outer saying is nowhere said near the inner one (the speaker of a whole telephone call): no explicit
event of the outer source begins within 250 characters.  ``depth1_f1`` is the figure of chains with
one source, for comparison, and is not pinned.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bench import heads
from bench.heads import Bench, Gold, Row, Scores
from sayso.records import Article, Attribution, Marks, Span, Spans
from sayso.trace import trace
from sayso.trace.spans import overlap

#: Characters: an outer saying that begins farther off is not stated with the inner one.
NEAR = 250
EVENTS = frozenset({"objective-speech-event", "direct-subjective"})

#: A list of sources, the writer first.
Sources = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A speech event or private state of gold: where it stands, and whose it is."""

    span: Span
    sources: Sources


@dataclass(frozen=True, slots=True)
class Document:
    """Gold of one document: its events, and where each source of a chain stands."""

    events: tuple[Event, ...]
    agents: Mapping[Sources, list[Span]] = field(default_factory=dict)


def read_gold(row: Row) -> Document:
    """The explicit events of a row, in text order, and its agents by their lists of sources."""
    events: list[Event] = []
    agents = defaultdict[Sources, list[Span]](list)
    for each in row["annotations"]:
        named = each["attrs"].get("nested-source")
        span = (int(each["start"]), int(each["end"]))
        if not named or span[0] >= span[1]:
            continue
        sources = tuple(part.strip() for part in named.split(","))
        if each["type"] == "agent":
            agents[sources].append(span)
        elif each["type"] in EVENTS and each["attrs"].get("implicit") != "true":
            events.append(Event(span, sources))
    return Document(tuple(sorted(events, key=lambda event: event.span)), dict(agents))


def chain_of(record: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """The record and those around it, the outermost first."""
    chain = [record]
    while chain[0].inside is not None:
        chain.insert(0, by_id[chain[0].inside])
    return chain


def agrees(event: Event, document: Document, chain: Sequence[Attribution]) -> bool:
    """Whether an event of gold and a chain of records are one saying of the same sources."""
    inner = chain[-1]
    if len(event.sources) != len(chain) + 1 or not overlap(
        (event.span,), inner.cue or inner.content
    ):
        return False
    lists = [event.sources[: depth + 2] for depth in range(len(chain))]
    return all(
        stands(document.agents.get(sources, ()), record.source)
        for sources, record in zip(lists, chain, strict=True)
    )


def stands(agents: Sequence[Span], source: Spans) -> bool:
    """Whether an agent overlaps the source, or neither has a place in the text."""
    if not agents or not source:
        return not agents and not source
    return any(overlap((agent,), source) for agent in agents)


def stated(document: Document, event: Event) -> bool:
    """Whether two different sources make the chain and the outer one's saying stands near."""
    outer = event.sources[:-1]
    near = any(
        other.sources == outer and abs(other.span[0] - event.span[0]) < NEAR
        for other in document.events
    )
    return near and outer[-1] != event.sources[-1]


def matched(document: Document, records: Sequence[Attribution], depth: int) -> tuple[int, int, int]:
    """How many chains of ``depth`` sources gold has, how many were found, how many agree."""
    by_id = {record.id: record for record in records}
    chains = [chain_of(record, by_id) for record in records]
    found = [chain for chain in chains if len(chain) == depth]
    events = [event for event in document.events if len(event.sources) == depth + 1]
    left, right = list(found), 0
    for event in events:
        hit = next((chain for chain in left if agrees(event, document, chain)), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return len(events), len(found), right


def figures(
    documents: Sequence[Document], records: Sequence[Sequence[Attribution]]
) -> dict[str, float]:
    """Precision, recall and F1 in percent of chains of two sources, and F1 of those of one."""
    scores: dict[str, float] = {}
    for depth in (2, 1):
        rows = [
            matched(document, found, depth)
            for document, found in zip(documents, records, strict=True)
        ]
        gold, found_, right = (sum(column) for column in zip(*rows, strict=True))
        if depth == 2:
            scores["precision"] = percent(right, found_)
            scores["recall"] = percent(right, gold)
            scores |= {"gold": gold, "found": found_, "right": right}
        scores[f"depth{depth}_f1"] = percent(2 * right, gold + found_)
    scores["stated_f1"] = stated_f1(documents, records)
    return scores


def stated_f1(documents: Sequence[Document], records: Sequence[Sequence[Attribution]]) -> float:
    """F1 in percent of chains of two sources that are stated."""
    few = [
        Document(
            tuple(e for e in each.events if len(e.sources) == 3 and stated(each, e)), each.agents
        )
        for each in documents
    ]
    rows = [matched(each, found, 2) for each, found in zip(few, records, strict=True)]
    gold, found_, right = (sum(column) for column in zip(*rows, strict=True))
    return percent(2 * right, gold + found_)


def percent(part: int, whole: int) -> float:
    """A share in percent; 0 of nothing."""
    return round(100 * part / whole, 1) if whole else 0.0


def score(gold: Gold) -> Scores:
    """Every figure of the shipped model's marks, traced."""
    articles, faults = heads.as_read([{"id": row["doc"], "text": row["text"]} for row in gold.rows])
    found = [traced(*pair) for pair in zip(articles, heads.marks(articles), strict=True)]
    return figures([read_gold(row) for row in gold.rows], found) | faults


def traced(article: Article, marks: Marks) -> tuple[Attribution, ...]:
    """The records of one article."""
    return trace(article, marks).attributions


def floors(scores: Scores) -> dict[str, float]:
    """What is pinned: chains of two sources, all of them and those that are stated."""
    return {name: scores[name] for name in ("depth2_f1", "stated_f1")}


BENCH = Bench("nested", "masc-nested/dev.jsonl", score, floors)


def main(argv: list[str]) -> int:
    """``./run bench nested [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

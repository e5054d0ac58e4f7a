"""What the benches of the model's heads share: gold, the shipped model in this process, figures.

They ask the model alone, through :class:`sayso.mark.Marker`; what trace makes of its marks is the
business of the other accuracy benches.  ``SAYSO_MODEL`` measures another model folder,
``SAYSO_PRECISION`` (``int8`` or ``float32``) what is not this processor's own choice.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from bench.accuracy import Outcome, gold_lines
from bench.corpora import Absent, corpus, fingerprint
from sayso.mark import Marker
from sayso.mark.processor import Precision
from sayso.read import read
from sayso.records import Article, Marks, Page, Span

Row = Mapping[str, Any]
Scores = dict[str, Any]

#: Articles handed to the model at once.
BATCH = 32
#: What may be wrong with gold that the reader has to read; a figure is void where any is not 0.
FAULTS = ("refused", "text_differs")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its rows in order, cut down to those that count."""

    path: Path
    rows: Sequence[Row]


def every(rows: Sequence[Row]) -> Sequence[Row]:
    """All rows count."""
    return rows


def nothing() -> None:
    """Nothing needs to begin before its turn."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One bench of a head, as data.

    ``gold`` is the path of the dev file under ``../shared/corpora``, which ``read`` reads (JSON
    lines, if nothing else is said); of it only the rows of ``held_out`` count, of any other file
    all.  ``begin`` lets begin what takes long, while other benches run.  ``score`` makes every
    figure, ``floors`` picks those that are pinned: all in percent, all better when higher.  No
    record is judged.
    """

    name: str
    gold: str
    score: Callable[[Gold], Scores]
    floors: Callable[[Scores], dict[str, float]]
    held_out: Callable[[Sequence[Row]], Sequence[Row]] = field(default=every)
    read: Callable[[Path], Sequence[Row]] = field(default=gold_lines)
    begin: Callable[[], None] = field(default=nothing)

    def load(self, path: Path | None = None) -> Gold:
        """The given file, or the dev file.  Raises :class:`Absent`."""
        if path is not None:
            return Gold(path, self.read(path))
        dev = corpus(self.gold)
        return Gold(dev, self.held_out(self.read(dev)))


@cache
def marker() -> Marker:
    """The model under measure, loaded once."""
    folder = os.environ.get("SAYSO_MODEL")
    precision = cast("Precision | None", os.environ.get("SAYSO_PRECISION"))
    return Marker.load(Path(folder) if folder else None, precision=precision)


def marks(
    articles: Sequence[Article],
    *,
    pairs: Sequence[Sequence[tuple[Span, Span]]] | None = None,
    asked: Sequence[Sequence[Span]] | None = None,
) -> list[Marks]:
    """Marks of each article, in order; ``pairs`` and ``asked`` as in :meth:`Marker.mark`.

    An article without text has none.
    """
    out = [Marks(article.id) for article in articles]
    held = [place for place, article in enumerate(articles) if article.text]
    for start in range(0, len(held), BATCH):
        part = held[start : start + BATCH]
        found = marker().mark(
            [articles[place] for place in part],
            pairs=pairs and [pairs[place] for place in part],
            asked=asked and [asked[place] for place in part],
        )
        for place, each in zip(part, found, strict=True):
            out[place] = each
    return out


def bare(texts: Sequence[str]) -> list[Article]:
    """Articles of texts that are no whole articles: nothing is looked for in their layout."""
    return [Article(id=str(i), input_id=str(i), text=text) for i, text in enumerate(texts)]


def as_read(rows: Sequence[Row]) -> tuple[list[Article], dict[str, int]]:
    """Articles as the reader makes them of ``id`` and ``text``, and what is wrong with them.

    One that is refused, or whose stored text is not that of gold, is handed on without text, so
    that nothing is found in it.
    """
    out, faults = [], dict.fromkeys(FAULTS, 0)
    for row in rows:
        name, text = str(row["id"]), str(row["text"])
        body = text.encode("utf-8", "surrogatepass")
        made = read(Page(name, body, encoding="utf-8", url=row.get("url")))
        if isinstance(made, Article) and made.text == text:
            out.append(made)
            continue
        faults["text_differs" if isinstance(made, Article) else "refused"] += 1
        out.append(Article(id=name, input_id=name, text=""))
    return out, faults


def measure(bench: Bench, gold: Gold) -> Outcome:
    """Every figure of a bench; there are no judgements."""
    scores = bench.score(gold)
    health = {name: int(scores.get(name, 0)) for name in FAULTS}
    return Outcome(scores, bench.floors(scores), fingerprint(gold.path), [], health)


def told(scores: Mapping[str, Any]) -> Iterator[str]:
    """Figures as lines: a number, a table of numbers, or a table of records."""
    for name, value in scores.items():
        if isinstance(value, Mapping):
            yield name
            yield from (f"  {each:18}{number:9.4g}" for each, number in value.items())
        elif isinstance(value, Sequence):
            rows = [asdict(each) for each in value]
            yield " ".join([f"{name:20}", *(f"{each:>8}" for each in (rows[0] if rows else ()))])
            yield from (" ".join([" " * 20, *(f"{v:8.4g}" for v in r.values())]) for r in rows)
        else:
            yield f"{name:20}{value:9.4g}"


def main(bench: Bench, argv: Sequence[str], description: str) -> int:
    """Command line of the bench of one head."""
    parser = argparse.ArgumentParser(
        prog=f"./run bench {bench.name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--gold", type=Path, help=f"a file in the format of {bench.gold}")
    args = parser.parse_args(argv)
    try:
        gold = bench.load(args.gold)
        outcome = measure(bench, gold)
    except Absent as absent:
        print(f"skipped: {absent}")
        return 0
    for line in told(outcome.scores):
        print(line)
    for fault in outcome.faults:
        print(f"void: {fault}")
    row = {"bench": bench.name, "sha256": outcome.sha256, "documents": len(gold.rows)}
    print(json.dumps(row | outcome.scores, default=_plain))
    return 0


def _plain(value: Any) -> dict[str, Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} is no figure")

"""Time expressions and what they mean, on TimeBank (Pustejovsky et al. 2003): F1 in percent.

Gold is a table of tokens (word, BIO tag with a TIMEX3 type, TIMEX3 value) that begins each document
with its day.  The tokens are joined to a text as newspapers space it, with gold's sentences, and
the article is read with that day as its day of publication, the model's marks included.

All four types of gold count: DATE, TIME, DURATION and SET.  What is measured is what the grammar
finds before dates are picked from it (:func:`sayso.ground.dates.grammar.atoms`): the product hands
out dates, and knows lengths, sets and vague words only so as not to take them for dates.

``detection_f1``: an expression is found where one of ours shares a character with it, each of ours
counting for one of gold, that with which it shares most.  ``value_f1``: found, and with the very
value of gold; this is how TempEval-3 counts (UzZaman et al. 2013).  The type is not compared.

Our EDTF is put into TIMEX3 thus.  A day, month or year stands as it is, a day with its part or time
(``TNI``, ``T17:00``); 2014-21 to -24 are ``2014-SP``, ``-SU``, ``-FA``, ``-WI``; 2014-33 to -36 are
``-Q1`` to ``-Q4``; 2014-40 and -41 ``-H1`` and ``-H2``; Monday to Sunday is ``2014-W24``, Saturday
and Sunday ``2014-W24-WE``; 201X is ``201``, 19XX stays.  "Early", "mid" and "late" are intervals
in EDTF and the whole month, year or decade in TIMEX3.  Lengths, windows ("the past two months") and
sets have no EDTF of their own: of them the ISO 8601 period is compared.  Vague words are
``PAST_REF``, ``PRESENT_REF``, ``FUTURE_REF``.  Gold's value is taken as it stands, a week that it
leaves open (``1989-WXX``) too, so that no such week is ever right.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from bench import heads
from bench.counts import Tally
from bench.heads import Bench, Gold, Row, Scores
from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.grammar import atoms
from sayso.records import Article, Span

_DAY = re.compile(r'\*!-DCTVALUE="([^"]+)"')
_VAGUE = {Sort.PAST: "PAST_REF", Sort.NOW: "PRESENT_REF", Sort.FUTURE: "FUTURE_REF"}
_SUB_YEAR = {
    "21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4",
    "40": "H1", "41": "H2",
}  # fmt: skip
_TIGHT = re.compile(r"[.,;:?!)%]|''|n't|'\w{0,2}")
_SIGNS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


class Timex(NamedTuple):
    """A time expression of gold: where it stands, its TIMEX3 type and value."""

    span: Span
    type: str
    value: str


def table(path: Path) -> Sequence[Row]:
    """The documents of a table of tokens: ``day``, and ``sentences`` of (word, tag, value)."""
    out: list[dict[str, object]] = []
    sentences: list[list[list[str]]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        begins = _DAY.match(line)
        if begins:
            sentences = [[]]
            out.append({"day": begins[1], "sentences": sentences})
        elif out and (cells := line.split("\t")) and len(cells) > 2:
            sentences[-1].append(cells)
        elif out and sentences[-1]:
            sentences.append([])
    return out


def article(row: Row, name: str) -> tuple[Article, list[Timex]]:
    """A document as an article, and the time expressions of gold in it."""
    text, spans, gold = "", list[Span](), list[Timex]()
    for sentence in filter(None, row["sentences"]):
        text += " " if text else ""
        begins, tag = len(text), "O"
        for word, tag, value in (cells[:3] for cells in sentence):
            if len(text) > begins and not _TIGHT.fullmatch(word):
                text += " "
            start = len(text)
            text += _SIGNS.get(word, word)
            if tag.startswith("B-"):
                gold.append(Timex((start, len(text)), tag[2:], value))
            elif tag.startswith("I-") and gold:
                gold[-1] = gold[-1]._replace(span=(gold[-1].span[0], len(text)))
        spans.append((begins, len(text)))
    whole = ((0, len(text)),) if text else ()
    sentences = tuple(spans)
    made = Article(name, name, text, published=row["day"], paragraphs=whole, sentences=sentences)
    return made, gold


def timex(atom: Atom) -> str:
    """The TIMEX3 value of one of our time expressions; empty where it tells no date.

    >>> timex(Atom((0, 4), Sort.DATE, "2014-06-09/2014-06-15", ""))
    '2014-W24'
    >>> timex(Atom((0, 4), Sort.DATE, "2014-06-11~/2014-06-20~", ""))
    '2014-06'
    """
    if atom.sort in _VAGUE:
        return _VAGUE[atom.sort]
    if atom.sort in (Sort.WINDOW, Sort.LENGTH, Sort.AGAIN):
        return atom.period or ""
    low, slash, high = (atom.edtf or "").replace("~", "").partition("/")
    if slash:
        return _interval(low, high, rough="~/" in (atom.edtf or ""))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", low):
        code = _SUB_YEAR.get(found[2])
        return f"{found[1]}-{code}" if code else low
    if re.fullmatch(r"\d{3}X", low):
        return low[:3]
    if atom.part and len(low) == len("2014-06-09"):
        return f"{low}T{'12:00' if atom.part == 'MI' else atom.part}"
    return low


def _interval(low: str, high: str, *, rough: bool) -> str:
    """A week, a weekend, or the longer stretch that "early", "mid", "late" are a part of."""
    if rough:
        same = [a == b for a, b in zip(low, high, strict=False)]
        common = low[: same.index(False)] if False in same else low
        return common[: {10: 7, 7: 4, 4: 3}.get(len(low), 0)]
    try:
        first, last = date.fromisoformat(low), date.fromisoformat(high)
    except ValueError:
        return f"{low}/{high}"
    year, week, weekday = first.isocalendar()
    length = (last - first).days + 1
    if (weekday, length) == (1, 7):
        return f"{year}-W{week:02}"
    return f"{year}-W{week:02}-WE" if (weekday, length) == (6, 2) else f"{low}/{high}"


def paired(gold: Sequence[Timex], found: Sequence[Atom]) -> Iterator[tuple[Timex, Atom]]:
    """Each expression of gold with the one of ours that shares most with it, each once."""
    used: set[int] = set()
    for each in gold:
        shared = [
            (min(each.span[1], atom.span[1]) - max(each.span[0], atom.span[0]), -place)
            for place, atom in enumerate(found)
            if place not in used
        ]
        most, place = max(shared, default=(0, 0))
        if most > 0:
            used.add(-place)
            yield each, found[-place]


def score(gold: Gold) -> Scores:
    """``detection_f1``, ``value_f1``, and by type of gold the share found and the share right."""
    made = [article(row, str(place)) for place, row in enumerate(gold.rows)]
    marked = heads.marks([each for each, _ in made])
    return counted([(atoms(a, m), wanted) for (a, wanted), m in zip(made, marked, strict=True)])


def counted(documents: Sequence[tuple[Sequence[Atom], Sequence[Timex]]]) -> Scores:
    """The figures of documents: what was found in each, and what gold has."""
    seen, right = Tally(), Tally()
    types = defaultdict[str, list[int]](lambda: [0, 0, 0])
    for found, wanted in documents:
        pairs = list(paired(wanted, found))
        good = [each for each, atom in pairs if timex(atom) == each.value]
        for tally, hits in ((seen, len(pairs)), (right, len(good))):
            tally.gold, tally.found = tally.gold + len(wanted), tally.found + len(found)
            tally.right += hits
        for place, rows in enumerate((wanted, [each for each, _ in pairs], good)):
            for each in rows:
                types[each.type][place] += 1
    return {
        "detection_f1": seen.f1,
        "value_f1": right.f1,
        "found_by_type": {name: _share(n[1], n[0]) for name, n in sorted(types.items())},
        "right_by_type": {name: _share(n[2], n[0]) for name, n in sorted(types.items())},
    }


def _share(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 2)


def floors(scores: Scores) -> dict[str, float]:
    """Both F1."""
    return {name: scores[name] for name in ("detection_f1", "value_f1")}


BENCH = Bench("dates", "time/timebank.train.tsv", score, floors, read=table)


def main(argv: list[str]) -> int:
    """``./run bench dates [--gold FILE]``."""
    return heads.main(BENCH, argv, __doc__ or "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

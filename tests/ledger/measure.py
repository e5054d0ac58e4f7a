"""Measures the ledger: `python -m tests.ledger.measure [ARTICLES] [FOLDER]`.

Articles are made of invented words whose frequencies fall as they do in a language (Zipf); each
has 27 sentences and 12 claims, three of them in the author's own voice; a claim names two actors,
a place and a date, every second one tells who does what to whom, and how many.  Times are those of
this process on a processor, which other programs on the machine change little; for `add` and
opening the clock is given too, since they wait for the disk.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from sayso.ledger import ClaimFilter, FrameFilter, Ledger, open_ledger
from sayso.records import (
    About,
    ActorMention,
    Article,
    Attribution,
    Claim,
    DateMention,
    Firmness,
    Frame,
    Hop,
    Kind,
    Modality,
    Page,
    PlaceMention,
    Precision,
    Quantity,
    Reading,
    Span,
    Speech,
    Voice,
    When,
    Who,
    article_id,
    attribution_id,
    claim_id,
)

EVENTS = ("AGREE", "CONSULT", "AID", "ACCUSE", "PROTEST", "THREATEN", "MOBILIZE", "ASSAULT")
CLAIMS = 12
SAID = 9
"""Of the claims, those that somebody else makes."""


class Press:
    """Prints invented articles; the same seed, the same articles."""

    def __init__(self, seed: int = 7) -> None:
        self.dice = random.Random(seed)
        syllables = [c + v for c in "bcdfghklmnprstvz" for v in "aeiou"]
        self.words = [
            "".join(self.dice.choices(syllables, k=self.dice.randint(1, 4))) for _ in range(20_000)
        ]
        self.weights = list(accumulate(1 / (i + 1) for i in range(len(self.words))))
        self.names = [" ".join(self.dice.choices(self.words, k=2)).title() for _ in range(3_000)]
        self.towns = [
            PlaceMention((0, 0), name, at, at % 90 + 0.5, at % 180 + 0.25, Precision.TOWN,
                         f"{name[0]}{name[1]}".upper(), "the only one")
            for at, name in enumerate(self.names[:800])
        ]  # fmt: skip
        self.outlets = [f"The {self.dice.choice(self.words).title()}" for _ in range(60)]

    def article(self, n: int) -> tuple[Page, Article, Reading]:
        """The n-th article with its page and reading."""
        text, sentences = "", []
        for i in range(27):
            words = self.dice.choices(self.words, cum_weights=self.weights, k=18)
            start = len(text)
            text += " ".join(words).capitalize() + "."
            sentences.append((start, len(text)))
            text += "\n" if i % 3 == 2 else " "
        outlet = self.dice.choice(self.outlets)
        published = f"20{self.dice.randint(10, 29)}-{self.dice.randint(1, 12):02}-09"
        url = f"https://press.example/{n}"
        page = Page(f"row {n}", text.encode(), encoding="utf-8", url=url, outlet=outlet)
        article = Article(
            id=article_id(text, url),
            input_id=page.input_id,
            text=text,
            url=url,
            title=" ".join(self.dice.choices(self.words, k=8)),
            outlet=outlet,
            published=published,
            sha256=page.sha256,
            paragraphs=tuple((a[0], b[1]) for a, b in zip(sentences[::3], sentences[2::3])),  # noqa: B905 -- as long as one another
            sentences=tuple(sentences),
        )
        return page, article, self.reading(article)

    def reading(self, article: Article) -> Reading:
        """Twelve claims, one in every second sentence."""
        said, claims = [], []
        for i, span in enumerate(article.sentences[: 2 * CLAIMS : 2]):
            if i < SAID:
                told = self.attribution(article.id, span)
                said.append(told)
                ident = claim_id(article.id, told.source, told.cue, told.content)
                claims.append(
                    Claim(
                        ident, article.id, told.id, Voice.REPORTED, told.content, told.firmness,
                        told.root,
                    )
                )  # fmt: skip
            else:
                root = Hop(article.outlet or "", Kind.OUTLET, Firmness.ASSERTED)
                ident = claim_id(article.id, (), (), (span,))
                claims.append(
                    Claim(
                        ident, article.id, None, Voice.AUTHOR, (span,), Firmness.ASSERTED, root
                    )
                )  # fmt: skip
        grounded = [replace(c, about=self.about(c.spans[0], i)) for i, c in enumerate(claims)]
        return Reading(article.id, tuple(said), tuple(grounded))

    def about(self, span: Span, place: int) -> About:
        """Two actors, a place and a date; in every second claim a quantity and a frame, too."""
        start = span[0]
        doer, other = (
            ActorMention((start + at, start + at + 6), name, Kind.ORGANISATION, why="listed")
            for at, name in ((0, self.dice.choice(self.names)), (20, self.dice.choice(self.names)))
        )
        town = self.dice.choice(self.towns)
        month = f"20{self.dice.randint(10, 29)}-{self.dice.randint(1, 12):02}"
        date = DateMention((start + 40, start + 46), month, When.HAPPENED, "a month")
        found = About(actors=(doer, other), places=(replace(town, span=(start + 30, start + 36)),),
                      dates=(date,))  # fmt: skip
        if place % 2:
            return found
        frame = Frame(
            (start + 10, start + 14), doer.span, self.dice.choice(EVENTS), 4, other.span, False,
            Modality.PAST, found.places[0].span, date.span, None, doer.key, other.key, 0.75,
        )  # fmt: skip
        number = Quantity((start + 50, start + 54), 30, None, "person killed", "at least")
        return replace(found, quantities=(number,), frames=(frame,))

    def attribution(self, article: str, span: Span) -> Attribution:
        """Somebody says a sentence; a third of them through an agency."""
        start, end = span
        source, cue, content = (
            ((start, start + 8),),
            ((start + 9, start + 14),),
            ((start + 15, end),),
        )
        firmness = self.dice.choices(list(Firmness), (70, 10, 8, 5, 7))[0]
        hop = Hop(self.dice.choice(self.names), self.dice.choice(list(Kind)), firmness)
        wire = Hop(self.dice.choice(self.names[:30]), Kind.AGENCY, Firmness.ASSERTED)
        return Attribution(
            id=attribution_id(article, source, cue, content),
            source=source,
            cue=cue,
            content=content,
            inside=None,
            speech=Speech.INDIRECT,
            firmness=firmness,
            score=0.87654,
            who=Who(hop.name, hop.kind, hop.named, source[0]),
            chain=(wire, hop) if self.dice.random() < 1 / 3 else (hop,),
            why=(("firmness", "cue: said"), ("who", "surname")),
            actor=ActorMention(source[0], hop.name, hop.kind, why="the source's name"),
        )


def milliseconds(
    task: Callable[[], object],
    times: int = 7,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Median time of a task."""
    taken = []
    for _ in range(times):
        start = clock()
        task()
        taken.append((clock() - start) * 1e3)
    return round(statistics.median(taken), 2)


def fill(path: Path, count: int, press: Press) -> dict[str, float]:
    """Add articles; what one costs."""
    clock, cpu, text = [], [], 0
    with open_ledger(path) as ledger:
        run = ledger.begin_run("measure", "none", "0")
        for n in range(count):
            made = press.article(n)
            text += len(made[0].body)
            before = time.perf_counter(), time.process_time()
            ledger.add(run, f"input {n}", *made)
            clock.append((time.perf_counter() - before[0]) * 1e3)
            cpu.append((time.process_time() - before[1]) * 1e3)
        ledger.end_run(run, "done")
    return {
        "add_clock_median_ms": round(statistics.median(clock), 3),
        "add_clock_p99_ms": round(sorted(clock)[int(count * 0.99)], 3),
        "add_mean_ms": round(statistics.mean(cpu), 3),
        "text_bytes_per_article": round(text / count),
        "file_bytes_per_article": round(path.stat().st_size / count),
    }


def questions(ledger: Ledger, press: Press) -> Iterator[tuple[str, float]]:
    """What reading costs."""
    for rank in (0, 2, 50, 500, 5_000):
        word = press.words[rank]
        yield f"find_word_of_rank_{rank + 1}_ms", milliseconds(lambda w=word: ledger.find(w))  # type: ignore[misc]  # the default binds the word
    pair = f"{press.words[40]} {press.words[90]}"
    yield "find_two_words_ms", milliseconds(lambda: ledger.find(pair))
    yield "find_prefix_ms", milliseconds(lambda: ledger.find(press.words[500][:4] + "*"))
    filters = {
        "all": ClaimFilter(),
        "source": ClaimFilter(source=press.names[5]),
        "root": ClaimFilter(root=press.names[5]),
        "outlet": ClaimFilter(outlet=press.outlets[3]),
        "firmness": ClaimFilter(firmness=Firmness.DENIED),
        "month": ClaimFilter(since="2015-03", until="2015-03"),
        "words": ClaimFilter(words=press.words[500]),
    }
    for name, wanted in filters.items():
        first = milliseconds(lambda w=wanted: list(ledger.claims(w, limit=50)))  # type: ignore[misc]  # as above
        yield f"claims_{name}_first_50_ms", first
    world = {
        "actor": ClaimFilter(actor=press.names[5]),
        "place": ClaimFilter(place=press.names[5]),
        "event": ClaimFilter(event="ASSAULT"),
        "during": ClaimFilter(during="2015-03"),
    }
    for name, wanted in world.items():
        first = milliseconds(lambda w=wanted: list(ledger.claims(w, limit=50)))  # type: ignore[misc]  # as above
        yield f"claims_of_{name}_first_50_ms", first
    yield "actors_top_50_ms", milliseconds(lambda: ledger.actors(limit=50))
    yield "places_top_50_ms", milliseconds(lambda: ledger.places(limit=50))
    yield "frames_first_50_ms", milliseconds(lambda: list(ledger.frames(limit=50)))
    wanted_frames = FrameFilter(actor=press.names[5], event="ASSAULT")
    yield (
        "frames_of_actor_and_event_ms",
        milliseconds(lambda: list(ledger.frames(wanted_frames, limit=50))),
    )
    yield "roots_top_50_ms", milliseconds(lambda: ledger.roots(limit=50))
    yield (
        "roots_of_denied_ms",
        milliseconds(lambda: ledger.roots(ClaimFilter(firmness=Firmness.DENIED))),
    )
    yield "counts_ms", milliseconds(ledger.counts)
    some = next(ledger.claims(offset=500)).article
    yield "article_ms", milliseconds(lambda: ledger.article(some))
    yield "all_claims_s", milliseconds(lambda: sum(1 for _ in ledger.claims()), 1) / 1e3


def measure(count: int, folder: Path) -> dict[str, float]:
    """All figures for a ledger of so many articles."""
    path = folder / "measure.ledger"
    press = Press()
    figures = fill(path, count, press)
    figures["claims"] = count * CLAIMS
    figures["open_clock_ms"] = milliseconds(
        lambda: open_ledger(path).close(), clock=time.perf_counter
    )
    with open_ledger(path, readonly=True) as ledger:
        figures.update(questions(ledger, press))
    return figures


if __name__ == "__main__":
    given = sys.argv[1:]
    with tempfile.TemporaryDirectory(dir=given[1] if len(given) > 1 else None) as scratch:
        sys.stdout.write(
            json.dumps(measure(int(given[0]) if given else 8_400, Path(scratch)), indent=1) + "\n"
        )

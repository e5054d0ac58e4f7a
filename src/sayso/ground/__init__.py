"""Claims -> claims tied to actors, places, dates, quantities and events.  Pure.

Each finder looks through the whole article once; what it finds is then shared out among the
claims.  What a finder cannot tell stays ``None`` with its reason in ``why``; a text that is odd
finds less and never raises.

actors  who is named, who acts, who speaks
gazetteer  places of the world by name      toponyms  where places are named
settle  which of the places of a name      places  both together
dates   when it happened and when it was said, as EDTF
quantities  how many, of what, with what limits the number
frames  who does what to whom
share   which claim each mention and each frame belongs to, and which actor a source is
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sayso.ground.actors import find as find_actors
from sayso.ground.actors.places import is_struck
from sayso.ground.dates import Dates
from sayso.ground.frames import found_and_left
from sayso.ground.gazetteer import Gazetteer
from sayso.ground.places import find as find_places
from sayso.ground.quantities import find as find_quantities
from sayso.ground.share import Found, share
from sayso.records import Article, Marks, Reading
from sayso.vocab.actors import read_actors
from sayso.vocab.book import ActorBook, actor_book

__all__ = ["Gazetteers", "ground"]


@dataclass(frozen=True, slots=True)
class Gazetteers:
    """What is known beforehand of names; loaded once a process, and handed in.

    ``actors`` says who is meant by a name: the shipped lists, or these with a user's own;
    ``places`` are those of the world.
    """

    actors: ActorBook
    places: Gazetteer

    @classmethod
    def load(cls, actors: Path | None = None) -> Self:
        """All that come with Sayso, and the actors of a user's own file, which win.

        :raises InputError: the file is none, and where in it that shows.
        :raises GazetteerError: the gazetteer, made when Sayso is built, is missing.
        """
        book = actor_book() if actors is None else ActorBook(read_actors(actors))
        return cls(book, Gazetteer.load())


def ground(article: Article, marks: Marks, reading: Reading, gazetteers: Gazetteers) -> Reading:
    """The reading, each claim tied to what it is about and each source to the actor it is.

    Nothing else of it changes: spans, ids and chains stay as they were traced.
    """
    return share(reading, _found(article, marks, reading, gazetteers))


def _found(article: Article, marks: Marks, reading: Reading, gazetteers: Gazetteers) -> Found:
    """What the finders find, each part in text order."""
    actors = find_actors(article, marks, reading, gazetteers.actors)
    taken = tuple(each.span for each in actors if not is_struck(article.text, each))
    places = find_places(article, marks, gazetteers.places, taken)
    dates = Dates(article, marks)
    frames, left = found_and_left(article, marks, actors, places, dates.happened)
    return Found(
        actors=actors,
        places=places,
        dates=dates.happened,
        quantities=find_quantities(article, marks, dates.atoms),
        said={each.id: dates.said(each) for each in reading.attributions},
        frames=frames,
        left=left,
    )

"""Where a marker comes from: a name that every process can load for itself.

Kept apart, and light, because worker processes import it first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sayso.errors import ModelError
from sayso.records import Article, Marks, content_id

if TYPE_CHECKING:
    from sayso.ground import Gazetteers
    from sayso.pipeline import MarksArticles


@dataclass(frozen=True, slots=True)
class MarkerSpec:
    """How to make a marker: ``factory`` is ``"module:callable"``, called with the rest.

    ``path`` is the model file (``None``: the one that comes with Sayso); ``threads`` is the
    number of threads that one marker may use.  ``actors`` is a file of a user's own actors that
    claims are grounded with; what is in it is part of the marker's name, so that inputs which were
    read without it are read anew.
    """

    factory: str = "sayso.mark:Marker.load"
    path: Path | None = None
    threads: int = 1
    actors: Path | None = None

    def load(self) -> MarksArticles:
        """Make the marker, in this process.

        :raises ModelError: the factory is not there, or its model cannot be loaded.
        """
        module, _, name = self.factory.partition(":")
        try:
            made: object = import_module(module)
            for part in name.split("."):
                made = getattr(made, part)
        except (ImportError, AttributeError) as why:
            raise ModelError(
                f"no marker can be made with {self.factory!r}: {why}. "
                "Reinstall Sayso, or name a factory as module:callable"
            ) from why
        if not callable(made):
            raise ModelError(f"no marker can be made with {self.factory!r}: it is not callable")
        marker = cast("MarksArticles", made(self.path, threads=self.threads))
        return marker if self.actors is None else Renamed(marker, self.actors)

    def gazetteers(self) -> Gazetteers | None:
        """What claims are grounded with; ``None`` for what comes with Sayso.

        :raises InputError: the file of actors cannot be read.
        """
        if self.actors is None:
            return None
        from sayso.ground import Gazetteers

        return Gazetteers.load(self.actors)


class Renamed:
    """A marker whose name tells which actors of a user's own stand behind the reading, too."""

    def __init__(self, marker: MarksArticles, actors: Path) -> None:
        from sayso.vocab.actors import read_actors

        read_actors(actors)  # what is wrong with the file is told before anything is read
        print_of = content_id(["actors", actors.read_text(encoding="utf-8")])
        self._marker = marker
        self.name = f"{marker.name}+actors-{print_of[:8]}"

    def mark(self, articles: Sequence[Article]) -> list[Marks]:
        """Marks of each article, in the order given."""
        return self._marker.mark(articles)

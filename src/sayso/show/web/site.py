"""What every request shares: the ledger, the templates, the files, and how the app was started."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import jinja2
from starlette.requests import Request

from sayso import __version__
from sayso.engines import MarkerSpec
from sayso.ledger import Ledger
from sayso.ledger.columns import Columns
from sayso.pipeline import MarksArticles
from sayso.records import Reuse
from sayso.show.drawing.basemap import basemap
from sayso.show.web import filters
from sayso.show.web.books import Books
from sayso.show.web.jobs import Jobs
from sayso.vocab.book import actor_book
from sayso.weigh.groups import ONE_TEXT, groups

Families: TypeAlias = tuple[list[Reuse], list[tuple[str, ...]]]
FRESH_S = 5.0
"""Seconds for which the groups are shown though the ledger has changed."""
HERE = Path(__file__).resolve().parent
STATIC = HERE / "static"


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file that is served as it lies there; the list of them is made once, at the start."""

    path: Path
    media: str


def static_files(folder: Path = STATIC) -> dict[str, StaticFile]:
    """The files under ``static/`` by their names; only these are ever looked for on the disk."""
    return {
        path.relative_to(folder).as_posix(): StaticFile(
            path, mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def environment() -> jinja2.Environment:
    """The templates: everything escaped, and every text of a stranger made safe to look at."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=filters.safe,
    )
    made.filters.update(filters.FILTERS)
    made.globals.update(filters.GLOBALS)
    made.globals["version"] = __version__
    return made


@dataclass(slots=True)
class Site:
    """The app as its pages know it."""

    books: Books
    jobs: Jobs
    columns: Columns = field(default_factory=Columns)
    spec: MarkerSpec = MarkerSpec()
    files: Mapping[str, StaticFile] = field(default_factory=static_files)
    templates: jinja2.Environment = field(default_factory=environment)
    _lock: Lock = field(default_factory=Lock)
    _marker: MarksArticles | None = None
    _families: tuple[tuple[int, ...], float, Families] | None = None

    @staticmethod
    def of(request: Request) -> Site:
        """The site that a request came to."""
        site: Site = request.app.state.site
        return site

    @property
    def built(self) -> bool:
        """Whether the front end was built: the interactive map, charts and keys."""
        return "built/sayso.js" in self.files

    def marker(self) -> MarksArticles:
        """The model that understands what is asked; loaded when it is first needed."""
        with self._lock:
            if self._marker is None:
                self._marker = self.spec.load()
            return self._marker

    def families(self, book: Ledger) -> Families:
        """All pairs that are one text, and the groups they make; made anew when they changed.

        While articles are compared all the time, what is some seconds old will do.
        """
        with self._lock:
            state, now = book.compared_state(), time.monotonic()
            held = self._families
            if held is None or (held[0] != state and now - held[1] > FRESH_S):
                pairs = [row.reuse for row in book.reuses(labels=sorted(ONE_TEXT))]
                found = groups(pairs, apart=book.apart_texts())
                held = self._families = (state, now, (pairs, found))
            return held[2]

    def warm(self) -> None:
        """Read what the first page would otherwise wait for."""
        with self.books.reading() as book:
            book.desk(columns=self.columns, limit=0)
            book.atlas(columns=self.columns)
            self.families(book)
        actor_book()
        basemap()

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """A page of HTML."""
        shared = {"built": self.built, "ledger": self.books.path.name, "files": self.files}
        return self.templates.get_template(template).render(shared | dict(context))

"""What every request shares: the ledger, the templates, the files, and how the app was started."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request

from sayso import __version__
from sayso.show.web import filters
from sayso.show.web.books import Books

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
    files: Mapping[str, StaticFile] = field(default_factory=static_files)
    templates: jinja2.Environment = field(default_factory=environment)

    @staticmethod
    def of(request: Request) -> Site:
        """The site that a request came to."""
        site: Site = request.app.state.site
        return site

    @property
    def built(self) -> bool:
        """Whether the front end was built: the interactive map, charts and keys."""
        return "built/sayso.js" in self.files

    def render(self, template: str, context: Mapping[str, Any]) -> str:
        """A page of HTML."""
        shared = {"built": self.built, "ledger": self.books.path.name, "files": self.files}
        return self.templates.get_template(template).render(shared | dict(context))

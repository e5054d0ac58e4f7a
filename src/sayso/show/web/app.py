"""What is served where: the routes of the app, and the app itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from sayso.engines import MarkerSpec
from sayso.errors import LedgerError
from sayso.ledger import open_ledger
from sayso.show.web.answers import Page, Trouble, page, respond, told
from sayso.show.web.books import Books
from sayso.show.web.jobs import Jobs
from sayso.show.web.limit import MOST_BYTES, Limit, too_large
from sayso.show.web.openapi import openapi
from sayso.show.web.pages import (
    adding,
    atlas,
    desk,
    dossier,
    hand,
    pair,
    reader,
    reprints,
    source,
    views,
)
from sayso.show.web.security import LOOPBACK, Guard
from sayso.show.web.site import Site

ADDRESS = 200
"""Characters of an address that are told back."""


def routes() -> Iterator[BaseRoute]:
    """Every address; a page with ``.json`` behind it is the same page for machines."""
    yield from shown("/", desk.desk, json="/claims.json")
    yield from shown("/map", atlas.atlas)
    yield from shown("/map/claims", atlas.claims)
    yield Route("/map/atlas.json", page(atlas.columns))
    yield Route("/map/areas.json", page(atlas.areas))
    yield Route("/export/{form}", page(desk.export))
    yield Route("/views", views.save, methods=["POST"])
    yield Route("/views/drop", views.drop, methods=["POST"])
    yield Route("/add", adding.add, methods=["POST"])
    yield from shown("/run/{number}", adding.run)
    yield from shown("/runs", adding.runs)
    yield from shown("/a/{id}", reader.reader)
    yield from shown("/c/{id}", dossier.of_claim)
    yield from shown("/ask", dossier.asked)
    yield from shown("/pair", pair.pair)
    yield from shown("/reprints", reprints.reprints)
    yield from shown("/reprints/{id}", reprints.group)
    yield from shown("/sources", source.sources)
    yield from shown("/source", source.source)
    yield from shown("/corrections", hand.corrections)
    yield Route("/fix", hand.fix, methods=["POST"])
    yield Route("/undo", hand.undo, methods=["POST"])
    yield Route("/openapi.json", openapi)
    yield Route("/static/{name:path}", static)


def shown(path: str, build: Page, *, json: str | None = None) -> Iterable[Route]:
    """The two addresses of a page."""
    endpoint = page(build)
    yield Route(json or f"{path}.json", endpoint)
    yield Route(path, endpoint)


def create_app(
    ledger: Path,
    *,
    hosts: frozenset[str] | None = LOOPBACK,
    token: str | None = None,
    spec: MarkerSpec = MarkerSpec(),
) -> Starlette:
    """The app over one ledger, made where there is none and brought to the newest schema.

    A ledger that may only be read is shown, and nothing can be put right in it.

    ``hosts`` and ``token`` say who may ask; see :class:`~sayso.show.web.security.Guard`.  ``spec``
    is the marker that reads what is handed in.

    :raises LedgerError: the ledger cannot be opened.
    """
    try:
        open_ledger(ledger).close()
    except LedgerError:
        if not ledger.is_file():
            raise
        open_ledger(ledger, readonly=True).close()  # what may only be read is shown all the same
    books = Books(ledger)
    site = Site(books, Jobs(books, spec), spec=spec)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(site.warm)
        yield
        site.jobs.close()
        books.close()

    app = Starlette(
        routes=list(routes()),
        middleware=[
            Middleware(Guard, hosts=hosts, token=token),
            Middleware(Limit),
            Middleware(RequestBodyLimitMiddleware, max_body_size=MOST_BYTES),
        ],
        exception_handlers={HTTPException: _http_error},
        lifespan=lifespan,
    )
    app.state.site = site
    app.router.redirect_slashes = False  # each page has one address, and "/export/.." is none
    return app


def static(request: Request) -> Response:
    """A file of the app, out of the list that was made at the start."""
    found = Site.of(request).files.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    return FileResponse(found.path, media_type=found.media)


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 413:
        return respond(request, told(too_large()))
    heads = {404: "Nothing here", 405: "Not this way"}
    head = heads.get(error.status_code, "That did not work")
    detail = error.detail
    if error.status_code == 404:
        detail = f"No page has the address {request.url.path[:ADDRESS]}"
    return respond(request, told(Trouble(error.status_code, head, detail)))

"""Saved views: a choice of claims with a name."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import SaysoError
from sayso.show.safe import one_line
from sayso.show.web.answers import respond, told, trouble_of
from sayso.show.web.choice import given
from sayso.show.web.site import Site

LONGEST = 80


async def save(request: Request) -> Response:
    """Save the filters of a form under its name."""
    name, query = await _fields(request)
    return await run_in_threadpool(_save, request, name, query)


async def drop(request: Request) -> Response:
    """Take the view of this name out."""
    name, _ = await _fields(request)
    return await run_in_threadpool(_drop, request, name)


async def _fields(request: Request) -> tuple[str, str]:
    async with request.form(max_files=0, max_fields=4) as form:
        name, query = form.get("name", ""), form.get("query", "")
    assert isinstance(name, str)
    assert isinstance(query, str)
    return one_line(name)[:LONGEST], tidy(query)


def _save(request: Request, name: str, query: str) -> Response:
    try:
        with Site.of(request).books.writing() as book:
            book.save_view(name, query)
    except SaysoError as error:
        return respond(request, told(trouble_of(error)))
    return RedirectResponse(f"/?{query}", 303)


def _drop(request: Request, name: str) -> Response:
    try:
        with Site.of(request).books.writing() as book:
            book.drop_view(name)
    except SaysoError as error:
        return respond(request, told(trouble_of(error)))
    return RedirectResponse("/", 303)


def tidy(query: str) -> str:
    """The filters of a query string and nothing else, as they stand in an address.

    >>> tidy("outlet=Quay&x=1&words=air+force&token=t")
    'outlet=Quay&words=air+force'
    """
    return urlencode(given(dict(parse_qsl(query[:2000]))))

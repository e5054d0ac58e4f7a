"""One page, as HTML for people or JSON for machines: by ``.json`` at its end, or by ``Accept``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from sayso.errors import LedgerError, LedgerTooNew, NotFound, SaysoError
from sayso.show.contract import line
from sayso.show.web.site import Site

JSON, HTML = "application/json", "text/html"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page has to tell.

    ``template`` and ``context`` make the HTML; ``data`` makes the JSON, when it is asked for.
    """

    template: str
    context: Mapping[str, Any]
    data: Callable[[], object]
    status: int = 200


class Trouble(Exception):
    """What is told to people instead of the page they asked for."""

    def __init__(self, status: int, head: str, told: str) -> None:
        super().__init__(told)
        self.status, self.head, self.told = status, head, told


Page = Callable[[Request], Answer | Response]


def page(build: Page) -> Callable[[Request], Response]:
    """An endpoint of Starlette, run in a thread of its own, from what builds an answer."""

    @wraps(build)
    def endpoint(request: Request) -> Response:
        try:
            found = build(request)
        except Trouble as trouble:
            found = told(trouble)
        except SaysoError as error:
            found = told(trouble_of(error))
        return found if isinstance(found, Response) else respond(request, found)

    return endpoint


def trouble_of(error: SaysoError) -> Trouble:
    """What is wrong, as a page."""
    if isinstance(error, NotFound):
        return Trouble(404, "Nothing here", str(error))
    if isinstance(error, LedgerTooNew):
        return Trouble(500, "The ledger is of a newer Sayso", str(error))
    if isinstance(error, LedgerError):
        return Trouble(400, "That cannot be looked up", str(error))
    return Trouble(400, "That did not work", str(error))


def told(trouble: Trouble) -> Answer:
    """A trouble as an answer."""
    context = {"head": trouble.head, "told": trouble.told, "status": trouble.status}
    return Answer(
        "trouble.html",
        context,
        lambda: {"error": {"status": trouble.status, "message": trouble.told}},
        trouble.status,
    )


def respond(request: Request, answer: Answer) -> Response:
    """The answer in the form that was asked for."""
    form = wanted(request.url.path, request.headers.get("accept", "*/*"))
    headers = {"vary": "Accept"}
    if form == JSON:
        body = line(answer.data(), indent=2) + "\n"
        return Response(body, answer.status, headers, media_type=JSON)
    site = Site.of(request)
    html = site.render(answer.template, {"request": request, **answer.context})
    return HTMLResponse(html, answer.status, headers)


def wanted(path: str, accept: str) -> str:
    """The media type to answer with; HTML where both are as welcome (RFC 9110, section 12.5.1).

    >>> wanted("/c/abc.json", "text/html"), wanted("/c/abc", "application/json")
    ('application/json', 'application/json')
    >>> wanted("/c/abc", "text/html,application/json;q=0.9"), wanted("/c/abc", "*/*")
    ('text/html', 'text/html')
    """
    if path.endswith(".json"):
        return JSON
    return JSON if _welcome(accept, JSON) > _welcome(accept, HTML) else HTML


def _welcome(accept: str, media: str) -> float:
    """How welcome a media type is, 0 to 1, by the most exact range that holds it."""
    exact = {media: 2, media.partition("/")[0] + "/*": 1, "*/*": 0}
    best = (-1, 0.0)
    for part in accept.split(","):
        name, *parameters = (each.strip().lower() for each in part.split(";"))
        if name in exact:
            best = max(best, (exact[name], _quality(parameters)))
    return best[1]


def _quality(parameters: list[str]) -> float:
    for each in parameters:
        if each.startswith("q="):
            try:
                return float(each[2:])
            except ValueError:
                return 0.0
    return 1.0

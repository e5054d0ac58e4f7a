"""Adding news: a text that is pasted, files that are dropped, an address; tried, or kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from tempfile import TemporaryDirectory

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.gather import gather
from sayso.gather.files import KNOWN
from sayso.gather.records import now
from sayso.ledger import RunRow
from sayso.records import Media, Page, Refused
from sayso.show.contract import as_json
from sayso.show.safe import one_line
from sayso.show.web.answers import Answer, Trouble, respond, told
from sayso.show.web.article import View, view_of
from sayso.show.web.jobs import Input, Job
from sayso.show.web.limit import MOST_BYTES
from sayso.show.web.site import Site

MOST_FILES, MOST_FIELDS = 20, 12
LONGEST = 300
"""Characters of what is told beside a text: title, outlet, address."""


async def add(request: Request) -> Response:
    """Take a form, put what it holds into the queue, and lead to its progress."""
    try:
        async with request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES
        ) as form:
            job = await _queued(Site.of(request), form)
    except Trouble as trouble:
        return await run_in_threadpool(respond, request, told(trouble))
    return RedirectResponse(f"/run/{job.number}", 303)


async def _queued(site: Site, form: FormData) -> Job:
    dry = form.get("dry") is not None
    files = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.size]
    if files:
        held = [(name_of(each.filename), await each.read()) for each in files]
        names = ", ".join(name for name, _ in held)
        return site.jobs.add(
            f"dropped: {names}"[:LONGEST], lambda: _files(held), total=None, dry=dry
        )
    url = _field(form, "url")
    if url:
        if not url.lower().startswith(("http://", "https://")):
            raise Trouble(400, "No address", "An address begins with http:// or https://.")
        return site.jobs.add(url, lambda: gather(url), total=1, dry=dry)
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        page = _pasted(text, form)
        return site.jobs.add(page.input_id, lambda: [page], total=1, dry=dry)
    raise Trouble(400, "Nothing to read", "Paste a text, choose a file, or give an address.")


def _field(form: FormData, name: str) -> str | None:
    value = form.get(name)
    return one_line(value)[:LONGEST] or None if isinstance(value, str) else None


def _pasted(text: str, form: FormData) -> Page:
    """A text that was pasted; its name is made of its words, so that the same text is known."""
    body = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
    return Page(
        input_id=f"pasted-{hashlib.sha256(body).hexdigest()[:10]}",
        body=body,
        media=Media.TEXT,
        encoding="utf-8",
        title=_field(form, "title"),
        outlet=_field(form, "outlet"),
        published=_field(form, "date"),
        url=_field(form, "from"),
        fetched_at=now(),
    )


def name_of(filename: str | None) -> str:
    r"""The bare name of a file as its sender calls it: told, and never used as a path.

    >>> name_of("../../etc/news.csv"), name_of("C:\\x\\a.txt"), name_of(None)
    ('news.csv', 'a.txt', 'unnamed')
    """
    bare = PureWindowsPath(PurePosixPath(filename or "").name).name
    return one_line(bare)[:120] or "unnamed"


def _files(held: list[tuple[str, bytes]]) -> Iterator[Input]:
    """What some files hold; they are written under names of our own, and gone afterwards."""
    for name, body in held:
        suffix = Path(name).suffix.lower()
        with TemporaryDirectory(prefix="sayso-") as folder:
            path = Path(folder) / ("dropped" + (suffix if suffix in KNOWN else ".txt"))
            path.write_bytes(body)
            for item in gather(str(path)):
                yield _renamed(item, path.as_posix(), name)


def _renamed(item: Input, path: str, name: str) -> Input:
    """The item as it is called by its sender."""
    called = item.input_id.replace(path, name)
    if isinstance(item, Refused):
        return replace(item, input_id=called, detail=item.detail.replace(path, name))
    return replace(item, input_id=called)


# --- what came of it ----------------------------------------------------------------------------


def run(request: Request) -> Answer:
    """How far a job is; of a dry run, how its articles would be read."""
    try:
        job = Site.of(request).jobs.get(int(request.path_params["number"]))
    except ValueError:
        job = None
    if job is None:
        raise Trouble(404, "Nothing here", "No such run is remembered: see the list of all runs.")
    views: list[View] = [view_of(article, reading) for article, reading in job.tried]
    return Answer("run.html", {"job": job, "views": views}, lambda: as_data(job))


def as_data(job: Job) -> dict[str, object]:
    """A job for machines."""
    return {
        "number": job.number,
        "source": job.source,
        "dry": job.dry,
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "claims": job.claims,
        "known": job.known,
        "trouble": job.trouble,
        "refused": [{"reason": str(r.reason), "input": r.input_id} for r in job.refused],
        "articles": [as_json(article, reading) for article, reading in job.tried],
    }


def runs(request: Request) -> Answer:
    """Everything that was ever read into this ledger, and what was refused."""
    with Site.of(request).books.reading() as book:
        every = book.runs()[::-1]
        refused = book.refused(limit=500)[::-1]
    context = {"runs": every, "refused": refused, "jobs": Site.of(request).jobs.recent()}
    return Answer("runs.html", context, lambda: {"runs": [_run(each) for each in every]})


def _run(row: RunRow) -> dict[str, object]:
    return asdict(row)

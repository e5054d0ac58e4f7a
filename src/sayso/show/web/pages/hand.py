"""Putting right by hand: what is a claim, how firmly, on whose word; and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.engines.bonding import rejudged
from sayso.errors import SaysoError
from sayso.records import Firmness, Kind
from sayso.show.safe import one_line
from sayso.show.web.answers import Answer, Trouble, respond, told, trouble_of
from sayso.show.web.site import Site

if TYPE_CHECKING:
    from sayso.ledger import Ledger

LONGEST = 300
BY = "the page"
"""Who decided so, where a form does not say."""
Fields = Mapping[str, str]
Word = TypeVar("Word", Firmness, Kind)


def _reject(book: Ledger, given: Fields) -> int:
    return book.reject(given["a"], by=given["by"], note=given["note"])


def _same(book: Ledger, given: Fields) -> int:
    return book.same(given["a"], given["b"], by=given["by"], note=given["note"])


def _apart(book: Ledger, given: Fields) -> int:
    return book.apart(given["a"], given["b"], by=given["by"], note=given["note"])


def _merge(book: Ledger, given: Fields) -> int:
    return book.merge_sources(given["a"], given["b"], by=given["by"], note=given["note"])


def _firmness(book: Ledger, given: Fields) -> int:
    word = _word(Firmness, given["b"], "No such firmness")
    return book.put_firmness(given["a"], word, by=given["by"], note=given["note"])


def _root(book: Ledger, given: Fields) -> int:
    kind = _word(Kind, given["kind"], "No such kind") if given["kind"] else None
    return book.put_root(given["a"], given["b"], kind=kind, by=given["by"], note=given["note"])


def _word(words: type[Word], raw: str, head: str) -> Word:
    """One word of a closed set."""
    try:
        return words(raw)
    except ValueError:
        raise Trouble(400, head, f"There are {', '.join(words)}.") from None


def _merge_actors(book: Ledger, given: Fields) -> int:
    return book.merge_actors(given["a"], given["b"], by=given["by"], note=given["note"])


def _rename(book: Ledger, given: Fields) -> int:
    return book.rename_actor(given["a"], given["b"], by=given["by"], note=given["note"])


VERDICTS: Mapping[str, Callable[[Ledger, Fields], int]] = {
    "reject": _reject,
    "firmness": _firmness,
    "root": _root,
    "same": _same,
    "apart": _apart,
    "merge": _merge,
    "merge actors": _merge_actors,
    "rename": _rename,
}
"""What a form may decide: ``a`` and ``b`` are ids, names or words, as the ledger takes them."""


async def fix(request: Request) -> Response:
    """Keep what a form decides, and lead back to where it came from."""
    given = await _fields(request)

    def decide() -> Response:
        verdict = VERDICTS.get(given["what"])
        if verdict is None:
            raise Trouble(400, "No such verdict", f"There are {', '.join(VERDICTS)}.")
        with Site.of(request).books.writing() as book, rejudged(book):
            number = verdict(book, given)
        return _back(given["back"], number)

    return await run_in_threadpool(_safely, request, decide)


async def undo(request: Request) -> Response:
    """Take a correction back."""
    given = await _fields(request)

    def decide() -> Response:
        if not given["a"].isdecimal():
            raise Trouble(400, "No such correction", "A correction is told by its number.")
        with Site.of(request).books.writing() as book, rejudged(book):
            book.undo(int(given["a"]))
        return _back(given["back"], None)

    return await run_in_threadpool(_safely, request, decide)


async def _fields(request: Request) -> Fields:
    async with request.form(max_files=0, max_fields=12) as form:
        found = {name: form.get(name) for name in ("what", "a", "b", "kind", "by", "note", "back")}
    words = {
        name: one_line(value)[:LONGEST] if isinstance(value, str) else ""
        for name, value in found.items()
    }
    return words | {"by": words["by"] or BY}


def _safely(request: Request, decide: Callable[[], Response]) -> Response:
    try:
        return decide()
    except Trouble as trouble:
        return respond(request, told(trouble))
    except SaysoError as error:
        return respond(request, told(trouble_of(error)))


def _back(where: str, number: int | None) -> Response:
    """To a page of ours, with the number of the correction, so that it can be undone there."""
    path = local(where)
    if number is not None:
        base, hash_, rest = path.partition("#")
        path = f"{base}{'&' if '?' in base else '?'}kept={number}{hash_}{rest}"
    return RedirectResponse(path, 303)


def local(where: str) -> str:
    """The path of a page of ours; the desk where it is anything else.

    >>> local("/a/x?mark=1-2#card-3"), local("//news.example"), local("https://news.example")
    ('/a/x?mark=1-2#card-3', '/', '/')
    """
    plain = where.startswith("/") and not where.startswith(("//", "/\\"))
    return where if plain and where.isprintable() and "\\" not in where else "/"


def corrections(request: Request) -> Answer:
    """All that was put right by hand, the latest first, what was undone included."""
    with Site.of(request).books.reading() as book:
        rows = book.corrections()[::-1]
    return Answer(
        "corrections.html", {"rows": rows}, lambda: {"corrections": [asdict(row) for row in rows]}
    )

"""Ledgers and clients for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from sayso.engines import InProcess, into_ledger
from sayso.gather import gather
from sayso.ledger import open_ledger
from sayso.show.web.app import create_app
from tests.conftest import ROOT
from tests.fakes import PatternMarker

HERE = "http://localhost"
STORY = ROOT / "examples" / "story"


def fill(path: Path, *sources: Path) -> Path:
    """A ledger at ``path`` of what a marker that needs no model sees in some files."""
    with open_ledger(path) as book:
        for source in sources:
            into_ledger(InProcess(PatternMarker()), book, gather(str(source)), source=str(source))
    return path


@contextmanager
def client(ledger: Path, **settings: object) -> Iterator[TestClient]:
    """A client of the app over a ledger, that follows no redirect by itself."""
    app = create_app(ledger, **settings)  # type: ignore[arg-type]  # a test names what it sets
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        yield made

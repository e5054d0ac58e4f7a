"""Ledgers and clients for the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from sayso.engines import InProcess, MarkerSpec, into_ledger
from sayso.gather import gather
from sayso.ledger import open_ledger
from sayso.show.web.app import create_app
from tests.conftest import ROOT

HERE = "http://localhost"
STORY = ROOT / "examples" / "story"


def fill(path: Path, source: Path) -> Path:
    """A ledger at ``path`` of what the model reads in some files."""
    spec = MarkerSpec()
    with open_ledger(path) as book:
        into_ledger(InProcess(spec.load()), book, gather(str(source)), source="the story")
    return path


@contextmanager
def client(ledger: Path, **settings: object) -> Iterator[TestClient]:
    """A client of the app over a ledger, that follows no redirect by itself."""
    app = create_app(ledger, **settings)  # type: ignore[arg-type]  # a test names what it sets
    with TestClient(app, base_url=HERE, follow_redirects=False) as made:
        yield made

"""What the tests of the page share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.web.made import STORY, client, fill


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example story; nobody writes to it."""
    return fill(tmp_path_factory.mktemp("story") / "story.ledger", STORY)


@pytest.fixture(scope="session")
def web(story: Path) -> Iterator[TestClient]:
    """The app over the example story."""
    with client(story) as made:
        yield made

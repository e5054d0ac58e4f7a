"""What the tests of the page share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from tests.web.browser import started
from tests.web.made import STORY, client, fill

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example story; nobody writes to it."""
    return fill(tmp_path_factory.mktemp("story") / "story.ledger", STORY)


@pytest.fixture(scope="session")
def web(story: Path) -> Iterator[TestClient]:
    """The app over the example story."""
    with client(story) as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; one a module, for while it runs nothing else may wait for a coroutine."""
    with started() as made:
        yield made

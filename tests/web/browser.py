"""A real browser on a real server, for the tests of the pages: the system's Chromium, no other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bench.browser import AXE, BUILT, HINT, Visit, chromium, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["AXE", "BUILT", "Visit", "needed", "needs_axe", "needs_bundle", "started"]

needs_bundle = pytest.mark.skipif(not BUILT, reason="the front end is not built here: ./run web")
needs_axe = pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: ./run web")


def needed() -> str:
    """Where Chromium is; without one the test is passed over, but not on the builder."""
    if (found := chromium()) is None:
        could = shutil.which("apt-get") and os.geteuid() == 0
        if os.environ.get("CI") and could:
            pytest.fail("no Chromium, though it can be had here: run the tests by ./run test")
        pytest.skip(HINT)
    return found


@contextmanager
def started() -> Iterator[Browser]:
    """The browser, where there is one."""
    with launched(needed()) as browser:
        yield browser

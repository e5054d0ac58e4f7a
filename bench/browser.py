"""A real browser on a real server: the system's Chromium, and the app served in a thread.

For the bench of the pages and for their tests.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.engines import MarkerSpec

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
HINT = "no Chromium here (Debian, Ubuntu: apt-get install chromium)"
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",  # the map is drawn by the processor
)


def chromium() -> str | None:
    """Where the system's Chromium is, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


@contextmanager
def launched(path: str) -> Iterator[Browser]:
    """The browser that stands there; no page of it asks for anything of the net by itself."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def served(ledger: Path, spec: MarkerSpec = MarkerSpec()) -> Iterator[str]:
    """The address of the app over a ledger, served in a thread; ``spec`` reads what is added."""
    import uvicorn

    from sayso.show.web.app import create_app

    app = create_app(ledger, spec=spec)
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False)
    socket = config.bind_socket()
    socket.listen()  # so that who comes before it serves is let wait
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{socket.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)

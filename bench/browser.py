"""A real browser on a real server: the system's Chromium, the app served in a thread, and pages.

For the benches of the pages and for their tests.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.corpora import ROOT
from sayso.engines import MarkerSpec

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

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

BUILT = (ROOT / "src" / "sayso" / "show" / "web" / "static" / "built" / "sayso.js").is_file()
AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"


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


@dataclass
class Visit:
    """A page in the browser, and all that went wrong on it; ``still`` where no script runs."""

    page: Page
    address: str
    still: bool = False
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda asked: self._asked(asked.url))

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "GPU stall" not in message.text:
            self.wrong.append(message.text)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.address, "data:", "blob:", "file:")):
            self.wrong.append(f"asked for {url}")

    def go(self, path: str) -> Visit:
        """Open a page and wait until all of it is there."""
        self.page.goto(self.address + path)
        self.page.wait_for_load_state("networkidle")
        return self

    def open(self, path: str) -> Visit:
        """Open a page and wait until it is loaded; of the map, until it answers."""
        self.page.goto(self.address + path)
        if BUILT and not self.still and self.page.locator("[data-atlas]").count():
            self.map_drawn()
        return self

    def resize(self, width: int, height: int) -> None:
        """Make the window that large, in pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def unfold(self) -> None:
        """Open all that is folded away."""
        self.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")

    def map_drawn(self) -> Visit:
        """Wait for the map."""
        self.page.wait_for_selector("[data-atlas][data-ready]", timeout=60_000)
        return self

    def axe(self, *rules: str) -> list[str]:
        """What axe-core finds against WCAG 2.2 A and AA and its best practices, or these rules."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
        found: dict[str, Any] = self.page.evaluate(
            "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})",
            {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": tags},
        )
        return [
            f"{each['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})"
            for each in found["violations"]
            for node in each["nodes"]
        ]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window.

        A map draws itself anew some frames after the window has another size: it has 3 s for that.
        """
        wide: int = self.page.evaluate(
            """() => new Promise(done => {
                const until = performance.now() + 3000, root = document.documentElement;
                const look = () => {
                    const wide = root.scrollWidth - root.clientWidth;
                    if (wide <= 0 || performance.now() > until) done(wide);
                    else requestAnimationFrame(look);
                };
                look();
            })"""
        )
        return wide

    def shifts(self) -> float:
        """How much moved after it was drawn (cumulative layout shift)."""
        moved: float = self.page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => {
                    for (const each of list.getEntries())
                        if (!each.hadRecentInput) sum += each.value;
                }).observe({type: 'layout-shift', buffered: true});
                setTimeout(() => done(sum), 200);
            })"""
        )
        return moved

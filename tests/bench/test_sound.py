"""Whether pages stand: what is sound is told so, and so is what is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import sound
from bench.browser import served
from bench.corpora import Absent
from bench.sound import DARK_RULES, PHONE, Look, faults, looks, told, views
from sayso.ledger import open_ledger
from tests.web.browser import Visit, needed, needs_axe, needs_bundle, started
from tests.web.made import STORY, fill

pytestmark = [needs_bundle, needs_axe]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started() as made:
        yield made


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fill(tmp_path_factory.mktemp("sound") / "story.ledger", STORY)


@pytest.fixture
def visit(browser: Browser, ledger: Path) -> Iterator[Visit]:
    with served(ledger) as address:
        context = browser.new_context(reduced_motion="reduce")
        yield Visit(context.new_page(), address)
        context.close()


def test_a_page_that_stands_has_no_fault(visit: Visit, ledger: Path) -> None:
    with open_ledger(ledger, readonly=True) as book:
        every = {look.name: look for look in looks(book)}
    assert len(every) == 9
    for name in ("reader", "dossier", "source"):
        assert list(faults(visit, every[name])) == [], name
    visit.resize(*PHONE)
    assert list(faults(visit, every["reprints"], *DARK_RULES)) == []


def test_what_is_not_drawn_or_goes_wrong_is_told(visit: Visit) -> None:
    [few] = faults(visit, Look("desk", "/", ".claims > li", 1000), *DARK_RULES)
    assert "1000 wanted" in few
    gone = list(faults(visit, Look("gone", "/c/nothing-here", "svg.tree a"), *DARK_RULES))
    assert gone[0] == "svg.tree a: 0 drawn, 1 wanted" and any("404" in each for each in gone)


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ("console.error('lost')", "lost"),
        ("setTimeout(() => { throw new Error('torn') })", "torn"),
        ("document.querySelector('h1').style.minWidth = '5000px'", "pixels wider"),
        ("document.querySelector('h1').style.color = '#eee'", "color-contrast"),
        ("fetch('http://127.0.0.1:9/x').catch(() => null)", "127.0.0.1:9"),
    ],
)
def test_each_sort_of_fault_is_seen(visit: Visit, broken: str, fault: str) -> None:
    visit.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {broken} }})")
    seen = list(faults(visit, Look("sources", "/sources", "h1")))
    assert any(fault in each for each in seen), seen


def test_the_share_of_sound_views_is_told(
    visit: Visit, browser: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    some = [Look("sources", "/sources", "h1"), Look("none", "/runs", ".nothing")]
    found = dict(views(browser, visit.address, some))
    assert list(found) == ["sources, light", "none, light", "sources, dark", "none, dark"]
    assert told(found) == {"sound": 50.0, "views": 4}
    assert capsys.readouterr().out.count(".nothing: 0 drawn, 1 wanted") == 2


def test_nothing_begins_where_there_is_nothing_to_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "GOLD", "news/no-such-table.csv")
    sound.reading.cache_clear()
    sound.begin()
    with pytest.raises(Absent):
        sound.reading()


def test_articles_that_were_read_are_counted(
    ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real program reads a small table, as it does the large one."""
    needed()
    corpora = tmp_path / "corpora" / "news"
    corpora.mkdir(parents=True)
    text = "Mira Holt said that the road to Kelvat was open to everybody who came by it. " * 6
    table = corpora / "fa-kes.csv"
    table.write_text(f'id,title,text\n1,Road,"{text}"\n2,Empty,""\n', encoding="utf-8")
    monkeypatch.setattr("bench.corpora.SHARED", tmp_path)
    monkeypatch.setattr(sound, "WORK", tmp_path / "work")
    monkeypatch.setattr(sound, "sound", lambda path: {"sound": 100.0, "views": path.is_file()})
    sound.reading.cache_clear()
    scores = sound.score(sound.BENCH.load())
    sound.reading.cache_clear()
    assert scores == {"read": 50.0, "sound": 100.0, "views": True}
    assert sound.floors(scores) == {"read": 50.0, "sound": 100.0}

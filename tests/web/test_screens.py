"""The pictures of the readme: real pages, the same for the same story, and left alone otherwise."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from tests.test_map import ROOT, script
from tests.web.browser import needed

SCREENS = script("screens")


def test_the_pages_are_of_one_article_and_of_a_claim_that_others_repeat(story: Path) -> None:
    at = SCREENS.pages(story)
    assert set(at) == {shot.page for shot in SCREENS.SHOTS}
    with open_ledger(story, readonly=True) as book:
        article, _ = book.article(at["reader"].removeprefix("/a/"))
        [claim] = book.claims_by_id([at["dossier"].removeprefix("/c/")])
    assert claim.article == article.id
    assert len(claim.chain) > 1


def test_the_same_page_gives_the_same_picture_and_one_in_the_dark_is_another(story: Path) -> None:
    shots = [SCREENS.Shot("a", "reader"), SCREENS.Shot("b", "reader"), SCREENS.SHOTS[1]]
    (_, one), (_, other), (name, dark) = SCREENS.taken(story, needed(), shots)
    assert one == other != dark
    assert name == "reader-dark"
    for picture in (one, dark):
        assert picture.startswith(b"\x89PNG")
        assert struct.unpack(">II", picture[16:24]) == SCREENS.SIZE
        assert len(picture) < 300_000


def test_only_what_has_changed_is_written(tmp_path: Path) -> None:
    first = SCREENS.kept(tmp_path / "new", iter([("a", b"1"), ("b", b"2")]))
    before = (tmp_path / "new" / "a.png").stat().st_mtime_ns
    second = SCREENS.kept(tmp_path / "new", iter([("a", b"1"), ("b", b"3")]))
    assert (first, second) == (["a", "b"], ["b"])
    assert (tmp_path / "new" / "a.png").stat().st_mtime_ns == before
    assert (tmp_path / "new" / "b.png").read_bytes() == b"3"


def test_without_a_browser_the_pictures_stay_and_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert SCREENS.main(["--out", str(tmp_path)]) == 0
    assert list(tmp_path.iterdir()) == []
    assert "no Chromium here" in capsys.readouterr().err


def test_the_readme_shows_every_picture_and_all_are_there() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    names = {f"docs/images/{shot.name}.png" for shot in SCREENS.SHOTS}
    assert {name for name in names if name not in readme} == set()
    assert {name for name in names if not (ROOT / name).is_file()} == set()

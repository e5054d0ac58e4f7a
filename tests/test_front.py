"""The front end's build: passed over where npm is not, done once, and its packages name no host."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from bench.corpora import ROOT
from hatch_build import BUILT, STAMP, front, installed, main, sources

WEB = ROOT / "web"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with the front end's sources, and no package installed."""
    shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / BUILT).mkdir(parents=True)
    return tmp_path


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the PATH."""
    folder = tmp_path / "commands"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\n{text}\n")
    (folder / name).chmod(0o755)


def test_without_npm_it_is_passed_over_and_says_so(checkout: Path, commands: Path) -> None:
    assert "npm is not there" in (front(checkout) or "")
    assert list((checkout / BUILT).iterdir()) == []


def test_a_registry_out_of_reach_is_told_and_stops_nothing(checkout: Path, commands: Path) -> None:
    put(commands, "node", "exit 0")
    put(commands, "npm", "echo 'no route to host' >&2; exit 1")
    assert front(checkout) == "npm ci failed: no route to host"
    assert not (checkout / BUILT / STAMP).exists()


def test_it_is_built_once_and_again_when_a_source_changed(checkout: Path, commands: Path) -> None:
    put(commands, "npm", 'echo "npm $*" >> ../calls')
    put(commands, "node", 'echo "node $*" >> ../calls')
    assert front(checkout) is None and front(checkout) is None
    calls = (checkout / "calls").read_text().splitlines()
    assert [call.partition(" ")[0] for call in calls] == ["npm", "node"]
    assert "--ignore-scripts" in calls[0]
    (checkout / "web" / "src" / "keys.ts").write_text("// other\n")
    assert front(checkout) is None
    assert len((checkout / "calls").read_text().splitlines()) == 4


def test_packages_are_installed_anew_only_after_the_lock_changed(checkout: Path) -> None:
    mark = checkout / "web" / "node_modules" / ".package-lock.json"
    assert not installed(checkout / "web")
    mark.parent.mkdir()
    mark.write_text("{}")
    assert installed(checkout / "web")
    os.utime(mark, (1, 1))
    assert not installed(checkout / "web")


def test_a_failed_build_is_told_in_its_own_words(checkout: Path, commands: Path) -> None:
    put(commands, "npm", "exit 0")
    put(commands, "node", "echo one; echo 'page.ts: no such thing' >&2; exit 3")
    assert front(checkout) == "node build.mjs failed: page.ts: no such thing"


def test_the_stamp_tells_every_source(checkout: Path) -> None:
    told = sources(checkout / "web")
    for name in ("build.mjs", "basemap.mjs", "disputed.json", "package-lock.json", "src/map.ts"):
        assert f" {name}\n" in told


def test_the_chore_fails_where_the_hook_only_warns(
    commands: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("hatch_build.front", lambda _: "npm is not there")
    assert (main([]), main(["--may-fail"])) == (1, 0)
    assert "the front end is not built: npm is not there" in capsys.readouterr().err


def test_the_lock_pins_with_hashes_and_names_no_registry() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert len(packages) > 20
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert not any("resolved" in each for each in packages.values())
    assert "omit-lockfile-registry-resolved=true" in (WEB / ".npmrc").read_text(encoding="utf-8")


def test_every_package_is_pinned_to_one_version() -> None:
    named = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    wanted = {**named["dependencies"], **named["devDependencies"]}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_what_is_built_is_never_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert f"{BUILT.as_posix()}/" in ignored and "node_modules/" in ignored

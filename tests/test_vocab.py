"""The word lists: they load, hold nothing twice, and no pattern in them can be made to hang."""

import re
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.gather.records import FIELDS
from sayso.read.credits import block_credits, credit_lines
from sayso.vocab import load

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "src" / "sayso" / "vocab"
NAMES = sorted(path.stem for path in FOLDER.glob("*.toml"))
SOURCES = load("outlets")["source"]
CREDITS = load("credits")
#: What a stranger can write who wants a pattern to go back and forth.
HOSTILE = (
    "by " * 450,
    "Press, " * 200,
    "reported by the " * 90,
    "A" * 1400,
    "(" * 1400,
    " " * 1400 + ".",
    "Reuters and AP and " * 75,
    "“said” with the " * 90,
)


def lists(value: Any, path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Every list of words, and where it stands."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}.{key}")
    elif isinstance(value, list):
        if all(isinstance(each, str) for each in value):
            yield path, value
        for number, inner in enumerate(value):
            yield from lists(inner, f"{path}[{number}]")


@pytest.mark.parametrize("name", NAMES)
def test_a_list_says_what_it_is_and_is_read_once(name: str) -> None:
    first = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").splitlines()[0]
    assert re.match(r"# \w", first)
    assert load(name) is load(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_list_is_used(name: str) -> None:
    code = [path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")]
    assert any(f'load("{name}")' in text for text in code)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    twice = {
        path: [word for word, times in Counter(words).items() if times > 1]
        for path, words in lists(load(name))
    }
    assert {path: words for path, words in twice.items() if words} == {}


def test_a_list_that_is_not_there_is_an_error_of_the_caller() -> None:
    with pytest.raises(FileNotFoundError):
        load("no-such-list")


def test_a_list_that_is_no_toml_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("words = [", encoding="utf-8")
    monkeypatch.setattr("sayso.vocab.resources.files", lambda _: tmp_path)
    with pytest.raises(tomllib.TOMLDecodeError):
        load("broken")


def test_each_field_has_columns_and_no_column_is_two_fields() -> None:
    columns = load("columns")
    assert set(columns) == set(FIELDS)
    names = Counter(name for aliases in columns.values() for name in aliases)
    assert [name for name, times in names.items() if times > 1] == []


def test_no_two_outlets_share_a_name_a_short_form_or_a_domain() -> None:
    spellings = Counter(each for s in SOURCES for each in {s["name"], *s["aliases"]})
    domains = Counter(domain for s in SOURCES for domain in s["domains"])
    assert [word for word, times in spellings.items() if times > 1] == []
    assert [domain for domain, times in domains.items() if times > 1] == []


def faults(source: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one outlet."""
    if unknown := set(source) - {
        "name",
        "kind",
        "country",
        "aliases",
        "domains",
        "unsafe",
        "accounts",
    }:
        yield f"keys {unknown}"
    if source["kind"] not in {"agency", "outlet"}:
        yield f"kind {source['kind']}"
    if not re.fullmatch("[A-Z]{2}|", source["country"]):
        yield f"country {source['country']}"
    for domain in source["domains"]:
        if domain.startswith("www.") or not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", domain):
            yield f"domain {domain}"
    if stray := set(source.get("unsafe", ())) - {source["name"], *source["aliases"]}:
        yield f"unsafe but no name of it: {stray}"


def test_every_outlet_is_told_in_full() -> None:
    found = {source["name"]: list(faults(source)) for source in SOURCES}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_fault_of_an_outlet_would_be_seen() -> None:
    wrong = {"name": "A", "kind": "x", "country": "gb", "aliases": [], "domains": ["www.a.example"]}
    assert len(list(faults(wrong | {"unsafe": ["B"], "more": 1}))) == 5


def test_every_pattern_of_a_credit_names_who_is_credited() -> None:
    for row in [*CREDITS["line"], *CREDITS["block"]["intro"]]:
        assert row["pattern"].count("{names}") == 1, row
        assert row["trust"] in {"known", "outlet", "any"}, row


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_no_pattern_of_a_credit_can_be_made_to_hang(text: str) -> None:
    began = time.process_time()
    credit_lines(text, ((0, len(text)),))
    block_credits(text[:299] + ":\n\nIt rained.", ((0, 300), (302, 312)), ())
    assert time.process_time() - began < 2.0

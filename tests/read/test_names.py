"""Names of outlets and agencies in running text."""

from __future__ import annotations

import pytest

from sayso.read.names import canonical, known, listed
from sayso.vocab import load
from sayso.vocab.outlets import of_domain


def names(line: str) -> list[str]:
    return [name.name for name in known(line)]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("the Associated Press and AFP", ["Associated Press", "Agence France-Presse"]),
        ("AP/Reuters", ["Associated Press", "Reuters"]),
        ("he told the BBC's reporter", ["BBC"]),
        ("BBC News said", ["BBC"]),
        ("FoxNews.com's Ada Lund", ["Fox News"]),
        ("The New York Times", ["The New York Times"]),
        ("APPLE and BBCX and reuters", []),
        ("a Harbour Sun reader", []),
        ("The Sun reported", ["The Sun"]),
        ("the National Security Council in Metro Kelvat", []),
        ("some time ago an independent observer", []),
    ],
)
def test_known(line: str, found: list[str]) -> None:
    assert names(line) == found


def test_spans_point_at_the_words() -> None:
    line = "FRANCE 24 with AFP, AP"
    assert [line[slice(*n.span)] for n in known(line)] == ["FRANCE 24", "AFP", "AP"]


@pytest.mark.parametrize(
    ("line", "trust", "found"),
    [
        ("the Harbour Post, Reuters and Ada Lund", "outlet", ["Harbour Post", "Reuters"]),
        ("Quillfen and others", "any", ["Quillfen"]),
        ("the ministry and Quillfen", "any", []),
        ("Harbour Post", "known", []),
        ("Reuters. Follow Ada Lund", "any", ["Reuters"]),
        ("U.S. News & World Report. All rights", "any", ["U.S. News & World Report"]),
    ],
)
def test_listed(line: str, trust: str, found: list[str]) -> None:
    got = listed(line, 0, len(line), trust)  # type: ignore[arg-type]  # a row of the table
    assert [name.name for name in got] == found


def test_every_name_and_alias_finds_itself() -> None:
    for source in load("outlets")["source"]:
        for spelling in (source["name"], *source["aliases"]):
            assert names(spelling) == [canonical(spelling)], spelling


def test_the_list_of_outlets_is_sound() -> None:
    sources = load("outlets")["source"]
    assert len(sources) >= 200
    assert {source["kind"] for source in sources} == {"outlet", "agency"}
    assert all(len(source["country"]) in {0, 2} for source in sources)
    spellings = [s for source in sources for s in (source["name"], *source["aliases"])]
    assert len(spellings) == len(set(spellings))
    domains = [domain for source in sources for domain in source["domains"]]
    assert len(domains) == len(set(domains))
    for source in sources:
        assert set(source.get("unsafe", ())) <= {source["name"], *source["aliases"]}


def test_domains() -> None:
    assert of_domain("edition.cnn.com") == "CNN"
    assert of_domain("notcnn.com") is None

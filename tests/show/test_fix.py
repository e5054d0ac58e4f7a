"""``sayso fix``: a person decides, sees what was decided, and takes it back."""

from __future__ import annotations

import io
import json
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

from sayso.engines.bonding import bond_new
from sayso.ledger import open_ledger
from sayso.records import Relation
from sayso.show.world import corrections_table
from tests.conftest import Sayso
from tests.ledger.made import grounded, reading_of, story

SCHEMA = Path(__file__).parents[2] / "docs" / "sayso-1.schema.json"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    with open_ledger(path) as book:
        for n in (0, 1):
            page, article, reading = story(n)
            run = book.begin_run("made", "model", "0")
            book.add(run, str(n), page, article, grounded(article, reading))
    return path


def claims(sayso: Sayso, ledger: Path) -> list[str]:
    said = sayso("claims", "--ledger", ledger, "--jsonl")
    return [json.loads(line)["id"] for line in said.out.splitlines()]


def test_a_claim_is_rejected_and_brought_back(ledger: Path, sayso: Sayso) -> None:
    first, *others = claims(sayso, ledger)
    said = sayso(
        "fix", "reject", first[:8], "--by", "me", "--note", "a caption", "--ledger", ledger
    )
    assert said.err == (
        f"Kept as correction 1. To take it back: sayso fix undo 1 --ledger {ledger}\n"
    )
    assert claims(sayso, ledger) == others
    assert sayso("fix", "undo", "1", "--ledger", ledger).err == "Correction 1 is undone.\n"
    assert claims(sayso, ledger) == [first, *others]


def test_what_is_rejected_is_shown_as_such_until_it_is_brought_back(
    ledger: Path, sayso: Sayso
) -> None:
    told = "rejected by hand: it is no claim"
    first, *others = claims(sayso, ledger)
    row = json.loads(sayso("show", first, "--json", "--ledger", ledger).out)
    assert told not in sayso("show", first, "--ledger", ledger).out and "rejected" not in row
    sayso("fix", "reject", first, "--ledger", ledger)
    assert sayso("show", first, "--ledger", ledger).out.count(told) == 1
    assert json.loads(sayso("show", first, "--json", "--ledger", ledger).out)["rejected"] is True
    assert sayso("show", row["article"], "--ledger", ledger).out.count(told) == 1
    assert rejected_in(sayso, ledger, row["article"]) == [first]
    assert told not in sayso("show", others[0], "--ledger", ledger).out
    sayso("fix", "undo", "1", "--ledger", ledger)
    assert told not in sayso("show", row["article"], "--ledger", ledger).out
    assert rejected_in(sayso, ledger, row["article"]) == []


def rejected_in(sayso: Sayso, ledger: Path, article: str) -> list[str]:
    """Ids of the claims of an article that its JSON calls rejected; it keeps to its schema."""
    told = json.loads(sayso("show", article, "--json", "--ledger", ledger).out)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    return [each["id"] for each in told["claims"] if each.get("rejected")]


def test_two_names_of_one_root_are_merged(ledger: Path, sayso: Sayso) -> None:
    sayso("fix", "merge", "a ferry passenger", "Ilan Voss", "--ledger", ledger)
    said = json.loads(sayso("roots", "--ledger", ledger, "--json").out)
    assert [(row["name"], row["claims"]) for row in said] == [("Ilan Voss", 4)]
    actors = sayso("actors", "corrections", "--ledger", ledger)
    assert actors.err == "Nothing was decided by hand.\n"


def test_articles_are_one_text_or_are_not(ledger: Path, sayso: Sayso) -> None:
    a, b = (story(n)[1].id for n in (0, 1))
    sayso("fix", "same", a, b, "--by", "me", "--ledger", ledger)
    [pair] = json.loads(sayso("reprints", "--ledger", ledger, "--json").out)
    assert (pair["label"], pair["score"], pair["why"][0]) == (
        "reprint",
        1.0,
        ["label", "me says so"],
    )
    assert "2 articles are 1 text." in sayso("reprints", "--ledger", ledger).err
    sayso("fix", "apart", a, b, "--by", "me", "--ledger", ledger)
    assert json.loads(sayso("reprints", "--ledger", ledger, "--json").out) == []


def test_what_was_decided_is_listed(ledger: Path, sayso: Sayso) -> None:
    assert sayso("fix", "list", "--ledger", ledger).err == "Nothing was decided by hand.\n"
    first, second, *_ = claims(sayso, ledger)
    sayso("fix", "same", first, second, "--by", "me", "--note", "one post", "--ledger", ledger)
    sayso("fix", "reject", second, "--by", "me", "--ledger", ledger)
    sayso("fix", "merge", "a ferry passenger", "Ilan Voss", "--by", "me", "--ledger", ledger)
    sayso("actors", "rename", "the union", "Pilots", "--by", "me", "--ledger", ledger)
    sayso("fix", "firmness", first, "denied", "--by", "me", "--ledger", ledger)
    sayso("fix", "root", first, "Ilan Voss", "--by", "me", "--ledger", ledger)
    assert "Pilots" in sayso("fix", "list", "--ledger", ledger).out
    with open_ledger(ledger) as book:
        out = io.StringIO()
        wide = Console(file=out, width=240)
        wide.print(corrections_table(book.corrections()))
    shown = out.getvalue()
    for words in ("is the same as", "is no claim", "a ferry passenger stands for", "is called",
                  "is put forward as denied", "rests on the word of Ilan Voss"):  # fmt: skip
        assert words in shown
    rows = json.loads(sayso("fix", "list", "--ledger", ledger, "--json").out)
    assert [(row["kind"], row["field"]) for row in rows] == [
        ("claim", "same"), ("claim", "reject"), ("source", "merge"), ("actor", "name"),
        ("claim", "firmness"), ("claim", "root"),
    ]  # fmt: skip


def test_how_firmly_and_on_whose_word_a_claim_stands_is_put_right(
    ledger: Path, sayso: Sayso
) -> None:
    first, *_ = claims(sayso, ledger)
    before = sayso("show", first, "--ledger", ledger).out
    sayso("fix", "firmness", first[:8], "DENIED", "--by", "me", "--ledger", ledger)
    sayso("fix", "root", first, "The pilots", "--kind", "organisation", "--ledger", ledger)
    row = json.loads(sayso("show", first, "--json", "--ledger", ledger).out)
    assert (row["firmness"], row["read_firmness"]) == ("denied", "hedged")
    assert (row["root"], row["read_root"]) == ("The pilots", "Ilan Voss")
    told = sayso("show", first, "--ledger", ledger).out
    assert "denied by hand, read as hedged" in told
    assert "root by hand, read as Ilan Voss" in told
    whole = sayso("show", row["article"], "--ledger", ledger).out
    assert "The pilots" in whole and "denied" in whole
    listed = sayso("fix", "list", "--ledger", ledger, "--csv").out
    assert "firmness" in listed and "The pilots" in listed
    found = json.loads(sayso("dossier", first, "--json", "--ledger", ledger).out)
    own = next(each for each in found["claims"] if each["id"] == first)
    assert (own["read_firmness"], own["read_root"]) == ("hedged", "Ilan Voss")
    assert "read as Ilan Voss" in sayso("dossier", first, "--ledger", ledger).out
    for number in ("1", "2"):
        sayso("fix", "undo", number, "--ledger", ledger)
    assert sayso("show", first, "--ledger", ledger).out == before


def test_claims_are_compared_anew_by_the_firmness_they_have_now(ledger: Path, sayso: Sayso) -> None:
    with open_ledger(ledger) as book:
        bond_new(book)
        a, b = (reading_of(story(n)[1]).claims[0].id for n in (0, 1))
        bonds = {frozenset((each.a, each.b)): each.relation for each in book.bonds()}
        assert bonds[frozenset((a, b))] in (Relation.SAME, Relation.RESTATES)
        other = book.begin_run("made", "model", "0")
        book.add(other, "late", *story(2))
    sayso("fix", "firmness", a, "denied", "--ledger", ledger)
    with open_ledger(ledger) as book:
        [bond] = [each for each in book.bonds() if {each.a, each.b} == {a, b}]
        assert bond.relation in (Relation.DENIES, Relation.CONTRADICTS)
        # What waits to be compared for another reason goes on waiting.
        assert book.unbonded() == [story(2)[1].id]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (("reject", "zzzz"), "no claim has an id that begins with 'zzzz'"),
        (("same", "zzzz", "yyyy"), "no article or claim has an id that begins with 'zzzz'"),
        (("merge", "nobody", "Ilan Voss"), "no source is called 'nobody'"),
        (("undo", "7"), "there is no correction 7"),
        (("firmness", "zzzz", "denied"), "no claim has an id that begins with 'zzzz'"),
        (("root", "zzzz", "Ilan Voss"), "no claim has an id that begins with 'zzzz'"),
    ],
)
def test_what_is_not_there_is_said_plainly(
    ledger: Path, sayso: Sayso, line: tuple[str, ...], told: str
) -> None:
    said = sayso("fix", *line, "--ledger", ledger)
    assert said.code == 1 and told in said.err

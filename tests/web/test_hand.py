"""Putting right by hand on the page: forms, what they change, and taking it back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from sayso.ledger import open_ledger
from sayso.show.phrases import bare
from sayso.show.web.pages.hand import VERDICTS, local
from tests.web.html import Element, fields, parse
from tests.web.made import client


@pytest.fixture
def own(story: Path, tmp_path: Path) -> Iterator[TestClient]:
    """An app over a copy of the story that one may write to."""
    with client(Path(shutil.copy(story, tmp_path / "own.ledger"))) as made:
        yield made


def claims(web: TestClient, query: str = "") -> list[dict[str, object]]:
    found: list[dict[str, object]] = web.get(f"/claims.json{query}").json()["claims"]
    return found


def form_of(page: Element, what: str) -> Element:
    """The first form of a page that decides this."""
    return next(form for form in page.all("form") if fields(form).get("what") == what)


def send(web: TestClient, form: Element, **filled: str) -> str:
    """Send a form; the page that it leads to."""
    answer = web.post(form.attributes["action"], data=fields(form) | filled)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def undone(web: TestClient, location: str) -> None:
    """Press the button that takes the last correction back."""
    page = parse(web.get(location.partition("#")[0]).text)
    note = page.first("div", "note")
    assert "Kept as correction" in note.text
    send(web, note.first("form"))


def test_a_claim_is_rejected_on_its_card_and_comes_back(own: TestClient) -> None:
    claim = claims(own)[0]
    before = own.get("/claims.json").json()["total"]
    page = parse(own.get(f"/a/{claim['article']}").text)
    card = next(
        c for c in page.all("article", "card") if c.attributes.get("data-claim") == claim["id"]
    )
    location = send(own, form_of(card, "reject"), note="a caption")
    assert location.startswith(f"/a/{claim['article']}?kept=")
    assert claim["id"] not in {each["id"] for each in claims(own)}
    assert own.get("/claims.json").json()["total"] == before - 1
    assert own.get(f"/c/{claim['id']}").status_code in (200, 404)
    [card] = parse(own.get(f"/a/{claim['article']}").text).all("article", "rejected")
    assert card.attributes["data-claim"] == claim["id"] and "rejected by hand" in card.text
    assert not [f for f in card.all("form") if fields(f).get("a") == claim["id"]]
    undone(own, location)
    assert not list(parse(own.get(f"/a/{claim['article']}").text).all("article", "rejected"))
    assert claim["id"] in {each["id"] for each in claims(own)}
    assert own.get("/claims.json").json()["total"] == before


def card_of(web: TestClient, claim: dict[str, object]) -> Element:
    page = parse(web.get(f"/a/{claim['article']}").text)
    return next(
        c for c in page.all("article", "card") if c.attributes.get("data-claim") == claim["id"]
    )


def test_how_firmly_is_put_right_on_the_card_and_shown_everywhere(own: TestClient) -> None:
    claim = next(c for c in claims(own) if "making strikes" in str(c["content"]))
    assert claim["firmness"] != "other" and claim["read_firmness"] is None
    form = form_of(card_of(own, claim), "firmness")
    chosen = [o for o in form.all("option") if "selected" in o.attributes]
    assert [o.attributes["value"] for o in chosen] == [claim["firmness"]]
    location = send(own, form, b="other", note="it only asks")
    told = f"other by hand, read as {claim['firmness']}"
    card = card_of(own, claim)
    assert "by-other" in card.css and told in card.text
    data = own.get(f"/a/{claim['article']}.json").json()
    assert next(c for c in data["claims"] if c["id"] == claim["id"])["firmness"] == "other"
    rows = parse(own.get("/?firmness=other&words=strikes").text).first("ol", "claims")
    row = next(li for li in rows.all("li") if li.attributes["data-claim"] == claim["id"])
    assert told in row.text
    now = next(c for c in claims(own) if c["id"] == claim["id"])
    assert (now["firmness"], now["read_firmness"]) == ("other", claim["firmness"])
    assert told in own.get(f"/c/{claim['id']}").text
    [line] = parse(own.get("/corrections").text).first("tbody").all("tr")
    assert "firmness" in line.text and "it only asks" in line.text
    undone(own, location)
    assert next(c for c in claims(own) if c["id"] == claim["id"]) == claim


def test_on_whose_word_is_put_right_on_the_dossier(own: TestClient) -> None:
    claim = next(c for c in claims(own) if "making strikes" in str(c["content"]))
    page = parse(own.get(f"/c/{claim['id']}").text)
    location = send(own, form_of(page, "root"), b="The harbour <b>master", kind="person")
    assert urlsplit(location).path == f"/c/{claim['id']}"
    told = f"root by hand, read as {bare(str(claim['root']))}"
    shown = parse(own.get(f"/c/{claim['id']}").text)
    assert told in shown.text and "The harbour <b>master" in shown.text
    assert "The harbour <b>master" in card_of(own, claim).text
    found = own.get(f"/c/{claim['id']}.json").json()
    row = next(each for each in found["claims"] if each["id"] == claim["id"])
    assert (row["root"], row["read_root"]) == ("The harbour <b>master", claim["root"])
    source = own.get("/source.json", params={"name": row["root"], "kind": "person"}).json()
    assert source["rests"] == 1
    undone(own, location)
    assert next(c for c in claims(own) if c["id"] == claim["id"]) == claim


def test_what_an_article_says_itself_may_rest_on_the_word_of_another(own: TestClient) -> None:
    claim = claims(own, "?voice=author")[0]
    send(own, form_of(card_of(own, claim), "root"), b="A fisher", kind="witness")
    rows = parse(own.get("/?root=fisher").text).first("ol", "claims")
    [row] = rows.all("li")
    assert "A fisher" in row.text and "in its own voice" not in row.text
    card = card_of(own, claim)
    assert "the article itself" in card.text and "on the word of A fisher" in card.text


def test_two_names_are_taken_for_one_source_and_parted_again(own: TestClient) -> None:
    names = [row["name"] for row in own.get("/sources.json?kind=government").json()["roots"]]
    one, other = next(n for n in names if "embassy" in n.lower()), names[0]
    other = next(n for n in names if n != one)
    row = next(r for r in own.get("/sources.json").json()["roots"] if r["name"] == one)
    page = parse(own.get("/source", params={"name": one, "kind": row["kind"]}).text)
    location = send(own, form_of(page, "merge"), b=other, note="the same ministry")
    merged = {r["name"] for r in own.get("/sources.json").json()["roots"]}
    assert one not in merged and other in merged
    undone(own, location)
    assert one in {r["name"] for r in own.get("/sources.json").json()["roots"]}


def test_a_merged_name_is_told_as_a_name_and_not_as_another_root(own: TestClient) -> None:
    claim = next(c for c in claims(own) if c["who"] == "Tobin Marrash")
    other = next(c for c in claims(own) if c["kind"] == "person" and c["who"] != claim["who"])
    send(own, form_of(card_of(own, claim), "merge"), b=str(other["who"]))
    card = card_of(own, claim)
    assert "name by hand, read as Tobin Marrash" in card.text
    assert "root by hand" not in card.text and str(other["who"]) in card.text
    # What else is put right of it is told beside it.
    send(own, form_of(card_of(own, claim), "root"), b="A fisher", kind="witness")
    assert "root by hand, read as Tobin Marrash" in card_of(own, claim).text


def test_claims_are_set_apart_and_bound_on_their_dossier(own: TestClient) -> None:
    claim = next(c for c in claims(own) if "making strikes" in str(c["content"]))
    page = parse(own.get(f"/c/{claim['id']}").text)
    form = form_of(page, "apart")
    other = fields(form)["b"]
    location = send(own, form)
    after = own.get(f"/c/{claim['id']}.json").json()
    assert other not in {each["id"] for each in (*after["claims"], *after["disputes"])}
    undone(own, location)
    again = own.get(f"/c/{claim['id']}.json").json()
    assert other in {each["id"] for each in (*again["claims"], *again["disputes"])}


def test_a_claim_is_bound_to_another_by_its_id(own: TestClient) -> None:
    one = claims(own)[0]
    other = next(c for c in claims(own, "?page=2") if c["article"] != one["article"])
    page = parse(own.get(f"/pair?a={one['id']}&b={other['id']}").text)
    form = next(form for form in page.all("form") if form.attributes["action"] == "/fix")
    location = send(own, form, what="same")
    found = own.get(f"/c/{one['id']}.json").json()
    assert other["id"] in {each["id"] for each in found["claims"]}
    assert urlsplit(location).path == f"/c/{one['id']}"
    undone(own, location)
    again = own.get(f"/c/{one['id']}.json").json()
    assert other["id"] not in {each["id"] for each in again["claims"]}


def test_articles_are_set_apart_on_the_page_of_reprints(own: TestClient) -> None:
    [group] = own.get("/reprints.json").json()["groups"][:1]
    first = group["articles"][0]["id"]
    page = parse(own.get(f"/reprints/{first}").text)
    location = send(own, form_of(page, "apart"))
    own.app.state.site._families = None  # type: ignore[attr-defined]  # what is held for some seconds
    after = own.get("/reprints.json").json()["groups"]
    assert group not in after
    undone(own, location)


def test_the_list_of_corrections_tells_and_takes_back(own: TestClient) -> None:
    claim = claims(own)[3]
    own.post("/fix", data={"what": "reject", "a": claim["id"], "by": "Ines", "note": "<b>no</b>"})
    page = parse(own.get("/corrections").text)
    [row] = page.first("tbody").all("tr")
    assert "Ines" in row.text and "<b>no</b>" in row.text and not list(row.all("b"))
    send(own, row.first("form"))
    [row] = parse(own.get("/corrections").text).first("tbody").all("tr")
    assert "taken back" in row.text and "undone" in row.css
    [data] = own.get("/corrections.json").json()["corrections"]
    assert data["undone"] is not None and data["by"] == "Ines"


def test_corrections_are_those_of_the_command_line(own: TestClient) -> None:
    own.post("/fix", data={"what": "reject", "a": claims(own)[0]["id"]})
    with open_ledger(own.app.state.site.books.path, readonly=True) as book:  # type: ignore[attr-defined]  # Starlette's own
        [row] = book.corrections()
        assert (row.field, row.by, row.undone) == ("reject", "the page", None)


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"what": "burn", "a": "x"},
        {"what": "reject", "a": ""},
        {"what": "reject", "a": "zzzzzz"},
        {"what": "same", "a": "zzzzzz", "b": "yyyyyy"},
        {"what": "merge", "a": "Nobody", "b": "Nobody Else"},
        {"what": "merge", "a": "", "b": ""},
        {"what": "rename", "a": "zzzzzz", "b": "x"},
        {"what": "merge actors", "a": "zzzzzz", "b": "x"},
        {"what": "reject", "a": "x' OR '1'='1"},
        {"what": "firmness", "a": "zzzzzz", "b": "denied"},
        {"what": "firmness", "a": "zzzzzz", "b": "true"},
        {"what": "firmness", "a": "zzzzzz"},
        {"what": "root", "a": "zzzzzz", "b": "The harbour master", "kind": "person"},
        {"what": "root", "a": "zzzzzz", "b": "x", "kind": "a saint"},
        {"what": "root", "a": "zzzzzz"},
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(
    own: TestClient, form: dict[str, str]
) -> None:
    before = own.get("/claims.json").json()
    answer = own.post("/fix", data=form)
    assert answer.status_code in (400, 404)
    assert "Back to the desk" in answer.text
    assert own.get("/claims.json").json() == before
    assert own.get("/corrections.json").json()["corrections"] == []


@pytest.mark.parametrize("number", ["", "x", "-1", "999", "1e3", "٣"])
def test_what_was_never_decided_cannot_be_undone(own: TestClient, number: str) -> None:
    assert own.post("/undo", data={"a": number}).status_code in (400, 404)


@pytest.mark.parametrize(
    ("where", "path"),
    [
        ("/a/x?mark=1-2#card-3", "/a/x?mark=1-2#card-3"),
        ("", "/"),
        ("https://news.example/", "/"),
        ("//news.example/", "/"),
        ("/\\news.example/", "/"),
        ("/a\\b", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\u202eb", "/"),
        ("/a\nset-cookie: x=y", "/"),
    ],
)
def test_a_form_leads_back_to_a_page_of_ours(own: TestClient, where: str, path: str) -> None:
    assert local(where) == path
    claim = claims(own)[0]
    answer = own.post("/fix", data={"what": "reject", "a": claim["id"], "back": where})
    location = answer.headers["location"]
    assert location.startswith("/") and not location.startswith(("//", "/\\"))
    assert "\n" not in location and "kept=" in location


def test_every_verdict_has_its_word() -> None:
    assert set(VERDICTS) == {
        *("reject", "same", "apart", "merge", "merge actors", "rename", "firmness", "root"),
    }

"""The desk: rows, marks, filters in the address, counts, export, saved views, adding."""

from __future__ import annotations

import csv
import io
import json
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from sayso.engines import MarkerSpec
from sayso.ledger import open_ledger
from sayso.show.rows import FLAT
from sayso.show.web.marks import CROP
from tests.web.html import Element, fields, parse
from tests.web.made import client

TEXT = (
    "Tobin Marrash said that the road to Kelvat was open. "
    "Bram Tolley denied that anybody had been hurt.\n"
)
PATTERN = MarkerSpec("tests.fakes:pattern")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[TestClient]:
    """An app over an empty ledger, that reads with a marker that needs no model."""
    with client(tmp_path / "own.ledger", spec=PATTERN) as made:
        yield made


def rows(page: Element) -> list[Element]:
    return list(page.first("ol", "claims").all("li"))


def test_a_claim_a_row_with_its_words_marked(web: TestClient) -> None:
    data = web.get("/claims.json").json()
    page = parse(web.get("/").text)
    assert len(rows(page)) == len(data["claims"]) > 20
    for row, claim in zip(rows(page), data["claims"], strict=True):
        said = row.first("p", "said")
        shown = said.text.removeprefix("… ").removesuffix(" …").strip()
        assert shown in claim["sentence"] and (
            len(claim["sentence"]) > CROP or "…" not in said.text
        )
        marked = "".join(each.text for each in said.all("span", "con"))
        assert marked
        assert marked.replace(" ", "") in claim["content"].replace(" … ", "").replace(" ", "")
        cue = "".join(each.text for each in said.all("span", "cue"))
        assert bool(cue) is bool(claim["cue"])
        # Told by a word as well, never by the line or its colour alone.
        assert claim["firmness"] in row.first("p", "told").text
        assert row.first("a").attributes["href"] == f"/c/{claim['id']}"


def test_roots_stand_in_bold_and_articles_small(web: TestClient) -> None:
    for row in rows(parse(web.get("/").text)):
        reach = row.first("p", "reach")
        assert reach.first("b").text.split()[0].replace("–", "").isdigit()
        assert "article" in reach.first("small").text


def test_every_filter_of_a_facet_leads_to_as_many_claims_as_it_says(web: TestClient) -> None:
    page = parse(web.get("/").text)
    links = [
        (a.attributes["href"], int(a.first("span", "n").text.replace(",", "")))
        for a in page.first("aside", "filters").all("a")
        if list(a.all("span", "n"))
    ]
    assert len(links) > 15
    for href, count in links:
        address = urlsplit(href)
        found = web.get("/claims.json?" + address.query).json()
        assert found["total"] == count, href
        assert found["filters"] == {k: v[0] for k, v in parse_qs(address.query).items()}


def test_filters_narrow_and_can_be_taken_off_one_by_one(web: TestClient) -> None:
    address = "/?firmness=denied&root+kind=government"
    page = parse(web.get(address).text)
    chips = {chip.text.strip(): chip.attributes["href"] for chip in page.all("a", "chip")}
    assert any("denied" in chip for chip in chips) and any("government" in chip for chip in chips)
    denied = next(href for chip, href in chips.items() if "government" in chip)
    assert parse_qs(urlsplit(denied).query) == {"firmness": ["denied"]}
    both = web.get("/claims.json?firmness=denied&root+kind=government").json()["claims"]
    assert both and all(c["firmness"] == "denied" and c["root_kind"] == "government" for c in both)


def test_words_are_searched_and_other_filters_kept(web: TestClient) -> None:
    page = parse(web.get("/?firmness=asserted&words=air+force").text)
    form = page.first("aside", "filters").first("form")
    assert fields(form) == {"firmness": "asserted", "words": "air force"}
    for row in rows(page):
        assert "air" in row.first("p", "said").text.casefold()


def test_nothing_found_says_so(web: TestClient) -> None:
    answer = web.get("/?words=xylophone")
    assert answer.status_code == 200
    assert "No claim fits all of these filters" in answer.text


@pytest.mark.parametrize(
    "query", ["firmness=certain", "root+kind=king", "since=tomorrow", "voice=loud", "article=zzzz"]
)
def test_a_filter_that_is_none_is_told(web: TestClient, query: str) -> None:
    answer = web.get("/?" + query)
    assert answer.status_code in (400, 404)
    assert "Back to the desk" in answer.text
    assert web.get("/claims.json?" + query).json()["error"]["message"]


@pytest.mark.parametrize("page", ["0", "-3", "x", "99999999999999999999", "1e9"])
def test_a_page_that_is_none_does_no_harm(web: TestClient, page: str) -> None:
    assert web.get(f"/?page={page}").status_code == 200


def test_pages_lead_through_all_claims_once(web: TestClient) -> None:
    seen: list[str] = []
    href: str | None = "/"
    while href is not None:
        page = parse(web.get(href).text)
        seen += [row.attributes["data-claim"] for row in rows(page)]
        following = [a for a in page.all("a") if a.attributes.get("rel") == "next"]
        href = following[0].attributes["href"] if following else None
    assert len(seen) == len(set(seen)) == web.get("/claims.json").json()["total"]


# --- export -------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "firmness=hedged", "outlet=%3DQuillfen&voice=reported"])
def test_an_export_is_what_is_on_the_screen(web: TestClient, query: str) -> None:
    shown = []
    for number in range(1, 5):
        got = web.get(f"/claims.json?{query}&page={number}").json()
        shown += [claim["id"] for claim in got["claims"]]
    answer = web.get(f"/export/csv?{query}")
    table = list(csv.DictReader(io.StringIO(answer.text)))
    lines = [json.loads(each) for each in web.get(f"/export/jsonl?{query}").text.splitlines()]
    assert [row["id"] for row in table] == [row["id"] for row in lines] == shown
    assert {*FLAT, "roots_low", "roots_high", "articles", "disputes"} == set(table[0])
    assert 'filename="claims.csv"' in answer.headers["content-disposition"]


def test_one_page_can_be_exported_alone(web: TestClient) -> None:
    second = [claim["id"] for claim in web.get("/claims.json?page=2").json()["claims"]]
    lines = web.get("/export/jsonl?page=2").text.splitlines()
    assert [json.loads(each)["id"] for each in lines] == second


def test_the_page_offers_all_of_a_choice_and_this_page_of_it(web: TestClient) -> None:
    for query, wanted in (("", 2), ("firmness=denied", 1)):
        page = parse(web.get(f"/?{query}&page=1").text)
        links = [a.attributes["href"] for a in page.first("p", "to").all("a")]
        exports = [link for link in links if link.startswith("/export/jsonl")]
        assert len(exports) == wanted
        for link in exports:
            rows = [json.loads(row)["id"] for row in web.get(link).text.splitlines()]
            if "page=" in link:
                shown = [li.attributes["data-claim"] for li in page.first("ol", "claims").all("li")]
                assert rows == shown
            else:
                assert len(rows) == web.get(f"/claims.json?{query}").json()["total"]


def test_kinds_of_roots_read_as_people_say_them(web: TestClient) -> None:
    page = parse(web.get("/").text)
    told = {
        a.attributes["href"]: a.first("span").text
        for a in page.first("aside", "filters").all("a")
        if "root+kind=" in a.attributes["href"]
    }
    assert told["/?root+kind=unnamed"] == "no name" and told["/?root+kind=social"] == "social media"
    options = {
        each.attributes["value"]: each.text
        for each in parse(web.get("/sources").text).first("select").all("option")
    }
    assert options["social"] == "social media" and options["armed group"] == "armed group"
    assert web.get("/sources", params={"kind": "social"}).status_code == 200


def test_an_export_of_a_wrong_filter_or_form_says_so(web: TestClient) -> None:
    assert web.get("/export/csv?firmness=certain").status_code == 400
    assert web.get("/export/xlsx").status_code == 404


# --- saved views --------------------------------------------------------------------------------


def test_a_view_is_saved_found_and_forgotten(own: TestClient) -> None:
    done = own.post("/views", data={"name": "Denials ", "query": "firmness=denied&x=1&token=t"})
    assert done.status_code == 303 and done.headers["location"] == "/?firmness=denied"
    page = parse(own.get("/").text)
    saved = page.first("li", "saved")
    assert saved.first("a").attributes["href"] == "/?firmness=denied"
    gone = own.post(saved.first("form").attributes["action"], data=fields(saved.first("form")))
    assert gone.status_code == 303
    assert not list(parse(own.get("/").text).all("li", "saved"))
    assert own.post("/views/drop", data={"name": "Denials"}).status_code == 404
    assert own.post("/views", data={"name": " ", "query": ""}).status_code == 400


def test_the_name_of_a_view_is_only_words(own: TestClient) -> None:
    own.post("/views", data={"name": "<script>alert(1)</script>\u202e", "query": ""})
    text = own.get("/").text
    assert "<script>alert" not in text and "\u202e" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


# --- adding -------------------------------------------------------------------------------------


def done(web: TestClient, location: str) -> dict[str, object]:
    """What came of a job, once it is over."""
    for _ in range(600):
        found: dict[str, object] = web.get(f"{location}.json").json()
        if found["state"] in ("done", "failed", "stopped"):
            return found
        time.sleep(0.05)
    raise AssertionError(found)


def test_a_text_that_is_pasted_is_read_and_kept(own: TestClient) -> None:
    form = {"text": TEXT, "title": "The road", "outlet": "Quillfen", "date": "2024-06-06"}
    answer = own.post("/add", data=form)
    assert answer.status_code == 303
    came = done(own, answer.headers["location"])
    assert came["state"] == "done" and came["claims"] == 2 and not came["dry"]
    claims = own.get("/claims.json").json()["claims"]
    assert {c["root"] for c in claims} == {"Tobin Marrash", "Bram Tolley"}
    assert {c["outlet"] for c in claims} == {"Quillfen"}
    again = done(own, own.post("/add", data=form).headers["location"])
    assert again["known"] == 1 and own.get("/claims.json").json()["total"] == 2


def test_a_dry_run_shows_the_reading_and_keeps_nothing(own: TestClient) -> None:
    answer = own.post("/add", data={"text": TEXT, "dry": "1"})
    came = done(own, answer.headers["location"])
    assert came["dry"] and len(came["articles"]) == 1  # type: ignore[arg-type]  # a list, in JSON
    page = parse(own.get(answer.headers["location"]).text)
    assert "Nothing of this was kept" in page.text
    assert {each.text for each in page.all("span", "src")} >= {"Tobin Marrash", "Bram Tolley"}
    assert own.get("/claims.json").json()["total"] == 0
    assert own.get("/runs.json").json()["runs"] == []


def test_files_that_are_dropped_are_read_under_their_own_names(own: TestClient) -> None:
    table = "id,text\none,Ilan Voss said that the ferry sank.\ntwo,\n"
    files = [
        ("file", ("../../etc/road.txt", TEXT.encode(), "text/plain")),
        ("file", ("news.csv", table.encode(), "text/csv")),
        ("file", ("page.html", b"<p>x</p>", "text/html")),
    ]
    came = done(own, own.post("/add", files=files).headers["location"])
    assert came["state"] == "done"
    names = {claim["input_id"] for claim in own.get("/claims.json").json()["claims"]}
    assert names == {"road.txt", "one"}
    refused = [each["input"] for each in came["refused"]]  # type: ignore[attr-defined]  # a list
    assert "two" in refused and not any("/" in name for name in refused)


def test_an_address_must_be_one_and_a_private_one_is_not_fetched(own: TestClient) -> None:
    assert own.post("/add", data={"url": "file:///etc/passwd"}).status_code == 400
    assert own.post("/add", data={"url": "javascript:alert(1)"}).status_code == 400
    came = done(own, own.post("/add", data={"url": "http://127.0.0.1:9/"}).headers["location"])
    assert came["state"] == "failed" and "private" in str(came["trouble"])


def test_a_path_is_no_source(own: TestClient) -> None:
    came = done(own, own.post("/add", data={"text": "/etc/passwd"}).headers["location"])
    assert "root:" not in json.dumps(came)


def test_nothing_handed_in_is_told(own: TestClient) -> None:
    for form in ({}, {"text": "  "}, {"url": ""}):
        answer = own.post("/add", data=form)
        assert answer.status_code == 400 and "Paste a text" in answer.text


def test_what_is_too_large_is_not_taken(own: TestClient) -> None:
    big = ("file", ("big.txt", b"x" * 25_000_100, "text/plain"))
    answer = own.post("/add", files=[big])
    assert answer.status_code == 413 and "At most 25 MB" in parse(answer.text).first("main").text
    data = own.post("/add", files=[big], headers={"accept": "application/json"})
    assert data.status_code == 413 and "25 MB" in data.json()["error"]["message"]
    many = [("file", (f"{n}.txt", b"x", "text/plain")) for n in range(30)]
    assert own.post("/add", files=many).status_code == 400
    assert own.get("/runs.json").json()["runs"] == []


def test_what_is_too_large_and_does_not_say_so_is_not_taken_either(own: TestClient) -> None:
    def parts() -> Iterator[bytes]:
        yield b"--x\r\ncontent-disposition: form-data; name=text\r\n\r\n"
        yield from (b"word " * 200_000 for _ in range(26))
        yield b"\r\n--x--\r\n"

    form = {"content-type": "multipart/form-data; boundary=x"}
    answer = own.post("/add", content=parts(), headers=form)
    assert answer.status_code == 413 and "At most 25 MB" in answer.text
    assert own.get("/runs.json").json()["runs"] == []


@pytest.mark.parametrize("length", ["9" * 5000, "25000001", "³", "-5", "1e9", ""])
def test_what_a_request_says_of_its_length_breaks_nothing(own: TestClient, length: str) -> None:
    headers = {"content-length": length.encode()}
    large = length.isascii() and length.isdecimal()
    answer = own.post("/add", content=b"", headers=headers)  # type: ignore[arg-type]  # bytes as they are
    assert answer.status_code == (413 if large else 400)


def test_a_run_that_is_not_there(own: TestClient) -> None:
    for number in ("7", "x", "-1"):
        assert own.get(f"/run/{number}").status_code == 404


def test_a_marker_that_cannot_be_loaded_fails_the_job_and_not_the_app(tmp_path: Path) -> None:
    spec = MarkerSpec("tests.fakes:absent")
    with client(tmp_path / "x.ledger", spec=spec) as made:
        came = done(made, made.post("/add", data={"text": TEXT}).headers["location"])
        assert came["state"] == "failed" and "model file is missing" in str(came["trouble"])
        assert made.get("/").status_code == 200


def test_runs_tell_what_was_read_and_what_was_refused(own: TestClient) -> None:
    done(own, own.post("/add", data={"text": TEXT}).headers["location"])
    letter = ("file", ("letter.txt", b"%PDF-1.7 and so on", "text/plain"))
    done(own, own.post("/add", files=[letter]).headers["location"])
    page = parse(own.get("/runs").text)
    assert len(list(page.first("tbody").all("tr"))) == 2
    assert "What was refused" in page.text
    with open_ledger(Path(own.app.state.site.books.path), readonly=True) as book:  # type: ignore[attr-defined]  # Starlette's own
        assert [run.status for run in book.runs()] == ["done", "done"]

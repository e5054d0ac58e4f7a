"""The dossier: independent roots, who says so, on whose word, who disputes it, how it changed."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.engines.dossiers import dossier_of
from sayso.ledger import ClaimFilter, open_ledger
from sayso.records import ClaimBond, Firmness, Hop, Kind, Relation
from sayso.records.weighed import Piece
from sayso.show.phrases import counted
from sayso.show.web.drawing import (
    BOLD,
    LANE,
    LINE,
    MOST,
    WIDE,
    HrefOf,
    Told,
    Tree,
    shortened,
    timeline_of,
    tree_of,
)
from sayso.show.web.pages.dossier import LONGEST, SHOWN, _because, _diff, _pieces
from sayso.show.web.site import STATIC
from sayso.weigh.judge import AGAINST
from sayso.weigh.tree import Branch
from tests.ledger.made import story as made_story
from tests.web.html import Element, fields, parse
from tests.web.made import add_said, client, fill

ASKED = "The air force is making strikes in support of the militants."


def central(web: TestClient) -> str:
    """The id of the claim that went round."""
    found = web.get("/claims.json?words=strikes+support").json()["claims"]
    return str(next(c["id"] for c in found if "making strikes" in c["content"]))


@pytest.fixture(scope="module")
def page(web: TestClient) -> Element:
    return parse(web.get(f"/c/{central(web)}").text)


@pytest.fixture(scope="module")
def data(web: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = web.get(f"/c/{central(web)}.json").json()
    return found


def test_the_big_number_is_that_of_independent_roots(page: Element, data: dict[str, Any]) -> None:
    big = page.first("div", "count-that-matters").first("b").text
    low, high = data["roots"]["low"], data["roots"]["high"]
    assert big == (str(low) if low == high else f"{low}–{high}")
    assert "independent root" in page.first("div", "count-that-matters").text


def test_the_page_tells_what_the_ledger_and_the_command_line_tell(
    web: TestClient, data: dict[str, Any]
) -> None:
    with open_ledger(web.app.state.site.books.path, readonly=True) as book:  # type: ignore[attr-defined]  # Starlette's own
        found = dossier_of(book, central(web))
    assert (found.low, found.high) == (data["roots"]["low"], data["roots"]["high"])
    assert [each.row.id for each in found.claims] == [each["id"] for each in data["claims"]]
    assert [each.row.id for each in found.disputes] == [each["id"] for each in data["disputes"]]


def test_three_columns_tell_who_says_so_on_whose_word_and_who_disputes_it(
    page: Element, data: dict[str, Any]
) -> None:
    heads = [each.first("h2").text for each in page.first("div", "three").all("section")]
    assert [head.split(" ")[0:2] for head in heads] == [
        ["Who", "says"],
        ["On", "whose"],
        ["Who", "disputes"],
    ]
    says, _, disputes = page.first("div", "three").all("section")
    shown = [li.attributes["data-claim"] for li in says.all("li")]
    assert shown == [each["id"] for each in data["claims"]][: len(shown)] and len(shown) >= 5
    against = {str(each) for each in AGAINST}
    wanted = [each["id"] for each in data["disputes"] if each["relation"] in against]
    first = [li.attributes["data-claim"] for li in disputes.first("ol").all("li")]
    assert first == wanted and wanted


def test_no_page_gives_a_verdict(page: Element) -> None:
    words = set(page.first("main").text.casefold().replace(".", " ").split())
    assert not words & {"true", "false", "credible", "fake", "misleading", "bias", "verified"}


def test_every_claim_leads_to_its_words_and_tells_why_it_is_here(
    page: Element, web: TestClient
) -> None:
    for li in page.first("ol", "sayings").all("li"):
        hrefs = [a.attributes["href"] for a in li.all("a")]
        where = next(href for href in hrefs if href.startswith("/a/"))
        article, _, anchor = where.removeprefix("/a/").partition("#")
        ids = {each.attributes.get("id") for each in parse(web.get(f"/a/{article}").text).all()}
        assert anchor in ids
        assert "(" in li.text and ")" in li.text


def test_the_tree_is_drawn_by_the_server_and_leads_to_sources_and_articles(
    page: Element, data: dict[str, Any]
) -> None:
    tree = page.first("svg", "tree")
    links = [a.attributes["href"] for a in tree.all("a")]
    assert len(list(tree.all("circle"))) == len(links) >= 5
    assert any(href.startswith("/source?") for href in links)
    assert any(href.startswith("/a/") for href in links)

    def names(branches: list[dict[str, Any]]) -> list[str]:
        return [n for b in branches for n in (b["name"], *names(b["branches"]))]

    assert len(links) == min(MOST, len(names(data["tree"])))


def test_drift_is_told_with_the_exact_words(page: Element, data: dict[str, Any]) -> None:
    changed = [each for each in data["drift"] if each["changes"]]
    section = [s for s in page.all("section") if s.attributes.get("aria-labelledby") == "drift"]
    assert bool(section) is bool(changed)
    for li in section[0].all("li") if section else ():
        assert list(li.all("span", "lost"))
        assert li.first("p", "diff").text.strip()


def row_of(sentence: str, *content: tuple[int, int], at: int = 100) -> Any:
    """A claim that stands so in its article."""
    spans = tuple((start + at, end + at) for start, end in content)
    words = " … ".join(sentence[start:end] for start, end in content)
    made = {"sentence": sentence, "sentence_at": at, "spans": spans, "content": words}
    return type("Row", (), {**made, "firmness": Firmness.DENIED})()


def drift_of(before: str, after: str, *pieces: tuple[str, str, str]) -> Any:
    """Pieces by how they are and their words in both, one after the other."""
    one = other = 0
    made = []
    for how, was, now in pieces:
        one, other = before.index(was, one), after.index(now, other)
        spans = [(at + 100, at + len(words) + 100) for at, words in ((one, was), (other, now))]
        made.append(Piece(how, spans[0], spans[1]))
        one, other = one + len(was), other + len(now)
    return type("Drift", (), {"diff": tuple(made)})()


def test_the_words_of_a_diff_are_parted_as_in_the_text() -> None:
    before, after = "Jets may have flown, Voss said they did.", "Jets flew, Voss said."
    drift = drift_of(
        before,
        after,
        ("equal", "Jets", "Jets"),
        ("gone", "may have flown", ""),
        ("new", "", "flew"),
        ("equal", ", Voss said", ", Voss said"),
        ("gone", "they did", ""),
        ("equal", ".", "."),
    )
    told = list(_diff(drift, row_of(before), row_of(after)))
    assert told == [
        ("equal", "Jets "),
        ("gone", "may have flown"),
        ("new", "flew"),
        ("equal", ", Voss said "),
        ("gone", "they did"),
        ("equal", "."),
    ]


def test_a_claim_of_few_words_is_shown_with_its_sentence() -> None:
    short = _pieces(row_of("An army source denied it on Monday.", (22, 24)))
    assert [(p.text, p.css) for p in short] == [
        ("An army source denied ", ""),
        ("it", "con f-denied"),
        (" on Monday.", ""),
    ]
    told = "The army denied that its jets had helped the brigade."
    [alone] = _pieces(row_of(told, (16, 52)))
    assert (alone.text, alone.css) == (told[16:52], "con f-denied")
    long = _pieces(row_of("word " * 400, (0, 1999)))
    assert len(long) == 1 and len(long[0].text) <= LONGEST and long[0].text.endswith("…")


def test_people_are_counted_as_people() -> None:
    assert counted("person killed") == "people killed" and counted("person") == "people"
    assert counted("personal car") == "personal car" and counted("") == ""


def test_what_is_put_right_stands_with_the_claim_and_apart_from_the_number(page: Element) -> None:
    line = page.first("div", "claim-line")
    assert line.first("a").attributes["href"].startswith("/a/")
    assert {fields(form)["what"] for form in line.all("form")} == {"firmness", "root"}
    assert not list(page.first("div", "count-that-matters").all("form"))


def test_the_earliest_copy_held_is_called_just_that(page: Element, data: dict[str, Any]) -> None:
    told = [li for li in page.all("li") if "the earliest copy held" in li.text]
    assert bool(told) is (data["earliest"] is not None)
    assert "original" not in page.first("main").text.casefold()


def test_every_claim_of_the_story_has_a_dossier(web: TestClient) -> None:
    for claim in web.get("/claims.json?page=2").json()["claims"]:
        answer = web.get(f"/c/{claim['id']}")
        assert answer.status_code == 200
        assert claim["id"] in {
            li.attributes.get("data-claim") for li in parse(answer.text).all("li")
        }


def test_a_claim_that_is_not_there(web: TestClient) -> None:
    assert web.get("/c/zzzzzz").status_code == 404
    assert web.get("/c/zzzzzz.json").json()["error"]["status"] == 404


# --- asking -------------------------------------------------------------------------------------


def test_a_statement_is_asked_in_plain_english(web: TestClient) -> None:
    answer = web.get("/ask", params={"q": ASKED})
    page = parse(answer.text)
    data = web.get("/ask.json", params={"q": ASKED}).json()
    assert data["schema"] == "sayso-ask/1" and data["statement"] == ASKED
    assert len({each["article"] for each in data["claims"]}) >= 5
    assert page.first("h1", "statement").text.strip("“”") == ASKED
    field = next(i for i in page.all("input") if i.attributes.get("id") == "ask")
    assert field.attributes["value"] == ASKED
    assert not list(page.first("ol", "sayings").all("form"))  # nothing to set it apart from


def test_what_nobody_says_is_said_to_be_said_by_nobody(web: TestClient) -> None:
    answer = web.get("/ask", params={"q": "Penguins opened a bakery on the moon."})
    assert "No claim in this ledger says so" in answer.text


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  \t"}])
def test_asking_nothing_shows_how_to_ask(web: TestClient, query: dict[str, str]) -> None:
    answer = web.get("/ask", params=query)
    assert answer.status_code == 200 and "plain English" in answer.text


def test_a_hostile_question_is_only_words(web: TestClient) -> None:
    raw = '"><script>alert(1)</script>\u202e' + "x" * 5000
    answer = web.get("/ask", params={"q": raw})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "\u202e" not in answer.text
    assert len(answer.text) < 60_000


# --- drawing ------------------------------------------------------------------------------------


def branch(
    name: str,
    *below: Branch,
    claims: tuple[str, ...] = (),
    named: bool = True,
    counted: str = "",
    beside: str = "",
) -> Branch:
    articles = len(claims) or sum(each.articles for each in below)
    return Branch(name, Kind.PERSON, named, claims, articles, below, counted, beside)


@pytest.fixture
def rows(web: TestClient) -> dict[str, Any]:
    with open_ledger(web.app.state.site.books.path, readonly=True) as book:  # type: ignore[attr-defined]  # Starlette's own
        return {row.id: row for row in book.claims(ClaimFilter(), limit=8)}


def drawn(rows: dict[str, Any], *branches: Branch) -> Tree:
    return tree_of(branches, rows, HrefOf())


def test_nodes_stand_one_below_the_other_and_step_inwards(rows: dict[str, Any]) -> None:
    leaf = branch("paper.txt", claims=(next(iter(rows)),))
    tree = drawn(rows, branch("Voss", branch("Tern Wire", leaf)), branch("Prent"))
    assert [node.label for node in tree.nodes] == ["Voss", "Tern Wire", "paper.txt", "Prent"]
    assert [node.y for node in tree.nodes] == [LINE // 2 + LINE * n for n in range(4)]
    xs = [node.x for node in tree.nodes]
    assert xs[0] < xs[1] < xs[2] and xs[3] == xs[0]
    assert [bool(node.line) for node in tree.nodes] == [False, True, True, False]
    assert tree.height == 4 * LINE and tree.left == 0


def test_a_tree_is_drawn_no_larger_than_its_letters_are_meant(page: Element) -> None:
    # Its letters grow with it: where a column is as wide as the page the drawing is not.
    rules = (STATIC / "sayso.css").read_text(encoding="utf-8").splitlines()
    [rule] = [line for line in rules if line.startswith(".tree {")]
    [most] = re.findall(r"max-width: (\d+)rem", rule)
    width = int(page.first("svg", "tree").attributes["viewbox"].split()[2])
    assert width == WIDE <= int(most) * 16 <= 1.2 * WIDE


def test_dots_tell_who_counts_and_who_has_no_name(rows: dict[str, Any]) -> None:
    tree = drawn(
        rows,
        branch("Voss", counted="low"),
        branch("reports", branch("Prent"), named=False, counted="high"),
        branch("sources", named=False, counted="with", beside="reports"),
        branch("Tolley", counted="no"),
    )
    assert [node.dot for node in tree.nodes] == ["counted", "counted open", "", "open", ""]
    assert tree.nodes[3].told.endswith("counts with reports")


def test_as_many_dots_are_filled_as_the_higher_number_says(web: TestClient) -> None:
    for claim in web.get("/claims.json").json()["claims"][:20]:
        found = web.get(f"/c/{claim['id']}.json").json()
        page = parse(web.get(f"/c/{claim['id']}").text)
        filled = [c for c in page.all("circle", "dot") if "counted" in c.css]
        assert len(filled) == found["roots"]["high"]


def test_articles_lead_to_their_words_and_people_to_their_profile(rows: dict[str, Any]) -> None:
    ident, row = next(iter(rows.items()))
    tree = drawn(rows, branch("Voss & Co", branch("x/paper.txt", claims=(ident,))))
    assert tree.nodes[0].href == "/source?name=Voss+%26+Co&kind=person"
    assert tree.nodes[1].href.startswith(f"/a/{row.article}#")
    assert tree.nodes[1].label == "paper.txt" and tree.nodes[1].firmness is row.firmness


def test_a_large_tree_is_cut_and_the_rest_counted(rows: dict[str, Any]) -> None:
    tree = drawn(rows, *(branch(f"Voss {n}") for n in range(MOST + 7)))
    assert len(tree.nodes) == MOST and tree.left == 7


def test_long_names_are_cut_to_the_room_there_is(rows: dict[str, Any]) -> None:
    deep = branch("x" * 300)
    for _ in range(6):
        deep = branch("y" * 300, deep)
    for node in drawn(rows, deep).nodes:
        assert node.x + 14 + len(node.label) * 7 <= WIDE + 14 and node.label.endswith("…")
        assert len(node.title) > 290
    assert shortened("short", 10) == "short"


def test_the_name_of_a_root_is_bold_and_has_room_for_fewer_letters(rows: dict[str, Any]) -> None:
    root, below = drawn(rows, branch("W" * 300, branch("W" * 300))).nodes
    assert root.x + 14 + len(root.label) * BOLD <= WIDE
    assert len(root.label) < len(below.label)


def told(n: int, published: str | None) -> Told:
    _, article, reading = made_story(n)
    claim = reading.claims[0]
    row: Any = type(
        "Row",
        (),
        {
            "id": f"{n:03}",
            "article": article.id,
            "published": published,
            "firmness": Firmness.ASSERTED,
            "spans": claim.spans,
            "chain": (Hop("Voss", Kind.PERSON, Firmness.ASSERTED),),
        },
    )()
    return Told(row, f"Outlet {n}", n % 2 == 1)


def test_a_timeline_needs_two_days() -> None:
    assert timeline_of([]) is None
    assert timeline_of([told(0, None), told(1, "no date")]) is None
    assert timeline_of([told(0, "2031-05-04"), told(1, "2031-05-04T10:00:00Z")]) is None


def test_claims_stand_by_their_day_and_above_one_another_where_it_is_one() -> None:
    days = ["2031-05-01", "2031-05-01", "2031-05-03", "2031-05-05", None]
    line = timeline_of(told(n, when) for n, when in enumerate(days))
    assert line is not None and len(line.dots) == 4
    xs = [dot.x for dot in line.dots]
    assert xs == sorted(xs) and xs[0] == xs[1] and line.dots[0].y != line.dots[1].y
    assert abs((xs[0] + xs[3]) / 2 - xs[2]) < 0.2
    assert all(0 < dot.x < line.width and 0 < dot.y < line.height for dot in line.dots)
    assert [dot.against for dot in line.dots] == [False, True, False, True]
    assert line.ticks[0][1] == "1 May 2031" and line.ticks[-1][1] == "5 May 2031"


def test_many_claims_over_many_years_fit() -> None:
    line = timeline_of(told(n, f"20{10 + n % 20}-0{1 + n % 9}-11") for n in range(300))
    assert line is not None and len(line.dots) == 300
    assert len({(dot.x, dot.y) for dot in line.dots}) == 300
    assert [x for x, _ in line.ticks] == sorted(x for x, _ in line.ticks)


def test_no_dot_of_a_timeline_lies_on_another() -> None:
    days = [f"2031-05-{n:02}" for n in (1, 1, 2, 2, 3)] + ["2034-04-04"]
    line = timeline_of(told(n, when) for n, when in enumerate(days))
    assert line is not None and len(line.dots) == 6
    for n, one in enumerate(line.dots):
        for other in line.dots[:n]:
            assert abs(one.x - other.x) >= LANE or abs(one.y - other.y) >= LANE
    assert line.dots[-1].y == line.dots[0].y  # it has the lowest lane to itself


@pytest.mark.parametrize(
    ("why", "told_why"),
    [
        ("much the same in other words", ""),
        ("much the same in other words; through a like claim", "through a like claim"),
        ("nearly the same words", "nearly the same words"),
    ],
)
def test_a_reason_says_nothing_that_the_relation_tells(why: str, told_why: str) -> None:
    bond = SimpleNamespace(relation=Relation.RESTATES, why=why)
    matched: Any = SimpleNamespace(bond=bond)
    assert _because(matched) == told_why


def test_a_column_is_cut_and_leads_to_the_rest(tmp_path: Path) -> None:
    ledger = tmp_path / "many.ledger"
    with open_ledger(ledger) as book:
        told_in = [
            add_said(book, f"Voss {n}", "said", f"that the ferry had left pier {n}")
            for n in range(SHOWN + 3)
        ]
        ids = {row.article: row.id for row in book.claims()}
        first = ids[told_in[0]]
        for article in told_in[1:]:
            book.bonded(article, [ClaimBond(ids[article], first, Relation.SAME, 0.9, "made")])
    with client(ledger) as app:
        short, whole = (app.get(f"/c/{first}{more}").text for more in ("", "?all=1"))
    shown = [len(list(parse(page).first("ol", "sayings").all("li"))) for page in (short, whole)]
    assert shown == [SHOWN, SHOWN + 3]
    assert "and 3 more" in short and "show more" in short and "show more" not in whole


def test_claims_of_many_days_are_told_by_day(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for name, day in (("old", "2 January 2021"), ("new", "4 June 2024")):
        text = f"OAMARU, {day} - Rebels have attacked the mill of Oamaru, the police said.\n"
        (inbox / f"{name}.txt").write_text(text, encoding="utf-8")
    with client(fill(tmp_path / "mill.ledger", inbox)) as web:
        page = parse(web.get("/ask?q=Rebels+have+attacked+the+mill+of+Oamaru.").text)
    [told] = [s for s in page.all("section") if s.attributes.get("aria-labelledby") == "days"]
    assert [li.text.split(" ", 3)[:3] for li in told.all("li")] == [
        ["2", "January", "2021"],
        ["4", "June", "2024"],
    ]
    assert all("1 claim" in li.text for li in told.all("li"))


def test_claims_of_one_story_need_no_days(page: Element) -> None:
    assert "Which of these days?" not in page.text

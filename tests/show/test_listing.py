"""Claims in the terminal: each article once, each name once, every claim on its own lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from rich.text import Text

from sayso.ledger import ClaimRow
from sayso.records import Firmness, Hop, Kind
from sayso.show.listing import body, found, head, listed, on_whose_word, summary, where, wrapped
from tests.show.made import MARRASH, NOT_SAID, REPORTS, TIMES, claim, hit, own

LONG = "that " + " ".join(f"word{n}" for n in range(40))


def plain(lines: Iterable[Text]) -> list[str]:
    return [line.plain for line in lines]


# --- one value ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chain", "told"),
    [
        ((MARRASH,), "Tobin Marrash"),
        ((TIMES, MARRASH), "Northquay Times ← Tobin Marrash"),
        ((TIMES, REPORTS), "Northquay Times ← reports (no named root)"),
        ((REPORTS,), "reports (no named root)"),
        ((NOT_SAID,), "nobody named"),
        ((TIMES, NOT_SAID), "Northquay Times ← nobody named"),
    ],
)
def test_a_dead_end_is_told_with_a_word(chain: tuple[Hop, ...], told: str) -> None:
    assert on_whose_word(claim(*chain)) == told


def test_an_article_speaks_in_its_own_voice() -> None:
    assert on_whose_word(own("Jets struck.")) == "Quillfen, in its own voice"
    assert on_whose_word(own("Jets struck.", outlet=None)) == "the article, in its own voice"


def test_a_pasted_block_speaks_in_the_voice_of_its_agency() -> None:
    pasted = replace(own("Jets struck."), root="Marrash News Agency", root_kind=Kind.AGENCY)
    assert on_whose_word(pasted) == "Marrash News Agency, in its own voice"


def test_where_it_stood_falls_back_from_outlet_to_title_to_file() -> None:
    end = " · 6 June 2024 · article kcokkstu"
    assert where(claim()) == "Quillfen" + end
    assert where(claim(outlet=None)) == "The road" + end
    assert where(claim(outlet=None, title=None)) == "regional.jsonl:3" + end
    assert where(claim(published=None)).startswith("Quillfen · no date · ")


@pytest.mark.parametrize("field", ["published", "article", "id", "outlet", "title", "content"])
def test_fields_of_a_ledger_made_elsewhere_cannot_steer_the_terminal(field: str) -> None:
    odd = claim(**{field: "20\x1b[2J\u202e"})
    assert not set("\x1b\u202e") & set("".join(plain(listed([odd], 80))))


def test_a_head_tells_nothing_twice() -> None:
    assert plain(head(claim(), 80))[0] == "The road"
    nameless = plain(head(claim(outlet=None), 80))
    assert nameless[0] == "The road" and nameless[1].startswith("regional.jsonl:3 · ")
    bare = plain(head(claim(outlet=None, title=None), 80))
    assert bare[0] == "regional.jsonl:3" and bare[1].startswith("outlet unknown · ")


def test_where_no_outlet_is_known_the_credits_of_the_article_are_told() -> None:
    def wire(_: ClaimRow) -> list[str]:
        return ["Cor\x1bvane", "Cor\x1bvane", "Harbour Radio"]

    bare = claim(outlet=None, title=None, published=None)
    end = "credit: Cor␛vane, Harbour Radio · no date · article kcokkstu"
    titled = claim(outlet=None, published=None)
    assert where(bare, credited=wire) == "regional.jsonl:3, " + end
    assert where(titled, credited=wire) == "The road, " + end
    assert plain(head(bare, 80, credited=wire)) == ["regional.jsonl:3", end]
    assert plain(head(titled, 80, credited=wire)) == ["The road", "regional.jsonl:3, " + end]
    assert where(claim(), credited=wire) == where(claim())


# --- lists --------------------------------------------------------------------------------------


def test_neighbours_on_the_same_word_stand_under_one_heading() -> None:
    rows = [
        claim(content="the road was open"),
        claim(content="it was mined", firmness=Firmness.DENIED),
        claim(REPORTS, content="jets struck"),
        claim(content="the bridge held"),
    ]
    assert plain(body(rows, 80, ids=False)) == [
        "  Tobin Marrash",
        "    asserted  the road was open",
        "    denied    it was mined",
        "  reports (no named root)",
        "    asserted  jets struck",
        "  Tobin Marrash",
        "    asserted  the bridge held",
    ]


def test_ids_stand_before_claims_and_can_be_typed() -> None:
    [_, line] = plain(body([claim()], 80))
    assert line == "    w6j5aa5p  asserted  the road to Kelvat was open"


def test_each_article_has_one_head_and_ends_with_an_empty_line() -> None:
    rows = [claim(), own("Jets struck."), claim(article="other", title="The bridge")]
    shown = plain(listed(rows, 80))
    assert [shown.count(title) for title in ("The road", "The bridge")] == [1, 1]
    assert shown.index("  Quillfen, in its own voice") < shown.index("The bridge")
    assert shown.count("") == 2 and shown[-1] == ""


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("ids", [True, False])
def test_long_claims_are_wrapped_beside_their_firmness(width: int, ids: bool) -> None:
    _, first, *rest = plain(body([claim(content=LONG)], width, ids=ids))
    assert max(map(len, [first, *rest])) <= width
    at = first.index("that")
    assert rest and all(line[:at].isspace() and line[at] != " " for line in rest)
    assert " ".join([first[at:], *(line.strip() for line in rest)]) == LONG


def test_a_claim_that_is_cut_ends_with_an_ellipsis_between_words() -> None:
    _, *lines = plain(body([claim(content=LONG)], 60, ids=False, lines=2))
    assert len(lines) == 2 and lines[-1].endswith(" …")
    assert lines[-1].split()[-2] in LONG.split()
    assert max(map(len, lines)) <= 60


def test_one_long_word_is_cut_all_the_same() -> None:
    [first, last] = plain(wrapped(Text("x" * 500), 40, lines=2))
    assert len(first) == 40 and last.endswith(" …") and len(last) <= 40


def test_a_narrow_terminal_still_gets_its_words() -> None:
    shown = plain(body([claim()], 10))
    assert "Kelvat" in " ".join(shown)


def test_words_of_strangers_cannot_steer_the_terminal() -> None:
    bad = "\x1b[2Jowned\r\u202e"
    rows = [claim(content=bad, title=bad, outlet=bad), own(bad, outlet=bad)]
    shown = "".join(plain(listed(rows, 80)))
    assert "owned" in shown
    assert not any(mark in shown for mark in "\x1b\r\u202e")


# --- hits ---------------------------------------------------------------------------------------

SENTENCE = "Tobin Marrash said the road to Kelvat was open, and the embassy denied it."


def test_a_sentence_is_shown_once_with_all_claims_in_it() -> None:
    denied = claim(REPORTS, id="second", content="it", firmness=Firmness.DENIED)
    other = claim(article="elsewhere", outlet="Harbour Radio")
    hits = [hit(claim(), SENTENCE, "Kelvat"), hit(denied, SENTENCE, "Kelvat")]
    shown = plain(found([*hits, hit(other, SENTENCE, "Kelvat")], 80))
    assert shown == [
        SENTENCE,
        "Quillfen · 6 June 2024 · article kcokkstu",
        "    w6j5aa5p  asserted  Tobin Marrash: the road to Kelvat was open",
        "    second  denied    reports (no named root): it",
        "",
        SENTENCE,
        "Harbour Radio · 6 June 2024 · article elsewher",
        "    w6j5aa5p  asserted  Tobin Marrash: the road to Kelvat was open",
        "",
    ]


def test_matches_are_underlined_where_they_stand() -> None:
    first = next(found([hit(claim(), SENTENCE, "Kelvat", "embassy")], 80))
    lit = [
        first.plain[span.start : span.end] for span in first.spans if "underline" in str(span.style)
    ]
    assert lit == ["Kelvat", "embassy"]


def test_a_snippet_whose_blanks_were_tidied_is_shown_without_marks() -> None:
    broken = SENTENCE.replace("road to", "road\n\n  to")
    first = next(found([hit(claim(), broken, "Kelvat")], 120))
    assert first.plain == SENTENCE
    assert not [span for span in first.spans if "underline" in str(span.style)]


@pytest.mark.parametrize(
    ("articles", "claims", "more", "told"),
    [
        (1, 1, False, "1 claim in 1 article."),
        (3, 2040, False, "2,040 claims in 3 articles."),
        (3, 50, True, "The first 50 claims are shown. For all: --limit 0"),
    ],
)
def test_a_list_is_summed_up(articles: int, claims: int, more: bool, told: str) -> None:
    assert summary(articles, claims, more) == told

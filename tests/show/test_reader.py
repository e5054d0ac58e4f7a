"""The reader's view: all of the text, every role told by a word, every claim with its card."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console, RenderableType

from sayso.pipeline import Read, read_batch
from sayso.records import Article, Dropped, Page, Quoted, Reading, Scare, Spans, Voice
from sayso.show.frames import Claims
from sayso.show.library import claims_in
from sayso.show.reader import article_view, claim_view
from tests.fakes import FakeMarker, Said

TEXT = (
    "Worth your coffee this morning. So much for the “moderate” rebels.\n\n"
    "“Reports indicate that the air force is making strikes,” the embassy of Castrelle said.\n\n"
    "An army source denied the accusation. Tobin Marrash said the road to Kelvat was open.\n\n"
    "Government jets struck the crossing on Monday and killed eleven people in the town."
)
SAID = (
    Said(
        "the embassy of Castrelle", "said", "Reports indicate that the air force is making strikes"
    ),
    Said("Reports", "indicate", "the air force is making strikes", inner=True),
    Said("An army source", "denied", "the accusation"),
    Said("Tobin Marrash", "said", "the road to Kelvat was open"),
)


def read_one(text: str = TEXT, title: str = "The enemy of my enemy") -> tuple[Article, Reading]:
    page = Page(
        "a.txt",
        text.encode(),
        encoding="utf-8",
        title=title,
        outlet="Quillfen",
        published="2024-06-06",
        url="https://quillfen.example/air-force",
    )
    [outcome] = read_batch([page], FakeMarker(*SAID))
    assert isinstance(outcome, Read)
    return outcome.article, outcome.reading


def printed(view: RenderableType, width: int = 80, *, terminal: bool = False) -> str:
    out = StringIO()
    Console(file=out, width=width, force_terminal=terminal, highlight=False, no_color=True).print(
        view
    )
    return out.getvalue()


def words_of(shown: str) -> str:
    """The shown text without brackets, numbers and line breaks."""
    flowing = " ".join(shown.split())
    return re.sub(r"\{(\d+ (source|cue|content)|scare quotes): |\}|[⁰¹²³⁴⁵⁶⁷⁸⁹˒]", "", flowing)


def test_plain_view_holds_every_word_of_the_text_in_order() -> None:
    shown = words_of(printed(article_view(*read_one(), width=80, styled=False)))
    at = 0
    for paragraph in TEXT.split("\n\n"):
        at = shown.index(paragraph, at)


def test_plain_view_tells_each_role_by_a_word_and_its_number() -> None:
    shown = " ".join(printed(article_view(*read_one(), width=80, styled=False)).split())
    assert "{3 source: An army source} {3 cue: denied}³ {3 content: the accusation}" in shown
    assert "\x1b" not in shown


def test_inner_roles_stand_inside_the_brackets_of_the_outer() -> None:
    shown = " ".join(printed(article_view(*read_one(), width=80, styled=False)).split())
    outer = shown.index("{2 content: ")
    assert outer < shown.index("{1 source: Reports}") < shown.index("{2 source: the embassy")
    assert shown.count("{") == shown.count("}") > 10


def test_every_claim_has_a_numbered_card() -> None:
    article, reading = read_one()
    shown = printed(article_view(article, reading, width=80, styled=False))
    own = [claim for claim in reading.claims if claim.voice is Voice.AUTHOR]
    numbers = [int(n) for n in re.findall(r"(?m)^ {4,7}(\d+) \S", shown)]
    assert numbers == list(range(1, len(reading.attributions) + len(own) + 1))
    assert shown.count("the article itself ·") == len(own) > 0


def test_cards_tell_who_how_firmly_and_the_dead_end() -> None:
    shown = printed(article_view(*read_one(), width=80, styled=False))
    card = shown[shown.index("3 army source") :][:200]
    assert "denied" in card and "⊣ dead end" in card
    assert "Tobin Marrash · person" in shown


def test_under_a_root_stand_those_through_whom_it_came() -> None:
    shown = printed(article_view(*read_one(), width=80, styled=False))
    lines = [line.strip() for line in shown.splitlines()]
    first = next(n for n, line in enumerate(lines) if line.startswith("1 reports"))
    assert re.fullmatch(
        r"1 reports · no name ⊣ dead end · \w+ · indirect speech · inside 2", lines[first]
    )
    assert re.fullmatch(r"via .*mbassy.* · \w+ · \w+", lines[first + 1])


@pytest.mark.parametrize(
    ("title", "shown", "why"),
    [
        (
            "Tobin Marrash: road is open to all",
            "title: Tobin Marrash · person · asserted",
            "who: The title names Tobin Marrash. [named: Tobin Marrash]",
        ),
        (
            "Did jets strike the crossing?",
            "title: the article itself · other",
            "firmness: It is a question. [a question]",
        ),
    ],
)
def test_what_the_title_tells_stands_below_it(title: str, shown: str, why: str) -> None:
    article, reading = read_one(title=title)
    lines = printed(article_view(article, reading, width=80, styled=False)).splitlines()
    assert shown in lines
    assert title in lines
    reasons = printed(article_view(article, reading, width=80, styled=False, why=True))
    assert why in reasons
    assert why not in "\n".join(lines)


def test_a_title_that_tells_nothing_has_no_line() -> None:
    article, reading = read_one()
    assert "title: " not in printed(article_view(article, reading, width=80, styled=False))


def test_styles_differ_without_colour() -> None:
    shown = printed(article_view(*read_one(), width=80, styled=True), terminal=True)
    assert "\x1b[21mAn army source\x1b[0m" in shown  # twice underlined
    assert "\x1b[1mdenied\x1b[0m" in shown  # bold
    assert "\x1b[4mthe accusation\x1b[0m" in shown  # underlined
    assert not re.search(r"\x1b\[[0-9;]*3[1-7]m", shown)  # NO_COLOR


def test_cards_stand_beside_the_text_where_there_is_room() -> None:
    shown = printed(article_view(*read_one(), width=120, styled=False), width=120)
    [line] = [line for line in shown.splitlines() if "3 army source" in line]
    assert line.startswith("{3 source: An army source}")


@pytest.mark.parametrize("width", [40, 80, 100, 120, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    shown = printed(article_view(*read_one(), width=width, styled=False), width=width)
    assert max(len(line.rstrip()) for line in shown.splitlines()) <= width


def test_scare_quotes_are_told_by_a_word() -> None:
    article, reading = read_one()
    start = TEXT.index("“moderate”")
    marked = Reading(
        reading.article,
        reading.attributions,
        reading.claims,
        (Scare((start, start + 10), Quoted.SCARE),),
    )
    plain = printed(article_view(article, marked, width=80, styled=False))
    assert "{scare quotes: “moderate”}" in " ".join(plain.split())
    styled = printed(article_view(article, marked, width=80, styled=True), terminal=True)
    assert "\x1b[3m“moderate”\x1b[0m" in styled and "(scare quotes)" in styled


def test_why_gives_the_reasons() -> None:
    article, reading = read_one()
    without = printed(article_view(article, reading, width=80, styled=False))
    reasons = printed(article_view(article, reading, width=80, styled=False, why=True))
    assert "score 0." in reasons and "score" not in without
    name, _ = reading.attributions[0].why[0]
    assert f"{name}: " in reasons


def test_why_tells_of_the_authors_voice_quoted_words_and_dropped_cues() -> None:
    article, reading = read_one()
    start = TEXT.index("“moderate”")
    reading = replace(
        reading,
        scare=(Scare((start, start + 10), Quoted.SCARE, "so-called before it"),),
        dropped=(
            Dropped((0, 5), "unwilling to say anything"),
            Dropped((6, 9), "no frame: who does it cannot act"),
        ),
    )
    view = article_view(article, reading, width=120, styled=False, why=True)
    shown = " ".join(printed(view, width=120).split())
    assert "voice: The article tells an event (“struck”), and gives it to nobody." in shown
    assert "[told, and nobody says it: struck]" in shown
    assert "““moderate”” quoted, scare quotes: so-called before it" in shown
    assert "“Worth” no record: unwilling to say anything" in shown
    assert "no frame: who does it cannot act" in shown and "no record: no frame" not in shown
    without = printed(article_view(article, reading, width=120, styled=False), width=120)
    assert "so-called" not in without and "unwilling" not in without


def test_why_of_a_claim_tells_only_of_its_paragraph() -> None:
    article, reading = read_one()
    row = next(row for row in rows() if row.voice is Voice.AUTHOR)
    dropped = (Dropped((0, 5), "far away"), Dropped(row.spans[0], "near"))
    reading = replace(reading, dropped=dropped)
    shown = printed(claim_view(row, article, reading, styled=False, why=True))
    assert "root: The article says it in its own voice" in " ".join(shown.split())
    assert "[the article's outlet]" in " ".join(shown.split())
    assert "near" in shown and "far away" not in shown


def test_hostile_text_cannot_steer_the_terminal() -> None:
    article, reading = read_one(TEXT.replace("coffee", "\x1b]0;owned\x07coffee \u202ereversed"))
    shown = printed(article_view(article, reading, width=80, styled=False))
    assert "\x1b" not in shown and "\x07" not in shown and "\u202e" not in shown
    assert "␛]0;owned␇coffee" in shown


def test_markup_in_the_text_is_only_text() -> None:
    article, reading = read_one(TEXT.replace("coffee", "[bold red]coffee[/] :smile:"))
    assert "[bold red]coffee[/] :smile:" in printed(
        article_view(article, reading, width=80, styled=False)
    )


def test_an_article_without_anything_known_still_shows() -> None:
    [outcome] = read_batch([Page("a", TEXT.encode(), encoding="utf-8")], FakeMarker())
    assert isinstance(outcome, Read)
    shown = printed(article_view(outcome.article, outcome.reading, width=80, styled=False))
    assert shown.startswith("a\n") and "outlet unknown · no date" in shown
    assert "0 attributions" in shown


def test_one_claim_shows_its_paragraph_and_its_card_only() -> None:
    article, reading = read_one()
    row = next(row for row in rows() if row.content == "the accusation")
    shown = " ".join(printed(claim_view(row, article, reading, styled=False)).split())
    assert "3 source: An army source}" in shown
    assert "Worth your coffee" not in shown
    assert "Tobin Marrash · person" not in shown
    assert f"claim {row.id}" in shown


def test_a_claim_in_the_authors_voice_shows_its_sentence() -> None:
    article, reading = read_one()
    row = next(row for row in rows() if row.voice is Voice.AUTHOR)
    shown = printed(claim_view(row, article, reading, styled=False))
    assert "Government jets struck the crossing" in shown
    assert "the article itself · asserted" in shown


def rows() -> Claims:
    marker = FakeMarker(*SAID)
    return claims_in(
        TEXT, marker=marker, outlet="Quillfen", url="https://quillfen.example/air-force"
    )


# --- long articles ------------------------------------------------------------------------------


def many(times: int) -> tuple[Article, Reading]:
    """The same paragraphs so many times over, with all that was read in them."""
    article, reading = read_one()
    size = len(article.text) + 2

    def moved(spans: Spans, by: int) -> Spans:
        return tuple((start + by, end + by) for start, end in spans)

    offsets = [number * size for number in range(times)]
    attributions = tuple(
        replace(
            each,
            id=f"{each.id}{by}",
            inside=each.inside and f"{each.inside}{by}",
            source=moved(each.source, by),
            cue=moved(each.cue, by),
            content=moved(each.content, by),
        )
        for by in offsets
        for each in reading.attributions
    )
    long = replace(
        article,
        text="\n\n".join([article.text] * times),
        paragraphs=tuple(span for by in offsets for span in moved(article.paragraphs, by)),
    )
    return long, replace(reading, attributions=attributions, claims=(), scare=())


def test_a_long_article_shows_each_part_as_a_short_one_does() -> None:
    shown = printed(article_view(*many(2), width=80, styled=False))
    first, _, second = shown.partition("Worth your coffee")[2].partition("Worth your coffee")
    told = [re.sub(r"\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+", "N", part).split() for part in (first, second)]
    assert told[0] == told[1][: len(told[0])]
    assert "inside 2" in first and "inside 6" in second


def test_making_a_view_is_linear_in_the_length_of_the_article() -> None:
    """Rendering by rich is left out: what is timed is finding marks, notes and cards."""

    def taken(article: Article, reading: Reading) -> float:
        begun = time.process_time()
        article_view(article, reading, width=90, styled=True)
        return time.process_time() - begun

    short, long = many(200), many(1600)
    taken(*short)
    assert taken(*long) < 24 * max(taken(*short), 0.01)

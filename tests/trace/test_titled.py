"""What a title tells that stands outside the text: whose word it is, and how firmly."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import CueMark, Firmness, Headline, Kind, Marks, Voice
from sayso.trace import trace
from tests.trace.marked import article, place

BODY = """The defence ministry said the mill was safe.
Mayor Ada Quennock spoke to the council. The road stays shut."""
SAID = CueMark(
    place(BODY, "said"),
    (place(BODY, "The defence ministry"),),
    (place(BODY, "the mill was safe"),),
    inner=False,
    score=0.9,
)


def head(title: str | None, **given: str) -> Headline | None:
    one = replace(article(BODY), title=title, outlet=given.get("outlet", "Harbour Post"))
    return trace(one, Marks("case", (SAID,))).headline


@pytest.mark.parametrize(
    ("title", "root", "kind", "firmness", "content"),
    [
        ("Ministry: ten killed in raid", "defence ministry", "government", "asserted",
         "ten killed in raid"),
        ("Ten killed in raid, ministry says", "defence ministry", "government", "asserted",
         "Ten killed in raid"),
        ("Quennock: the road stays shut", "Ada Quennock", "person", "asserted",
         "the road stays shut"),
        ("Quennock warns of more floods", "Ada Quennock", "person", "other", "of more floods"),
        ("Hamas denies firing on the mill", "Hamas", "armed group", "denied",
         "firing on the mill"),
        ("Rebels claim ten were killed", "rebels (unnamed)", "armed group", "alleged",
         "ten were killed"),
        ("Ten killed in raid - police | Harbour Post", "police", "government", "asserted",
         "Ten killed in raid"),
    ],
)  # fmt: skip
def test_a_title_gives_its_words_to_somebody(
    title: str, root: str, kind: str, firmness: str, content: str
) -> None:
    found = head(title)
    assert found is not None
    assert found.voice is Voice.REPORTED
    assert (found.root.name, found.root.kind.value, found.firmness.value) == (root, kind, firmness)
    assert [title[slice(*span)] for span in found.content] == [content]
    assert found.source and found.cue and {"spans", "who", "firmness"} <= dict(found.why).keys()


@pytest.mark.parametrize(
    ("title", "firmness", "why"),
    [
        ("Rebels seize town", "asserted", "no hedge in it"),
        ("Did rebels seize the town?", "other", "a question"),
        ("Rebels reportedly seize town", "hedged", "word: reportedly"),
        ("Norvia to send troops to the hills", "other", "to come: to send"),
        ("Rebels seize town - Harbour Post", "asserted", "no hedge in it"),
    ],
)
def test_a_title_tells_an_event_in_the_outlets_voice(title: str, firmness: str, why: str) -> None:
    found = head(title)
    assert found is not None
    assert (found.voice, found.source, found.cue) == (Voice.AUTHOR, (), ())
    assert (found.root.name, found.root.kind) == ("Harbour Post", Kind.OUTLET)
    assert (found.firmness.value, dict(found.why)["firmness"]) == (firmness, why)


@pytest.mark.parametrize("title", [None, "", " ", "The long road to the mill", "Mill " * 100])
def test_a_title_that_tells_nothing(title: str | None) -> None:
    assert head(title) is None


def test_where_the_outlet_is_not_known_nobody_is_made_up() -> None:
    found = head("Rebels seize town", outlet="")
    assert found is not None
    assert (found.root.name, found.root.named) == ("the article", False)


def test_a_headline_that_stands_in_the_text_is_a_claim_like_any_other() -> None:
    text = f"Rebels seize town\n{BODY}"
    found = trace(article(text, headline="Rebels seize town", title="Rebels seize town"), Marks(""))
    assert found.headline is None
    assert [text[slice(*c.spans[0])] for c in found.claims][:1] == ["Rebels seize town"]


def test_a_title_changes_nothing_of_what_is_read_in_the_text() -> None:
    one = article(BODY)
    bare, with_title = (
        trace(each, Marks("case", (SAID,)))
        for each in (one, replace(one, title="Mayor: mill shut"))
    )
    assert replace(with_title, headline=None) == bare
    assert with_title.headline is not None


PIECES = st.sampled_from(
    ["Ministry", "Ada Quennock", ":", " - ", " | ", ", ", "says", " deny ", "ten killed", "?", " ",
     "Hill Post", "“mill”", "to send", "according to", "\n", "Reuters", "é漢", "'"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12).map("".join))
def test_nothing_points_outside_the_title(title: str) -> None:
    found = head(title)
    if found is None:
        return
    spans = (*found.source, *found.cue, *found.content)
    assert found.content and all(0 <= a < b <= len(title) for a, b in spans)
    assert (found.voice is Voice.AUTHOR) == (not found.source)
    assert found.root.name and found.root.firmness is found.firmness
    assert isinstance(found.firmness, Firmness)


@pytest.mark.parametrize("name", ["Ivo Brell", "Mohamed Al-Harrow", "Ann Poll"])
@pytest.mark.parametrize(
    "title", ["Quennock: road stays shut", "Road stays shut, says Quennock", "Quennock shuts road"]
)
def test_another_name_changes_no_voice_and_no_firmness(title: str, name: str) -> None:
    last = name.rpartition(" ")[2]
    one = replace(article(BODY), title=title, outlet="Harbour Post")
    text, other = BODY.replace("Ada Quennock", name), title.replace("Quennock", last)
    two = replace(article(text), title=other, outlet="Harbour Post")
    before, after = (trace(each, Marks("case", ())).headline for each in (one, two))
    if before is None:
        assert after is None
        return
    assert after is not None
    assert (after.voice, after.firmness, after.root.kind) == (
        before.voice,
        before.firmness,
        before.root.kind,
    )
    for mine, its in zip(before.content, after.content, strict=True):
        assert title[slice(*mine)].replace("Quennock", last) == other[slice(*its)]
    assert before.root.name.replace("Ada Quennock", name) == after.root.name

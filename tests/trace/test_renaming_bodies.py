"""Renaming a body or an outlet: what may depend on the name, and what never does.

Spans, firmness, speech, nesting and chains never do.  The kind may only where nothing but the name
tells it: a noun beside the name ("the newspaper Vennel", "Vennel, a militia") decides for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.records import Attribution, CueMark, EntityMark, Kind, Marks, Spans
from sayso.trace import trace
from sayso.vocab.kinds import kinds
from tests.trace.marked import article, place

Piece = tuple[str, tuple[tuple[str, str, str], ...]]

ARMED = ("Hezbollah", "Hamas", "Boko Haram", "al-Shabaab", "Taliban")
WATCHES = ("Human Rights Watch", "Amnesty International", "Oxfam", "Bellingcat", "Reprieve")
PRESS = ("Al Jazeera", "Sky News", "The Independent", "Haaretz", "Newsweek")
MINISTRIES = ("Pentagon", "Kremlin", "White House", "Mossad")
NOBODY = ("Vennel", "Harrow Dawn", "al-Vessar", "Orrin Vale Lights", "Tessamar")
LISTS = {
    Kind.ARMED_GROUP: ARMED,
    Kind.ORGANISATION: WATCHES,
    Kind.OUTLET: PRESS,
    Kind.GOVERNMENT: MINISTRIES,
}
# Who it is, told beside the name: a noun that fits one kind alone.
TOLD: dict[Kind, tuple[Piece, ...]] = {
    Kind.ARMED_GROUP: (
        ("{n}, a militia from the hills, said the road was shut. ",
         (("{n}, a militia from the hills", "said", "the road was shut"),)),
        ("The rebel group {n} said the road was shut. ",
         (("The rebel group {n}", "said", "the road was shut"),)),
    ),
    Kind.ORGANISATION: (
        ("{n}, a charity in Orvena, said the road was shut. ",
         (("{n}, a charity in Orvena", "said", "the road was shut"),)),
        ("The watchdog {n} said the road was shut. ",
         (("The watchdog {n}", "said", "the road was shut"),)),
    ),
    Kind.OUTLET: (
        ("The newspaper {n} reported that the road was shut. ",
         (("The newspaper {n}", "reported", "that the road was shut"),)),
        ("{n}, a weekly newspaper, reported that the road was shut. ",
         (("{n}, a weekly newspaper", "reported", "that the road was shut"),)),
    ),
}  # fmt: skip
MORE: tuple[Piece, ...] = (
    ("{n} denied the theft. ", (("{n}", "denied", "the theft"),)),
    ("The mill may have burned, according to {n}. ",
     (("{n}", "according to", "The mill may have burned"),)),
    ("Reuters reported that {n} had claimed the pass was mined. ",
     (("Reuters", "reported", "that {n} had claimed the pass was mined"),
      ("{n}", "had claimed", "the pass was mined"))),
    ("It added that the mill had burned. ", (("It", "added", "that the mill had burned"),)),
    ("“No ship is late,” {n} said in a statement. ", (("{n}", "said", "“No ship is late,”"),)),
    ("It is believed that {n} left. ", (("", "is believed", "that {n} left"),)),
    ("{n} called the “safe” port a trap. ", (("{n}", "called", "the “safe” port a trap"),)),
)  # fmt: skip


def read(pieces: Sequence[Piece], name: str) -> list[dict[str, Any]]:
    """The pieces with their body called ``name``, traced; each record without the name."""
    text, cues, entities = "", list[CueMark](), list[EntityMark]()
    for words, said in pieces:
        start = len(text)
        text += words.format(n=name)
        at = text.find(name, start)
        if at >= 0:
            entities.append(EntityMark((at, at + len(name)), "Organization", 0.9))
        for parts in said:
            told = [part.format(n=name) for part in parts]
            spans: list[Spans] = [(place(text, part, start),) if part else () for part in told]
            cues.append(CueMark(spans[1][0], spans[0], spans[2], inner=False, score=0.9))
    reading = trace(article(text), Marks("made", tuple(cues), entities=tuple(entities)))
    order = [one.id for one in reading.attributions]
    return [plain(text, one, name, order) for one in reading.attributions]


def plain(text: str, one: Attribution, name: str, order: Sequence[str]) -> dict[str, Any]:
    """A record with "NAME" for the name of the body, by whatever form it goes."""
    known = kinds().names.get(name.removeprefix("The "))
    forms = {name, name.removeprefix("The "), known.name if known else name}

    def swapped(words: str) -> str:
        return "NAME" if words in forms else words.replace(name, "NAME")

    return {
        "spans": [
            [swapped(text[s:e]) for s, e in part] for part in (one.source, one.cue, one.content)
        ],
        "inside": None if one.inside is None else order.index(one.inside),
        "firmness": one.firmness,
        "speech": one.speech,
        "kind": one.who.kind,
        "named": one.who.named,
        "chain": [(swapped(hop.name), hop.firmness, hop.named) for hop in one.chain],
        "kinds": [hop.kind for hop in one.chain],
    }


def but_kinds(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without what a name alone may tell."""
    return [{key: row[key] for key in row if key not in ("kind", "kinds")} for row in rows]


HEARD: tuple[Piece, ...] = (
    ("Ivo Prent told {n} that the road was open. ",
     (("Ivo Prent", "told", "that the road was open"),)),
    ("In an interview with {n}, Ivo Prent said that the road was open. ",
     (("Ivo Prent", "said", "that the road was open"),)),
)  # fmt: skip

KIND = st.sampled_from(list(TOLD))
REST = st.lists(st.sampled_from(MORE), max_size=5)


@settings(max_examples=120)
@given(KIND, st.data(), REST)
def test_a_noun_beside_the_name_decides_for_every_name(
    kind: Kind, data: st.DataObject, rest: list[Piece]
) -> None:
    pieces = [data.draw(st.sampled_from(TOLD[kind])), *rest]
    listed = data.draw(st.sampled_from(LISTS[data.draw(st.sampled_from(list(LISTS)))]))
    first, second = read(pieces, data.draw(st.sampled_from(NOBODY))), read(pieces, listed)
    assert first == second
    assert first[0]["kind"] is kind


@settings(max_examples=120)
@given(st.sampled_from(list(LISTS)), st.data(), REST)
def test_names_of_one_list_are_read_alike_without_any_noun(
    kind: Kind, data: st.DataObject, rest: list[Piece]
) -> None:
    pieces = [MORE[0], *rest]
    one, two = (data.draw(st.sampled_from(LISTS[kind])) for _ in range(2))
    assert read(pieces, one) == read(pieces, two)


@settings(max_examples=120)
@given(st.data(), REST)
def test_names_of_no_list_are_read_alike_without_any_noun(
    data: st.DataObject, rest: list[Piece]
) -> None:
    one, two = (data.draw(st.sampled_from(NOBODY)) for _ in range(2))
    assert read([MORE[0], *rest], one) == read([MORE[0], *rest], two)


@settings(max_examples=120)
@given(st.data(), REST)
def test_spans_firmness_and_chains_are_the_same_for_listed_and_unlisted(
    data: st.DataObject, rest: list[Piece]
) -> None:
    pieces = [MORE[0], *rest]
    body = data.draw(st.sampled_from((*ARMED, *WATCHES, *MINISTRIES)))
    other = data.draw(st.sampled_from(NOBODY))
    assert but_kinds(read(pieces, body)) == but_kinds(read(pieces, other))


@pytest.mark.parametrize("name", [*NOBODY, *ARMED, *PRESS])
def test_what_is_said_next_to_the_noun_is_read_as_it_was_written(name: str) -> None:
    rows = read([TOLD[Kind.OUTLET][0], MORE[3]], name)
    assert [row["chain"][-1][0] for row in rows] == ["NAME", "NAME"]
    assert [row["kind"] for row in rows] == [Kind.OUTLET, Kind.OUTLET]


@settings(max_examples=60)
@given(st.lists(st.sampled_from((*MORE, *HEARD)), max_size=4), st.data())
def test_an_outlet_told_is_a_link_by_whatever_name_where_a_noun_tells_it(
    rest: list[Piece], data: st.DataObject
) -> None:
    pieces = [data.draw(st.sampled_from(TOLD[Kind.OUTLET])), *rest, *HEARD]
    listed, unlisted = data.draw(st.sampled_from(PRESS)), data.draw(st.sampled_from(NOBODY))
    rows = read(pieces, unlisted)
    assert read(pieces, listed) == rows
    assert [name for name, _, _ in rows[-1]["chain"]] == ["NAME", "Ivo Prent"]


@pytest.mark.parametrize("party", ["R-VA", "Harvest", "HVP"])
def test_a_party_in_brackets_is_not_who_speaks(party: str) -> None:
    text = f"The bill was read by Ivo Prent ({party}), who said that the road was open."
    who, said, content = (place(text, words) for words in ("who", "said", "that the road was open"))
    mark = CueMark(said, (who,), (content,), inner=False, score=0.9)
    at = place(text, party)
    marks = Marks("made", (mark,), entities=(EntityMark(at, "Organization", 0.9),))
    (one,) = trace(article(text), marks).attributions
    assert (one.who.name, one.who.kind) == ("Ivo Prent", Kind.PERSON)

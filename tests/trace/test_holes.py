"""Contents with holes, shards, datelines and hanging ends; sources that lost their first half."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import CueMark, Marks
from sayso.trace.draft import Draft, ground
from sayso.trace.holes import patched
from sayso.trace.join import join
from sayso.vocab.reasons import plainly
from tests.trace.marked import article, place
from tests.trace.test_join import drafts, mark, words


def content(text: str, source: str, cue: str, *said: str) -> list[str]:
    (one,) = drafts(text, mark(text, source, cue, *said))
    return words(text, one.content)


def both(text: str, source: str, cue: str, *said: str) -> tuple[list[str], list[str]]:
    (one,) = drafts(text, mark(text, source, cue, *said))
    return words(text, one.source), words(text, one.content)


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        (
            "The boards of the lower mill fell into the river in June, the keeper said.",
            ("The boards", "into the river in June"),
            "The boards of the lower mill fell into the river in June",
        ),
        (
            "The toll ruins the valley, driving whole families to the coast, the keeper said.",
            ("The toll ruins the valley", "whole families to the coast"),
            "The toll ruins the valley, driving whole families to the coast",
        ),
        (
            "The situation at the weir, meanwhile, remains calm, the keeper said.",
            ("The situation at the weir", "remains calm"),
            "The situation at the weir, meanwhile, remains calm",
        ),
        (
            "The clerks on Monday established a camp near the weir, the keeper said.",
            ("The clerks on", "near the weir"),
            "The clerks on Monday established a camp near the weir",
        ),
        (
            "“In this valley the lack of bread suggests that the winter will be long,” "
            "the keeper said.",
            ("“In this valley the", "that the winter will be long,”"),
            "“In this valley the lack of bread suggests that the winter will be long,”",
        ),
    ],
)
def test_a_hole_that_nobody_has_is_filled(text: str, said: tuple[str, ...], whole: str) -> None:
    assert content(text, "the keeper", "said", *said) == [whole]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # an aside, between two commas
        (
            "The boards, as we all know here, fell in June, the keeper said.",
            ("The boards", "fell in June"),
        ),
        # another may say the second half
        (
            "The boards fell, the miller said, in the first week of June, the keeper said.",
            ("The boards fell", "in the first week of June"),
        ),
        # two quotations
        (
            "The boards were “quite rotten” and altogether “not worth a nail”, the keeper said.",
            ("The boards were “quite rotten”", "“not worth a nail”"),
        ),
        # two things said, joined
        (
            "The boards fell and the mill stood, the keeper said.",
            ("The boards fell", "the mill stood"),
        ),
    ],
)
def test_a_hole_that_may_be_anothers_stays(text: str, said: tuple[str, ...]) -> None:
    assert len(content(text, "the keeper", "said", *said)) == 2


def test_a_hole_with_the_cue_of_another_record_stays() -> None:
    text = "The boards fell, Ada Moor warned yesterday, and the mill stood, the keeper said."
    found = drafts(
        text,
        mark(text, "the keeper", "said", "The boards fell", "the mill stood"),
        mark(text, "Ada Moor", "warned", "The boards fell"),
    )
    assert ["The boards fell", "the mill stood"] in [words(text, one.content) for one in found]


def test_a_hole_over_a_line_stays() -> None:
    text = "The boards of the mill\nfell into the river in June, the keeper said."
    assert "\n" not in "".join(content(text, "the keeper", "said", "The boards", "into the river"))


@pytest.mark.parametrize(
    ("text", "said", "kept"),
    [
        (
            "The lodge has shot ten of its own men. They seek shelter, the keeper said.",
            ("The lodge", "They seek shelter"),
            ["They seek shelter"],
        ),
        (
            "Ferrin mill burned in May. The lodge reopened it, the keeper said.",
            ("Ferrin", "The lodge reopened it"),
            ["The lodge reopened it"],
        ),
        # the whole sentence before is no shard
        (
            "The mill burned in May. The lodge reopened it, the keeper said.",
            ("The mill burned in May", "The lodge reopened it"),
            ["The mill burned in May", "The lodge reopened it"],
        ),
        # nor is a quotation
        (
            "The mill is “past all help” now. The lodge reopened it, the keeper said.",
            ("“past all help”", "The lodge reopened it"),
            ["“past all help”", "The lodge reopened it"],
        ),
        # what has no letter says nothing
        (
            "The lodge reopened the mill, the keeper said. 218-11",
            ("The lodge reopened the mill", "218-11"),
            ["The lodge reopened the mill"],
        ),
    ],
)
def test_a_shard_of_another_sentence_goes(
    text: str, said: tuple[str, ...], kept: list[str]
) -> None:
    assert content(text, "the keeper", "said", *said) == kept


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        (("TESSARIN Ten boats sank off the mill",), ["Ten boats sank off the mill"]),
        (("Last updated", "TESSARIN Ten boats sank off the mill"), ["Ten boats sank off the mill"]),
        (("Ten boats sank off the mill",), ["Ten boats sank off the mill"]),
    ],
)
def test_a_dateline_is_nobodys_word(said: tuple[str, ...], whole: list[str]) -> None:
    text = "Last updated at 9 May TESSARIN Ten boats sank off the mill the keeper said."
    laid = ground(article(text, dateline="Last updated at 9 May TESSARIN"))
    one = mark(text, "the keeper", "said", *said)
    (found,) = join(laid, Marks("case", (one,)))[0]
    assert words(text, found.content) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (
            "TESSARIN (Hill Radio) Ten boats sank off the mill the keeper said.",
            "Ten boats sank off the mill",
        ),
        (
            "PORT FERRIN (Hill Radio) - Ten boats sank off the mill the keeper said.",
            "Ten boats sank off the mill",
        ),
        (
            "Tags Valmo Weir river boats rescue At least ten boats sank the keeper said.",
            "At least ten boats sank",
        ),
        (
            "Tags Valmo Lodge of Ferrin river Sixteen boats sank on Monday the keeper said.",
            "Sixteen boats sank on Monday",
        ),
        # nothing tells where the tags end
        (
            "Tags Valmo Weir Boats sank off the mill the keeper said.",
            "Tags Valmo Weir Boats sank off the mill",
        ),
        # no label, and no dateline
        (
            "Ferries Valmo bought for ten crowns sank the keeper said.",
            "Ferries Valmo bought for ten crowns sank",
        ),
        (
            "VALMO ferries (the old ones) sank off the mill the keeper said.",
            "VALMO ferries (the old ones) sank off the mill",
        ),
    ],
)
def test_a_dateline_and_tags_in_the_text_are_nobodys_word(text: str, whole: str) -> None:
    said = text[: text.index(" the keeper")]
    assert content(text, "the keeper", "said", said) == [whole]


def test_a_part_of_a_dateline_is_nobodys_word() -> None:
    text = "It burned. TESSARIN (Hill Radio) Ten boats sank off the mill the keeper said."
    assert content(text, "the keeper", "said", "TESSARIN", "Ten boats sank off the mill") == [
        "Ten boats sank off the mill"
    ]


def test_a_source_has_no_dateline() -> None:
    text = "It burned. TESSARIN (Hill Radio) The keeper said the mill was lost."
    source = "TESSARIN (Hill Radio) The keeper"
    assert both(text, source, "said", "the mill was lost") == (
        ["The keeper"],
        ["the mill was lost"],
    )


@pytest.mark.parametrize(
    ("text", "said", "whole"),
    [
        (
            "The keeper said the raid set fire to a large barn by the weir. It burned.",
            "the raid set fire to a",
            "the raid set fire to a large barn by the weir",
        ),
        (
            "The keeper said the clerks had gone because of the long and bitter quarrel, he knew.",
            "the clerks had gone because of the",
            "the clerks had gone because of the long and bitter quarrel",
        ),
        (
            "The keeper said he would bring it before the U.N.-led council of the coast today.",
            "he would bring it before the",
            "he would bring it before the U.N.-led council of the coast today",
        ),
        # nothing hangs
        (
            "The keeper said the clerks had gone, because of the long and bitter quarrel.",
            "the clerks had gone",
            "the clerks had gone",
        ),
    ],
)
def test_a_content_that_hangs_goes_on(text: str, said: str, whole: str) -> None:
    assert content(text, "The keeper", "said", said) == [whole]


def test_a_content_that_hangs_goes_on_up_to_its_source() -> None:
    text = "The lodge began a march to retake the mill on Wednesday morning the keeper said."
    assert content(text, "the keeper", "said", "The lodge began a march to retake the mill on") == [
        "The lodge began a march to retake the mill on Wednesday morning"
    ]


def test_a_quotation_that_ends_on_a_small_word_does_not_hang() -> None:
    text = "“We will talk. The lodge said we should not,” HRN reported the miller as saying."
    assert content(text, "HRN", "reported", "“We will talk. The lodge said we should not,”") == [
        "“We will talk. The lodge said we should not,”"
    ]


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        ("The Coast Watch (CW) said the mill burned.", "The Coast Watch (CW", "the mill burned"),
        ("Ivo Prent (Valmo) said the mill burned.", "Ivo Prent (Valmo", "the mill burned"),
    ],
)
def test_a_source_has_the_bracket_that_closes(text: str, source: str, said: str) -> None:
    assert both(text, source, "said", said) == ([source + ")"], [said])


def test_a_content_has_the_bracket_that_closes() -> None:
    text = "The flood reached a street fifteen miles (nine leagues) the keeper said."
    assert content(text, "the keeper", "said", text[: text.index(")")]) == [
        "The flood reached a street fifteen miles (nine leagues)"
    ]


@pytest.mark.parametrize(
    ("text", "source", "said", "whole"),
    [
        (
            "The raid hit forty barns residents and a monitoring group said.",
            "a monitoring group",
            "The raid hit forty barns residents and",
            ("residents and a monitoring group", "The raid hit forty barns"),
        ),
        (
            "The raid hit forty barns a war monitor and activists said.",
            "activists",
            "The raid hit forty barns a war monitor and",
            ("a war monitor and activists", "The raid hit forty barns"),
        ),
        (
            "The raid hit forty barns local activists and the keeper said.",
            "the keeper",
            "The raid hit forty barns local activists and",
            ("local activists and the keeper", "The raid hit forty barns"),
        ),
        (
            "The raid killed forty men Russias defence ministry said.",
            "defence ministry",
            "The raid killed forty men Russias",
            ("Russias defence ministry", "The raid killed forty men"),
        ),
        (
            "The raid killed forty men Syrias state-run news agency said.",
            "news agency",
            "The raid killed forty men Syrias state-run",
            ("Syrias state-run news agency", "The raid killed forty men"),
        ),
    ],
)
def test_a_source_has_its_first_half(
    text: str, source: str, said: str, whole: tuple[str, str]
) -> None:
    assert both(text, source, "said", said) == ([whole[0]], [whole[1]])


@pytest.mark.parametrize(
    ("text", "source", "said"),
    [
        (
            "There was fighting between the rebels and the army activists said.",
            "activists",
            "There was fighting between the rebels and the army",
        ),
        (
            "The raid hit forty barns and a mill the keeper said.",
            "the keeper",
            "The raid hit forty barns and a mill",
        ),
        (
            "The raid reached the north east of Syrias countryside reporters said.",
            "reporters",
            "The raid reached the north east of Syrias countryside",
        ),
    ],
)
def test_what_is_told_of_is_no_first_half(text: str, source: str, said: str) -> None:
    assert both(text, source, "said", said) == ([source], [said])


def test_why_tells_what_was_put_right() -> None:
    text = "The boards of the lower mill fell into the river in June, the keeper said."
    (one,) = drafts(text, mark(text, "the keeper", "said", "The boards", "into the river in June"))
    assert ("content", "its parts, as the sentence has them") in one.why
    text = "The raid hit forty barns residents and activists said."
    (one,) = drafts(text, mark(text, "activists", "said", "The raid hit forty barns residents and"))
    assert ("source", "with the words before it that are of nothing else") in one.why
    assert all(plainly(what, rule) for what, rule in one.why)


LINES = (
    "The boards of the mill (by Ferrin) fell. Residents and the keeper said “so”, on May 9 to a."
)


@given(st.lists(st.tuples(st.integers(0, 92), st.integers(1, 30)), min_size=1, max_size=5))
def test_whatever_the_spans_they_stay_in_the_text_in_order_and_apart(
    pieces: list[tuple[int, int]],
) -> None:
    laid = ground(article(LINES))
    at = place(LINES, "said")
    spans = sorted((start, min(len(LINES), start + size)) for start, size in pieces)
    cue = CueMark(at, (place(LINES, "the keeper"),), tuple(spans), False, 0.9)
    for one in join(laid, Marks("case", (cue,)))[0]:
        flat = [point for span in one.content for point in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(LINES) for start, end in one.content)


def test_a_draft_with_nothing_to_mend_is_the_same() -> None:
    text = "The mill burned, the keeper said."
    laid = ground(article(text))
    draft = Draft(
        (place(text, "the keeper"),), (place(text, "said"),), (place(text, "The mill burned"),), 0.9
    )
    assert patched(laid, [draft]) == [draft]

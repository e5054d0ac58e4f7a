"""The machine contract sayso/1: frozen by its schema, refused inputs included."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.pipeline import Read, read_batch
from sayso.records import (
    NO_FRAME,
    About,
    ActorMention,
    Article,
    Attribution,
    Claim,
    Credit,
    DateMention,
    Dropped,
    Firmness,
    Frame,
    Headline,
    Hop,
    Kind,
    Modality,
    Page,
    PlaceMention,
    Precision,
    Quantity,
    Quoted,
    Reading,
    Reason,
    Refused,
    Scare,
    Span,
    Speech,
    Voice,
    When,
    Who,
    actor_id,
    attribution_id,
    claim_id,
)
from sayso.show.cli.output import put
from sayso.show.contract import SCHEMA, as_json, line
from tests.fakes import PatternMarker

FILE = Path(__file__).resolve().parents[2] / "docs" / "sayso-1.schema.json"
RULES = json.loads(FILE.read_text(encoding="utf-8"))
CHECK = jsonschema.Draft202012Validator(RULES)
TEXT = "🕊 The embassy denied that “friendly” jets had flown. Reports said so. Rain fell."


def spot(words: str) -> Span:
    return (TEXT.index(words), TEXT.index(words) + len(words))


JETS, DATE, RAIN, PLACE, FLEW = map(spot, ("jets", "Reports", "Rain", "The", "flown"))
ABOUT = About(
    actors=(
        ActorMention(JETS, "the air force", Kind.GOVERNMENT, "air-force", "listed"),
        ActorMention(RAIN, "rain", Kind.ORGANISATION),
    ),
    places=(
        PlaceMention(PLACE, "Quay", 7, 51.5, -0.25, Precision.TOWN, "GB", "the only one"),
        PlaceMention(RAIN, why="two of that name"),
    ),
    dates=(DateMention(DATE, "2024-06/..", When.SAID), DateMention(RAIN, None, When.HAPPENED)),
    quantities=(Quantity(JETS, 30, None, "jet", "at least"), Quantity(RAIN, None, 0.5)),
    frames=(
        Frame(
            predicate=FLEW,
            actor=JETS,
            event="FIGHT",
            quad=4,
            recipient=RAIN,
            negated=True,
            modality=Modality.HYPOTHETICAL,
            place=PLACE,
            date=DATE,
            mode="aerial",
            actor_id="air-force",
            recipient_id=actor_id("rain", Kind.ORGANISATION),
            score=0.123456789,
        ),
        Frame(FLEW, None, "AID", 2, None, False, Modality.PAST),
    ),
)


def full() -> tuple[Article, Reading]:
    article = Article(
        id="a" * 16,
        input_id="row 3",
        text=TEXT,
        url="https://quillfen.example/a",
        title="Jets",
        outlet="Quillfen",
        published="2024-06-06",
        credits=(Credit("Corvane", "credit line", (2, 5), covers=(0, 9)),),
    )
    source, cue, content = ((2, 13),), ((14, 20),), ((21, 50),)
    attribution = Attribution(
        id=attribution_id(article.id, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        inside=None,
        speech=Speech.INDIRECT,
        firmness=Firmness.DENIED,
        score=0.123456789,
        who=Who("the embassy", Kind.GOVERNMENT),
        chain=(
            Hop("Corvane", Kind.AGENCY, Firmness.ASSERTED),
            Hop("reports", Kind.UNNAMED, Firmness.HEDGED, named=False),
        ),
    )
    claims = (
        Claim(
            claim_id(article.id, source, cue, content),
            article.id,
            attribution.id,
            Voice.REPORTED,
            content,
            Firmness.DENIED,
            attribution.root,
            ABOUT,
        ),
        Claim(
            claim_id(article.id, (), (), ((72, 82),)),
            article.id,
            None,
            Voice.AUTHOR,
            ((72, 82),),
            Firmness.ASSERTED,
            Hop("Quillfen", Kind.OUTLET, Firmness.ASSERTED),
        ),
    )
    scare = (Scare((26, 36), Quoted.SCARE),)
    dropped = (
        Dropped((14, 20), NO_FRAME + "the other side is not told"),
        Dropped((2, 5), "a twin"),
    )
    root = Hop("the embassy", Kind.GOVERNMENT, Firmness.DENIED)
    head = Headline(Voice.REPORTED, ((0, 1),), ((1, 2),), ((2, 4),), Firmness.DENIED, root)
    return article, Reading(article.id, (attribution,), claims, scare, dropped, head)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(RULES)


def test_a_full_article_fits_the_schema() -> None:
    CHECK.validate(as_json(*full()))


def test_a_full_article_is_exactly_this() -> None:
    article, reading = full()
    made = as_json(article, reading)
    [attribution] = made.pop("attributions")
    [reported, own] = made.pop("claims")
    assert made == {
        "schema": SCHEMA,
        "id": "a" * 16,
        "input_id": "row 3",
        "url": "https://quillfen.example/a",
        "title": "Jets",
        "outlet": "Quillfen",
        "published": "2024-06-06",
        "language": "en",
        "text": TEXT,
        "headline": {
            "voice": "reported",
            "source": [[0, 1]],
            "cue": [[1, 2]],
            "content": [[2, 4]],
            "firmness": "denied",
            "root": {"name": "the embassy", "kind": "government", "named": True},
        },
        "refused": None,
        "scare": [{"span": [26, 36], "type": "scare"}],
        "credits": [{"name": "Corvane", "how": "credit line", "span": [2, 5]}],
        "left_out": [
            {
                "span": [14, 20],
                "text": TEXT[14:20],
                "of": "frame",
                "why": "the other side is not told",
            },
            {"span": [2, 5], "text": TEXT[2:5], "of": "record", "why": "a twin"},
        ],
    }
    assert attribution == {
        "id": reading.attributions[0].id,
        "source": [[2, 13]],
        "cue": [[14, 20]],
        "content": [[21, 50]],
        "inside": None,
        "speech": "indirect",
        "firmness": "denied",
        "score": 0.1235,
        "who": {"name": "the embassy", "kind": "government", "id": None},
        "chain": [
            {"name": "Corvane", "kind": "agency", "firmness": "asserted"},
            {"name": "reports", "kind": "unnamed", "firmness": "hedged"},
        ],
        "root": {"name": "reports", "kind": "unnamed", "named": False},
    }
    assert reported["attribution"] == attribution["id"] and reported["voice"] == "reported"
    assert own["attribution"] is None and own["voice"] == "author"
    parts = ("actors", "places", "dates", "quantities", "frames")
    assert set(own) == {"id", "attribution", "voice", "spans", "firmness", *parts}
    assert all(own[part] == [] for part in parts)


def test_what_a_claim_is_about_is_exactly_this() -> None:
    made = as_json(*full())["claims"][0]
    rain = actor_id("rain", Kind.ORGANISATION)
    assert made["actors"] == [
        {"span": list(JETS), "text": "jets", "id": "air-force", "name": "the air force",
         "kind": "government", "why": "listed"},
        {"span": list(RAIN), "text": "Rain", "id": rain, "name": "rain",
         "kind": "organisation", "why": ""},
    ]  # fmt: skip
    assert made["places"] == [
        {"span": list(PLACE), "text": "The", "name": "Quay", "geonames": 7, "lat": 51.5,
         "lon": -0.25, "precision": "town", "country": "GB", "why": "the only one"},
        {"span": list(RAIN), "text": "Rain", "name": None, "geonames": None, "lat": None,
         "lon": None, "precision": None, "country": None, "why": "two of that name"},
    ]  # fmt: skip
    assert made["dates"] == [
        {"span": list(DATE), "text": "Reports", "edtf": "2024-06/..", "of": "said", "why": ""},
        {"span": list(RAIN), "text": "Rain", "edtf": None, "of": "happened", "why": ""},
    ]
    assert made["quantities"] == [
        {"span": list(JETS), "text": "jets", "low": 30, "high": None, "unit": "jet",
         "modifier": "at least", "why": {"high": "open above: “at least”"}},
        {"span": list(RAIN), "text": "Rain", "low": None, "high": 0.5, "unit": None,
         "modifier": None, "why": {"low": "open below: the words",
                                   "unit": "nothing that is counted stands beside it"}},
    ]  # fmt: skip
    first, second = made["frames"]
    assert first == {
        "predicate": list(FLEW),
        "actor": list(JETS),
        "actor_id": "air-force",
        "event": "FIGHT",
        "quad": 4,
        "mode": "aerial",
        "recipient": list(RAIN),
        "recipient_id": rain,
        "negated": True,
        "modality": "hypothetical",
        "place": list(PLACE),
        "date": list(DATE),
        "score": 0.1235,
        "why": {},
    }
    assert second["why"].keys() == {key for key, value in second.items() if value is None}
    assert (second["actor"], second["recipient"], second["place"], second["date"]) == (None,) * 4


@pytest.mark.parametrize("reason", list(Reason))
def test_a_refused_input_fits_the_schema(reason: Reason) -> None:
    made = as_json(Refused("a.txt", reason, "why", url=None))
    CHECK.validate(made)
    assert made["refused"] == {"reason": str(reason), "detail": "why"}
    assert made["id"] is None and made["text"] is None and made["claims"] == []


@pytest.mark.parametrize(
    "path",
    [
        *[(), ("attributions", 0), ("claims", 0), ("credits", 0)],
        *[("claims", 0, part, 0) for part in ("actors", "places", "dates", "quantities", "frames")],
    ],
)
def test_nothing_unlisted_is_allowed_anywhere(path: tuple[str | int, ...]) -> None:
    made = as_json(*full())
    inner: Any = made
    for step in path:
        inner = inner[step]
    inner["extra"] = 1
    assert not CHECK.is_valid(made)


@pytest.mark.parametrize("key", RULES["required"])
def test_every_key_is_always_there(key: str) -> None:
    made = as_json(*full())
    del made[key]
    assert not CHECK.is_valid(made)


def test_neither_refused_nor_read_is_not_allowed() -> None:
    made = as_json(*full())
    assert not CHECK.is_valid(made | {"id": None})
    assert not CHECK.is_valid(made | {"refused": {"reason": "empty", "detail": ""}})


@pytest.mark.parametrize(
    "words", [Firmness, Kind, Speech, Voice, Quoted, Reason, Precision, When, Modality]
)
def test_the_schema_knows_every_word_of_the_records(words: type[Any]) -> None:
    written = FILE.read_text(encoding="utf-8")
    assert all(f'"{word}"' in written for word in words)


def test_what_was_really_read_fits_the_schema() -> None:
    text = "Tobin Marrash said that the road was open.\n\nNobody has crossed it since the spring."
    [outcome] = read_batch([Page("a", text.encode(), encoding="utf-8")], PatternMarker())
    assert isinstance(outcome, Read)
    made = json.loads(line(as_json(outcome.article, outcome.reading)))
    CHECK.validate(made)
    [[start, end]] = made["attributions"][0]["content"]
    assert made["text"][start:end] == "the road was open"


def test_an_article_without_a_reading_has_no_claims() -> None:
    article, _ = full()
    assert as_json(article)["attributions"] == []


def test_a_line_is_one_line_of_utf_8_whatever_the_text() -> None:
    article, reading = full()
    odd = replace(article, text="a\u2028b\nc\ud800", title="é")
    written = line(as_json(odd, reading))
    assert "\n" not in written
    assert json.loads(written.encode("utf-8"))["text"] == odd.text
    assert "é" in line(as_json(article, reading)) or "🕊" in line(as_json(article, reading))


ODD = (
    "\x00\x1b\x7f\x85\x9b\xad\u061c\u200b\u200e\u2028\u2029\u202e\u2066\udfff\ud800\ufeff\U000e0041"
)
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(ODD)), max_size=60)
VALUES = st.recursive(
    st.one_of(TEXTS, st.none(), st.integers()),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXTS, inner, max_size=4)),
    max_leaves=8,
)
INDENTS = st.sampled_from([None, 2])


@given(VALUES, INDENTS)
def test_json_holds_the_same_value_and_nothing_that_steers(value: Any, indent: int | None) -> None:
    written = line(value, indent=indent)
    # Two halves of one character that stand side by side become it, as in any JSON.
    assert json.loads(written.encode("utf-8")) == json.loads(json.dumps(value))
    assert not [c for c in written if c in ODD or (unicodedata.category(c) == "Cc" and c != "\n")]
    assert indent is not None or "\n" not in written


def test_letters_of_any_script_stay_as_they_are() -> None:
    text = "é — “so” العربية می\u200cشود 中文 👩\u200d🚀 ✌️"
    assert line([text]) == f'["{text}"]'


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_rows_in_json_do_not_steer_a_terminal(
    form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    rows = [{"source": f"a{ODD}b"}, {"source": "é"}]
    put(iter(rows), form)
    written = capsysbinary.readouterr().out.decode("utf-8")
    assert not set(ODD) & set(written) and "é" in written
    back = json.loads(written) if form == "json" else list(map(json.loads, written.splitlines()))
    assert back == rows

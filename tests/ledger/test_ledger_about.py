"""What claims are about: stored and given back equal, counted, listed, filtered, taken out."""

from __future__ import annotations

import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.errors import LedgerError, NotFound
from sayso.ledger import Added, ClaimFilter, FrameFilter, Ledger, open_ledger, schema
from sayso.records import (
    About,
    ActorMention,
    Article,
    Frame,
    Kind,
    Modality,
    Precision,
    Reading,
    Voice,
    actor_id,
)
from tests.ledger.made import assert_whole, grounded, rows, script, spot, story

UNION = actor_id("the union", Kind.ORGANISATION)
VOSS = actor_id("Ilan Voss", Kind.PERSON)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quay.ledger"


def put(
    ledger: Ledger, n: int = 0, *, run: int = 0, harbour: str = "quay"
) -> tuple[Article, Reading]:
    page, article, reading = story(n)
    reading = grounded(article, reading, harbour=harbour)
    run = run or ledger.begin_run("made", "none", "0")
    ledger.add(run, f"k{n}-{run}", page, article, reading)
    return article, reading


def named(ledger: Ledger) -> dict[str, tuple[int, ...]]:
    return {
        row.name: (row.articles, row.claims, row.said, row.acted, row.received)
        for row in ledger.actors()
    }


# --- stored and given back ------------------------------------------------------------------


def test_what_goes_in_comes_out_equal(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        speaker = reading.attributions[1]
        assert speaker.actor is not None
        assert ledger.article(article.id) == (article, reading)
    assert assert_whole(path) == 1


def test_a_row_has_what_its_claim_is_about_and_the_words(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        found = {row.id: row for row in ledger.claims()}
        for claim in reading.claims:
            row = found[claim.id]
            assert row.about == claim.about
            assert all(article.text[s:e] == words for (s, e), words in row.surface.items())
        [own] = [row for row in found.values() if row.voice is Voice.AUTHOR]
        assert own.surface[own.about.actors[0].span] == "the pilots' union"
        assert own.surface[own.about.frames[0].predicate] == "stayed"


def test_an_article_of_which_nothing_is_known_is_stored_all_the_same(path: Path) -> None:
    with open_ledger(path) as ledger:
        ledger.add(ledger.begin_run("made", "none", "0"), "k", *story())
        assert all(row.about == About() for row in ledger.claims())
        assert ledger.actors() == [] and ledger.places() == [] and list(ledger.frames()) == []


def test_a_frame_of_an_actor_that_its_article_does_not_name_is_refused(path: Path) -> None:
    page, article, reading = story()
    frame = Frame((0, 5), None, "AID", 2, None, False, Modality.PAST, actor_id="nobody")
    first, *rest = reading.claims
    first = replace(first, about=About(frames=(frame,)))
    with open_ledger(path) as ledger:
        run = ledger.begin_run("made", "none", "0")
        with pytest.raises(LedgerError, match="an actor nobody"):
            ledger.add(run, "k", page, article, replace(reading, claims=(first, *rest)))
    assert assert_whole(path) == 0


# --- counted and listed ---------------------------------------------------------------------


def test_actors_are_counted_as_named_as_sources_and_in_frames(path: Path) -> None:
    with open_ledger(path) as ledger:
        for n in range(3):
            put(ledger, n)
        assert named(ledger) == {
            "the union": (3, 6, 0, 0, 3),
            "Quay Harbour": (3, 3, 0, 3, 0),
            "Ilan Voss": (3, 0, 3, 0, 0),
        }
        assert [row.name for row in ledger.actors(kind=Kind.PERSON)] == ["Ilan Voss"]
        assert [row.id for row in ledger.actors("UNION")] == [UNION]
        assert [(row.id, row.listed) for row in ledger.actors("quay")] == [("quay", True)]
        assert len(ledger.actors(limit=2)) == 2
        assert next(row.value for row in ledger.facets("actor")) == "the union"
    assert assert_whole(path) == 3


def test_places_are_counted_as_finely_as_they_are_told(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        page, article, reading = story(1)
        reading = grounded(article, reading)
        *said, own = reading.claims
        quay, _ = own.about.places
        about = replace(own.about, places=(replace(quay, precision=Precision.DISTRICT),))
        reading = replace(reading, claims=(*said, replace(own, about=about)))
        ledger.add(1, "k", page, article, reading)
        found = [(row.name, row.geonames, row.precision, row.claims) for row in ledger.places()]
        assert sorted(found, key=str) == [
            ("Quay", 77, Precision.DISTRICT, 1),
            ("Quay", 77, Precision.TOWN, 1),
        ]
        assert ledger.unplaced() == 1
        assert len(ledger.places("77")) == len(ledger.places("quA", country="gb")) == 2
        assert ledger.places(country="SY") == []
        assert [(f.value, f.claims) for f in ledger.facets("country")] == [("GB", 2)]
        assert {f.value for f in ledger.facets("event")} == {"AID", "CONSULT"}
        with pytest.raises(LedgerError, match="no facet 'mood'"):
            ledger.facets("mood")
    assert assert_whole(path) == 2


def test_a_frame_tells_who_does_what_to_whom_according_to_whom(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        first, second = ledger.frames()
        assert (first.actor, first.actor_id, first.actor_words) == (
            "Quay Harbour", "quay", "The harbour",
        )  # fmt: skip
        assert (first.recipient, first.recipient_id) == ("the union", UNION)
        assert (first.event, first.quad, first.mode) == ("CONSULT", 1, "visit")
        assert (first.negated, first.modality) == (True, Modality.PLANNED)
        assert (first.place, first.lat, first.lon) == ("Quay", 51.5, -0.25)
        assert (first.precision, first.country, first.date) == (Precision.TOWN, "GB", "2031-04-28")
        assert (first.source, first.root, first.voice) == (None, "The Quay Post", Voice.AUTHOR)
        assert (first.claim, first.article) == (reading.claims[2].id, article.id)
        assert (second.actor, second.actor_words, second.place, second.date) == (None,) * 4


@pytest.mark.parametrize(
    ("wanted", "events"),
    [
        ({}, ["CONSULT", "AID"]),
        ({"event": "consult"}, ["CONSULT"]),
        ({"quad": 2}, ["AID"]),
        ({"negated": False}, ["AID"]),
        ({"actor": "harbour"}, ["CONSULT"]),
        ({"actor": "union"}, []),
        ({"recipient": UNION}, ["CONSULT"]),
        ({"claims": ClaimFilter(root="Quay Post")}, ["CONSULT", "AID"]),
        ({"claims": ClaimFilter(root="Voss")}, []),
        ({"claims": ClaimFilter(since="2031-05-05")}, []),
    ],
)
def test_frames_are_filtered(path: Path, wanted: dict[str, object], events: list[str]) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        where = FrameFilter(**wanted)  # type: ignore[arg-type]  # one field a case
        assert [row.event for row in ledger.frames(where)] == events


def test_frames_come_in_pieces_and_stop_where_asked(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.ledger.lists.CHUNK", 3)
    with open_ledger(path) as ledger:
        for n in range(5):
            put(ledger, n)
        assert len(list(ledger.frames())) == 10
        assert [row.event for row in ledger.frames(limit=5)] == ["CONSULT", "AID"] * 2 + ["CONSULT"]


@pytest.mark.parametrize(
    ("wanted", "claims"),
    [
        ({"actor": "harbour"}, 1),
        ({"actor": "UNION"}, 2),
        ({"actor": "quay"}, 1),
        ({"actor": "nobody"}, 0),
        ({"place": "quay"}, 1),
        ({"place": "77"}, 1),
        ({"country": "gb"}, 1),
        ({"country": "FR"}, 0),
        ({"event": "aid"}, 1),
        ({"event": "FIGHT"}, 0),
        ({"during": "2031"}, 1),
        ({"during": "2031-04-28"}, 1),
        ({"during": "2031-04-29"}, 0),
        ({"during": "2031-04", "actor": "union"}, 1),
    ],
)
def test_claims_are_filtered_by_what_they_are_about(
    path: Path, wanted: dict[str, str], claims: int
) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        where = ClaimFilter(**wanted)  # type: ignore[arg-type]  # words
        assert len(list(ledger.claims(where))) == claims


def test_a_filter_by_what_is_no_date_is_refused() -> None:
    with pytest.raises(LedgerError, match="during='soon' is not a date"):
        ClaimFilter(during="soon")


# --- read anew ------------------------------------------------------------------------------


def test_another_reading_takes_the_place_of_all_of_it(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger, 0)
        put(ledger, 1)
        page, article, reading = story(0)
        run = ledger.begin_run("made", "other", "1")
        assert ledger.add(run, "again", page, article, reading) is Added.REPLACED
        assert named(ledger)["the union"] == (1, 2, 0, 0, 1)
        assert assert_whole(path) == 2
        run = ledger.begin_run("made", "third", "1")
        put(ledger, 0, run=run, harbour="other")
        assert named(ledger)["the union"] == (2, 4, 0, 0, 2)
    assert assert_whole(path) == 2


def test_an_older_ledger_is_read_anew_and_filled(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
    # As a ledger of schema 3 comes out of the migration: read, and never grounded.
    script(path, "UPDATE articles SET grounded = 0")
    with open_ledger(path) as ledger:
        assert not ledger.seen("k0-1")
        run = ledger.begin_run("made", "none", "0")
        page, article, reading = story()
        again = ledger.add(run, "k0-1", page, article, grounded(article, reading))
        assert again is Added.REPLACED
        assert ledger.seen("k0-1")
        assert ledger.add(run, "k0-1", page, article, reading) is Added.KNOWN
        assert len(ledger.actors()) == 3
    assert assert_whole(path) == 1


@pytest.mark.parametrize("old", [1, 2, 3])
def test_ledgers_of_older_schemas_open_and_fill(path: Path, old: int) -> None:
    marks = f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {old};"
    kept = (
        'INSERT INTO corrections (target_kind, target_id, field, "by", at) '
        "VALUES ('claim', 'abc', 'firmness', 'I. Voss', '2031-05-06');"
    )
    script(path, "\n".join([*schema.migrations()[:old], marks, kept]))
    with open_ledger(path) as ledger:
        put(ledger)
        assert len(ledger.actors()) == 3
    assert rows(path, 'SELECT target_id, "by" FROM corrections') == [("abc", "I. Voss")]
    assert assert_whole(path) == 1


# --- put right by hand ----------------------------------------------------------------------


def test_a_new_name_holds_everywhere_and_can_be_taken_back(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        number = ledger.rename_actor("the union", "Pilots' Union", by="me", note="their own name")
        put(ledger, 1)
        assert named(ledger)["Pilots' Union"] == (2, 4, 0, 0, 2)
        own = ledger.claim(reading.claims[2].id)
        assert own.about.actors[0].name == "Pilots' Union"
        assert own.about.frames[0].recipient_id == own.about.actors[0].key == UNION
        assert {row.recipient for row in ledger.frames()} == {"Pilots' Union", None}
        [row] = ledger.corrections()
        assert (row.number, row.target, row.field, row.new) == (
            number, UNION, "name", "Pilots' Union",
        )  # fmt: skip
        assert (row.by, row.note, row.undone) == ("me", "their own name", None)
        ledger.undo(number)
        assert named(ledger)["the union"] == (2, 4, 0, 0, 2)
        assert ledger.article(article.id) == (article, reading)
        [row] = ledger.corrections()
        assert row.undone
        with pytest.raises(LedgerError, match="undone already"):
            ledger.undo(number)
    assert assert_whole(path) == 2


def test_the_latest_name_holds(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        ledger.rename_actor("quay", "First", by="me")
        second = ledger.rename_actor("quay", "Second", by="me")
        assert "Second" in named(ledger)
        ledger.undo(second)
        assert "First" in named(ledger)


def test_merged_actors_are_one_now_and_later(path: Path) -> None:
    with open_ledger(path) as ledger:
        article, reading = put(ledger)
        number = ledger.merge_actors("the union", "quay", by="me")
        put(ledger, 1)
        assert named(ledger)["Quay Harbour"] == (2, 4, 0, 2, 2)
        assert "the union" not in named(ledger)
        own = ledger.claim(reading.claims[2].id)
        assert {a.key for a in own.about.actors} == {"quay"}
        assert own.about.actors[0].why == "by hand"
        assert len(list(ledger.claims(ClaimFilter(actor="quay")))) == 4
        assert assert_whole(path) == 2
        with pytest.raises(LedgerError, match="already"):
            ledger.merge_actors("quay", "the union", by="me")
        ledger.undo(number)
        assert named(ledger)["the union"] == (2, 4, 0, 0, 2)
        assert ledger.article(article.id) == (article, reading)
    assert assert_whole(path) == 2


def test_a_merge_survives_another_reading(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        ledger.merge_actors(VOSS, "quay", by="me")
        run = ledger.begin_run("made", "other", "1")
        put(ledger, 0, run=run)
        assert named(ledger) == {
            "Quay Harbour": (1, 1, 1, 1, 0),
            "the union": (1, 2, 0, 0, 1),
        }
        [speaker] = [a for a in ledger.article(story()[1].id)[1].attributions if a.actor]
        assert (speaker.who.name, speaker.who.id) == ("Ilan Voss", "quay")
    assert assert_whole(path) == 1


def test_merges_follow_one_another(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        first = ledger.merge_actors(VOSS, UNION, by="me")
        second = ledger.merge_actors(UNION, "quay", by="me")
        assert named(ledger) == {"Quay Harbour": (1, 2, 1, 1, 1)}
        ledger.undo(first)
        assert named(ledger)["Ilan Voss"] == (1, 0, 1, 0, 0)
        ledger.undo(second)
        assert named(ledger)["the union"] == (1, 2, 0, 0, 1)
    assert assert_whole(path) == 1


def test_words_that_mean_somebody_else_are_split_off(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        page, article, reading = story(1)
        *said, own = reading.claims
        # In the second article other words were taken for the harbour.
        wrong = ActorMention(spot(article.text, "The harbour stayed"), "Quay Harbour",
                             Kind.ORGANISATION, "quay")  # fmt: skip
        own = replace(own, about=About(actors=(wrong,)))
        ledger.add(1, "k1", page, article, replace(reading, claims=(*said, own)))
        assert named(ledger)["Quay Harbour"] == (2, 2, 0, 1, 0)
        number = ledger.split_actor("quay", "the HARBOUR stayed", kind=Kind.OUTLET, by="me")
        assert named(ledger)["Quay Harbour"] == (1, 1, 0, 1, 0)
        [part] = ledger.actors("the HARBOUR stayed")
        assert (part.kind, part.listed, part.claims) == (Kind.OUTLET, False, 1)
        merged = ledger.merge_actors(part.id, VOSS, by="me")
        assert named(ledger)["Ilan Voss"] == (2, 1, 1, 0, 0)
        assert assert_whole(path) == 2
        ledger.undo(merged)
        ledger.undo(number)
        assert named(ledger)["Quay Harbour"] == (2, 2, 0, 1, 0)
    assert assert_whole(path) == 2


def whole(ledger: Ledger, n: int = 0) -> list[tuple[str, str | None]]:
    """Whom the claims of an article name and who acts in them, as they stand today."""
    found = [row.about for row in ledger.claims() if row.input_id == f"row {n}"]
    return [(a.name, f.actor_id) for about in found for a in about.actors for f in about.frames]


CORRECTIONS = {
    "merge": lambda ledger: ledger.merge_actors("quay", VOSS, by="me"),
    "split": lambda ledger: ledger.split_actor("quay", "harbour", kind=Kind.OUTLET, by="me"),
    "rename": lambda ledger: ledger.rename_actor("quay", "Quay Port", by="me"),
}


@pytest.mark.parametrize("what", CORRECTIONS)
def test_what_was_put_right_of_an_actor_survives_another_reading(path: Path, what: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        before = named(ledger), whole(ledger)
        assert ("Quay Harbour", "quay") in before[1]
        number = CORRECTIONS[what](ledger)
        put_right = named(ledger), whole(ledger)
        assert put_right != before
        run = ledger.begin_run("made", "another model", "1")
        page, article, reading = story()
        again = ledger.add(run, "again", page, article, grounded(article, reading))
        assert again is Added.REPLACED
        assert (named(ledger), whole(ledger)) == put_right
        ledger.undo(number)
        assert (named(ledger), whole(ledger)) == before
    assert assert_whole(path) == 1


@pytest.mark.parametrize("words", ["the harbour", "HARBOUR", "A\n harbour"])
def test_a_split_holds_however_the_words_are_set(path: Path, words: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        ledger.split_actor("quay", words, by="me")
        assert named(ledger).get("Quay Harbour") is None


def test_a_split_holds_for_a_side_of_a_frame_that_tells_more_than_the_name(path: Path) -> None:
    page, article, reading = story()
    reading = grounded(article, reading)
    *said, own = reading.claims
    side = spot(article.text, "The harbour stayed")
    frames = tuple(replace(frame, actor=side) for frame in own.about.frames)
    own = replace(own, about=replace(own.about, frames=frames))
    wide = replace(reading, claims=(*said, own))
    with open_ledger(path) as ledger:
        ledger.add(ledger.begin_run("made", "none", "0"), "k", page, article, wide)
        number = ledger.split_actor("quay", "the harbour", kind=Kind.OUTLET, by="me")
        [part] = ledger.actors("the harbour")
        assert (part.claims, part.acted) == (1, 1)
        run = ledger.begin_run("made", "other", "1")
        ledger.add(run, "again", page, article, wide)
        [part] = ledger.actors("the harbour")
        assert (part.claims, part.acted) == (1, 1)
        assert named(ledger).get("Quay Harbour") is None
        ledger.undo(number)
        assert named(ledger)["Quay Harbour"] == (1, 1, 0, 1, 0)
    assert assert_whole(path) == 1


@pytest.mark.parametrize("wanted", ["", "nobody", "\0"])
def test_whom_nobody_knows_cannot_be_put_right(path: Path, wanted: str) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        with pytest.raises(NotFound, match="sayso actors"):
            ledger.rename_actor(wanted, "x", by="me")


def test_corrections_that_say_nothing_are_refused(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        with pytest.raises(LedgerError, match="names nobody"):
            ledger.rename_actor("quay", " ", by="me")
        with pytest.raises(LedgerError, match="no words"):
            ledger.split_actor("quay", " ", by="me")
        with pytest.raises(LedgerError, match="itself is called"):
            ledger.split_actor(UNION, "the union", by="me")
        with pytest.raises(LedgerError, match="already"):
            ledger.merge_actors("quay", "quay", by="me")
        with pytest.raises(NotFound, match="no correction 9"):
            ledger.undo(9)
        assert ledger.corrections() == []


def test_a_name_of_two_actors_asks_for_an_id(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
        put(ledger, 1, harbour="second")
        with pytest.raises(LedgerError, match="several actors"):
            ledger.rename_actor("Quay Harbour", "x", by="me")
        ledger.rename_actor("second", "Second Harbour", by="me")
        assert ledger.rename_actor("quay harbour", "x", by="me") == 2


def killed_while_merging(path: Path) -> None:
    with open_ledger(path) as ledger:
        # Asked for the words of every mention, after the correction itself is written.
        ledger._db.create_function("substr", 3, lambda *_: os._exit(9))
        ledger.merge_actors(UNION, "quay", by="me")


def test_killed_while_correcting_nothing_is_half_done(path: Path) -> None:
    with open_ledger(path) as ledger:
        put(ledger)
    child = multiprocessing.get_context("spawn").Process(target=killed_while_merging, args=(path,))
    child.start()
    child.join()
    assert child.exitcode == 9
    with open_ledger(path) as ledger:
        assert ledger.corrections() == []
        assert named(ledger)["the union"] == (1, 2, 0, 0, 1)
    assert assert_whole(path) == 1

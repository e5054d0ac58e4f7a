"""The door of the room: what is stored, what is refused, and how quickly."""

from __future__ import annotations

import itertools
import re
import signal
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import ReadLimits, read
from sayso.read.limits import Late, deadline
from sayso.records import Article, Media, Page, Reason, Refused, article_id

TEXT = (
    "The dam held all night. Nobody was hurt, the mayor said on Monday to the people of the town."
)


def article(text: str, **fields: str) -> Article:
    found = read(Page("n1", text.encode(), **fields))  # type: ignore[arg-type]  # strings all
    assert isinstance(found, Article), found
    return found


def refused(body: bytes, limits: ReadLimits | None = None, **fields: str) -> Refused:
    page = Page("n1", body, url="https://h.example/1", **fields)  # type: ignore[arg-type]  # as above
    found = read(page, limits=limits or ReadLimits())
    assert isinstance(found, Refused), found
    assert (found.input_id, found.url) == ("n1", "https://h.example/1")
    return found


def test_the_text_is_stored_as_it_came() -> None:
    text = "\n  The dam held.\t\n\n\nNobody  was hurt. e\u0301 🎉 \u2028 end \n\n"
    assert article(text).text == text


def test_what_the_page_says_is_kept() -> None:
    found = article(TEXT, url="https://h.example/1", title="T", outlet="O", published="4/5/2017")
    assert (found.url, found.title, found.outlet) == ("https://h.example/1", "T", "O")
    assert (found.published, found.language, found.input_id) == ("2017-04-05", "en", "n1")
    assert found.id == article_id(TEXT, "https://h.example/1")
    assert found.sha256 == Page("n1", TEXT.encode()).sha256


def test_the_same_text_is_the_same_article_whatever_the_newlines_and_the_bom() -> None:
    unix = article("One day.\nTwo days.")
    assert article("\ufeffOne day.\r\nTwo days.").id == unix.id


def test_an_article_without_date_or_with_an_unreadable_one_has_none() -> None:
    assert article(TEXT).published is None
    assert article(TEXT, published="some time ago").published is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \r\n\t\n", Reason.EMPTY),
        (b"\xef\xbb\xbf", Reason.EMPTY),
        (b"\x00\x01\x02" * 500, Reason.NOT_TEXT),
        (bytes(range(256)) * 50, Reason.NOT_TEXT),
        ("قال المحافظ يوم الاثنين إن السد صمد طوال الليل. ".encode() * 9, Reason.NOT_ENGLISH),
    ],
)
def test_what_is_no_article_is_refused(body: bytes, reason: Reason) -> None:
    assert refused(body).reason is reason


def test_a_refusal_for_language_says_which_and_how_sure() -> None:
    body = "Le barrage a tenu toute la nuit, a déclaré le maire lundi soir à la radio.".encode()
    assert re.fullmatch(r"French \(fr\), (0\.9\d|1\.00) sure", refused(body).detail)
    assert refused(TEXT.encode(), language="fr").detail == "declared as French (fr), 1.00 sure"


def test_a_text_beyond_the_limit_is_refused() -> None:
    found = refused(TEXT.encode() * 20, ReadLimits(max_chars=1_000))
    assert found.reason is Reason.TOO_LARGE
    assert "the limit is 1,000" in found.detail


def test_wrong_encoding_does_not_crash_and_a_legacy_file_reads_well() -> None:
    text = "The café’s owner said “no” to the mayor of the town. " * 9
    for declared in (None, "utf-8", "utf-16", "shift_jis", "nonsense"):
        page = Page("n1", text.encode("cp1252"), encoding=declared)
        found = read(page)
        assert isinstance(found, Article | Refused)
        if declared in {None, "utf-8", "nonsense"}:
            assert isinstance(found, Article)
            assert found.text == text


def test_a_lone_opening_mark_is_no_trouble() -> None:
    found = article("He said: “The dam held. It rained. " + TEXT)
    assert len(found.sentences) > 2


def test_right_to_left_and_mixed_scripts_keep_their_offsets() -> None:
    text = f"{TEXT} He wrote “السد صمد” and 漢字 and 👩‍👩‍👧 e\u0301. {TEXT}"
    text += "\n\nBy the end of it (Reuters)"
    found = article(text)
    assert found.text == text
    assert "".join("".join(text[a:b] for a, b in found.sentences).split()) == "".join(text.split())


def test_fifty_thousand_words_without_a_paragraph_are_read_quickly() -> None:
    started = time.process_time()
    found = article(TEXT.replace("\n", " ") * 3_000)
    assert len(found.paragraphs) == 1
    assert time.process_time() - started < 5.0


def test_reading_is_quick() -> None:
    """Four hundred words in 2 ms at the median; the bound leaves room for a slow machine."""
    text = "\n\n".join([TEXT * 2] * 11)
    pages = [Page(str(n), f"{n} {text}".encode(), encoding="utf-8") for n in range(60)]
    read(pages[0])
    times = []
    for page in pages:
        started = time.process_time()
        read(page)
        times.append(time.process_time() - started)
    assert sorted(times)[30] < 0.008


# --- the clock ----------------------------------------------------------------------------


def spin(seconds: float) -> None:
    """Work that swallows every ordinary exception, as some libraries do."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            sum(range(100))
        except Exception:  # noqa: BLE001  # what it is here to be
            continue


def test_the_clock_interrupts_work_that_swallows_exceptions() -> None:
    started = time.monotonic()
    with pytest.raises(Late), deadline(0.05):
        spin(5)
    assert time.monotonic() - started < 2


def test_too_slow_an_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.article.extract", lambda *_args: spin(5))
    found = refused(b"<p>x</p>", ReadLimits(timeout_s=0.05), media=Media.HTML)
    assert found.reason is Reason.TOO_SLOW
    assert found.detail == "not read within 0.05 s"


def test_in_another_thread_lateness_is_found_at_the_end() -> None:
    late: list[bool] = []

    def work() -> None:
        try:
            with deadline(0.01):
                spin(0.1)
        except Late:
            late.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert late == [True]


def test_a_timer_of_the_caller_is_put_back() -> None:
    rung: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _frame: rung.append(number))
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with deadline(5):
            pass
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 0.2
        time.sleep(0.3)
        assert rung == [signal.SIGALRM]
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("inside", [0.0, 0.2])
def test_a_bell_between_the_block_and_its_end_leaves_all_as_it_was(
    monkeypatch: pytest.MonkeyPatch, inside: float
) -> None:
    """The bell rings when the block is done and its timer is about to be stopped."""
    real, stops = signal.setitimer, []

    def stop(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        if seconds == 0:
            stops.append(which)
            if len(stops) == 2:  # the first stops the caller's timer
                signal.raise_signal(signal.SIGALRM)
        return real(which, seconds, interval)

    before = signal.signal(signal.SIGALRM, lambda _number, _frame: None)
    ours = signal.getsignal(signal.SIGALRM)
    try:
        real(signal.ITIMER_REAL, inside)
        monkeypatch.setattr(signal, "setitimer", stop)
        with pytest.raises(Late), deadline(5):
            pass
        assert signal.getsignal(signal.SIGALRM) is ours
        assert len(stops) == 2
        if inside:
            assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= inside
    finally:
        real(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


# --- whatever comes -----------------------------------------------------------------------

PIECES = [
    "BEIRUT (Reuters) - ",
    "5 April 2017 ",
    "Source: ",
    "By ",
    "Reuters",
    "Here is more from AP:",
    "\n",
    "\n\n",
    "\r\n",
    "“",
    "”",
    '"',
    "(",
    ")",
    ":",
    " ",
    ". ",
    "The dam held",
    "e\u0301",
    "🎉",
    "السد",
    "漢字",
    "contributed to this report",
    "© 2017 ",
    "to contact the reporter a@bbc.co.uk",
    "\u2028",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from([None, "The dam held"]))
def test_spans_hold_whatever_the_text(parts: list[str], title: str | None) -> None:
    text = "".join(parts)
    found = read(Page("n1", text.encode(), title=title, language="en"))
    if isinstance(found, Refused):
        assert found.reason is Reason.EMPTY
        return
    assert found.text == text.replace("\r\n", "\n")
    size = len(found.text)
    spans = [*found.paragraphs, *found.sentences, *(c.span for c in found.credits)]
    spans += [c.covers for c in found.credits if c.covers]
    spans += [s for s in (found.headline, found.dateline) if s]
    assert all(0 <= a < b <= size for a, b in spans)
    for ordered in (found.paragraphs, found.sentences):
        assert all(x[1] <= y[0] for x, y in itertools.pairwise(ordered))
    for a, b in found.sentences:
        assert any(p <= a and b <= q for p, q in found.paragraphs)
    assert found == read(Page("n1", text.encode(), title=title, language="en"))

"""What is said while a run goes on: nothing that nobody can know yet."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from sayso.engines import Tally
from sayso.show.cli.talk import EVERY_S, Hears, _Drawn, _Lines, progress


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


@pytest.mark.parametrize(
    ("total", "tally", "seconds", "told"),
    [
        # one input, or few: anything might come
        (100, Tally(read=1), 6, "1 of 100 inputs, 0.2 a second, 0 refused"),
        (100, Tally(read=9), 6, "9 of 100 inputs, 1.5 a second, 0 refused"),
        (100, Tally(read=2), 60, "2 of 100 inputs, 0.0 a second, 0 refused"),
        # enough of them, or few after a long time
        (100, Tally(read=10), 10, "10 of 100 inputs, 1.0 a second, 1 min 30 s left, 0 refused"),
        (100, Tally(read=4), 40, "4 of 100 inputs, 0.1 a second, 16 min 0 s left, 0 refused"),
        # what an earlier run did is no measure of speed
        (100, Tally(read=1, known=50), 6, "51 of 100 inputs, 0.2 a second, 0 refused"),
        (
            100,
            Tally(read=10, known=50),
            10,
            "60 of 100 inputs, 1.0 a second, 40 s left, 0 refused",
        ),
        # how many there are is not known, or was wrong
        (None, Tally(read=20), 10, "20 inputs, 2.0 a second, 0 refused"),
        (20, Tally(read=20), 10, "20 of 20 inputs, 2.0 a second, 0 refused"),
        (20, Tally(read=25), 10, "25 of 20 inputs, 2.5 a second, 0 refused"),
    ],
)
def test_a_line_and_a_bar_tell_a_time_left_only_where_it_is_known(
    total: int | None, tally: Tally, seconds: float, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, drawn = Clock(), StringIO()
    bar = Progress(TextColumn("{task.fields[left]}"), console=Console(file=drawn, width=80))
    heard: list[Hears] = [_Lines(total, clock), _Drawn(bar, total, clock)]
    clock.now = seconds
    for each in heard:
        each(tally)
    assert capsys.readouterr().err == told + "\n"
    left = str(bar.tasks[0].fields["left"])
    assert (f", {left}, " in told) if left else "left" not in told


def test_lines_come_every_few_seconds(capsys: pytest.CaptureFixture[str]) -> None:
    clock = Clock()
    heard = _Lines(None, clock)
    for tenth in range(1, 1 + round(3.5 * EVERY_S * 10)):
        clock.now = tenth / 10
        heard(Tally(read=tenth))
    assert len(capsys.readouterr().err.splitlines()) == 3


def test_quiet_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(5, quiet=True) as heard:
        heard(Tally(read=1))
    assert capsys.readouterr() == ("", "")

"""The stages of training: where they stand, what is passed over, what a kill leaves.  No torch."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from bench.corpora import ROOT
from training import card, recipe
from training.recipe import STAGES, Mean, Recipe, Shop, Stage, Train

NAMES = [stage.name for stage in STAGES]
PRINTS = dict.fromkeys(card.files(), "00")


def places(stages: tuple[Stage, ...] = STAGES, **prints: str) -> dict[str, str]:
    """The name of each stage's folder; ``prints`` change a file by its folder's name."""
    changed = {name: prints.get(name.partition("/")[0], held) for name, held in PRINTS.items()}
    found = recipe.folders(stages, changed, Path("work"))
    assert all(path.parent == Path("work") for path in found.values())
    return {name: path.name for name, path in found.items()}


ROLES = ["arguments", "reworded", "wordings"]
"""The stages that teach roles, the encoder held still."""
LATE = ["all", "both", "last", "settled", *ROLES, "renamed", "vectors"]
"""The stages from the first that reads every corpus."""


def moved(other: dict[str, str]) -> list[str]:
    """The stages that stand elsewhere than they do without a change."""
    return [name for name, folder in places().items() if other[name] != folder]


def with_recipe(name: str, **settings: float) -> tuple[Stage, ...]:
    return tuple(
        replace(s, recipe=replace(s.recipe, **settings))  # type: ignore[arg-type]  # by name
        if isinstance(s, Train) and s.name == name
        else s
        for s in STAGES
    )


# --- the recipe as data ---------------------------------------------------------------------------


def test_a_stage_needs_only_what_comes_before_it() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for number, stage in enumerate(STAGES):
        assert set(stage.needs) <= set(NAMES[:number]), stage.name


def test_every_stage_leads_to_the_last_one() -> None:
    wanted = {NAMES[-1]}
    for stage in reversed(STAGES):
        assert stage.name in wanted, "nothing is made of it"
        wanted |= set(stage.needs)


def test_every_head_there_is_is_taught() -> None:
    heads = {head for each in card.CORPORA for head in each.heads}
    runs = [s for s in STAGES if isinstance(s, Train)]
    assert {name for run in runs for name in run.recipe.shares()} == heads


def test_the_last_run_of_the_encoder_teaches_every_head_that_moves_it() -> None:
    runs = [s for s in STAGES if isinstance(s, Train)]
    last = next(s for s in reversed(runs) if s.recipe.rate)
    after = runs[runs.index(last) + 1 :]
    assert set(last.recipe.shares()) == set(Recipe().shares())
    assert [name for run in after for name in run.recipe.shares()] == [
        *("arguments", "arguments", "renamed", "embedding")
    ]
    assert all(run.recipe.rate == 0 for run in after)


def test_runs_have_seeds_of_their_own() -> None:
    seeds = [s.recipe.seed for s in STAGES if isinstance(s, Train)]
    assert len(set(seeds)) == len(seeds)


def test_a_head_without_a_share_is_gone_through_once() -> None:
    assert Recipe(heads="attribution,events=3,roles=1.75").shares() == {
        "attribution": 1.0,
        "events": 3.0,
        "roles": 1.75,
    }


def test_a_quick_try_keeps_the_stages_and_shortens_them() -> None:
    tried = recipe.small(STAGES)
    assert [(s.name, s.needs) for s in tried] == [(s.name, s.needs) for s in STAGES]
    for before, after in zip(STAGES, tried, strict=True):
        if isinstance(before, Train) and isinstance(after, Train):
            epochs = min(2, before.recipe.epochs)
            assert after.recipe == replace(before.recipe, epochs=epochs, most=3)
    assert not set(places(tried).values()) & set(places().values())


# --- folders --------------------------------------------------------------------------------------


def test_the_same_recipe_stands_where_it_stood() -> None:
    assert places() == places()
    assert moved(places()) == []


def test_a_changed_setting_moves_its_stage_and_those_after_it() -> None:
    assert moved(places(with_recipe("all", rate=9e-5))) == LATE
    assert moved(places(with_recipe("again", seed=24))) == ["again", "mean", *LATE]
    assert moved(places(with_recipe("attribution", epochs=9))) == NAMES


def test_a_changed_corpus_moves_the_stages_that_read_it() -> None:
    assert moved(places(plover="11")) == LATE
    assert moved(places(polnear="11")) == NAMES


def test_what_teaches_events_last_moves_no_stage_of_roles() -> None:
    assert moved(places(with_recipe("renamed", seed=84))) == ["renamed", "vectors"]
    assert moved(places(with_recipe("reworded", seed=80))) == [*ROLES[1:], "renamed", "vectors"]


def test_roles_are_the_mean_of_two_runs_over_other_words() -> None:
    """Each run draws the words it exchanges by its seed, so another seed is another text."""
    first, second, mean = (next(s for s in STAGES if s.name == name) for name in ROLES)
    assert isinstance(first, Train) and isinstance(second, Train) and isinstance(mean, Mean)
    assert first.recipe.seed != second.recipe.seed
    assert first.recipe.heads == second.recipe.heads
    assert second.start == first.name
    assert mean.needs == (first.name, second.name)
    assert mean.parts == ("",), "both hold the same encoder, so the whole net may be averaged"


def test_another_mean_is_another_stage() -> None:
    even = tuple(Mean("mean", ("attribution", "again")) if s.name == "mean" else s for s in STAGES)
    assert moved(places(even)) == ["mean", *LATE]
    whole = tuple(Mean(s.name, s.needs) if s.name == "both" else s for s in STAGES)
    assert moved(places(whole)) == LATE[1:]


# --- the corpora ----------------------------------------------------------------------------------


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder of corpora of a hundred rows a file, and a scorer beside it."""
    folder = tmp_path / "beside" / "corpora"
    for name in sorted({*card.files(), "polnear/dev.jsonl"}):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f'{{"row": {i}}}\n' for i in range(100)), encoding="utf-8")
    (folder / "chains" / "GUIDE.md").write_text("how to read\n", encoding="utf-8")
    (folder.parent / "score").mkdir()
    (folder.parent / "score" / "attribution.py").write_text("right = 1\n", encoding="utf-8")
    return folder


def test_fingerprints_tell_a_changed_file(corpora: Path) -> None:
    before = recipe.fingerprints(corpora)
    assert set(before) == card.files()
    (corpora / "plover" / "train.jsonl").write_text("{}\n", encoding="utf-8")
    after = recipe.fingerprints(corpora)
    assert {name for name in before if before[name] != after[name]} == {"plover/train.jsonl"}


def test_a_missing_corpus_is_named_before_anything_runs(corpora: Path, tmp_path: Path) -> None:
    (corpora / "plover" / "train.jsonl").unlink()
    with pytest.raises(SystemExit, match=r"plover/train\.jsonl: no such file.*--corpora"):
        recipe.main(["--corpora", str(corpora), "--work", str(tmp_path / "w"), "--out", "nowhere"])
    assert [path.name for path in (tmp_path / "w").iterdir()] == ["lock"]


def test_a_cut_copy_holds_the_first_rows_and_the_scorers(corpora: Path, tmp_path: Path) -> None:
    few = recipe.cut(corpora, tmp_path / "work")
    assert recipe.cut(corpora, tmp_path / "work") == few
    rows = (corpora / "news" / "fa-kes.csv").read_text(encoding="utf-8").splitlines()
    kept = (few / "news" / "fa-kes.csv").read_text(encoding="utf-8").splitlines()
    assert kept == rows[: recipe.LINES]
    dev = (few / "polnear" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(dev) == recipe.DEV_LINES
    assert not (few / "chains" / "GUIDE.md").exists()
    assert (few.parent / "score" / "attribution.py").read_text(encoding="utf-8") == "right = 1\n"


# --- making the stages ----------------------------------------------------------------------------


class Killed(Exception):
    """Stands for the end of the process."""


@dataclass(frozen=True)
class Bench(Shop):
    """A shop whose modules only leave the files that they would; the n-th of them is killed."""

    kill: int = 0
    called: list[list[str]] = field(default_factory=list)

    def call(self, *arguments: str | Path) -> None:
        self.called.append([str(each) for each in arguments])
        if len(self.called) == self.kill:
            if arguments[0] == "training.train":
                (self.out() / "state.pt").write_text("half", encoding="utf-8")
            raise Killed
        if arguments[0] == "training.soup":
            Path(arguments[1]).write_text("mean", encoding="utf-8")
            return
        (self.out() / "average.pt").write_text("weights", encoding="utf-8")
        (self.out() / "state.pt").write_text("whole", encoding="utf-8")
        (self.out() / "precision").write_text("bfloat16", encoding="utf-8")
        (self.out() / "scores.json").write_text('{"epoch": 5, "cue": 74.25}', encoding="utf-8")

    def out(self) -> Path:
        line = self.called[-1]
        return Path(line[line.index("--out") + 1])


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / "work"


@pytest.fixture
def shop(corpora: Path, work: Path) -> Iterator[Bench]:
    with recipe.opened(work) as lock:
        yield Bench(corpora, work, lock)


def option(line: list[str], name: str) -> str:
    return line[line.index(name) + 1]


def test_each_stage_is_called_with_all_that_it_is(shop: Bench) -> None:
    found = recipe.made(STAGES, shop)
    attribution, again, mean, whole, both, last, _, *rest = shop.called
    arguments, reworded, wordings, renamed, vectors = rest
    assert [line[0] for line in shop.called].count("training.train") == 8
    for name, value in vars(STAGES[3].recipe).items():  # type: ignore[union-attr]  # a Train
        assert option(whole, "--" + name.replace("_", "-")) == str(value)
    assert "--start-from" not in attribution
    assert option(again, "--start-from") == str(found["attribution"] / "average.pt")
    assert mean[0] == "training.soup"
    runs = [str(found[n] / "average.pt") for n in ("attribution", "again", "again")]
    assert mean[2:] == [*runs, "--parts", ""]
    assert both[-3:] == ["--parts", "encoder.", "heads.attribution."]
    assert option(whole, "--start-from") == str(found["mean"] / "average.pt")
    assert option(last, "--start-from") == str(found["both"] / "average.pt")
    assert option(vectors, "--rate") == option(arguments, "--rate") == "0.0"
    assert option(arguments, "--start-from") == str(found["settled"] / "average.pt")
    assert option(reworded, "--start-from") == str(found["arguments"] / "average.pt")
    both_runs = [str(found[n] / "average.pt") for n in ("arguments", "reworded")]
    assert wordings[2:] == [*both_runs, "--parts", ""]
    assert option(renamed, "--start-from") == str(found["wordings"] / "average.pt")
    assert option(renamed, "--heads") == "renamed=1"
    assert option(vectors, "--start-from") == str(found["renamed"] / "average.pt")
    assert "--quick" not in vectors
    assert (found["mean"] / "average.pt").read_text(encoding="utf-8") == "mean"


def test_what_is_finished_is_passed_over(shop: Bench) -> None:
    first = recipe.made(STAGES, shop)
    again = replace(shop, called=[])
    assert recipe.made(STAGES, again) == first
    assert again.called == []


@pytest.mark.parametrize("kill", range(1, len(STAGES) + 1))
def test_killed_anywhere_it_goes_on_from_there(
    shop: Bench, kill: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Killed):
        recipe.made(STAGES, replace(shop, kill=kill))
    capsys.readouterr()
    rest = replace(shop, called=[])
    found = recipe.made(STAGES, rest)
    assert len(rest.called) == len(STAGES) - kill + 1
    said = capsys.readouterr().out
    assert said.count("finished before") == kill - 1
    stage = STAGES[kill - 1]
    word = "goes on" if isinstance(stage, Train) else "begins"
    assert f"{stage.name}: {word} in {found[stage.name]}" in said
    assert all(recipe.finished(folder) for folder in found.values())


def test_a_stage_that_lost_its_weights_is_made_again(shop: Bench) -> None:
    found = recipe.made(STAGES, shop)
    (found["again"] / "average.pt").unlink()
    rest = replace(shop, called=[])
    recipe.made(STAGES, rest)
    assert [option(line, "--out") for line in rest.called] == [str(found["again"])]


def test_a_finished_stage_tells_what_it_was_and_lets_its_state_go(shop: Bench) -> None:
    found = recipe.made(STAGES, shop, thorough=False)
    held = json.loads((found["all"] / "done.json").read_text(encoding="utf-8"))
    assert held["stage"]["recipe"]["rate"] == 1e-4
    assert held["stage"]["start"] == "mean"
    assert held["precision"] == "bfloat16"
    assert held["scores"] == {"epoch": 5, "cue": 74.25}
    assert {"onnxruntime", "tokenizers"} <= set(held["versions"])
    assert sorted(p.name for p in found["all"].iterdir()) == [
        "average.pt",
        "done.json",
        "precision",
        "scores.json",
    ]
    assert shop.called[-1][-1] == "--quick"


def test_the_card_is_told_the_stages_in_order(shop: Bench) -> None:
    said = recipe.told(STAGES, recipe.made(STAGES, shop)).splitlines()
    assert said[2] == (
        "1. `attribution`: from the encoder as it came; epochs 8, rate 0.00015, heads attribution."
    )
    assert said[3].startswith("2. `again`: from attribution; epochs 2, rate 8e-05, seed 23,")
    assert said[4] == "3. `mean`: the mean of the weights of attribution, again, again."
    assert "settle 0.04" in said[5]
    assert "of `encoder.*` and `heads.attribution.*` alone, the rest is that of all" in said[6]
    assert "from settled; epochs 10, rate 0.0, " in said[9]
    assert said[11] == "10. `wordings`: the mean of the weights of arguments, reworded."
    assert "from wordings; epochs 8, batch 1300, rate 0.0, " in said[12]
    assert "from renamed; epochs 16, batch 12000, rate 0.0, " in said[13]
    assert "cue 74.25" in said[15] and "epoch" not in said[15]
    assert said[-1].startswith(f"Python {sys.version_info[0]}.") and "onnxruntime" in said[-1]


# --- processes ------------------------------------------------------------------------------------

#: A program that works in a folder, given as its argument, for a minute.
AT_WORK = """
import sys
from pathlib import Path
from training import recipe

work = Path(sys.argv[1])
recipe.orderly()
with recipe.opened(work) as lock:
    call = recipe.Shop(Path("corpora"), work, lock).call
    minute = "import time; print('at work', flush=True); time.sleep(60)"
    call("timeit", "-n", "1", "-r", "1", minute)
"""


def at_work(work: Path) -> subprocess.Popen[str]:
    """That program, once its stage is at work."""
    begun = subprocess.Popen(
        [sys.executable, "-c", AT_WORK, str(work)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert begun.stdout is not None
    for line in begun.stdout:
        if line.startswith("at work"):
            return begun
    raise AssertionError("it never worked")


def free(work: Path) -> bool:
    """Whether a run could begin in the folder."""
    try:
        recipe.opened(work).close()
    except SystemExit:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_whoever_ends_it_ends_the_stage_at_work(work: Path, number: signal.Signals) -> None:
    begun = at_work(work)
    assert not free(work)
    begun.send_signal(number)
    begun.communicate(timeout=30)
    assert begun.returncode == 128 + number
    assert free(work)


def test_a_stage_that_outlives_the_rest_keeps_the_folder(work: Path) -> None:
    begun = at_work(work)
    begun.kill()
    begun.wait(timeout=30)
    assert not free(work), "the stage still writes there"
    os.killpg(begun.pid, signal.SIGKILL)
    until = time.monotonic() + 30
    while not free(work):
        assert time.monotonic() < until
        time.sleep(0.02)
    begun.communicate()


def test_a_stage_that_fails_ends_the_run_and_says_which(corpora: Path, work: Path) -> None:
    with (
        recipe.opened(work) as lock,
        pytest.raises(SystemExit, match="timeit ended with 1; the same command goes on"),
    ):
        Shop(corpora, work, lock).call("timeit", "-n", "1", "raise ValueError")


# --- the command line -----------------------------------------------------------------------------


def test_a_quick_try_never_replaces_the_shipped_model(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        recipe.main(["--quick"])
    assert ended.value.code == 2
    assert "give it another --out" in capsys.readouterr().err


def test_two_runs_never_share_a_work_folder(corpora: Path, work: Path) -> None:
    with recipe.opened(work), pytest.raises(SystemExit, match="another run works here"):
        recipe.main(["--corpora", str(corpora), "--work", str(work), "--out", "nowhere"])

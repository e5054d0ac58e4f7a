"""Dates: a table of tokens to articles, EDTF to TIMEX3, pairs, and figures by hand."""

import json
from pathlib import Path

import pytest

from bench.__main__ import main as door
from bench.corpora import fingerprint
from bench.dates import Timex, article, counted, floors, paired, table, timex
from sayso.ground.dates.atoms import Atom, Sort
from sayso.ground.dates.grammar import atoms
from sayso.records import Article, Marks

TABLE = """*!-DCTVALUE="2014-06-11"-!*\tO\t-

The\tO\t-
dam\tO\t-
,\tO\t-
old\tO\t-
,\tO\t-
broke\tO\t-
on\tO\t-
June\tB-DATE\t2013-06-03
3\tI-DATE\t2013-06-03
,\tI-DATE\t2013-06-03
2013\tI-DATE\t2013-06-03
.\tO\t-

It\tO\t-
had\tO\t-
n't\tO\t-
leaked\tO\t-
for\tO\t-
two\tB-DURATION\tP2M
months\tI-DURATION\tP2M
.\tO\t-

*!-DCTVALUE="2014-06-12T09:30"-!*\tO\t-

``\tO\t-
Now\tB-DATE\tPRESENT_REF
''\tO\t-
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.tsv"
    path.write_text(TABLE)
    return path


def test_a_table_of_tokens_is_spaced_as_newspapers_do(gold: Path) -> None:
    first, second = table(gold)
    made, wanted = article(first, "0")
    assert made.text == "The dam, old, broke on June 3, 2013. It hadn't leaked for two months."
    assert [made.text[slice(*span)] for span in made.sentences] == [
        "The dam, old, broke on June 3, 2013.",
        "It hadn't leaked for two months.",
    ]
    assert made.paragraphs == ((0, len(made.text)),)
    assert [(made.text[slice(*each.span)], each.type, each.value) for each in wanted] == [
        ("June 3, 2013", "DATE", "2013-06-03"),
        ("two months", "DURATION", "P2M"),
    ]
    assert made.published == "2014-06-11"
    assert article(second, "1")[0].text == '" Now"'


def test_an_empty_document_is_an_empty_article() -> None:
    made, wanted = article({"day": "2014-06-11", "sentences": [[]]}, "0")
    assert (made.text, made.paragraphs, wanted) == ("", (), [])


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("on Monday", "2014-06-09"),
        ("on Monday night", "2014-06-09TNI"),
        ("at 5 p.m. on Monday", "2014-06-09T17:00"),
        ("at noon Monday", "2014-06-09T12:00"),
        ("last week", "2014-W23"),
        ("over the weekend", "2014-W23-WE"),
        ("last month", "2014-05"),
        ("in mid-May", "2014-05"),
        ("in the third quarter of 2013", "2013-Q3"),
        ("in the first half of 2013", "2013-H1"),
        ("last summer", "2013-SU"),
        ("in the winter of 2012", "2012-WI"),
        ("in 2011", "2011"),
        ("in late 2011", "2011"),
        ("in the 1980s", "198"),
        ("in the early 1980s", "198"),
        ("in the 20th century", "19XX"),
        ("for three days", "P3D"),
        ("in the past two months", "P2M"),
        ("in recent years", "PXY"),
        ("every Friday", "XXXX-WXX-5"),
        ("recently", "PAST_REF"),
        ("now", "PRESENT_REF"),
        ("in the near future", "FUTURE_REF"),
        ("on June 3-5", "2014-06-03/2014-06-05"),
        ("on Feb 30 2014", ""),
    ],
)
def test_what_is_found_is_put_into_timex3(words: str, value: str) -> None:
    made = Article("a", "a", f"The dam broke {words}.", published="2014-06-11")
    [atom] = atoms(made, Marks("a"))
    assert timex(atom) == value


def atom(start: int, end: int, edtf: str) -> Atom:
    return Atom((start, end), Sort.DATE, edtf, "made")


def test_each_of_ours_counts_for_one_of_gold_with_which_it_shares_most() -> None:
    gold = [
        Timex((0, 4), "DATE", "2013"),
        Timex((6, 9), "DATE", "2014"),
        Timex((20, 22), "SET", ""),
    ]
    found = [atom(2, 9, "2013"), atom(3, 4, "2014")]
    assert [(g.span, f.span) for g, f in paired(gold, found)] == [((0, 4), (2, 9))]


def test_figures_by_hand() -> None:
    gold = [
        Timex((0, 4), "DATE", "2013"),
        Timex((6, 9), "DATE", "2014"),
        Timex((20, 22), "SET", "P1Y"),
    ]
    found = [atom(0, 4, "2013"), atom(5, 9, "2015"), atom(30, 34, "2014"), atom(40, 44, "2014")]
    scores = counted([(found, gold)])
    assert scores == {
        "detection_f1": 57.14,
        "value_f1": 28.57,
        "found_by_type": {"DATE": 100.0, "SET": 0.0},
        "right_by_type": {"DATE": 50.0, "SET": 0.0},
    }
    assert floors(scores) == {"detection_f1": 57.14, "value_f1": 28.57}


def test_the_bench_prints_its_figures_and_one_object_last(
    gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert door(["dates", "--gold", str(gold)]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (row["bench"], row["documents"], row["sha256"]) == ("dates", 2, fingerprint(gold))
    assert (row["detection_f1"], row["value_f1"]) == (100.0, 100.0)

"""English passes, other languages are named, the unsure and the short pass."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sayso.read.language import looks_english, other_than_english

ENGLISH = (
    "The governor of the province said on Monday that the dam had held all night and that "
    "the people who had left their houses would be able to go back to them by the evening. "
) * 4
ARABIC = (
    "قال المحافظ يوم الاثنين إن السد صمد طوال الليل وإن السكان سيعودون إلى بيوتهم مساء اليوم. " * 6
)


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        (ARABIC, "ar", "Arabic"),
        (
            "Der Damm hat die ganze Nacht gehalten, sagte der Bürgermeister am Montag.",
            "de",
            "German",
        ),
        ("Le barrage a tenu toute la nuit, a déclaré le maire lundi soir.", "fr", "French"),
        ("Плотина выдержала всю ночь, сообщил в понедельник губернатор.", "ru", "Russian"),
        (
            "水坝整夜没有决堤，市长星期一表示，居民可以在晚上回家了。他感谢了所有的消防员。",
            "zh",
            "Chinese",
        ),
        ("הסכר החזיק מעמד כל הלילה, אמר ראש העיר ביום שני בערב לתושבים", "he", "Hebrew"),
    ],
)
def test_other_languages_are_named(text: str, code: str, name: str) -> None:
    found = other_than_english(text)
    assert found is not None
    assert (found.code, found.name) == (code, name)
    assert 0.6 < found.score <= 1


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "The dam held.",
        "BEIRUT (Reuters) - ok",
        "",
        "12:30 | 45,2 %",
        "السد صمد",  # too short to be sure of anything
        "Kelvat Harnfold Sedgewater Orvena Castrelle Tessarin dead 4",
        "OSLO -- Jørgensen, Müller, Łukasz and Çelik met Ødegård at the Zürich café.",
    ],
)
def test_english_and_the_unsure_pass(text: str) -> None:
    assert other_than_english(text) is None


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH + ARABIC + ENGLISH,
        f"The spokesman said “{ARABIC[:180]}” and left the room. {ENGLISH}",
        ARABIC + ARABIC + ENGLISH * 8,  # opens with the quotation
        "He wrote “السد صمد” on the wall, the mayor said, and then he left the town for good.",
    ],
)
def test_english_that_quotes_another_script_passes(text: str) -> None:
    assert other_than_english(text) is None


def test_another_language_that_quotes_english_does_not() -> None:
    assert other_than_english(ARABIC * 8 + "The dam held. " + ARABIC * 8) is not None


@pytest.mark.parametrize("declared", ["en", "en-GB", "EN_us", "English"])
def test_declared_english_is_believed(declared: str) -> None:
    assert other_than_english(ARABIC, declared) is None


@pytest.mark.parametrize(
    ("declared", "name"), [("fr", "French"), ("ar-SY", "Arabic"), ("German", "German")]
)
def test_and_so_is_any_other(declared: str, name: str) -> None:
    found = other_than_english(ENGLISH, declared)
    assert found is not None
    assert (found.name, found.score) == (name, 1.0)


def test_a_declaration_that_means_nothing_is_passed_over() -> None:
    assert other_than_english(ENGLISH, "unknown") is None
    assert other_than_english(ARABIC, "unknown") is not None


@pytest.mark.parametrize(
    "text",
    [
        "De dam hield de hele nacht stand en de mensen van het dorp gingen in de avond naar huis, "
        "zei de man van de post die er was met een boot of twee.",
        "The",
        "the the the the the",
    ],
)
def test_function_words_alone_do_not_settle_these(text: str) -> None:
    assert not looks_english(text)


def test_english_news_never_loads_the_model(environment: dict[str, str]) -> None:
    code = (
        "import sys; from sayso.read import read; from sayso.records import Page;"
        f"article = read(Page('n1', {ENGLISH.encode()!r})); assert article.text;"
        "late = {'py3langid', 'numpy', 'trafilatura', 'lxml', 'charset_normalizer'};"
        "print(sorted(late & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "[]"

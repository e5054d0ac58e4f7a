"""Whether a text is English: by its function words first, by ``py3langid`` where those fail.

The model (0.5 s and about 55 MB) is loaded for the first text that the words do not settle, so an
all-English run never pays for it.  Short and unsure texts pass: refusing is for the sure cases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from sayso.vocab import load

_SAMPLE = 1_000  # characters looked at in one place
_SURE = 0.8  # probability from which on the model is believed
_FEW = 30  # letters below which nothing can be said
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the language seems to be: a code, its name in English, and a probability."""

    code: str
    name: str
    score: float


class _Classifies(Protocol):
    def classify(self, text: str) -> tuple[str, float]: ...


def other_than_english(text: str, declared: str | None = None) -> Verdict | None:
    """Which other language a text surely is in, or ``None`` where it is English or unsure.

    ``declared`` (``"en"``, ``"fr-CA"``, ``"French"``) is what the record says; it is believed.
    A long text is looked at in three places, and two must agree: an English article that opens
    with a quotation in Arabic stays English.

    >>> other_than_english("The minister said on Monday that the bridge was open.")
    >>> other_than_english("قال الوزير يوم الاثنين إن الجسر مفتوح أمام السيارات").name
    'Arabic'
    """
    if declared:
        code = _code(declared)
        if code is not None:
            return None if code == "en" else Verdict(code, _name(code), 1.0)
    head = text.strip()[:_SAMPLE]
    first = _foreign(head)
    if first is None or len(text) <= 2 * _SAMPLE:
        return first
    middle = len(text) // 2
    others = [_foreign(text[middle : middle + _SAMPLE]), _foreign(text[-_SAMPLE:])]
    return first if any(others) else None


def _code(declared: str) -> str | None:
    """``en-GB`` -> ``en``; ``English`` -> ``en``; ``None`` for what is no language we know."""
    plain = re.split(r"[-_;,\s]", declared.strip().lower())[0]
    names: dict[str, str] = load("languages")["names"]
    if plain in names:
        return plain
    return next((code for code, name in names.items() if name.lower() == plain), None)


def _name(code: str) -> str:
    return str(load("languages")["names"].get(code, code))


def _foreign(sample: str) -> Verdict | None:
    """What one sample surely is, if not English."""
    letters = len(_LETTER.findall(sample))
    if letters < _FEW or looks_english(sample):
        return None
    # Letters beyond Latin that outnumber the Latin ones settle it; the model only gives the name.
    settled = len(_FOREIGN.findall(sample)) > 0.6 * letters
    code, score = _identifier().classify(sample)
    if code == "en" or (score < _SURE and not settled):
        return None
    return Verdict(code, _name(code), score)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(load("languages")["english"]["function"])


def looks_english(sample: str) -> bool:
    """Whether a sample is English by its function words alone.

    >>> looks_english("The dog of the house ran to the river and the man said that it was "
    ...               "his, but the river is wide and the boat is at the other side of it.")
    True
    """
    rule = load("languages")["english"]
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < rule["words"]:
        return False
    known = _function_words()
    return bool(
        sum(word in known for word in words) >= rule["share"] * len(words)
        and words.count("the") >= rule["the"] * len(words)
    )


@cache
def _identifier() -> _Classifies:
    """The model, with the columns of the languages we name; the rest is dropped (16 MB)."""
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier
    from py3langid.modelio import load_model

    table, prior, codes, moves, rows, output = load_model(MODEL_DIR / MODEL_FILE)
    keep = _columns(codes)
    identifier: _Classifies = LanguageIdentifier(
        table[:, keep].copy(),
        prior[keep].copy(),
        [codes[i] for i in keep],
        moves,
        output,
        norm_probs=True,
        tk_row=rows,
    )
    return identifier


def _columns(codes: Sequence[str]) -> list[int]:
    names = load("languages")["names"]
    return [i for i, code in enumerate(codes) if code in names]

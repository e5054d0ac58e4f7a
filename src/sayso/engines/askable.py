"""What can be asked of a ledger: one statement in English, cleaned, with a word on what is odd."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.errors import InputError
from sayso.read.language import other_than_english
from sayso.weigh.likeness import words_of

__all__ = ["MOST", "Asked", "askable"]

MOST = 100
"""Words of a statement at most."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The statement that is asked, and what whoever asks should know; ``None``: nothing is odd."""

    statement: str
    note: str | None = None


def askable(text: str) -> Asked:
    """What is asked by a text that somebody typed.

    Raises :class:`InputError` where that is no statement: nothing, only marks, or a whole article.

    >>> askable(" Has the dam at Colm burst? ").statement
    'Has the dam at Colm burst'
    """
    # Control characters and half surrogate pairs say nothing, and no text is asked with them.
    clean = "".join(c if c.isprintable() else " " for c in text)
    words = clean.split()
    statement = " ".join(words)
    if not any(c.isalnum() for c in statement):
        raise InputError('nothing is asked: give a plain sentence, like "The dam at Colm burst."')
    if len(words) > MOST:
        raise InputError(
            f"{len(words):,} words are more than one statement ({MOST} at most): ask a sentence of "
            "it, or `sayso read` it and ask a claim by its id"
        )
    bare = statement.rstrip("?").rstrip()
    return Asked(bare, _odd(bare, question=bare != statement))


def _odd(statement: str, *, question: bool) -> str | None:
    other = other_than_english(statement)
    if other is not None:
        return f"this looks like {other.name}: Sayso reads English, and finds little by other words"
    if len(words_of(statement)) <= 1:
        return "one word tells little: `sayso find` shows every claim that holds it"
    if question:
        return "a question is asked as the statement in it: it is looked for, and not answered"
    return None

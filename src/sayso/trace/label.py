"""What a description is called: short, the same for all its forms in one article.

A recording is called by what it is and whose, not by when it came out or who handed it on.  A
state's government has one name, however it is put: "Norvia's government", "the Norvian government".
"""

from __future__ import annotations

import re

from sayso.records import Kind
from sayso.trace.bodies import BASED
from sayso.trace.draft import Ground
from sayso.trace.names import RUN, body
from sayso.trace.phrase import Phrase
from sayso.vocab.kinds import kinds

__all__ = ["label_of", "named_by_noun"]

OWNED = re.compile(r"(?P<whose>[A-Z]\w+(?: [A-Z]\w+)*)'s? (?P<rest>[a-z][\w ]*)")
OF = re.compile(r"(?P<rest>[a-z][\w ]*) of (?P<whose>[A-Z]\w+(?: [A-Z]\w+)*)")
MAKER = re.compile(r" (?:(?:[a-z]+ )+)?(?:by|from) (?:the )?(?=[A-Z])")
ENDINGS = "(?:n|an|ian|i|ish|ese|ic)"
STEM = 4
MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")


def label_of(ground: Ground, phrase: Phrase) -> str:
    """The words of a description in their short form, with straight apostrophes."""
    label = owned(phrase.label.replace("’", "'"))
    where = BASED.match(label)
    if where is not None and label[where.end() :][:1].isupper():
        label = label[where.end() :]  # "New Harrow-based | Committee to Save Boats"
    if phrase.head in kinds().recordings:
        return recording(label, phrase.head)
    return as_state(ground.text, label)


def owned(label: str) -> str:
    """``label`` with the apostrophe that a country has lost: "Norvias ministry"."""
    first, blank, rest = label.partition(" ")
    lost = first.endswith("s") and first not in kinds().countries | kinds().adjectives
    if blank and lost and first[:-1] in kinds().countries:
        return f"{first[:-1]}'s {rest}"
    return label


def recording(label: str, head: str) -> str:
    """A recording with its maker before it: "video posted by the Hill Watch" -> "Hill Watch video".

    What tells of its coming out is left off, and so is all that stands behind the noun.
    """
    words = label.split()
    low = [word.lower().strip("\"'“”,") for word in words]
    place = low.index(head) if head in low else len(low) - 1
    front = [w for w, x in zip(words[:place], low, strict=False) if x not in kinds().fresh]
    maker = MAKER.match(" " + " ".join(words[place + 1 :]))
    if maker is not None and not front:
        run = RUN.match(" " + " ".join(words[place + 1 :]), maker.end())
        known = body(run.group()) if run else None
        if run is not None and known is not None:
            front = [run.group()]
    return " ".join((*front, words[place]))


def as_state(text: str, label: str) -> str:
    """A country's body by the adjective, where the article has that form too."""
    found = OWNED.fullmatch(label) or OF.fullmatch(label)
    if found is None or found["whose"] not in kinds().countries:
        return label
    stem = re.escape(found["whose"][: max(STEM, len(found["whose"]) - 2)])
    form = re.search(rf"\b({stem}\w*{ENDINGS}) {re.escape(found['rest'])}\b", text)
    if form is None or form[1] not in kinds().adjectives:
        return label
    return form.group()


def named_by_noun(phrase: Phrase) -> bool:
    """Whether a noun names a body or a thing, not people: "the ministry", "a report", a web site.

    "A television station" is one of many and not named; "state television" is the state's own.
    """
    if SITE.fullmatch(phrase.head):
        return True
    media = kinds().heads.get(phrase.head) in MEDIA
    if media and "state" in phrase.label.lower().split()[:-1]:
        return True
    if phrase.head not in kinds().collective:
        return False
    one_of_many = phrase.core.lower().startswith(("a ", "an ", "another ", "one "))
    if one_of_many and media:
        words = phrase.label.split()
        return any(word[0].isupper() and word not in kinds().adjectives for word in words)
    return True

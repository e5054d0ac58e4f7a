"""The words of a source, taken apart: pronoun, name, or description with its head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Kind, Span
from sayso.trace.names import Mention, body, mentions_in, normal
from sayso.vocab.kinds import kinds

__all__ = ["Phrase", "parse"]

CUT = re.compile(r"[,;(\[]| [–—-]+ |[–—]")
TOKEN = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*\.?|@\w+")
HANDLE = re.compile(r"@\w{2,}")
POSSESSIVE = re.compile(r"['’]s?$")
QUOTES = str.maketrans("", "", "\"“”‘")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One source phrase.  Exactly one of ``pronoun``, ``name``, ``head`` leads; all may be empty.

    ``core`` is the phrase up to its first comma, ``label`` the core without determiners.
    """

    core: str
    label: str
    pronoun: str = ""
    name: Mention | None = None
    handle: str = ""
    head: str = ""
    kind: Kind | None = None
    definite: bool = False
    lone: str = ""
    owner: str = ""


def parse(text: str, span: Span) -> Phrase:
    """Take the source at ``span`` apart."""
    start, end = span
    raw = text[start:end]
    cut = CUT.search(raw, 1)
    core = (raw[: cut.start()] if cut else raw).strip()
    tokens = TOKEN.findall(core)
    low = [token.lower() for token in tokens]
    if len(low) == 1 and low[0] in kinds().pronouns:
        return Phrase(core, low[0], pronoun=low[0])
    label = strip_determiners(core)
    definite = bool(low) and low[0] in {"the", "that", "this", "his", "her", "their"}
    handle = HANDLE.search(raw)
    if handle:
        return Phrase(core, label, handle=handle.group(), kind=Kind.SOCIAL)
    name, lone = named(text, start, core, end)
    if name is not None:
        return Phrase(core, label, name=name, kind=name.kind, definite=definite)
    head = head_of(low)
    return Phrase(core, label, head=head, kind=kinds().heads.get(head), definite=definite,
                  lone=lone if not head else "", owner=owner_of(tokens))


def strip_determiners(core: str) -> str:
    """``core`` without the determiners, possessives and light adjectives it begins with."""
    words = core.translate(QUOTES).replace("\u00a0", " ").split()
    while words and words[0].lower() in kinds().determiners:
        words.pop(0)
    return " ".join(words)


def owner_of(tokens: list[str]) -> str:
    """The name before a possessive ("Sotloff" in "Sotloff's mother")."""
    for token in tokens[:-1]:
        if POSSESSIVE.search(token) and token[0].isupper():
            return POSSESSIVE.sub("", token)
    return ""


def named(text: str, start: int, core: str, end: int) -> tuple[Mention | None, str]:
    """The name that the phrase gives its source, and a lone capitalised word it may be.

    The name must lead the phrase: what stands after "of", "for" or "in" belongs to somebody else.
    """
    known = kinds()
    whole = body(core)
    if whole is not None:
        return Mention((start, start + len(core)), whole.name, whole.kind), ""
    found = mentions_in(text, start, start + len(core))
    lead = before_after(core)
    inside = [m for m in found if m.span[0] - start < lead]
    last = inside[-1] if inside else None
    if last is not None and fills(text, last, start + lead):
        if last.kind is not Kind.UNNAMED:
            return last, ""
        return None, last.name
    if last is not None and followed_by(text, last, start + lead) in known.heads:
        head = followed_by(text, last, start + lead)
        media = known.heads[head] in (Kind.OUTLET, Kind.AGENCY)
        if media and last.kind in (Kind.UNNAMED, Kind.PERSON, Kind.OUTLET, Kind.AGENCY):
            sort = last.kind if last.kind is Kind.AGENCY else Kind.OUTLET
            return Mention(last.span, last.name, sort), ""
    return apposed(text, start + len(core), end), ""


def before_after(core: str) -> int:
    """Where the phrase goes on with "of", "for", "who" ...; its length if it does not."""
    for token in TOKEN.finditer(core):
        if token.start() and token.group().lower() in kinds().after:
            return token.start()
    return len(core)


def fills(text: str, mention: Mention, end: int) -> bool:
    """Whether nothing but blanks and marks stands between the name and ``end``."""
    return not normal(text[mention.span[1] : end])


def followed_by(text: str, mention: Mention, end: int) -> str:
    """The last word between the name and ``end``, in lower case."""
    words = TOKEN.findall(text[mention.span[1] : end].lower())
    return words[-1] if words else ""


def apposed(text: str, start: int, end: int) -> Mention | None:
    """A person's full name right after the first comma ("the group's leader, Ann Poll")."""
    rest = text[start:end]
    if not rest.startswith((",", " –", " —", "—")):
        return None
    begin = start + len(rest) - len(rest.lstrip(" ,–—"))
    cut = CUT.search(text, begin + 1, end)
    stop = cut.start() if cut else end
    for mention in mentions_in(text, begin, stop):
        if mention.kind is Kind.PERSON and fills(text, mention, stop):
            return mention
    return None


def head_of(low: list[str]) -> str:
    """The head noun: the last known noun before the phrase goes on with "of", "who" ..."""
    known = kinds()
    stop = next((i for i, w in enumerate(low) if i and w in known.after), len(low))
    for word in reversed(low[:stop]):
        plain = POSSESSIVE.sub("", word).rstrip(".")
        if plain in known.heads or plain in known.roles:
            return plain
    return ""

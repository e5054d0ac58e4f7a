"""The words of a source, taken apart: pronoun, name, or description with its head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Kind, Span
from sayso.trace.names import Mention, body, mentions_in, normal
from sayso.trace.spans import inside_any
from sayso.vocab.kinds import kinds

__all__ = ["Phrase", "parse"]

CUT = re.compile(r"[,;(\[]| [–—-]+ |[–—]")
TOKEN = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*\.?|@\w+")
HANDLE = re.compile(r"@\w{2,}")
POSSESSIVE = re.compile(r"['’]s?$")
SPOKEN = 3
QUOTES = str.maketrans("", "", '"“”‘')


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
    head, kind = head_of(tokens)
    lone = lone or (label if label.isalnum() and label[:1].isupper() and definite else "")
    return Phrase(
        core,
        label,
        head=head,
        kind=kind,
        definite=definite,
        lone=lone,
        owner=owner_of(tokens),
    )


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
    lead = before_after(core, [(m.span[0] - start, m.span[1] - start) for m in found])
    inside = [m for m in found if m.span[0] - start < lead]
    last = inside[-1] if inside else None
    if last is not None and fills(text, last, start + lead):
        if last.kind is not Kind.UNNAMED:
            return last, ""
        return None, last.name
    if last is not None and last.name not in known.adjectives:
        carried = carried_by(last, followed_by(text, last, start + lead))
        if carried is not None:
            return carried, ""
    titled = found[-1] if found and fills(text, found[-1], start + len(core)) else None
    if titled is not None and titled.kind is Kind.PERSON and leads_with_title(core):
        return titled, ""
    origin = found[-1] if found else None
    if origin is not None and origin.kind in (Kind.OUTLET, Kind.AGENCY) and is_report(core[:lead]):
        return origin, ""
    return apposed(text, start + len(core), end), ""


def leads_with_title(core: str) -> bool:
    """Whether the phrase opens with a capitalised title ("Secretary of State Ann Poll")."""
    word = core.split(maxsplit=1)[0]
    return word[0].isupper() and word.lower() in kinds().roles | kinds().titles


def is_report(part: str) -> bool:
    """Whether the words before "from" or "by" are a report, so that its publisher speaks."""
    words = part.lower().split()
    return bool(words) and words[-1] in kinds().carriers


def carried_by(last: Mention, head: str) -> Mention | None:
    """The body that speaks through a report, a statement, a site ("the Interfax report")."""
    known = kinds()
    if head in known.carriers and last.kind not in (Kind.PERSON, Kind.UNNAMED, Kind.SOCIAL):
        return last
    media = known.heads.get(head) in (Kind.OUTLET, Kind.AGENCY) or head in {"report", "reports"}
    if media and last.kind in (Kind.UNNAMED, Kind.PERSON):
        return Mention(last.span, last.name, Kind.OUTLET)
    return None


def before_after(core: str, names: list[Span]) -> int:
    """Where the phrase goes on with "of", "for", "who" ..., past names; its length if nowhere."""
    for token in TOKEN.finditer(core):
        at = token.start()
        if at and token.group().lower() in kinds().after and not inside_any(at, names):
            return at
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


def head_of(tokens: list[str]) -> tuple[str, Kind | None]:
    """The head noun, and the kind it or it with the word before tells.

    It is the last known noun before the phrase goes on with "of", "who" and the like.
    """
    known = kinds()
    low = [POSSESSIVE.sub("", token.lower()).rstrip(".") for token in tokens]
    stop = next((i for i, w in enumerate(low) if i and w in known.after), len(low))
    for place in range(stop - 1, -1, -1):
        word = low[place]
        if word in known.heads or word in known.roles:
            pair = " ".join(low[max(0, place - 1) : place + 1])
            kind = known.pairs.get(pair) or known.heads.get(word)
            if word in known.speaker:
                kind = spoken_for(tokens, low, place)
            elif kind in (None, Kind.UNNAMED):
                kind = belongs_to(tokens, place) or kind
            return word, kind
    if len(tokens) == 1 and "." in tokens[0][1:-1] and "@" not in tokens[0]:
        return tokens[0].lower(), Kind.OUTLET  # a web site, by its domain
    return "", None


def spoken_for(tokens: list[str], low: list[str], place: int) -> Kind:
    """Kind of an unnamed spokesperson: that of a government or armed group, else a person."""
    known = kinds()
    for number, word in enumerate(low):
        if number != place and known.heads.get(word) is Kind.GOVERNMENT:
            return Kind.GOVERNMENT
    return belongs_to(tokens, place) or Kind.PERSON


def belongs_to(tokens: list[str], place: int) -> Kind | None:
    """Kind of the government body or armed group named beside a noun ("a member of the PKK")."""
    known = kinds()
    for start in range(len(tokens)):
        for end in range(start + 1, min(len(tokens), start + SPOKEN) + 1):
            if place in range(start, end):
                continue
            form = POSSESSIVE.sub("", " ".join(tokens[start:end])).removeprefix("pro-")
            found = known.names.get(form) or known.folded.get(form.casefold())
            if found is not None and found.kind in (Kind.GOVERNMENT, Kind.ARMED_GROUP):
                return found.kind
    return None

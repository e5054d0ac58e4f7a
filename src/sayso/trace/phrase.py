"""The words of a source, taken apart: pronoun, name, or description with its head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.records import Kind, Span
from sayso.trace.names import Mention, body, mentions_in, normal
from sayso.trace.spans import inside_any
from sayso.vocab.cues import hedges
from sayso.vocab.kinds import kinds

__all__ = ["Phrase", "parse"]

CUT = re.compile(r"[,;(\[]| [–—-]+ |[–—]")
TOKEN = re.compile(r"[^\W_](?:[\w’'-]|\.(?=\w))*\.?|@\w+")
HANDLE = re.compile(r"@\w{2,}")
POSSESSIVE = re.compile(r"['’]s?$")
DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its", "our"})
SPOKEN = 3
PAIR = 2
CALLED = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.ORGANISATION, Kind.ARMED_GROUP})
# A short form in brackets inside a phrase ("the Grain Board (GB) official"), skipped.
GLOSS = re.compile(r"\([A-Z][\w.&-]{1,9}\)(?=\s\w)")
APPOSED = re.compile(r"[A-Z][\w’'-]+(?P<rest> an? (?=[\w’'-]+))")
THOSE = re.compile(r"(?:those|anyone|everyone|others) (?:who|that|with|\w+ing)\b", re.I)
SELF = re.compile(r" (?:him|her|it)self$| themselves$")
ONLINE = re.compile(
    r"\b(?:on|via) (?:Twitter|Facebook|YouTube|Telegram)\b|\bsocial[- ]media\b|\bonline\b"
)
DOUBT = re.compile(
    r"\b(?:(?:claim|purport|pretend|alleg|believ|thought|presum|suppos|said)(?:ing|ed|ing)? to be\b"
    r"|(?:identif|call|describ|introduc)(?:y|i|e)?(?:ing|ed) (?:him|her|them)sel(?:f|ves)\b"
    r"|who (?:says?|said|claims?|claimed) (?:he|she) (?:is|was)\b)"
)
ENDING = re.compile(r"['’]s?$")
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
    core = core_of(raw)
    tokens = TOKEN.findall(core)
    low = [token.lower() for token in tokens]
    shouted = core.isupper() and body(core) is not None  # "WHO", "US"
    if len(low) == 1 and low[0] in kinds().pronouns and not shouted:
        return Phrase(core, low[0], pronoun=low[0])
    label = strip_determiners(core)
    definite = bool(low) and (low[0] in DEFINITE or bool(POSSESSIVE.search(tokens[0])))
    handle = HANDLE.search(raw)
    if handle:
        return Phrase(core, label, handle=handle.group(), kind=Kind.SOCIAL)
    if THOSE.match(core):
        return Phrase(core, core, head="people", kind=Kind.UNNAMED)
    doubt = DOUBT.search(core)
    if doubt is not None:  # "a man claiming to be Ivo Prent" is a man
        head, kind = head_of(TOKEN.findall(strip_determiners(core[: doubt.start()])))
        return Phrase(core, label, head=head, kind=kind or Kind.UNNAMED, definite=definite)
    name, lone = named(text, start, core, end)
    if name is not None:
        return Phrase(core, label, name=name, kind=name.kind, definite=definite)
    label = label.split(" who ")[0].split(" which ")[0]
    head, kind = head_of(TOKEN.findall(label) or tokens)
    kind = kind_beside(core, tokens, head, kind)
    called = named_after(start, core, lone) if lone else None
    if called is not None:
        return Phrase(core, label, name=called, kind=called.kind, definite=definite)
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


def kind_beside(core: str, tokens: list[str], head: str, kind: Kind | None) -> Kind | None:
    """The kind that what stands beside the head noun tells, where the noun tells nothing.

    "Others on social media", "Norvian reports"; "Hill Watch negotiators" belong to the body.
    """
    if kind not in (None, Kind.UNNAMED):
        return kind
    if ONLINE.search(core):
        return Kind.SOCIAL
    if head == "reports" and any(token in kinds().adjectives for token in tokens):
        return Kind.OUTLET
    if head or not tokens or tokens[-1].lower() in kinds().outside:
        return kind
    return belongs_to(tokens, len(tokens)) or kind


def core_of(raw: str) -> str:
    """The phrase up to its first comma, or up to "a ..." that stands right behind a name."""
    cut = next((c for c in CUT.finditer(raw, 1) if not GLOSS.match(raw, c.start())), None)
    core = (raw[: cut.start()] if cut else raw).strip()
    beside = APPOSED.search(core)
    if beside is not None and body(core) is None:
        core = core[: beside.start("rest")].rstrip()
    return SELF.sub("", ENDING.sub("", core)) or core


def strip_determiners(core: str) -> str:
    """``core`` without the determiners and amounts it begins with ("a number of")."""
    words = core.translate(QUOTES).replace("\u00a0", " ").split()
    while words:
        if words[0].lower() in kinds().determiners | kinds().nameless:
            words.pop(0)
        elif len(words) > PAIR and " ".join(words[:PAIR]).lower() in kinds().amounts:
            del words[:PAIR]
        else:
            break
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
    if titled is not None and has_office(core, titled, lead):
        return titled, ""
    origin = found[-1] if found else None
    if origin is not None and origin.kind in (Kind.OUTLET, Kind.AGENCY) and is_report(core[:lead]):
        return origin, ""
    return apposed(text, start + len(core), end), ""


def named_after(start: int, core: str, lone: str) -> Mention | None:
    """A name told by the noun before it: "the news site Vennel", "the newspaper Vennel"."""
    at = core.rfind(lone)
    low = core[:at].lower().split() if at > 0 else []
    if not low or lone in kinds().adjectives | kinds().countries or low[-1] in kinds().roles:
        return None
    kind = kinds().pairs.get(" ".join(low[-PAIR:])) or kinds().heads.get(low[-1])
    if kind not in CALLED:
        return None
    return Mention((start + at, start + at + len(lone)), lone, kind)


def leads_with_title(core: str) -> bool:
    """Whether the phrase opens with a capitalised title ("Secretary of State Ann Poll")."""
    word = core.split(maxsplit=1)[0]
    return word[0].isupper() and word.lower() in kinds().roles | kinds().titles


def has_office(core: str, name: Mention, lead: int) -> bool:
    """Whether an office leads to the name: "WHO's director of communications Ann Poll".

    "The sister of reporter Ann Poll" is somebody else: a part stands with the name.
    """
    office = TOKEN.findall(core[:lead].lower())
    between = TOKEN.findall(core[lead : len(core) - len(name.name)])[1:]
    if name.kind is not Kind.PERSON:
        return False
    if leads_with_title(core):
        return True
    if len(name.words) < PAIR or not office or office[-1] not in kinds().roles:
        return False
    return len(between) == 1 and (between[0] in kinds().countries or between[0].endswith("s"))


def is_report(part: str) -> bool:
    """Whether the words before "from" or "by" are a report, so that its publisher speaks."""
    words = part.lower().split()
    return bool(words) and words[-1] in kinds().carriers


def carried_by(last: Mention, head: str) -> Mention | None:
    """The body that speaks through a report, a statement, a site ("the Interfax report")."""
    known = kinds()
    press = known.heads.get(head) in (Kind.OUTLET, Kind.AGENCY) or head == "agency"
    if press and last.name in known.countries:
        return None  # "Iraq's oldest newspaper"
    if head in known.carriers and last.kind not in (Kind.PERSON, Kind.UNNAMED, Kind.SOCIAL):
        return last
    if f"{last.name} {head}".lower() in known.pairs or vague(last.name):
        return None
    media = known.heads.get(head) in (Kind.OUTLET, Kind.AGENCY) or head in {"report", "reports"}
    if media and head not in known.roles and last.kind in (Kind.UNNAMED, Kind.PERSON):
        return Mention(last.span, last.name, Kind.OUTLET)
    return None


def vague(word: str) -> bool:
    """Whether a capitalised word only qualifies a report ("UNCONFIRMED reports")."""
    low = word.lower()
    if low in hedges().source or low in kinds().light or low in kinds().heads:
        return True
    return "-" in word and word.partition("-")[0] in kinds().adjectives


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
    """A name right after the first comma ("the group's leader, Ann Poll", "a charity, Hill Aid").

    A body's name counts where the description is of a body: "the leader, the Hill Watch" is two.
    """
    rest = text[start:end]
    if not rest.startswith((",", " –", " —", "—")):
        return None
    begin = start + len(rest) - len(rest.lstrip(" ,–—"))
    cut = CUT.search(text, begin + 1, end)
    stop = cut.start() if cut else end
    for mention in mentions_in(text, begin, stop):
        if mention.kind is Kind.PERSON and fills(text, mention, stop):
            return mention
        told = normal(text[begin : mention.span[0]]).lower() in ("", "the")
        if mention.kind in CALLED and told and fills(text, mention, stop):
            return mention
    return None


def head_of(tokens: list[str]) -> tuple[str, Kind | None]:
    """The head noun, and the kind it or it with the word before tells.

    It is the last known noun before the phrase goes on with "of", "who" and the like.
    """
    known = kinds()
    low = [POSSESSIVE.sub("", token.lower()).rstrip(".") for token in tokens]
    stop = goes_on(tokens, low)
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


def goes_on(tokens: list[str], low: list[str]) -> int:
    """Where the phrase goes on behind its head noun, with "of", "who", "released" and the like."""
    known = kinds()
    for place, word in enumerate(low):
        if not place or word not in known.after:
            continue
        within = place + 1 < len(low) and tokens[place - 1][0].isupper()
        if word in {"of", "for"} and within and tokens[place + 1][0].isupper():
            continue  # inside a name: "the Department of Mines spokesman"
        noun = any(w in known.heads or w in known.roles for w in low[:place])
        if noun or not word.endswith("ed"):
            return place
    return len(low)


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

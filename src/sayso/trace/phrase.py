"""The words of a source, taken apart: pronoun, name, or description with its head noun."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sayso.records import Kind, Span
from sayso.trace.head import POSSESSIVE, TOKEN, belongs_to, head_of
from sayso.trace.names import Mention, body, mentions_in, normal
from sayso.trace.spans import inside_any
from sayso.vocab.cues import hedges
from sayso.vocab.kinds import Named, kinds

__all__ = ["Phrase", "core_of", "glossed", "parse"]

CUT = re.compile(r"[,;(\[]| [–—-]+ |[–—]")
HANDLE = re.compile(r"@\w{2,}")
DEFINITE = frozenset({"the", "that", "this", "his", "her", "their", "its", "our"})
BRACKET = 5
SITES = frozenset({"website", "websites", "site", "sites", "forum", "forums", "blog", "blogs"})
PAIR = 2
MEDIA = frozenset({Kind.OUTLET, Kind.AGENCY})
CALLED = frozenset({Kind.OUTLET, Kind.AGENCY, Kind.ORGANISATION, Kind.ARMED_GROUP})
BODIES = CALLED | {Kind.GOVERNMENT}
LINKS = frozenset({"of", "for", "and", "the"})
# A short form in brackets inside a phrase ("the Grain Board (GB) official"), skipped.
GLOSS = re.compile(r"\([A-Z][\w.& -]{1,24}\)(?=\s\w)")
SHORT = re.compile(r" ?\([A-Z][\w.& -]{1,24}\)(?=,)")
APPOSED = re.compile(
    r"[A-Z][\w’'-]+(?P<rest> (?:an? (?=[\w’'-]+)|one of the |the (?=(?:top |former |head )?[a-z])))"
)
CAPITAL = r"(?:[A-Z][\w’'-]+|(?:al|el|ul|ad|an|ar|as|at|az)-[A-Z][\w-]+)"
OFFICE = re.compile(
    rf"(?!The )(?:[A-Z][\w’'.-]* )*{CAPITAL} {CAPITAL}"
    r"(?P<rest> (?:(?:an? |the )?(?P<light>(?:[a-z]+ ){0,2})(?P<office>[a-z]+)"
    r" (?P<where>of|for|at|with|in) |the [A-Z][\w’'-]+ (?P<part>[a-z]+)$))"
)
TITLED_OFFICE = re.compile(
    rf"(?P<first>[A-Z][\w-]+) {CAPITAL}(?P<rest>(?: [A-Z][\w-]+){{0,3}} (?P<office>[A-Z][\w-]+)"
    r" (?:of|for|at|with|in) )"
)
AGE = re.compile(rf"(?P<name>{CAPITAL}(?: {CAPITAL}){{0,2}}) [1-9]\d$")
AND = re.compile(r",? (?:and|as well as) ")
ANY = re.compile(r"an? ", re.I)  # "a Harrow station" is not called Harrow
CARRIED = re.compile(
    r" (?:carried|flashed|relayed|aired|broadcast|published) (?:by|on) (?=(?:the )?[A-Z])"
)
OFFICE_OF = re.compile(r"(?:['’]s)? (?P<rest>(?:[a-z]+ ){0,2}(?P<noun>[a-z]+))(?:['’]s [a-z]+)?")
ARTICLE = re.compile(r"^(?:the|both the|both) ", re.I)
THOSE = re.compile(r"(?:those|anyone|everyone|others) (?:who|that|with|\w+ing)\b", re.I)
SELF = re.compile(r" (?:him|her|it)self$| themselves$")
ONLINE = re.compile(
    r"\b(?:on|via) (?:Twitter|Facebook|YouTube|Telegram)\b|\bsocial[- ]media\b|\bonline\b"
)
NAMED_SO = re.compile(
    r" (?:formerly |also |better )?(?:identified|introduced|known)(?: only)? as (?:the )?(?=[A-Z])"
    r"| named (?=[A-Z])"
)
DOUBT = re.compile(
    r"\b(?:(?:claim|purport|pretend|alleg|believ|thought|presum|suppos|said)(?:ing|ed|ing)? to be\b"
    r"|(?:identif|call|describ|introduc)(?:y|i|e)?(?:ing|ed) (?:him|her|them)sel(?:f|ves)\b"
    r"|who (?:says?|said|claims?|claimed) (?:he|she) (?:is|was)\b)"
)
BEHIND = re.compile(r", (?:including|an? )|\b(?:in|from|by) ")
SERVICES = frozenset({"service", "services", "bureau", "desk"})
REPORTS = frozenset({"report", "reports"})
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

    @property
    def somebody(self) -> bool:
        """Whether it names or describes somebody who can say a thing."""
        return self.kind is not None or self.name is not None


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
    called_so = NAMED_SO.search(core)
    if called_so is not None:
        one = as_called(text, start, core, called_so)
        if one is not None:
            return Phrase(core, label, name=one, kind=one.kind, definite=definite)
    label = label.split(" who ")[0].split(" which ")[0]
    head, kind = head_of(TOKEN.findall(label) or tokens)
    kind = kind_beside(core, tokens, head, kind)
    owner = body(owner_of(tokens)) if kind is Kind.GOVERNMENT and head in SERVICES else None
    kind = owner.kind if owner is not None and owner.kind in MEDIA else kind
    if head in REPORTS and kind in (None, Kind.UNNAMED, Kind.DOCUMENT):
        kind = press_behind(raw) or kind
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


def as_called(text: str, start: int, core: str, sign: re.Match[str]) -> Mention | None:
    """The name that a description tells: "an activist identified as Abu Omar"."""
    head, _ = head_of(TOKEN.findall(strip_determiners(core[: sign.start()])))
    found = mentions_in(text, start + sign.end(), start + len(core))
    if len(found) != 1 or not fills(text, found[0], start + len(core)):
        return None
    if head in kinds().bodied and found[0].kind in CALLED:
        return found[0]  # "the group formerly known as Vennel"
    person = head in kinds().roles and found[0].kind in (Kind.PERSON, Kind.UNNAMED)
    return replace(found[0], kind=Kind.PERSON) if person else None


def kind_beside(core: str, tokens: list[str], head: str, kind: Kind | None) -> Kind | None:
    """The kind that what stands beside the head noun tells, where the noun tells nothing.

    "Others on social media", "Norvian reports"; "Hill Watch negotiators" belong to the body.
    """
    if head in SITES and of_fighters(tokens):
        return Kind.SOCIAL
    if kind not in (None, Kind.UNNAMED):
        return kind
    if ONLINE.search(core):
        return Kind.SOCIAL
    if head == "reports" and any(token in kinds().adjectives for token in tokens):
        return Kind.OUTLET
    if head or not tokens or not kinds().outside.isdisjoint(token.lower() for token in tokens):
        return kind
    return belongs_to(tokens, len(tokens)) or kind


def of_fighters(tokens: list[str]) -> bool:
    """Whether a site is an armed group's or close to one: "Hamas-affiliated websites"."""
    close = [token.partition("-") for token in tokens if "-" in token]
    owners = [first for first, _, last in close if last in kinds().hyphened]
    return any(belongs_to(told, len(told)) is Kind.ARMED_GROUP for told in (tokens, owners))


def press_behind(raw: str) -> Kind | None:
    """An outlet told behind a report: "a report in the town's newspaper", "reports, including"."""
    behind = BEHIND.search(raw)
    if behind is None:
        return None
    words = TOKEN.findall(raw[behind.end() :].lower())
    told = any(kinds().heads.get(word) in MEDIA for word in words)
    named = any(m.kind in MEDIA for m in mentions_in(raw, behind.end(), len(raw)))
    return Kind.OUTLET if told or named else None


def core_of(raw: str) -> str:
    """The phrase up to its first comma, or up to "a ..." that stands right behind a name."""
    cut = next((c for c in CUT.finditer(raw, 1) if not GLOSS.match(raw, c.start())), None)
    core = (raw[: cut.start()] if cut else raw).strip()
    carried = CARRIED.search(core)
    core = core[: carried.start()] if carried else core
    core = without_age(core)
    beside = office_behind(core) or APPOSED.search(core)
    if beside is not None and body(core) is None:
        core = core[: beside.start("rest")].rstrip()
    return SELF.sub("", ENDING.sub("", core)) or core


def without_age(core: str) -> str:
    """A person's name without the age behind it, in texts without commas: "Ivo Prent 24"."""
    aged = AGE.fullmatch(core)
    words = aged["name"].split() if aged else []
    sorts = kinds().endings.keys() | kinds().calendar | kinds().openers
    if aged is None or not sorts.isdisjoint(words) or body(aged["name"]) is not None:
        return core
    return core if words[-1].lower() in kinds().heads else aged["name"]


def office_behind(core: str) -> re.Match[str] | None:
    """An office right behind a full name, where a text leaves commas out: "Ann Poll head of"."""
    found = OFFICE.match(core)
    if found is not None and (found["office"] or found["part"]) in kinds().roles:
        light = set((found["light"] or "").split())
        place = found["where"] == "in" and not light  # "Harrow Post reporter in Vell"
        name = core[: found.start("rest")]
        first = name.split(maxsplit=1)[0] in kinds().openers  # "An AFP reporter at"
        return found if light <= kinds().light and not (place or first or body(name)) else None
    titled = TITLED_OFFICE.match(core)
    sure = titled is not None and (titled["first"] in kinds().first or is_all_office(titled))
    return titled if sure and titled and titled["office"].lower() in kinds().roles else None


def is_all_office(found: re.Match[str]) -> bool:
    """Whether nothing but an office is is behind a name like "Ivo al-Prent", as no office is."""
    words = found["rest"].split()[:-1]
    offices = kinds().titles | kinds().roles
    article = "-" in found.group()[len(found["first"]) : found.start("rest")]
    return article and offices.issuperset(word.lower() for word in words)


def strip_determiners(core: str) -> str:
    """``core`` without the determiners and amounts it begins with ("a number of")."""
    words = core.translate(QUOTES).replace("\u00a0", " ").split()
    while words:
        if words[0].lower() in kinds().determiners | kinds().nameless:
            words.pop(0)
        elif len(words) > PAIR and " ".join(words[:PAIR]).lower() in kinds().amounts:
            del words[:PAIR]
        elif len(words) > 1 and words[0].lower() == "of" and core[:2].lower() != "of":
            words.pop(0)  # "one of his friends"
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
    whole = both(core) or body(core) or (body(core + ".") if "." in core else None)
    if whole is not None:
        return Mention((start, start + len(core)), whole.name, whole.kind), ""
    found = [m for m in mentions_in(text, start, start + len(core)) if not glossed(text, m)]
    lead = before_after(core, [(m.span[0] - start, m.span[1] - start) for m in found])
    inside = [m for m in found if m.span[0] - start < lead]
    inside = [m for m in inside if not common(m)]
    last = without_body(text, inside, start + lead)
    leads = last is not None and (last is not inside[-1] or fills(text, last, start + lead))
    if last is not None and leads:
        last = as_described(last, kind_told(text[start : last.span[0]]))
        if last.kind is not Kind.UNNAMED:
            return last, ""
        return None, last.name
    owner = last is not None and text[last.span[1] :].startswith(("'s ", "’s "))
    some = last is not None and loose(last) and ANY.fullmatch(text, start, last.span[0])
    if (
        last is not None
        and last.name not in known.adjectives
        and not (some or (owner and loose(last)))
    ):
        carried = carried_by(last, followed_by(text, last, start + lead))
        if carried is not None:
            return of_office(text, carried, start + lead), ""
    people = [m for m in inside if m.kind is Kind.PERSON and (m.gender or m.role)]
    return named_behind(text, core, (start, end), found, people), ""


def without_body(text: str, inside: list[Mention], end: int) -> Mention | None:
    """The last name up to ``end``: the person of "Ann Poll ICRC", where a comma is lost."""
    before, last = inside[-2:] if len(inside) >= PAIR else (None, inside[-1] if inside else None)
    if before is None or last is None:
        return last
    if last.kind is Kind.PERSON and before.kind in CALLED:
        return before if text[before.span[1] : last.span[0]] == " and " else last
    if last.kind not in CALLED:
        return last
    if not fills(text, last, end) and followed_by(text, last, end) not in kinds().roles:
        return last
    beside = before.kind is Kind.PERSON and text[before.span[1] : last.span[0]] == " "
    return before if beside else last


def named_behind(
    text: str, core: str, span: Span, found: list[Mention], people: list[Mention]
) -> Mention | None:
    """A name that does not lead the phrase, and yet is its source's: behind an office, "from".

    ``people`` are the persons that lead it.
    """
    start, end = span
    lead = before_after(core, [(m.span[0] - start, m.span[1] - start) for m in found])
    ends = found[-1] if found and fills(text, found[-1], start + len(core)) else None
    titled = ends if not people or ends in people else None
    if titled is not None and has_office(core, titled, lead):
        return titled
    press = publisher(text, core, start, end, found)
    if press is not None:
        return press
    placed = behind_place(text, core, titled, lead) if titled is not None else None
    if placed is not None:
        return placed
    origin = found[-1] if found else None
    if origin is not None and vouches(origin, core[:lead]):
        return of_office(text, origin, start + len(core))
    return apposed(text, core, start + len(core), end)


def behind_place(text: str, core: str, name: Mention, lead: int) -> Mention | None:
    """Who has an office in a place, in texts without commas: "an official in Harrow Ivo Prent".

    The first word of the run is a place if it is one elsewhere in the article ("in Harrow").
    """
    office = TOKEN.findall(core[:lead].lower())[-1:]
    place, _, rest = name.name.partition(" ")
    links = TOKEN.findall(core[lead : len(core) - len(name.name)].lower())
    three = name.kind is Kind.PERSON and " " in rest and not name.gender
    if not three or not kinds().roles.issuperset(office) or not kinds().within.issuperset(links):
        return None
    elsewhere = rf"\b(?:{'|'.join(kinds().within)}) {re.escape(place)}\b(?! [A-Z])"
    if not office or re.search(elsewhere, text) is None:
        return None
    return replace(name, span=(name.span[1] - len(rest), name.span[1]), name=rest)


def publisher(text: str, core: str, start: int, end: int, found: list[Mention]) -> Mention | None:
    """The outlet whose report it is: "a report from the Harrow Post's Page Six".

    One that no list has is told by what stands behind it: "an article in the Vale, a magazine".
    """
    behind = BEHIND.search(core)
    if behind is None or not found or not carries(core[: behind.start()]):
        return None
    first = found[0]
    if text[start + behind.end() : first.span[0]].strip().lower() not in ("", "the"):
        return None
    if first.kind in MEDIA and text[first.span[1] :].startswith(("'s ", "’s ")):
        return first
    rest = text[first.span[1] : end]
    sort = head_of(TOKEN.findall(strip_determiners(core_of(rest.lstrip(" ,"))))) if rest else None
    told = first.kind is Kind.UNNAMED and rest.startswith(", ") and sort is not None
    return replace(first, kind=Kind.OUTLET) if told and sort and sort[1] in MEDIA else None


def carries(part: str) -> bool:
    """Whether the words before "from" or "in" end in what an outlet publishes."""
    return kinds().carriers.issuperset(part.lower().split()[-1:]) and bool(part.split())


def both(core: str) -> Named | None:
    """Two bodies that say one thing, by both names: "the BBC and the Harrow Post newspaper"."""
    parts = [ARTICLE.sub("", part) for part in AND.split(core)]
    if len(parts) == 1 or ARTICLE.sub("", core) in kinds().names:
        return None
    shorter = [part.rpartition(" ")[0] for part in parts]
    pairs = zip(parts, shorter, strict=True)
    named = [less if not body(part) and body(less) else part for part, less in pairs]
    found = [body(part) for part in named]
    first = found[0]
    press = first is not None and first.kind in MEDIA
    capital = all(word[0].isupper() for part in parts for word in part.split())
    if first is None or (None in found and not (press and capital)):
        return None
    if any(part.islower() for part in parts):
        return None
    return Named(" and ".join(normal(part) for part in named), first.kind)


def common(mention: Mention) -> bool:
    """Whether a word is a noun with the capital of its sentence ("Data from ...")."""
    low = mention.name.lower()
    press = kinds().endings.get(mention.name) is Kind.OUTLET
    return (
        mention.kind is Kind.UNNAMED
        and not press
        and (low in kinds().heads or low in kinds().issued)
    )


def loose(owner: Mention) -> bool:
    """Whether one who owns a newspaper or a report is not it: "Norvia's oldest newspaper"."""
    press = kinds().endings.get(owner.name) is Kind.OUTLET
    return owner.kind in (Kind.UNNAMED, Kind.PERSON) and not press


def glossed(text: str, mention: Mention) -> bool:
    """Whether a name stands in brackets, as another name of what is named before."""
    return text[max(0, mention.span[0] - BRACKET) : mention.span[0]].rstrip("Te h").endswith("(")


def named_after(start: int, core: str, lone: str) -> Mention | None:
    """A name told by the noun before it: "the news site Vennel", "the newspaper Vennel"."""
    at = core.rfind(lone)
    if at <= 0 or lone in kinds().adjectives | kinds().countries:
        return None
    kind = kind_told(core[:at])
    return Mention((start + at, start + at + len(lone)), lone, kind) if kind is not None else None


def kind_told(before: str) -> Kind | None:
    """The kind of a body that the noun at the end of ``before`` tells ("the news site")."""
    low = before.lower().split()
    if not low or low[-1] in kinds().roles:
        return None
    kind = kinds().pairs.get(" ".join(low[-PAIR:])) or kinds().heads.get(low[-1])
    name = before.rsplit(maxsplit=1)[-1][0].isupper()  # "Harvest Coalition" is a name of its own
    return kind if kind in (MEDIA if name else CALLED) else None


def as_described(mention: Mention, told: Kind | None) -> Mention:
    """A name that only looks like a person's, by the noun beside it: "the newspaper Ada Vale"."""
    person = mention.kind is Kind.PERSON and not mention.gender
    return replace(mention, kind=told, role="") if told in CALLED and person else mention


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
    last = between[-1] if between else ""
    low = last.lower()
    person = low in kinds().roles or (low in kinds().titles and low not in kinds().heads)
    words = (core[:lead].rsplit(maxsplit=1)[-1], *between)
    title = all(word[0].isupper() or word in LINKS for word in words)
    if last[:1].isupper() and (title or not person):
        return True  # "President of the Harvest Coalition Ann Poll", where commas are lost
    if kinds().heads.get(low) in BODIES and office[-1] in kinds().speaker:
        return True  # "spokesman for the water ministry Ann Poll"
    return len(between) == 1 and (between[0] in kinds().countries or between[0].endswith("s"))


def vouches(origin: Mention, part: str) -> bool:
    """Whether the words before "from" or "by" are a report or statement, whose publisher speaks."""
    last = part.lower().split()[-1:]
    if origin.kind in (Kind.PERSON, Kind.UNNAMED, Kind.SOCIAL):
        return False
    first = kinds().names.get(part.split(maxsplit=1)[0]) if last else None
    if first is not None and first.kind is Kind.SOCIAL:
        return False  # "Twitter accounts linked to the Hill Watch"
    known = kinds().carriers if origin.kind in MEDIA else kinds().issued
    return known.issuperset(last) and bool(last)


def of_office(text: str, origin: Mention, end: int) -> Mention:
    """The office of a state that a statement is by: "a statement by Norvia's water ministry"."""
    office = OFFICE_OF.fullmatch(text, origin.span[1], end)
    kind = kinds().heads.get(office["noun"]) if office else None
    if office is None or not origin.kind is kind is Kind.GOVERNMENT:
        return origin
    name = f"{origin.name}'s {office['rest']}"
    return Mention(
        (origin.span[0], origin.span[1] + office.end("rest") - office.start()), name, kind
    )


def carried_by(last: Mention, head: str) -> Mention | None:
    """The body that speaks through a report, a statement, a site ("the Interfax report")."""
    known = kinds()
    press = known.heads.get(head) in MEDIA or head == "agency"
    watches = known.group.get(head) == frozenset({Kind.ORGANISATION})
    if (press or watches) and last.kind is Kind.GOVERNMENT:
        return None  # "Iraq's oldest newspaper", "a US monitor"
    if head in known.leaves:
        return None  # "her Facebook page"
    if head in known.carriers and last.kind not in (Kind.PERSON, Kind.UNNAMED, Kind.SOCIAL):
        return last
    sort = known.heads.get(last.name.lower()) in MEDIA and head.endswith("s")  # "News outlets"
    if sort or f"{last.name} {head}".lower() in known.pairs or vague(last.name):
        return None
    media = known.heads.get(head) in MEDIA or head in {"report", "reports"}
    if media and head not in known.roles and last.kind in (Kind.UNNAMED, Kind.PERSON):
        return Mention(last.span, last.name, Kind.OUTLET)
    return None


def vague(word: str) -> bool:
    """Whether a capitalised word only qualifies a report ("UNCONFIRMED reports")."""
    low = word.lower()
    if kinds().endings.get(word) is Kind.OUTLET:
        return False  # "the Post report"
    if low in hedges().source or low in kinds().light or low in kinds().heads:
        return True
    first, _, last = word.partition("-")
    return last.islower() or (bool(last) and first in kinds().adjectives)


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


def apposed(text: str, core: str, start: int, end: int) -> Mention | None:
    """A name right after the first comma ("the group's leader, Ann Poll", "a charity, Hill Aid").

    A body's name counts where the description is of a body: "the leader, the Hill Watch" is two.
    """
    gloss = SHORT.match(text, start, end)
    start = gloss.end() if gloss else start
    rest = text[start:end]
    head, sort = head_of(TOKEN.findall(strip_determiners(core)))
    if not rest.startswith((",", " –", " —", "—")) or head in kinds().recordings:
        return None
    sort = press_behind(core) or sort if head in REPORTS else sort
    begin = start + len(rest) - len(rest.lstrip(" ,–—"))
    cut = CUT.search(text, begin + 1, end)
    stop = cut.start() if cut else end
    for mention in mentions_in(text, begin, stop):
        between = TOKEN.findall(text[begin : mention.span[0]].lower())
        if mention.kind is Kind.PERSON and fills(text, mention, stop) and adjoins(between):
            return as_described(mention, None if head in kinds().roles else sort)
        told = normal(text[begin : mention.span[0]]).lower() in ("", "the")
        if mention.kind in CALLED and told and fills(text, mention, stop):
            return mention
    return None


def adjoins(between: list[str]) -> bool:
    """Whether words before a name lead to it: "a site covering North Vell" is not North Vell."""
    return not any(word.endswith("ing") and word != "including" for word in between)

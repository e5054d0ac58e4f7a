"""Names in the text: people's full names and named bodies, found by capitals and word lists.

Source resolution needs to know, for a short form, whether exactly one longer form stands in the
article.  No model is asked: a run of capitalised words is a body where the vocabulary says so
(its name, its last word, a country), a person where it follows a title or has two words or more.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sayso.records import EntityMark, Kind, Span
from sayso.trace.bodies import ARTICLE, BASED, JOINERS, LOWER, body, normal
from sayso.trace.spans import inside_any
from sayso.vocab.book import actor_book
from sayso.vocab.kinds import bare, kinds

__all__ = [
    "RUN",
    "Mention",
    "Names",
    "body",
    "gender_of",
    "mentions_in",
    "names_in",
    "nearest",
    "normal",
]

# Capital letters, those of Latin scripts with accents among them ("Ødegård").
UPPER = "A-Z" + "".join(filter(str.isupper, map(chr, range(0xC0, 0x250))))
# A capitalised word: initials, a short title with its stop, "al-Masri", "Ya'alon", "Ki-moon".
WORD = (
    rf"(?:(?:[{UPPER}]\.){{1,4}}"
    r"|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Rep|Sen|Gov|Adm|Rev|Jr|Sr|St|Brig|Cmdr)\."
    rf"|(?:al|el|ul|ad|an|ar|as|at|az)-[{UPPER}][\w-]*|(?:al|el) [{UPPER}][\w-]*"
    rf"|[{UPPER}0-9][\w-]*(?:[’'](?!s\b)[^\W\d_][\w-]*)?)"
)
PARTICLE = "bin|ibn|van|von|der|den|de|del|el|al|da|di|du|la|le|ben|abu|of the|of|for|and"
LINK = rf"(?:[ \u00a0](?:{PARTICLE})(?=[ \u00a0](?:[{UPPER}]|(?:{PARTICLE})\b)))*"
RUN = re.compile(rf"(?<![\w@#.])(?=[^\W\d_])(?:{WORD})(?:{LINK}[ \u00a0](?:{WORD}))*")
AND = re.compile(r" and ")
LEADER = re.compile(
    r"\b(?:director|head|chief|chairman|president|leader|founder) (?:of|for) (?:the )?$", re.I
)
LEAD = 30
HONOURS = frozenset(
    {"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lady", "lord", "miss"}
)
SUFFIX = frozenset({"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"})
OFFICES = frozenset({Kind.GOVERNMENT, Kind.ORGANISATION})
PLACES = frozenset({"Location", "Facility"})
REACH = 60
TIE = 0.1
SURELY = 0.6
PEOPLE = 2
MOST = 5
# At most so many words of a run are looked at together: what is longer is no name, and every
# word of a run is weighed with those before it.
PIECE = re.compile(r"(?:[^ \u00a0]++[ \u00a0]?+){1,40}")
AFTER = re.compile(r", (?:\d+, )?((?:[\w’'-]+ ?){1,4})")
SITE = re.compile(
    r"(?<![\w@/.:-])[A-Za-z][\w-]*(?:\.[\w-]+)?\.(?:com|net|org|info|co\.uk)\b(?![/.\w])"
)
BRACKETS = re.compile(r" \([\"“]?(?:the )?(?P<short>[A-Z][\w.&-]{1,9})[\"”]?\)")
ROLE = re.compile(r"([\w-]+)[ ,]*$")
OWNING = re.compile(r"\w[’']s\b")
RULER = re.compile(r"\b(?P<role>[\w-]+) of $")
PARTICLES = frozenset(PARTICLE.split("|"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands.  ``kind`` is PERSON for people; ``gender`` is "m", "f" or "".

    ``role`` is the part told of somebody, ``rank`` the title between it and the name.
    """

    span: Span
    name: str
    kind: Kind
    gender: str = ""
    role: str = ""
    rank: str = ""

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.name.split()

    @property
    def last(self) -> str:
        """The surname: the last word that is no suffix."""
        words = [word for word in self.words if word not in SUFFIX]
        return words[-1] if words else self.name


Votes = dict[str, dict[str, float]]
Teller = Callable[[str, Sequence[Mention], frozenset[str]], tuple[list[Mention], dict[str, str]]]


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one article, in text order, and the full names by each of their words.

    ``distinct`` has of each full name the first mention; ``short`` has the bodies that the article
    gives a short form for: "the Hill Watch (HW)"; ``places`` are single words marked as places;
    ``nouns`` is what the article calls a body: "the charity Hill Aid"; ``people`` are names that
    are marked as people's.
    """

    mentions: tuple[Mention, ...]
    full: Mapping[str, tuple[Mention, ...]]
    distinct: Mapping[str, tuple[Mention, ...]]
    forms: Mapping[str, str]
    short: Mapping[str, Mention]
    places: frozenset[str] = frozenset()
    nouns: Mapping[str, str] = field(default_factory=dict)
    people: frozenset[str] = frozenset()

    def fullest(self, name: str) -> str:
        """The fullest form in the article of a body known by ``name``; ``name`` if none is there.

        A vocabulary knows "AP" for the Associated Press; an article that only ever says "AP" is
        read as it stands.
        """
        return self.forms.get(name, name)

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The names that begin in ``start:end``, in order."""
        left = bisect_left(self.mentions, start, key=lambda mention: mention.span[0])
        return self.mentions[
            left : bisect_left(self.mentions, end, left, key=lambda mention: mention.span[0])
        ]

    def longer(self, short: str, before: int, gender: str = "") -> Mention | None:
        """The one full name that ends in ``short``; of several the one last seen, if any.

        ``gender``, where a title tells it ("Mr Prent"), rules out who cannot be meant.

        Names that begin with ``short`` ("Shirley") are asked only where none ends in it.
        """
        bare_form = ARTICLE.sub("", short)  # "Al-Halqi", of Wael al-Halqi
        if short not in self.full and bare_form != short:
            short = bare_form
        every = self.distinct.get(short, ())
        kept = [m for m in every if m.last == short]
        kept = kept or [m for m in every if ARTICLE.sub("", m.last) == short]
        kept = kept or [m for m in every if m.words[0] == short]
        kept = kept or list(every)
        if gender:
            fit = {m.name for m in self.full.get(short, ()) if m.gender in ("", gender)}
            kept = [m for m in kept if m.name in fit] or kept
        if len(kept) <= 1:
            return kept[0] if kept else None
        names = {m.name for m in kept}
        past = (m for m in reversed(self.full[short]) if m.span[0] < before and m.name in names)
        return next(past, None)


def mentions_in(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """Names in ``text[start:end]``, in order."""
    stop = len(text) if end is None else end
    found = [of_site(match) for match in SITE.finditer(text, start, stop)]
    taken = [mention.span for mention in found]
    for run in RUN.finditer(text, start, stop):
        if taken and inside_any(run.start(), taken):
            continue
        for piece in PIECE.finditer(text, run.start(), run.end()):
            found += from_run(text, piece.start(), piece.group().rstrip())
    return sorted(found, key=lambda mention: mention.span) if taken else found


def of_site(match: re.Match[str]) -> Mention:
    """A web site, by its domain or by the name it is known for."""
    known = body(match.group())
    return Mention(match.span(), known.name if known else match.group(), Kind.OUTLET)


def from_run(text: str, start: int, run: str) -> list[Mention]:
    """The names in one run of capitalised words: as a whole, else split at its joining words."""
    start, run = strip_openers(start, run)
    if not run:
        return []
    cut = set_apart(text, start, run)
    if cut is not None:
        left, right = cut
        return from_run(text, start, run[:left]) + from_run(text, start + right, run[right:])
    whole = body(run)
    if whole is not None:
        return [Mention((start, start + len(run)), whole.name, whole.kind)]
    if JOINERS.search(run):
        out: list[Mention] = []
        at = 0
        for joint in [*JOINERS.finditer(run), None]:
            rest = at > 0 and body(run[at:]) is not None  # "Ann Poll of the | Hill Watch for Boats"
            stop = joint.start() if joint and not rest else len(run)
            out += from_run(text, start + at, run[at:stop])
            if rest:
                break
            at = joint.end() if joint else stop
        return out
    person = as_person(text, start, run)
    return [person] if person else []


def last_of_body(run: str) -> int | None:
    """Where a body's last word ends, with a name behind it: "Health Directorate | Ann Poll"."""
    words = run.split(" ")
    ends = [place for place, word in enumerate(words) if word in kinds().endings]
    rest = words[ends[-1] + 1 :] if ends else []
    plain = all(word[0].isupper() or word.lower() in PARTICLES or "-" in word for word in rest)
    if not PEOPLE <= len(rest) < MOST or not plain or rest[0].lower() in LOWER:
        return None
    if any(is_sort(word) or word.lower() in kinds().roles | kinds().titles for word in rest):
        return None
    return len(" ".join(words[: ends[-1] + 1]))


def set_apart(text: str, start: int, run: str) -> tuple[int, int] | None:
    """Where the first of two names in one run ends, and where the second begins."""
    stop = run.find(". The ")
    if stop > 0:
        return stop + 1, stop + len(". ")  # "the U.N. The Harrow Centre": another sentence
    tail = calendar_cut(run)
    if tail is not None:
        return len(run[:tail].rstrip()), tail
    led = led_by(text, start, run)
    if led is not None:
        return led, led + 1
    if body(run) is not None:
        return None
    two = next((m for m in AND.finditer(run) if body(run[: m.start()])), None)
    if two is not None:
        return two.span()  # "the Hill Watch for Boats and Ivo Prent"
    return None if JOINERS.search(run) else run_together(run)


def led_by(text: str, start: int, run: str) -> int | None:
    """Where a listed body ends that a name leads: "head of the Hill Watch | Ann Poll"."""
    if not LEADER.search(text, max(0, start - LEAD), start):
        return None
    told = last_of_body(run)
    if told is not None:
        return told
    for blank in reversed([at for at, sign in enumerate(run) if sign == " "]):
        rest = run[blank + 1 :].split()
        name = bare(normal(run[:blank]))
        listed = name in kinds().names or bool(actor_book().named(name))
        if PEOPLE <= len(rest) <= MOST and listed:
            sort = any(is_sort(word) or word.lower() in kinds().roles for word in rest)
            return None if sort or rest[0].lower() in LOWER | PARTICLES else blank
    return None


def run_together(run: str) -> tuple[int, int] | None:
    """Where a name ends and a listed body begins, in texts without commas: "Ann Poll ICRC".

    A country is one only behind another body: "Michael Jordan" stays whole.
    """
    words = list(re.finditer(r"[^ \u00a0]+", run))
    for place in range(1, len(words)):
        head, tail = run[: words[place - 1].end()], run[words[place].start() :]
        name = bare(normal(tail))
        listed = kinds().names.get(name) or kinds().names.get(name.removesuffix("s"))
        alone = place == len(words) - 1
        if listed is not None and name not in kinds().countries:
            sure = not alone or tail.isupper() or listed.kind is Kind.AGENCY
        else:
            sure = name in kinds().countries and body(head) is not None
        agency = listed is not None and listed.kind is Kind.AGENCY
        if sure and (place >= PEOPLE or agency or body(head) is not None):
            return words[place - 1].end(), words[place].start()
    return None


@lru_cache(maxsize=4096)
def listed_as(name: str) -> Kind | None:
    """The kind of the actors that the lists have by a name, where no person is among them."""
    found = [one for one in actor_book().named(name) if name not in one.unsafe]
    if name.endswith("s") and " " not in name:
        found = [one for one in found if one.name == name]  # "Republicans" are people
    sorts = {one.kind for one in found}
    return sorts.pop() if len(sorts) == 1 and Kind.PERSON not in sorts else None


def calendar_cut(run: str) -> int | None:
    """Where a day or month stands in the run, past its beginning ("Sky News Thursday")."""
    for word in re.finditer(r"\S+", run):
        told = word.group()
        if word.start() and told in kinds().calendar and told not in kinds().first:
            return word.start()
    return None


def strip_openers(start: int, run: str) -> tuple[int, str]:
    """``run`` without the sentence openers and days it begins with."""
    while run:
        word, _, rest = run.replace("\u00a0", " ").partition(" ")
        named = word in kinds().first and rest[:1].isupper()  # "Jan Brek", not "Jan 5"
        named = named or run in kinds().names  # "Local Coordination Committees"
        owner = word.endswith("s") and word[:-1] in kinds().countries and bool(rest)
        linked = word in LOWER  # "One of Prent's", of which "One" is gone
        if (word.rstrip(".") not in kinds().openers and not owner and not linked) or named:
            return start, run.rstrip(" .") if not run.endswith(("Jr.", "Sr.")) else run
        start += len(word) + bool(rest)
        run = rest
    return start, ""


def as_person(text: str, start: int, run: str) -> Mention | None:
    """A person's name with titles stripped, or ``None`` where the run does not look like one."""
    known = kinds()
    end = start + len(run)
    words = run.replace("\u00a0", " ").split(" ")
    cut, gender, role = titles_of(words)
    rank = ""
    rest = words[cut:]
    if not rest or len(rest) > MOST or any(ch.isdigit() for ch in "".join(rest)):
        return None
    if len(rest) >= PEOPLE and any(no_name(word) or word.lower() in known.within for word in rest):
        return None
    before = ROLE.search(text, max(0, start - 24), start)
    letters = rest == [rest[0].upper()] and not cut  # "or a hostage SXQR said"
    part = before[1].lower() if before and not letters else ""
    if part in known.roles and text[start - 1 : start] != ",":
        # A rank says less than the part before it: "spokesman Maj. Gen. Igor Brek".
        rank, role = role, known.synonyms.get(part, part)
        gender = gender_of(part) or gender
    elif ruled := ruling(text, start, rest):
        role, rest = ruled, rest[-PEOPLE:]
        gender = gender_of(role) or gender
    told = appositive(text, end)
    role = role or known.synonyms.get(told, told)
    gender = gender or known.first.get(rest[0], "") or gender_of(told)
    gender = gender or (known.namesakes[rest[0]] if is_namesake(rest) else "")
    name = " ".join(rest).replace("’", "'")
    if len(rest) < PEOPLE and cut and (no_name(rest[0]) or (not role and is_sort(rest[0]))):
        return None
    listed = None if gender or role else kind_of(name, bool(cut))
    if listed is not None:
        return Mention((end - len(name), end), name, listed)
    if len(rest) < PEOPLE and not role and not gender and not cut:
        # A lone capitalised word is kept as a possible surname; it never stands as a full name.
        return Mention((end - len(name), end), name, Kind.UNNAMED)
    return Mention((end - len(name), end), name, Kind.PERSON, gender, role, rank)


def ruling(text: str, start: int, words: Sequence[str]) -> str:
    """The office of a name run on to what it rules: "governor of | Harrow Ada Moor"; else ""."""
    found = RULER.search(text, max(0, start - 24), start)
    if found is None or len(words) <= PEOPLE or words[-PEOPLE].lower() in PARTICLES:
        return ""
    office = found["role"].lower()
    return office if office in kinds().ruling else ""


def kind_of(name: str, cut: bool) -> Kind | None:
    """The kind of a body so called; behind what was ``cut`` off only by the lists of kinds."""
    known = body(name) if cut else None
    return known.kind if known is not None else None if cut else listed_as(name)


def titles_of(words: Sequence[str]) -> tuple[int, str, str]:
    """How many words before a name are titles, bodies and the like; the gender and role told."""
    known = kinds()
    gender = role = ""
    cut = 0
    for place, word in enumerate(words):
        low = word.lower()
        bodied = place + 1 < len(words) and body(" ".join(words[cut : place + 1])) is not None
        part = place == cut and place + PEOPLE < len(words)
        bodied = bodied or (part and known.endings.get(word) in OFFICES)
        bodied = bodied or (place == cut and place + 1 < len(words) and is_front(word))
        surname = place == len(words) - 1 > 0 and words[place - 1] in known.first
        called = word in known.first or is_namesake(words)
        bodied = bodied and not (place == cut and called)  # "Petra Holm" is nobody's
        if (low in known.titles or low in known.roles or bodied) and not surname:
            cut = place + 1
            gender = gender_of(low) or gender
            if not bodied and (low in known.roles or not role or low not in HONOURS):
                role = known.synonyms.get(low, low)
    while cut < len(words) and known.adjectives.issuperset(words[cut].split("-")):
        cut += 1
    return cut, gender, role


def is_namesake(words: Sequence[str]) -> bool:
    """Whether a name of two words begins with a first name that is a country's: "Jordan Holm"."""
    if len(words) != PEOPLE or words[0] not in kinds().namesakes:
        return False
    low = words[1].lower()
    told = low in kinds().titles or low in kinds().roles or is_sort(words[1]) or no_name(words[1])
    return not (told or words[1] in kinds().countries or low in kinds().events)


def is_front(word: str) -> bool:
    """Whether a word only leads to a name: "Norvian-born", "TV", the rest of a lost genitive."""
    first, _, last = word.partition("-")
    if first[:1].isupper() and last in kinds().hyphened:
        return True
    owner = word.removesuffix("s")
    lost = owner != word and (
        kinds().endings.get(owner) in OFFICES or (owner.isupper() and owner in kinds().names)
    )
    return lost or (word.isupper() and kinds().endings.get(word) is Kind.OUTLET)


def is_sort(word: str) -> bool:
    """Whether a capitalised word tells a sort of body or thing ("Norvian Military", "HG Video")."""
    return word.lower() in kinds().heads or word in kinds().endings


def no_name(word: str) -> bool:
    """Whether a capitalised word is one of a headline's ("Prosecutors Say"), not of a name."""
    low = word.lower()
    if low in kinds().heads and low.endswith("s"):
        return True
    return low in kinds().headline


def appositive(text: str, end: int) -> str:
    """The role told right after a name ("Ann Poll, the mother of", "Ann Poll, 31, a lawyer")."""
    if text[end : end + 2] != ", ":
        return ""
    after = AFTER.match(text, end)
    if after is None:
        return ""
    words = after.group(1).lower().split()
    place = next((n for n, word in enumerate(words) if word in kinds().roles), None)
    if place is None:
        return ""
    goes_on = words[place + 1 : place + 2]
    link = kinds().within | kinds().pronouns.keys()
    subject = words[0] == "the" and goes_on and goes_on[0] not in link
    other = subject or words[0] == "whose"  # "Ivo Prent, whose daughter"
    return "" if other else words[place]  # "after meeting Ann Poll, the clerk left"


def gender_of(role: str) -> str:
    """The gender that a role tells ("mother"), or ""."""
    return "m" if role in kinds().male else "f" if role in kinds().female else ""


def names_in(text: str, entities: Sequence[EntityMark] = (), tell: Teller | None = None) -> Names:
    """Index the names of an article; ``entities`` tell what is no person's name.

    ``tell`` gives the mentions the kinds that the text tells, and the nouns that tell them.
    """
    every = mentions_in(text)
    votes = votes_on(every, entities)
    mentions = without_owners(text, sorted_out(every, entities, votes))
    nouns: dict[str, str] = {}
    places = places_in(text, entities)
    if tell is not None:
        mentions, nouns = tell(text, mentions, places)
    full: dict[str, list[Mention]] = {}
    forms: dict[str, str] = {}
    for mention in mentions:
        if mention.kind not in (Kind.PERSON, Kind.UNNAMED):
            form = BASED.sub("", bare(normal(text[slice(*mention.span)])))
            form = form[:-1] if form[:-1] == mention.name else form  # "Norvias", of Norvia's
            if len(form) > len(forms.get(mention.name, "")):
                forms[mention.name] = form
        if mention.kind is Kind.PERSON and len(mention.words) >= PEOPLE:
            bare_words = [ARTICLE.sub("", word) for word in mention.words]
            for word in dict.fromkeys((*mention.words, *bare_words)):
                full.setdefault(word, []).append(mention)
    short: dict[str, Mention] = {}
    for mention in mentions:
        gloss = BRACKETS.match(text, mention.span[1])
        if gloss is not None and mention.kind not in (Kind.PERSON, Kind.UNNAMED):
            short.setdefault(gloss["short"], mention)
    index = {word: tuple(found) for word, found in full.items()}
    once = {word: firsts(found) for word, found in index.items()}
    sure = (name for name, told in votes.items() if SURELY < told["Person"] == max(told.values()))
    return Names(tuple(mentions), index, once, forms, short, places, nouns, frozenset(sure))


def without_owners(text: str, mentions: list[Mention]) -> list[Mention]:
    """``mentions`` with people's names as they are, in texts that lost every apostrophe.

    "Ada Moors plan" is Ada Moor's, where the article has "Moor" as well.
    """
    if OWNING.search(text):
        return mentions
    mentions = [as_book_has(mention) for mention in mentions]
    people = (Kind.PERSON, Kind.UNNAMED)
    lasts = {m.last for m in mentions if m.kind in people}
    return [
        replace(m, name=m.name[:-1])
        if m.kind in people and m.name.endswith("s") and m.last[:-1] in lasts
        else m
        for m in mentions
    ]


def as_book_has(mention: Mention) -> Mention:
    """A person of the lists without the s of a lost apostrophe: "Ivo Prents plan"."""
    name = mention.name
    if mention.kind is not Kind.PERSON or not name.endswith("s") or len(mention.words) < PEOPLE:
        return mention
    book = actor_book()
    listed = not book.named(name) and any(one.kind is Kind.PERSON for one in book.named(name[:-1]))
    return replace(mention, name=name[:-1]) if listed else mention


def places_in(text: str, entities: Sequence[EntityMark]) -> frozenset[str]:
    """Single words that are marked as places, and nowhere as anything else."""
    sorts: dict[str, set[bool]] = {}
    for one in entities:
        word = normal(text[max(0, one.span[0]) : max(0, one.span[1])])
        if word and " " not in word:
            sorts.setdefault(word, set()).add(one.type in PLACES)
    return frozenset(word for word, found in sorts.items() if found == {True})


def firsts(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """Of the mentions of each name the first, in order."""
    first: dict[str, Mention] = {}
    for mention in found:
        first.setdefault(mention.name, mention)
    return tuple(first.values())


def sorted_out(
    mentions: Sequence[Mention], entities: Sequence[EntityMark], votes: Votes
) -> list[Mention]:
    """``mentions`` whose names look like people's, by the ``votes`` on what they are marked as.

    Places are left out, bodies are organisations; and "Ivo Prents" is Ivo Prent where the article
    has that name too, for texts that have lost their apostrophes.
    """
    places = {one.span for one in entities if one.type in PLACES}
    mentions = [behind_place(mention, places) for mention in mentions]
    known = {mention.name for mention in mentions}
    surnames = {mention.last for mention in mentions if mention.kind is Kind.PERSON}
    out: list[Mention] = []
    for mention in mentions:
        told = votes.get(mention.name)
        best = max(told, key=told.__getitem__) if told else "Person"
        alone = mention.kind is Kind.UNNAMED and is_own(mention.name, surnames)
        body = best == "Organization" and (len(mention.words) >= PEOPLE or alone)
        owned = mention.name.endswith("s") and mention.name[:-1] in known and " " in mention.name
        kind = Kind.ORGANISATION if body else mention.kind
        name = mention.name[:-1] if owned else mention.name
        if best not in PLACES or mention.kind is Kind.UNNAMED:
            out.append(replace(mention, kind=kind, name=name) if body or owned else mention)
    return out


def is_own(word: str, surnames: set[str]) -> bool:
    """Whether a single word can be a body's whole name: no surname, no noun, no part of a name."""
    known = kinds()
    low = word.lower()
    noun = low in known.heads or low in known.issued or low in known.roles
    people = not {word, word.removesuffix("s")}.isdisjoint(known.adjectives)  # "Norvians"
    part = word in known.endings or word in known.openers or people
    return len(word) >= PEOPLE + 1 and not (noun or part or {word, word[:-1]} & surnames)


def behind_place(mention: Mention, places: set[Span]) -> Mention:
    """A surname behind a place, where commas are lost: "in Deir al-Zor Moumtzis said"."""
    start, end = mention.span
    cut = end - len(mention.last)
    if mention.kind is not Kind.PERSON or mention.gender or (start, cut - 1) not in places:
        return mention
    return Mention((cut, end), mention.last, Kind.UNNAMED)


def votes_on(mentions: Sequence[Mention], entities: Sequence[EntityMark]) -> Votes:
    """What the names of people are marked as, each type with the sum of its scores.

    Names that a title, a part or a first name tells for a person's are not put to the vote.
    """
    votes: dict[str, dict[str, float]] = {}
    for mention in mentions:
        known = mention.gender or mention.role or mention.name in kinds().adjectives
        if mention.kind not in (Kind.PERSON, Kind.UNNAMED) or known:
            continue
        left = bisect_left(entities, mention.span[0] - REACH, key=lambda one: one.span[0])
        for one in entities[left:]:
            if one.span[0] >= mention.span[1]:
                break
            if one.span[1] > mention.span[0]:
                told = votes.setdefault(mention.name, {"Person": TIE})
                told[one.type] = told.get(one.type, 0.0) + one.score
    return votes


def nearest(mentions: Sequence[Mention], before: int, wanted: frozenset[Kind]) -> Mention | None:
    """The last mention of one of the ``wanted`` kinds that ends before ``before``."""
    for mention in reversed(mentions):
        if mention.span[1] <= before and mention.kind in wanted:
            return mention
    return None

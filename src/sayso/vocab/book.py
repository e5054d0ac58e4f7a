"""Who is meant by a name: an immutable index over the shipped actors and a user's own.

Names are compared token by token: lower case, without accents, apostrophes, hyphens, "the" and
the Arabic article, so that "al-Nusra Front", "Al Nusra Front" and "Nusra front" share a key.  How
a name is written decides afterwards: a short form counts only as it is listed ("IS", not "is").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from types import MappingProxyType

from sayso.records import Kind, Span
from sayso.vocab import load
from sayso.vocab.actors import Actor, Part, State, load_actors

__all__ = ["ActorBook", "Form", "Hit", "Token", "actor_book", "key_of", "plain", "tokens"]

# A word; an apostrophe inside it belongs to it ("Qa'ida"), a possessive ending does not.
TOKEN = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*")
APOSTROPHES = str.maketrans("", "", "'’")
# An Arabic article: joined by a hyphen, or "al" before a capital.
ARTICLE = re.compile(r"(?i:al|el|ul|an|as|ash|ad|ar|at|az)[-‑](?=\w)|[Aa]l (?=[^\W\d_a-z])")
# The same at the end of what stands between two words.
BETWEEN = re.compile(r"(?:(?:al|el|ul|an|as|ash|ad|ar|at|az)[-‑]|[Aa]l )$", re.IGNORECASE)
GAP = re.compile(r"['’‘`.\-‑/&\u00a0 ]{0,3}")
STOP = re.compile(r"[.!?] ")
INITIAL = 2
SHORT = 5
LONGEST = 12
SECTOR = "state"


@dataclass(frozen=True, slots=True)
class Token:
    """A word where it stands; ``key`` is how it is compared."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Form:
    """A name as listed, and the actor it names.  ``sort``: name, adjective, people or capital.

    ``whole``: its Arabic article belongs to it, as outlets have it ("Al-Monitor").
    """

    written: str
    id: str
    sort: str = "name"
    safe: bool = True
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name in a text: where it stands, its tokens, and the forms it may be."""

    span: Span
    first: int
    last: int
    forms: tuple[Form, ...]


def plain(word: str) -> str:
    """A word as it is compared: lower case, without accents.

    >>> plain("Erdoğan"), plain("ISIS")
    ('erdogan', 'isis')
    """
    if word.isalpha() and word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.translate(APOSTROPHES).replace("ı", "i"))
    return "".join(c for c in flat if not unicodedata.combining(c)).lower()


def tokens(text: str) -> list[Token]:
    """The words of a text in order, Arabic articles left out."""
    skip = {found.start() for found in ARTICLE.finditer(text) if starts_word(text, found.start())}
    return [
        Token(found.span(), plain(found.group()))
        for found in TOKEN.finditer(text)
        if found.start() not in skip
    ]


def starts_word(text: str, at: int) -> bool:
    """Whether a word may begin at ``at``."""
    return at == 0 or not text[at - 1].isalnum()


def key_of(name: str) -> tuple[str, ...]:
    """The key of a name: its tokens, without "the" at its head.

    >>> key_of("The al-Nusra Front"), key_of("U.S.")
    (('nusra', 'front'), ('u', 's'))
    """
    if name.isascii() and name.replace(" ", "").isalpha() and "l " not in name:
        words = tuple(name.lower().split())  # no article, accent or mark: by far the most
    else:
        words = tuple(token.key for token in tokens(name))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


class ActorBook:
    """Who is meant by a name.  Made once, never changed; safe to share between threads.

    ``own`` are a user's actors.  One with the id of a shipped entry takes its place and keeps its
    names beside those it brings; an own name is taken from every other entry that has it.
    """

    def __init__(self, own: Iterable[Actor] = ()) -> None:
        listed = load_actors()
        mine = {actor.id: joined_with(listed.actors.get(actor.id), actor) for actor in own}
        self.own: frozenset[str] = frozenset(mine)
        self.actors: Mapping[str, Actor] = MappingProxyType({**listed.actors, **mine})
        self.states: Mapping[str, State] = MappingProxyType(dict(listed.states))
        self.parts: Mapping[str, Part] = MappingProxyType({p.id: p for p in listed.parts})
        self.rank: Mapping[str, int] = MappingProxyType({p: n for n, p in enumerate(self.parts)})
        self.fields = listed.fields
        self._forms = index(self.actors.values(), self.states, self.own)

    def named(self, name: str) -> tuple[Actor, ...]:
        """The actors that a name, alone and in full, may mean; () where nobody is known by it.

        >>> [actor.id for actor in actor_book().named("Jabhat al-Nusra")]
        ['group/al-nusra-front']
        >>> [actor.id for actor in actor_book().named("Congo")]
        ['state/republic-of-the-congo', 'state/democratic-republic-of-the-congo']
        """
        forms = self._forms.get(key_of(name), ())
        found = [form.id for form in forms if form.sort == "name" and fits(form, name)]
        return tuple(self.actors[each] for each in dict.fromkeys(found))

    def of_account(self, handle: str) -> tuple[Actor, ...]:
        """Whose account a handle is: one actor, or ().

        >>> [actor.name for actor in actor_book().of_account("@AFP")]
        ['Agence France-Presse']
        """
        own = self._accounts.get(handle.removeprefix("@").casefold()) if handle[:1] == "@" else None
        return (self.actors[own],) if own else ()

    @cached_property
    def _accounts(self) -> Mapping[str, str]:
        return {
            account.casefold(): actor.id
            for actor in self.actors.values()
            for account in actor.accounts
        }

    def is_people(self, word: str) -> bool:
        """Whether a word tells a people: an adjective or the name of a state's people."""
        forms = self._forms.get(key_of(word), ())
        return any(form.sort in ("adjective", "people") and fits(form, word) for form in forms)

    def is_known(self, word: str) -> bool:
        """Whether somebody or some capital is known by this name, whatever it stands for."""
        return any(fits(form, word) for form in self._forms.get(key_of(word), ()))

    def scan(self, text: str, words: list[Token]) -> Iterator[Hit]:
        """Known names in a text, left to right, the longest at each place."""
        at = 0
        while at < len(words):
            hit = self._longest(text, words, at)
            if hit is not None:
                yield hit
            at = hit.last + 1 if hit is not None else at + 1

    def _longest(self, text: str, words: list[Token], at: int) -> Hit | None:
        """The longest known name that begins with the token ``at``."""
        head = words[at].key
        most = self._reach.get(head) or self._reach.get(head.removesuffix("s"), 0)
        run = joined(text, words, at, most)
        for size in range(run, 0, -1):
            key = tuple(word.key for word in words[at : at + size])
            span = (words[at].span[0], words[at + size - 1].span[1])
            good = self._fitting(key, with_article(text, span)) if key in self._forms else ()
            if not good and key[-1].endswith("s") and longer(key[-1], text, span):
                # News without apostrophes writes "Syrias army".
                bare = (*key[:-1], key[-1][:-1])
                good = self._fitting(bare, with_article(text, (span[0], span[1] - 1)))
                good = tuple(form for form in good if form.safe)
                span = (span[0], span[1] - bool(good))
            if good:
                span = widened(text, (span[0], dotted(text, span)), good)
                return Hit(span, at, at + size - 1, good)
        return None

    def _fitting(self, key: tuple[str, ...], written: str) -> tuple[Form, ...]:
        """The forms of a key that may be written so."""
        return tuple(form for form in self._forms.get(key, ()) if fits(form, written))

    @cached_property
    def _reach(self) -> Mapping[str, int]:
        """The first token of every key, and how many tokens the longest such key has."""
        reach: dict[str, int] = {}
        for key in self._forms:
            reach[key[0]] = max(reach.get(key[0], 0), len(key))
        return reach

    @cached_property
    def _spelled(self) -> Mapping[str, tuple[Form, ...]]:
        found: dict[str, list[Form]] = {}
        for forms in self._forms.values():
            for form in forms:
                found.setdefault(form.id, []).append(form)
        return {own: tuple(forms) for own, forms in found.items()}

    def spelled(self, own: str) -> tuple[Form, ...]:
        """All forms by which one actor or state is known; () where the id is nobody's.

        >>> "ISIL" in {form.written for form in actor_book().spelled("group/islamic-state")}
        True
        """
        return self._spelled.get(own, ())

    @cached_property
    def people(self) -> tuple[Actor, ...]:
        """The persons among the actors."""
        return tuple(actor for actor in self.actors.values() if actor.kind is Kind.PERSON)

    def actor(self, own: str) -> Actor | None:
        """The actor with an id, parts of states made up from their state among them.

        >>> actor_book().actor("state/syria/military").name
        'Syrian military'
        >>> actor_book().actor("state/russia/ministry-foreign").code
        'RUSGOV'
        """
        found = self.actors.get(own)
        if found is not None:
            return found
        whose, _, part = own.rpartition("/")
        state = self.states.get(whose)
        return self.part_of(state, part) if state is not None else None

    def part_of(self, state: State, part: str) -> Actor | None:
        """A part of a state as an actor: its military, its foreign ministry."""
        field = part.removeprefix("ministry-") if part.startswith("ministry-") else ""
        known = self.parts.get("government" if field in self.fields else part)
        if known is None:
            return None
        name = f"{field} ministry" if field else known.name
        return Actor(
            f"{state.actor.id}/{part}",
            f"{state.adjective} {name}",
            known.kind,
            country=state.actor.country,
            code=f"{state.actor.code}{known.code}" if state.actor.code else known.code,
            part=part,
        )

    def state_of(self, own: str) -> State | None:
        """The state that an id stands for or belongs to.

        >>> actor_book().state_of("state/syria/military").actor.name
        'Syria'
        """
        return self.states.get("/".join(own.split("/")[:2]))

    def code(self, own: str) -> str:
        """CAMEO/PLOVER code of an actor: country and sector, as far as they are known.

        >>> [actor_book().code(each) for each in ("state/romania", "state/iran/military")]
        ['ROM', 'IRNMIL']
        >>> actor_book().code("state/united-states/pentagon")
        'USAMIL'
        """
        actor = self.actor(own)
        if actor is None:
            return ""
        if actor.code and (actor.kind is not Kind.PERSON):
            return actor.code
        if actor.of:
            return self.code(actor.of)
        state = self.by_country.get(actor.country)
        part = self.actor(f"{state.actor.id}/{actor.part}") if state and actor.part else None
        if part is not None:
            return part.code
        sector = "GOV" if actor.offices else ""
        return (state.actor.code if state else actor.country) + sector

    @cached_property
    def by_country(self) -> Mapping[str, State]:
        """States by their ISO 3166-1 alpha-3 code."""
        return {s.actor.country: s for s in self.states.values() if s.actor.country}


def joined_with(shipped: Actor | None, own: Actor) -> Actor:
    """A user's actor with the names of the shipped one whose place it takes."""
    if shipped is None:
        return own
    more = dict.fromkeys(name for name in (*own.aliases, *shipped.names) if name != own.name)
    return replace(own, aliases=tuple(more), unsafe=own.unsafe | shipped.unsafe)


def joined(text: str, words: list[Token], at: int, most: int) -> int:
    """How many tokens from ``at`` on, ``most`` at most, stand together as those of a name do."""
    for size in range(1, most):
        if at + size >= len(words):
            return size
        before, after = words[at + size - 1], words[at + size]
        gap = BETWEEN.sub("", text[before.span[1] : after.span[0]])
        ends = STOP.match(gap) and len(before.key) > INITIAL
        if GAP.fullmatch(gap) is None or ends or not gap:
            return size
    return most


def dotted(text: str, span: Span) -> int:
    """End of a name with the last stop of an abbreviation in it: "U.S." and not "U.S"."""
    end = span[1]
    return end + 1 if text[end : end + 1] == "." and text[end - 2 : end - 1] == "." else end


def article_before(text: str, start: int) -> int:
    """How many characters of an Arabic article stand right before a word ("al-": 3)."""
    for article in ARTICLE.finditer(text, max(0, start - 4), start + 1):
        if article.end() == start and starts_word(text, article.start()):
            return start - article.start()
    return 0


def longer(word: str, text: str, span: Span) -> bool:
    """Whether an "s" may be a possessive ending that lost its apostrophe: "Syrias", "MSFs"."""
    return len(word) >= SHORT or (
        text[span[0] : span[1] - 1].isupper() and text[span[1] - 1] == "s"
    )


def with_article(text: str, span: Span) -> str:
    """The words of a span with the Arabic article before them, if one is there."""
    return text[span[0] - article_before(text, span[0]) : span[1]]


def widened(text: str, span: Span, forms: tuple[Form, ...]) -> Span:
    """The span of a name with the article before it, where the name is listed with one."""
    listed = any(ARTICLE.match(form.written) for form in forms)
    return (span[0] - article_before(text, span[0]), span[1]) if listed else span


def fits(form: Form, written: str) -> bool:
    """Whether a name is written as a form of it may be: capitals where it has them.

    >>> fits(Form("IS", "group/x"), "is"), fits(Form("Red Hill Front", "group/x"), "RED HILL FRONT")
    (False, True)
    """
    listed, written = without_the(form.written), without_the(written)
    if form.whole and ARTICLE.match(written) is None:
        return False
    letters = re.sub(r"[^\w]", "", listed)
    if len(letters) < SHORT:
        return re.sub(r"[^\w]", "", ARTICLE.sub("", written)) == ARTICLE.sub("", letters) or (
            re.sub(r"[^\w]", "", written) == letters
        )
    ours, theirs = TOKEN.findall(ARTICLE.sub("", listed)), TOKEN.findall(ARTICLE.sub("", written))
    return all(
        not mine[0].isupper() or not its[0].islower()
        for mine, its in zip(ours, theirs, strict=False)
    )


def without_the(name: str) -> str:
    """A name without "the" before it."""
    return name[4:] if name[:4].lower() == "the " else name


def index(
    actors: Iterable[Actor], states: Mapping[str, State], own: frozenset[str]
) -> dict[tuple[str, ...], tuple[Form, ...]]:
    """Every form by its key; the forms of a user's own actors drive out all others."""
    found: dict[tuple[str, ...], list[Form]] = {}
    for form in forms_of(actors, states):
        key = key_of(form.written)
        if key:
            found.setdefault(key, []).append(form)
    return {key: preferred(forms, own) for key, forms in found.items()}


def preferred(forms: list[Form], own: frozenset[str]) -> tuple[Form, ...]:
    """The forms of a user's own actors where there are any, else all."""
    return tuple([form for form in forms if form.id in own] or forms)


def forms_of(actors: Iterable[Actor], states: Mapping[str, State]) -> Iterator[Form]:
    """All forms of all actors and states."""
    for actor in actors:
        outlet = actor.kind in (Kind.OUTLET, Kind.AGENCY)
        for name in (*actor.names, *actor.domains):
            whole = outlet and ARTICLE.match(name) is not None
            yield Form(name, actor.id, safe=name not in actor.unsafe, whole=whole)
    for own, state in states.items():
        for sort, words in (
            ("adjective", state.adjectives),
            ("people", state.people),
            ("capital", state.capitals),
        ):
            yield from (Form(word, own, sort) for word in words)


@cache
def actor_book() -> ActorBook:
    """The book of what is shipped, made once."""
    return ActorBook()


@cache
def role_words() -> Mapping[str, frozenset[str]]:
    """The lists under ``[words]`` of ``roles.toml``."""
    return {key: frozenset(value.split()) for key, value in load("actors/roles")["words"].items()}

"""Values that people write as they like: event types, their modes, countries."""

from __future__ import annotations

from typing import Any

import click

__all__ = ["Country", "EventType", "ModeName"]


class EventType(click.ParamType[str]):
    """A PLOVER event type, in small letters or large."""

    name = "type"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The type as the ledger keeps it; what there is, where there is no such type."""
        from sayso.vocab.events import events

        known, wanted = events().quads, str(value).strip().upper()
        if wanted not in known:
            self.fail(f"{value!r} is no event type. There are {', '.join(known)}", param, ctx)
        return wanted


class ModeName(click.ParamType[str]):
    """A PLOVER mode."""

    name = "mode"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The mode as the ledger keeps it; what there is, where there is no such mode."""
        from sayso.vocab.events import events
        from sayso.vocab.modes import modes

        wanted = "-".join(str(value).lower().split())
        known = sorted(set().union(*(modes().of(event) for event in events().quads)))
        if wanted not in known:
            self.fail(f"{value!r} is no mode. There are {', '.join(known)}", param, ctx)
        return wanted


class Country(click.ParamType[str]):
    """A country, by its name or its two letters."""

    name = "country"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Two letters of ISO 3166; the way out, where no country is called so."""
        from sayso.ground.gazetteer import Gazetteer
        from sayso.vocab.book import actor_book

        world = Gazetteer.load()
        known = {each.geonames: each.country for each in world.countries}
        code = str(value).strip().upper()
        if code in known.values():
            return code
        book = actor_book()
        states = [book.states.get(actor.id) for actor in book.named(str(value))]
        called = [state.actor.name for state in (book.by_country.get(code), *states) if state]
        for name in (*called, str(value)):
            for place in world.named(name):
                if place.geonames in known:
                    return known[place.geonames]
        told = "Give its English name or two letters of ISO 3166: Syria, SY"
        return self.fail(f"no country is called {value!r}. {told}", param, ctx)

"""Sayso reads news as claims: who says what, on whose word, how firmly.

    import sayso

    claims = sayso.claims_in("article.html")     # or the text itself
    with sayso.open_ledger("syria.ledger") as ledger:
        hedged = sayso.Claims(ledger.claims(sayso.ClaimFilter(root="Reuters")))
    hedged.to_pandas()

Everything public is listed here by hand and loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.errors import (
        FetchError,
        InputError,
        LedgerError,
        LedgerTooNew,
        LedgerTooOld,
        ModelError,
        NotFound,
        SaysoError,
    )
    from sayso.ledger import (
        ActorRow,
        ClaimFilter,
        ClaimRow,
        CorrectionRow,
        FrameFilter,
        FrameRow,
        Hit,
        Ledger,
        PlaceRow,
        RootRow,
        RunRow,
        open_ledger,
    )
    from sayso.records import (
        About,
        ActorMention,
        Article,
        Attribution,
        Claim,
        Credit,
        DateMention,
        Firmness,
        Frame,
        Hop,
        Kind,
        Link,
        Modality,
        Page,
        PlaceMention,
        Precision,
        Quantity,
        Quoted,
        Reading,
        Reason,
        Refused,
        Scare,
        Speech,
        Voice,
        When,
        Who,
    )
    from sayso.show.frames import Claims
    from sayso.show.library import claims_in

__version__ = "0.1.0"

_WHERE = {
    "sayso.errors": (
        "FetchError",
        "InputError",
        "LedgerError",
        "LedgerTooNew",
        "LedgerTooOld",
        "ModelError",
        "NotFound",
        "SaysoError",
    ),
    "sayso.ledger": (
        "ActorRow",
        "ClaimFilter",
        "ClaimRow",
        "CorrectionRow",
        "FrameFilter",
        "FrameRow",
        "Hit",
        "Ledger",
        "PlaceRow",
        "RootRow",
        "RunRow",
        "open_ledger",
    ),
    "sayso.records": (
        "About",
        "ActorMention",
        "Article",
        "Attribution",
        "Claim",
        "Credit",
        "DateMention",
        "Firmness",
        "Frame",
        "Hop",
        "Kind",
        "Link",
        "Modality",
        "Page",
        "PlaceMention",
        "Precision",
        "Quantity",
        "Quoted",
        "Reading",
        "Reason",
        "Refused",
        "Scare",
        "Speech",
        "Voice",
        "When",
        "Who",
    ),
    "sayso.show.frames": ("Claims",),
    "sayso.show.library": ("claims_in",),
}

__all__ = [
    "About",
    "ActorMention",
    "ActorRow",
    "Article",
    "Attribution",
    "Claim",
    "ClaimFilter",
    "ClaimRow",
    "Claims",
    "CorrectionRow",
    "Credit",
    "DateMention",
    "FetchError",
    "Firmness",
    "Frame",
    "FrameFilter",
    "FrameRow",
    "Hit",
    "Hop",
    "InputError",
    "Kind",
    "Ledger",
    "LedgerError",
    "LedgerTooNew",
    "LedgerTooOld",
    "Link",
    "Modality",
    "ModelError",
    "NotFound",
    "Page",
    "PlaceMention",
    "PlaceRow",
    "Precision",
    "Quantity",
    "Quoted",
    "Reading",
    "Reason",
    "Refused",
    "RootRow",
    "RunRow",
    "SaysoError",
    "Scare",
    "Speech",
    "Voice",
    "When",
    "Who",
    "__version__",
    "claims_in",
    "open_ledger",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used."""
    for module, names in _WHERE.items():
        if name in names:
            found = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)

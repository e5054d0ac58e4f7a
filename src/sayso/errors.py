"""One tree of errors.  Each message names the thing, the reason and the way out.

    SaysoError
    |-- InputError        the input as a whole cannot be read (a missing file, a CSV without text)
    |   `-- FetchError    a web page cannot be fetched, or may not be
    |-- LedgerError       the ledger cannot be opened, read or written
    |   |-- LedgerTooNew  made by a newer version
    |   |-- LedgerTooOld  made by an older version, and opened only to be read
    |   `-- NotFound      nothing in the ledger has this id
    |-- ModelError        the model file is missing or is not ours
    |-- GazetteerError    the gazetteer is missing or of another format
    `-- ServeError        the pages cannot be served (packages missing, an address taken)

One bad article is no error: it becomes a :class:`sayso.records.Refused`.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of everything that Sayso raises on purpose."""


class InputError(SaysoError):
    """The input as a whole cannot be read."""


class FetchError(InputError):
    """A web page cannot be fetched, or may not be."""


class LedgerError(SaysoError):
    """The ledger cannot be opened, read or written."""


class LedgerTooNew(LedgerError):
    """The ledger was made by a newer version of Sayso."""


class LedgerTooOld(LedgerError):
    """The ledger was made by an older version of Sayso, and opened only to be read."""


class NotFound(LedgerError):
    """Nothing in the ledger has this id."""


class ModelError(SaysoError):
    """The model file is missing, damaged, or not one of ours."""


class GazetteerError(SaysoError):
    """The gazetteer, made when Sayso is built, is missing, damaged, or of another format."""


class ServeError(SaysoError):
    """The pages cannot be served: a package is missing, or the address is taken."""

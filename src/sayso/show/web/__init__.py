"""The page: a local web app over one ledger, rendered on the server.

Reading order: ``app`` (what is served where), ``security`` (who may ask), ``books`` (ledgers handed
from thread to thread), ``answers`` (one page as HTML or JSON), ``filters`` (how values read), then
``pages/``, a file a page, each with a template of its name in ``templates/``.

Everything works without JavaScript but the map and its charts; the front end that ``./run web``
builds lies in ``static/built/`` and may be absent.
"""

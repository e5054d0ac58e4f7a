"""Page -> Article | Refused: the text and everything about it that needs no model.

Reading order: limits, decode, web (with jsonld), dates, language, layout, names, dateline,
credits, article.
"""

from __future__ import annotations

from sayso.read.article import read
from sayso.read.limits import ReadLimits

__all__ = ["ReadLimits", "read"]

"""Articles to marks: the one model pass.

marks = Marker.load().mark(articles)
"""

from __future__ import annotations

from sayso.mark.marker import Marker, fingerprint

__all__ = ["Marker", "fingerprint"]

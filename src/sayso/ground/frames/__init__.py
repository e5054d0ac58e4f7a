"""Frames: who does what to whom, as an article tells it, found sentence by sentence."""

from __future__ import annotations

from sayso.ground.frames.find import find

__all__ = ["find"]

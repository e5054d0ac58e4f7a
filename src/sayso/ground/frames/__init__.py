"""Frames: who does what to whom, as an article tells it, found sentence by sentence."""

from __future__ import annotations

from sayso.ground.frames.find import find, found_and_left

__all__ = ["find", "found_and_left"]

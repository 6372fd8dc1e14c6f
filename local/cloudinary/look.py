"""What can be seen of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """Width and height are in pixels, `duration` is in seconds; None is what it has not, or cannot be read."""

    format: str | None = None
    width: int | None = None
    height: int | None = None
    duration: float | None = None

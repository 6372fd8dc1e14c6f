"""A place of an export that cannot be read."""

from __future__ import annotations

import re

from ops.failure import Failure

LONGEST = 200
"""Letters of a name or a reason that are told."""

_UNSHOWN = re.compile(r"[^\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]")


class Broken(Failure):
    """One place of an export is not what its format says; the rest may be. `place` and `reason` fit one line."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = shown(place)
        self.reason = shown(reason)
        super().__init__(f"{self.place}: {self.reason}")


def shown(text: str) -> str:
    """A text of somebody else as it may stand in a terminal: one line, not long, no control characters."""
    line = _UNSHOWN.sub("�", text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"

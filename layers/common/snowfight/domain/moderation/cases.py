"""Why something is decided, and by whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from snowfight.storage.files.uploads import Also


@dataclass(frozen=True)
class Case:
    """Who decides about a user or a message, with the reason that whom it concerns is given.

    `signed_in` is when the token began that asks for it, `report` what it follows. `also` makes the writes that join
    the transaction, anew at each try: it raises what speaks against it by then.
    """

    actor: str
    statement: str = ""
    signed_in: datetime | None = None
    report: str | None = None
    also: Callable[[], Sequence[Also]] = tuple

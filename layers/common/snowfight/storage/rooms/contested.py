"""Changes of a chat that others change at the same time: whoever was faster wins, the other looks again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from snowfight.errors import Unavailable
from snowfight.storage.database import jitter

ATTEMPTS = 8
"""Times that a contested change looks again before it gives up."""

T = TypeVar("T")


class Contested(Exception):
    """Something changed in between; nothing was written."""


def uncontested(attempt: Callable[[], T], pause: Callable[[float], None]) -> T:
    """Do `attempt`, again from a fresh look while others change the same chat; raises Unavailable in the end."""
    for number in range(1, ATTEMPTS + 1):
        try:
            return attempt()
        except Contested:
            pause(jitter(number))
    raise Unavailable("this chat is being changed by others; please try again")


class ContestedWrite(TransactWrite):
    """A transaction whose failed conditions are `Contested`."""

    def _commit(self) -> object:
        try:
            return super()._commit()
        except TransactWriteError as error:
            if not error.cancellation_reasons:
                raise
            raise Contested from error

"""What is not known for sure: whether something was stored whose answer was lost."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager


class OutcomeUnknown(Exception):
    """It may be stored, or is, and not everybody could be told: the client's retry will tell."""


@contextmanager
def not_refused() -> Generator[None]:
    """Whatever fails in here is no refusal: it may be stored by now, and an error would say that it is not."""
    try:
        yield
    except Exception as error:
        raise OutcomeUnknown from error

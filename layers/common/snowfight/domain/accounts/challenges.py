"""Work that a browser does before it signs somebody up, once for each account."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from pydantic import ValidationError

from snowfight.clock import Clock, from_milliseconds
from snowfight.errors import BadChallenge
from snowfight.models.site import SolvedChallenge
from snowfight.storage.accounts.solved_challenges import SolvedChallenges

if TYPE_CHECKING:
    from snowfight.models.site import Challenge

LIFE = timedelta(minutes=10)
"""Wire contract, part 7."""


class ProofOfWork(Protocol):
    """Both raise Unavailable."""

    def make(self, expires: datetime) -> Challenge:
        """A new challenge, good until then."""
        ...

    def is_solved(self, solved: SolvedChallenge) -> bool:
        """Whether a challenge is one of ours, not over, and solved."""
        ...


class Challenges:
    """`work` loads what makes and checks them, where somebody asks."""

    def __init__(self, work: Callable[[], ProofOfWork], solved: SolvedChallenges, clock: Clock) -> None:
        self._work = work
        self._solved = solved
        self._clock = clock

    def make(self) -> Challenge:
        """A new one. None is refused where none is wanted: whether it is may have changed since the client asked."""
        return self._work().make(self._clock.now() + LIFE)

    def take(self, text: str | None) -> Callable[[], None]:
        """Use a solved challenge up; returns what gives it back. Raises BadChallenge, Unavailable."""
        solved = _read(text)
        given = solved.challenge.parameters
        expires = from_milliseconds(given.expires_at * 1000)
        if expires <= self._clock.now() or not self._work().is_solved(solved):
            raise BadChallenge
        if not self._solved.take(given.nonce, expires):
            raise BadChallenge
        return lambda: self._solved.give_back(given.nonce)


def _read(text: str | None) -> SolvedChallenge:
    try:
        return SolvedChallenge.model_validate_json(base64.b64decode(text or "", validate=True))
    except (ValueError, ValidationError):
        raise BadChallenge from None

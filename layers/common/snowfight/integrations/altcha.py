"""ALTCHA: a proof of work that a browser does in a second, and a server checks with a hash (altcha.org, format 2)."""

from __future__ import annotations

import secrets
from datetime import datetime

from altcha import Payload, create_challenge, verify_solution

from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.models.site import Challenge, SolvedChallenge

ALGORITHM = "PBKDF2/SHA-256"
COST = 2_000
COUNTERS = range(500, 1_500)
"""Two million rounds on average: about a second of one processor (ADR 0061)."""


class Altcha:
    """`hashes` sign what is given out, so that nothing is kept of it before it is solved."""

    def __init__(self, hashes: KeyedHashes) -> None:
        self._hashes = hashes

    def make(self, expires: datetime) -> Challenge:
        """A new challenge; raises Unavailable."""
        made = create_challenge(
            ALGORITHM,
            COST,
            counter=secrets.choice(COUNTERS),
            expires_at=expires,
            hmac_secret=self._hashes.of("challenge"),
            hmac_key_secret=self._hashes.of("challenge key"),
        )
        return Challenge.model_validate(made.to_dict())

    def is_solved(self, solved: SolvedChallenge) -> bool:
        """Whether it is one of ours, not over, and solved; raises Unavailable."""
        payload = Payload.from_dict(solved.model_dump(by_alias=True))
        secret, key_secret = self._hashes.of("challenge"), self._hashes.of("challenge key")
        return verify_solution(payload, secret, hmac_key_secret=key_secret).verified

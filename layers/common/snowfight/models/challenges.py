"""Proofs of work, in ALTCHA's format 2 and with its names: what a browser is given, and what it makes of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from snowfight.models.base import Answer

_NAMES = ConfigDict(alias_generator=to_camel, serialize_by_alias=True, validate_by_name=True)


class ChallengeParameters(Answer):
    """Find the counter whose key, derived from `nonce` and counter by `algorithm`, begins with `key_prefix`."""

    model_config = _NAMES

    algorithm: str
    nonce: str
    salt: str
    cost: int
    key_length: int
    key_prefix: str
    key_signature: str
    expires_at: int
    """Seconds since 1970."""


class Challenge(Answer):
    """Answer of `GET /api/auth/challenge`."""

    parameters: ChallengeParameters
    signature: str


class Solution(BaseModel):
    """The counter, and the whole key, in hexadecimal digits."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True) | _NAMES

    counter: int
    derived_key: str


class SolvedChallenge(BaseModel):
    """What comes back, as JSON in base64: the widget tells more than this."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    challenge: Challenge
    solution: Solution

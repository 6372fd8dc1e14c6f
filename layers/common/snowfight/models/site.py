"""What a client gets before anybody signs in: what there is, and a proof of work, in ALTCHA's format 2."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from snowfight.models.base import Answer
from snowfight.models.moderation import SignUpMode

_NAMES = ConfigDict(alias_generator=to_camel, serialize_by_alias=True, validate_by_name=True)


class Site(Answer):
    """Answer of `GET /api/site`: what a client has to know before anybody signs in."""

    name: str
    contact: str
    """Whom to write to."""
    sign_up: SignUpMode
    challenge: bool
    """Whether signing up takes a solved challenge."""
    calls: bool
    push: bool
    uploads: bool
    """Whether there are these."""
    upload_limit: int
    """The largest file, in bytes."""
    message_length: int
    """The longest message, in Unicode code points."""
    edit_hours: float | None
    """For so long its author may edit a message; 0: not at all, null: without end."""


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

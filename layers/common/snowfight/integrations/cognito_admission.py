"""What Cognito's trigger knows a sign-up by that was let in: anybody may ask Cognito itself for an account, since every
token names the pool's client."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from snowfight.integrations.keyed_hashes import KeyedHashes

NAME = "admission"
"""Of the entry of `ValidationData` (Cognito API, SignUp), which the trigger is shown and nobody else."""


def admission(hashes: KeyedHashes, username: str, email: str) -> str:
    """What lets in that name with that address; raises Unavailable."""
    return hashes.of("sign-up", f"{username}\0{email}".lower())


def is_admitted(hashes: KeyedHashes, event: Mapping[str, Any]) -> bool:
    """Whether the sign-up of a PreSignUp event was let in by us; raises Unavailable."""
    request = event["request"]
    shown = (request.get("validationData") or {}).get(NAME, "")
    wanted = admission(hashes, event["userName"], request["userAttributes"].get("email", ""))
    return hmac.compare_digest(wanted.encode(), str(shown).encode())

"""Cognito's PreSignUp trigger: who was let in can sign in at once; the address is proven later, by us.

Whoever knows the pool's client may ask Cognito itself for an account. What our own call would refuse, by whatever rule,
is refused here, too: it lacks what our call shows.
"""

from __future__ import annotations

from typing import Any

from snowfight.integrations.cognito_admission import is_admitted
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.settings import from_environment

BY_AN_OPERATOR = "PreSignUp_AdminCreateUser"
"""As `make restore` does: it takes a permission of AWS's."""

hashes = KeyedHashes(from_environment().secret_parameter)


class NotAdmitted(Exception):
    """Cognito tells its caller the text."""


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Confirm the account, and leave the e-mail address unverified; raises NotAdmitted, Unavailable."""
    if event["triggerSource"] != BY_AN_OPERATOR and not is_admitted(hashes, event):
        raise NotAdmitted("sign up at the site itself")
    event["response"]["autoConfirmUser"] = True
    event["response"]["autoVerifyEmail"] = False
    return event

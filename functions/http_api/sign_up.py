"""Who may sign up, as owners decided it, and what they are told before: loaded when somebody asks."""

from __future__ import annotations

from functions.http_api.doors import door_of
from functions.http_api.wiring import account_rows, clock, database, rate_limits, rooms, settings
from snowfight.domain.fresh import Fresh
from snowfight.integrations.cognito_admission import admission
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.models.site import Site
from snowfight.settings import SITE_NAME

keyed_hashes = KeyedHashes(settings.secret_parameter)
door = door_of(
    *(database, rooms, account_rows, rate_limits, clock, keyed_hashes),
    sign_ups=settings.sign_ups_per_address,
)
_community = Fresh(door.community.load, clock)


def admit(username: str, email: str) -> str:
    """What Cognito's trigger lets that name with that address in by; raises Unavailable."""
    return admission(keyed_hashes, username, email)


def site() -> Site:
    """What the deployment is like."""
    decided = _community.now()
    return Site(
        name=SITE_NAME,
        contact=decided.contact,
        sign_up=decided.sign_up,
        challenge=decided.challenge,
        calls=settings.calls,
        push=bool(settings.push_parameter),
        uploads=bool(settings.cloudinary_parameter),
        upload_limit=settings.upload_limit,
        message_length=settings.message_length,
        edit_hours=settings.edit_hours,
    )

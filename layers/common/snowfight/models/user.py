"""Users, as each of the three kinds of reader sees them."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, StringConstraints

from snowfight.blank import visible
from snowfight.models.base import Answer, Body
from snowfight.models.names import DELETED_USER

Status = Literal["online", "inactive", "offline"]

Role = Literal["owner", "moderator", "member"]
"""What a user may do in the deployment as a whole (wire contract, part 7)."""

_RANK: dict[Role, int] = {"member": 0, "moderator": 1, "owner": 2}


def is_at_least(role: Role, wanted: Role) -> bool:
    """Whether a role includes what `wanted` may."""
    return _RANK[role] >= _RANK[wanted]


def is_moderator(role: Role) -> bool:
    """Whether a role looks after what others write."""
    return is_at_least(role, "moderator")


def is_above(role: Role, other: Role) -> bool:
    """Whether who has a role may act on somebody who has the other: nobody acts on an equal or higher one."""
    return _RANK[role] > _RANK[other]


class Author(Answer):
    """Who wrote a message, as everybody sees them."""

    username: str
    display_name: str
    avatar_url: str | None = None
    bot: bool = False
    """Whether a program speaks by that name, a bot's or a hook's."""


class User(Author):
    """A user, as they see themselves."""

    email: str
    email_verified: bool
    role: Role = "member"


class UserProfile(Author):
    """A user, as another sees them; `status` is null unless the two share a private chat or group."""

    status: Status | None = None
    imported: bool = False
    """Whether the account came with an import, and nobody has taken it over yet."""


class Member(Author):
    """A member of a chat; `status` is site-wide."""

    status: Status


GONE = Author(username=DELETED_USER, display_name="Deleted user")
"""The author of what a deleted account wrote."""


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Refuse control characters, and those that turn the direction of what follows."""
    if _CONTROL.search(text):
        raise ValueError("may not contain control characters")
    return text


DisplayName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=50),
    AfterValidator(printable),
    AfterValidator(visible),
]


class ProfilePatch(Body):
    """Body of `PATCH /api/me`; what is left out stays as it is, an `avatar` of null removes the picture."""

    display_name: DisplayName = ""
    avatar: dict[str, Any] | None = None

    @property
    def given(self) -> set[str]:
        """The fields that the body named."""
        return self.model_fields_set

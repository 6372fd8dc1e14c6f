"""What Mattermost's bulk export is made of, as far as it is imported."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import BeforeValidator

from ops.importing.reading.readers.fields import (
    EverOrNever,
    Fields,
    Id,
    Ids,
    Loose,
    LooseObject,
    LooseObjects,
    Milliseconds,
)


def _props(value: Any) -> Any:
    """An object; some versions write it as text."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


Never = Annotated[Milliseconds | None, EverOrNever]


class Info(Fields):
    generator: Loose = ""


class Version(Fields):
    info: Annotated[Info, LooseObject] = Info()


class Team(Fields):
    name: Id


class Channel(Fields):
    team: Id
    name: Id
    display_name: Loose = ""
    type: Loose = ""


class Membership(Fields):
    name: Loose = ""
    roles: Loose = ""


class TeamMembership(Fields):
    name: Loose = ""
    channels: Annotated[tuple[Membership, ...], LooseObjects] = ()


class User(Fields):
    username: Id
    email: Loose = ""
    nickname: Loose = ""
    first_name: Loose = ""
    last_name: Loose = ""
    delete_at: Never = None
    is_bot: bool = False
    teams: Annotated[tuple[TeamMembership, ...], LooseObjects] = ()


class Bot(Fields):
    username: Id
    display_name: Loose = ""
    delete_at: Never = None


class CustomEmoji(Fields):
    name: Id
    image: Loose = ""


class Reaction(Fields):
    user: Id
    emoji_name: Id


class Attachment(Fields):
    path: Loose = ""


class Reply(Fields):
    user: Id
    type: Loose = ""
    message: Loose = ""
    create_at: Milliseconds
    edit_at: Never = None
    delete_at: Never = None
    is_pinned: bool = False
    props: Annotated[dict[str, Any], BeforeValidator(_props)] = {}  # noqa: RUF012  (pydantic copies it)
    reactions: Annotated[tuple[Reaction, ...], LooseObjects] = ()
    attachments: Annotated[tuple[Attachment, ...], LooseObjects] = ()


class Post(Reply):
    replies: Annotated[tuple[Reply, ...], LooseObjects] = ()


class ChannelPost(Post):
    team: Id
    channel: Id


class DirectChannel(Fields):
    members: Ids = ()
    participants: Annotated[tuple[User, ...], LooseObjects] = ()


class DirectPost(Post):
    channel_members: Ids = ()

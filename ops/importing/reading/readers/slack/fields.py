"""What Slack's export is made of, as far as it is imported."""

from __future__ import annotations

from typing import Annotated, Any

from ops.importing.reading.readers.fields import EverOrNever, Fields, Id, Ids, Loose, LooseObject, LooseObjects, Seconds


class Profile(Fields):
    real_name: Loose = ""
    display_name: Loose = ""
    name: Loose = ""
    email: Loose = ""


class User(Fields):
    id: Id
    name: Loose = ""
    real_name: Loose = ""
    team_id: Loose = ""
    deleted: bool = False
    is_bot: bool = False
    profile: Annotated[Profile, LooseObject] = Profile()


class Pin(Fields):
    id: Loose = ""


class Channel(Fields):
    id: Id
    name: Loose = ""
    created: Annotated[Seconds | None, EverOrNever] = None
    creator: Loose = ""
    members: Ids = ()
    pins: Annotated[tuple[Pin, ...], LooseObjects] = ()


class Reaction(Fields):
    name: Id
    users: Ids = ()
    count: int = 0


class SlackFile(Fields):
    id: Loose = ""
    name: Loose = ""
    title: Loose = ""
    mode: Loose = ""
    size: int | None = None


class Edited(Fields):
    ts: Annotated[Seconds | None, EverOrNever] = None


class Attachment(Fields):
    """What programs put below a text, and previews of links."""

    fallback: Loose = ""
    pretext: Loose = ""
    title: Loose = ""
    title_link: Loose = ""
    text: Loose = ""
    footer: Loose = ""
    fields: Annotated[tuple[dict[str, Any], ...], LooseObjects] = ()
    from_url: Loose = ""
    original_url: Loose = ""


class Message(Fields):
    type: Loose = ""
    subtype: Loose = ""
    ts: Seconds
    id: Annotated[Id, "its ts as it is written"]
    user: Loose = ""
    bot_id: Loose = ""
    username: Loose = ""
    user_profile: Annotated[Profile, LooseObject] = Profile()
    bot_profile: Annotated[Profile, LooseObject] = Profile()
    text: Loose = ""
    thread_ts: Loose = ""
    edited: Annotated[Edited | None, LooseObject] = None
    reactions: Annotated[tuple[Reaction, ...], LooseObjects] = ()
    files: Annotated[tuple[SlackFile, ...], LooseObjects] = ()
    attachments: Annotated[tuple[Attachment, ...], LooseObjects] = ()
    blocks: Annotated[tuple[dict[str, Any], ...], LooseObjects] = ()
    pinned_to: Ids = ()
    comment: Annotated[dict[str, Any], LooseObject] = {}  # noqa: RUF012  (pydantic copies it)

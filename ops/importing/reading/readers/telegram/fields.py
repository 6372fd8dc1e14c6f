"""What Telegram's result.json is made of, as far as it is imported."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from ops.importing.reading.readers.fields import (
    EverOrNever,
    Fields,
    Id,
    IsoTime,
    Loose,
    LooseObject,
    LooseObjects,
    Seconds,
)


def _peer(value: Any) -> Any:
    """`user1`; older versions wrote the number alone."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"user{value}"
    return f"user{value}" if isinstance(value, str) and value.isdecimal() else value if isinstance(value, str) else ""


Peer = Annotated[Loose, BeforeValidator(_peer)]


class Recent(Fields):
    """Somebody who reacted."""

    name: Annotated[Loose, "from"] = ""
    from_id: Peer = ""


class Reaction(Fields):
    type: Loose = ""
    emoji: Loose = ""
    count: int = 0
    recent: Annotated[tuple[dict[str, Any], ...], LooseObjects] = ()


class Poll(Fields):
    question: Any = ""
    answers: Annotated[tuple[dict[str, Any], ...], LooseObjects] = ()


class Message(Fields):
    id: Id
    type: Loose = ""
    action: Loose = ""
    title: Loose = ""
    message_id: Annotated[Id | None, EverOrNever] = None
    actor: Loose = ""
    actor_id: Peer = ""
    date: Annotated[IsoTime | None, EverOrNever] = None
    date_unixtime: Annotated[Seconds | None, EverOrNever] = None
    edited: Annotated[IsoTime | None, EverOrNever] = None
    edited_unixtime: Annotated[Seconds | None, EverOrNever] = None
    sender: Loose = ""
    from_id: Peer = ""
    forwarded_from: Loose = ""
    reply_to_message_id: Annotated[Id | None, EverOrNever] = None
    reply_to_peer_id: Loose = ""
    text: Any = ""
    text_entities: Any = None
    photo: Loose = ""
    photo_file_size: int | None = None
    file: Loose = ""
    file_name: Loose = ""
    file_size: int | None = None
    media_type: Loose = ""
    sticker_emoji: Loose = ""
    location_information: Annotated[dict[str, Any], LooseObject] = {}  # noqa: RUF012  (pydantic copies it)
    contact_information: Annotated[dict[str, Any], LooseObject] = {}  # noqa: RUF012
    poll: Annotated[Poll | None, LooseObject] = None
    reactions: Annotated[tuple[Reaction, ...], LooseObjects] = ()

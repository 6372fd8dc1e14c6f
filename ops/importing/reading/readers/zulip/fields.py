"""What Zulip's export is made of, as far as it is imported: rows of its tables."""

from __future__ import annotations

from typing import Annotated

from ops.importing.reading.readers.fields import EverOrNever, Fields, Id, Loose, Seconds


class Realm(Fields):
    uuid: Loose = ""
    host: Loose = ""
    string_id: Loose = ""


class User(Fields):
    id: Id
    email: Loose = ""
    delivery_email: Loose = ""
    full_name: Loose = ""
    is_active: bool = True
    is_bot: bool = False


class Stream(Fields):
    id: Id
    name: Loose = ""
    invite_only: bool = False
    date_created: Annotated[Seconds | None, EverOrNever] = None
    creator: Annotated[Id | None, EverOrNever] = None
    creator_id: Annotated[Id | None, EverOrNever] = None


class Recipient(Fields):
    id: Id
    type: int
    type_id: Id


class Subscription(Fields):
    user_profile: Id
    recipient: Id
    active: bool = True


class RealmEmoji(Fields):
    name: Id
    file_name: Loose = ""


class Record(Fields):
    path: Loose = ""
    s3_path: Loose = ""


class Reaction(Fields):
    message: Id
    user_profile: Id
    emoji_name: Loose = ""
    emoji_code: Loose = ""
    reaction_type: Loose = ""


class Message(Fields):
    id: Id
    sender: Id
    recipient: Id
    subject: Loose = ""
    content: Loose = ""
    date_sent: Seconds
    last_edit_time: Annotated[Seconds | None, EverOrNever] = None

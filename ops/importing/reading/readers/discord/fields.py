"""What DiscordChatExporter's JSON is made of, as far as it is imported."""

from __future__ import annotations

from typing import Annotated, Any

from ops.importing.reading.readers.fields import EverOrNever, Fields, Id, IsoTime, Loose, LooseObject, LooseObjects


class Channel(Fields):
    id: Id
    type: Loose = ""
    category: Loose = ""
    name: Loose = ""


class User(Fields):
    id: Id
    name: Loose = ""
    discriminator: Loose = ""
    nickname: Loose = ""
    isBot: bool = False  # noqa: N815  (as it is written there)


class Attachment(Fields):
    url: Loose = ""
    fileName: Loose = ""  # noqa: N815
    fileSizeBytes: int | None = None  # noqa: N815


class Emoji(Fields):
    id: Loose = ""
    name: Loose = ""
    imageUrl: Loose = ""  # noqa: N815


class Reaction(Fields):
    emoji: Emoji
    count: int = 0
    users: Annotated[tuple[User, ...], LooseObjects] = ()


class Embed(Fields):
    title: Loose = ""
    url: Loose = ""
    description: Loose = ""
    fields: Annotated[tuple[dict[str, Any], ...], LooseObjects] = ()


class Sticker(Fields):
    name: Loose = ""


class Reference(Fields):
    type: Loose = ""
    messageId: Loose = ""  # noqa: N815
    channelId: Loose = ""  # noqa: N815


class Content(Fields):
    """What a message says, and one that it passes on."""

    content: Loose = ""
    attachments: Annotated[tuple[Attachment, ...], LooseObjects] = ()
    embeds: Annotated[tuple[Embed, ...], LooseObjects] = ()
    stickers: Annotated[tuple[Sticker, ...], LooseObjects] = ()


class Message(Content):
    id: Id
    type: Loose = ""
    timestamp: IsoTime
    timestampEdited: Annotated[IsoTime | None, EverOrNever] = None  # noqa: N815
    isPinned: bool = False  # noqa: N815
    author: User
    reactions: Annotated[tuple[Reaction, ...], LooseObjects] = ()
    mentions: Annotated[tuple[User, ...], LooseObjects] = ()
    inlineEmojis: Annotated[tuple[Emoji, ...], LooseObjects] = ()  # noqa: N815
    reference: Annotated[Reference | None, LooseObject] = None
    forwardedMessage: Annotated[Content | None, LooseObject] = None  # noqa: N815

"""What a message of Discord's says: its text, what programs embed, what it passes on."""

from __future__ import annotations

from ops.importing.model import Piece
from ops.importing.reading.markup.discord import pieces
from ops.importing.reading.markup.marks import quoted
from ops.importing.reading.markup.pieces import joined, link
from ops.importing.reading.readers.discord.fields import Content, Embed, Message, User

MAX_EMBEDS = 10
MAX_FIELDS = 25
"""Discord's own bounds."""


def shown_text(message: Message) -> tuple[Piece, ...]:
    """In our Markdown. Previews of links are left out: only what programs embed, or what has no text, says more."""
    text = _said(message, whole=message.author.isBot)
    if message.forwardedMessage is not None and (passed_on := _said(message.forwardedMessage, whole=False)):
        text = f"{text}\n{quoted(passed_on)}".strip("\n")
    return joined(list(pieces(text, _names(message.mentions))))


def _said(content: Content, *, whole: bool) -> str:
    embeds = content.embeds[:MAX_EMBEDS] if whole or not content.content.strip() else ()
    stickers = [f"Sticker: {sticker.name}" for sticker in content.stickers[:MAX_EMBEDS]]
    parts = [content.content, *(_embed(embed) for embed in embeds), *stickers]
    return "\n\n".join(part for part in parts if part.strip())


def _embed(embed: Embed) -> str:
    title = link(embed.url, embed.title) if embed.title and embed.url else embed.title
    fields = [f"**{field.get('name', '')}** {field.get('value', '')}" for field in embed.fields[:MAX_FIELDS]]
    return "\n".join(part for part in (title, embed.description, *fields) if part.strip())


def _names(users: tuple[User, ...]) -> dict[str, str]:
    """Ids by what may stand behind the @, of which some are empty."""
    names = {name: user.id for user in reversed(users) for name in (user.name, user.nickname)}
    return {name: id_ for name, id_ in names.items() if name}

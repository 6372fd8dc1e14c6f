"""Mentions: the shortest ways to look at what has become of them."""

from __future__ import annotations

from snowfight.models.message import MentionPage, MentionQuery
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat
from tests.support.tables import rows


def mentioned(chat: Chat, username: str, cursor: str | None = None) -> MentionPage:
    """A page of what mentioned the user."""
    return chat.mention_pages.page(username, MentionQuery(cursor=cursor))


def bodies(chat: Chat, username: str) -> list[str | None]:
    """The texts of the newest messages that mentioned the user."""
    return [message.body for message in mentioned(chat, username).messages]


def unread(chat: Chat, username: str, room: str = PUBLIC_CHAT) -> int:
    """How many unread messages of the chat mention the user; as their list of chats and the chat itself say."""
    [listed] = [each for each in chat.chat_lists.all(username).chats if each.name == room]
    assert listed.unread_mentions == chat.chat_lists.one(username, room).unread_mentions
    return listed.unread_mentions


def kept(username: str) -> list[tuple[str, int]]:
    """The messages that are kept as having mentioned the user, by chat and number, whatever became of them."""
    mine = [row for row in rows("messages") if row["room"]["S"] == f"MENTIONS#{username}"]
    return sorted((row["chat"]["S"], int(row["message"]["N"])) for row in mine)

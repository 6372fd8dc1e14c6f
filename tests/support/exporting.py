"""A deployment in memory that is exported into a folder, and what of its chats has to be the same wherever they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ops.exporting.downloads import Downloads
from ops.exporting.export import MattermostExport
from ops.exporting.folder import ExportFolder
from ops.exporting.people import People
from ops.exporting.posts import Log, Posts
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry
from snowfight.models.user import GONE
from snowfight.storage.emoji.custom_emoji import EmojiRows
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import Threads
from tests.support.chat import Chat

CONTENT = b"picture of a snowball"


def fetched(link: str, target: Path, most: int) -> bool:
    """A `Fetch` of whatever is asked for."""
    assert link.startswith("https://files.example/")
    assert most > len(CONTENT)
    target.write_bytes(CONTENT)
    return True


def export(
    chat: Chat,
    folder: Path,
    usernames: Iterable[str],
    fetch: Callable[[str, Path, int], bool] = fetched,
) -> Posts:
    """Export all that those people can see, who are everybody."""
    assert chat.database is not None
    target, people = ExportFolder(folder), People(chat.accounts, chat.clock)
    downloads = Downloads(chat.files, target, chat.clock, fetch)
    log = Log(chat.messages, Threads(), Reactions(chat.database), chat.retention)
    posts = Posts(log, people, downloads)
    MattermostExport(
        *(chat.rooms, EmojiRows(chat.database), people, posts, downloads, "snowfight-test"), lambda _line: None
    ).run(target, usernames)
    return posts


@dataclass(frozen=True)
class Told:
    """A message, as whoever reads it would tell of it. Others are named by their place among what is kept."""

    author: str
    body: str | None
    file: str | None
    created: Any
    edited: Any
    deleted: bool
    pinned: bool
    thread: int | None
    reply_to: int | None
    replies: int
    reactions: dict[str, tuple[str, ...]]
    mentions: tuple[str, ...]
    mentions_all: bool


def log_of(chat: Chat, room: str) -> list[Told]:
    """All messages of a chat in their order, without those that are deleted and that nothing hangs on."""
    kept = [entry for entry in chat.messages.after(room, 0, 1000) if entry.deleted is None or entry.replies]
    places = {entry.seq: place for place, entry in enumerate(kept)}
    accounts = chat.accounts.get_many({entry.author for entry in kept})
    shown = {name: _shown(account) for name, account in accounts.items()}
    return [_told(entry, places, shown) for entry in kept]


def _shown(account: Account) -> str:
    """Whoever is deleted has another name in each deployment, and is called the same."""
    gone = GONE.display_name in {account.author.display_name, account.display_name}
    return GONE.username if gone else account.username


def _told(entry: Entry, places: dict[int, int], shown: dict[str, str]) -> Told:
    gone = entry.deleted is not None
    return Told(
        author=shown[entry.author],
        body=entry.body,
        file=entry.file.filename if entry.file else None,
        created=entry.created,
        edited=None if gone else entry.edited,
        deleted=gone,
        pinned=entry.pinned,
        thread=None if entry.thread is None else places[entry.thread],
        reply_to=None if entry.reply_to is None else places.get(entry.reply_to),
        replies=entry.replies.count if entry.replies else 0,
        reactions={group.emoji: group.usernames for group in entry.reactions},
        mentions=entry.mentions,
        mentions_all=entry.mentions_all,
    )


def chats_of(chat: Chat, username: str) -> dict[str, str]:
    """The chats that somebody is in, by what tells them apart: a title, or the other of a private chat."""
    names = [name for name in chat.rooms.memberships.of(username) if name != PUBLIC_CHAT]
    states = chat.rooms.states(names)
    return {"&".join(state.pair) if state.pair else state.title: name for name, state in states.items()}

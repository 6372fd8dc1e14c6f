"""What an export holds, and in which order it is put there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from ops.exporting.downloads import Downloads
from ops.exporting.folder import ExportFolder, line
from ops.exporting.people import People
from ops.exporting.posts import Posts
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.emoji.custom_emoji import EmojiRows
from snowfight.storage.rooms.rooms import Rooms

AT_ONCE = 100
TOLD_EVERY = 10_000
"""Messages."""

VERSION = 1
"""Of Mattermost's format."""

GENERATOR = "monkey-snowfight"
"""By that an import knows that texts are in our Markdown."""


class MattermostExport:
    """Writes all chats of `usernames`, who are everybody, into a folder; `team` is what the deployment is called there.

    Each chat is a channel of its name: open and closed groups, and the public chat, with everybody in it.
    """

    def __init__(
        self,
        rooms: Rooms,
        emoji: EmojiRows,
        people: People,
        posts: Posts,
        downloads: Downloads,
        team: str,
        say: Callable[[str], None] = print,
    ) -> None:
        self._rooms = rooms
        self._emoji = emoji
        self._people = people
        self._posts = posts
        self._downloads = downloads
        self._team = team
        self._say = say
        self._told = 0

    def run(self, folder: ExportFolder, usernames: Iterable[str]) -> None:
        """Raises Failure where the folder is another's, or files cannot be had."""
        folder.begin()
        names = sorted(set(usernames))
        self._people.learn(names)
        rooms = sorted({room for name in names for room in self._rooms.memberships.of(name)} | {PUBLIC_CHAT})
        self._say(f"{len(names):,} people, {len(rooms):,} chats")
        with folder.writing("posts") as posts:
            for state in self._states(rooms):
                if state.pair is None:
                    place = {"team": self._team, "channel": state.name}
                    self._posts.write(posts, "post", place, state, self._people.name)
                    self._tell()
        with folder.writing("direct_channels") as channels, folder.writing("direct_posts") as posts:
            for state in self._states(rooms):
                if state.pair and (members := self._members(state)):
                    channels.write(line({"type": "direct_channel", "direct_channel": {"members": members}}))
                    place = {"channel_members": members}
                    self._posts.write(posts, "direct_post", place, state, self._people.partner)
                    self._tell()
        with folder.writing("head") as head:
            head.writelines(self._head(rooms, [name for name in names if self._people.is_living(name)]))
        folder.finish()

    def _tell(self) -> None:
        if self._posts.count >= self._told + TOLD_EVERY:
            self._told = self._posts.count
            self._say(f"{self._told:,} messages")

    def _head(self, rooms: list[str], names: list[str]) -> Iterator[str]:
        """What comes before all posts; who is in them is known after."""
        for name in names:
            self._people.name(name)
        yield line({"type": "version", "version": VERSION, "info": {"generator": GENERATOR}})
        for emoji in self._emoji.all():
            if emoji.removed is None and (path := self._downloads.picture(emoji)):
                yield line({"type": "emoji", "emoji": {"name": emoji.name, "image": path}})
        team = {"name": self._team, "display_name": "Monkey Snowfight", "type": "I", "allow_open_invite": False}
        yield line({"type": "team", "team": team})
        for state in self._states(rooms):
            if state.pair is None:
                yield line({"type": "channel", "channel": _channel(self._team, state)})
        yield from self._people.lines(self._team, self._channels)

    def _channels(self, username: str) -> list[dict[str, str]]:
        """The channels that somebody is in, and as what."""
        states = self._states(sorted(self._rooms.memberships.of(username)))
        return [
            {
                "name": state.name,
                "roles": "channel_user channel_admin" if state.admin == username else "channel_user",
            }
            for state in states
            if state.pair is None
        ]

    def _members(self, state: RoomState) -> list[str]:
        """The two of a private chat; none where both are gone, and nobody could read it."""
        pair = state.pair or ()
        self._people.learn(pair)
        return [self._people.partner(name) for name in pair] if any(map(self._people.is_living, pair)) else []

    def _states(self, rooms: list[str]) -> Iterator[RoomState]:
        for start in range(0, len(rooms), AT_ONCE):
            page = rooms[start : start + AT_ONCE]
            found = self._rooms.states(page)
            if PUBLIC_CHAT in page:
                found.setdefault(PUBLIC_CHAT, RoomState.public())
            yield from (found[room] for room in page if room in found)


def _channel(team: str, state: RoomState) -> dict[str, Any]:
    return {
        "team": team,
        "name": state.name,
        "display_name": state.title,
        "type": "O" if state.open else "P",
        "header": "",
        "purpose": "",
    }

"""The messages of a chat as posts: what begins a thread with its replies inside, whatever its length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from ops.exporting.downloads import Downloads
from ops.exporting.emoji_names import short_name
from ops.exporting.folder import text
from ops.exporting.people import People
from snowfight.clock import milliseconds
from snowfight.domain.messages.retention import Retention
from snowfight.models.message import LoggedCall
from snowfight.models.records import Entry, RoomState
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.messages.threads import Threads

PAGE = 500
"""Messages in memory at once."""

OURS = "snowfight"
"""Among the `props` of a post: what Mattermost has no place for."""

Name = Callable[[str], str]
"""What an author is called in the export."""


@dataclass(frozen=True)
class Log:
    """Where messages, threads and reactions are read."""

    messages: Messages
    threads: Threads
    reactions: Reactions
    retention: Retention


class Posts:
    def __init__(self, log: Log, people: People, downloads: Downloads) -> None:
        self._log = log
        self._people = people
        self._downloads = downloads
        self.count = 0

    def write(self, out: TextIO, kind: str, place: dict[str, Any], state: RoomState, name: Name) -> None:
        """Write all messages of a chat that are kept. `kind` is what a line is called, `place` what says of which chat
        it is. Of what was deleted there is left what a thread hangs on."""
        last = 0
        while entries := self._log.messages.after(state.name, last, PAGE):
            last = entries[-1].seq
            kept = self._kept(state, entries)
            roots = self._roots(state, kept)
            for entry in kept:
                if entry.thread not in roots and (entry.deleted is None or entry.replies):
                    self._post(out, kind, place, entry, state, name)

    def _post(self, out: TextIO, kind: str, place: dict[str, Any], entry: Entry, state: RoomState, name: Name) -> None:
        fields = text({**place, **self._fields(entry, name)})
        out.write(f'{{"type":{text(kind)},{text(kind)}:{fields[:-1]}')
        if entry.replies:
            out.write(',"replies":[')
            for number, reply in enumerate(self._replies(state, entry)):
                between = "," if number else ""
                out.write(f"{between}{text(self._fields(reply, name))}")
            out.write("]")
        out.write("}}\n")

    def _replies(self, state: RoomState, root: Entry) -> Iterator[Entry]:
        seq = root.seq
        while numbers := self._log.threads.after(state.name, root.seq, seq, PAGE):
            seq = numbers[-1]
            found = self._log.messages.get((state.name, number) for number in numbers)
            entries = [found[state.name, number] for number in numbers if (state.name, number) in found]
            yield from (entry for entry in self._kept(state, entries) if entry.deleted is None)

    def _kept(self, state: RoomState, entries: Sequence[Entry]) -> list[Entry]:
        """Those that are not over; who is named in them is known from now on."""
        kept = [entry for entry in entries if self._log.retention.is_kept(state, entry)]
        reacted = (name for entry in kept for group in entry.reactions for name in group.usernames)
        self._people.learn([*(entry.author for entry in kept), *reacted])
        return kept

    def _roots(self, state: RoomState, entries: Iterable[Entry]) -> set[int]:
        """The threads of those messages whose beginning is there, and is written with them."""
        threads = {entry.thread for entry in entries if entry.thread is not None}
        found = self._log.messages.get((state.name, thread) for thread in sorted(threads)) if threads else {}
        return {seq for (_, seq), root in found.items() if self._log.retention.is_kept(state, root)}

    def _fields(self, entry: Entry, name: Name) -> dict[str, Any]:
        self.count += 1
        fields: dict[str, Any] = {
            "user": name(entry.author),
            "message": entry.body or (_call(entry.call) if entry.call else ""),
            "props": {OURS: {"seq": entry.seq, **({"reply_to": entry.reply_to} if entry.reply_to else {})}},
            "create_at": milliseconds(entry.created),
        }
        if entry.edited:
            fields["edit_at"] = milliseconds(entry.edited)
        if entry.deleted:
            fields["delete_at"] = milliseconds(entry.deleted)
        if entry.pinned:
            fields["is_pinned"] = True
        if entry.reactions:
            fields["reactions"] = list(self._reactions(entry, name))
        if entry.file and (path := self._downloads.bring(entry.file, entry.room, entry.seq)):
            fields["attachments"] = [{"path": path}]
        return fields

    def _reactions(self, entry: Entry, name: Name) -> Iterator[dict[str, Any]]:
        """When somebody reacted is not kept: a millisecond after the one before, so that the order stays."""
        moment = milliseconds(entry.created)
        for group in entry.reactions:
            for username in [*group.usernames, *self._beyond(entry, group.emoji, group.count - len(group.usernames))]:
                moment += 1
                yield {"user": name(username), "emoji_name": short_name(group.emoji), "create_at": moment}

    def _beyond(self, entry: Entry, emoji: str, more: int) -> Iterator[str]:
        """Who came after those that the message names."""
        rev = 0
        while more > 0 and (page := self._log.reactions.beyond(entry.room, entry.seq, emoji, rev, PAGE)):
            rev = page[-1][0]
            names = [username for _, username in page]
            self._people.learn(names)
            yield from names


def _call(call: LoggedCall) -> str:
    """What the log says of a call, in words."""
    kind = "video call" if call.video else "voice call"
    if call.outcome != "answered":
        return f"{call.outcome} {kind}".capitalize()
    minutes, seconds = divmod(call.seconds, 60)
    return f"{kind.capitalize()}, {minutes}:{seconds:02d}"

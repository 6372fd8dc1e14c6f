"""Many rows at once, and whether rows that must agree do."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import cycle, islice
from uuid import UUID

from snowfight.clock import milliseconds
from snowfight.models.message import NAMED
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.messages.changes import LIFE
from snowfight.storage.rows.messages import ChangeRow, MessageRow
from snowfight.storage.rows.rooms import (
    MemberRow,
    MembershipRow,
    MetaRow,
    PastRow,
    ReactedRow,
    ReactionRow,
    RoomsRow,
)
from tests.support.chat import Chat
from tests.support.tables import Item, rows


def fill(chat: Chat, room: str, authors: Sequence[str], count: int, body: str = "snow") -> None:
    """Put `count` messages at the end of the room's log, by the authors in turn."""
    start = chat.messages.newest(room)
    now = milliseconds(chat.clock.now())
    with MessageRow.batch_write() as batch:
        for seq, author in enumerate(islice(cycle(authors), count), start + 1):
            batch.save(MessageRow(room, seq, client_id=chat.client_id(), author=author, created=now, body=body))
    state = chat.rooms.states([room])[room]
    chat.rooms.advance(state, start + count, authors[(count - 1) % len(authors)], chat.clock.now())


def cheer(chat: Chat, room: str, seq: int, emoji: str, usernames: Sequence[str]) -> None:
    """Let many, who need no accounts, react to a message without reactions, one after another, as if each had asked."""
    state = chat.rooms.states([room])[room]
    first, last = state.last_rev + 1, state.last_rev + len(usernames)
    ids = UUID(int=0, version=4).bytes
    with ReactedRow.batch_write() as batch:
        for rev, name in enumerate(usernames, first):
            row = ReactedRow(f"REACTED#{name}", f"{room}#{seq:016d}", client_ids=ids)
            row.emoji = {emoji: rev}
            batch.save(row)
    with ReactionRow.batch_write() as batch:
        for rev, name in list(enumerate(usernames, first))[NAMED:]:
            batch.save(ReactionRow(f"REACTIONS#{room}#{seq}", f"{emoji}#{rev:016d}", username=name))
    ends = int((chat.clock.now() + LIFE).timestamp())
    with ChangeRow.batch_write() as batch:
        for rev, name in enumerate(usernames, first):
            line = ChangeRow(f"CHANGES#{room}", rev, message=seq, kind="react", username=name, expires_at=ends)
            line.emoji, line.on = emoji, True
            batch.save(line)
    group = json.dumps([[emoji, len(usernames), " ".join(usernames[:NAMED])]], ensure_ascii=False)
    MessageRow(room, seq).update([MessageRow.reactions.set(group), MessageRow.rev.set(last)])
    MetaRow(f"ROOM#{room}", "META").update([MetaRow.last_rev.set(last)])


def adorn(chat: Chat, room: str, seq: int, emojis: Sequence[str], usernames: Sequence[str]) -> None:
    """Let a message bear all of the emoji, each of them from all of those users."""
    groups = [[emoji, len(usernames), " ".join(usernames[:NAMED])] for emoji in emojis]
    text = json.dumps(groups, ensure_ascii=False, separators=(",", ":"))
    MessageRow(room, seq).update([MessageRow.reactions.set(text)])


def crowd(chat: Chat, room: str, members: Iterable[str] = (), past: Iterable[str] = ()) -> None:
    """Let many into a group, and have had many in it, who need no accounts."""
    now = milliseconds(chat.clock.now())
    members = list(members)
    with RoomsRow.batch_write() as batch:
        for name in members:
            batch.save(MemberRow(f"ROOM#{room}", f"MEMBER#{name}", joined=now))
            batch.save(MembershipRow(f"USER#{name}", f"ROOM#{room}", joined=now, read_seq=0))
        for name in past:
            batch.save(PastRow(f"ROOM#{room}", f"PAST#{name}"))
            batch.save(MembershipRow(f"USER#{name}", f"ROOM#{room}", joined=now, read_seq=0, left=now))
    MetaRow(f"ROOM#{room}", "META").update([MetaRow.member_count.add(len(members))])


def traces(room: str) -> list[str]:
    """Keys of all durable rows that name the room."""
    kept = [f"{row['pk']['S']} {row['sk']['S']}" for row in rows("rooms") if room in row["pk"]["S"] + row["sk"]["S"]]
    return kept + [f"message {row['seq']['N']}" for row in rows("messages") if row["room"]["S"] == room]


@dataclass
class _Kept:
    """The rooms table, sorted out: rows by room, memberships by user and room, the list of open groups."""

    rooms: dict[str, dict[str, Item]] = field(default_factory=lambda: defaultdict(dict))
    theirs: dict[tuple[str, str], Item] = field(default_factory=dict[tuple[str, str], Item])
    listed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    deleted: set[str] = field(default_factory=set[str])

    def __post_init__(self) -> None:
        for row in rows("rooms"):
            pk, sk = row["pk"]["S"], row["sk"]["S"]
            kind, _, name = pk.partition("#")
            if kind == "ROOM":
                self.rooms[name][sk] = row
            elif kind == "OPEN":
                self.listed.append((row["room"]["S"], row["title"]["S"]))
            elif sk.startswith("ROOM#"):
                self.theirs[name, sk.removeprefix("ROOM#")] = row
            elif "deleted" in row:
                self.deleted.add(name)

    @property
    def living(self) -> dict[str, dict[str, Item]]:
        """Private chats and groups that are not being deleted."""
        rooms = self.rooms.items()
        return {n: k for n, k in rooms if n != PUBLIC_CHAT and "META" in k and "deleting" not in k["META"]}


def contradictions() -> list[str]:
    """Where the rows of the rooms table do not agree with each other."""
    kept = _Kept()
    living = kept.living
    found = [f"{name}: {trouble}" for name in living for trouble in _troubles(name, kept)]
    for (user, room), row in kept.theirs.items():
        if room in living and "left" not in row and f"MEMBER#{user}" not in living[room]:
            found.append(f"{user} thinks to be in {room}")
        if room not in kept.rooms and room != PUBLIC_CHAT:
            found.append(f"{user} remembers {room}, which is gone")
    is_open = [(n, k["META"]["title"]["S"]) for n, k in living.items() if k["META"].get("open", {}).get("BOOL")]
    if sorted(is_open) != sorted(kept.listed):
        found.append(f"open groups are {is_open}, listed are {kept.listed}")
    return found


def _troubles(name: str, kept: _Kept) -> Iterator[str]:
    room = kept.rooms[name]
    meta = room["META"]
    members = {sk.removeprefix("MEMBER#") for sk in room if sk.startswith("MEMBER#")}
    if int(meta["member_count"]["N"]) != len(members):
        yield f"counts {meta['member_count']['N']}, has {sorted(members)}"
    if "pair" not in meta and meta["admin"]["S"] not in members:
        yield f"the admin {meta['admin']['S']} is none of {sorted(members)}"
    if "pair" not in meta and members & kept.deleted:
        yield f"deleted users are in: {sorted(members & kept.deleted)}"
    for member in members - kept.deleted:
        row = kept.theirs.get((member, name))
        if row is None or "left" in row or row["joined"] != room[f"MEMBER#{member}"]["joined"]:
            yield f"{member} does not know to be in"

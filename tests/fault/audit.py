"""Whether what is stored of changes is right: it is followed write by write, and played again from the second log."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from snowfight.clock import milliseconds
from snowfight.domain.messages.unread import UnreadCounts
from snowfight.models.message import REPLIERS
from snowfight.models.records import RoomState
from snowfight.storage.messages.packed_numbers import unpack
from tests.fault.changes import Frame
from tests.fault.cloud import Cloud, Instance
from tests.fault.log import Wire
from tests.fault.reader import User
from tests.support.dynamodb import Key, Write
from tests.support.expressions import Item

UNCHANGING = ("client_id", "author", "created")
PERMITTED = {"no_such_message", "no_such_chat", "not_yours", "not_admin", "stale"}
FULL = {"❤": "❤️"}


@dataclass
class Fate:
    """What changes have made of one message."""

    revs: list[int] = field(default_factory=list[int])
    reactions: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    is_pinned: bool = False
    is_deleted: bool = False


class Audit:
    def __init__(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self.asked: dict[str, tuple[str, Frame]] = {}
        self._bodies = Counter[tuple[str, int, str]]()
        """How often a message got that text by a change."""

        self._frames = Counter[str]()
        """How often a `react` frame was remembered, by its client id."""

        self._applied: set[str] = set()
        """Those after which the reaction was there, or not, as they wanted."""

        self._purged: set[Key] = set()
        self._revs: list[tuple[str, int]] = []

    def committed(self, write: Write) -> list[str]:
        """Take note of a row that was written; what is wrong with it."""
        before, after = write.before, write.after
        if after is None:
            self._purged.add(write.key)
            return []
        if "kind" in after and "message" in after:
            self._revs.append((after["room"]["S"].partition("#")[2], int(after["seq"]["N"])))
            return [] if before is None else [f"a change was overwritten: {before}"]
        if "client_id" in after and before is not None:
            return self._message(before, after)
        if after.get("pk", {}).get("S", "").startswith("REACTED#"):
            return self._reacted(write.key, before, after)
        return []

    def _message(self, before: Item, after: Item) -> list[str]:
        wrong = [f"{name} of {before} became {after[name]}" for name in UNCHANGING if before[name] != after[name]]
        if all(before.get(name) == after.get(name) for name in {*before, *after} - {"replies"}):
            return wrong  # a reply has joined or left its thread, which is no change of the message
        if _number(before, "rev") >= _number(after, "rev"):
            wrong.append(f"{before} became {after}, which is no newer")
        if "deleted" in before:
            wrong.append(f"{before} was deleted, and became {after}")
        if before.get("body") != after.get("body") and "body" in after:
            self._bodies[after["room"]["S"], _number(after, "seq"), after["body"]["S"]] += 1
            if _number(before, "edited") >= _number(after, "edited"):
                wrong.append(f"{before} became {after}, which was edited no later")
        return wrong

    def _reacted(self, key: Key, before: Item | None, after: Item) -> list[str]:
        there = json.loads(after["emoji"]["S"])
        if key in self._purged:  # its message is deleted: a late write may remember a frame again, and nothing else
            return [f"{after} came back"] if there else []
        for client_id in _ids(after)[len(_ids(before)) if before else 0 :]:
            self._frames[client_id] += 1
            _, frame = self.asked[client_id]
            if (_full(frame["emoji"]) in there) == frame["on"]:
                self._applied.add(client_id)
        return []

    def unknown(self, room: str) -> list[str]:
        """Where a chat's row does not know how far its second log has got, or what is deleted."""
        row = self._cloud.tables.tables["rooms"].items.get((f"ROOM#{room}".encode(), b"META"), {})
        changes = self._changes(room)
        deleted = sorted(_number(change, "message") for change in changes if change["kind"]["S"] == "delete")
        wrong: list[str] = []
        if _number(row, "last_rev") != len(changes):
            wrong.append(f"{room} has {len(changes)} changes, its row says {_number(row, 'last_rev')}")
        if sorted(unpack(row["deletions"]["B"]) if "deletions" in row else ()) != deleted:
            wrong.append(f"{room}: {deleted} are deleted, its row says {row.get('deletions')}")
        return wrong

    def complaints(self, room: str, users: Collection[User], named: int) -> list[str]:
        """What is wrong at the end."""
        changes = self._changes(room)
        revs = list(range(1, len(changes) + 1))
        wrong = self.unknown(room)
        if [_number(change, "seq") for change in changes] != revs or [r for n, r in self._revs if n == room] != revs:
            wrong.append(f"{room} has changes {changes}, stored in the order {self._revs}")
        pins: list[int] = []
        fates: dict[int, Fate] = {}
        for change in changes:
            fate = fates.setdefault(_number(change, "message"), Fate())
            wrong += _played(change, fate, pins)
        for row in self._messages(room):
            wrong += self._differs(row, fates.get(_number(row, "seq"), Fate()), named)
        stored = self._cloud.tables.tables["rooms"].items.get((f"ROOM#{room}".encode(), b"PINS"), {"seqs": {"L": []}})
        if [int(seq["N"]) for seq in stored["seqs"]["L"]] != pins:
            wrong.append(f"{room} has the pins {stored}, not {pins}")
        wrong += self._unread(room, sum(fate.is_deleted for fate in fates.values()))
        wrong += self._threads(room)
        wrong += self._mentions(room, {client_id for user in users for client_id in user.acked})
        for user in users:
            wrong += self._answers(room, user, fates)
        return wrong

    def _mentions(self, room: str, acked: Collection[str]) -> list[str]:
        """Where somebody whom an acknowledged message mentions is not told so, in the list of what did and in the
        count. What its sender could not ask again for may be overtaken by another message (ADR 0041)."""
        wrong: list[str] = []
        mentions = {
            (row["room"]["S"], row["chat"]["S"], _number(row, "message"))
            for row in self._rows("messages")
            if "chat" in row
        }
        rooms = self._cloud.tables.tables["rooms"].items
        for row in self._messages(room):
            seq, author = _number(row, "seq"), row["author"]["S"]
            answered = row["quotes"]["S"] if "quotes" in row else ""
            for name in {*row.get("mentions", {"S": ""})["S"].split(), answered} - {author, ""}:
                mine = rooms.get((f"USER#{name}".encode(), f"ROOM#{room}".encode()), {})
                if "deleted" in row or "left" in mine or row["client_id"]["S"] not in acked:
                    continue
                if (f"MENTIONS#{name}", room, seq) not in mentions:
                    wrong.append(f"{name} is not told of the mention in {room} {seq}")
                if str(seq) not in mine.get("mentions", {"NS": []})["NS"]:
                    wrong.append(f"{name} has no count of the mention in {room} {seq}")
        return wrong

    def _threads(self, room: str) -> list[str]:
        """Where a message does not know its replies, or its thread does not list them."""
        wrong: list[str] = []
        log = self._messages(room)
        for row in log:
            seq = _number(row, "seq")
            replies = [each for each in log if _number(each, "thread") == seq and "deleted" not in each]
            names = list(dict.fromkeys(each["author"]["S"] for each in reversed(replies)))[:REPLIERS]
            ought = [len(replies), _number(replies[-1], "seq"), " ".join(names)] if replies else None
            known = json.loads(row["replies"]["S"]) if "replies" in row else None
            listed = [each for each in self._rows("messages") if each["room"]["S"] == f"THREAD#{room}#{seq}"]
            if known != ought or {_number(each, "seq") for each in listed} != {
                _number(each, "seq") for each in replies
            }:
                wrong.append(f"{room} {seq} has the replies {ought}, knows {known}, and lists {listed}")
        return wrong

    def _differs(self, row: Item, fate: Fate, named: int) -> list[str]:
        """Where a message and the rows of its reactions are not what its changes have made of it."""
        room, seq = row["room"]["S"], _number(row, "seq")
        groups = [[emoji, len(names), " ".join(names[:named])] for emoji, names in fate.reactions.items()]
        beyond = [(emoji, name) for emoji, names in fate.reactions.items() for name in names[named:]]
        own = sorted((name, emoji) for emoji, names in fate.reactions.items() for name in names)
        pairs: list[tuple[str, Any, Any]] = [
            ("rev", _number(row, "rev"), fate.revs[-1] if fate.revs else 0),
            ("reactions", json.loads(row["reactions"]["S"]) if "reactions" in row else [], groups),
            ("pinned", "pinned" in row, fate.is_pinned),
            ("deleted", ("deleted" in row, "body" in row), (fate.is_deleted, not fate.is_deleted)),
            ("those beyond", sorted(self._beyond(room, seq)), sorted(beyond)),
            ("the truth", sorted(self._truth(room, seq)), own),
        ]
        return [f"{what} of {room} {seq}: {is_}, not {ought}" for what, is_, ought in pairs if is_ != ought]

    def _beyond(self, room: str, seq: int) -> list[tuple[str, str]]:
        rows = [row for row in self._rows("rooms") if row["pk"]["S"] == f"REACTIONS#{room}#{seq}"]
        return [(row["sk"]["S"].partition("#")[0], row["username"]["S"]) for row in rows]

    def _truth(self, room: str, seq: int) -> list[tuple[str, str]]:
        rows = [row for row in self._rows("rooms") if row["pk"]["S"].startswith("REACTED#")]
        mine = [row for row in rows if row["sk"]["S"] == f"{room}#{seq:016d}"]
        return [(row["pk"]["S"].partition("#")[2], emoji) for row in mine for emoji in json.loads(row["emoji"]["S"])]

    def _unread(self, room: str, deleted: int) -> list[str]:
        counts: dict[str, int] = {}

        def count(instance: Instance) -> None:
            state = instance.rooms.states([room]).get(room) or RoomState.public()
            counted = UnreadCounts(instance.retention).of("nobody", [replace(state, sent={})], {})
            counts.update({name: each.count for name, each in counted.items()})

        self._cloud.at_once(count)
        unread = len(self._messages(room)) - deleted
        return [] if counts[room] == unread else [f"{room} has {counts[room]} to read, not {unread}"]

    def _answers(self, room: str, user: User, fates: dict[int, Fate]) -> list[str]:
        """Where what a user was answered is not what happened."""
        wrong: list[str] = []
        for client_id, (name, frame) in self.asked.items():
            if name != user.name or frame["room"] != room:
                continue
            fate = fates.get(frame["seq"], Fate())
            if client_id in user.changed:
                if user.changed[client_id] not in {0, *fate.revs}:
                    wrong.append(f"{frame} was answered with {user.changed[client_id]}, not one of {fate.revs}")
                if not self._took_effect(client_id, frame, fate):
                    wrong.append(f"{frame} of {name} was answered, and did not take effect once")
            elif client_id in user.refused and user.refused[client_id] not in PERMITTED:
                wrong.append(f"{frame} of {name} was refused: {user.refused[client_id]}")
            if self._times(client_id, frame) > 1:
                wrong.append(f"{frame} of {name} took effect more than once")
        return wrong

    def _took_effect(self, client_id: str, frame: Frame, fate: Fate) -> bool:
        match frame["type"]:
            case "react":
                # A purge takes the row that remembers frames: "off" is true of a deleted message without having been
                # remembered, as its reactions went with it (which _differs looks at).
                unseen = fate.is_deleted and not frame["on"] and self._frames[client_id] == 0
                return unseen or (self._frames[client_id] == 1 and client_id in self._applied)
            case "edit":
                return self._times(client_id, frame) == 1
            case "delete":
                return fate.is_deleted
            case _:
                return not frame["on"] or bool(fate.revs)

    def _times(self, client_id: str, frame: Frame) -> int:
        if frame["type"] == "edit":
            return self._bodies[frame["room"], frame["seq"], frame["body"]]
        return self._frames[client_id]

    def stored_state(self, row: Item, reader: str) -> Wire:
        """A message as its row says that `reader` has to see it."""
        room, seq = row["room"]["S"], _number(row, "seq")
        mine = {emoji for name, emoji in self._truth(room, seq) if name == reader} if "reactions" in row else set[str]()
        groups = json.loads(row["reactions"]["S"]) if "reactions" in row else []
        return {
            "seq": seq,
            "client_id": row["client_id"]["S"],
            "body": row.get("body", {}).get("S"),
            "rev": _number(row, "rev"),
            "edited": _number(row, "edited"),
            "deleted": _number(row, "deleted"),
            "deleted_by": row.get("deleted_by", {}).get("S"),
            "pinned": "pinned" in row,
            "reactions": [(emoji, count, names.split(), emoji in mine) for emoji, count, names in groups],
        }

    def _messages(self, room: str) -> list[Item]:
        return [row for row in self._rows("messages") if row["room"]["S"] == room]

    def _changes(self, room: str) -> list[Item]:
        rows = [row for row in self._rows("messages") if row["room"]["S"] == f"CHANGES#{room}"]
        return sorted(rows, key=lambda row: _number(row, "seq"))

    def _rows(self, table: str) -> list[Item]:
        return self._cloud.tables.rows(table)


def shown_state(message: Wire) -> Wire:
    """A message as a device shows it, to be compared with Audit.stored_state."""
    shown = {name: message[name] for name in ("seq", "client_id", "body", "rev", "deleted_by", "pinned")}
    times = {name: _moment(message[name]) for name in ("edited", "deleted")}
    reactions = [(each["emoji"], each["count"], each["usernames"], each["me"]) for each in message["reactions"]]
    return {**shown, **times, "reactions": reactions}


def _played(change: Item, fate: Fate, pins: list[int]) -> list[str]:
    """Let a change take effect on what is known of its message; what is wrong with it."""
    seq, kind, on = _number(change, "message"), change["kind"]["S"], bool(_number(change.get("on", {}), "BOOL"))
    wrong = [f"{change} changed a deleted message"] if fate.is_deleted else []
    fate.revs.append(_number(change, "seq"))
    match kind:
        case "react":
            emoji, name = change["emoji"]["S"], change["username"]["S"]
            names = fate.reactions.setdefault(emoji, [])
            if (name in names) == on:
                wrong.append(f"{change} changed nothing")
            names.append(name) if on else names.remove(name)
            if not names:
                del fate.reactions[emoji]
        case "pin":
            if fate.is_pinned == on:
                wrong.append(f"{change} changed nothing")
            fate.is_pinned = on
            pins.append(seq) if on else pins.remove(seq)
        case "delete":
            fate.is_deleted, fate.is_pinned, fate.reactions = True, False, {}
            if seq in pins:
                pins.remove(seq)
        case _:
            pass
    return wrong


def _number(row: dict[str, Any], name: str) -> int:
    value = row.get(name, {"N": "0"})
    return int(value["N"]) if isinstance(value, dict) else int(value)


def _moment(time: str | None) -> int:
    return milliseconds(datetime.fromisoformat(time)) if time else 0


def _full(emoji: str) -> str:
    return FULL.get(emoji, emoji)


def _ids(row: Item) -> list[str]:
    ids = row["client_ids"]["B"]
    return [str(UUID(bytes=ids[start : start + 16])) for start in range(0, len(ids), 16)]

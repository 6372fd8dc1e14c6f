"""Given people who come, hide, open chats and vanish, when all is quiet, then everybody is shown what is so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import Join, Leave, PresenceFrame
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.presence.schedule import BUSY
from tests.support.dynamodb import Call
from tests.support.presence import Presence, Record

PEOPLE = ("ann", "bob", "eve", "dan", "kim")
FRIENDS = PEOPLE[:4]
"""Who is in the group; the last is a stranger to all."""


@dataclass(eq=False)
class Client:
    """What a browser makes of what it is told."""

    link: Link
    site: int = 0
    open: dict[str, int] = field(default_factory=dict[str, int])
    statuses: dict[str, str] = field(default_factory=dict[str, str])
    listed: dict[str, int] = field(default_factory=dict[str, int])
    last_seqs: dict[str, int] = field(default_factory=dict[str, int])
    left: set[str] = field(default_factory=set[str])
    """Chats that it has shown, and does not any more."""
    read: int = 0

    def take(self, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "online_status_handler":
                self.site = frame["online_count"]
                self.statuses |= {change["username"]: change["status"] for change in frame["changes"]}
            case "online_count_handler" | "joined":
                self.open[frame["room"]] = self.listed[frame["room"]] = frame["online_count"]
                if "last_seq" in frame:
                    self.last_seqs[frame["room"]] = frame["last_seq"]
                self.statuses |= {member["username"]: member["status"] for member in frame.get("members") or ()}
            case "chat_indicators":
                self.listed |= frame["chat_counts"]
                self.last_seqs |= frame["last_seqs"]
            case "message_handler":
                self.last_seqs[frame["room"]] = frame["message"]["seq"]
            case _:
                pass


class Truth(RuleBasedStateMachine):
    clients = Bundle("clients")

    @initialize()
    def begin(self) -> None:
        self.presence = Presence()
        self.late: list[Record] = []
        self.alive: list[Client] = []
        self.chat = self.presence.chat
        for name in PEOPLE:
            self.chat.user(name, verified=True)
        self.group = self.chat.groups.create("ann", NewGroup(groupchat_name="Friends", open=True))
        for name in FRIENDS[1:]:
            self.chat.groups.join(name, self.group, None)
        self.presence.settle()

    @rule(target=clients, name=st.sampled_from(PEOPLE))
    def connect(self, name: str) -> Client:
        link = Link(self.chat.client_id(), name, self.chat.clock.now())
        self.chat.connection_lifecycle.opened(link)
        self.chat.gateway.open.add(link.connection_id)
        client = Client(link)
        self.alive.append(client)
        self.presence.greet(link)
        if name in FRIENDS:
            room = self.chat.rooms.load(self.group)
            assert room
            client.statuses = {
                member.username: member.status for member in self.chat.member_pages.page(room, "").members
            }
        return client

    @rule(client=consumes(clients), is_told=st.booleans())
    def vanish(self, client: Client, is_told: bool) -> None:
        self.chat.gateway.open.discard(client.link.connection_id)
        self.alive.remove(client)
        if is_told:
            self.chat.connection_lifecycle.closed(client.link)

    @rule(client=clients, inside=st.booleans())
    def join(self, client: Client, inside: bool) -> None:
        room = self.group if inside and client.link.username in FRIENDS else PUBLIC_CHAT
        joined = self.chat.subscriptions.join(client.link, Join(type="join", room=room))[0]
        self.presence.fanout.post([client.link], joined)
        client.open[room] = 0

    @rule(client=clients, inside=st.booleans())
    def leave(self, client: Client, inside: bool) -> None:
        room = self.group if inside else PUBLIC_CHAT
        self.chat.subscriptions.leave(client.link, Leave(type="leave", room=room))
        self.look(client)
        if client.open.pop(room, None) is not None:
            client.left.add(room)
            del client.listed[room]  # it counted the user themselves: until the next is told, nobody says what is so

    @rule(client=clients, is_active=st.booleans())
    def hide(self, client: Client, is_active: bool) -> None:
        state = "active" if is_active else "inactive"
        self.chat.subscriptions.presence(client.link, PresenceFrame(type="presence", state=state))

    @rule(client=clients)
    def say(self, client: Client) -> None:
        self.chat.clock.advance(seconds=0.5)
        self.chat.say(client.link)

    @rule(seconds=st.integers(0, 20), fate=st.sampled_from(["once", "twice", "never", "late"]))
    def pass_time(self, seconds: int, fate: str) -> None:
        """The stream's records come, come twice, are lost, or come after later ones."""
        self.chat.clock.advance(seconds=seconds)
        records = self.presence.records()
        if fate == "late":
            self.late += records
        elif fate != "never":
            self.presence.take(records)
            if fate == "twice":
                self.presence.take(records)

    @rule(requests=st.integers(0, 40))
    def die(self, requests: int) -> None:
        """The function dies after so many requests to DynamoDB; its records come again when it has been given up."""
        records, left = self.presence.records(), requests

        def carry(_operation: str, _call: Call, serve: Callable[[], dict[str, Any]]) -> dict[str, Any]:
            nonlocal left
            if left == 0:
                raise SystemExit
            left -= 1
            return serve()

        ordinary, self.presence.connection.carry = self.presence.connection.carry, carry
        with suppress(SystemExit):
            self.presence.take(records)
        self.presence.connection.carry = ordinary
        self.chat.clock.advance(seconds=BUSY.total_seconds() + 1)
        self.presence.take(records)

    @invariant()
    def nobody_is_told_of_strangers(self) -> None:
        for client in getattr(self, "alive", ()):
            self.look(client)
            if client.link.username not in FRIENDS:
                assert client.statuses == {}
            assert "kim" not in client.statuses

    def look(self, client: Client) -> None:
        frames = self.chat.gateway.frames(client.link.connection_id)
        for frame in frames[client.read :]:
            client.take(frame)
        client.read = len(frames)

    def teardown(self) -> None:
        if not hasattr(self, "late"):
            return
        # When all is quiet, and after one sweep
        self.presence.take(self.late)
        self.presence.settle()
        self.chat.clock.advance(minutes=11)
        self.presence.sweep.sweep()
        self.presence.settle()
        # Then
        names = {client.link.username for client in self.alive}
        showing = {
            room: {client.link.username for client in self.alive if room in client.open}
            for room in (PUBLIC_CHAT, self.group)
        }
        last_seq = self.chat.messages.newest(PUBLIC_CHAT)
        for client in self.alive:
            self.look(client)
            assert client.site == len(names)
            assert {room: client.open[room] for room in client.open} == {r: len(showing[r]) for r in client.open}
            if last_seq:
                assert client.last_seqs[PUBLIC_CHAT] == last_seq
            rooms = (PUBLIC_CHAT, self.group) if client.link.username in FRIENDS else (PUBLIC_CHAT,)
            listed = {room for room in rooms if room in client.listed}
            assert {*rooms} - listed <= client.left
            assert {room: client.listed[room] for room in listed} == {room: len(showing[room]) for room in listed}
            if client.link.username in FRIENDS:
                others = [name for name in FRIENDS if name != client.link.username]
                assert {n: client.statuses[n] for n in others} == {n: self.status(n) for n in others}

    def status(self, name: str) -> str:
        statuses = self.chat.connections.users.statuses
        return statuses([name], self.chat.clock.now())[name] if name in self.here() else "offline"

    def here(self) -> set[str]:
        return {client.link.username for client in self.alive}


TestTruth = Truth.TestCase
TestTruth.settings = settings(
    max_examples=40,
    stateful_step_count=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)

"""Random doings of several users, each compared with a small model of the contract: answers, views and frames."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from snowfight.errors import SnowfightError, Unauthorized
from snowfight.models.accounts import SignUp
from snowfight.models.chat import Chat as ChatView
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Join, Leave, Read
from snowfight.models.message import HistoryQuery, Message
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.crowd import contradictions
from tests.support.gateway import RecordingGateway
from tests.support.scene import PASSWORD
from tests.support.tables import SETTINGS, empty_tables
from tests.support.wire import Wire
from tests.unit.rooms.model import Frame, Model, Refused

USERS = ["ann", "bob", "cat", "dan"]
NOWHERE = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80"

user = st.sampled_from(USERS)
some = st.lists(st.sampled_from([*USERS, "nobody_at_all"]), max_size=2, unique=True)
title = st.sampled_from(["Snow", "Ice", "Große Lawine"])
place = st.integers(0, 7)
seqs = st.integers(0, 12)


class Post(RecordingGateway):
    """A gateway whose frames are taken away once they are looked at."""

    def take(self, connection_id: str) -> list[dict[str, Any]]:
        taken = self.frames(connection_id)
        self._frames = [(target, frame) for target, frame in self._frames if target != connection_id]
        return taken


class Machine(RuleBasedStateMachine):
    database: Database

    def __init__(self) -> None:
        super().__init__()
        empty_tables()
        self.post = Post()
        self.chat = Chat(settings=replace(SETTINGS, rate_burst=10_000), gateway=self.post, database=self.database)
        self.model = Model(USERS)
        self.names = [PUBLIC_CHAT, NOWHERE]
        self.invites: dict[str, str] = {}
        self.links: dict[str, list[Link]] = {}
        for name in USERS:
            self.chat.account_service.sign_up(SignUp(username=name, email=f"{name}@example.org", password=PASSWORD), "")
            if name != "dan":
                self.verify(name)
            self.links[name] = [self.chat.connect(name)]

    # Doing the same to both -----------------------------------------------------------------------------------------

    def same(self, real: Callable[[], Any], modelled: Callable[[], Any], *, ordered: bool = True) -> tuple[Any, Any]:
        """Do it in earnest and to the model: the answers agree, and so does what everybody's connections were sent.

        Returns what both returned, None where both refused. `ordered`: the frames come in the model's order, too.
        """
        self.chat.clock.advance(milliseconds=1)
        self.model.now = self.chat.clock.now()
        got: Any = None
        try:
            got = real()
            answer = "ok"
        except SnowfightError as error:
            answer = error.code
        wanted: Any = None
        expected = "ok"
        try:
            wanted = modelled()
        except Refused as refused:
            expected = str(refused)
        assert answer == expected
        self.compare_frames(ordered=ordered)
        return got, wanted

    def compare_frames(self, *, ordered: bool) -> None:
        for name, links in self.links.items():
            expected = self.model.outbox[name]
            for link in links:
                received = [_summary(frame) for frame in self.post.take(link.connection_id) if frame["type"] != "ack"]
                assert (received if ordered else sorted(received)) == (expected if ordered else sorted(expected)), name
        self.model.outbox.clear()

    def room(self, number: int) -> str:
        return self.names[number % len(self.names)]

    def refused_if_gone(self, who: str) -> bool:
        """A deleted user's tokens are refused; nothing else is worth trying with them."""
        if who in self.model.living:
            return False
        with pytest.raises(Unauthorized):
            self.chat.account_service.me(who, None)
        with pytest.raises(Unauthorized):
            self.chat.groups.create(who, NewGroup(groupchat_name="again"))
        return True

    # Accounts and connections ---------------------------------------------------------------------------------------

    @rule(who=user)
    def verify(self, who: str) -> None:
        if who in self.model.living:
            self.chat.accounts.verify_email(who)
            self.model.verified.add(who)

    @rule(who=user)
    def open_another_tab(self, who: str) -> None:
        if who in self.model.living and len(self.links[who]) < 3:
            rooms = [PUBLIC_CHAT] if who in self.model.viewers else []
            self.links[who].append(self.chat.connect(who, *rooms))

    @rule(who=user)
    def close_a_tab(self, who: str) -> None:
        if len(self.links[who]) > 1:
            link = self.links[who].pop()
            self.post.open.discard(link.connection_id)
            self.chat.connection_lifecycle.closed(link)

    @rule(who=user, visible=st.booleans())
    def show_or_hide_the_public_chat(self, who: str, visible: bool) -> None:
        for link in self.links[who]:
            if visible:
                self.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
                self.model.viewers.add(who)
            else:
                self.chat.subscriptions.leave(link, Leave(type="leave", room=PUBLIC_CHAT))
                self.model.viewers.discard(who)

    @precondition(lambda self: len(self.model.living) > 2)
    @rule(who=user, sure=st.integers(0, 3))
    def delete_account(self, who: str, sure: int) -> None:
        if sure or self.refused_if_gone(who):
            return
        self.same(
            lambda: self.chat.deletion.delete(who, PASSWORD),
            lambda: self.model.delete_account(who),
        )
        assert not self.post.open & {link.connection_id for link in self.links[who]}
        self.links[who] = []

    # Groups and private chats ---------------------------------------------------------------------------------------

    @rule(who=user, title=title, is_open=st.booleans())
    def create(self, who: str, title: str, is_open: bool) -> None:
        if self.refused_if_gone(who) or len(self.names) > 7:
            return
        made: list[str] = []

        def create() -> None:
            made.append(self.chat.groups.create(who, NewGroup(groupchat_name=title, open=is_open)))

        self.same(create, lambda: self.model.create(who, made[0] if made else "", title, is_open=is_open))
        for name in made:
            self.names.append(name)
            self.remember_invite(name)

    def remember_invite(self, name: str) -> None:
        state = self.chat.rooms.states([name])[name]
        self.invites[name] = state.invite or ""

    @rule(who=user, other=st.sampled_from([*USERS, "nobody_at_all"]))
    def start_private_chat(self, who: str, other: str) -> None:
        if self.refused_if_gone(who):
            return
        found: list[str] = []
        self.same(
            lambda: found.append(self.chat.private_chats.with_user(who, other)),
            lambda: self.model.private(who, other, found[0] if found else ""),
        )
        self.names += [name for name in found if name not in self.names]

    @rule(who=user, at=place, add=some, remove=some, title=st.none() | title, is_open=st.none() | st.booleans())
    def edit(
        self, who: str, at: int, add: list[str], remove: list[str], title: str | None, is_open: bool | None
    ) -> None:
        if self.refused_if_gone(who):
            return
        name = self.room(at)
        remove = [one for one in remove if one != "nobody_at_all"]
        body = EditGroup(add_members=add, remove_members=remove, groupchat_name=title, open=is_open)
        self.same(
            lambda: self.chat.groups.edit(who, name, body),
            lambda: self.model.edit(who, name, add, remove, title, is_open),
        )

    @rule(who=user, at=place, others=some)
    def add(self, who: str, at: int, others: list[str]) -> None:
        self.edit(who, at, others, [], None, None)

    @rule(who=user, at=place)
    def reset_invitation(self, who: str, at: int) -> None:
        if self.refused_if_gone(who):
            return
        name = self.room(at)
        self.same(
            lambda: self.chat.groups.edit(who, name, EditGroup(reset_invite=True)),
            lambda: self.model.administered(who, name),
        )
        if name in self.invites and name in self.model.rooms and self.model.rooms[name].admin == who:
            old = self.invites[name]
            self.remember_invite(name)
            assert self.invites[name] != old
            self.join(who="dan", at=at, invite=old)

    @rule(who=user, at=place, invite=st.sampled_from(["right", "right", "wrong", None]))
    def join(self, who: str, at: int, invite: str | None) -> None:
        if who not in self.model.living:
            return
        name = self.room(at)
        given = self.invites.get(name, "none") if invite == "right" else invite
        self.same(
            lambda: self.chat.groups.join(who, name, given),
            lambda: self.model.join(who, name, welcome=invite == "right"),
        )

    @rule(who=user, at=place)
    def leave(self, who: str, at: int) -> None:
        if not self.refused_if_gone(who):
            name = self.room(at)
            self.same(lambda: self.chat.groups.leave(who, name), lambda: self.model.leave(who, name))

    @rule(who=user, at=place)
    def delete(self, who: str, at: int) -> None:
        if not self.refused_if_gone(who):
            name = self.room(at)
            self.same(lambda: self.chat.groups.delete(who, name), lambda: self.model.delete(who, name))

    # Messages -------------------------------------------------------------------------------------------------------

    @rule(who=user, at=place, body=st.sampled_from(["hello", "🐒", "a\nb"]))
    def send(self, who: str, at: int, body: str) -> None:
        if self.refused_if_gone(who):
            return
        name = self.room(at)
        self.same(
            lambda: self.chat.say(self.links[who][0], body, room=name),
            lambda: self.model.send(who, name, body),
        )

    @rule(who=user, at=place, seq=seqs)
    def read(self, who: str, at: int, seq: int) -> None:
        if self.refused_if_gone(who):
            return
        name = self.room(at)
        self.same(
            lambda: self.chat.read_receipts.read(self.links[who][0], Read(type="read", room=name, seq=seq)),
            lambda: self.model.read(who, name, seq),
        )

    @rule(who=user, at=place, anchor=st.sampled_from(["offset", "before", "after"]), seq=seqs, limit=st.integers(1, 4))
    def look_back(self, who: str, at: int, anchor: str, seq: int, limit: int) -> None:
        if self.refused_if_gone(who):
            return
        name = self.room(at)
        query = HistoryQuery.model_validate({anchor: seq, "limit": limit})
        page, wanted = self.same(
            lambda: self.chat.history.page(who, name, query),
            lambda: self.model.page(who, name, anchor, seq, limit),
        )
        if page is not None:
            assert ([_message(one) for one in page.messages], page.has_older, page.has_newer) == wanted

    # Time -----------------------------------------------------------------------------------------------------------

    @rule(seconds=st.sampled_from([0.5, 1.0, 2.0, 60.0, 121.0]))
    def wait(self, seconds: float) -> None:
        self.chat.clock.advance(seconds=seconds)

    @rule()
    def work(self) -> None:
        self.same(self.chat.work, self.model.work, ordered=False)

    # Always ---------------------------------------------------------------------------------------------------------

    @invariant()
    def everybody_sees_what_the_contract_says(self) -> None:
        self.model.now = self.chat.clock.now()
        for who in self.model.living:
            assert [_chat(one) for one in self.chat.chat_lists.all(who).chats] == self.model.chats(who)

    def teardown(self) -> None:
        for _round in range(3):
            self.chat.clock.advance(minutes=3)
            self.work()
        assert contradictions() == []


def _summary(frame: dict[str, Any]) -> Frame:
    match frame["type"]:
        case "system":
            return ("system", frame["room"], frame["event"], frame["username"])
        case "message_handler":
            message = frame["message"]
            return ("message_handler", frame["room"], message["seq"], message["author"]["username"], message["body"])
        case "read_handler":
            return ("read_handler", frame["room"], frame["username"], frame["seq"])
        case kind:
            return (kind,)


def _message(message: Message) -> Frame:
    return (message.seq, message.author.username, message.body)


def _chat(chat: ChatView) -> Frame:
    other = chat.other.username if chat.other else None
    title = other or chat.title
    return (
        chat.name,
        chat.kind,
        title,
        chat.admin,
        chat.open,
        chat.member_count,
        chat.last_seq,
        chat.read_seq,
        chat.unread,
        _message(chat.last_message) if chat.last_message else None,
        other,
    )


def test_whatever_people_do_everybody_sees_what_the_contract_says(wire: Wire, database: Database) -> None:
    Machine.database = database
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            derandomize=True,
            report_multiple_bugs=False,
            deadline=None,
            suppress_health_check=(HealthCheck.too_slow,),
            database=None,
        ),
    )

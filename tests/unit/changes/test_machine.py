"""Random messages and changes of several users, each compared with a small model of the contract, however one looks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from snowfight.clock import iso
from snowfight.domain.changes import pages, pins, reactions
from snowfight.errors import SnowfightError
from snowfight.models.accounts import SignUp
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Join, Read
from snowfight.models.message import HistoryQuery, Message, ReactionQuery, ThreadQuery, ThreadSummary
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support import changes as act
from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.scene import PASSWORD
from tests.support.tables import SETTINGS, empty_tables
from tests.support.wire import Wire
from tests.unit.changes.model import Frame, Limits, Model, Refused, Room

USERS = ["ann", "bob", "cat", "dan"]
LIMITS = Limits(named=2, emoji=3, own=2, pins=2)
EMOJI = ["👍", "❤️", "🎉", "🐒"]

user = st.sampled_from(USERS)
place = st.integers(0, 2)
seqs = st.integers(0, 5)
body = st.sampled_from(["hello", "🐒", "a\nb"])
emoji = st.sampled_from(EMOJI)
on = st.sampled_from([True, True, False])


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
        self.model = Model(USERS, LIMITS)
        for name in USERS:
            self.chat.account_service.sign_up(SignUp(username=name, email=f"{name}@example.org", password=PASSWORD), "")
            self.chat.accounts.verify_email(name)
        self.links = {name: self.chat.connect(name) for name in USERS}
        for link in self.links.values():
            self.chat.subscriptions.join(link, Join(type="join", room=PUBLIC_CHAT))
        private = self.chat.private_chats.with_user("ann", "bob")
        group = self.chat.groups.create("ann", NewGroup(groupchat_name="Fort"))
        self.chat.groups.edit("ann", group, EditGroup(add_members=USERS[1:]))
        self.model.rooms = {
            PUBLIC_CHAT: Room(PUBLIC_CHAT, "public", list(USERS)),
            private: Room(private, "private", ["ann", "bob"]),
            group: Room(group, "group", list(USERS), "ann"),
        }
        self.names = [private, group, PUBLIC_CHAT]
        self.touched = PUBLIC_CHAT
        self.frames: list[tuple[str, str, int, str, bool, str]] = []
        for link in self.links.values():
            self.post.take(link.connection_id)

    # Doing the same to both -----------------------------------------------------------------------------------------

    def same(self, real: Callable[[], Any], modelled: Callable[[], Any]) -> bool:
        """Do it in earnest and to the model; says whether it was not refused."""
        self.chat.clock.advance(milliseconds=1)
        self.model.now = self.chat.clock.now()
        got = _answer(real, SnowfightError)
        wanted = _answer(modelled, Refused)
        assert got == wanted
        for name in self.model.living:
            told = [frame for frame in self.post.take(self.links[name].connection_id) if frame["type"] in _TOLD]
            assert [_summary(frame) for frame in told] == self.model.outbox[name], name
        self.model.outbox.clear()
        return not isinstance(got, str)

    @rule(who=user, at=place, body=body, to=st.one_of(st.none(), seqs))
    def say(self, who: str, at: int, body: str, to: int | None) -> None:
        if who in self.model.living:
            name = self.touched = self.names[at]
            self.same(
                lambda: self.chat.say(self.links[who], body, room=name, reply_to=to) and None,
                lambda: self.model.say(who, name, body, to),
            )

    @rule(who=user, at=place, seq=seqs, body=body, known=st.sampled_from(["none", "first", "last", "last"]))
    def edit(self, who: str, at: int, seq: int, body: str, known: str) -> None:
        if who in self.model.living:
            name = self.touched = self.names[at]
            moment = self.known(name, seq, known)
            text = iso(moment) if moment else None
            self.same(
                lambda: act.edit(self.chat, self.links[who], seq, body, room=name, known=text).rev,
                lambda: self.model.edit(who, name, seq, body, moment),
            )

    def known(self, name: str, seq: int, which: str) -> datetime | None:
        log = self.model.rooms[name].log
        if which == "none" or not 0 < seq <= len(log):
            return None
        return log[seq - 1].edited if which == "last" else log[seq - 1].created

    @rule(who=user, at=place, seq=seqs)
    def delete(self, who: str, at: int, seq: int) -> None:
        if who in self.model.living:
            name = self.touched = self.names[at]
            self.same(
                lambda: act.delete(self.chat, self.links[who], seq, room=name).rev,
                lambda: self.model.delete(who, name, seq),
            )

    @rule(who=user, at=place, seq=seqs, emoji=emoji, on=on)
    def react(self, who: str, at: int, seq: int, emoji: str, on: bool) -> None:
        if who in self.model.living:
            name, client_id = self.names[at], self.chat.client_id()
            self.touched = name
            link = self.links[who]
            if self.same(
                lambda: act.react(self.chat, link, seq, emoji, on=on, room=name, client_id=client_id).rev,
                lambda: self.model.react(who, name, seq, emoji, on=on),
            ):
                self.frames.append((who, name, seq, emoji, on, client_id))

    @rule(emoji=emoji, seq=st.integers(1, 3), at=place)
    def everybody_reacts(self, emoji: str, seq: int, at: int) -> None:
        for who in USERS:
            self.react(who, at, seq, emoji, on=True)

    @precondition(lambda self: self.frames)
    @rule(which=st.integers(0, 100))
    def repeat_a_reaction(self, which: int) -> None:
        who, name, seq, emoji, on, client_id = self.frames[which % len(self.frames)]
        if who in self.model.living:
            link = self.links[who]
            self.same(
                lambda: act.react(self.chat, link, seq, emoji, on=on, room=name, client_id=client_id).rev,
                lambda: self.model.repeat(who, name, seq),
            )

    @rule(who=user, at=place, seq=seqs, on=on)
    def pin(self, who: str, at: int, seq: int, on: bool) -> None:
        if who in self.model.living:
            name = self.touched = self.names[at]
            self.same(
                lambda: act.pin(self.chat, self.links[who], seq, on=on, room=name).rev,
                lambda: self.model.pin(who, name, seq, on=on),
            )

    @rule(who=user, at=place, seq=seqs)
    def read(self, who: str, at: int, seq: int) -> None:
        if who in self.model.living:
            name = self.touched = self.names[at]
            frame = Read(type="read", room=name, seq=seq)
            self.same(
                lambda: self.chat.read_receipts.read(self.links[who], frame), lambda: self.model.read(who, name, seq)
            )

    @rule(hours=st.sampled_from([1, 23, 25]))
    def wait(self, hours: int) -> None:
        self.chat.clock.advance(hours=hours)
        for name in self.model.living:
            self.links[name] = Link(f"{name}-{self.chat.client_id()}", name, self.chat.clock.now())
            self.chat.connection_lifecycle.opened(self.links[name])
            self.post.open.add(self.links[name].connection_id)
            self.chat.subscriptions.join(self.links[name], Join(type="join", room=PUBLIC_CHAT))
        self.work()

    @precondition(lambda self: "dan" in self.model.living)
    @rule(sure=st.integers(0, 5))
    def dan_deletes_his_account(self, sure: int) -> None:
        if sure:
            return

        def delete() -> None:
            self.chat.deletion.delete("dan", PASSWORD)
            self.work()

        self.model.outbox.clear()
        self.same(delete, lambda: self.model.delete_account("dan"))

    @rule()
    def work(self) -> None:
        self.chat.work()

    # Always ---------------------------------------------------------------------------------------------------------

    @invariant()
    def everybody_finds_what_the_contract_says_however_they_look(self) -> None:
        """Where something was done last; everywhere in the end."""
        name = self.touched
        last = len(self.model.rooms[name].changes)
        for who in self.model.rooms[name].members:
            if who in self.model.living:
                self.look(who, name, last)

    def look(self, who: str, name: str, last: int) -> None:
        page = self.chat.history.page(who, name, HistoryQuery(limit=200))
        assert [_seen(each) for each in page.messages] == self.model.page(who, name)
        assert page.rev == last
        for after in range(max(0, last - 6), last + 1):
            assert self.catch_up(who, name, after, 1 + after % 4) == self.model.changed(who, name, after)
        found = act.changes(self.chat, who, name, first=2)
        assert [_seen(each) for each in found.messages] == self.model.changed(who, name, 0, 2)
        assert (found.rev, found.more, found.reset) == (last, False, False)
        assert act.changes(self.chat, who, name, after=last + 1).reset
        [listed] = [each for each in self.chat.chat_lists.all(who).chats if each.name == name]
        newest = _seen(listed.last_message) if listed.last_message else None
        assert (listed.last_seq, listed.last_rev, listed.unread, newest) == self.model.listed(who, name)
        shown = self.chat.changes.pages.pins(who, name).messages
        assert [_seen(each) for each in shown] == self.model.pinned(who, name)
        for message in self.model.rooms[name].log:
            assert self.thread(who, name, message.seq) == self.model.thread(who, name, message.seq)
            for emoji, names in message.reactions.items():
                assert self.reactors(who, name, message.seq, emoji) == names

    def catch_up(self, who: str, name: str, after: int, limit: int) -> list[Frame]:
        """All that has changed since, page by page."""
        got: list[Frame] = []
        while True:
            page = act.changes(self.chat, who, name, after=after, limit=limit)
            assert not page.reset
            got += [_seen(each) for each in page.messages]
            after = page.rev
            if not page.more:
                return got

    def thread(self, who: str, name: str, seq: int) -> list[Frame]:
        """A thread's first message and its replies, two a page."""
        got: list[Frame] = []
        after = 0
        while True:
            page = self.chat.thread_pages.page(who, name, seq, ThreadQuery(after=after, limit=2))
            got = [_seen(page.root), *got[1:], *map(_seen, page.messages)]
            if not page.has_newer:
                return got
            after = page.messages[-1].seq

    def reactors(self, who: str, name: str, seq: int, emoji: str) -> list[str]:
        got: list[str] = []
        cursor: str | None = None
        while True:
            query = ReactionQuery(emoji=emoji, cursor=cursor)
            page = self.chat.changes.pages.reactions(who, name, seq, query)
            got, cursor = got + page.usernames, page.cursor
            if cursor is None:
                return got

    def copy(self, who: str) -> None:
        lines: list[dict[str, Any]] = []
        cursor: str | None = ""
        while cursor is not None:
            page = self.chat.export.page(who, cursor)
            lines, cursor = lines + [json.loads(line) for line in page.lines], page.cursor
        messages, reactions = self.model.exported(who)
        told = [line for line in lines if line["kind"] == "message"]
        kept = [(line["room"], *_seen(_message(line))) for line in told]
        assert sorted(kept, key=lambda each: each[:2]) == sorted(messages, key=lambda each: each[:2])
        own = [(line["room"], line["seq"], line["emoji"]) for line in lines if line["kind"] == "reaction"]
        assert sorted(own) == sorted(reactions)

    def teardown(self) -> None:
        for name in self.names:
            self.touched = name
            self.everybody_finds_what_the_contract_says_however_they_look()
            assert act.revs(self.chat, name) == list(range(1, len(self.model.rooms[name].changes) + 1))
        for who in self.model.living:
            self.copy(who)


_TOLD = {"message_handler", "change_handler"}


def _answer(action: Callable[[], Any], refusal: type[Exception]) -> Any:
    try:
        return action()
    except refusal as error:
        return getattr(error, "code", str(error))


def _message(line: dict[str, Any]) -> Message:
    return Message.model_validate({name: value for name, value in line.items() if name != "kind"})


def _seen(message: Message) -> Frame:
    return (
        message.seq,
        message.author.username,
        message.body,
        message.edited,
        message.deleted_by,
        message.pinned,
        tuple((each.emoji, each.count, tuple(each.usernames), each.me) for each in message.reactions),
        message.rev,
        message.reply_to,
        message.thread,
        _replies(message.replies),
        (message.quoted.seq, message.quoted.author.username, message.quoted.body, message.quoted.deleted is not None)
        if message.quoted
        else None,
    )


def _replies(replies: ThreadSummary | None) -> Frame | None:
    return (replies.count, replies.last_seq, tuple(replies.usernames)) if replies else None


def _summary(frame: dict[str, Any]) -> Frame:
    message = _seen(Message.model_validate(frame["message"]))
    if frame["type"] == "message_handler":
        return ("message_handler", frame["room"], message)
    about = (frame["rev"], frame["seq"], frame["kind"], frame["username"], frame.get("emoji"), frame.get("on"))
    left = frame.get("thread_replies")
    told = (_replies(ThreadSummary.model_validate(left) if left else None),) if "thread_replies" in frame else ()
    return ("change_handler", frame["room"], *about, message, *told)


def test_whatever_people_change_everybody_sees_what_the_contract_says(
    wire: Wire,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reactions, "NAMED", LIMITS.named)
    monkeypatch.setattr(reactions, "MAX_EMOJI", LIMITS.emoji)
    monkeypatch.setattr(reactions, "MAX_OWN", LIMITS.own)
    monkeypatch.setattr(pins, "MAX_PINS", LIMITS.pins)
    monkeypatch.setattr(pages, "REACTORS", 3)
    Machine.database = database
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            derandomize=True,
            report_multiple_bugs=False,
            deadline=None,
            suppress_health_check=(HealthCheck.too_slow,),
            database=None,
        ),
    )

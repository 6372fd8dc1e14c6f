"""Given a chat in which everything happens, and indexers that die and race, when anybody searches, then they find what
a look at every message would find: no more, no less, and in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import cycle, product

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from snowfight.clock import iso
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Delete, Edit
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.search import SMALL, Search
from tests.support.tables import SETTINGS

DAYS = 3
"""Messages are kept for so long."""

WORDS = ("snow", "snowy", "rain", "wind")
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
QUERIES: dict[str, Callable[[Said], bool]] = {
    "snow": lambda said: bool(re.search(r"\bsnow", said.body)),
    '"snow"': lambda said: bool(re.search(r"\bsnow\b", said.body)),
    '"rain wind"': lambda said: "rain wind" in said.body,
    "wind -snow": lambda said: "wind" in said.body and "snow" not in said.body,
    "from:bob rain": lambda said: said.author == "bob" and "rain" in said.body,
    "after:2020-01-01": lambda _said: True,
}
EXAMPLES = 25

INTERFERENCES = ("die", "say", "edit", "delete", "index", "rebuild", "edit and rebuild", "sweep")
STEPS = 11
"""Requests of an indexer at most, for the few messages of a test."""


class Death(Exception):
    """The function ends here."""


@dataclass
class Said:
    """A message as the model has it."""

    room: str
    seq: int
    author: str
    body: str
    created: datetime
    deleted: bool = False
    edited: datetime | None = None


class Searching(RuleBasedStateMachine):
    """Ann and Bob in the public chat and in a group, with an index of few messages a file."""

    def __init__(self) -> None:
        super().__init__()
        self._cleanup = ExitStack()
        patched = self._cleanup.enter_context(pytest.MonkeyPatch.context())
        patched.setattr("snowfight.storage.search.dirty.MARKED_FROM", SMALL.every // 2)
        self._cleanup.enter_context(bound_elsewhere())
        chosen = replace(SETTINGS, rate_burst=1_000_000, rate_per_second=1000.0, retention_days=DAYS, edit_hours=None)
        self.chat = Chat(settings=chosen, database=Database(chosen, MemoryConnection()))
        self.search = Search(self.chat)
        self.links = {name: self._link(name) for name in ("ann", "bob")}
        self.group = self.chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=True))
        self.inside = {"ann"}
        self.said: list[Said] = []
        self._questions = cycle(product(self.links, QUERIES))

    def teardown(self) -> None:
        self._cleanup.close()

    def _link(self, name: str) -> Link:
        return self.chat.connect(self.chat.user(name, verified=True), PUBLIC_CHAT)

    @initialize(texts=st.lists(TEXTS, min_size=20, max_size=45))
    def talk(self, texts: list[str]) -> None:
        for text in texts:
            self.say("ann", True, text)

    @rule(name=st.sampled_from(("ann", "bob")), public=st.booleans(), text=TEXTS)
    def say(self, name: str, public: bool, text: str) -> None:
        room = PUBLIC_CHAT if public else self.group
        if not public and name not in self.inside:
            return
        self.chat.clock.advance(seconds=1)
        self.chat.say(self.links[name], text, room=room)
        seq = 1 + sum(1 for each in self.said if each.room == room)
        self.said.append(Said(room, seq, name, text, self.chat.clock.now()))

    @rule(pick=st.integers(0, 10_000), text=TEXTS)
    def edit(self, pick: int, text: str) -> None:
        if (said := self._changeable(pick)) is None:
            return
        if said.body == text:
            return
        known = iso(said.edited) if said.edited else None
        fields = {"room": said.room, "seq": said.seq, "client_id": self.chat.client_id(), "body": text, "known": known}
        frame = Edit.model_validate({"type": "edit", **fields})
        self.chat.change(self.links[said.author], frame)
        [entry] = self.chat.messages.get([(said.room, said.seq)]).values()
        said.body, said.edited = text, entry.edited

    @rule(pick=st.integers(0, 10_000))
    def delete(self, pick: int) -> None:
        if (said := self._changeable(pick)) is None:
            return
        frame = Delete(type="delete", room=said.room, client_id=self.chat.client_id(), seq=said.seq)
        self.chat.change(self.links[said.author], frame)
        said.deleted = True

    @rule()
    def bob_comes_or_goes(self) -> None:
        if "bob" in self.inside:
            self.chat.groups.leave("bob", self.group)
        else:
            self.chat.groups.edit("ann", self.group, EditGroup(add_members=["bob"]))
        self.inside ^= {"bob"}

    @rule(hours=st.integers(1, 40))
    def time_passes(self, hours: int) -> None:
        self.chat.clock.advance(hours=hours)

    @rule(public=st.booleans())
    def index(self, public: bool) -> None:
        self.search.index(PUBLIC_CHAT if public else self.group)

    @rule()
    def sweep(self) -> None:
        self.search.sweep()

    @rule(
        at=st.integers(1, STEPS),
        what=st.sampled_from(INTERFERENCES),
        rebuilds=st.booleans(),
        pick=st.integers(0, 10_000),
        text=TEXTS,
    )
    def index_while(self, at: int, what: str, rebuilds: bool, pick: int, text: str) -> None:
        """An indexer dies before its request number `at`, or something happens there."""
        steps = iter(range(1, 10_000))

        def before() -> None:
            if next(steps) != at:
                return
            if what == "die":
                raise Death
            self._interfere(what, pick, text)

        indexer = self.search.another_indexer(before)
        with suppress(Death):
            if rebuilds:
                for file in self.search.manifest().files[-1:] if pick % 2 else self.search.manifest().files[:1]:
                    indexer.rebuild(PUBLIC_CHAT, file.first)
            else:
                indexer.append(PUBLIC_CHAT, lambda: True)

    def _interfere(self, what: str, pick: int, text: str) -> None:
        match what:
            case "say":
                self.say("bob", True, text)
            case "edit":
                self.edit(pick, text)
            case "delete":
                self.delete(pick)
            case "index":
                self.search.index()
            case "rebuild" | "edit and rebuild":
                if what != "rebuild":
                    self.edit(pick, text)
                for file in self.search.manifest().files[:1]:
                    self.search.indexer.rebuild(PUBLIC_CHAT, file.first)
            case _:
                self.search.sweep()

    @precondition(lambda self: self.said)
    @invariant()
    def a_search_finds_what_a_look_at_everything_would(self) -> None:
        """Each question in its turn."""
        name, query = next(self._questions)
        found = [(each.message.room, each.message.seq) for each in self.search.results(name, query)]
        fitting = [said for said in self._readable(name) if QUERIES[query](said)]
        newest = sorted(fitting, key=lambda said: said.created, reverse=True)
        assert found == [(said.room, said.seq) for said in newest]

    def _changeable(self, pick: int) -> Said | None:
        changeable = [said for said in self._readable("ann") if said.room == PUBLIC_CHAT or said.author in self.inside]
        return changeable[pick % len(changeable)] if changeable else None

    def _readable(self, name: str) -> Iterator[Said]:
        rooms = {PUBLIC_CHAT, *([self.group] if name in self.inside else [])}
        return (said for said in self._kept() if said.room in rooms and not said.deleted)

    def _kept(self) -> list[Said]:
        begins = self.chat.clock.now() - timedelta(days=DAYS)
        return [said for said in self.said if said.created > begins]


def test_a_search_finds_what_a_look_at_everything_would_whatever_happens() -> None:
    run_state_machine_as_test(
        Searching,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            phases=[Phase.generate],
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


@pytest.mark.parametrize("rebuilds", [False, True], ids=["append", "rebuild"])
@pytest.mark.parametrize("what", INTERFERENCES)
def test_whatever_happens_at_any_step_of_an_indexer_nothing_is_missed(what: str, rebuilds: bool) -> None:
    # It happens to an old message, or to a new one
    for at, pick in product(range(1, STEPS + 1), (0, 22)):
        # Given a file, and what it does not have yet
        machine = Searching()
        try:
            machine.talk(["rain"] * 20)
            machine.index(public=True)
            machine.talk(["wind"] * 4)
            # When an indexer is at that step, and it happens
            machine.index_while(at=at, what=what, rebuilds=rebuilds, pick=pick, text="snow")
            # Then whoever searches finds what there is
            for _ in product(machine.links, QUERIES):
                machine.a_search_finds_what_a_look_at_everything_would()
        finally:
            machine.teardown()

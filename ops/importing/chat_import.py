"""One chat of an export: its messages behind what is there, then what goes with them. Each step can be made again."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from ops.importing.journal import Journal
from ops.importing.model import Export, Post
from ops.importing.progress import Progress
from ops.importing.report import Report
from ops.importing.survey import ChatSurvey
from ops.importing.target import Target
from ops.importing.writing.chats import Chats, Shape
from ops.importing.writing.destinations import Destination, Destinations
from ops.importing.writing.drafts import Draft, Drafting
from ops.importing.writing.log import ChatLog, Overtaken
from ops.importing.writing.pins import Pinning
from snowfight.models.names import DELETED_USER

CHUNK = 392
"""Posts that become messages at once: four full transactions of plain texts."""

Numbered = tuple[int, Post]
"""A post, and its place in the chat."""


@dataclass(frozen=True)
class Parts:
    """What every chat is written with."""

    target: Target
    export: Export
    journal: Journal
    report: Report
    log: ChatLog
    destinations: Destinations
    chats: Chats
    pinning: Pinning
    progress: Progress


class ChatImport:
    """Brings the chat of `survey`, as `shape` says, to `destination`; `drafting` makes messages of its posts."""

    def __init__(
        self, parts: Parts, survey: ChatSurvey, shape: Shape, destination: Destination, drafting: Drafting
    ) -> None:
        self._parts = parts
        self._survey = survey
        self._shape = shape
        self._to = destination
        self._drafting = drafting
        self._days = parts.target.settings.retention_days

    def run(self) -> None:
        """Raises Failure."""
        chat = self._survey.chat
        if not self._stands():
            self._parts.report.leave_out(chat.id, "a chat that was deleted here", chat.title)
            return
        with suppress(Overtaken):  # what comes next finds out, if anything does
            self._to = self._parts.log.look(self._to)
        self._say_what_is_older()
        posts = self._parts.export.posts(chat.id, max(0, self._survey.last - 1))
        while chunk := list(islice(posts, CHUNK)):
            self._store([(place, post) for place, post in chunk if self._is_kept(post)])
            self._parts.progress.step(len(chunk))
        self._finish()

    def _stands(self) -> bool:
        """The chat is there, made if it has to be."""
        if self._to.seq or self._to.settled is not None:
            return self._parts.chats.state(self._to.room) is not None
        return self._parts.chats.make(self._to.room, self._shape_here)

    @property
    def _shape_here(self) -> Shape:
        return self._shape.at(self._to.room, len(self._to.former))

    def _store(self, posts: Sequence[Numbered]) -> None:
        """Store what is not there of those posts, in a new chat from where on people write in this one."""
        while True:
            drafts = [draft for place, post in posts for draft in self._drafts(place, post)]
            before = self._to.seq
            try:
                self._to = self._parts.log.append(self._to, self._rooted(drafts))
            except Overtaken as overtaken:
                self._to = self._renewed(overtaken.destination)
            else:
                self._parts.report.counts["messages"] += self._to.seq - before
                return

    def _renewed(self, known: Destination) -> Destination:
        if known.room != self._to.room:
            return known
        self._to = known
        self._finish()
        renewed = self._parts.destinations.renew(self._to)
        chat = self._survey.chat
        self._parts.report.leave_out(chat.id, "people write there: what is new went into another chat", chat.title)
        self._to = renewed
        self._parts.chats.make(renewed.room, self._shape_here)
        return renewed

    def _drafts(self, place: int, post: Post) -> list[Draft]:
        if place != self._survey.last and self._is_there(self._drafting.id(post.id)):
            return []
        return [
            draft
            for draft in self._drafting.of(self._to.room, post, self._is_there)
            if not self._is_there(draft.client_id)
        ]

    def _rooted(self, drafts: Sequence[Draft]) -> list[Draft]:
        """With a tombstone where the beginning of a thread is not in this chat, unless it may be over by now."""
        rooted: list[Draft] = []
        here = set[str]()
        for draft in drafts:
            root = draft.thread
            if root and root not in here and self._parts.journal.find(self._to.room, root) is None:
                former = self._former(root)
                if former is not None or not self._days:
                    rooted.append(Draft(root, former or DELETED_USER, draft.created, deleted=True))
                    here.add(root)
            here.add(draft.client_id)
            rooted.append(draft)
        return rooted

    def _former(self, message: str) -> str | None:
        """Who wrote a message that is in a former chat."""
        places = (self._parts.journal.find(room, message) for room in self._to.former)
        return next((place.author for place in places if place), None)

    def _is_there(self, message: str) -> bool:
        return any(self._parts.journal.find(room, message) for room in self._to.rooms)

    def _is_kept(self, post: Post) -> bool:
        """Whether the post is not over already by what the deployment has decided."""
        if not self._days or post.created + timedelta(days=self._days) > self._parts.target.clock.now():
            return True
        place = f"{self._survey.chat.id}/{post.id}"
        self._parts.report.leave_out(place, f"older than {self._days} days, for which messages are kept here")
        return False

    def _say_what_is_older(self) -> None:
        chat = self._survey.chat.id
        for _, post in islice(self._parts.export.posts(chat), max(0, self._survey.last - 1)):
            if (post.text or post.files) and not self._is_there(self._drafting.id(post.id)):
                reason = "a message from before what is here already"
                self._parts.report.leave_out(f"{chat}/{post.id}", reason)

    def _finish(self) -> None:
        """All that goes with the messages."""
        parts, to, chat = self._parts, self._to, self._survey.chat
        if to.settled != to.seq and (over := parts.pinning.pin(to.room, self._pinned())):
            parts.report.leave_out(chat.id, "more pinned messages than a chat has", f"{over}")
        before = parts.chats.admit(to.room, self._shape_here, to.seq, chat.id, first=to.settled is None)
        if to.settled != to.seq:
            parts.chats.read(to.room, before, to.seq)
            if to.seq:
                parts.target.index(to.room)
            self._to = parts.destinations.settle(to)

    def _pinned(self) -> list[int]:
        """The numbers of messages that are pinned there and new here."""
        ids = map(self._drafting.id, self._survey.pinned)
        places = (self._parts.journal.find(self._to.room, message) for message in ids)
        return sorted(place.seq for place in places if place and place.seq > (self._to.settled or 0))

"""The actions whose cost is told: each is done by the real code, once it is warm."""

from __future__ import annotations

from collections.abc import Callable

from bench.usage import Posts, Till, Usage
from snowfight.domain.presence.interval import PresenceInterval
from snowfight.integrations.file_storage import Asset
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Delete, Edit, FileUpload, Join, Pin, React, Read
from snowfight.models.file import NewUpload
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.dynamodb import bound_elsewhere
from tests.support.presence import Presence

BODY = "Meet you at the fort after lunch; bring the big ones, and mind the monkeys."
MENDED = "Meet you at the fort before lunch; bring the big ones, and mind the monkeys."
PEOPLE = 20
VIEWERS = 100
PICTURE = Asset(version=1, bytes=800_000, format="jpg", width=1600, height=1200)


class Scene:
    """A site with people, all of them here."""

    def __init__(self, people: int) -> None:
        posts = Posts()
        self.presence = Presence(PresenceInterval(), gateway=posts)
        self.chat = self.presence.chat
        self.till = Till(self.presence, posts)
        self.names = [f"user{number:04}" for number in range(people)]
        for name in self.names:
            self.chat.user(name, verified=True)
        self.links = [self._come(name) for name in self.names]

    def _come(self, name: str) -> Link:
        link = self.chat.connect(name)
        self.presence.greet(link)
        return link

    def group(self) -> str:
        """Everybody's."""
        name = self.chat.groups.create(self.names[0], NewGroup(groupchat_name="Fort"))
        self.chat.groups.edit(self.names[0], name, EditGroup(add_members=self.names[1:]))
        return name

    def show(self, room: str) -> None:
        """Everybody opens the chat, and presence comes to rest."""
        for link in self.links:
            self.chat.subscriptions.join(link, Join(type="join", room=room))
        self.presence.settle()

    def text(self, room: str) -> Usage:
        """A warm text."""
        for _ in range(3):
            self.chat.say(self.links[0], BODY, room=room)
        return self.once(room)

    def once(self, room: str) -> Usage:
        """The next text."""
        self._rest()
        with self.till.counted(frames=1) as usage:
            self.chat.say(self.links[0], BODY, room=room)
            self._follow(usage)
        return usage

    def leave(self) -> None:
        """All but the first go away."""
        for link in self.links[1:]:
            self.chat.connection_lifecycle.closed(link)
        self._rest()

    def file(self, room: str) -> Usage:
        """A picture is brought and looked at by one other; the picture itself never comes by."""
        chat, name = self.chat, self.names[0]
        self.text(room)
        with self.till.counted(calls=2, frames=1) as usage:
            asked = NewUpload(filename="fort.jpg", size=PICTURE.bytes, content_type="image/jpeg")
            chat.upload_admission.admit(name, room)
            answer = chat.files.upload(chat.upload_service.for_chat(name, room, asked), PICTURE)
            frame = FileUpload(type="file_upload", room=room, client_id=chat.client_id(), file=answer)
            chat.file_messages.post(self.links[0], frame)
            chat.file_link_reader.links(chat.file_link_reader.admit(self.names[1], room), 5)
            self._follow(usage)
        return usage

    def read(self, room: str) -> Usage:
        """One other tells that it is read, and the first learns it."""
        self.text(room)
        with self.till.counted(frames=1) as usage:
            self.chat.read_receipts.read(self.links[1], Read(type="read", room=room, seq=4))
        return usage

    def edit(self, room: str) -> Usage:
        """The author mends a text."""
        return self._change(room, 0, lambda seq, id_: Edit(type="edit", room=room, seq=seq, client_id=id_, body=MENDED))

    def delete(self, room: str) -> Usage:
        """The author takes a text away."""
        return self._change(room, 0, lambda seq, id_: Delete(type="delete", room=room, seq=seq, client_id=id_))

    def react(self, room: str) -> Usage:
        """Another reacts to a text."""
        return self._change(
            room, 1, lambda seq, id_: React(type="react", room=room, seq=seq, client_id=id_, emoji="👍", on=True)
        )

    def pin(self, room: str) -> Usage:
        """The author pins a text."""
        return self._change(room, 0, lambda seq, id_: Pin(type="pin", room=room, seq=seq, client_id=id_, on=True))

    def _change(self, room: str, who: int, frame: Callable[[int, str], Edit | Delete | React | Pin]) -> Usage:
        """A warm change of a text to which nobody has reacted; `frame` makes it of the text's number and an id."""
        self.text(room)
        last = self.chat.messages.newest(room)
        self.chat.change(self.links[who], frame(last - 1, self.chat.client_id()))
        self._rest()
        with self.till.counted(frames=1) as usage:
            self.chat.change(self.links[who], frame(last, self.chat.client_id()))
            self._follow(usage)
        return usage

    def _rest(self) -> None:
        self.presence.settle()
        self.chat.clock.advance(minutes=1)

    def arrival(self) -> Usage:
        """Somebody opens the page: session, list, public chat and ticket in one answer, a connection, and its first
        frame, which says that it shows the chat."""
        chat, name = self.chat, self.names[0]
        cookie = chat.cookie(name)
        self.presence.settle()
        with self.till.counted(calls=1, frames=1, invocations=1 + 1 + 2) as usage:
            start, _ = chat.starts.with_session(cookie, "", PUBLIC_CHAT)
            chat.ticket_issuer.admit(start.ticket.ticket, chat.settings.site_origins[0])
            link = Link("arrived", name, chat.clock.now())
            chat.gateway.open.add(link.connection_id)
            chat.connection_lifecycle.opened(link)
            self.presence.join(link, PUBLIC_CHAT)
            self._follow(usage)
        return usage

    def _follow(self, usage: Usage) -> None:
        """What streams make of it: presence tells those in whose list something is new."""
        while records := self.presence.records():
            usage.invocations += 1
            waits = self.presence.take(records)
            self.chat.clock.advance(seconds=max(0.001, waits.total_seconds() if waits else 0))


def actions() -> dict[str, Usage]:
    """What each action asks of AWS."""
    found: dict[str, Usage] = {}
    with bound_elsewhere():
        pair = Scene(2)
        room = pair.chat.private_chats.with_user(pair.names[0], pair.names[1])
        found["a text between two"] = pair.text(room)
        found["a text is read, between two"] = _reading()
        found["a picture between two, looked at once"] = _picture()
        for name, change in CHANGES.items():
            found[f"a text is {name}, between two"] = _between_two(change)
        group = Scene(PEOPLE)
        found[f"a text in a group of {PEOPLE}"] = group.text(group.group())
        public = Scene(VIEWERS)
        public.show(PUBLIC_CHAT)
        found[f"a text in the public chat, {VIEWERS} viewers"] = public.text(PUBLIC_CHAT)
        found[f"a text is reacted to in the public chat, {VIEWERS} viewers"] = public.react(PUBLIC_CHAT)
        found["somebody opens the page"] = Scene(2).arrival()
    return found


CHANGES: dict[str, Callable[[Scene, str], Usage]] = {
    "edited": Scene.edit,
    "deleted": Scene.delete,
    "reacted to": Scene.react,
    "pinned": Scene.pin,
}


def _between_two(act: Callable[[Scene, str], Usage]) -> Usage:
    scene = Scene(2)
    return act(scene, scene.chat.private_chats.with_user(scene.names[0], scene.names[1]))


def _reading() -> Usage:
    scene = Scene(2)
    return scene.read(scene.chat.private_chats.with_user(scene.names[0], scene.names[1]))


def _picture() -> Usage:
    scene = Scene(2)
    return scene.file(scene.chat.private_chats.with_user(scene.names[0], scene.names[1]))

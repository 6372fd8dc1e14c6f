"""A notice: what one user is told of one chat, ready to be pushed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from snowfight.domain.notices.wording import call_words, count_of, preview, title_of
from snowfight.models.message import LoggedCall
from snowfight.models.notices import CallPush, MessagePush, ReadPush
from snowfight.models.records import Entry, PushSubscription, RoomState
from snowfight.models.user import Author
from snowfight.storage.notices.noticed import Noticed
from snowfight.storage.notices.people import Person


@dataclass(frozen=True)
class Notice:
    """Tell `person` of `entry`, and of the chats that they have `read` since they were told of them; `here` and
    `everywhere` are how many messages they have left to read."""

    person: Person
    state: RoomState
    entry: Entry
    author: Author
    devices: Sequence[PushSubscription]
    urgent: bool
    here: int = 0
    everywhere: int = 0
    read: Sequence[Noticed] = ()

    def message(self, device: PushSubscription) -> MessagePush | CallPush:
        """What the device is pushed of the message, or of the missed call that it tells of."""
        if self.entry.call is not None:
            return self._missed(self.entry.call, device)
        shown = self.person.settings.previews
        return MessagePush(
            room=self.state.name,
            seq=self.entry.seq,
            title=title_of(self.state, self.author, device.language),
            body=preview(self.entry, device.language) if shown else count_of(max(1, self.here), device.language),
            icon=self.author.avatar_url,
            url=f"/chat/{self.state.name}/{self.entry.seq}",
            unread=self.everywhere,
        )

    def _missed(self, call: LoggedCall, device: PushSubscription) -> CallPush:
        return CallPush(
            room=self.state.name,
            seq=self.entry.seq,
            title=title_of(self.state, self.author, device.language),
            body=call_words("missed", device.language, video=call.video),
            icon=self.author.avatar_url,
            url=f"/chat/{self.state.name}/{self.entry.seq}",
            unread=self.everywhere,
            call=call.id,
            state="missed",
            expires=None,
        )

    def reads(self) -> list[ReadPush]:
        """What a device is pushed of chats that were read elsewhere."""
        return [ReadPush(room=each.room, seq=each.seq, unread=self.everywhere) for each in self.read]

"""What a client's frames ask to be changed."""

from __future__ import annotations

from snowfight.domain.changes.deletions import Deletions
from snowfight.domain.changes.edits import Wording, edit
from snowfight.domain.changes.pins import Pinning
from snowfight.domain.changes.reactions import Reacting, custom_name, full_form
from snowfight.domain.changes.storing import Request
from snowfight.domain.messages.bodies import body_of
from snowfight.models.client_frames import Delete, Edit, Pin, React
from snowfight.storage.messages.change_reads import Wanted


class ChangeRequests:
    """Reads frames by the deployment's rules: `length` of a text in code points, `edit_hours` (None: without end)."""

    def __init__(
        self,
        reacting: Reacting,
        deletions: Deletions,
        pinning: Pinning,
        wording: Wording,
        length: int,
        edit_hours: float | None,
    ) -> None:
        self._reacting = reacting
        self._deletions = deletions
        self._pinning = pinning
        self._length = length
        self._edit_hours = edit_hours
        self._wording = wording

    def of(self, frame: Edit | Delete | React | Pin) -> Request:
        """The request; raises Empty, TooLong, BadEmoji."""
        match frame:
            case Edit():
                decide = edit(body_of(frame.body, self._length), frame.known, self._edit_hours, self._wording)
                return Request(frame.room, frame.seq, decide)
            case Delete():
                wanted = Wanted(pins=True)
                return Request(
                    frame.room, frame.seq, self._deletions.decide, wanted, done_if_gone=True, takes_away=True
                )
            case React():
                emoji = full_form(frame.emoji)
                wanted = Wanted(reacted=True, emoji=custom_name(emoji))
                return Request(
                    frame.room, frame.seq, self._reacting.decide(emoji, frame.client_id, on=frame.on), wanted
                )
            case Pin():
                return Request(frame.room, frame.seq, self._pinning.decide(on=frame.on), Wanted(pins=True))

"""Storing a message once, whatever becomes of the answers."""

from __future__ import annotations

from snowfight.domain.messages.drafts import Draft
from snowfight.domain.messages.outcomes import not_refused
from snowfight.models.records import Entry
from snowfight.storage.messages.log import Appended, Messages
from snowfight.storage.messages.receipts import Receipt


class MessageStoring:
    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def store(self, draft: Draft) -> Appended:
        """Store the message, or learn that it was; raises as Messages.append, and OutcomeUnknown."""
        entry = draft.entry
        try:
            return self._messages.append(entry, draft.also, draft.reply.root if draft.reply else None)
        except Exception as error:  # noqa: BLE001  (whatever it was, the receipt tells whether the message is stored)
            receipt = self.receipt(entry, error)
            return Appended(receipt, again=receipt.created != entry.created)

    def receipt(self, entry: Entry, error: Exception) -> Receipt:
        """The receipt of a message that something speaks against, or whose answer was lost; raises `error` where it is
        not stored, and OutcomeUnknown."""
        with not_refused():
            receipt = self._messages.receipt(entry.room, entry.author, entry.client_id, entry.created)
        if receipt is None:
            raise error
        return receipt

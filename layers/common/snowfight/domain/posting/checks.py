"""Whether somebody may say something somewhere: mutes, words, new accounts, slow mode.

All of it is asked here, by whatever sends a message or changes one; of roles, rows and rules that are read anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.domain.admission import speaking
from snowfight.errors import NotAllowed, NotAllowedWord, RateLimited, TooNew
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, PostingRules, RoomState
from snowfight.models.user import is_moderator
from snowfight.storage.rooms.paces import Paces


def _nobody(_username: str) -> None:
    return None


class PostingChecks:
    """`rules` says what owners have decided; `has_link` loads what knows links, which few messages need; `account`
    reads that of who made a bot, which others' messages do not need."""

    def __init__(
        self,
        rules: Callable[[], PostingRules],
        paces: Paces,
        has_link: Callable[[str], bool],
        account: Callable[[str], Account | None] = _nobody,
    ) -> None:
        self._account = account
        self._rules = rules
        self._paces = paces
        self._has_link = has_link

    def look(self) -> None:
        """Read what owners have decided, where that was read too long ago: while something else takes its time."""
        self._rules()

    def may_write(self, sender: Account, state: RoomState, now: datetime, *, is_file: bool) -> None:
        """Before the message is put together; raises as `may_change`, and TooNew for a file."""
        self.may_change(sender, state, now)
        if is_file:
            self._must_be_known(sender, state, now)

    def may_change(self, sender: Account, state: RoomState, now: datetime) -> None:
        """Before anything is changed there but what is taken away; raises Muted, and NotAllowed for a bot in the public
        chat whose maker is no moderator.

        A bot says nothing that its maker may not say: one read of their account, which nobody else's messages need.
        """
        speaking(sender, now)
        if not sender.bot or sender.hook_of is not None:
            return
        maker = self._account(sender.maker) if sender.maker else None
        if maker is None or not maker.is_open:
            raise NotAllowed
        speaking(maker, now)
        if state.name == PUBLIC_CHAT and not is_moderator(maker.role):
            raise NotAllowed("in the public chat only bots of moderators write")

    def may_upload(self, sender: Account, state: RoomState, now: datetime) -> None:
        """Before a file is brought; raises as `may_write` of it."""
        self.may_write(sender, state, now, is_file=True)

    def may_say(self, sender: Account, state: RoomState, entry: Entry, now: datetime) -> None:
        """The text of a message or of an edit, with whom it mentions; raises NotAllowedWord, TooNew."""
        self.must_be_clean(entry.body or "")
        if self._is_new(sender, state, now) and (
            entry.mentions or entry.mentions_all or self._has_link(entry.body or "")
        ):
            raise TooNew("in their first time here accounts write neither links nor names in the public chat")

    def must_be_clean(self, text: str) -> None:
        """A text, wherever it goes; raises NotAllowedWord."""
        if words := self._rules().words:
            from snowfight.domain.posting.words import has_word  # noqa: PLC0415  (most deployments need it not)

            if has_word(text, words):
                raise NotAllowedWord

    def may_send(self, sender: Account, state: RoomState, entry: Entry, now: datetime) -> None:
        """A new message; raises as `may_say`, and RateLimited where it comes too soon after the sender's last one."""
        self.may_say(sender, state, entry, now)
        seconds = self._pace(sender, state)
        if not seconds:
            return
        wait = self._paces.take_turn(sender.username, state.name, entry.client_id, seconds, now)
        if wait is not None:
            raise RateLimited(f"here everybody writes once in {seconds} seconds", retry_after=wait)

    def _pace(self, sender: Account, state: RoomState) -> int:
        """Seconds between two messages of the sender there; 0: as they like. A hook has a pace of its own."""
        if is_moderator(sender.role) or sender.username == state.admin or sender.hook_of is not None:
            return 0
        return self._rules().slow_seconds if state.name == PUBLIC_CHAT else state.slow_seconds

    def _must_be_known(self, sender: Account, state: RoomState, now: datetime) -> None:
        if self._is_new(sender, state, now):
            raise TooNew("in their first time here accounts bring no files into the public chat")

    def _is_new(self, sender: Account, state: RoomState, now: datetime) -> bool:
        if state.name != PUBLIC_CHAT or sender.created is None or sender.bot or is_moderator(sender.role):
            return False
        return now < sender.created + timedelta(minutes=self._rules().new_minutes)

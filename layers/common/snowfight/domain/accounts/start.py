"""What a page asks for as it opens, in one answer in place of four."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from snowfight.domain.accounts.sessions import Sessions
from snowfight.domain.admission import living
from snowfight.domain.presence.connections import TicketIssuer
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.models.records import Membership
from snowfight.models.starts.start import Start
from snowfight.storage.rooms.memberships import Memberships


class Starts:
    def __init__(
        self, sessions: Sessions, memberships: Memberships, chat_lists: ChatLists, tickets: TicketIssuer
    ) -> None:
        self._sessions = sessions
        self._memberships = memberships
        self._chat_lists = chat_lists
        self._tickets = tickets

    def with_session(self, refresh_token: str | None, address: str, room: str) -> tuple[Start, str | None]:
        """The start of the cookie's session, and the refresh token that belongs into the cookie (None: it stays as it
        is). Raises as `Sessions.refresh`, and RateLimited as `TicketIssuer.issue`."""
        tokens = self._sessions.tokens(refresh_token, address)
        account, reads = self._memberships.with_account(tokens.username)
        signed_in = self._sessions.resume(tokens, account)
        if account is None:  # it has been made just now, with what counts as read
            reads = self._memberships.of(tokens.username)
        start = self._start(tokens.username, reads, room)
        return start.model_copy(update={"session": signed_in.session}), signed_in.refresh

    def of(self, username: str, room: str, signed_in: datetime | None = None) -> Start:
        """The user's chats, the newest page of `room` where that is one of them, and a ticket for a connection, which
        nobody gets whose token, from `signed_in`, counts no longer. Raises Unauthorized, RateLimited."""
        account, reads = self._memberships.with_account(username)
        living(account, signed_in)
        return self._start(username, reads, room)

    def _start(self, username: str, reads: Mapping[str, Membership], room: str) -> Start:
        listed, page = self._chat_lists.all_and_one(username, reads, room)
        return Start(chats=listed.chats, page=page, ticket=self._tickets.issue(username))

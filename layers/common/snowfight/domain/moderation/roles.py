"""Roles: given and taken by owners, of whom there is always one (ADR 0057)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.moderation.authority import Authority
from snowfight.errors import LastOwner, NotAllowed
from snowfight.models.records import Account
from snowfight.models.user import Role
from snowfight.storage.moderation.audit_log import AuditLog, Deed
from snowfight.storage.moderation.standings import Standings
from snowfight.storage.rooms.contested import Contested, uncontested


class Roles:
    def __init__(
        self,
        standings: Standings,
        authority: Authority,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._standings = standings
        self._authority = authority
        self._audit_log = AuditLog()
        self._clock = clock
        self._pause = pause

    def give(self, actor: str, username: str, role: Role, signed_in: datetime | None = None) -> None:
        """The user has that role from now on; who has it already is left as they are.

        Raises as `Authority.over`, but that owners may give up their own; NotAllowed for a bot, which has none;
        LastOwner where nobody else is one.
        """
        uncontested(lambda: self._give(actor, username, role, signed_in), self._pause)

    def _give(self, actor: str, username: str, role: Role, signed_in: datetime | None) -> None:
        account = self._subject(actor, username, role, signed_in)
        if account.role == role:
            return
        if account.bot:
            raise NotAllowed("bots have no role")
        now = self._clock.now()
        written = self._audit_log.joining(Deed(actor, "role", account.username, reason=role), now)
        try:
            self._standings.promote(account, role, (written,))
        except Contested:
            if account.role == "owner" and self._standings.owners() <= 1:
                raise LastOwner from None
            raise

    def _subject(self, actor: str, username: str, role: Role, signed_in: datetime | None) -> Account:
        if username.lower() != actor:
            return self._authority.over("owner", actor, username, signed_in)[1]
        account = self._authority.having("owner", actor, signed_in)
        if role == "owner":
            raise NotAllowed  # nobody acts on themselves, unless to give up what they are
        return account

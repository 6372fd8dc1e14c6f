"""The codes that prove an e-mail address: hashed, short-lived, few tries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import suppress
from datetime import datetime, timedelta

from snowfight.errors import CodeExpired, TooSoon, WrongCode
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows.ephemeral import CodeRow

LIFE = timedelta(minutes=10)
TRIES = 5
PAUSE = timedelta(seconds=60)
"""All three: wire contract, `verify-email`."""


class Codes:
    """One code a user, in the ephemeral table."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, username: str, code: str, now: datetime) -> None:
        """Keep a new code in place of the old; raises TooSoon within a minute of the last."""
        salt = secrets.token_hex(8)
        actions = [
            CodeRow.digest.set(_digest(salt, code)),
            CodeRow.salt.set(salt),
            CodeRow.tries.set(0),
            CodeRow.sent.set(int(now.timestamp())),
            CodeRow.expires_at.set(int((now + LIFE).timestamp())),
        ]
        latest = int((now - PAUSE).timestamp())
        try:
            self._database.update(_row(username), actions, CodeRow.pk.does_not_exist() | (CodeRow.sent <= latest))
        except Refused as refused:
            sent = int(CodeRow.from_raw_data(refused.item).sent) if refused.item else latest
            raise TooSoon(retry_after=max(1, sent - latest)) from None

    def check(self, username: str, code: str, now: datetime) -> None:
        """Raises WrongCode, or CodeExpired where there is none (any more); the right code stays good until `use_up`.

        A try is counted before the code is looked at, so that no number of calls at once gets more than five; the right
        code's is given back.
        """
        fresh = (CodeRow.tries < TRIES) & (CodeRow.expires_at > int(now.timestamp()))
        try:
            row = CodeRow.from_raw_data(self._database.update(_row(username), [CodeRow.tries.add(1)], fresh))
        except Refused:
            raise CodeExpired from None
        if not hmac.compare_digest(row.digest, _digest(row.salt, code.strip())):
            raise WrongCode
        with suppress(Refused):
            self._database.update(_row(username), [CodeRow.tries.add(-1)], CodeRow.digest == row.digest)

    def use_up(self, username: str, code: str) -> None:
        """The code has done its work; one that took its place meanwhile stays good."""
        row = next((each for each in self._database.get_many([_row(username)]) if isinstance(each, CodeRow)), None)
        if row is not None and hmac.compare_digest(row.digest, _digest(row.salt, code.strip())):
            with suppress(Refused):
                self._database.update(_row(username), [CodeRow.tries.set(TRIES)], CodeRow.digest == row.digest)

    def withdraw(self, username: str) -> None:
        """The code reached nobody: there is none, and another may be mailed at once."""
        self._database.delete(_row(username))


def _row(username: str) -> CodeRow:
    return CodeRow(f"USER#{username}", "EMAIL_CODE")


def _digest(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}:{code}".encode()).hexdigest()

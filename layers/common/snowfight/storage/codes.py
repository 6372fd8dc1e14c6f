"""The codes that prove an e-mail address: hashed, short-lived, few tries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from snowfight.errors import CodeExpired, TooSoon, WrongCode
from snowfight.storage.database import Database, Refused
from snowfight.storage.rows import CodeRow

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

    def take(self, username: str, code: str, now: datetime) -> None:
        """Use the code up; raises WrongCode, or CodeExpired where there is none (any more).

        A try is counted before the code is looked at, so that no number of calls at once gets more than five.
        """
        fresh = (CodeRow.tries < TRIES) & (CodeRow.expires_at > int(now.timestamp()))
        try:
            row = CodeRow.from_raw_data(self._database.update(_row(username), [CodeRow.tries.add(1)], fresh))
        except Refused:
            raise CodeExpired from None
        if not hmac.compare_digest(row.digest, _digest(row.salt, code.strip())):
            raise WrongCode
        try:
            self._database.update(_row(username), [CodeRow.tries.set(TRIES)], CodeRow.digest == row.digest)
        except Refused:
            raise CodeExpired from None


def _row(username: str) -> CodeRow:
    return CodeRow(f"USER#{username}", "EMAIL_CODE")


def _digest(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}:{code}".encode()).hexdigest()

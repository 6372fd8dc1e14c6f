"""The codes that prove an e-mail address: hashed, short-lived, few tries."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Generator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta

from snowfight.errors import CodeExpired, SnowfightError, TooSoon, WrongCode
from snowfight.storage.database import Database, Refused
from snowfight.storage.files.uploads import Also
from snowfight.storage.rows.ephemeral import CodeRow

LIFE = timedelta(minutes=10)
TRIES = 5
PAUSE = timedelta(seconds=60)
"""All three: wire contract, `verify-email`."""

HOLD = timedelta(seconds=30)
"""As long as a call of the HTTP API can take, and a second (infra/apis/http.py)."""


class Codes:
    """One code a subject, in the ephemeral table: a user's, unless `kind` says whose partition it lies in."""

    def __init__(self, database: Database, kind: str = "USER") -> None:
        self._database = database
        self._kind = kind

    def put(self, subject: str, code: str, now: datetime, *, spare: bool = False) -> None:
        """Keep a new code in place of the old, with `spare` only of one that is good no more; raises TooSoon within a
        minute of the last."""
        salt = secrets.token_hex(8)
        actions = [
            CodeRow.digest.set(_digest(salt, code)),
            CodeRow.salt.set(salt),
            CodeRow.tries.set(0),
            CodeRow.sent.set(int(now.timestamp())),
            CodeRow.held.remove(),
            CodeRow.expires_at.set(int((now + LIFE).timestamp())),
        ]
        latest = int((now - PAUSE).timestamp())
        replaced = CodeRow.sent <= latest
        if spare:
            replaced = replaced & ((CodeRow.expires_at <= int(now.timestamp())) | (CodeRow.tries >= TRIES))
        try:
            self._database.update(self._row(subject), actions, CodeRow.pk.does_not_exist() | replaced)
        except Refused as refused:
            sent = int(CodeRow.from_raw_data(refused.item).sent) if refused.item else latest
            raise TooSoon(retry_after=max(1, sent - latest)) from None

    def check(self, subject: str, code: str, now: datetime) -> str:
        """Raises WrongCode, or CodeExpired where there is none (any more); the right code stays good until `use_up`.

        A try is counted before the code is looked at, so that no number of calls at once gets more than five; the right
        code's is given back. Returns what the code is told from its successors by.
        """
        fresh = (CodeRow.tries < TRIES) & (CodeRow.expires_at > int(now.timestamp()))
        try:
            row = CodeRow.from_raw_data(self._database.update(self._row(subject), [CodeRow.tries.add(1)], fresh))
        except Refused:
            raise CodeExpired from None
        if not hmac.compare_digest(row.digest, _digest(row.salt, code.strip())):
            raise WrongCode
        with suppress(Refused):
            self._database.update(self._row(subject), [CodeRow.tries.add(-1)], CodeRow.digest == row.digest)
        return row.digest

    @contextmanager
    def hold(self, subject: str, code: str, now: datetime) -> Generator[Also]:
        """As `check`, and nobody else may use the code meanwhile: they get TooSoon, for as long as whoever holds it may
        live. What fails inside lets it go. Yields the write, for the transaction that does what the code is for, which
        uses it up."""
        digest = self.check(subject, code, now)
        row, until = self._row(subject), int((now + HOLD).timestamp())
        free = CodeRow.held.does_not_exist() | (CodeRow.held <= int(now.timestamp()))
        try:
            self._database.update(row, [CodeRow.held.set(until)], (CodeRow.digest == digest) & free)
        except Refused:
            raise TooSoon(retry_after=HOLD.total_seconds()) from None
        mine = (CodeRow.digest == digest) & (CodeRow.held == until)
        try:
            yield lambda transaction: transaction.update(row, [CodeRow.tries.set(TRIES)], condition=mine)
        except SnowfightError:
            with suppress(Refused):
                self._database.update(row, [CodeRow.held.remove()], mine)
            raise

    def use_up(self, subject: str, code: str) -> None:
        """The code has done its work; one that took its place meanwhile stays good."""
        rows = self._database.get_many([self._row(subject)])
        row = next((each for each in rows if isinstance(each, CodeRow)), None)
        if row is not None and hmac.compare_digest(row.digest, _digest(row.salt, code.strip())):
            with suppress(Refused):
                self._database.update(self._row(subject), [CodeRow.tries.set(TRIES)], CodeRow.digest == row.digest)

    def blind(self, subject: str) -> None:
        """The code reached nobody, and none is good in its place; nobody can tell that from one that was mailed."""
        with suppress(Refused):
            self._database.update(self._row(subject), [CodeRow.digest.set(secrets.token_hex())], CodeRow.pk.exists())

    def withdraw(self, subject: str) -> None:
        """The code reached nobody: there is none, and another may be mailed at once."""
        self._database.delete(self._row(subject))

    def _row(self, subject: str) -> CodeRow:
        return CodeRow(f"{self._kind}#{subject}", "EMAIL_CODE")


def _digest(salt: str, code: str) -> str:
    return hashlib.sha256(f"{salt}:{code}".encode()).hexdigest()

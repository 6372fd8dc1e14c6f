"""Mail with codes: what it says, and how much of it goes to whom."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.errors import TooSoon
from snowfight.integrations.mail import Mail
from snowfight.storage.accounts.codes import LIFE
from snowfight.storage.rate_limits import RateLimit, RateLimits

TO_ONE_ADDRESS = RateLimit(
    "codes", 5, timedelta(hours=1), "this address was sent several codes lately; please wait a while", TooSoon
)
"""Whatever accounts ask for them (wire contract, HTTP)."""

SUBJECT = "Your Monkey Snowfight code"
TEXT = """Hello {name},

your code is {code}. It is good for {minutes} minutes.

If you did not ask for it, somebody mistyped an address: just ignore this mail.
"""


class CodeMails:
    """Mails codes, and counts those that Cognito mails. `per_hour` is the deployment's ceiling: mail costs money, and a
    flood of it the sender's good name."""

    def __init__(self, mail: Mail, rate_limits: RateLimits, clock: Clock, per_hour: int) -> None:
        self._mail = mail
        self._rate_limits = rate_limits
        self._clock = clock
        self._ceiling = RateLimit(
            "codes", per_hour, timedelta(hours=1), "very many ask for codes at the moment; please try later", TooSoon
        )

    def send(self, to: str, name: str, code: str, text: str = TEXT) -> None:
        """Mail a code that proves the address; raises TooSoon, or Unavailable where it cannot be handed over."""
        self.count(to)
        minutes = int(LIFE.total_seconds() // 60)
        self._mail.send(to, SUBJECT, text.format(name=name, code=code, minutes=minutes))

    def allows(self, to: str) -> bool:
        """Whether a code may be mailed to the address now."""
        now = self._clock.now()
        try:
            self._rate_limits.check(TO_ONE_ADDRESS, _mailbox(to), now)
            self._rate_limits.check(self._ceiling, "mail#", now)
        except TooSoon:
            return False
        return True

    def count(self, to: str) -> None:
        """One more code is about to be mailed to the address; raises TooSoon where it may not."""
        now = self._clock.now()
        self._rate_limits.spend(TO_ONE_ADDRESS, _mailbox(to), now)
        self._rate_limits.spend(self._ceiling, "mail#", now)


def _mailbox(address: str) -> str:
    """An address is kept hashed: it is nobody's business but its account's."""
    return f"mail#{hashlib.sha256(address.lower().encode()).hexdigest()}"

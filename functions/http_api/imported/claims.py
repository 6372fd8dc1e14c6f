"""What lets people take over imported accounts, put together: loaded when somebody claims one."""

from __future__ import annotations

from functions.http_api import sign_up
from functions.http_api.wiring import account_rows, clock, code_mails, database, identity, rate_limits
from snowfight.domain.accounts.claiming import Claiming
from snowfight.domain.accounts.unclaimed import UnclaimedAccounts
from snowfight.storage.accounts.claims import Claims, hashed_address
from snowfight.storage.accounts.codes import Codes


def _hashed(address: str) -> str:
    return hashed_address(sign_up.keyed_hashes.of, address)


unclaimed = UnclaimedAccounts(account_rows, Claims(database), sign_up.door.banned, _hashed)
claiming = Claiming(identity, unclaimed, Codes(database, "CLAIM"), code_mails, rate_limits, clock)

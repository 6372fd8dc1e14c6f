"""What ends all that a banned user has open: put together when somebody was banned."""

from __future__ import annotations

from functions.http_api.calls import looking
from functions.http_api.wiring import account_rows, fanout, jobs
from snowfight.domain.moderation.ejection import Ejection

ejection = Ejection(account_rows, fanout, jobs, looking.expel)

"""What ends all that a banned user has open: put together when somebody was banned."""

from __future__ import annotations

from importlib import import_module

from functions.http_api.calls import looking
from functions.http_api.wiring import account_rows, fanout, jobs
from snowfight.domain.moderation.ejection import Ejection


def _bots(maker: str) -> list[str]:
    """Loaded when somebody was banned who has made some."""
    found: list[str] = import_module("functions.http_api.traces").names_of_bots(maker)
    return found


ejection = Ejection(account_rows, fanout, jobs, looking.expel, _bots)

"""What serves the HTTP calls about calls between browsers, put together once for each function instance."""

from __future__ import annotations

from snowfight.clock import SystemClock
from snowfight.domain.calls.ice import IceService
from snowfight.integrations.turn import Turn
from snowfight.settings import Settings, from_environment
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database
from snowfight.storage.rate_limits import RateLimits

settings = from_environment()
database = Database(settings)
database.warm()
accounts = Accounts(database)


def turn_of(settings: Settings) -> Turn | None:
    """Whose relays media go through; None where there are none. Only those that are used are loaded."""
    match settings.turn:
        case "coturn":
            from snowfight.integrations.coturn import Coturn  # noqa: PLC0415

            return Coturn(settings.turn_urls, settings.turn_parameter)
        case "kvs":
            from snowfight.integrations.kinesis_video import KinesisVideoRelays  # noqa: PLC0415

            return KinesisVideoRelays(settings.turn_channel)
        case _:
            return None


ice = IceService(
    *(accounts, RateLimits(database), SystemClock()),
    calls=settings.calls,
    stun_urls=settings.stun_urls,
    turn=turn_of(settings),
    relay_only=settings.relay_only,
)

"""What decides who may sign up, put together."""

from __future__ import annotations

from importlib import import_module

from snowfight.clock import Clock
from snowfight.domain.accounts.challenges import Challenges, ProofOfWork
from snowfight.domain.accounts.door import Door
from snowfight.domain.accounts.invitations import Invitations
from snowfight.integrations.keyed_hashes import KeyedHashes
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.solved_challenges import SolvedChallenges
from snowfight.storage.database import Database
from snowfight.storage.moderation.banned_addresses import BANNED_ADDRESS, BannedAddresses
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.moderation.invites import Invites
from snowfight.storage.rate_limits import RateLimits
from snowfight.storage.rooms.rooms import Rooms


def door_of(
    database: Database,
    rooms: Rooms,
    accounts: Accounts,
    rate_limits: RateLimits,
    clock: Clock,
    hashes: KeyedHashes,
    sign_ups: int,
) -> Door:
    """The door of this deployment; `sign_ups` as of `Door`."""

    def proof_of_work() -> ProofOfWork:
        """Loaded where there is a challenge."""
        return import_module("snowfight.integrations.altcha").Altcha(hashes)

    return Door(
        CommunitySettingsRows(database),
        BannedAddresses(lambda address: hashes.of(BANNED_ADDRESS, address)),
        Invitations(Invites(database), rooms, accounts),
        Challenges(proof_of_work, SolvedChallenges(database), clock),
        rate_limits,
        clock,
        sign_ups,
    )

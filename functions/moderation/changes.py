"""What deletes messages for moderators: put together when a report comes to that."""

from __future__ import annotations

from typing import NoReturn

from functions.moderation import wiring
from snowfight.aws.address import region_of_this_function
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.blocking import Blocking
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.mentioning import Mentioning
from snowfight.domain.moderation.removals import Removals
from snowfight.domain.moderation.written_down import deletion
from snowfight.domain.posting.checks import PostingChecks
from snowfight.domain.search.links import has_link
from snowfight.models.records import PostingRules
from snowfight.storage.moderation.blocks import BlockRows
from snowfight.storage.rooms.paces import Paces


def _mentions() -> NoReturn:
    """Not asked here, where nothing is written: what is deleted mentions nobody."""
    raise AssertionError("unreachable")


_workers = LambdaWorkers(wiring.settings.worker_function, region_of_this_function())
_parts = ChangeParts(
    Dependencies(
        wiring.database,
        wiring.rooms,
        wiring.messages,
        wiring.accounts,
        Fanout(wiring.connections, wiring.gateway, wiring.clock, _workers),
        wiring.retention,
        wiring.jobs,
        Mentioning(_mentions),
        Blocking(lambda: BlockRows(wiring.database)),
        wiring.clock,
        PostingChecks(PostingRules, Paces(wiring.database), has_link),
        deletion,
    )
)
removals = Removals(
    *(_parts.service, _parts.deletions, wiring.authority, wiring.accounts.get),
    *(wiring.decision_notices, wiring.clock),
)

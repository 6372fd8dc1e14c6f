"""What serves changes to messages over HTTP, and the jobs that they leave: put together when first needed."""

from __future__ import annotations

from functions.http_api import wiring
from snowfight.aws.address import region_of_this_function
from snowfight.delivery.shard_workers import LambdaWorkers
from snowfight.domain.changes.clearing import MessageClearing
from snowfight.domain.changes.dependencies import Dependencies
from snowfight.domain.changes.parts import ChangeParts
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.moderation.written_down import deletion
from snowfight.storage.messages.reactions import Reactions

# Very large audiences are told by workers, as those of messages are.
_workers = LambdaWorkers(wiring.settings.worker_function, region_of_this_function())
_fanout = Fanout(wiring.connections, wiring.gateway, wiring.clock, _workers)
_parts = ChangeParts(
    Dependencies(
        wiring.database,
        wiring.rooms,
        wiring.messages,
        wiring.account_rows,
        _fanout,
        wiring.retention,
        wiring.jobs,
        wiring.mentioning,
        wiring.blocking,
        wiring.clock,
        wiring.checks,
        deletion,
    )
)
pages = _parts.pages
broadcast = _parts.broadcast
withdrawal = _parts.withdrawal
clearing = MessageClearing(Reactions(wiring.database), wiring.file_cleanup, wiring.jobs)

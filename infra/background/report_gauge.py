"""How many reports wait for moderators, and for how long: a function that looks twice an hour."""

from __future__ import annotations

from aws_cdk import Duration
from constructs import Construct

from infra.background.invocations import Background
from infra.compute.functions import Functions, Grant
from infra.storage.tables import OPEN_REPORTS, Storage

EVERY = Duration.minutes(30)
"""An alarm that waits for 24 h needs no more; that is 1,500 looks a month of one Query each."""

MEMORY = 256
"""MB: nobody waits for it."""


class ReportGauge(Construct):
    """The function and its schedule."""

    def __init__(self, scope: Construct, construct_id: str, functions: Functions, storage: Storage) -> None:
        super().__init__(scope, construct_id)
        background = Background(self, "Background", functions.parameters, "report_gauge")
        function = functions.create(
            "report_gauge",
            handler="functions.moderation.gauge.handler",
            memory=MEMORY,
            environment={"ROOMS_TABLE": storage.rooms.table_name},
            grants=[Grant.table(storage.rooms, "Query", keys=[OPEN_REPORTS]), background.grant],
        )
        background.schedule(function, every=EVERY)

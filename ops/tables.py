"""The tables of a deployment through the rows of `snowfight.storage`, by the operator's own credentials."""

from __future__ import annotations

from typing import Any

from pynamodb.connection import Connection

from ops.deployment import Deployment
from snowfight.settings import Settings
from snowfight.storage.database import Database


class OperatorConnection(Connection):
    """A connection of PynamoDB's through `dynamodb`, boto3's client."""

    def __init__(self, dynamodb: Any) -> None:
        super().__init__(region=dynamodb.meta.region_name)
        self._dynamodb = dynamodb

    @property
    def client(self) -> Any:
        return self._dynamodb


def operators_database(deployment: Deployment) -> Database:
    """Raises NotDeployed where the stack is not whole."""
    outputs = deployment.outputs
    settings = Settings(
        rooms_table=outputs["RoomsTable"],
        messages_table=outputs["MessagesTable"],
        ephemeral_table=outputs["EphemeralTable"],
    )
    return Database(settings, OperatorConnection(deployment.client("dynamodb")))

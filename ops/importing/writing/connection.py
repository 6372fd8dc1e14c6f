"""PynamoDB by the operator's own credentials: what imports write goes through the rows of `snowfight.storage`."""

from __future__ import annotations

from typing import Any

from pynamodb.connection import Connection


class OperatorConnection(Connection):
    """A connection of PynamoDB's through `dynamodb`, boto3's client."""

    def __init__(self, dynamodb: Any) -> None:
        super().__init__(region=dynamodb.meta.region_name)
        self._dynamodb = dynamodb

    @property
    def client(self) -> Any:
        return self._dynamodb

"""The three tables, as infra/storage/tables.py makes them (tests/infra holds the two together)."""

from __future__ import annotations

import copy
from typing import Any

import botocore.session
from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends

from snowfight.settings import Settings

REGION = "us-east-1"

Item = dict[str, dict[str, Any]]
"""A row, as DynamoDB holds it."""

SETTINGS = Settings(
    rooms_table="rooms",
    messages_table="messages",
    ephemeral_table="ephemeral",
    site_origins=("http://localhost:8080",),
    search_bucket="search",
)

KEYS = {
    "rooms": (("pk", "S"), ("sk", "S")),
    "messages": (("room", "S"), ("seq", "N")),
    "ephemeral": (("pk", "S"), ("sk", "S")),
}

_made: dict[str, Any] = {}


def empty_tables() -> None:
    """Put the three tables, empty, into a fresh moto; they are made once, since that takes longer than most tests."""
    backend: Any = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    if not _made:
        create(botocore.session.get_session().create_client("dynamodb", region_name=REGION))
        _made.update(backend.tables)
    for table in _made.values():
        table.items.clear()
    backend.tables.update(_made)


def tables() -> dict[str, Any]:
    """moto's tables."""
    backend: Any = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION]
    return backend.tables


def rows(table: str) -> list[Item]:
    """Every row of a table, as DynamoDB holds it."""
    partitions = tables()[table].items.values()
    return [row.to_json()["Attributes"] for partition in partitions for row in partition.values()]


class Snapshot:
    """What all tables hold at one moment."""

    def __init__(self) -> None:
        self._items = {name: copy.deepcopy(table.items) for name, table in tables().items()}

    def restore(self) -> None:
        """Make the tables hold that again."""
        for name, items in self._items.items():
            tables()[name].items = copy.deepcopy(items)


def create(client: Any) -> None:
    """Make the tables with a botocore DynamoDB client."""
    for table, ((hash_key, hash_type), (range_key, range_type)) in KEYS.items():
        client.create_table(
            TableName=table,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[
                {"AttributeName": hash_key, "KeyType": "HASH"},
                {"AttributeName": range_key, "KeyType": "RANGE"},
            ],
            AttributeDefinitions=[
                {"AttributeName": hash_key, "AttributeType": hash_type},
                {"AttributeName": range_key, "AttributeType": range_type},
            ],
        )

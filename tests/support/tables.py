"""The three tables, as infra/storage.py makes them (tests/infra holds the two together)."""

from __future__ import annotations

from typing import Any

from snowfight.settings import Settings

SETTINGS = Settings(
    rooms_table="rooms",
    messages_table="messages",
    ephemeral_table="ephemeral",
    site_origins=("http://localhost:8080",),
)

KEYS = {
    "rooms": (("pk", "S"), ("sk", "S")),
    "messages": (("room", "S"), ("seq", "N")),
    "ephemeral": (("pk", "S"), ("sk", "S")),
}


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

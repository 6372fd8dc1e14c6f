"""`make owner`: a user becomes an owner of the deployment. The first one is made so; owners make others themselves."""

from __future__ import annotations

import secrets
import time
from typing import Any

from botocore.exceptions import ClientError

from ops.command import command
from ops.deployment import Deployment
from ops.failure import Failure

OPERATOR = "system"
"""Who the audit log says did it: a name that no user has."""

KEPT_SECONDS = 365 * 24 * 3600
"""A line of the audit log, as of those that functions write (storage/moderation/audit_log.py)."""


def appoint(dynamodb: Any, table: str, username: str) -> bool:
    """Make the user an owner; False where they are one. `dynamodb` is boto3's client, `table` the rooms'. Raises
    Failure where there is no such user."""
    name = username.strip().lower()
    key = {"pk": {"S": f"USER#{name}"}, "sk": {"S": "ACCOUNT"}}
    account = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    if account is None or "deleted" in account or "bot" in account:
        raise Failure(f"there is no user called {name}")
    if account.get("role", {}).get("S") == "owner":
        return False
    try:
        dynamodb.transact_write_items(TransactItems=_transaction(table, name, key, account.get("role")))
    except ClientError as error:
        if error.response["Error"]["Code"] != "TransactionCanceledException":
            raise
        raise Failure(f"the account of {name} was changed in the same moment: please try again") from error
    return True


def _transaction(table: str, name: str, key: dict[str, Any], role: dict[str, str] | None) -> list[dict[str, Any]]:
    """As the functions do it: the account, the count of owners, the line of the audit log."""
    owner = {"S": "owner"}
    as_seen = "#role = :seen" if role else "attribute_not_exists(#role)"
    moment = time.time_ns() // 1_000_000
    return [
        {
            "Update": {
                "TableName": table,
                "Key": key,
                "UpdateExpression": "SET #role = :owner",
                "ConditionExpression": f"attribute_exists(pk) AND attribute_not_exists(deleted) AND {as_seen}",
                "ExpressionAttributeNames": {"#role": "role"},
                "ExpressionAttributeValues": {":owner": owner, **({":seen": role} if role else {})},
            }
        },
        {
            "Update": {
                "TableName": table,
                "Key": {"pk": {"S": "COMMUNITY"}, "sk": {"S": "OWNERS"}},
                "UpdateExpression": "ADD owners :one",
                "ExpressionAttributeValues": {":one": {"N": "1"}},
            }
        },
        {
            "Put": {
                "TableName": table,
                "Item": {
                    "pk": {"S": "AUDIT"},
                    "sk": {"S": f"{moment:013d}-{secrets.token_hex(8)}"},
                    "actor": {"S": OPERATOR},
                    "action": {"S": "role"},
                    "target": {"S": name},
                    "reason": owner,
                    "expires_at": {"N": str(moment // 1000 + KEPT_SECONDS)},
                },
                "ConditionExpression": "attribute_not_exists(pk)",
            }
        },
    ]


def work(stage: str, username: str) -> None:
    """Make a user of a stage an owner."""
    deployment = Deployment.of(stage)
    made = appoint(deployment.client("dynamodb"), deployment.outputs["RoomsTable"], username)
    print(f"{username} is an owner{'' if made else ' already'}.")


if __name__ == "__main__":
    command("owner", ["STAGE", "USERNAME"], work)

"""`make restore`: puts a backup into a deployment that is new, or whose tables are.

Whatever is put may be put again: a run that was cut off is simply made once more.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path

from ops.archive import Archive, Part, Row, Unusable
from ops.backup import PUBLIC
from ops.batches import WRITTEN, Batches
from ops.command import command
from ops.deployment import Deployment
from ops.reindex import Reindex

_LOOKED_AT = 100
"""Rows of the backup that are looked for in a deployment that should have none of them."""

_TABLES: dict[Part, str] = {"rooms": "RoomsTable", "messages": "MessagesTable", "jobs": "EphemeralTable"}

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What a restore did; `waiting` users have no proven address that a code for a new password could go to."""

    accounts: int
    messages: int
    waiting: int


class Restore:
    """Writes an archive into a deployment."""

    def __init__(self, deployment: Deployment, archive: Archive, say: Say = print) -> None:
        self._archive = archive
        self._say = say
        self._outputs = deployment.outputs
        self._dynamodb = deployment.client("dynamodb")
        self._batches = Batches(self._dynamodb)
        self._cognito = deployment.client("cognito-idp")
        self._index = Reindex(deployment)

    def run(self) -> Restored:
        """Put everything back; raises Unusable, before anything is written."""
        self._archive.verify()
        self._claim()
        self._say("1/5 rooms")
        self._put("rooms", self._archive.rows("rooms"))
        self._say("2/5 messages")
        rooms = self._logs()
        self._say("3/5 accounts")
        accounts = waiting = 0
        for user in self._archive.rows("users"):
            waiting += self._sign_up(user) and not user["email_verified"]
            accounts += 1
        self._say("4/5 jobs")
        self._put("jobs", self._archive.rows("jobs"))
        self._say("5/5 search index")
        for room in rooms:
            self._index.room(room)
        return Restored(accounts, sum(rooms.values()), waiting)

    def _claim(self) -> None:
        """See that nobody else's data lies there: what an earlier run of this backup has put is fine."""
        target = self._outputs["MessagesTable"]
        if target in self._archive.targets:
            return
        table = self._outputs["RoomsTable"]
        rows = [{"pk": {"S": f"ROOM#{PUBLIC}"}, "sk": {"S": "META"}}, *islice(self._archive.rows("rooms"), _LOOKED_AT)]
        keys = list({(row["pk"]["S"], row["sk"]["S"]): {"pk": row["pk"], "sk": row["sk"]} for row in rows}.values())
        if any(self._batches.get(table, keys[:_LOOKED_AT])):
            raise Unusable(f"{table} is in use: a backup goes into a deployment whose tables are new")
        self._archive.claim(target)

    def _logs(self) -> dict[str, int]:
        """Put the logs back; returns how many messages each chat has."""
        rooms: dict[str, int] = {}
        for room, rows in groupby(self._archive.rows("messages"), lambda row: row["room"]["S"]):
            count, newest = self._put("messages", rows)
            self._reach(room, int(newest["seq"]["N"]))
            rooms[room] = count
        return rooms

    def _put(self, part: Part, rows: Iterable[Row]) -> tuple[int, Row]:
        """Write rows; returns how many there were, and the last."""
        table = self._outputs[_TABLES[part]]
        rest, count, last = iter(rows), 0, Row()
        while batch := list(islice(rest, WRITTEN)):
            latest = {json.dumps([row.get("pk", row.get("room")), row.get("sk", row.get("seq"))]): row for row in batch}
            self._batches.put(table, list(latest.values()))
            count, last = count + len(batch), batch[-1]
        return count, last

    def _reach(self, room: str, last: int) -> None:
        """The chat's own row was read before its log: what came in between counts."""
        condition = "(attribute_not_exists(last_seq) OR last_seq < :last)"
        if room != PUBLIC:
            condition += " AND attribute_exists(pk)"
        try:
            self._dynamodb.update_item(
                TableName=self._outputs["RoomsTable"],
                Key={"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "META"}},
                UpdateExpression="SET last_seq = :last",
                ConditionExpression=condition,
                ExpressionAttributeValues={":last": {"N": str(last)}},
            )
        except self._dynamodb.exceptions.ConditionalCheckFailedException:
            return

    def _sign_up(self, user: Row) -> bool:
        """Make the account with a password that nobody knows; says whether it is a new one."""
        named = {"UserPoolId": self._outputs["UserPool"], "Username": user["username"]}
        attributes = {"email": user["email"], "email_verified": str(user["email_verified"]).lower()}
        try:
            self._cognito.admin_create_user(
                **named,
                UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
                MessageAction="SUPPRESS",
            )
        except self._cognito.exceptions.UsernameExistsException:
            return False
        self._cognito.admin_set_user_password(**named, Password=secrets.token_urlsafe(32), Permanent=True)
        if not user["enabled"]:
            self._cognito.admin_disable_user(**named)
        return True


def restore(stage: str, folder: str) -> None:
    """Put the backup in a folder into a stage."""
    done = Restore(Deployment.of(stage), Archive(Path(folder))).run()
    print(f"{done.accounts} accounts and {done.messages} messages are back. Passwords are in no backup: people choose")
    print('a new one with "Forgot password?", which mails a code to their proven address.')
    if done.waiting:
        print(f"{done.waiting} new accounts have none: set a password for whoever asks, see docs/operations.md.")


if __name__ == "__main__":
    command("restore", ["STAGE", "FROM"], restore)

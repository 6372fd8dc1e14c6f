"""`make backup`: everything durable of a deployment into a folder, by key and in bounded pages.

Nothing scans (ADR 0023). The user pool names the living, the rooms table the deleted; a user's rows name their chats,
and a chat's row its log. What people do meanwhile may be half in it; point-in-time recovery has the exact moments.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ops.archive import Archive, Part, Progress, Row
from ops.batches import Batches
from ops.command import EXPECTED, command, line
from ops.deployment import Deployment
from ops.failure import Failure

PAGE = 1000
"""Rows of one Query, at most; it ends after 1 MB anyway."""

PUBLIC = "public-chat"

REPORTS = ("REPORTS#open", "REPORTS#closed")
IMPORTED = "IMPORTED#PEOPLE"
LISTED = ("OPEN", "EMOJI", "COMMUNITY", "AUDIT", *REPORTS, IMPORTED)
"""Partitions of the deployment as a whole: open groups, custom emoji, what it looks after itself with, who came with an
import."""

OF_EVERYBODY = ("USER", "BLOCKS", "DECISIONS", "REPORTS#AUTHOR", "BOTS")
"""Kinds of partitions that each user has one of."""

Taken = tuple[Any, Part, list[Row]]
"""Behind what a later run goes on, and rows of a part."""

Say = Callable[[str], None]


class Backup:
    """Reads a deployment into an archive."""

    def __init__(self, deployment: Deployment, archive: Archive, say: Say = print) -> None:
        self._archive = archive
        self._say = say
        self._outputs = deployment.outputs
        self._name = deployment.name
        self._dynamodb = deployment.client("dynamodb")
        self._batches = Batches(self._dynamodb)
        self._cognito = deployment.client("cognito-idp")

    def run(self) -> dict[Part, int]:
        """Make the backup, or go on with it; returns the number of lines of each part. Raises Unusable, or Failure
        where it had to stop on its way."""
        progress = self._archive.begin(self._name)
        try:
            return self._take(progress)
        except EXPECTED as error:
            raise Failure(f"{line(error)}. What is there counts: the same command goes on with it.") from error

    def _take(self, progress: Progress) -> dict[Part, int]:
        steps = (self._users, self._people, self._listed, self._rooms, self._logs, self._jobs)
        for number in range(progress.step, len(steps)):
            self._say(f"{number + 1}/{len(steps)} {steps[number].__name__.strip('_')}")
            for after, part, rows in steps[number](progress.after):
                self._archive.append(part, rows)
                self._archive.mark(number, after)
            self._archive.mark(number + 1)
        return self._archive.finish()

    def _users(self, after: Any) -> Iterator[Taken]:
        """Of the user pool: all but the passwords, which nobody can read."""
        pages = self._cognito.get_paginator("list_users").paginate(UserPoolId=self._outputs["UserPool"])
        seen = set[str]() if after is None else {user["username"] for user in self._archive.rows("users")}
        for page in pages:
            users = [_user(user) for user in page["Users"]]
            yield True, "users", [user for user in users if user["username"] not in seen]

    def _people(self, after: Any) -> Iterator[Taken]:
        """Each user's account, memberships, blocks and notices, and their bots; of the deleted what keeps their names.
        Who came with an import may not be in the user pool."""
        imported = [row["username"]["S"] for row in self._partition("RoomsTable", IMPORTED)]
        deleted = [row["sk"]["S"] for row in self._partition("RoomsTable", "DELETED")]
        names = sorted({*deleted, *imported, *(user["username"] for user in self._archive.rows("users"))})
        if after is None:
            self._archive.append("rooms", ({"pk": {"S": "DELETED"}, "sk": {"S": name}} for name in deleted))
        for name in names:
            if after is None or name > after:
                rows = self._of(name)
                bots = [row for row in rows if row["pk"]["S"].startswith("BOTS#")]
                tokens = [{"pk": {"S": f"TOKEN#{row['token']['S']}"}, "sk": {"S": "TOKEN"}} for row in bots]
                rows += [row for bot in bots for row in self._of(bot["sk"]["S"])]
                rows += self._batches.get(self._outputs["RoomsTable"], tokens)
                yield name, "rooms", [_uncounted(row) for row in rows]

    def _of(self, name: str) -> list[Row]:
        return [row for kind in OF_EVERYBODY for row in self._partition("RoomsTable", f"{kind}#{name}")]

    def _listed(self, _after: Any) -> Iterator[Taken]:
        """What belongs to no chat and no user; of reports also that their reporters have made them, of imports what has
        come already, and by which address their accounts are taken over."""
        rows = [row for key in LISTED for row in self._partition("RoomsTable", key)]
        others = [key for row in rows for key in (*_reported(row), *_claim(row))]
        sources = sorted({row["sk"]["S"].partition("#")[0] for row in rows if row["pk"]["S"] == IMPORTED})
        imports = [row for source in sources for row in self._partition("RoomsTable", f"IMPORTED#{source}")]
        yield None, "rooms", [*rows, *self._batches.get(self._outputs["RoomsTable"], others), *imports]

    def _rooms(self, after: Any) -> Iterator[Taken]:
        """Each chat with its members, who are looked up once more, so that both sides are of one moment; and with what
        posts to it, and where its events are sent to."""
        for name in self._names():
            if after is None or name > after:
                rows = list(self._partition("RoomsTable", f"ROOM#{name}"))
                people = sorted({row["sk"]["S"].partition("#")[2] for row in rows if row["sk"]["S"] != "META"})
                yield name, "rooms", [*rows, *self._memberships(name, people), *self._programs(name)]

    def _programs(self, name: str) -> Iterator[Row]:
        """A chat's hooks with their accounts, and its subscriptions, disabled: what is made of a backup beside the
        deployment that it is of sends nothing."""
        hooks = list(self._partition("RoomsTable", f"HOOKS#{name}"))
        accounts = [{"pk": {"S": f"USER#{hook['username']['S']}"}, "sk": {"S": "ACCOUNT"}} for hook in hooks]
        yield from (*hooks, *self._batches.get(self._outputs["RoomsTable"], accounts))
        for row in self._partition("RoomsTable", f"EVENTS#{name}"):
            yield {**row, "disabled": {"BOOL": True}}

    def _logs(self, after: Any) -> Iterator[Taken]:
        """The messages, after all that says how far they were read."""
        at, seq = after or ("", 0)
        for name in self._names():
            if name < at:
                continue
            last = seq if name == at else 0
            while rows := self._page(name, last):
                last = int(rows[-1]["seq"]["N"])
                yield [name, last], "messages", rows

    def _jobs(self, _after: Any) -> Iterator[Taken]:
        """Work that was begun, such as deleting an account."""
        yield None, "jobs", list(self._partition("EphemeralTable", "JOBS"))

    def _names(self) -> list[str]:
        keys = ((row["pk"]["S"], row["sk"]["S"]) for row in self._archive.rows("rooms"))
        return sorted({PUBLIC, *(sk.removeprefix("ROOM#") for pk, sk in keys if pk.startswith("USER#") and "#" in sk)})

    def _partition(self, table: str, key: str) -> Iterator[Row]:
        pages = self._dynamodb.get_paginator("query").paginate(
            TableName=self._outputs[table],
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": key}},
            ConsistentRead=True,
            PaginationConfig={"PageSize": PAGE},
        )
        for page in pages:
            yield from page["Items"]

    def _page(self, room: str, after: int) -> list[Row]:
        return self._dynamodb.query(
            TableName=self._outputs["MessagesTable"],
            KeyConditionExpression="room = :room AND seq > :after",
            ExpressionAttributeValues={":room": {"S": room}, ":after": {"N": str(after)}},
            ConsistentRead=True,
            Limit=PAGE,
        )["Items"]

    def _memberships(self, room: str, people: Sequence[str]) -> Iterator[Row]:
        keys = [{"pk": {"S": f"USER#{name}"}, "sk": {"S": f"ROOM#{room}"}} for name in people]
        return self._batches.get(self._outputs["RoomsTable"], keys)


def _reported(row: Row) -> Iterator[Row]:
    """The key of the row that keeps a report from being made twice, where it is one that some user has made."""
    if row["pk"]["S"] in REPORTS:
        report = json.loads(row["report"]["S"])
        if report["reporter"] is not None:
            yield {"pk": {"S": f"REPORTED#{report['room']}#{report['seq']}"}, "sk": {"S": report["reporter"]}}


def _claim(row: Row) -> Iterator[Row]:
    """The key of the row by which an imported account is taken over, where there is one."""
    if row["pk"]["S"] == IMPORTED and "claim" in row:
        yield {"pk": {"S": f"CLAIM#{row['claim']['S']}"}, "sk": row["username"]}


def _uncounted(row: Row) -> Row:
    """Without the count of groups: the user may have come into others by the time that those are read."""
    return {name: value for name, value in row.items() if name not in {"joins", "max_joins"}}


def _user(user: dict[str, Any]) -> Row:
    attributes = {each["Name"]: each["Value"] for each in user["Attributes"]}
    return {
        "username": user["Username"],
        "email": attributes.get("email", ""),
        "email_verified": attributes.get("email_verified") == "true",
        "enabled": user["Enabled"],
    }


def back_up(stage: str, folder: str) -> None:
    """Back a stage up into a folder."""
    lines = Backup(Deployment.of(stage), Archive(Path(folder))).run()
    print(f"{folder} holds {lines['users']} accounts, {lines['messages']} messages; passwords cannot be exported.")


if __name__ == "__main__":
    command("backup", ["STAGE", "TO"], back_up)

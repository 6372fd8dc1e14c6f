"""`make reindex`: the search index of one chat, or of all that have one, built anew from the log."""

from __future__ import annotations

import json
import os
from typing import Any

from botocore.config import Config

from ops.batches import Batches
from ops.command import command
from ops.deployment import Deployment
from ops.failure import Failure

PATIENCE = 310
"""Seconds: the indexer is given up by Lambda after five minutes (infra/background/indexer.py)."""

_ONCE = Config(read_timeout=PATIENCE, retries={"total_max_attempts": 1})


class Reindex:
    """Has the indexer of a deployment build indexes anew. What is searched meanwhile is found in the old ones."""

    def __init__(self, deployment: Deployment) -> None:
        self._outputs = deployment.outputs
        self._batches = Batches(deployment.client("dynamodb"))
        self._lambda = deployment.client("lambda", config=_ONCE)

    def room(self, room: str) -> bool:
        """Build the index of a chat; False where it is long, and the indexer goes on by itself. Raises Failure."""
        return self._call({"room": room, "anew": True}, room)

    def every(self) -> bool:
        """Have the index of every chat that has one built, each by a call of its own that nobody waits for; False where
        the indexer still makes those calls. Raises Failure."""
        return self._call({"anew": True}, "the chats")

    def exists(self, room: str) -> bool:
        """Whether there is such a chat."""
        key = {"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "META"}}
        return any(self._batches.get(self._outputs["RoomsTable"], [key]))

    def _call(self, task: dict[str, Any], about: str) -> bool:
        answer = self._lambda.invoke(FunctionName=self._outputs["FunctionIndexer"], Payload=json.dumps(task))
        payload = json.loads(answer["Payload"].read())
        if "FunctionError" in answer:
            raise Failure(f"the index of {about} was not built: {payload.get('errorMessage')} (its log says more)")
        return bool(payload["done"])


def rebuild(stage: str) -> None:
    """Build the indexes of a stage anew: of all chats, or of the one that the environment has as ROOM."""
    work = Reindex(Deployment.of(stage))
    room = os.environ.get("ROOM")
    if not room:
        work.every()
        print("The index of every chat that has one is being built anew, each by a call of its own.")
        return
    if not work.exists(room):
        raise Failure(f"there is no chat {room}")
    done = work.room(room)
    print(
        f"The index of {room} " + ("is built anew." if done else "is being built anew: the indexer goes on by itself.")
    )


if __name__ == "__main__":
    command("reindex", ["STAGE"], rebuild)

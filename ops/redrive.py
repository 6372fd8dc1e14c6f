"""`make redrive`: calls that failed for good are made once more.

A letter is deleted when its call has been handed over; what fails again comes back as a new letter, for the next time.
Everything that can lie there may be done twice: readers drop what they have, sweeps and jobs look at what is, not at
what was told.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ops.command import command
from ops.deployment import Deployment

LIMIT = 1000
"""Letters of one run and queue."""

_PREFIX = "DeadLetters"
_EMPTY_PAGES = 20
"""So many on end, and a stream is not asked any further."""

_CHUNK = 50
"""Records of a stream in one call: an asynchronous one takes 256 KB."""


@dataclass(frozen=True)
class Redriven:
    """What a run did with one function's letters."""

    function: str
    called: int
    outdated: int
    """Their records have left the stream: the sweep has long found what they told."""
    left: int
    """Not understood; they stay where they are."""

    def __str__(self) -> str:
        words = f"{self.function}: {self.called} called again"
        words += f", {self.outdated} outdated and dropped" if self.outdated else ""
        return words + (f", {self.left} left, as nothing here can read them" if self.left else "")


def redrive(deployment: Deployment, limit: int = LIMIT) -> Iterator[Redriven]:
    """Make the calls of all dead letters of a deployment again, of each queue at most `limit`."""
    for output, url in sorted(deployment.outputs.items()):
        if output.startswith(_PREFIX):
            name = output.removeprefix(_PREFIX)
            yield _Queue(deployment, url, deployment.outputs[f"Function{name}"]).empty(limit)


class _Queue:
    def __init__(self, deployment: Deployment, url: str, function: str) -> None:
        self._sqs = deployment.client("sqs")
        self._lambda = deployment.client("lambda")
        self._streams = deployment.client("dynamodbstreams")
        self._url = url
        self._function = function

    def empty(self, limit: int) -> Redriven:
        # Only what is there now: what fails again while this runs is for the next run.
        attribute = "ApproximateNumberOfMessages"
        answer = self._sqs.get_queue_attributes(QueueUrl=self._url, AttributeNames=[attribute])
        wanted = min(limit, int(answer["Attributes"][attribute]))
        called = outdated = left = 0
        for letter in self._letters(wanted):
            try:
                payloads = list(self._payloads(json.loads(letter["Body"])))
            except (ValueError, KeyError, TypeError):
                left += 1
                continue
            for payload in payloads:
                self._lambda.invoke(FunctionName=self._function, InvocationType="Event", Payload=_bytes(payload))
            called += bool(payloads)
            outdated += not payloads
            self._sqs.delete_message(QueueUrl=self._url, ReceiptHandle=letter["ReceiptHandle"])
        return Redriven(self._function, called, outdated, left)

    def _letters(self, wanted: int) -> Iterator[dict[str, Any]]:
        while wanted > 0:
            answer = self._sqs.receive_message(
                QueueUrl=self._url, MaxNumberOfMessages=min(10, wanted), VisibilityTimeout=120, WaitTimeSeconds=1
            )
            letters = answer.get("Messages", [])
            yield from letters
            wanted = wanted - len(letters) if letters else 0

    def _payloads(self, body: dict[str, Any]) -> Iterator[Any]:
        """What the function is to be called with: Lambda, streams and EventBridge write different letters."""
        if "requestPayload" in body:
            yield body["requestPayload"]
        elif "DDBStreamBatchInfo" in body:
            records = list(self._records(body["DDBStreamBatchInfo"]))
            for start in range(0, len(records), _CHUNK):
                yield {"Records": records[start : start + _CHUNK]}
        elif "detail-type" in body:
            yield body
        else:
            raise KeyError("no letter of ours")

    def _records(self, batch: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """A batch's records, as far as the stream still has them."""
        first, last = batch["startSequenceNumber"], batch["endSequenceNumber"]
        try:
            iterator = self._streams.get_shard_iterator(
                StreamArn=batch["streamArn"],
                ShardId=batch["shardId"],
                ShardIteratorType="AT_SEQUENCE_NUMBER",
                SequenceNumber=first,
            )["ShardIterator"]
            empty = 0
            while iterator and empty < _EMPTY_PAGES:
                page = self._streams.get_records(ShardIterator=iterator, Limit=1000)
                for record in page["Records"]:
                    number = int(record["dynamodb"]["SequenceNumber"])
                    if number <= int(last):
                        yield {**record, "eventSourceARN": batch["streamArn"]}
                    if number >= int(last):
                        return
                # A part of a shard may hold nothing, which is not the shard's end.
                empty = 0 if page["Records"] else empty + 1
                iterator = page.get("NextShardIterator")
        except self._streams.exceptions.TrimmedDataAccessException:
            return


def _bytes(payload: Any) -> bytes:
    return json.dumps(payload, default=_plain).encode()


def _plain(value: object) -> object:
    """As a stream's mapping writes what the client library reads into objects."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


def tell(stage: str) -> None:
    """Redrive a stage, a line for each function."""
    for redriven in redrive(Deployment.of(stage)):
        print(redriven)


if __name__ == "__main__":
    command("redrive", ["STAGE"], tell)

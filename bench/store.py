"""DynamoDB for a bench: the tables of the tests, over HTTPS and in a process of its own."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from itertools import count

from botocore.exceptions import ClientError

from bench.sink import Answers, Sink, sink
from tests.support.dynamodb import Tables


def store() -> AbstractContextManager[Sink]:
    """Run three empty tables until the block ends."""
    return sink(make=_tables)


def _tables() -> Answers:
    tables, tokens = Tables(), count()

    def answer(request: bytes) -> bytes:
        head, _, body = request.partition(b"\r\n\r\n")
        operation = head.lower().partition(b"x-amz-target: ")[2].partition(b"\r\n")[0]
        begin = head.lower().index(operation)
        name = head[begin : begin + len(operation)].decode().rpartition(".")[2]
        try:
            return _http(200, tables.serve(name, json.loads(body), str(next(tokens))))
        except ClientError as error:
            details = {key: value for key, value in error.response.items() if key not in {"Error", "ResponseMetadata"}}
            return _http(400, {"__type": error.response["Error"]["Code"], "message": "refused", **details})

    return answer


def _http(status: int, answer: object) -> bytes:
    body = json.dumps(answer).encode()
    head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: application/x-amz-json-1.0\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body

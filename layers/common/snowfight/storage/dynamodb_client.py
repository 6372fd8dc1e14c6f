"""DynamoDB's protocol as far as the storage speaks it, in the place of botocore's client below PynamoDB (ADR 0019)."""

from __future__ import annotations

import base64
import json
import random
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError, EndpointConnectionError, ReadTimeoutError
from pynamodb.connection import Connection

from snowfight.aws.address import region_of_this_function
from snowfight.aws.endpoint import Endpoint, Reply

CONNECT_TIMEOUT = 1.0
READ_TIMEOUT = 3.0
ATTEMPTS = 3
"""With these, a call gives up after 12 s at the latest: well inside the gateway's 29 s."""

_BACKOFF = 0.05

_THROTTLED = frozenset(
    {
        "ProvisionedThroughputExceededException",
        "ReplicatedWriteConflictException",
        "RequestLimitExceeded",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)
"""Refusals, with a status of 400, of what may be tried again as it is (botocore, retry mode "standard")."""


class Wire:
    """Makes calls to DynamoDB, as botocore's client does: the same errors, and the same ones tried again."""

    def __init__(self, endpoint: Endpoint, pause: Callable[[float], None] = time.sleep) -> None:
        self._endpoint = endpoint
        self._pause = pause

    def _make_api_call(self, operation: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """What an operation answers; raises ClientError, or where there is no answer BotoCoreError.

        (The name is what PynamoDB calls.) A transaction has a token, so that DynamoDB does it once however often it is
        asked.
        """
        if operation == "TransactWriteItems":
            arguments = {"ClientRequestToken": str(uuid4()), **arguments}
        body = _written(arguments).encode()
        headers = {"content-type": "application/x-amz-json-1.0", "x-amz-target": f"DynamoDB_20120810.{operation}"}
        for attempt in range(1, ATTEMPTS):
            try:
                return self._call(operation, body, headers)
            except (BotoCoreError, ClientError) as error:
                if isinstance(error, ClientError) and not _passes(error):
                    raise
                self._pause(random.uniform(0, _BACKOFF * 2**attempt))
        return self._call(operation, body, headers)

    def _call(self, operation: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        try:
            reply = self._endpoint.post("/", body, headers)
        except TimeoutError as error:
            raise ReadTimeoutError(endpoint_url="DynamoDB", error=error) from error
        except OSError as error:
            raise EndpointConnectionError(endpoint_url="DynamoDB", error=error) from error
        if reply.status != HTTPStatus.OK:
            raise _error(reply, operation)
        return _parsed(reply.body)


class WireConnection(Connection):
    """PynamoDB's connection over a wire."""

    def __init__(self, wire: Wire) -> None:
        super().__init__(region=region_of_this_function())
        self._wire = wire

    @property
    def client(self) -> Any:
        return self._wire

    def dispatch(self, operation_name: str, operation_kwargs: dict[str, Any]) -> dict[str, Any]:
        """As PynamoDB's, without its signals to nobody and without asking what the answer cost, which nobody reads."""
        return self._make_api_call(operation_name, operation_kwargs)


def connect() -> Connection:
    """A connection to the DynamoDB of this function's region, with its role."""
    region = region_of_this_function()
    return WireConnection(Wire(Endpoint("dynamodb", region, connect=CONNECT_TIMEOUT, read=READ_TIMEOUT)))


def _passes(error: ClientError) -> bool:
    """Whether the same request may be answered later."""
    status = error.response["ResponseMetadata"]["HTTPStatusCode"]
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or error.response["Error"]["Code"] in _THROTTLED


def _text(binary: bytes) -> str:
    """A binary value as JSON has it."""
    return base64.b64encode(binary).decode()


_written = json.JSONEncoder(separators=(",", ":"), default=_text).encode
"""A request as JSON has it."""


def _parsed(body: bytes) -> dict[str, Any]:
    """An answer, its binary values as bytes."""
    return json.loads(body, object_hook=_value) if b'"B":' in body else json.loads(body)


def _value(told: dict[str, Any]) -> dict[str, Any]:
    binary = told.get("B")
    return {"B": base64.b64decode(binary)} if isinstance(binary, str) else told


def _error(reply: Reply, operation: str) -> ClientError:
    """The error as botocore has it: `__type` is its code, and what else is told stays."""
    try:
        body = _parsed(reply.body)
    except ValueError:
        body = {}
    code = str(body.pop("__type", reply.status)).rpartition("#")[2]
    message = body.pop("message", None) or body.pop("Message", "")
    metadata = {"HTTPStatusCode": reply.status, "HTTPHeaders": {}}
    response: Any = {"Error": {"Code": code, "Message": message}, "ResponseMetadata": metadata, **body}
    return ClientError(response, operation)

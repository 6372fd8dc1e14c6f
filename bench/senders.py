"""Three ways to post one frame to many connections of a sink."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3
from botocore.config import Config
from botocore.credentials import ReadOnlyCredentials

from bench.sink import Sink
from snowfight.delivery.management_api import ManagementGateway

REGION = "eu-central-1"
KEY, SECRET, TOKEN = "AKIDEXAMPLE", "secret", "token" * 100
THREADS = 10
FRAME = b'{"type":"message_handler","room":"public-chat","message":{"body":"%s"}}' % (b"snow" * 75)

Send = Callable[[Sequence[str]], None]


def ours(sink: Sink) -> Send:
    """The product's sender."""
    credentials = ReadOnlyCredentials(KEY, SECRET, TOKEN)
    gateway = ManagementGateway(sink.url, REGION, lambda: credentials, tls=sink.context())

    def send(ids: Sequence[str]) -> None:
        report = gateway.broadcast(ids, FRAME, seconds=120)
        if report.delivered < len(ids):
            raise RuntimeError(f"{len(report.unreached)} were not reached")

    return send


def one_after_another(sink: Sink) -> Send:
    """boto3 in a loop."""
    client = _client(sink)

    def send(ids: Sequence[str]) -> None:
        for connection_id in ids:
            client.post_to_connection(ConnectionId=connection_id, Data=FRAME)

    return send


def in_threads(sink: Sink) -> Send:
    """boto3 in 10 threads."""
    client = _client(sink)
    pool = ThreadPoolExecutor(THREADS)

    def post(connection_id: str) -> None:
        client.post_to_connection(ConnectionId=connection_id, Data=FRAME)

    def send(ids: Sequence[str]) -> None:
        for _ in pool.map(post, ids):
            pass

    return send


def _client(sink: Sink) -> Any:
    return boto3.client(  # pyright: ignore[reportUnknownVariableType]
        "apigatewaymanagementapi",
        region_name=REGION,
        endpoint_url=sink.url,
        verify=str(sink.certificate.certificate),
        aws_access_key_id=KEY,
        aws_secret_access_key=SECRET,
        aws_session_token=TOKEN,
        config=Config(max_pool_connections=THREADS, retries={"total_max_attempts": 1}),
    )

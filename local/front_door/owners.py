"""Makes users of the local stack owners, as `make owner` does those of any."""

from __future__ import annotations

import json
from typing import Any

import boto3
from aiohttp import web

from local.ministack import ROOT_KEY
from local.settings import REGION
from ops.failure import Failure
from ops.owner import appoint


def username_of(body: bytes) -> str | None:
    """Whom a request names; None where that is nobody's name."""
    try:
        named = json.loads(body)
    except ValueError:
        return None
    name = named.get("username") if isinstance(named, dict) else None
    return name if isinstance(name, str) and name.strip() else None


def make(gateway: str, table: str, username: str) -> web.Response:
    """204 also for who is one; 404 where there is no such user. Waits for DynamoDB."""
    dynamodb: Any = boto3.client(
        "dynamodb",
        endpoint_url=gateway,
        region_name=REGION,
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
    )
    try:
        appoint(dynamodb, table, username)
    except Failure as failure:
        return web.json_response({"code": "no_such_user", "detail": str(failure)}, status=404)
    return web.Response(status=204)

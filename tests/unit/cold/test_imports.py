"""Given a function that starts cold, then it loads what it needs, and little else.

Modules are counted, times are not: `make bench` has those. A count that has grown is a question, not an offence: does
the function need what came?
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from sysconfig import get_path

import pytest

from infra.bundle.layers import UNUSED

ROOT = Path(__file__).resolve().parents[3]
PACKAGES = get_path("purelib")
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "eu-central-1",
    "AWS_DEFAULT_REGION": "eu-central-1",
    "EPHEMERAL_TABLE": "ephemeral",
    "ROOMS_TABLE": "rooms",
    "MESSAGES_TABLE": "messages",
    "CALLBACK_URL": "https://abc.execute-api.eu-central-1.amazonaws.com/ws",
    "SECRET_PARAMETER": "/snowfight/test/secret",
    "CLOUDINARY_PARAMETER": "/chat/cloudinary",
    "WORKER_FUNCTION": "worker",
    "SEARCH_BUCKET": "index",
    "INDEXER_FUNCTION": "indexer",
    "PUSH_PARAMETER": "/chat/push",
}

SQLITE = {"sqlite3", "_sqlite3", "apsw"}
SEARCHING = SQLITE | {
    "snowfight.domain.search",
    "snowfight.storage.search.index_file",
    "snowfight.storage.search.index_files",
    "snowfight.aws.bucket",
}
"""What only those load that search or index."""

PUSHING = {"cryptography", "snowfight.delivery.web_push.sender"}
"""What only those load that push."""

TURN = {"snowfight.integrations.coturn", "snowfight.integrations.kinesis_video"}
"""What only those load whose deployment has such relays."""

EVERYWHERE = {
    "altcha",
    "boto3",
    "cloudinary",
    "botocore.client",
    "botocore.session",
    "aws_lambda_powertools.utilities.parser",
    *SEARCHING,
    *PUSHING,
} | {
    "snowfight.domain.changes",
    "snowfight.domain.emoji",
    "snowfight.domain.mentions",
    "snowfight.storage.mentions",
    "snowfight.domain.accounts.door",
}
"""What no function loads before somebody needs it."""

IDENTITY = {"snowfight.integrations.identity_provider", "snowfight.integrations.cognito"}
HTTP = {"aws_lambda_powertools.event_handler", "snowfight.transport.http_request"} | IDENTITY
LARGE = {"pynamodb", "pydantic", "botocore"}
"""What takes long to load."""
SOCKETS = {"asyncio", "snowfight.delivery.management_api"}


@dataclass(frozen=True)
class Start:
    module: str
    modules: int
    without: frozenset[str]


STARTS = [
    Start("functions.connect.handler", 400, frozenset(EVERYWHERE | HTTP | SOCKETS)),
    Start("functions.connect.authorizer", 400, frozenset(EVERYWHERE | HTTP | SOCKETS)),
    Start("functions.message.handler", 489, frozenset(EVERYWHERE | HTTP)),
    Start("functions.message.worker", 450, frozenset(EVERYWHERE | HTTP)),
    Start("functions.presence.handler", 460, frozenset(EVERYWHERE | HTTP)),
    Start("functions.presence.sweeper", 460, frozenset(EVERYWHERE | HTTP)),
    Start("functions.http_api.handler", 620, frozenset(EVERYWHERE)),
    Start("functions.http_api.jobs", 510, frozenset(EVERYWHERE | (HTTP - IDENTITY))),
    Start("functions.search.handler", 600, frozenset((EVERYWHERE - SEARCHING) | SQLITE | IDENTITY)),
    Start("functions.search.indexer", 500, frozenset((EVERYWHERE - SEARCHING) | SQLITE | HTTP)),
    Start("functions.notices.handler", 600, frozenset((EVERYWHERE - PUSHING) | IDENTITY)),
    Start("functions.notices.notifier", 540, frozenset((EVERYWHERE - PUSHING - {"snowfight.storage.mentions"}) | HTTP)),
    Start("functions.calls.handler", 600, frozenset(EVERYWHERE | IDENTITY | TURN)),
    Start(
        "functions.http_api.pre_sign_up",
        180,
        frozenset(EVERYWHERE | HTTP | SOCKETS | {"pynamodb", "pydantic", "botocore"}),
    ),
    Start("functions.moderation.handler", 600, frozenset(EVERYWHERE | IDENTITY)),
    Start("functions.bots.handler", 600, frozenset(EVERYWHERE | IDENTITY | {"snowfight.domain.messages.sending"})),
    Start("functions.events.handler", 600, frozenset(EVERYWHERE - {"snowfight.domain.changes"} | IDENTITY)),
    Start("functions.events.sender", 470, frozenset(EVERYWHERE - {"snowfight.domain.changes"} | HTTP)),
    Start("functions.hooks.handler", 620, frozenset(EVERYWHERE | IDENTITY)),
    Start("functions.moderation.gauge", 380, frozenset(EVERYWHERE | HTTP | SOCKETS)),
]


@cache
def loaded(code: str) -> frozenset[str]:
    """The modules that an interpreter of its own, which finds what Lambda's does, has loaded after `code`."""
    program = f"""
import sys
sys.path[:0] = {[str(ROOT), str(ROOT / "layers/common"), PACKAGES]!r}
{code}
import json
print(json.dumps(list(sys.modules)))
"""
    options = ["-S", "-E", "-X", "pycache_prefix=" + str(ROOT / "build/bytecode")]
    child = subprocess.run(
        [sys.executable, *options, "-c", program], env=ENVIRONMENT, check=True, capture_output=True, text=True
    )
    return frozenset(json.loads(child.stdout.splitlines()[-1]))


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.module)
def test_a_function_loads_what_it_needs(start: Start) -> None:
    modules = loaded(f"import {start.module}")
    assert modules & start.without == set()
    assert len(modules) <= start.modules


def test_nothing_loads_what_is_left_out_of_the_layer() -> None:
    """Not even what is loaded late: the clients, and Cloudinary's SDK."""
    late = """
from snowfight.integrations.boto_clients import client
for service in ("cognito-idp", "kinesis-video-signaling", "kinesisvideo", "ses", "ssm"):
    client(service)
from cloudinary import api, utils
import functions.http_api.handler, functions.http_api.jobs, functions.message.handler, functions.message.worker
import functions.presence.handler, functions.presence.sweeper, functions.connect.handler, functions.connect.authorizer
import functions.search.handler, functions.search.indexer, functions.notices.handler, functions.notices.notifier
import functions.calls.handler, snowfight.integrations.coturn, snowfight.integrations.kinesis_video
import functions.moderation.handler, functions.bots.handler, functions.bots.writing, functions.bots.changes
import functions.hooks.handler
"""
    paths = {module.replace(".", "/") for module in loaded(late)}
    folders = [pattern.removesuffix(".py") for pattern in UNUSED]
    gone = {path for path in paths for folder in folders if Path(path).match(folder) or path.startswith(f"{folder}/")}
    assert gone == set()
    assert "cloudinary/api" in paths

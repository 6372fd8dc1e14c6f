"""Cold starts: from the start of the interpreter until a function's handler is ready, each in a process of its own.

A process finds what Lambda would give it: the function's bundle, its layers, the standard library, and bytecode of all
of it. Everything is measured against a bare handler that imports botocore, whole as it is published and as Lambda's
runtime has it, and makes one DynamoDB client.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from sysconfig import get_path

from bench.report import table, title, verdict
from infra.bundle import build_backend
from infra.bundle.steps import BUILD

ROUNDS = 21
FOLDER = BUILD / "bench"

SHARED = ("dependencies", "common")
WITH_PUSH = (*SHARED, "push")
"""Layers."""

BARE = "import botocore.session; client = botocore.session.get_session().create_client('dynamodb')"

REGION = "eu-central-1"
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token" * 100,
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
    "AWS_LAMBDA_FUNCTION_NAME": "function",
    "ROOMS_TABLE": "rooms",
    "MESSAGES_TABLE": "messages",
    "EPHEMERAL_TABLE": "ephemeral",
    "USER_POOL_ID": "pool",
    "USER_POOL_CLIENT_ID": "client",
    "SITE_ORIGINS": "https://chat.example.org",
    "SENDER_ADDRESS": "chat@example.org",
    "CALLBACK_URL": f"https://abc.execute-api.{REGION}.amazonaws.com/ws",
    "WORKER_FUNCTION": "worker",
    "CLOUDINARY_PARAMETER": "/chat/cloudinary",
    "PUSH_PARAMETER": "/chat/push",
    "POWERTOOLS_SERVICE_NAME": "function",
    "POWERTOOLS_METRICS_NAMESPACE": "MonkeySnowfight",
    "LOG_LEVEL": "INFO",
}
"""As infra/compute/functions.py sets it."""

_REPORT = """
import json, os, sys, time
ready, processor = time.clock_gettime(time.CLOCK_MONOTONIC), time.process_time()
print(json.dumps({"ready": ready, "processor": processor, "modules": len(sys.modules)}), flush=True)
os._exit(0)
"""


@dataclass(frozen=True)
class Start:
    """A function: its bundle, the module of its handler, and how many times as long as the bare one it may take."""

    name: str
    bundle: str
    module: str
    wanted: float
    layers: tuple[str, ...] = SHARED

    @property
    def path(self) -> list[str]:
        layers = [str(FOLDER / "layers" / layer / "python") for layer in self.layers]
        return [str(FOLDER / "functions" / self.bundle), *layers]

    @property
    def code(self) -> str:
        return f"import {self.module}"


STARTS = (
    Start("connect", "connect", "functions.connect.handler", 1.4),
    Start("authorizer", "connect", "functions.connect.authorizer", 1.4),
    Start("message", "message", "functions.message.handler", 1.4),
    Start("worker", "message", "functions.message.worker", 1.4),
    Start("presence", "presence", "functions.presence.handler", 1.3),
    Start("sweeper", "presence", "functions.presence.sweeper", 1.3),
    Start("http_api", "http_api", "functions.http_api.handler", 1.8),
    Start("jobs", "http_api", "functions.http_api.jobs", 1.8),
    Start("notices", "notices", "functions.notices.handler", 1.8, WITH_PUSH),
    Start("notifier", "notices", "functions.notices.notifier", 1.6, WITH_PUSH),
)


@dataclass(frozen=True)
class Measured:
    """One start: seconds until the handler was ready, those of processor time, and the modules that were loaded."""

    seconds: float
    processor: float
    modules: int


def cold() -> bool:
    """How long each function takes to start, against the bare handler."""
    title("Cold starts: from the start of the interpreter to the handler, fresh processes, bytecode in place")
    build_backend("local", FOLDER)
    taken: dict[str, list[Measured]] = {name: [] for name in ("bare", *(each.name for each in STARTS))}
    for _ in range(ROUNDS + 1):
        taken["bare"].append(started([get_path("purelib")], BARE))
        for each in STARTS:
            taken[each.name].append(started(each.path, each.code))
    typical = {name: _median(every[1:]) for name, every in taken.items()}  # the first one wrote the bytecode
    bare = typical["bare"]
    rows = [
        [
            name if name != "bare" else "bare: botocore, one DynamoDB client",
            f"{each.seconds * 1000:.0f}",
            f"{each.processor * 1000:.0f}",
            f"{each.modules}",
            f"{each.seconds / bare.seconds:.2f}",
            f"{each.processor / bare.processor:.2f}",
        ]
        for name, each in typical.items()
    ]
    table(["function", "ms", "processor ms", "modules", "times as long", "times the processor"], rows)
    print("A start waits for nothing: on an idle machine both ratios are one, on a busy one the processor's is right.")
    met = [
        verdict(
            f"cold start, {each.name} : bare",
            typical[each.name].processor / bare.processor,
            each.wanted,
            at_least=False,
        )
        for each in STARTS
    ]
    return all(met)


def started(path: Sequence[str], code: str, rest: str = _REPORT) -> Measured:
    """Start an interpreter that finds `path` and the standard library, and runs `code`."""
    program = f"import sys\nsys.path[:0] = {list(path)!r}\n{code}\n{rest}"
    options = ["-S", "-E", "-X", f"pycache_prefix={FOLDER / 'bytecode'}"]
    began = time.clock_gettime(time.CLOCK_MONOTONIC)
    child = subprocess.run(
        [sys.executable, *options, "-c", program], env=ENVIRONMENT, check=True, stdout=subprocess.PIPE, text=True
    )
    report = json.loads(child.stdout.splitlines()[-1])
    return Measured(report["ready"] - began, report["processor"], report["modules"])


def _median(every: Sequence[Measured]) -> Measured:
    return Measured(median(each.seconds for each in every), median(each.processor for each in every), every[0].modules)

"""The processor time of a warm send into a chat of two, against one bare `put_item` of the same item.

The message function runs as Lambda runs it, from the event to its answer, in a process of its own; DynamoDB and the
management API are stand-ins in other processes, behind TLS. Processor time counts no wait, so none of theirs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from statistics import median
from typing import Any

from bench.cold import ENVIRONMENT
from bench.report import table, title, verdict
from bench.sink import sink
from bench.store import store
from infra.bundle.steps import ROOT

WANTED = 3.0


def send() -> bool:
    """What a warm send costs the processor."""
    title("A warm send into a chat of two, processor time")
    cost = measured()
    ours, theirs = cost["send"], cost["put_item"]
    rows = [
        ["bare botocore: put_item", f"{theirs * 1000:.2f}", "1", "0", "1"],
        ["ours: a whole send", f"{ours * 1000:.2f}", str(cost["requests"]), str(cost["posts"]), f"{ours / theirs:.2f}"],
    ]
    table(["", "processor ms", "requests to DynamoDB", "posts", "times"], rows)
    return verdict("processor time, a send : a put_item", ours / theirs, WANTED, at_least=False)


@cache
def measured() -> dict[str, float]:
    """Median seconds of processor time of a `send` and a `put_item`; `requests` and `posts` of one, `memory` in MB."""
    with store() as tables, sink(certificate=tables.certificate) as gateway:
        there = {
            "STORE": f"https://127.0.0.1:{tables.port}",
            "CERTIFICATE": str(tables.certificate.certificate),
            "CALLBACK_URL": gateway.url,
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "layers/common"))),
        }
        child = subprocess.run(
            [sys.executable, "-m", "bench.sending"],
            env={**ENVIRONMENT, **there, "RATE_BURST": "1000000"},
            cwd=ROOT,
            check=False,
            stdout=subprocess.DEVNULL,  # the function's log
            stderr=subprocess.PIPE,
            text=True,
        )
    if child.returncode:
        sys.exit(child.stderr)
    figures: dict[str, Any] = json.loads(child.stderr.splitlines()[-1])
    return {**figures, "send": median(figures["send"]), "put_item": median(figures["put_item"])}

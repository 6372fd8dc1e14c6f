"""The processor time of a turn of the notifier that pushes one notice: `make bench PARTS=notices`.

The function runs as Lambda runs it, once it is warm, from the stream's record to its end, in a process of its own;
DynamoDB and the push service are stand-ins in other processes, behind TLS.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median

from bench.cold import ENVIRONMENT
from bench.notices.actions import TURN_PROCESSOR
from bench.report import title, verdict
from bench.sink import sink
from bench.store import store
from infra.bundle.steps import ROOT


def notices() -> bool:
    """What a turn takes, beside what `make cost` counts it as."""
    title("A warm turn of the notifier that pushes one notice, processor time")
    seconds = _measured()
    print(f"median of {len(seconds)}: {median(seconds) * 1000:.2f} ms")
    return verdict("processor time, a turn : what it is billed as", median(seconds) / TURN_PROCESSOR, 1, at_least=False)


def _measured() -> list[float]:
    """Seconds of processor time of each turn."""
    with store() as tables, sink(certificate=tables.certificate) as services:
        there = {
            "STORE": f"https://127.0.0.1:{tables.port}",
            "CERTIFICATE": str(tables.certificate.certificate),
            "CALLBACK_URL": services.url,
            "STAGE": "local",
            "SITE_ORIGINS": services.url.removesuffix("/ws"),
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "layers/common"))),
        }
        child = subprocess.run(
            [sys.executable, "-m", "bench.notices.turning"],
            env={**ENVIRONMENT, **there, "RATE_BURST": "1000000"},
            cwd=ROOT,
            check=False,
            stdout=subprocess.DEVNULL,  # the functions' logs
            stderr=subprocess.PIPE,
            text=True,
        )
    if child.returncode:
        sys.exit(child.stderr)
    return list(json.loads(child.stderr.splitlines()[-1]))

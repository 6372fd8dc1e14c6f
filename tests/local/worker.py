"""One function in a worker of MiniStack's, as the launcher has it: run in the environment that has MiniStack.

Reads a list of events from its standard input, gives them to the function one after another, and writes a list of
`{"seconds", "status", "log"}` to its standard output.
"""

from __future__ import annotations

import importlib
import io
import json
import sys
import time
import zipfile
from typing import Any

from local.launcher import answer_at_once

SOURCE = """
def handler(event, context):
    if event.get("say"):
        print(event["say"])
    if event.get("fail"):
        raise ValueError("as told")
"""
CONFIG = {
    "FunctionName": "tried",
    "FunctionArn": "arn:aws:lambda:eu-central-1:000000000000:function:tried",
    "Runtime": "python3.14",
    "Handler": "tried.handler",
    "Timeout": 30,
}


def _code() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("tried.py", SOURCE)
    return archive.getvalue()


def main() -> None:
    runtime: Any = importlib.import_module("ministack.core.lambda_runtime")
    answer_at_once(runtime.Worker)
    worker = runtime.Worker("tried", CONFIG, _code())
    answers: list[dict[str, Any]] = []
    for number, event in enumerate(json.load(sys.stdin)):
        started = time.perf_counter()
        answer = worker.invoke(event, f"{number}")
        seconds = time.perf_counter() - started
        answers.append({"seconds": seconds, "status": answer["status"], "log": answer["log"]})
    worker.kill()
    print(json.dumps(answers))


if __name__ == "__main__":
    main()

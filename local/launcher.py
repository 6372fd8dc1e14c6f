"""Runs MiniStack, in the environment that has it: `python -m local.launcher`.

Seven things that MiniStack does not do itself: it stops, saving, when whoever started it is gone, however that ended,
and lets functions finish what they are at before; it seals the state folder once everything is saved; it writes down
what each role was allowed to do; it passes on a frame that nests too deeply for its reader, as API Gateway does, in
place of dropping the connection; it keeps the headers of mail; it shows Cognito's trigger what a sign-up brings; and
it answers as soon as a function has, without waiting 50 ms for a line of the function's log that may never come.
"""

import asyncio
import importlib
import inspect
import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local.authorizations import Recorder
from local.mail_headers import keep_headers
from local.state import seal
from local.validation_data import pass_validation_data

SETTLE_SECONDS = 0.8
"""How long a stop waits at most for functions: closed connections are taken off, messages told to everybody."""
QUIET_SECONDS = 0.2
"""How long nothing has run when everything is done: a change reaches its function through the table's stream."""
LOOK_SECONDS = 0.02
GRACE_SECONDS = 0.2
"""How long requests may take after the listener is closed. Whatever still runs cannot reach a table any more."""
LOG_SECONDS = 0.001
"""How long an answer waits for what its function may have written to its log. MiniStack reads that beside the answer;
what comes later is not lost, but comes with the worker's next answer."""


def settle(is_busy: Callable[[], bool]) -> None:
    """Return when it has not been busy for a while, or is so for too long."""
    now = quiet_since = time.monotonic()
    latest = now + SETTLE_SECONDS
    while now < min(latest, quiet_since + QUIET_SECONDS):
        time.sleep(LOOK_SECONDS)
        now = time.monotonic()
        if is_busy():
            quiet_since = now


def _stop_with_parent(is_busy: Callable[[], bool]) -> None:
    os.read(0, 1)  # returns when the parent closes the pipe, or dies
    settle(is_busy)
    os.kill(os.getpid(), signal.SIGTERM)


async def _wait_for_nobody(self: asyncio.Server) -> None:
    """As Python 3.11 has it: later ones wait here for every connection, however long; the server does so after this,
    within GRACE_SECONDS."""


class _Failures(logging.Handler):
    """Notes what MiniStack could not save: it logs that and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen = False

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 -- logging's signature
        self.seen = True


def _route_any_depth(sockets: Any) -> None:
    choose = sockets._evaluate_route_selection  # noqa: SLF001 -- it has no other name

    def chosen(expression: str, payload: str) -> str:
        try:
            return choose(expression, payload)
        except RecursionError:
            return "$default"

    sockets._evaluate_route_selection = chosen  # noqa: SLF001 -- as above


def answer_at_once(worker: Any) -> None:
    """Cut the wait for a first log line, and for silence after one. A worker that failed is replaced, and what was
    not read of its log is gone: there MiniStack waits as it always did. Raises RuntimeError where it works otherwise.
    """
    drain = worker._drain_stderr_bounded  # noqa: SLF001 -- it has no other name
    if not {"first_line_wait", "idle_confirm"} <= inspect.signature(drain).parameters.keys():
        raise RuntimeError("MiniStack's workers wait for log lines in another way now: adapt local/launcher.py.")

    def drained(self: Any, **waits: float) -> str:
        failed = self._proc is None
        return drain(self, **waits if failed else {"first_line_wait": LOG_SECONDS, "idle_confirm": LOG_SECONDS})

    worker._drain_stderr_bounded = drained  # noqa: SLF001 -- as above


def main() -> None:
    # Only the emulator's own environment has this package.
    emulator: Any = importlib.import_module("ministack.app")
    failures = _Failures()
    logging.getLogger("persistence").addHandler(failures)
    save_all = emulator.save_all

    def save_and_seal(services: dict[str, Any]) -> None:
        save_all(services)
        if not failures.seen:
            seal(Path(os.environ["STATE_DIR"]))
        os._exit(0)  # all is saved: do not wait for functions that still run

    emulator.save_all = save_and_seal
    importlib.import_module("hypercorn.config").Config.graceful_timeout = GRACE_SECONDS
    asyncio.Server.wait_closed = _wait_for_nobody
    evaluator, actions, runtime = (
        importlib.import_module(f"ministack.core.{part}") for part in ("iam_evaluator", "iam_actions", "lambda_runtime")
    )
    sockets: Any = importlib.import_module("ministack.services.apigateway")
    _route_any_depth(sockets)
    answer_at_once(runtime.Worker)
    keep_headers(emulator, importlib.import_module("ministack.services.ses"))
    pass_validation_data(importlib.import_module("ministack.services.cognito"))
    Recorder(evaluator, actions, Path(os.environ["AUTHORIZATIONS"]))

    def is_busy() -> bool:
        return bool(sockets._ws_connections) or runtime.workers_in_use() > 0  # noqa: SLF001 -- it has no other name

    threading.Thread(target=_stop_with_parent, args=(is_busy,), daemon=True).start()
    emulator.main()


if __name__ == "__main__":
    main()

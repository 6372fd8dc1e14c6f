"""Runs MiniStack, in the environment that has it: `python -m local.launcher`.

Five things that MiniStack does not do itself: it stops, saving, when whoever started it is gone, however that ended;
it seals the state folder once everything is saved; it writes down what each role was allowed to do; it passes on a
frame that nests too deeply for its reader, as API Gateway does, instead of dropping the connection; and it answers as
soon as a function has, instead of waiting 50 ms for a function's log line that may never come.
"""

import importlib
import inspect
import logging
import os
import signal
import threading
from pathlib import Path
from typing import Any

from local.authorizations import Recorder
from local.state import seal

GRACE_SECONDS = 1.0
LOG_SECONDS = 0.001
"""How long an answer waits for what its function may have written to its log. MiniStack reads that beside the answer;
what comes later is not lost, but comes with the worker's next answer."""


def _stop_with_parent() -> None:
    os.read(0, 1)  # returns when the parent closes the pipe, or dies
    os.kill(os.getpid(), signal.SIGTERM)


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
        # All is saved: do not wait for functions that still run.
        threading.Timer(GRACE_SECONDS, os._exit, (0,)).start()

    emulator.save_all = save_and_seal
    evaluator, actions = (importlib.import_module(f"ministack.core.iam_{part}") for part in ("evaluator", "actions"))
    _route_any_depth(importlib.import_module("ministack.services.apigateway"))
    answer_at_once(importlib.import_module("ministack.core.lambda_runtime").Worker)
    Recorder(evaluator, actions, Path(os.environ["AUTHORIZATIONS"]))
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    emulator.main()


if __name__ == "__main__":
    main()

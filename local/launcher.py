"""Runs MiniStack, in the environment that has it: `python -m local.launcher`.

Two things that MiniStack does not do itself: it stops, saving, when whoever started it is gone, however that ended;
and it seals the state folder once everything is saved.
"""

import importlib
import logging
import os
import signal
import threading
from pathlib import Path

from local.state import seal


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


def main() -> None:
    # Only the emulator's own environment has this package.
    ministack = importlib.import_module("ministack.app").main
    failures = _Failures()
    logging.getLogger("persistence").addHandler(failures)
    threading.Thread(target=_stop_with_parent, daemon=True).start()
    ministack()
    if not failures.seen:
        seal(Path(os.environ["STATE_DIR"]))


if __name__ == "__main__":
    main()

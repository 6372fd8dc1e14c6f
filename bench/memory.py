"""Which memory size: what a send and a cold start of the message function take, and cost, at each.

Lambda gives a function processor in proportion to its memory, a whole one at 1,769 MB (Lambda Developer Guide,
"Configure Lambda function memory"), and a whole one while it starts. So processor time, which is measured here, is
stretched by the share, and waits, which are assumed, are not. This machine's processor stands in for Lambda's.
"""

from __future__ import annotations

from statistics import median

from bench.cold import FOLDER, ROUNDS, STARTS, started
from bench.report import table, title, verdict
from bench.send import measured
from infra.bundle import build_backend
from infra.compute.memory import MEMORY

SIZES = (128, 192, 256, 384, 512, 768, 1024, 1769)
WHOLE = 1769
GB_SECOND = 13.3334e-6
"""Dollars, on arm64 in us-east-1."""

WAITS = 0.030
"""Seconds that a send waits for AWS: three round trips to DynamoDB, one to the management API."""

ROOM = 1.5
"""Times the memory that a function was seen to use that it is given at least."""

GAIN = 0.25
"""Twice the memory is twice the price of a second, and worth it where it saves more than this part of a send's time."""


def memory() -> bool:
    """The curve, and whether the size in infra/compute/memory.py will do."""
    title("Memory sizes: a warm send and a cold start of the message function, by the share of a processor")
    build_backend("local", FOLDER)
    [message] = [each for each in STARTS if each.name == "message"]
    start = median(started(message.path, message.code).processor for _ in range(ROUNDS))
    figures = measured()
    rows: list[list[str]] = []
    for size in SIZES:
        taken = _send(size, figures["send"])
        dollars = taken * size / 1024 * GB_SECOND * 1e6
        fits = "" if size >= figures["memory"] * ROOM else "too small"
        rows.append([f"{size}", f"{size / WHOLE:.2f}", f"{taken * 1000:.0f}", f"{dollars:.2f}", fits])
    table(["MB", "processors", "ms a send", "$ a million sends", ""], rows)
    print(
        f"Waits are taken as {WAITS * 1000:.0f} ms. The function used {figures['memory']:.0f} MB; "
        f"a cold start is {start * 1000:.0f} ms of a whole processor at any size."
    )
    met = verdict("MB given : used", MEMORY / figures["memory"], ROOM, at_least=True)
    saved = 1 - _send(2 * MEMORY, figures["send"]) / _send(MEMORY, figures["send"])
    return verdict(f"part of a send that twice {MEMORY} MB would save", saved, GAIN, at_least=False) and met


def _send(size: int, processor: float) -> float:
    """Seconds of a warm send that takes so many of a whole processor."""
    return WAITS + processor / min(1.0, size / WHOLE)

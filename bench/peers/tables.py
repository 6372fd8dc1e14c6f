"""What was measured of the chats, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.peers.away import DELETED, EDITED, MEANWHILE
from bench.peers.work import EACH, RECIPIENTS, SENDERS, Result
from bench.report import table, title

FIELD = {10: 0.031, 50: 0.157, 200: 0.904}
"""Seconds to the last recipient in the most copied Django chat: one daphne, Redis, SQLite, two processors."""

FIELD_LOST = "65%"


def show(results: Sequence[Result]) -> None:
    """Print them side by side."""
    for each in results:
        if each.version:
            print(f"{each.name}: {each.version}")
    _show_delays(results)
    title(f"{SENDERS * EACH} messages at once to {RECIPIENTS[-1]} recipients, and what a message asks for")
    head = ["", "requests a message", "s until the last", "not pushed", "again", "lost for good"]
    rows = [
        [each.name, each.requests, f"{each.seconds:.1f}", f"{each.missed:,}", f"{each.again}", f"{each.lost:,}"]
        for each in results
    ]
    table(head, [*rows, ["the most copied", "4 SQL a recipient", "", "", "", FIELD_LOST]])
    _show_returns(results)
    title("Memory of the servers, MB")
    rows = [[each.name, _megabytes(each.idle), _megabytes(each.full)] for each in results]
    table(["", "idle", f"{RECIPIENTS[-1]} connected"], rows)


def _show_delays(results: Sequence[Result]) -> None:
    title("Milliseconds from a send to the last recipient, the sender included")
    columns: list[tuple[str, Mapping[int, float]]] = []
    for each in results:
        columns.append((each.name, each.last))
        if any(each.answered.values()):
            less = {recipients: each.last[recipients] - each.answered[recipients] for recipients in RECIPIENTS}
            columns.append(("less the emulator", less))
    columns.append(("the most copied", FIELD))
    rows = [
        [f"{recipients}", *(f"{times[recipients] * 1000:.1f}" if recipients in times else "" for _, times in columns)]
        for recipients in RECIPIENTS
    ]
    table(["recipients", *(name for name, _ in columns)], rows)
    print("The emulator: until a frame is answered that asks for nothing, while all are connected.")


def _show_returns(results: Sequence[Result]) -> None:
    title(f"Back after {MEANWHILE} messages, {EDITED} edits and {DELETED} deletions")
    head = ["", "requests", "kB", "s", "missing", "as before an edit", "deleted, but shown", "deleted, but sent"]
    table(
        head,
        [
            [
                each.name,
                f"{each.back.requests}",
                f"{each.back.received / 1000:.0f}",
                f"{each.back.seconds:.2f}",
                *(f"{n}" for n in (each.back.missing, each.back.outdated, each.back.undeleted, each.back.served)),
            ]
            for each in results
            if each.back
        ],
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f}" if size else ""

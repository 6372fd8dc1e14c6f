"""How much memory processes hold: as Linux says it, and elsewhere as `ps` does, which every system has."""

from __future__ import annotations

import subprocess
from pathlib import Path

PROC = Path("/proc")


def memory_of(pid: int) -> int:
    """Bytes of a process and of all that it started, 0 where it is over. On Linux each has its share of common pages;
    elsewhere they count for everyone who has them."""
    if (PROC / "self/smaps_rollup").exists():
        return sum(_share(each) for each in _family(pid))
    command = ["ps", "-A", "-o", "pid=", "-o", "ppid=", "-o", "rss="]  # POSIX: what follows a `=` is a heading
    return resident(subprocess.run(command, check=True, capture_output=True, text=True).stdout, pid)


def resident(said: str, pid: int) -> int:
    """The same by what `ps` said: of each process its id, its parent's, and the kilobytes that it holds."""
    rows = [tuple(map(int, line.split())) for line in said.splitlines()]
    family = {pid}
    while more := {child for child, parent, _ in rows if parent in family} - family:
        family |= more
    return 1024 * sum(kilobytes for each, _, kilobytes in rows if each in family)


def _family(pid: int) -> list[int]:
    tasks = (PROC / f"{pid}/task").glob("*/children")
    children = [int(each) for path in tasks for each in path.read_text().split()]
    return [pid, *(each for child in children for each in _family(child))]


def _share(pid: int) -> int:
    try:
        said = (PROC / f"{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return 1024 * int(said.partition("\nPss:")[2].split()[0])

"""How much memory a process takes."""

from __future__ import annotations

import re
import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> int:
    """MiB that this process has had at most.

    On Linux `ru_maxrss` of a child begins with what its parent had by then, so the kernel is asked otherwise.
    """
    if _STATUS.exists():
        [kilobytes] = re.findall(r"^VmHWM:\s*(\d+) kB$", _STATUS.read_text(), flags=re.MULTILINE)
        return int(kilobytes) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

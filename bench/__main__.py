"""Measure what is claimed, and say whether it holds: all of it, or the sections that are named.

python -m bench                 everything
python -m bench cold send       these two
"""

from __future__ import annotations

import sys

from bench import audience, cold, memory, posting, presence, report, send, size
from bench.bursts import section as bursting
from bench.notices import section as noticing
from bench.search import section as searching

SECTIONS = {
    "posting": posting.throughput,
    "last": posting.last_recipient,
    "audience": audience.audience,
    "bursts": bursting.bursts,
    "presence": presence.presence,
    "cold": cold.cold,
    "send": send.send,
    "size": size.size,
    "memory": memory.memory,
    "search": searching.search,
    "notices": noticing.notices,
}


def main() -> None:
    wanted = sys.argv[1:] or list(SECTIONS)
    if unknown := set(wanted) - SECTIONS.keys():
        sys.exit(f"{', '.join(sorted(unknown))}: there is no such section; there are {', '.join(SECTIONS)}")
    print(report.machine())
    met = [SECTIONS[name]() for name in wanted]
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()

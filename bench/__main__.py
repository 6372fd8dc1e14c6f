"""Measure what the fan-out costs, and say whether it is what it has to be."""

from __future__ import annotations

import sys

from bench import audience, posting, presence, report

SECTIONS = (posting.throughput, posting.last_recipient, audience.audience, presence.presence)


def main() -> None:
    print(report.machine())
    met = [section() for section in SECTIONS]
    sys.exit(0 if all(met) else 1)


if __name__ == "__main__":
    main()

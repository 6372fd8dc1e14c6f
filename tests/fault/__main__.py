"""Random fault schedules in any number, on all processors: `make fault SCHEDULES=100000 SEED=1`."""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

from tests.fault.schedule import lived, planned, report

BATCH = 100


def batch(seeds: range) -> list[tuple[int, list[str]]]:
    """The seeds that break something, with what."""
    outcomes = ((seed, lived(planned(seed))) for seed in seeds)
    return [(seed, wrong) for seed, wrong in outcomes if wrong]


def main() -> None:
    schedules, seed = int(os.environ.get("SCHEDULES") or 100_000), int(os.environ.get("SEED") or 1)
    starts = range(seed, seed + schedules, BATCH)
    batches = [range(start, min(start + BATCH, seed + schedules)) for start in starts]
    began, broken, lives = time.monotonic(), 0, 0
    with ProcessPoolExecutor() as processes:
        for seeds, found in zip(batches, processes.map(batch, batches), strict=True):
            lives += len(seeds)
            broken += len(found)
            for bad, wrong in found:
                print(f"\n{report(planned(bad), wrong)}")
            print(
                f"\r{lives} of {schedules} schedules, {broken} broken, {time.monotonic() - began:.0f} s",
                end="",
                flush=True,
            )
    print()
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()

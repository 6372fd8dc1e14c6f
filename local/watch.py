"""What `make dev` adds: the stack follows the sources."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from watchfiles import DefaultFilter, awatch

from local.progress import say
from local.settings import ROOT

WATCHED = ("layers", "functions", "infra", "cdk.json", "web/src", "web/public", "web/index.html")


class _Sources(DefaultFilter):
    ignore_dirs = (*DefaultFilter.ignore_dirs, "dist", "coverage", "test-results")


async def follow(renew: Callable[[], Awaitable[None]]) -> None:
    """Call `renew` after every change of the sources, until cancelled."""
    say("Watching the sources: a change is built and deployed by itself.")
    paths = [path for name in WATCHED if (path := ROOT / name).exists()]
    async for changes in awatch(*paths, watch_filter=_Sources(), debounce=400):
        first = min(path.removeprefix(f"{ROOT}/") for _, path in changes)
        say(f"Changed: {first}" + (" and more" if len(changes) > 1 else ""))
        await renew()

"""Looking up names, which nothing else can give up in time: the system's resolver may take most of a minute."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from snowfight.errors import Unavailable

LOOK_UPS = 64
"""Names that are looked up at once: four for each receiver that is posted to at once, since one that is given up after
ten seconds is still looked up for as long again, and again."""

Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a name; raises OSError where it has none."""

_pool = ThreadPoolExecutor(LOOK_UPS, thread_name_prefix="names")


def look_up(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """The addresses of a name; none where it has none, or they were not found in time. Raises Unavailable where others
    took so long that it was not begun: that says nothing of this one."""
    found = _pool.submit(resolve, host, port)
    try:
        return list(found.result(seconds))
    except (OSError, UnicodeError) as error:
        if found.cancel():
            raise Unavailable from error
        return []


def resolved(host: str, port: int) -> list[str]:
    """By the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))

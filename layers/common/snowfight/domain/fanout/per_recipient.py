"""Frames that differ from recipient to recipient, posted together."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor

from snowfight.domain.fanout.fanout import Fanout
from snowfight.models.base import Answer
from snowfight.models.records import Link

WIDTH = 16

_pool = ThreadPoolExecutor(max_workers=WIDTH, thread_name_prefix="frames")


def post_all(fanout: Fanout, frames: Iterable[tuple[Link, Answer]]) -> None:
    """Post each connection its frame; those that get the same are posted to at once, and several such groups too."""
    groups: dict[str, tuple[Answer, list[Link]]] = {}
    for link, frame in frames:
        groups.setdefault(frame.model_dump_json(), (frame, []))[1].append(link)
    if len(groups) <= 1:
        for frame, links in groups.values():
            fanout.post(links, frame)
        return
    for posted in [_pool.submit(fanout.post, links, frame) for frame, links in groups.values()]:
        posted.result()

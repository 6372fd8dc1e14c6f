"""What FFmpeg's libraries tell of sound and films."""

from __future__ import annotations

from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError

from local.cloudinary.look import Look

FORMATS = {"matroska": "webm", "mov": "mp4"}
"""Of FFmpeg's names those that differ from Cloudinary's."""


def listen_to(path: Path) -> Look:
    """Format and length of a recording, width and height of a film.

    What cannot be read is kept all the same, and nothing is told of it; Cloudinary refuses more than this does.
    """
    try:
        with av.open(str(path)) as container:
            films = container.streams.video
            width, height = (films[0].width, films[0].height) if films else (None, None)
            name = container.format.name.partition(",")[0]
            return Look(FORMATS.get(name, name), width, height, _duration(container))
    except (FFmpegError, OSError, ValueError):
        return Look()


def _duration(container: InputContainer) -> float | None:
    """Where the last packet ends, in seconds: the header of what a browser records tells no length."""
    ends = [
        float((packet.pts + (packet.duration or 0)) * packet.time_base)
        for packet in container.demux()
        if packet.pts is not None
    ]
    return max(ends, default=None)

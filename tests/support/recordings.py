"""Recordings as browsers make them: silence, without its length in the header."""

from __future__ import annotations

import io
from fractions import Fraction

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer

RATE = 48_000
CODECS = {"webm": "libopus", "ogg": "libopus", "mp4": "aac"}


def silence(form: str = "webm", seconds: float = 2.0) -> bytes:
    """So much silence, in one of the containers that MediaRecorder writes."""
    out = io.BytesIO()
    live = {"live": "1"} if form == "webm" else {}
    with av.open(out, "w", format=form, options=live) as container:
        stream = container.add_stream(CODECS[form], rate=RATE)
        assert isinstance(stream, AudioStream)
        stream.layout = "mono"
        _encode(container, stream, round(seconds * RATE))
    return out.getvalue()


def _encode(container: OutputContainer, stream: AudioStream, samples: int) -> None:
    size = stream.codec_context.frame_size or 960
    for start in range(0, samples, size):
        frame = AudioFrame(format="fltp" if stream.name == "aac" else "flt", layout="mono", samples=size)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        container.mux(stream.encode(frame))
    container.mux(stream.encode(None))

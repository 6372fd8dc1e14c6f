"""A large export is read in the memory of a small machine."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

from tests.support.exports.files import NOON

MESSAGES = 200_000
CHANNELS = 10
DAYS = 40

MEMORY = 512
"""MiB: what an export of 5,000,000 messages may take. What is read is in the spool, whose cache is bounded."""

PROCESSOR = 60
"""Seconds of the processor. Some 15 were measured."""

READ = """
import json, resource, sys
from pathlib import Path
from ops.importing.reading import open_export
from tests.support.memory import peak

export = open_export(Path(sys.argv[1]), skip=False, scratch=Path(sys.argv[2]))
posts = sum(1 for chat in export.chats() for _ in export.posts(chat.id))
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([posts, peak(), used.ru_utime + used.ru_stime]))
"""


def test_two_hundred_thousand_messages_are_read_within_their_bounds(tmp_path: Path) -> None:
    source = _slack(tmp_path / "slack.zip")

    read = subprocess.run(
        [sys.executable, "-c", READ, source, tmp_path / "scratch"],
        env={"PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
        timeout=600,
    )

    posts, memory, processor = json.loads(read.stdout)
    print(f"{posts:,} messages: {memory:.0f} MiB at most, {processor:.1f} s of the processor")
    assert posts == MESSAGES
    assert memory < MEMORY
    assert processor < PROCESSOR


def _slack(path: Path) -> Path:
    """Messages with a mention, marks, an emoji and a link; every third is a reply to the first of its day."""
    channels = [{"id": f"C{number}", "name": f"channel-{number}", "members": ["U0"]} for number in range(CHANNELS)]
    a_day = MESSAGES // CHANNELS // DAYS
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "users.json", json.dumps([{"id": f"U{number}", "name": f"u{number}"} for number in range(100)])
        )
        archive.writestr("channels.json", json.dumps(channels))
        for channel in range(CHANNELS):
            for day in range(DAYS):
                first = NOON + day * 86_400
                messages = (_message(first, number) for number in range(a_day))
                name = f"channel-{channel}/2023-{day // 28 + 1:02}-{day % 28 + 1:02}.json"
                archive.writestr(name, json.dumps(list(messages)))
    return path


def _message(first: int, number: int) -> dict[str, str]:
    text = f"<@U{number % 100}> *this* is _number_ {number} &amp; :tada: <https://x.example/{number}|there>"
    message = {"type": "message", "user": f"U{number % 97}", "ts": f"{first + number}.000100", "text": text}
    return {**message, "thread_ts": f"{first}.000100"} if number % 3 == 1 else message

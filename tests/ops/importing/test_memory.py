"""A large export passes in a bounded memory: it is spooled, and no more of it is at hand than a few batches."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from local.settings import ROOT

MESSAGES = 200_000
DAYS = 200
LIMIT = 512
"""MB."""

_PROGRAM = """
import sys
from pathlib import Path
from ops.importing.importer import Import
from ops.importing.journal import Journal
from ops.importing.reading import open_export
from ops.importing.report import Report
from tests.support.importing import Deployed
from tests.support.memory import peak

class Forgetful(Deployed):
    # what is stored is DynamoDB's to keep, and not of this process
    def forget(self, write):
        if write.after is not None and (write.table is self.tables.tables["messages"] or b"REACTED#" in write.key[0]):
            write.table.put(write.key, None)

source = Path(sys.argv[1])
deployed = Forgetful(source.parent)
deployed.tables.on_commit = deployed.forget
export = open_export(source, skip=False, scratch=source.parent)
with Journal(source.parent / "journal", "test") as journal:
    work = Import(deployed.target, export, journal, report := Report(source), source.parent, lambda _line: None)
    work.run()
print(report.counts["messages"], peak())
"""


def _export(path: Path) -> Path:
    """A workspace of a hundred who have said very much in one channel."""
    people = [{"id": f"U{number}", "name": f"user{number}", "team_id": "T1"} for number in range(100)]
    channel = {"id": "C1", "name": "snow", "created": 1_600_000_000, "members": [each["id"] for each in people]}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("users.json", json.dumps(people))
        archive.writestr("channels.json", json.dumps([channel]))
        for day in range(DAYS):
            said = [_said(day, number) for number in range(MESSAGES // DAYS)]
            archive.writestr(f"snow/{2000 + day}-01-01.json", json.dumps(said))
    return path


def _said(day: int, number: int) -> dict[str, object]:
    first = 1_600_000_000 + day * 86_400
    liked = [{"name": "thumbsup", "users": ["U1", "U2"], "count": 2}] if number % 10 == 0 else []
    thread = {"thread_ts": f"{first}.000100"} if number % 5 == 4 else {}
    text = "Meet you at the fort after lunch; bring the big ones, and mind the monkeys."
    ts = f"{first + number}.000100"
    return {"type": "message", "user": f"U{number % 100}", "text": text, "ts": ts, "reactions": liked, **thread}


def test_two_hundred_thousand_messages_pass_in_half_a_gigabyte(tmp_path: Path) -> None:
    source = _export(tmp_path / "export.zip")
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(source)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'layers/common'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    messages, megabytes = map(int, done.stdout.split())
    assert messages == MESSAGES
    assert megabytes < LIMIT

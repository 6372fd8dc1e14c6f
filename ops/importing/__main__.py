"""`make import`: an export of another chat into a deployment."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

from pynamodb.exceptions import PynamoDBException

from ops.command import command
from ops.deployment import Deployment
from ops.failure import Failure
from ops.importing.importer import Import
from ops.importing.journal import Journal
from ops.importing.reading import open_export
from ops.importing.report import Report, beside
from ops.importing.target import Target
from snowfight.errors import SnowfightError


def bring(stage: str, source: str) -> None:
    """Import a file or folder into a stage; the environment has DRY and SKIP, which are set or not."""
    dry, skip = _is_set("DRY"), _is_set("SKIP")
    deployment = Deployment.of(stage)
    path = Path(source).absolute()
    if not path.exists():
        raise Failure(f"{path} is not there")
    target = Target.of(deployment)
    with tempfile.TemporaryDirectory(prefix=".importing-", dir=path.parent) as folder:
        scratch, spool = Path(folder), Path(folder) / "spool"
        spool.mkdir()
        export = open_export(path, skip=skip, scratch=spool)
        origin = f"{target.name} {export.source}"
        with Journal(scratch / "journal" if dry else beside(path, "journal"), origin) as journal:
            report = Report(None if dry else path)
            _run(Import(target, export, journal, report, scratch), report, dry=dry)


def _is_set(name: str) -> bool:
    return os.environ.get(name, "") not in {"", "0"}


def _run(work: Import, report: Report, *, dry: bool) -> None:
    try:
        work.run(dry=dry)
    except (PynamoDBException, SnowfightError, sqlite3.Error) as error:
        raise Failure(f"{' '.join(str(error).split())}. What is stored counts: the same command goes on") from error
    finally:
        report.close()
    for line in report.table():
        print(line)
    print("Nothing was stored: DRY is set." if dry else "Done. Nobody was notified, and nothing is unread.")


if __name__ == "__main__":
    command("import", ["STAGE", "FROM"], bring)

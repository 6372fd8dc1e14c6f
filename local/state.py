"""What survives between two runs: the state folder, never half-written.

MiniStack saves its services to one file each, when it stops cleanly. So it works on a copy:

    saved/      the state of the last clean stop, sealed: a list of its files with their hashes
    running/    the copy that the current run works on; MiniStack's launcher seals it after the last file is saved
    log/  lock

A sealed `running` takes the place of `saved`. One without a seal is what an unclean end left, and is dropped.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from local.settings import Failure, Settings

SEAL = "seal.json"


@contextmanager
def locked(settings: Settings) -> Generator[int]:
    """Hold the folder for this run alone. Raises Failure when another run has it.

    Gives the descriptor of the lock: a child that gets it too holds the folder for as long as it lives.
    """
    try:
        settings.log.mkdir(parents=True, exist_ok=True)
        lock = (settings.folder / "lock").open("w")
    except OSError as error:
        raise Failure(f"Cannot write to {settings.folder}: {error.strerror}. Set STATE to another folder.") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Failure(
                f"Another run uses {settings.folder}: stop that one, or set STATE to another folder (and PORT)."
            ) from error
        yield lock.fileno()


def seal(folder: Path) -> None:
    """Declare a folder complete as it is."""
    aside = folder / f".{SEAL}"
    aside.write_text(json.dumps(_hashes(folder)))
    aside.replace(folder / SEAL)


def _rewind_streams(running: Path) -> None:
    """Have functions read the tables' streams from their start: MiniStack saves how far they had read, but not the
    records, whose numbers begin anew, so that it would pass over as many as there had been."""
    file = running / "lambda.json"
    if not file.exists():
        return
    saved = json.loads(file.read_text())
    positions = saved["payload"].get("dynamodb_stream_positions", {}).get("data", {})
    positions.update(dict.fromkeys(positions, 0))
    file.write_text(json.dumps(saved))


def is_sealed(folder: Path) -> bool:
    return (folder / SEAL).is_file()


def open_copy(folder: Path) -> tuple[Path, str | None]:
    """The folder for MiniStack to work on, filled with the last saved state, and a remark for the user, if any.

    Raises Failure where that state is damaged.
    """
    saved, running = folder / "saved", folder / "running"
    remark = None
    keep(folder)
    if running.exists():
        since = f"as it was saved on {_moment(saved / SEAL)}" if is_sealed(saved) else "empty"
        remark = f"The last run did not end cleanly, so what was done in it is lost: the chat starts {since}."
        shutil.rmtree(running)
    if saved.exists():
        _check(saved)
        shutil.copytree(saved, running)
        (running / SEAL).unlink()
        _rewind_streams(running)
    else:
        running.mkdir(parents=True)
    return running, remark


def keep(folder: Path) -> bool:
    """Let the running copy, where it is sealed, take the place of the saved state. Tells whether it was."""
    saved, running, old = folder / "saved", folder / "running", folder / "old"
    if old.exists() and not saved.exists():
        old.rename(saved)  # the last run ended between the two renames below
    shutil.rmtree(old, ignore_errors=True)
    if not is_sealed(running):
        return False
    if saved.exists():
        saved.rename(old)
    running.rename(saved)
    shutil.rmtree(old, ignore_errors=True)
    return True


def drop_copy(folder: Path) -> None:
    """Remove the running copy; the saved state stays as it is."""
    shutil.rmtree(folder / "running", ignore_errors=True)


def forget(settings: Settings) -> None:
    """Remove everything that runs left behind. The caller holds the lock."""
    for path in settings.folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "lock":
            path.unlink()


def _check(saved: Path) -> None:
    try:
        expected = json.loads((saved / SEAL).read_text())
        damaged = sorted(name for name, value in expected.items() if _hash(saved / name) != value)
    except (OSError, ValueError, AttributeError):
        damaged = [SEAL]
    if damaged:
        raise Failure(
            f"The saved state in {saved} is damaged ({damaged[0]}): put a copy of that folder back, "
            "or run `make reset` to start afresh."
        )


def _hashes(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.endswith(SEAL)]
    return {str(path.relative_to(folder)): _hash(path) for path in files}


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _moment(path: Path) -> str:
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone():%Y-%m-%d %H:%M}"

"""One step of a build: skipped where its sources are as they were, and whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
BUILDERS = (Path(__file__).parent, ROOT / "infra/package-lock.json")
"""What a layer or bundle is built by: it is built again when one of them changed."""


class BuildError(Exception):
    """A step failed; the message is for the person who started it."""


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A hash of the contents of files and folders, and of `extra`."""
    digest = hashlib.sha256("\0".join(extra).encode())
    for path in paths:
        for file in sorted(_files(path)):
            digest.update(f"\0{file.relative_to(ROOT)}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def step(target: Path, sources: str, build: Callable[[Path], None]) -> None:
    """Have `build` fill `target`, unless it was built from the same `sources` before."""
    stamp = BUILD / "stamps" / "-".join(target.relative_to(ROOT).parts)
    if target.is_dir() and stamp.is_file() and stamp.read_text() == sources:
        return
    aside = target.with_name(f".{target.name}.new")
    remove(aside)
    aside.mkdir(parents=True)
    build(aside)
    remove(target)
    aside.rename(target)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(sources)


def run(command: list[str], folder: Path) -> None:
    """Run a command in `folder`. Raises BuildError with what it said, when it failed."""
    result = subprocess.run(  # noqa: S603 -- commands of ours alone
        command, cwd=folder, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if result.returncode:
        raise BuildError(f"{Path(command[0]).name} failed:\n{result.stdout.strip()}")


def remove(path: Path) -> None:
    """Remove a file or folder, where there is one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def one_at_a_time() -> Generator[None]:
    """Wait until nobody else builds in this project."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _files(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts)

"""Finds out what an export is of, and reads it through."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from ops.failure import Failure
from ops.importing.archives.archive import Archive
from ops.importing.archives.broken import Broken, shown
from ops.importing.archives.folder import Folder, SingleFile
from ops.importing.archives.tar_archive import TarArchive
from ops.importing.archives.zip_archive import ZipArchive
from ops.importing.readers.reading import Reading
from ops.importing.readers.slack import SlackReader
from ops.importing.spool.export import SpooledExport
from ops.importing.spool.spool import Spool


def open_export(source: Path, *, skip: bool, scratch: Path) -> SpooledExport:
    """The export that `source` is, a file or a folder: read through, and spooled into the folder `scratch`.

    Raises Failure, one line that names the place, where it cannot be read, is hostile, or is broken; with `skip` what
    is broken is left out and recorded.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    archive = opened(source, scratch)
    reading = Reading(archive, Spool(scratch / "spool.sqlite"), skip)
    for place, reason in archive.broken():
        reading.broken(Broken(place, reason))
    return SpooledExport(_reader(reading, source)(), reading.spool, archive)


def opened(source: Path, scratch: Path) -> Archive:
    """The files that `source` is, or holds. Raises Failure."""
    try:
        file = source.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise Failure(f"{shown(str(source))} is not there. Nothing was imported.") from error
    if file.is_dir():
        return Folder(file)
    if not file.is_file():
        raise Failure(f"{shown(str(source))} is neither a file nor a folder. Nothing was imported.")
    try:
        if zipfile.is_zipfile(file) or file.suffix.lower() == ".zip":
            return ZipArchive(file)
        if tarfile.is_tarfile(file) or file.name.lower().endswith((".tar", ".tar.gz", ".tgz")):
            return TarArchive(file, scratch)
    except OSError as error:
        raise Failure(f"{shown(str(source))} cannot be read ({error.strerror}). Nothing was imported.") from error
    return SingleFile(file)


def _reader(reading: Reading, source: Path) -> Callable[[], str]:
    for path in reading.archive.paths():
        folder, _, name = path.rpartition("/")
        root = f"{folder}/" if folder else ""
        if folder.count("/") == 0 and name in ("channels.json", "users.json"):
            return SlackReader(reading, root).read
    raise Failure(
        f"{shown(str(source))} is no export that is known: Slack, Mattermost, Discord (DiscordChatExporter's JSON),"
        " Telegram (result.json) or Zulip. Nothing was imported."
    )

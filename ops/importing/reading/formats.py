"""Finds out what an export is of, and reads it through."""

from __future__ import annotations

import re
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from ops.failure import Failure
from ops.importing.reading.archives.archive import Archive
from ops.importing.reading.archives.broken import Broken, shown
from ops.importing.reading.archives.folder import Folder, SingleFile
from ops.importing.reading.archives.tar_archive import TarArchive
from ops.importing.reading.archives.zip_archive import ZipArchive
from ops.importing.reading.readers.discord.reader import DiscordReader
from ops.importing.reading.readers.mattermost.reader import MattermostReader
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.slack.reader import SlackReader
from ops.importing.reading.readers.telegram.reader import TelegramReader
from ops.importing.reading.readers.zulip.reader import ZulipReader
from ops.importing.reading.spool.export import SpooledExport
from ops.importing.reading.spool.spool import Spool

SNIFFED = 4096
"""Bytes of a file that say what it is."""

_BEGIN = rb"(?:\xef\xbb\xbf)?\s*\{\s*"
MATTERMOST = re.compile(_BEGIN + rb'"type"\s*:\s*"version"')
DISCORD = re.compile(_BEGIN + rb'"guild"\s*:\s*\{')
TELEGRAM = re.compile(_BEGIN + rb'"(?:name|about|personal_information|chats|type|id)"\s*:')


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
    """What reads it: as its files are called, else as one of them begins."""
    paths = sorted(reading.archive.paths(), key=lambda path: (path.count("/"), path))
    shallow = [path for path in paths if path.count("/") <= 1]
    found = _by_name(reading, shallow) or _by_beginning(reading, shallow, paths)
    if found is None:
        raise Failure(
            f"{shown(str(source))} is no export that is known: Slack, Mattermost, Discord (DiscordChatExporter's JSON),"
            " Telegram (result.json) or Zulip. Nothing was imported."
        )
    return found


def _by_name(reading: Reading, shallow: list[str]) -> Callable[[], str] | None:
    named = {name: path.removesuffix(name) for path in reversed(shallow) for name in (path.rpartition("/")[2],)}
    if "realm.json" in named:
        return ZulipReader(reading, named["realm.json"]).read
    for each in ("channels.json", "users.json", "dms.json"):
        if each in named:
            return SlackReader(reading, named[each]).read
    return None


def _by_beginning(reading: Reading, shallow: list[str], paths: list[str]) -> Callable[[], str] | None:
    for path in shallow:
        if path.endswith(".jsonl") or _begins(reading, path, MATTERMOST):
            return MattermostReader(reading, path).read
    if channels := [path for path in paths if _begins(reading, path, DISCORD)]:
        return DiscordReader(reading, channels).read
    for path in shallow:
        if path.endswith("result.json") or _begins(reading, path, TELEGRAM):
            return TelegramReader(reading, path).read
    return None


def _begins(reading: Reading, path: str, pattern: re.Pattern[bytes]) -> bool:
    """Whether a file of JSON begins so."""
    if not path.lower().endswith((".json", ".jsonl")):
        return False
    try:
        with reading.archive.open(path) as file:
            return pattern.match(file.read(SNIFFED)) is not None
    except Broken:
        return False

"""Names of files in an archive, which may have been made to lead elsewhere."""

from __future__ import annotations

import re
import unicodedata

from ops.failure import Failure
from ops.importing.reading.archives.broken import Broken, shown

MAX_NAME = 4096
MAX_DEPTH = 64

_DRIVE = re.compile(r"^[A-Za-z]:")

LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems put beside one's files."""


def safe_path(name: str, archive: str) -> str:
    """The path that a name in `archive` says, in one spelling; "" where it is none of a file that matters.

    Raises Failure where it leads out of the archive or has characters that no exporter writes, Broken where it is not
    Unicode.
    """
    if not _is_unicode(name):
        raise Broken(f"{archive}: {name}", "the name is not UTF-8")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if name.startswith("/") or _DRIVE.match(name) or ".." in parts:
        raise Failure(f"{shown(archive)}: {shown(name)} leads out of the archive. Nothing was imported.")
    if "\\" in name or any(ord(letter) < ord(" ") or letter == "\x7f" for letter in name):
        raise Failure(f"{shown(archive)}: {shown(name)} has a backslash or a control character. Nothing was imported.")
    if len(name) > MAX_NAME or len(parts) > MAX_DEPTH:
        raise Failure(f"{shown(archive)}: {shown(name)} is too long or too deep. Nothing was imported.")
    return "" if LITTER.intersection(parts) else unicodedata.normalize("NFC", "/".join(parts))


def _is_unicode(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True

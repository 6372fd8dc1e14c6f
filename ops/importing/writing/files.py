"""Files of an export: brought to where files are kept, or a line that says why not."""

from __future__ import annotations

import mimetypes
import secrets
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from ops.failure import Failure
from ops.importing.model import ImportedFile
from ops.importing.report import Report
from ops.importing.target import Target
from ops.importing.writing.names import clean, file_name
from snowfight.clock import milliseconds
from snowfight.domain.files.uploads import Folders
from snowfight.models.file import Kind, NewUpload, StoredFile
from snowfight.storage.files.uploads import Upload, Uploads, stamp

_MEGABYTE = 1024 * 1024


class Opens(Protocol):
    """What opens files of an export (`Export.open`)."""

    def open(self, path: str) -> BinaryIO: ...


@dataclass(frozen=True)
class BroughtFile:
    """A file that lies where files are kept, and the upload that the message with it uses up."""

    file: StoredFile
    upload: Upload
    version: int


class FileBringer:
    """`scratch` is a folder for what is under way."""

    def __init__(self, target: Target, export: Opens, report: Report, scratch: Path) -> None:
        self._target = target
        self._export = export
        self._report = report
        self._scratch = scratch
        self._uploads = Uploads(target.database)
        self._folders = Folders.of(target.settings.stage)

    def bring(self, room: str, author: str, file: ImportedFile, place: str) -> BroughtFile | str:
        """Bring a file of a message by `author`; or a line for the message. Raises Failure where Cloudinary does not
        answer."""
        limit = self._target.settings.upload_limit
        if file.path is None:
            return self._said(file, place, None)
        if not self._target.files.on:
            return self._said(file, place, "files are not kept here")
        if file.size is not None and file.size > limit:
            return self._said(file, place, _too_large(file.size, limit))
        name = file_name(file.name)
        kind = NewUpload(filename=name, size=1, content_type=_content_type(name)).kind
        brought = self.upload(file.path, self._folders.chat(room, author), (author, name, kind), limit)
        return self._said(file, place, brought) if isinstance(brought, str) else brought

    def upload(self, path: str, folder: str, about: tuple[str, str, Kind], limit: int) -> BroughtFile | str:
        """Bring the file at `path` of the export into a folder; or why not. `about` is whose it is, how it is called
        and what it is taken for: what is refused as a picture, film or sound comes as a mere file."""
        author, name, kind = about
        with tempfile.TemporaryDirectory(dir=self._scratch) as folder_here:
            here = Path(folder_here) / "file"
            try:
                with self._export.open(path) as content, here.open("wb") as copy:
                    shutil.copyfileobj(content, copy)
            except Failure as error:
                return str(error)
            size = here.stat().st_size
            if not 0 < size <= limit:
                return _too_large(size, limit) if size else "it is empty"
            for each in dict.fromkeys((kind, "raw")):
                if brought := self._once(here, folder, (author, name, each), size):
                    return brought
        return "it was refused where files are kept"

    def _once(self, here: Path, folder: str, about: tuple[str, str, Kind], size: int) -> BroughtFile | None:
        author, name, kind = about
        now = self._target.clock.now()
        public_id = f"{folder}{stamp(milliseconds(now))}{secrets.token_hex(12)}"
        upload = Upload(public_id, author, kind, name, size, now)
        self._uploads.put(upload)
        answer = self._target.post(self._target.files.grant(public_id, kind, now), here)
        if answer is None:
            return None
        return BroughtFile(_stored(upload, answer), upload, int(answer["version"]))

    def _said(self, file: ImportedFile, place: str, reason: str | None) -> str:
        """The line for the message; a link or what is missing has words of its own."""
        if reason is None:
            self._report.leave_out(place, "a file that the export does not have", file.name)
            return clean(file.words)
        self._report.leave_out(place, "a file that could not come along", f"{file.name}: {reason}")
        return f"{clean(file.name)} (did not come along: {reason})"


def _stored(upload: Upload, answer: Mapping[str, Any]) -> StoredFile:
    return StoredFile(
        public_id=upload.public_id,
        filename=upload.filename,
        resource_type=upload.kind,
        format=answer.get("format"),
        bytes=int(answer.get("bytes", upload.size)),
        width=answer.get("width") or None,
        height=answer.get("height") or None,
        duration=answer.get("duration") or None,
    )


def _content_type(name: str) -> str:
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _too_large(size: int, limit: int) -> str:
    return f"it has {size / _MEGABYTE:.1f} MB, and at most {limit / _MEGABYTE:g} MB are kept"

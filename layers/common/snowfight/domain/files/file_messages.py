"""Messages that are files: a text's way, once Cloudinary has vouched for the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders
from snowfight.domain.messages.drafts import Draft
from snowfight.domain.messages.sending import Delivery, Sending
from snowfight.models.client_frames import FileUpload
from snowfight.models.records import Entry, Link
from snowfight.storage.files.uploads import Uploads


class FileMessages:
    def __init__(self, sending: Sending, upload_checks: UploadChecks, uploads: Uploads, folders: Folders) -> None:
        self._sending = sending
        self._upload_checks = upload_checks
        self._uploads = uploads
        self._folders = folders

    def post(self, sender: Link, frame: FileUpload) -> Delivery:
        """Store and deliver an uploaded file, once; raises as `Sending.send`, and BadFile: nothing is stored then.

        The transaction that stores the message uses the upload's signature up. A retry finds its receipt.
        """
        return self._sending.deliver(sender, frame, lambda entry: self._compose(entry, frame.file))

    def _compose(self, entry: Entry, upload: Mapping[str, Any]) -> Draft:
        folder = self._folders.chat(entry.room, entry.author)
        checked = self._upload_checks.check(entry.author, folder, upload)
        if entry.expires is not None:
            self._uploads.remind(checked.upload, entry.expires)
        return Draft(replace(entry, file=checked.file), self._uploads.use(checked.upload))

"""The pictures that users show of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from snowfight.clock import from_milliseconds
from snowfight.domain.files.upload_checks import UploadChecks
from snowfight.domain.files.uploads import Folders
from snowfight.errors import BadFile
from snowfight.integrations.file_storage import Files
from snowfight.models.records import Account
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.files.uploads import Upload, Uploads, stamped


class Avatars:
    def __init__(
        self, accounts: Accounts, upload_checks: UploadChecks, uploads: Uploads, files: Files, folders: Folders
    ) -> None:
        self._accounts = accounts
        self._upload_checks = upload_checks
        self._uploads = uploads
        self._files = files
        self._folders = folders

    def change(self, account: Account, upload: Mapping[str, Any] | None) -> Account:
        """Show what Cloudinary answered for an upload, or nothing; raises BadFile, also for one used before.

        The picture that is on show may be offered again: that answers a retry.
        """
        if upload is not None and account.avatar_id is not None and upload.get("public_id") == account.avatar_id:
            return account
        changed = self._accounts.portray(
            account.username, None if upload is None else self._taken(account.username, upload)
        )
        if account.avatar_id is not None:
            self._release(account.username, account.avatar_id)
        return changed

    def _taken(self, username: str, upload: Mapping[str, Any]) -> tuple[str, str]:
        checked = self._upload_checks.check(username, self._folders.avatars(username), upload)
        if not self._uploads.take(checked.upload):
            raise BadFile
        public_id = checked.upload.public_id
        return self._files.avatar(public_id, checked.version), public_id

    def _release(self, username: str, public_id: str) -> None:
        """The old picture is one of those that nobody posted: it goes where they go."""
        given = from_milliseconds(stamped(public_id))
        self._uploads.put(Upload(public_id, username, "image", "", 0, given))

"""Which addresses cannot sign up."""

from __future__ import annotations

from datetime import datetime

from snowfight.storage.files.uploads import Also


class OpenAddresses:
    """Keeps none out."""

    def ban(self, _email: str, _until: datetime | None) -> Also:
        return lambda _transaction: None

    def readmit(self, _email: str) -> Also:
        return lambda _transaction: None

"""What searching one chat is built on."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.domain.messages.retention import Retention
from snowfight.storage.messages.log import Messages
from snowfight.storage.search.dirty import DirtyMessages
from snowfight.storage.search.index_files import IndexFiles
from snowfight.storage.search.manifests import EXTENT, Extent, Manifests


@dataclass(frozen=True)
class Dependencies:
    messages: Messages
    retention: Retention
    manifests: Manifests
    dirty: DirtyMessages
    files: IndexFiles
    extent: Extent = EXTENT

"""Custom emoji that come along with their pictures."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from ops.importing.model import Export, ImportedEmoji
from ops.importing.report import Report
from ops.importing.target import Target
from ops.importing.writing.files import FileBringer
from snowfight.domain.files.uploads import Folders
from snowfight.errors import BadFile, EmojiTaken, TooManyEmoji
from snowfight.models.emoji import EMOJI_FORMATS, EMOJI_LIMIT, is_emoji_name
from snowfight.models.records import CustomEmoji
from snowfight.storage.emoji.custom_emoji import MAX_EMOJI, EmojiRows
from snowfight.storage.files.uploads import Uploads

OPERATOR = "system"
"""Whose they are: a name that no user has, so moderators look after them."""


class EmojiBringer:
    def __init__(self, target: Target, files: FileBringer, report: Report) -> None:
        self._target = target
        self._files = files
        self._report = report
        self._rows = EmojiRows(target.database)
        self._uploads = Uploads(target.database)
        self._folder = Folders.of(target.settings.stage).emoji

    def usable(self) -> set[str]:
        """The names of those that can be used here."""
        return {emoji.name for emoji in self._rows.all() if emoji.removed is None}

    def bring(self, export: Export) -> int:
        """Add those of the export whose names nobody has given yet; returns how many. Raises Failure."""
        taken = {emoji.name for emoji in self._rows.all()}
        count = 0
        for each in export.emoji():
            place = f"emoji/{each.name}"
            emoji = replace(each, name=each.name.lower())
            if not is_emoji_name(emoji.name):
                self._report.leave_out(place, "an emoji whose name cannot be one here")
            elif emoji.name not in taken and (reason := self._add(emoji)):
                self._report.leave_out(place, "an emoji that could not come along", reason)
            else:
                count += emoji.name not in taken
                taken.add(emoji.name)
        return count

    def _add(self, emoji: ImportedEmoji) -> str | None:
        """Add it; or why not."""
        if not self._target.files.on:
            return "files are not kept here"
        about = (OPERATOR, PurePosixPath(emoji.path).name, "image")
        brought = self._files.upload(
            emoji.path, self._folder, about, min(EMOJI_LIMIT, self._target.settings.upload_limit)
        )
        if isinstance(brought, str):
            return brought
        file = brought.file
        if file.resource_type != "image" or file.format not in EMOJI_FORMATS:
            return f"it is none of {', '.join(EMOJI_FORMATS)}"
        url = self._target.files.emoji(file.public_id, brought.version)
        row = CustomEmoji(emoji.name, OPERATOR, file.public_id, url, self._target.clock.now())
        with suppress(EmojiTaken):  # by another run
            try:
                self._rows.add(row, self._uploads.use(brought.upload))
            except TooManyEmoji:
                return f"there are {MAX_EMOJI:,}, and no more may be"
            except BadFile:
                return "its picture was gone again"
        return None

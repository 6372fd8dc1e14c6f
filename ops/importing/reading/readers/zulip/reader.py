"""Zulip's export: tables as JSON, messages in files of a thousand, uploads beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from ops.failure import Failure
from ops.importing.model import ImportedFile, Piece, Post
from ops.importing.reading.archives.broken import Broken
from ops.importing.reading.markup.pieces import joined
from ops.importing.reading.markup.zulip import pieces
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.zulip.fields import Message, Record
from ops.importing.reading.readers.zulip.realm import ZulipRealm

_MESSAGES = re.compile(r"messages-(\d{1,9})\.json")

MAX_KEPT = 1_000_000
"""Uploads, and topics, which are kept in memory while messages are read."""


@dataclass
class ZulipReader:
    """Reads the export below `root` into the spool. A topic becomes a thread, which its first message begins."""

    reading: Reading
    root: str
    _uploads: dict[str, str] = field(default_factory=dict[str, str])
    _topics: dict[tuple[str, str], str] = field(default_factory=dict[tuple[str, str], str])

    def read(self) -> str:
        """Everything, people and channels first; returns which realm it is of."""
        self._realm.read()
        self._records()
        for path in self._message_files():
            self.reading.tables(path, {"zerver_message": self._message, "zerver_reaction": self._realm.reaction})
        return self._realm.source

    @cached_property
    def _realm(self) -> ZulipRealm:
        return ZulipRealm(self.reading, self.root)

    def _message_files(self) -> list[str]:
        numbers = [
            (int(match[1]), path)
            for path in self.reading.archive.paths()
            if path.startswith(self.root) and (match := _MESSAGES.fullmatch(path.removeprefix(self.root)))
        ]
        return [path for _, path in sorted(numbers)]

    def _records(self) -> None:
        """Where uploads are, whose links say something else."""
        records = f"{self.root}uploads/records.json"
        if self.reading.archive.size(records) is None:
            return
        for _, record in self.reading.models(records, Record):
            if record.s3_path and record.path and len(self._uploads) < MAX_KEPT:
                self._uploads[record.s3_path] = record.path

    def _message(self, value: Any, place: str) -> None:
        message = self.reading.checked(Message, value, place)
        if message is None:
            return
        if message.sender in self._realm.system:
            self.reading.left_out(place, "a line of the system")
            return
        found = self._realm.chat(message.recipient, message.sender)
        if found is None:
            self.reading.broken(Broken(place, "recipient: nothing tells of it"))
            return
        chat, has_topics = found
        topic = message.subject.strip() if has_topics else ""
        begins = self._beginning(chat, topic, message.id)
        files: dict[str, ImportedFile] = {}

        def upload(path: str, name: str) -> None:
            files.setdefault(path, self._file(path, name, place))

        text: list[Piece] = [f"**{topic.replace('*', '')}**\n"] if topic and begins == message.id else []
        text += pieces(message.content, self._realm.person, self._realm.stream, upload)
        post = Post(
            id=message.id,
            author=message.sender,
            created=message.date_sent,
            text=joined(text),
            files=tuple(files.values()),
            thread=begins,
            edited=message.last_edit_time,
        )
        self.reading.spool.post(chat, post)

    def _beginning(self, chat: str, topic: str, message: str) -> str | None:
        """The first message of a topic, however it is written; None where there is no topic."""
        if not topic:
            return None
        key = (chat, topic.lower())
        if key not in self._topics and len(self._topics) >= MAX_KEPT:
            return None
        return self._topics.setdefault(key, message)

    def _file(self, path: str, name: str, place: str) -> ImportedFile:
        path = unquote(path)
        shown = name.strip() or path.rpartition("/")[2] or "file"
        root = f"{self.root}uploads/"
        try:
            found = self.reading.found(self._uploads.get(path, path), place, root)
            found = found or self.reading.found(path, place, root)
        except Failure:  # whoever wrote the text may have written any path: that makes no archive hostile
            found = None
        if found is None:
            return ImportedFile(shown, f"File: {shown} (not in the export)")
        return ImportedFile(path.rpartition("/")[2], f"File: {shown}", *found)

"""Exports in memory, and deployments in memory that they are imported into."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

from ops.failure import Failure
from ops.importing.importer import Import
from ops.importing.journal import Journal
from ops.importing.model import ImportedChat, ImportedEmoji, LeftOut, Person, Post
from ops.importing.report import Report, beside
from ops.importing.target import PoolUser, Target
from snowfight.integrations.file_storage import Asset
from snowfight.models.file import Kind, UploadGrant
from snowfight.models.message import HistoryQuery, Message
from snowfight.settings import Settings
from snowfight.storage.database import Database
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, Tables
from tests.support.tables import SETTINGS, Item

LONG_AGO = datetime(2021, 3, 4, 5, 6, 7, 89_000, tzinfo=UTC)


def person(name: str, *, email: str | None = None, **more: Any) -> Person:
    """Somebody whose id there is their name in capitals."""
    return Person(name.upper(), name, name.title(), email, **more)


def group(name: str, *members: str, **more: Any) -> ImportedChat:
    """An open group, unless told otherwise."""
    given: dict[str, Any] = {"kind": "open", "title": name.title(), **more}
    return ImportedChat(name, **given, members=tuple(map(str.upper, members)))


def post(number: int, author: str, *text: Any, **more: Any) -> Post:
    """A post of that number, a minute after the one before."""
    given: dict[str, Any] = {"created": LONG_AGO + timedelta(minutes=number), **more}
    return Post(str(number), author.upper(), text=text or (f"post {number}",), **given)


@dataclass
class MemoryExport:
    """An export whose posts are lists, by chat."""

    everybody: Sequence[Person] = ()
    rooms: Sequence[ImportedChat] = ()
    said: Mapping[str, Sequence[Post]] = field(default_factory=dict[str, Sequence[Post]])
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    pictures: Sequence[ImportedEmoji] = ()
    left: Sequence[LeftOut] = ()
    source: str = "slack:T1"

    def people(self) -> Iterator[Person]:
        return iter(self.everybody)

    def chats(self) -> Iterator[ImportedChat]:
        return iter(self.rooms)

    def posts(self, chat: str, after: int = 0) -> Iterator[tuple[int, Post]]:
        return islice(enumerate(self.said.get(chat, ()), 1), after, None)

    def emoji(self) -> Iterator[ImportedEmoji]:
        return iter(self.pictures)

    def left_out(self) -> Iterator[LeftOut]:
        return iter(self.left)

    def open(self, path: str) -> BinaryIO:
        if path not in self.files:
            raise Failure(f"{path} is not there")
        return io.BytesIO(self.files[path])


class Deployed:
    """A deployment in memory: a chat to look at what came, and a folder with the export's file in it."""

    def __init__(self, folder: Path, settings: Settings = SETTINGS, tables: Tables | None = None) -> None:
        self.tables = tables or Tables()
        self.connection = MemoryConnection(self.tables)
        self.chat = Chat(settings=replace(settings, stage="test"), database=Database(settings, self.connection))
        self.source = folder / "my export.zip"
        self.indexed: list[str] = []
        self.pool: list[PoolUser] = []
        self.said: list[str] = []
        self.refused: set[str] = set()
        """Names of files that Cloudinary takes for nothing at all."""
        assert self.chat.database is not None
        self.target = Target(
            name="messages",
            site="https://snow.example",
            settings=self.chat.settings,
            database=self.chat.database,
            files=self.chat.files,
            post=self._post,
            hashed=lambda address: f"hash of {address.lower()}",
            pool=lambda: iter(self.pool),
            index=self.indexed.append,
            clock=self.chat.clock,
            pause=lambda _seconds: None,
        )

    def user(self, name: str, *, verified: bool = True) -> str:
        """Somebody who has an account here."""
        self.chat.user(name, verified=verified)
        self.pool.append(PoolUser(name, f"{name}@example.org"))
        return name

    def bring(self, export: MemoryExport, *, dry: bool = False, journal: Path | None = None) -> Report:
        """Import an export; what is told of it lies beside the source."""
        self.bind()
        report = Report(None if dry else self.source)
        try:
            with Journal(journal or beside(self.source, "journal"), f"messages {export.source}") as known:
                Import(self.target, export, known, report, self.source.parent, self.said.append).run(dry=dry)
        finally:
            report.close()
        return report

    def bind(self) -> None:
        """The rows are this deployment's from now on: of several in one test the last one has them."""
        Database(self.chat.settings, self.connection)

    def rooms(self, username: str) -> dict[str, str]:
        """The chats that a user is in, by what they are called."""
        self.bind()
        return {state.title: name for name, state in self.chat.rooms.states(self._joined(username)).items()}

    def messages(self, room: str, reader: str) -> list[Message]:
        """The newest messages of a chat as a member reads them."""
        return self.chat.history.page(reader, room, HistoryQuery(limit=200)).messages

    def durable(self) -> dict[str, list[Item]]:
        """All rows that last."""
        return {table: sorted(self.tables.rows(table), key=str) for table in ("rooms", "messages")}

    def _joined(self, username: str) -> list[str]:
        return [name for name in self.chat.rooms.memberships.of(username) if name != "public-chat"]

    def _post(self, grant: UploadGrant, file: Path) -> Mapping[str, Any] | None:
        kind = cast("Kind", grant.upload_url.rpartition("/")[2])
        content = file.read_bytes()
        if content == b"refused" or (kind == "image" and not content.startswith(b"picture")):
            return None
        asset = Asset(1, len(content), "png" if kind == "image" else None, 4 if kind == "image" else None, None)
        return self.chat.files.upload(grant, asset)

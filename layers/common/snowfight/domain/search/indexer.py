"""Keeping the index up to date: files for what a log has grown by, and files built anew for what has changed.

A file is written under a name of its own and then named by the chat's manifest, if that is still as it was read: of two
indexers at once one wins, and the other's file goes. Marks of changes are read before the messages are, and taken back
after the file is named, so no search ever misses a change (ADR 0045).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from snowfight.domain.search.index_builds import Facts, IndexBuilds
from snowfight.domain.search.words import VERSION
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms
from snowfight.storage.search.dirty import DirtyMessages
from snowfight.storage.search.index_file import IndexFile
from snowfight.storage.search.index_files import IndexFiles
from snowfight.storage.search.manifests import EXTENT, Extent, IndexedFile, Manifest, Manifests

TRIES = 5
"""Attempts at one file, of which all but the last lost to another indexer's."""

HasTime = Callable[[], bool]


class Indexer:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        manifests: Manifests,
        dirty: DirtyMessages,
        files: IndexFiles,
        builds: IndexBuilds,
        extent: Extent = EXTENT,
    ) -> None:
        self._rooms = rooms
        self._messages = messages
        self._manifests = manifests
        self._dirty = dirty
        self._files = files
        self._builds = builds
        self._extent = extent

    def append(self, room: str, has_time: HasTime) -> bool:
        """Index what the chat's log has grown by, a file at a time while there is time; says whether that was all."""
        state = self.state(room)
        newest = self._messages.newest(room) if state else 0
        if state is None or newest < self._extent.every:
            return True
        losses = 0
        while losses < TRIES:
            manifest = self.manifest(room)
            start = self._next(state, manifest, newest)
            if start > newest:
                return True
            if not has_time():
                return False
            losses += not self._grow(state, manifest, start, newest)
        return False

    def rebuild(self, room: str, first: int) -> None:
        """Build the file anew that begins at that number, as the messages are now; it goes where none is left, and
        stays where another indexer has written it meanwhile."""
        state = self.state(room)
        name: str | None = None
        for _ in range(TRIES):
            manifest = self.manifest(room)
            file = next((each for each in manifest.files if each.first == first), None)
            if state is None or file is None or file.name != (name or file.name):
                return
            name = file.name
            last = min(file.last, self._messages.newest(room))  # a log that was restored may be shorter
            if self._build(state, manifest, first, last):
                return

    def renew(self, room: str, first: int, has_time: HasTime) -> int | None:
        """Build all files of a chat anew that begin at `first` or later, and then what is missing; None: that was all,
        else the `first` to go on with."""
        for file in self.manifest(room).files:
            if file.first >= first:
                if not has_time():
                    return file.first
                self.rebuild(room, file.first)
        return None if self.append(room, has_time) else self.manifest(room).through + 1

    def manifest(self, room: str) -> Manifest:
        """The chat's manifest; one without files where those were made by other rules."""
        manifest = self._manifests.load(room)
        return manifest if manifest.splitter == VERSION else replace(manifest, splitter=VERSION, files=())

    def state(self, room: str) -> RoomState | None:
        """The chat; None where there is none."""
        return self._rooms.states([room]).get(room, RoomState.public() if room == PUBLIC_CHAT else None)

    def _next(self, state: RoomState, manifest: Manifest, newest: int) -> int:
        """The number from which on there is something to index; one above `newest`, where nothing is."""
        start = manifest.through + 1
        is_begun = start <= newest and any(file.first == self._begin(start) for file in manifest.files)
        return start if is_begun or start > newest else self._builds.first(state, manifest.through)

    def _grow(self, state: RoomState, manifest: Manifest, start: int, newest: int) -> bool:
        """Index from `start` to the end of its file; False where another indexer was faster."""
        first = self._begin(start)
        last = min(newest, first + self._extent.file - 1)
        begun = next((file for file in manifest.files if file.first == first), None)
        opened = self._files.load(state.name, begun) if begun else None
        if begun is None or opened is None:
            return self._build(state, manifest, first, last)
        return self._write(state, manifest, replace(begun, last=last), opened, start)

    def _begin(self, seq: int) -> int:
        """Where the file begins that a number belongs to."""
        return (seq - 1) // self._extent.file * self._extent.file + 1

    def _build(self, state: RoomState, manifest: Manifest, first: int, last: int) -> bool:
        blank = IndexedFile(first, last, "", 2**62, 0, None, "")
        return self._write(state, manifest, blank, IndexFile(), first)

    def _write(self, state: RoomState, manifest: Manifest, file: IndexedFile, index: IndexFile, start: int) -> bool:
        """Add to `index` the messages from `start` to the end of `file`, and have the manifest name it."""
        marks = self._dirty.of(state.name, start, file.last)
        facts = self._builds.add(index, state, start, file.last)
        known = Facts(file.oldest, file.newest, file.ends)
        facts = facts | known if facts else known
        if facts.newest == 0:  # nothing is left of that part of the log
            saved = self._manifests.save(manifest.without(file.first))
        else:
            saved = self._keep(manifest, file, index, facts)
        if saved:
            self._dirty.clear(state.name, marks)
        return saved

    def _keep(self, manifest: Manifest, file: IndexedFile, index: IndexFile, facts: Facts) -> bool:
        if self._is_full(file.first, file.last):
            index.compact()
        name, checksum = self._files.write(manifest.room, file.first, index.content())
        named = IndexedFile(file.first, file.last, name, facts.oldest, facts.newest, facts.ends, checksum)
        if self._manifests.save(manifest.with_file(named)):
            return True
        self._files.delete(manifest.room, name)
        return False

    def _is_full(self, first: int, last: int) -> bool:
        return last == first + self._extent.file - 1

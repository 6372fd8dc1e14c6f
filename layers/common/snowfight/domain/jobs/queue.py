"""Work that goes on after the answer, in rounds that each fit into a function's time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

from snowfight.clock import Clock, milliseconds
from snowfight.models.file import StoredFile
from snowfight.models.records import Entry, RoomState
from snowfight.storage.files.uploads import Also
from snowfight.storage.jobs.purge import Purge
from snowfight.storage.jobs.queue import Job, JobRows, Kind
from snowfight.storage.rooms.members import Members

GRACE = timedelta(minutes=1)
"""Longer than a function lives: a job that is due so late is one whose function died."""

SECOND_LOOK = timedelta(minutes=2)
"""What is deleted is looked at once more so long after: a call that was under way may have written its last."""

AT_THE_DOOR = timedelta(seconds=2)
"""Longer than a handshake takes between its ticket and its connection's row."""


class Jobs:
    """Starts work, and does it round by round."""

    def __init__(self, rows: JobRows, members: Members, purge: Purge, clock: Clock) -> None:
        self._rows = rows
        self._members = members
        self._purge = purge
        self._clock = clock

    def delete_chat(self, state: RoomState, *, left: int | None = None) -> None:
        """Make a group invisible now and see to it that everything in it goes; raises as `Members.close`.

        The job is written first, for later: should this function die before the group is closed, the round finds it
        alive and drops the job; should it die after that, the round comes a little late.
        """
        self._put_twice("delete-chat", state.name, lambda: self._members.close(state, self._clock.now(), left=left))

    def delete_account(self, username: str, mark: Callable[[], None]) -> None:
        """Do `mark`, which makes the account a deleted one, and see to it that its groups are left."""
        self._put_twice("delete-account", username, mark)

    def end_sessions(self, username: str, moment: datetime, act: Callable[[], None]) -> None:
        """Do `act`, which ends the user's sessions from before `moment`, now, or in a minute where it fails."""
        job = Job("end-sessions", f"{username}/{milliseconds(moment)}", self._clock.now() + GRACE)
        self._rows.put(job)
        with suppress(Exception):  # its round does it again, and tells what is wrong
            act()
            self._rows.drop(job)

    def _put_twice(self, kind: Kind, subject: str, act: Callable[[], None]) -> None:
        now = self._clock.now()
        self._rows.put(Job(kind, subject, now + GRACE))
        act()
        self._rows.put(Job(kind, subject, now))

    def due(self, within: timedelta = timedelta()) -> list[Job]:
        """Jobs to take up now, or `within` a short time, the most urgent first."""
        return self._rows.due(self._clock.now() + within)

    def purge_chat(self, job: Job, has_time: Callable[[], bool], files: Callable[[list[StoredFile]], None]) -> bool:
        """Take pages of a deleted chat away while there is time, `files` with them; says whether that ends the job."""
        if self._purge.is_alive(job.subject):
            self.done(job)
            return True
        while has_time():
            if (
                self._purge.messages(job.subject, files)
                or self._purge.changes(job.subject)
                or self._purge.members(job.subject)
                or self._purge.keywords(job.subject)
                or self._purge.hooks(job.subject)
                or self._purge.index(job.subject)
                or (job.runs and self._purge.events(job.subject))  # what is left to be sent has until then
            ):
                continue
            self._purge.meta(job.subject)
            return self.finished(job)
        self.go_on(job)
        return False

    def tell_read(self, username: str, name: str, due: datetime) -> None:
        """See to it that the others learn at `due` how far the user has read."""
        self._rows.put(Job("tell-read", f"{name}/{username}", due))

    def expire(self, name: str) -> None:
        """See to it that what is over in the chat is taken away."""
        self._rows.put(Job("expire-messages", name, self._clock.now()))

    def tell_changes(self, name: str, due: datetime) -> None:
        """See to it that the viewers of a chat learn at `due` what has changed."""
        self._rows.put(Job("tell-changes", name, due))

    def clear_message(self, entry: Entry) -> Also:
        """The write that sees to it that what a deleted message leaves behind goes: its file, its reactions' rows."""
        named = sorted({name for group in entry.reactions for name in group.usernames})
        payload = {"file": entry.file.model_dump() if entry.file else None, "usernames": named}
        return self._rows.joining(Job("clear-message", f"{entry.room}/{entry.seq}", self._clock.now(), payload=payload))

    def eject(self, username: str) -> Also:
        """The write that sees to it that what a banned user has open is ended, once more a little later: a ticket may
        have been taken at the door while they were banned."""
        return self._rows.joining(Job("eject", username, self._clock.now() + AT_THE_DOOR))

    def forget_memberships(self, username: str, names: Iterable[str]) -> None:
        """Take away what is kept of a deleted user having been in chats."""
        self._purge.memberships(username, names)

    def forget_settings(self, username: str) -> None:
        """Take away what a deleted user had set."""
        self._purge.settings(username)

    def go_on(self, job: Job) -> None:
        """Time is up: the next round goes on where this one ended."""
        self._rows.put(replace(job, due=self._clock.now()))

    def wait(self, job: Job, seconds: float) -> None:
        """Something has a limit: a later round goes on."""
        self._rows.put(replace(job, due=self._clock.now() + timedelta(seconds=seconds)))

    def done(self, job: Job) -> None:
        """Nothing is left to do."""
        self._rows.drop(job)

    def finished(self, job: Job) -> bool:
        """Nothing was left to do, or to see at the second look; says whether that was the second."""
        if job.runs:
            self.done(job)
            return True
        self._rows.put(replace(job, runs=1, due=self._clock.now() + SECOND_LOOK))
        return False

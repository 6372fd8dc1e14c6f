"""An import as a whole: what it found, everybody, emoji, then chat after chat, each until all that it needs is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from ops.importing.chat_import import ChatImport, Parts
from ops.importing.journal import Journal
from ops.importing.model import Export, ImportedChat
from ops.importing.progress import Progress
from ops.importing.report import Report
from ops.importing.survey import ChatSurvey, Survey
from ops.importing.target import Target
from ops.importing.writing.chats import Chats, Shape
from ops.importing.writing.destinations import Destination, Destinations
from ops.importing.writing.drafts import Crowd, Drafting
from ops.importing.writing.emoji import EmojiBringer
from ops.importing.writing.files import FileBringer
from ops.importing.writing.log import ChatLog
from ops.importing.writing.people import Known, People
from ops.importing.writing.pins import Pinning
from ops.importing.writing.reactions import Reacting
from ops.importing.writing.texts import Texts

Say = Callable[[str], None]


class Import:
    """Writes `export` to `target`. `scratch` is a folder for what is under way."""

    def __init__(
        self, target: Target, export: Export, journal: Journal, report: Report, scratch: Path, say: Say = print
    ) -> None:
        self._target = target
        self._export = export
        self._journal = journal
        self._report = report
        self._say = say
        self._files = FileBringer(target, export, report, scratch)
        self._destinations = Destinations(target.database, export.source)
        days = target.settings.retention_days
        self._log = ChatLog(target.database, self._destinations, journal, days, target.pause)

    def run(self, *, dry: bool = False) -> None:
        """Say what there is and what is to be done, and do it, unless it is `dry`. Raises Failure; what is stored by
        then counts, and another run goes on behind it."""
        people = People(self._target, self._export.source, self._export.people())
        known = self._destinations.known(chat.id for chat in self._export.chats())
        survey = Survey(self._export, self._log, self._journal, known)
        for line in _found(survey, people.known, len(known)):
            self._say(line)
        for left in self._export.left_out():
            self._report.leave_out(left.place, left.reason)
        if dry:
            return
        usernames = self._bring_people(people)
        emoji = EmojiBringer(self._target, self._files, self._report)
        self._report.counts["emoji"] += emoji.bring(self._export)
        reacting = Reacting(usernames, emoji.usable(), self._report)
        self._bring_chats(people, usernames, survey, reacting)

    def _bring_people(self, people: People) -> dict[str, str]:
        """Everybody's username by their id there."""
        usernames: dict[str, str] = {}
        for known in people.bring():
            person, username = known.person, known.username or ""
            usernames[person.id] = username
            self._report.came(person.id, person.display_name, username, known.how, person.email)
        return usernames

    def _bring_chats(self, people: People, usernames: Mapping[str, str], survey: Survey, reacting: Reacting) -> None:
        chats = Chats(self._target, people.accounts, self._report)
        members = Members(people, usernames)
        shapes = {each.chat.id: members.shape(chats, each) for each in survey.chats}
        places = {each.id: self._place(each, shapes[each.id], chats) for each in (one.chat for one in survey.chats)}
        rooms = {chat: place.room for chat, place in places.items() if place}
        texts = Texts(usernames, rooms, self._target.site)
        parts = Parts(
            self._target,
            self._export,
            self._journal,
            self._report,
            self._log,
            self._destinations,
            chats,
            Pinning(self._target.database),
            Progress(survey.beyond, self._say),
        )
        for each in survey.chats:
            place, shape = places[each.chat.id], shapes[each.chat.id]
            if place is None or (shape.pair and not each.posts):
                continue
            crowd = Crowd(frozenset(shape.members), shape.admin, private=shape.pair is not None)
            origin = (self._export.source, each.chat.id)
            drafting = Drafting(origin, texts, crowd, reacting, self._files, self._target.settings.message_length)
            ChatImport(parts, each, shape, place, drafting).run()
            self._report.counts["chats"] += 1

    def _place(self, chat: ImportedChat, shape: Shape, chats: Chats) -> Destination | None:
        """Where the chat goes; None where nobody would be in it."""
        if not shape.members:
            self._report.leave_out(chat.id, "a chat that nobody is in who is still there", chat.title)
            return None
        if known := self._destinations.known([chat.id]).get(chat.id):
            return known
        room = shape.room
        if room and (state := chats.state(room)) and state.last_seq:
            room = None  # the two write there: what they wrote elsewhere goes into a group of theirs
        return self._destinations.claim(chat.id, room)


class Members:
    """Who can be in chats: people who are not gone there, and have an account that is not deleted here."""

    def __init__(self, people: People, usernames: Mapping[str, str]) -> None:
        accounts = people.accounts(set(usernames.values()))
        self._bots = {name for name, account in accounts.items() if account.bot}
        self._names = {
            known.person.id: usernames[known.person.id]
            for known in people.known
            if not known.person.deleted and not accounts[usernames[known.person.id]].deleted
        }

    def shape(self, chats: Chats, survey: ChatSurvey) -> Shape:
        """What the chat becomes; where the export knows no members, those are in it who wrote there."""
        chat = survey.chat
        creator = self._names.get(chat.creator or "")
        names = list(self._living(chat.members))
        if not names and not creator:
            names = list(self._living(survey.authors))
        return chats.shape(chat, names, None if chat.kind == "private" else creator, self._bots)

    def _living(self, people: Iterable[str]) -> Iterator[str]:
        return (self._names[person] for person in people if person in self._names)


def _found(survey: Survey, people: list[Known], chats_before: int) -> Iterator[str]:
    """What there is, and what of it is to be done."""
    how = {each: sum(known.how == each for known in people) for each in ("address", "before", "new")}
    yield (
        f"{len(people):,} people: {how['new']:,} new, {how['address']:,} by their proven address, "
        f"{how['before']:,} from an earlier import"
    )
    yield f"{len(survey.chats):,} chats: {len(survey.chats) - chats_before:,} new"
    counts = survey.counts
    yield f"{counts['messages']:,} messages, {counts['there']:,} of them here already"
    yield f"{counts['reactions']:,} reactions, {counts['files']:,} files"

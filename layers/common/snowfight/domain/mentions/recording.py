"""Whom a message mentions, and keeping that for them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from snowfight.domain.blocking import Blocking
from snowfight.domain.mentions.keywords import matched
from snowfight.domain.mentions.names import ALL, names_in
from snowfight.domain.permissions import MAX_FEW, Action, allow
from snowfight.errors import Forbidden
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, Room
from snowfight.models.user import Role
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import Database, together
from snowfight.storage.mentions.keywords import KeywordRows, Keywords
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.mentions.unread import UnreadMentions

MOST = 20
"""Users whom one message mentions (wire contract, part 3); further names are text."""

PURGED = 100
"""Rows of a page that is forgotten."""

LOOKED_UP = 100
"""Names that are looked up for that: one request."""


@dataclass(frozen=True)
class Recipients:
    """Whom a message mentions but for its author: each of them, and whether it is marked for the whole chat at once."""

    usernames: frozenset[str] = frozenset()
    by_keyword: frozenset[str] = frozenset()
    """Those of them of whom nothing but a keyword is in it."""
    at_once: bool = False


Notice = Callable[[Room, Entry, Collection[str]], None]
"""Sees to it that those users are told, who are mentioned and may not look, of a message that tells nobody else."""


class MentionRecords:
    """Serves domain.messages.mentioning."""

    def __init__(self, database: Database, accounts: Accounts, blocking: Blocking, notice: Notice) -> None:
        self._blocking = blocking
        self._notice = notice
        self._accounts = accounts
        self._mentions = MentionRows()
        self._unread = UnreadMentions(database)
        self._keywords = KeywordRows(database)

    def resolved(self, room: Room, entry: Entry) -> Entry:
        """The message with whom its text mentions, in the order of the names; whoever may not mention everybody does
        not. One request, where names in it are of people in the chat."""
        names = names_in(entry.body or "")
        named = [name for name in names if name != ALL and _is_inside(room, name)][:LOOKED_UP]
        by_role = ALL in names and room.name == PUBLIC_CHAT
        accounts = self._accounts.get_many([*named, *([entry.author] if by_role else ())]) if named or by_role else {}
        living = [name for name in named if name in accounts and not accounts[name].deleted]
        role = accounts[entry.author].role if entry.author in accounts else "member"
        everybody = ALL in names and _may_mention_all(room, entry.author, role)
        return replace(entry, mentions=tuple(living[:MOST]), mentions_all=everybody)

    def record(self, room: Room, entry: Entry, before: Entry | None = None, author: Account | None = None) -> None:
        """Keep for everybody whom the message mentions that it does, but for those whom the author is as if not there
        for; of an edited one, for whom it did not `before`, and forget it for whom it does not any more. Doing it again
        changes nothing. A request for the account of an author who is not given, where there is something to keep."""
        keywords = self._keywords.of(room.state)
        now = recipients(room, entry, keywords)
        then = recipients(room, before, keywords) if before else Recipients()
        apart = self._apart(entry, now.usernames - then.usernames, author)
        if apart and now.at_once:
            self._unread.pass_over(room.name, entry.seq, apart)
        now = replace(now, usernames=now.usernames - apart)
        together(
            lambda: self._keep(entry, now, then),
            lambda: self._mark(room, entry, now, then),
        )
        new = now.usernames - then.usernames
        if new and (room.name == PUBLIC_CHAT or before is not None):
            self._notice(room, entry, new)

    def _apart(self, entry: Entry, usernames: frozenset[str], author: Account | None) -> frozenset[str]:
        """Those of the users between whom and the author there is a block."""
        account = author or (self._accounts.get(entry.author) if usernames else None)
        return self._blocking.among(account, usernames)

    def forget(self, username: str, has_time: Callable[[], bool]) -> bool:
        """Forget what mentioned a user who is no more, while there is time; says whether that was all."""
        while has_time():
            if not self._mentions.purge(username, PURGED):
                return True
        return False

    def _keep(self, entry: Entry, now: Recipients, then: Recipients) -> None:
        if new := now.usernames - then.usernames:
            self._mentions.put(entry, new, now.by_keyword)
        if gone := then.usernames - now.usernames:
            self._mentions.remove(entry, gone)

    def _mark(self, room: Room, entry: Entry, now: Recipients, then: Recipients) -> None:
        if now.at_once and not then.at_once:
            self._unread.add_all(room.state, entry.seq)
        if then.at_once and not now.at_once:
            self._unread.remove_all(room.state, entry.seq)
        marked, unmarked = _each(now), _each(then)
        if marked - unmarked:
            self._unread.add(room.name, entry.seq, marked - unmarked)
        if unmarked - marked:
            self._unread.remove(room.name, entry.seq, unmarked - marked)


def recipients(room: Room, entry: Entry, keywords: Keywords) -> Recipients:
    """Whom the message mentions: by name, all at once, as the author of what it answers, or by one of their keywords;
    its author never."""
    named = {*entry.mentions, *([entry.quotes] if entry.quotes else ()), *(room.members if entry.mentions_all else ())}
    by_keyword = matched(keywords, entry.body) - named
    inside = {name for name in (*named, *by_keyword) if _is_inside(room, name)} - {entry.author}
    are_many = room.name == PUBLIC_CHAT or len(room.members) > MAX_FEW
    return Recipients(frozenset(inside), by_keyword & inside, at_once=entry.mentions_all and are_many)


def _each(recipients: Recipients) -> frozenset[str]:
    """Those for each of whom a message is marked."""
    return frozenset() if recipients.at_once else recipients.usernames


def _is_inside(room: Room, username: str) -> bool:
    return room.name == PUBLIC_CHAT or username in room.members


def _may_mention_all(room: Room, username: str, role: Role) -> bool:
    try:
        allow(Action.MENTION_ALL, room, username, role)
    except Forbidden:
        return False
    return True

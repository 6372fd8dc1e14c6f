"""Who says what in Telegram, and who reacted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ops.importing.model import ImportedReaction, Person
from ops.importing.reading.readers.reading import Reading
from ops.importing.reading.readers.telegram.chat import Chat
from ops.importing.reading.readers.telegram.fields import Message
from snowfight.domain.emoji.unicode_emoji import fully_qualified


@dataclass(frozen=True)
class People:
    """Tells the spool of whoever is named in messages: no list has them."""

    reading: Reading

    def author(self, chat: Chat, message: Message) -> str:
        """Whoever wrote it. Accounts that are gone have an id and no name; hidden admins speak as the chat."""
        id_, name = message.from_id or message.actor_id, message.sender or message.actor
        if not id_ and name:
            id_ = f"name:{name}"[:256]
        if not id_:
            id_, name = chat.id, chat.name
        self.person(id_, name)
        return id_

    def person(self, id_: str, name: str) -> None:
        if not name.strip():
            self.reading.spool.person(Person(id_, id_, "Deleted Account", deleted=True), stand_in=True)
        else:
            speaks_as_chat = not id_.startswith(("user", "name:"))
            self.reading.spool.person(Person(id_, name.strip(), name.strip(), bot=speaks_as_chat))

    def reactions(self, message: Message, place: str) -> Iterator[ImportedReaction]:
        for reaction in message.reactions:
            emoji = fully_qualified(reaction.emoji) if reaction.type in ("", "emoji") else None
            people: dict[str, None] = {}
            for each in reaction.recent:
                if isinstance(id_ := each.get("from_id"), str) and id_:
                    self.person(id_, each["from"] if isinstance(each.get("from"), str) else "")
                    people[id_] = None
            if emoji is None:
                self.reading.left_out(place, f"a reaction that is no emoji of Unicode's: {reaction.type}")
            elif reaction.count > len(people):
                self.reading.left_out(place, f"{reaction.count - len(people)} who reacted are not named")
            if emoji and people:
                yield ImportedReaction(emoji, tuple(people))

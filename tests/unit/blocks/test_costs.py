"""Given people who have nothing to do with any block, when they do what one would forbid, then nobody asks about it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.models.chat import MemberQuery
from snowfight.models.client_frames import Edit, Join, PresenceFrame, Typing
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.notices import Notices
from tests.support.phone_calls import Phones
from tests.support.wire import Wire

Act = Callable[[Chat, Link, str, str], object]

ACTS: dict[str, Act] = {
    "a private message": lambda chat, link, private, _group: chat.say(link, "@bob", room=private),
    "a message to a group": lambda chat, link, _private, group: chat.say(link, "@bob @all", room=group),
    "a public message": lambda chat, link, _private, _group: chat.say(link, "@bob", room=PUBLIC_CHAT),
    "an edit": lambda chat, link, private, _group: chat.change(
        link,
        Edit(type="edit", room=private, client_id=chat.client_id(), seq=1, body="@bob, else"),
    ),
    "typing": lambda chat, link, private, _group: chat.typing.tell(link, Typing(type="typing", room=private)),
    "an upload": lambda chat, link, private, _group: chat.upload_admission.admit(link.username, private),
    "a new private chat": lambda chat, _link, _private, _group: chat.private_chats.with_user("ann", "cat"),
    "chats": lambda chat, _link, _private, _group: chat.chat_lists.all("ann"),
    "a chat": lambda chat, _link, private, _group: chat.chat_lists.open("ann", private),
    "members": lambda chat, _link, _private, group: chat.chat_lists.members("ann", group, MemberQuery()),
    "joining": lambda chat, link, _private, group: chat.subscriptions.join(link, Join(type="join", room=group)),
    "a profile": lambda chat, _link, _private, _group: chat.profiles.profile("ann", "bob"),
    "presence": lambda chat, link, _private, _group: chat.subscriptions.presence(
        link, PresenceFrame(type="presence", state="inactive")
    ),
    "a call": lambda chat, link, private, _group: Phones(chat).device("ann", private, link=link).start(),
    "a list of blocks": lambda chat, _link, _private, _group: chat.block_service.blocked("ann"),
}


@pytest.fixture
def scene(chat: Chat, ann: Link, bob: Link, cat: Link, private: str, group: str) -> tuple[str, str]:
    """Ann, Bob and Cat, of whom none has anything to do with the two that are apart: Dan and Eve, in the same group."""
    chat.say(ann, "one", room=private)
    for name in ("dan", "eve"):
        chat.connect(chat.user(name, verified=True))
    chat.block_service.block("dan", "eve")
    chat.connection_lifecycle.closed(bob)
    return private, group


@pytest.mark.parametrize("act", ACTS)
def test_nobody_asks(chat: Chat, wire: Wire, ann: Link, scene: tuple[str, str], act: str) -> None:
    notices = Notices(chat)
    notices.subscribe("bob")
    with wire.watched() as seen:
        ACTS[act](chat, ann, *scene)
        notices.run()
    assert seen.requests
    assert not [request for request in seen.requests if "BLOCKS#" in str(request.arguments)]

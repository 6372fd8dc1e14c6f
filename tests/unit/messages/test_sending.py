"""Given people in a chat, when one sends, then …"""

from __future__ import annotations

import pytest

from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.errors import Empty, NoSuchChat, RateLimited, TooLong, Unavailable
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat


def bodies(chat: Chat, username: str = "ann") -> list[str | None]:
    page = chat.history.page(username, PUBLIC_CHAT, HistoryQuery(limit=200))
    return [message.body for message in page.messages]


def test_everybody_who_shows_the_public_chat_gets_the_message_and_the_sender_an_ack(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    bob = chat.connect(chat.user("bob"), PUBLIC_CHAT)
    away = chat.connect(chat.user("eve"))
    # When
    client_id = chat.say(ann, "  hello  ")
    # Then
    for link in (ann, bob):
        [frame] = chat.gateway.frames(link.connection_id, "message_handler")
        assert frame["message"]["body"] == "hello"
        assert frame["message"]["seq"] == 1
        assert frame["message"]["author"] == {
            "username": "ann",
            "display_name": "Ann",
            "avatar_url": None,
            "bot": False,
        }
    [ack] = chat.gateway.frames(ann.connection_id, "ack")
    assert (ack["client_id"], ack["seq"]) == (client_id, 1)
    assert chat.gateway.frames(bob.connection_id, "ack") == []
    assert chat.gateway.frames(away.connection_id) == []


def another_instance(chat: Chat) -> Chat:
    """The same chat served by another function instance, which remembers nothing."""
    return Chat(chat.settings, chat.clock, chat.gateway, files=chat.files, database=chat.database)


def test_a_retry_gets_the_same_ack_and_stores_and_tells_nothing(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    client_id = chat.say(ann, "once")
    chat.say(ann, "between")
    # When: the same message comes again, over another connection, with another text
    other = chat.connect("ann")
    chat.say(other, "twice", client_id=client_id)
    # Then
    assert bodies(chat) == ["once", "between"]
    [first] = [ack for ack in chat.gateway.frames(ann.connection_id, "ack") if ack["client_id"] == client_id]
    assert chat.gateway.frames(other.connection_id, "ack") == [first]
    frames = chat.gateway.frames(ann.connection_id, "message_handler")
    assert [(frame["message"]["seq"], frame["message"]["body"]) for frame in frames] == [(1, "once"), (2, "between")]


@pytest.mark.parametrize("instances", [1, 3])
@pytest.mark.parametrize("spent", [False, True], ids=["with budget", "while rate limited"])
@pytest.mark.parametrize("kind", ["public", "private"])
def test_two_hundred_identical_frames_get_two_hundred_acks_and_are_told_once(
    chat: Chat, kind: str, spent: bool, instances: int
) -> None:
    # Given
    for name in ("ann", "bob"):
        chat.user(name)
    room = PUBLIC_CHAT if kind == "public" else chat.private_chats.with_user("ann", "bob")
    ann, bob = chat.connect("ann", room), chat.connect("bob", room)
    serving = [chat, *(another_instance(chat) for _ in range(instances - 1))]
    client_id = chat.say(ann, room=room)
    if spent:
        for _ in range(19):
            chat.say(ann, room=room)
        with pytest.raises(RateLimited):
            chat.say(ann, room=room)
    before = len(chat.gateway.frames(bob.connection_id))
    # When
    for number in range(200):
        serving[number % instances].say(ann, room=room, client_id=client_id)
    # Then
    acks = [ack for ack in chat.gateway.frames(ann.connection_id, "ack") if ack["client_id"] == client_id]
    assert len(acks) == 201
    assert all(ack == acks[0] for ack in acks)
    assert len(chat.gateway.frames(bob.connection_id)) == before


@pytest.mark.parametrize("later", [False, True], ids=["the newest", "one that others have followed"])
def test_a_retry_of_what_nobody_was_told_is_told_to_everybody_once(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, later: bool
) -> None:
    # Given a message whose sender died right after it was stored
    ann, bob = chat.connect(chat.user("ann"), PUBLIC_CHAT), chat.connect(chat.user("bob"), PUBLIC_CHAT)
    client_id = chat.client_id()

    def die(*_: object, **_named: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as outage:
        outage.setattr(chat.rooms, "advance", die)
        outage.setattr(chat.gateway, "broadcast", die)
        with pytest.raises(OutcomeUnknown):
            chat.say(ann, "lost", client_id=client_id)
    if later:
        chat.say(bob, "next")
    # When the retry comes, and comes again, wherever it is served
    for instance in (another_instance(chat), chat, another_instance(chat)):
        instance.say(ann, "lost", client_id=client_id)
    # Then everybody is told once; of one before the newest nobody has to be, since readers find the hole
    bodies = [frame["message"]["body"] for frame in chat.gateway.frames(bob.connection_id, "message_handler")]
    assert bodies == (["next"] if later else ["lost"])
    assert len(chat.gateway.frames(ann.connection_id, "ack")) == 3
    [public] = chat.chat_lists.all("ann").chats
    assert (public.last_seq, public.unread) == ((2, 1) if later else (1, 0))


@pytest.mark.parametrize("again", [False, True], ids=["the first time", "a retry"])
@pytest.mark.parametrize(
    ("part", "call", "error"),
    [
        ("connections", "viewers", TimeoutError),
        ("rooms", "advance", Unavailable),
        ("gateway", "broadcast", ConnectionError),
    ],
)
def test_of_a_message_that_is_stored_nobody_is_told_that_it_is_not(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, part: str, call: str, error: type[Exception], again: bool
) -> None:
    # Given a send that is cut short after its message was stored
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    client_id = chat.say(ann) if again else chat.client_id()

    def fail(*_: object, **_named: object) -> None:
        raise error

    # When, then: an error would promise that nothing is stored; without an answer the client tries again
    serving = another_instance(chat) if again else chat
    with monkeypatch.context() as outage:
        outage.setattr(getattr(serving, part), call, fail)
        with pytest.raises(OutcomeUnknown):
            serving.say(ann, client_id=client_id)
    chat.say(ann, client_id=client_id)
    assert bodies(chat) == ["hello"]


def test_two_users_may_use_the_same_client_id(chat: Chat) -> None:
    ann, bob = chat.connect(chat.user("ann")), chat.connect(chat.user("bob"))
    client_id = chat.say(ann, "hers")
    chat.say(bob, "his", client_id=client_id)
    assert bodies(chat) == ["hers", "his"]


@pytest.mark.parametrize(
    ("body", "error"),
    [("", Empty), (" \n\t ", Empty), ("\u200b\u3164", Empty), ("x" * 301, TooLong), ("🐒" * 301, TooLong)],
)
def test_a_body_that_does_not_fit_is_refused_and_nothing_is_stored(
    chat: Chat, body: str, error: type[Exception]
) -> None:
    ann = chat.connect(chat.user("ann"))
    with pytest.raises(error):
        chat.say(ann, body)
    assert bodies(chat) == []


def test_three_hundred_code_points_fit_whatever_surrounds_them(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    chat.say(ann, "  " + "🐒" * 300 + "  ")
    assert bodies(chat) == ["🐒" * 300]


def test_a_chat_that_does_not_exist_cannot_be_written_to(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    for room in ("nowhere", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80"):
        with pytest.raises(NoSuchChat):
            chat.say(ann, room=room)


def test_twenty_at_once_then_two_a_second(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"))
    for _ in range(20):
        chat.say(ann)
    # When the twenty-first comes at once, over another connection of hers
    other = chat.connect("ann")
    chat.clock.advance(minutes=-1)
    with pytest.raises(RateLimited) as refused:
        chat.say(other)
    # Then it has to wait half a second, and no longer
    assert refused.value.retry_after == pytest.approx(0.5)
    chat.clock.advance(seconds=0.5)
    chat.say(ann)
    with pytest.raises(RateLimited):
        chat.say(ann)


def test_refused_frames_and_retries_are_free(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    client_id = chat.say(ann)
    for _ in range(30):
        chat.say(ann, client_id=client_id)
        with pytest.raises(NoSuchChat):
            chat.say(ann, room="nowhere")
    for _ in range(19):
        chat.say(ann)
    with pytest.raises(RateLimited):
        chat.say(ann)
    chat.say(ann, client_id=client_id)


def test_a_connection_that_is_gone_is_forgotten_and_no_other(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    gone = chat.connect(chat.user("bob"), PUBLIC_CHAT)
    here = chat.connect("bob", PUBLIC_CHAT)
    chat.gateway.open.discard(gone.connection_id)
    # When
    chat.say(ann)
    # Then
    links = chat.connections.viewers.of(PUBLIC_CHAT, chat.clock.now())
    assert {link.connection_id for link in links} == {ann.connection_id, here.connection_id}
    links = chat.connections.users.links_of(["bob"], chat.clock.now())
    assert [link.connection_id for link in links] == [here.connection_id]


def test_a_connection_that_is_new_is_not_forgotten(chat: Chat) -> None:
    # Given a connection that the gateway does not know yet
    ann = chat.connect(chat.user("ann"), PUBLIC_CHAT)
    chat.gateway.open.discard(ann.connection_id)
    chat.clock.advance(seconds=-50)
    # When
    chat.say(ann)
    # Then
    links = chat.connections.users.links_of(["ann"], chat.clock.now())
    assert [link.connection_id for link in links] == [ann.connection_id]


def test_own_messages_are_never_unread_however_many_write(chat: Chat) -> None:
    # Given more authors than the chat's row remembers
    links = [chat.connect(chat.user(f"user{number}")) for number in range(12)]
    # When each writes in turn
    for link in links:
        chat.say(link)
    # Then each has read up to their own message, and no further
    for number, link in enumerate(links, start=1):
        [public] = chat.chat_lists.all(link.username).chats
        assert (public.last_seq, public.read_seq, public.unread) == (12, number, 12 - number)

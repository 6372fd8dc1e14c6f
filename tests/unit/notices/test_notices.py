"""What a user is told who does not look: once, of now, and nothing that they have read since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.domain.notices import waking
from snowfight.domain.notices.recipients import BURST, IDLE
from snowfight.integrations.file_storage import Asset
from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import FileUpload, PresenceFrame
from snowfight.models.file import NewUpload
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.preferences import SettingsPatch
from snowfight.models.records import Link
from snowfight.storage.accounts.user_settings import SettingsChange, UserSettingsRows
from tests.support.changes import delete, edit
from tests.support.chat import Chat
from tests.support.notices import Notices


@pytest.fixture
def away(chat: Chat, notices: Notices, bob: Link) -> str:
    """Bob is nowhere, with a phone; its endpoint."""
    chat.connections.close(bob)
    return notices.subscribe("bob")


def later(chat: Chat, span: timedelta) -> None:
    chat.clock.advance(seconds=span.total_seconds())


def test_it_says_who_wrote_what_where_and_how_much_is_left_to_read(
    chat: Chat, notices: Notices, ann: Link, private: str, group: str, away: str
) -> None:
    chat.say(ann, "who brings   the\nsledge?", room=private)
    chat.say(ann, "||it snows|| tonight", room=group)
    first, second = notices.run()
    assert first == {
        "kind": "message",
        "room": private,
        "seq": 1,
        "title": "Ann",
        "body": "who brings the sledge?",
        "icon": None,
        "url": f"/chat/{private}/1",
        "unread": 2,
    }
    assert (second["title"], second["body"]) == ("Ann · Fort", "▒▒▒ tonight")


@pytest.mark.parametrize(("language", "words"), [("tr-TR", "Sesli mesaj 0:12"), ("de", "Voice message 0:12")])
def test_a_voice_message_is_called_one_with_its_length(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, language: str, words: str
) -> None:
    chat.connections.close(bob)
    notices.subscribe("bob", language=language)
    asked = NewUpload(filename="voice-message-2026-11-29-18-03-59.webm", size=99, content_type="audio/webm")
    grant = chat.upload_service.for_chat("ann", private, asked)
    answer = chat.files.upload(grant, Asset(version=1, bytes=99, format="webm", duration=12.3))
    frame = FileUpload(type="file_upload", room=private, client_id=chat.client_id(), file=answer)
    chat.file_messages.post(ann, frame)
    assert [each["body"] for each in notices.run()] == [words]


def test_the_public_chat_is_called_as_the_device_calls_it(chat: Chat, notices: Notices, ann: Link, bob: Link) -> None:
    chat.connections.close(bob)
    for language in ("tr-TR", "de", None):
        notices.subscribe("bob", language=language)
    chat.say(ann, "@bob", room=PUBLIC_CHAT)
    titles = [each["title"] for each in notices.run()]
    assert titles == ["Ann · Genel sohbet", "Ann · Public chat", "Ann · Public chat"]


def test_how_it_is_pushed(chat: Chat, notices: Notices, ann: Link, private: str, group: str, away: str) -> None:
    chat.say(ann, room=private)
    chat.say(ann, room=group)
    chat.say(ann, "@bob", room=PUBLIC_CHAT)
    notices.run()
    one, two, three = notices.services.sent
    assert [push.urgency for push in (one, two, three)] == ["high", "normal", "high"]
    assert len({push.topic for push in (one, two, three)}) == 3
    assert all(len(push.topic) == 32 and private not in push.topic for push in (one, two, three))
    assert one.ttl == timedelta(days=1)


def test_a_long_text_is_cut_and_without_previews_there_is_a_count(
    chat: Chat, notices: Notices, ann: Link, private: str, away: str
) -> None:
    chat.say(ann, "n" * 300, room=private)
    assert notices.run()[0]["body"] == "n" * 120
    assert chat.database is not None
    UserSettingsRows(chat.database).change("bob", SettingsChange(previews=False))
    later(chat, BURST)
    chat.say(ann, "a secret", room=private)
    assert notices.run()[0]["body"] == "2 new messages"
    notices.subscribe("bob", endpoint=away, language="tr-TR")
    later(chat, BURST)
    chat.say(ann, "a secret", room=private)
    assert notices.run()[0]["body"] == "3 yeni mesaj"


def test_a_burst_becomes_one(chat: Chat, notices: Notices, ann: Link, private: str, away: str) -> None:
    chat.say(ann, "one", room=private)
    assert [each["body"] for each in notices.run()] == ["one"]
    for word in ("two", "three", "four"):
        chat.say(ann, word, room=private)
        assert notices.run() == []
    later(chat, BURST)
    assert [each["body"] for each in notices.run()] == ["four"]


def test_who_is_idle_has_a_moment_to_look_up(chat: Chat, notices: Notices, ann: Link, bob: Link, private: str) -> None:
    notices.subscribe("bob")
    chat.subscriptions.presence(bob, PresenceFrame(type="presence", state="inactive"))
    chat.say(ann, room=private)
    assert notices.run() == []
    assert notices.due() == [IDLE]
    chat.subscriptions.presence(bob, PresenceFrame(type="presence", state="active"))
    later(chat, IDLE)
    assert notices.run() == []
    assert notices.waits() == []


def test_what_is_deleted_before_is_not_told_and_what_is_edited_with_its_new_text(
    chat: Chat, notices: Notices, ann: Link, private: str, away: str
) -> None:
    chat.say(ann, "one", room=private)
    chat.say(ann, "too", room=private)
    edit(chat, ann, 1, "won", room=private)
    delete(chat, ann, 2, room=private)
    assert [(each["seq"], each["body"]) for each in notices.run()] == [(1, "won")]


def test_an_edit_that_mentions_tells_whom_the_message_had_not_called(
    chat: Chat, notices: Notices, ann: Link, away: str
) -> None:
    chat.say(ann, "who?", room=PUBLIC_CHAT)
    assert notices.run() == []
    edit(chat, ann, 1, "you, @bob", room=PUBLIC_CHAT)
    assert [each["body"] for each in notices.run()] == ["you, @bob"]


def test_who_is_named_is_told_however_many_others_have_a_keyword_in_it(
    chat: Chat, notices: Notices, ann: Link, away: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "MOST", 2)
    for name in ("abe", "abi", "abo"):
        chat.user_settings.change(chat.user(name), SettingsPatch(keywords=["snow"]))
        notices.subscribe(name)
    chat.say(ann, "snow, @bob!", room=PUBLIC_CHAT)
    notices.run()
    assert away in [push.subscription.endpoint for push in notices.services.sent]


def test_an_edit_that_mentions_everybody_tells_who_is_away_however_many_look(
    chat: Chat, notices: Notices, ann: Link, bob: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waking, "MOST", 1)
    chat.user("zoe", verified=True)
    chat.groups.edit("ann", group, EditGroup(add_members=["zoe"]))
    notices.subscribe("zoe")
    chat.rooms.memberships.notify("zoe", group, "mentions", None)
    chat.say(ann, "come", room=group)
    assert notices.run() == []
    edit(chat, ann, 1, "come, @all", room=group)
    assert [each["body"] for each in notices.run()] == ["come, @all"]


def test_a_chat_that_was_read_elsewhere_is_taken_back_with_the_next_notice(
    chat: Chat, notices: Notices, ann: Link, private: str, group: str, away: str
) -> None:
    chat.say(ann, room=private)
    notices.run()
    chat.rooms.read_positions.read("bob", private, 1)
    chat.say(ann, room=group)
    first, second = notices.run()
    assert (first["kind"], first["room"], first["unread"]) == ("message", group, 1)
    assert second == {"kind": "read", "room": private, "seq": 1, "unread": 1}
    later(chat, BURST)
    chat.say(ann, room=group)
    assert [each["kind"] for each in notices.run()] == ["message"]


def test_a_chat_that_was_read_is_taken_back_with_a_notice_of_its_own_too(
    chat: Chat, notices: Notices, ann: Link, private: str, away: str
) -> None:
    chat.say(ann, room=private)
    notices.run()
    chat.rooms.read_positions.read("bob", private, 1)
    later(chat, BURST)
    chat.say(ann, room=private)
    first, second = notices.run()
    assert (first["kind"], first["seq"]) == ("message", 2)
    assert (second["kind"], second["room"], second["seq"]) == ("read", private, 1)
    # And neither takes the other's place where both have to wait
    one, two, three = notices.services.sent
    assert one.topic == two.topic != three.topic
    later(chat, BURST)
    chat.say(ann, room=private)
    assert [each["kind"] for each in notices.run()] == ["message"]


def test_who_has_left_is_not_told(chat: Chat, notices: Notices, ann: Link, group: str, away: str) -> None:
    chat.say(ann, room=group)
    chat.groups.leave("bob", group)
    assert notices.run() == []


def test_a_muted_chat_tells_again_when_its_time_is_over(
    chat: Chat, notices: Notices, ann: Link, private: str, away: str
) -> None:
    chat.rooms.memberships.notify("bob", private, "none", chat.clock.now() + timedelta(hours=1))
    chat.say(ann, room=private)
    assert notices.run() == []
    chat.clock.advance(hours=2)
    chat.say(ann, "awake?", room=private)
    assert [each["body"] for each in notices.run()] == ["awake?"]


def test_a_connection_that_is_gone_though_it_looked_is_told_by_push(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str
) -> None:
    # Given Bob's laptop, which fell asleep in front of the chat, and his phone
    notices.subscribe("bob")
    chat.gateway.open.discard(bob.connection_id)
    # When nothing that is posted gets there
    chat.say(ann, "are you there?", room=private)
    # Then the phone is told
    assert [each["body"] for each in notices.run()] == ["are you there?"]


def test_who_has_neither_device_nor_address_leaves_nothing_to_do(
    chat: Chat, notices: Notices, ann: Link, private: str
) -> None:
    chat.user("dan")
    room = chat.private_chats.with_user("ann", "dan")
    chat.say(ann, room=room)
    assert notices.waits() == []


def test_who_is_written_to_privately_or_mentioned_waits_for_a_mail(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, group: str
) -> None:
    chat.connections.close(bob)
    chat.say(ann, "nobody in particular", room=group)
    notices.run()
    assert notices.mailing.waits == {}
    said = chat.clock.now()
    chat.say(ann, "@bob", room=group)
    notices.run()
    assert notices.mailing.waits == {"bob": said}
    notices.mailing.waits.clear()
    chat.say(ann, room=private)
    notices.run()
    assert notices.mailing.waits == {"bob": said}


def test_what_waits_for_so_long_that_nobody_came_is_put_anew(
    chat: Chat, notices: Notices, ann: Link, private: str, away: str
) -> None:
    chat.say(ann, room=private)
    before = notices.due()
    chat.clock.advance(minutes=2)
    chat.say(ann, room=private)
    assert before == notices.due() == [timedelta()]


class TestLookingAway:
    """Who was taken for somebody who looks, and was not."""

    @pytest.fixture(autouse=True)
    def phone(self, notices: Notices, bob: Link) -> str:
        return notices.subscribe("bob")

    def look_away(self, chat: Chat, notices: Notices, bob: Link) -> None:
        chat.connections.close(bob)
        notices.waker.looked_away(["bob"])

    def test_they_are_told_what_came_last(
        self, chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, group: str
    ) -> None:
        chat.say(ann, "in private", room=private)
        chat.say(ann, "in a group", room=group)
        chat.say(ann, "@bob in public", room=PUBLIC_CHAT)
        assert notices.run() == []
        self.look_away(chat, notices, bob)
        assert {each["body"] for each in notices.run()} == {"in private", "in a group", "@bob in public"}
        self.look_away(chat, notices, bob)
        assert notices.run() == []

    def test_what_they_have_read_or_is_old_is_not_told(
        self, chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, group: str
    ) -> None:
        chat.say(ann, "long ago", room=group)
        chat.clock.advance(minutes=20)
        chat.say(ann, "just read", room=private)
        chat.rooms.read_positions.read("bob", private, 1)
        self.look_away(chat, notices, bob)
        assert notices.run() == []

"""Given people in a chat, when one brings a file, then it is a message, once, and only where it was signed for."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from snowfight.errors import BadFile, NoSuchChat, NotAMember, RateLimited, TooLarge, Unavailable, UploadsOff
from snowfight.integrations.file_storage import Asset
from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import FileUpload
from snowfight.models.file import NewUpload
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.user import ProfilePatch
from snowfight.settings import UPLOAD_LIMIT
from tests.support.chat import Chat

PICTURE = Asset(version=1700000000, bytes=1234, format="png", width=800, height=600)


def asked(**changes: Any) -> NewUpload:
    return NewUpload.model_validate({"filename": "cat.png", "size": 2000, "content_type": "image/png", **changes})


def uploaded(chat: Chat, username: str, room: str = PUBLIC_CHAT, asset: Asset = PICTURE, **body: Any) -> dict[str, Any]:
    """Cloudinary's answer to an upload that was signed."""
    return chat.files.upload(chat.upload_service.for_chat(username, room, asked(**body)), asset)


def post(
    chat: Chat, link: Link, answer: dict[str, Any], room: str = PUBLIC_CHAT, client_id: str | None = None
) -> tuple[int, str]:
    client_id = client_id or chat.client_id()
    frame = FileUpload(type="file_upload", room=room, client_id=client_id, file=answer)
    return chat.file_messages.post(link, frame).seq, client_id


def count(chat: Chat, username: str = "ann", room: str = PUBLIC_CHAT) -> int:
    return len(chat.history.page(username, room, HistoryQuery(limit=200)).messages)


@pytest.fixture
def ann(chat: Chat) -> Link:
    return chat.connect(chat.user("ann", verified=True), PUBLIC_CHAT)


@pytest.fixture
def bob(chat: Chat) -> Link:
    return chat.connect(chat.user("bob", verified=True), PUBLIC_CHAT)


def test_a_file_is_told_and_acknowledged_like_a_text(chat: Chat, ann: Link, bob: Link) -> None:
    # Given
    chat.say(bob, "look out")
    # When
    seq, client_id = post(chat, ann, uploaded(chat, "ann", filename="Grüße 🐒.png"))
    # Then
    assert seq == 2
    [ack] = chat.gateway.frames(ann.connection_id, "ack")
    assert (ack["client_id"], ack["seq"]) == (client_id, 2)
    view = {
        "filename": "Grüße 🐒.png",
        "resource_type": "image",
        "format": "png",
        "bytes": 1234,
        "width": 800,
        "height": 600,
        "duration": None,
    }
    for link in (ann, bob):
        message = chat.gateway.frames(link.connection_id, "message_handler")[-1]["message"]
        assert (message["body"], message["file"]) == (None, view)
    last = chat.history.page("bob", PUBLIC_CHAT, HistoryQuery()).messages[-1]
    assert last.file is not None
    assert last.file.model_dump() == view


RECORDING = Asset(version=1700000000, bytes=1234, format="webm", duration=12.345)


@pytest.mark.parametrize("content_type", ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg", "video/mp4"])
def test_how_long_a_recording_is_is_told_by_its_keeper_and_not_by_who_brings_it(
    chat: Chat, ann: Link, bob: Link, content_type: str
) -> None:
    # Given a recording, of which somebody says that it is longer
    answer = uploaded(chat, "ann", asset=RECORDING, filename="song.webm", content_type=content_type)
    # When
    post(chat, ann, {**answer, "duration": 99999, "width": 0, "height": 0})
    # Then
    file = chat.gateway.frames(bob.connection_id, "message_handler")[-1]["message"]["file"]
    assert (file["resource_type"], file["duration"], file["width"]) == ("video", 12.345, None)
    last = chat.history.page("bob", PUBLIC_CHAT, HistoryQuery()).messages[-1]
    assert last.file is not None
    assert last.file.duration == 12.345


def test_a_retry_gets_the_same_ack_and_stores_nothing_new(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    first, client_id = post(chat, ann, answer)
    again, _ = post(chat, ann, answer, client_id=client_id)
    assert (first, again, count(chat)) == (1, 1, 1)
    assert [ack["seq"] for ack in chat.gateway.frames(ann.connection_id, "ack")] == [1, 1]


def test_a_signature_is_used_once(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    post(chat, ann, answer)
    with pytest.raises(BadFile):
        post(chat, ann, answer)
    assert count(chat) == 1


def test_of_two_that_use_a_signature_at_once_one_stores(chat: Chat, ann: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given an upload that is used up between its check and the transaction
    answer = uploaded(chat, "ann")
    check = chat.upload_checks.check

    def late(*arguments: Any) -> Any:
        checked = check(*arguments)
        monkeypatch.setattr(chat.upload_checks, "check", check)
        post(chat, ann, answer)
        return checked

    monkeypatch.setattr(chat.upload_checks, "check", late)
    # When / Then
    with pytest.raises(BadFile):
        post(chat, ann, answer)
    assert count(chat) == 1


def test_a_signature_counts_for_its_user_alone(chat: Chat, ann: Link, bob: Link) -> None:
    answer = uploaded(chat, "ann")
    with pytest.raises(BadFile):
        post(chat, bob, answer)
    assert post(chat, ann, answer)[0] == 1


def test_a_signature_counts_for_its_chat_alone(chat: Chat, ann: Link) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="group"))
    answer = uploaded(chat, "ann", group)
    with pytest.raises(BadFile):
        post(chat, ann, answer)
    assert post(chat, ann, answer, group)[0] == 1


def test_a_signature_is_good_for_a_day(chat: Chat, ann: Link) -> None:
    early, late = uploaded(chat, "ann"), uploaded(chat, "ann")
    chat.clock.advance(minutes=24 * 60 - 1)
    assert post(chat, ann, early)[0] == 1
    chat.clock.advance(minutes=1)
    with pytest.raises(BadFile):
        post(chat, ann, late)


@pytest.mark.parametrize(
    "changes",
    [
        {"signature": "0" * 40},
        {"version": PICTURE.version + 1},
        {"public_id": f"snowfight/test/{PUBLIC_CHAT}/ann/{'0' * 36}"},
        {"public_id": f"snowfight/test/{PUBLIC_CHAT}/ann/../../other"},
        {"bytes": 1},
        {"width": 1},
        {"height": 1},
        {"signature": None},
        {"version": "1700000000"},
        {"public_id": 7},
    ],
)
def test_an_answer_that_is_not_cloudinarys_own_is_refused(chat: Chat, ann: Link, changes: dict[str, Any]) -> None:
    answer = uploaded(chat, "ann")
    with pytest.raises(BadFile):
        post(chat, ann, {**answer, **changes})
    assert count(chat) == 0
    assert post(chat, ann, answer)[0] == 1


def test_an_empty_answer_is_refused(chat: Chat, ann: Link) -> None:
    with pytest.raises(BadFile):
        post(chat, ann, {})


def test_an_answer_about_an_older_file_of_that_name_is_refused(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    chat.files.replace(answer["public_id"], version=PICTURE.version + 1)
    with pytest.raises(BadFile):
        post(chat, ann, answer)


@pytest.mark.parametrize("size", [2001, UPLOAD_LIMIT + 1])
def test_a_file_larger_than_was_signed_for_is_refused_and_goes_with_what_nobody_posted(
    chat: Chat, ann: Link, size: int
) -> None:
    answer = uploaded(chat, "ann", asset=replace(PICTURE, bytes=size))
    with pytest.raises(BadFile, match=str(size)):
        post(chat, ann, answer)
    assert count(chat) == 0
    chat.clock.advance(minutes=26 * 60)
    assert chat.file_cleanup.orphans(lambda: True) == 1
    assert chat.files.kept == {}


def test_a_file_that_was_uploaded_as_another_kind_is_refused(chat: Chat, ann: Link) -> None:
    grant = chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked(content_type="text/html"))
    answer = chat.files.upload(grant, PICTURE, kind="image")
    with pytest.raises(BadFile):
        post(chat, ann, answer)


def test_a_picture_that_is_none_of_the_formats_is_refused(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann", asset=replace(PICTURE, format="svg"))
    with pytest.raises(BadFile):
        post(chat, ann, answer)


def test_refusals_are_free_and_ask_nobody(chat: Chat, ann: Link, bob: Link) -> None:
    his, used = uploaded(chat, "bob"), uploaded(chat, "ann")
    post(chat, ann, used)
    chat.clock.advance(minutes=1)
    before = chat.files.asked
    for answer in ({}, {**used, "signature": "no"}, his, used):
        for _ in range(30):
            with pytest.raises(BadFile):
                post(chat, ann, answer)
    assert chat.files.asked == before
    for _ in range(20):
        chat.say(ann)


@pytest.mark.parametrize("trouble", ["refused", "down"])
def test_cloudinary_is_asked_twenty_times_at_once_and_twice_a_minute_for_one_user(
    chat: Chat, ann: Link, bob: Link, trouble: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an upload whose every check costs a call of the Admin API
    answer = uploaded(chat, "ann", asset=replace(PICTURE, bytes=2001))
    with monkeypatch.context() as patched:
        patched.setattr(chat.files, "is_genuine", Mock(return_value=True))
        chat.files.down = trouble == "down"
        outcomes: list[type[Exception]] = []

        def offer(times: int) -> None:
            for _ in range(times):
                with pytest.raises((BadFile, RateLimited, Unavailable)) as refused:
                    chat.upload_checks.check("ann", chat.folders.chat(PUBLIC_CHAT, "ann"), answer)
                outcomes.append(refused.type)

        # When she offers it without end
        offer(60)
        # Then
        assert outcomes.count(RateLimited) == 40
        assert chat.files.asked == 20
        for _ in range(10):
            chat.clock.advance(seconds=60)
            offer(5)
        assert chat.files.asked == 20 + 2 * 10
    # And what she says besides, and what others bring, is none the worse for it
    chat.files.down = False
    chat.say(ann)
    post(chat, bob, uploaded(chat, "bob"))


def test_a_picture_of_oneself_counts_like_a_file(chat: Chat, ann: Link) -> None:
    answer = chat.files.upload(chat.upload_service.for_avatar("ann", asked()), replace(PICTURE, bytes=2001))
    for _ in range(20):
        with pytest.raises(BadFile):
            chat.account_service.change("ann", ProfilePatch(avatar=answer))
    with pytest.raises(RateLimited):
        chat.account_service.change("ann", ProfilePatch(avatar=answer))
    assert chat.files.asked == 20


def test_a_retry_of_a_posted_file_asks_nobody(chat: Chat, ann: Link, bob: Link) -> None:
    answer = uploaded(chat, "ann")
    _, client_id = post(chat, ann, answer)
    before, frames = chat.files.asked, len(chat.gateway.frames(bob.connection_id))
    other = Chat(chat.settings, chat.clock, chat.gateway, files=chat.files, database=chat.database)
    for number in range(60):
        post((chat, other)[number % 2], ann, answer, client_id=client_id)
    assert (chat.files.asked, len(chat.gateway.frames(bob.connection_id))) == (before, frames)


def test_while_cloudinary_does_not_answer_nothing_is_stored_and_a_retry_is_safe(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    chat.files.down = True
    with pytest.raises(Unavailable):
        post(chat, ann, answer)
    chat.files.down = False
    assert post(chat, ann, answer)[0] == 1


def test_who_may_not_write_may_not_upload(chat: Chat, ann: Link, bob: Link) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="group"))
    opened = chat.groups.create("ann", NewGroup(groupchat_name="group", open=True))
    for room, error in ((group, NoSuchChat), (opened, NotAMember), ("nowhere", NoSuchChat)):
        with pytest.raises(error):
            chat.upload_admission.admit("bob", room)
    chat.upload_admission.admit("ann", group)
    answer = uploaded(chat, "ann", group)
    with pytest.raises(NoSuchChat):
        post(chat, bob, answer, group)


def test_too_large_says_both_figures(chat: Chat, ann: Link) -> None:
    with pytest.raises(TooLarge) as refused:
        chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked(size=30 * 1024 * 1024))
    assert "30.0 MB" in refused.value.detail
    assert "25 MB" in refused.value.detail
    chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked(size=UPLOAD_LIMIT))


def test_twenty_signatures_in_any_ten_minutes(chat: Chat, ann: Link, bob: Link) -> None:
    # Given ten now and ten five minutes later
    for _ in range(2):
        for _ in range(10):
            chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked())
        chat.clock.advance(minutes=5)
    chat.clock.advance(seconds=-1)
    # When another is asked for just within ten minutes, then she has to wait for the rest of them
    with pytest.raises(RateLimited) as refused:
        chat.upload_service.for_avatar("ann", asked())
    assert refused.value.retry_after == pytest.approx(1)
    chat.upload_service.for_chat("bob", PUBLIC_CHAT, asked())
    # Then ten more, and no more
    chat.clock.advance(seconds=1)
    for _ in range(10):
        chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked())
    with pytest.raises(RateLimited):
        chat.upload_service.for_chat("ann", PUBLIC_CHAT, asked())


def test_without_an_account_the_rest_works(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    chat.files.on = False
    with pytest.raises(UploadsOff):
        chat.upload_admission.admit("ann", PUBLIC_CHAT)
    with pytest.raises(UploadsOff):
        chat.upload_service.for_avatar("ann", asked())
    with pytest.raises(BadFile):
        post(chat, ann, answer)
    chat.say(ann)
    assert chat.file_cleanup.orphans(lambda: True) == 0


def test_a_file_says_nothing_of_where_it_lies(chat: Chat, ann: Link) -> None:
    answer = uploaded(chat, "ann")
    post(chat, ann, answer)
    page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery()).model_dump_json()
    assert answer["public_id"] not in page + str(chat.gateway.frames(ann.connection_id))


def test_a_link_is_good_for_less_than_ten_minutes(chat: Chat, ann: Link) -> None:
    seq, _ = post(chat, ann, uploaded(chat, "ann"))
    links = chat.file_link_reader.links(chat.file_link_reader.admit("ann", PUBLIC_CHAT), seq)
    assert timedelta() < links.expires - chat.clock.now() <= timedelta(minutes=10)
    assert f"until={int(links.expires.timestamp())}" in links.url
    assert links.thumb_url is not None
    assert f"until={int(links.expires.timestamp())}" in links.thumb_url

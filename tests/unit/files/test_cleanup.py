"""Given files in chats, when a chat or an account goes, or nobody posts them, then they go too, whatever fails."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from snowfight.domain.files import cleanup as module
from snowfight.domain.files import unposted_files
from snowfight.errors import BadFile, NoFile, Unauthorized, Unavailable
from snowfight.models.chat import NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.user import ProfilePatch
from tests.support.chat import Chat
from tests.unit.files.test_uploads import PICTURE, asked, post, uploaded


@pytest.fixture
def group(chat: Chat) -> str:
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    name = chat.groups.create("ann", NewGroup(groupchat_name="group", open=True))
    chat.groups.join("bob", name, None)
    return name


def folders(chat: Chat) -> set[str]:
    return {public_id.rpartition("/")[0].removeprefix("snowfight/test/") for public_id in chat.files.kept}


def bring(chat: Chat, username: str, room: str) -> int:
    return post(chat, chat.connect(username), uploaded(chat, username, room), room)[0]


def finish(chat: Chat) -> None:
    """Rounds and schedules until nothing is left, the second look included."""
    for _ in range(20):
        chat.work()
        chat.file_cleanup.orphans(lambda: True)
        chat.clock.advance(minutes=3)


def test_a_deleted_chat_takes_its_files_along_and_no_others(chat: Chat, group: str) -> None:
    # Given
    for room in (group, PUBLIC_CHAT):
        for name in ("ann", "bob"):
            bring(chat, name, room)
    chat.files.page = 1
    # When
    chat.groups.delete("ann", group)
    finish(chat)
    # Then
    assert folders(chat) == {f"{PUBLIC_CHAT}/ann", f"{PUBLIC_CHAT}/bob"}


def test_a_deleted_chat_waits_for_cloudinary(chat: Chat, group: str) -> None:
    bring(chat, "ann", group)
    chat.files.down = True
    chat.groups.delete("ann", group)
    chat.work()
    with pytest.raises(Unavailable):
        chat.file_cleanup.orphans(lambda: True)
    chat.files.down = False
    finish(chat)
    assert folders(chat) == set()
    assert chat.jobs.due() == []


def test_groups_that_are_made_and_deleted_ask_cloudinary_for_nothing_but_what_was_in_them(chat: Chat) -> None:
    # Given ten groups, files in two of them
    chat.user("ann", verified=True)
    groups = [chat.groups.create("ann", NewGroup(groupchat_name="group")) for _ in range(10)]
    for name in groups[:2]:
        bring(chat, "ann", name)
    before = chat.files.asked
    # When
    for name in groups:
        chat.groups.delete("ann", name)
    finish(chat)
    # Then a page of files is three calls, and a group without any is none
    assert folders(chat) == set()
    assert chat.files.asked == before + 2 * 3


def test_files_of_deleted_chats_go_with_the_schedule_where_the_hour_is_used_up(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a deployment that deletes one page an hour besides its schedule
    monkeypatch.setattr(module, "PURGES", replace(module.PURGES, amount=1))
    chat.user("ann", verified=True)
    groups = [chat.groups.create("ann", NewGroup(groupchat_name="group")) for _ in range(3)]
    for name in groups:
        bring(chat, "ann", name)
    before = chat.files.asked
    # When
    for name in groups:
        chat.groups.delete("ann", name)
    chat.work()
    # Then
    assert chat.files.asked == before + 3
    assert len(folders(chat)) == 2
    assert chat.file_cleanup.orphans(lambda: True) == 2
    assert folders(chat) == set()


def test_accounts_that_are_deleted_leave_others_their_share_of_cloudinarys_hour(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a deployment that deletes four pages an hour, and somebody who is in six groups
    monkeypatch.setattr(module, "PURGES", replace(module.PURGES, amount=4))
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    for _ in range(6):
        group = chat.groups.create("ann", NewGroup(groupchat_name="group", open=True))
        chat.groups.join("bob", group, None)
        bring(chat, "bob", group)
    before = chat.files.asked
    chat.jobs.delete_account("bob", lambda: chat.accounts.delete("bob"))
    # When
    for _ in range(12):
        chat.work()
        chat.clock.advance(minutes=5)
    # Then it goes on when there is room again, until nothing is left
    assert chat.files.asked == before + 4 * 3
    for _ in range(50):
        chat.work()
        chat.clock.advance(minutes=5)
    assert folders(chat) == set()
    assert chat.jobs.due() == []


def test_a_deleted_account_takes_its_files_along_wherever_they_are(chat: Chat, group: str) -> None:
    # Given
    private = chat.private_chats.with_user("ann", "bob")
    for room in (group, private, PUBLIC_CHAT):
        for name in ("ann", "bob"):
            seq = bring(chat, name, room)
    answer = chat.files.upload(chat.upload_service.for_avatar("ann", asked()), PICTURE)
    chat.account_service.change("ann", ProfilePatch(avatar=answer))
    bring(chat, "bob", PUBLIC_CHAT)
    chat.files.page = 1
    # When
    chat.jobs.delete_account("ann", lambda: chat.accounts.delete("ann"))
    finish(chat)
    # Then
    assert folders(chat) <= {f"{room}/bob" for room in (group, private, PUBLIC_CHAT)}
    assert len(folders(chat)) == 3
    # And what she wrote stays, without its file
    with pytest.raises(NoFile):
        chat.file_link_reader.links(chat.file_link_reader.admit("bob", PUBLIC_CHAT), seq - 1)


def test_a_deleted_account_waits_for_cloudinary(chat: Chat, group: str) -> None:
    bring(chat, "ann", group)
    chat.files.down = True
    chat.jobs.delete_account("ann", lambda: chat.accounts.delete("ann"))
    with pytest.raises(Unavailable):
        chat.work()
    chat.files.down = False
    finish(chat)
    assert folders(chat) == set()


def test_what_nobody_posted_is_removed_when_nobody_can_any_more(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"))
    posted, waiting = uploaded(chat, "ann"), uploaded(chat, "ann")
    post(chat, ann, posted)
    # When / Then: while it may be posted it stays
    chat.clock.advance(minutes=24 * 60 + 59)
    assert chat.file_cleanup.orphans(all_the_time) == 0
    chat.clock.advance(minutes=2)
    chat.files.down = True
    with pytest.raises(Unavailable):
        chat.file_cleanup.orphans(all_the_time)
    chat.files.down = False
    assert chat.file_cleanup.orphans(all_the_time) == 1
    assert set(chat.files.kept) == {posted["public_id"]}
    with pytest.raises(BadFile):
        post(chat, ann, waiting)
    assert chat.file_cleanup.orphans(all_the_time) == 0


def test_a_look_for_orphans_goes_on_until_none_is_left_or_its_time_or_its_pages_are_over(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given four pages of them
    for number in range(16):
        chat.user(f"user_{number}")
        for _ in range(20):
            chat.upload_service.for_chat(f"user_{number}", PUBLIC_CHAT, asked())
    chat.clock.advance(minutes=26 * 60)
    # When there is time for one page, when two are allowed, when there is all the time
    looks = iter([True, False])
    assert chat.file_cleanup.orphans(lambda: next(looks)) == 100
    with monkeypatch.context() as bounded:
        bounded.setattr(unposted_files, "PAGES", 1)
        assert chat.file_cleanup.orphans(all_the_time) == 100
    # Then
    assert chat.file_cleanup.orphans(all_the_time) == 120
    assert chat.file_cleanup.orphans(all_the_time) == 0


def all_the_time() -> bool:
    return True


def test_an_old_picture_of_oneself_goes_like_an_orphan(chat: Chat) -> None:
    # Given
    chat.user("ann")
    first, second = (avatar(chat, "ann") for _ in range(2))
    avatar_url = chat.account_service.change("ann", ProfilePatch(avatar=first)).avatar_url
    assert avatar_url is not None
    assert first["public_id"] in avatar_url
    # When a retry comes, nothing changes; another takes its place
    assert chat.account_service.change("ann", ProfilePatch(avatar=first)).avatar_url == avatar_url
    assert chat.account_service.change("ann", ProfilePatch(avatar=second)).avatar_url != avatar_url
    chat.clock.advance(minutes=26 * 60)
    assert chat.file_cleanup.orphans(all_the_time) == 1
    # Then
    assert set(chat.files.kept) == {second["public_id"]}
    assert chat.account_service.change("ann", ProfilePatch(avatar=None)).avatar_url is None


def avatar(chat: Chat, username: str) -> dict[str, Any]:
    return chat.files.upload(chat.upload_service.for_avatar(username, asked()), PICTURE)


def test_a_bad_picture_changes_nothing(chat: Chat) -> None:
    for name in ("ann", "bob"):
        chat.user(name)
    signed = avatar(chat, "ann")
    for name, answer in (("bob", signed), ("ann", {**signed, "signature": "no"}), ("ann", {})):
        with pytest.raises(BadFile):
            chat.account_service.change(name, ProfilePatch(display_name="New", avatar=answer))
    assert chat.account_service.me("ann", None).display_name == "Ann"
    with pytest.raises(BadFile):
        chat.upload_service.for_avatar("ann", asked(content_type="image/svg+xml"))
    chat.accounts.delete("bob")
    with pytest.raises(Unauthorized):
        chat.account_service.change("bob", ProfilePatch(avatar=None))

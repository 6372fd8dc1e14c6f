"""Given a chat, when it is exported, then there are the lines that Mattermost's bulk format asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ops.exporting import posts as module
from ops.exporting.emoji_names import short_name
from ops.exporting.folder import NAME_BYTES, ExportFolder
from ops.failure import Failure
from ops.importing.reading.markup.emoji_names import unicode_emoji
from snowfight.domain.emoji.unicode_emoji import TABLE
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.accounts.records import account_row
from snowfight.storage.database import Database
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import AccountRow
from tests.support.changes import delete, react
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.exporting import CONTENT, export
from tests.support.tables import SETTINGS
from tests.unit.emoji.test_custom_emoji import add
from tests.unit.files.test_uploads import post, uploaded


@pytest.fixture
def chat() -> Iterator[Chat]:
    with bound_elsewhere():
        yield Chat(database=Database(SETTINGS, MemoryConnection()))


@pytest.fixture
def ann(chat: Chat) -> Link:
    return chat.connect(chat.user("ann", verified=True), PUBLIC_CHAT)


@pytest.fixture
def bob(chat: Chat) -> Link:
    return chat.connect(chat.user("bob", verified=True), PUBLIC_CHAT)


def lines(folder: Path, kind: str = "") -> list[dict[str, Any]]:
    """What the lines of one kind say, or all lines."""
    found = [json.loads(line) for line in (folder / "export.jsonl").read_text("utf-8").splitlines()]
    return [line[kind] for line in found if line["type"] == kind] if kind else found


def users(folder: Path) -> dict[str, dict[str, Any]]:
    return {user["username"]: user for user in lines(folder, "user")}


# what there is


def test_lines_come_in_the_order_that_mattermost_asks_for(chat: Chat, ann: Link, bob: Link, tmp_path: Path) -> None:
    add(chat, "ann", "fort")
    chat.say(ann)
    chat.say(bob, room=chat.private_chats.with_user("ann", "bob"))
    export(chat, tmp_path / "to", ["ann", "bob"])
    kinds = [line["type"] for line in lines(tmp_path / "to")]
    assert kinds == [
        *("version", "emoji", "team", "channel", "user", "user", "post", "direct_channel", "direct_post"),
    ]


def test_every_author_has_a_line_before_what_they_wrote(chat: Chat, ann: Link, bob: Link, tmp_path: Path) -> None:
    """Also who is in no list of users any more."""
    chat.say(bob)
    react(chat, bob, 1)
    export(chat, tmp_path / "to", ["ann"])
    assert users(tmp_path / "to").keys() == {"ann", "bob"}


def test_an_address_that_is_not_proven_lets_nobody_in(chat: Chat, ann: Link, tmp_path: Path) -> None:
    chat.user("bob")
    export(chat, tmp_path / "to", ["ann", "bob"])
    found = users(tmp_path / "to")
    assert (found["ann"]["email"], found["bob"]["email"]) == ("ann@example.org", "bob@unknown.invalid")


def test_an_admin_of_a_group_is_one_there(chat: Chat, ann: Link, bob: Link, tmp_path: Path) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="Fort"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    export(chat, tmp_path / "to", ["ann", "bob"])
    roles = {
        name: {each["name"]: each["roles"] for each in user["teams"][0]["channels"]}
        for name, user in users(tmp_path / "to").items()
    }
    assert roles["ann"][group] == "channel_user channel_admin"
    assert roles["bob"] == {group: "channel_user", PUBLIC_CHAT: "channel_user"}
    [channel] = [each for each in lines(tmp_path / "to", "channel") if each["name"] == group]
    assert (channel["display_name"], channel["type"]) == ("Fort", "P")


def test_a_bot_is_one_and_names_its_maker(chat: Chat, ann: Link, bob: Link, tmp_path: Path) -> None:
    assert chat.database is not None
    chat.say(bob)
    chat.database.update(account_row("bob"), [AccountRow.bot.set(True), AccountRow.maker.set("ann")])
    export(chat, tmp_path / "to", ["ann"])
    assert lines(tmp_path / "to", "bot") == [{"username": "bob", "owner": "ann", "display_name": "Bob"}]
    assert users(tmp_path / "to").keys() == {"ann"}


def test_who_is_deleted_has_no_name_and_two_of_them_are_not_one_to_whom_somebody_wrote(
    chat: Chat, ann: Link, bob: Link, tmp_path: Path
) -> None:
    cat = chat.connect(chat.user("cat", verified=True), PUBLIC_CHAT)
    chat.say(cat)
    for name in ("bob", "cat"):
        chat.say(ann, f"to {name}", room=chat.private_chats.with_user("ann", name))
        chat.accounts.delete(name)
    export(chat, tmp_path / "to", ["ann"])
    whole = (tmp_path / "to" / "export.jsonl").read_text("utf-8")
    assert "Cat" not in whole
    assert [each["user"] for each in lines(tmp_path / "to", "post")] == ["deleted-user"]
    partners = {each["channel_members"][1]: each["message"] for each in lines(tmp_path / "to", "direct_post")}
    assert {*partners} == {"deleted-user-1", "deleted-user-2"}
    assert {*partners.values()} == {"to bob", "to cat"}
    assert all("delete_at" in user for name, user in users(tmp_path / "to").items() if name != "ann")


def test_of_what_was_deleted_there_is_left_what_a_thread_hangs_on(chat: Chat, ann: Link, tmp_path: Path) -> None:
    for number in range(3):
        chat.say(ann, f"secret {number}")
    chat.say(ann, "reply", reply_to=2)
    for seq in (1, 2):
        delete(chat, ann, seq)
    export(chat, tmp_path / "to", ["ann"])
    [gone, left] = lines(tmp_path / "to", "post")
    assert gone["message"] == ""
    assert "delete_at" in gone
    assert [each["message"] for each in gone["replies"]] == ["reply"]
    assert left["message"] == "secret 2"
    assert "secret 1" not in str(gone)


def test_what_is_over_is_not_taken_along_and_a_thread_goes_on_without_its_beginning(
    chat: Chat, ann: Link, tmp_path: Path
) -> None:
    assert chat.database is not None
    chat.say(ann, "first")
    chat.say(ann, "second", reply_to=1)
    ended = int((chat.clock.now() - timedelta(days=1)).timestamp())
    chat.database.update(MessageRow(PUBLIC_CHAT, 1), [MessageRow.expires_at.set(ended)])
    export(chat, tmp_path / "to", ["ann"])
    assert [each["message"] for each in lines(tmp_path / "to", "post")] == ["second"]


def test_reactions_of_more_people_than_a_message_names_come_along(chat: Chat, ann: Link, tmp_path: Path) -> None:
    chat.say(ann)
    names = [f"fan_{number}" for number in range(55)]
    for name in names:
        react(chat, chat.connect(chat.user(name, verified=True)), 1)
    export(chat, tmp_path / "to", ["ann"])
    [said] = lines(tmp_path / "to", "post")
    assert [(each["user"], each["emoji_name"]) for each in said["reactions"]] == [(name, "thumbsup") for name in names]
    times = [each["create_at"] for each in said["reactions"]]
    assert times == sorted(set(times))


def test_every_emoji_has_a_name_that_reads_back_as_it_or_as_it_without_its_skin_tones() -> None:
    for text in TABLE.read_text("utf-8").splitlines():
        name = short_name(text)
        tones = sum(character in "🏻🏼🏽🏾🏿" for character in text)
        assert unicode_emoji(name) == text or (tones and "_tone" not in name and name != "question"), text
    assert short_name("👍🏽") == "thumbsup_medium_skin_tone"
    assert short_name(":fort:") == "fort"


# files


def test_files_lie_beside_by_their_names(chat: Chat, ann: Link, tmp_path: Path) -> None:
    post(chat, ann, uploaded(chat, "ann", filename="größe.png"))
    add(chat, "ann", "fort")
    export(chat, tmp_path / "an export", ["ann"])
    folder = tmp_path / "an export"
    [said] = lines(folder, "post")
    [emoji] = lines(folder, "emoji")
    assert said["attachments"] == [{"path": f"{PUBLIC_CHAT}/1/größe.png"}]
    for path in (said["attachments"][0]["path"], emoji["image"]):
        assert (folder / "data" / path).read_bytes() == CONTENT
    assert not (folder / "left-out.jsonl").exists()


def test_what_is_not_where_files_are_kept_is_said(chat: Chat, ann: Link, tmp_path: Path) -> None:
    post(chat, ann, uploaded(chat, "ann"))
    export(chat, tmp_path / "to", ["ann"], fetch=lambda _link, _target, _most: False)
    [said] = lines(tmp_path / "to", "post")
    assert "attachments" not in said
    assert json.loads((tmp_path / "to" / "left-out.jsonl").read_text("utf-8"))["place"] == f"{PUBLIC_CHAT}/1"


@pytest.mark.parametrize("name", ["a" * 255 + ".png", "ü" * 200 + ".png", "ü" * 255, "." + "x" * 254])
def test_a_file_s_name_fits_on_any_disk(tmp_path: Path, name: str) -> None:
    path, target = ExportFolder(tmp_path).file("room", "1", name)
    assert len(target.name.encode()) <= NAME_BYTES
    assert path == f"room/1/{target.name}"
    assert not name.endswith(".png") or target.suffix == ".png"


# the folder


def test_a_folder_of_somebody_else_s_is_not_touched(chat: Chat, tmp_path: Path) -> None:
    (tmp_path / "to").mkdir()
    (tmp_path / "to" / "thesis.txt").write_text("mine")
    with pytest.raises(Failure, match="somebody else's"):
        export(chat, tmp_path / "to", [])
    assert [each.name for each in (tmp_path / "to").iterdir()] == ["thesis.txt"]


def test_a_whole_export_is_not_overwritten(chat: Chat, ann: Link, tmp_path: Path) -> None:
    export(chat, tmp_path / "to", ["ann"])
    with pytest.raises(Failure, match="whole export"):
        export(chat, tmp_path / "to", ["ann"])


def test_cut_off_it_is_not_there_and_the_next_run_fetches_no_file_twice(chat: Chat, ann: Link, tmp_path: Path) -> None:
    fetched: list[str] = []

    def fetch(link: str, target: Path, _most: int) -> bool:
        if len(fetched) == 1:
            fetched.append("nobody answers")
            raise Failure("Cloudinary does not hand files out")
        fetched.append(link)
        target.write_bytes(CONTENT)
        return True

    for _ in range(2):
        post(chat, ann, uploaded(chat, "ann"))
    with pytest.raises(Failure):
        export(chat, tmp_path / "to", ["ann"], fetch)
    assert not (tmp_path / "to" / "export.jsonl").exists()
    export(chat, tmp_path / "to", ["ann"], fetch)
    assert len(lines(tmp_path / "to", "post")) == 2
    assert len(fetched) == 3
    assert sorted(each.name for each in (tmp_path / "to").iterdir()) == ["data", "export.jsonl"]


def test_a_long_chat_and_a_long_thread_pass_through_in_pages(
    chat: Chat, ann: Link, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAGE", 7)
    chat.say(ann, "root")
    for number in range(60):
        chat.say(ann, str(number), reply_to=1 if number % 2 else None)
        chat.clock.advance(seconds=1)
    export(chat, tmp_path / "to", ["ann"])
    [root, *others] = lines(tmp_path / "to", "post")
    assert [each["message"] for each in root["replies"]] == [str(number) for number in range(1, 60, 2)]
    assert [each["message"] for each in others] == [str(number) for number in range(0, 60, 2)]

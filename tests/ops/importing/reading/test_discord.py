"""What DiscordChatExporter writes, whole or in parts, with its media or without."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ops.importing.model import ImportedEmoji, ImportedReaction
from tests.ops.importing.reading.readings import chat, everything, person, posts, read, reasons, refusal, texts
from tests.support.exports import DiscordExport
from tests.support.exports.discord import snowflake
from tests.support.exports.files import NOON, write_folder


@pytest.mark.parametrize(
    ("kind", "ours"),
    [
        ("GuildTextChat", "open"),
        ("GuildForum", "open"),
        ("GuildPrivateThread", "closed"),
        ("DirectGroupTextChat", "closed"),
        ("DirectTextChat", "private"),
    ],
)
def test_kinds_of_channels(tmp_path: Path, kind: str, ours: str) -> None:
    export = DiscordExport(kind=kind)
    export.message(export.user("1", "ada"), "hi")
    export.message(export.user("2", "bob"), "ho")

    found = read(export.json(tmp_path / "general.json"))

    assert found.source == "discord"
    assert (chat(found, "900").kind, chat(found, "900").members) == (ours, ("1", "2"))


def test_a_chat_of_two_in_which_one_wrote_has_both(tmp_path: Path) -> None:
    export = DiscordExport(kind="DirectTextChat", name="Bob")
    export.message(export.user("1", "ada"), "are you there?")

    found = read(export.json(tmp_path / "dm.json"))

    assert chat(found, "900").members == ("1", "dm:900")
    assert person(found, "dm:900").display_name == "Bob"


def test_messages_are_in_the_order_of_their_ids_and_in_no_zone(tmp_path: Path) -> None:
    # Given files of one channel, the later first by name, with times of a zone that nobody knows
    later, earlier = DiscordExport(), DiscordExport()
    ada = later.user("1", "ada")
    later.message(ada, "second", id=snowflake(NOON * 1000, 9), timestamp="2023-11-15T03:13:20")
    earlier.message(ada, "first", id=snowflake(NOON * 1000, 8), timestamp="2023-11-14T22:13:20.1234567+00:00")
    write_folder(tmp_path / "d", {"a.json": later.content(), "b.json": earlier.content(), "notes.json": b"{}"})

    found = read(tmp_path / "d")

    assert texts(found) == ["first", "second"]
    assert {post.created for post in posts(found)} == {datetime.fromtimestamp(NOON, UTC)}


def test_ids_that_are_none_of_discords_leave_the_time_as_it_is_written(tmp_path: Path) -> None:
    export = DiscordExport()
    export.message(export.user("1", "ada"), "x", id="7", timestamp="2020-01-02T03:04:05+01:00")

    assert posts(read(export.json(tmp_path / "x.json")))[0].created == datetime(2020, 1, 2, 2, 4, 5, tzinfo=UTC)


def test_replies_of_replies_are_in_one_thread_and_answer_what_they_answer(tmp_path: Path) -> None:
    export = DiscordExport()
    ada = export.user("1", "ada")
    one = export.message(ada, "one")
    two = export.message(ada, "two", type="Reply", reference={"messageId": one, "channelId": "900"})
    three = export.message(ada, "three", type="Reply", reference={"messageId": two, "channelId": "900"})
    export.message(ada, "elsewhere", type="Reply", reference={"messageId": "5", "channelId": "901"})
    export.message(ada, "passed on", reference={"type": "Forward", "messageId": one, "channelId": "900"})
    export.message(ada, "lost", type="Reply", reference={"messageId": "77", "channelId": "900"})

    said = posts(read(export.json(tmp_path / "general.json")))

    assert [(post.thread, post.reply_to) for post in said] == [
        (None, None),
        (one, one),
        (one, two),
        (None, None),
        (None, None),
        (None, None),
        ("77", "77"),
    ]
    assert said[2].id == three
    assert (said[5].id, said[5].tombstone) == ("77", True)


def test_media_come_along_where_they_were_downloaded(tmp_path: Path) -> None:
    export = DiscordExport()
    ada = export.user("1", "ada")
    files = [
        {"url": "general.json_Files/a%20plan.pdf", "fileName": "a plan.pdf", "fileSizeBytes": 4},
        {"url": "general.json_Files\\b.txt", "fileName": "b.txt"},
        {"url": "https://cdn.example/c.txt", "fileName": "c.txt", "fileSizeBytes": 9},
    ]
    blob = {"id": "55", "name": "blob", "code": "blob", "imageUrl": "general.json_Files/blob.png"}
    reactions = [
        {"emoji": blob, "count": 1, "users": [export.user("9", "zed")]},
        {"emoji": {"id": "", "name": "❤", "code": "heart", "imageUrl": "x.svg"}, "count": 4, "users": [ada]},
    ]
    export.message(ada, "", attachments=files, reactions=reactions)
    media = {"a plan.pdf": b"plan", "b.txt": b"b", "blob.png": b"png"}
    folder = {f"general.json_Files/{name}": content for name, content in media.items()}
    source = write_folder(tmp_path / "d", {"general.json": export.content(), **folder})

    found = read(source)

    post = posts(found)[0]
    assert [file.path for file in post.files] == ["general.json_Files/a plan.pdf", "general.json_Files/b.txt", None]
    assert post.files[2].words == "File: c.txt (not in the export)"
    assert post.reactions == (ImportedReaction(":blob:", ("9",)), ImportedReaction("❤️", ("1",)))
    assert list(found.emoji()) == [ImportedEmoji("blob", "general.json_Files/blob.png")]
    assert reasons(found) == ["general.json, message 1: 3 who reacted are not named"]
    # And beside a single file they are found as well
    assert everything(read(source / "general.json")) == everything(found)


def test_webhooks_are_told_apart_by_name_and_who_is_gone_is_gone(tmp_path: Path) -> None:
    export = DiscordExport()
    export.message(export.user("5", "CI", isBot=True, discriminator="0000"), "built")
    export.message(export.user("5", "Status", isBot=True, discriminator="0000"), "up")
    export.message(export.user("456226577798135808", "Deleted User"), "bye")
    embed = {
        "title": "Alert",
        "url": "https://x.example",
        "description": "_down_",
        "fields": [{"name": "at", "value": "3"}],
    }
    export.message(export.user("6", "bot", isBot=True), "", embeds=[embed], stickers=[{"name": "wow"}])

    found = read(export.json(tmp_path / "general.json"))

    authors = [person(found, post.author) for post in posts(found)]
    assert [(each.display_name, each.bot, each.deleted) for each in authors][:3] == [
        ("Ci", True, False),
        ("Status", True, False),
        ("Deleted User", False, True),
    ]
    assert texts(found)[-1] == "[Alert](https://x.example)\n*down*\n**at** 3\n\nSticker: wow"
    assert chat(found, "900").members == ("456226577798135808", "6")


def test_lines_of_the_system_are_left_out_and_what_is_passed_on_is_quoted(tmp_path: Path) -> None:
    export = DiscordExport()
    ada = export.user("1", "ada")
    export.message(ada, "Joined the server.", type="GuildMemberJoin")
    export.message(ada, "boosted", type="8")
    export.message(
        ada, "look", forwardedMessage={"content": "a\nb", "attachments": [{"url": "https://x", "fileName": "f"}]}
    )

    found = read(export.json(tmp_path / "general.json"))

    assert texts(found) == ["look\n> a\n> b"]
    assert posts(found)[0].files[0].name == "f"
    assert len(reasons(found)) == 2


def test_a_file_whose_messages_come_before_their_channel_is_broken(tmp_path: Path) -> None:
    source = tmp_path / "x.json"
    source.write_bytes(b'{"guild": {}, "messages": [{"id": "1"}]}')

    assert "messages of no channel" in refusal(source)

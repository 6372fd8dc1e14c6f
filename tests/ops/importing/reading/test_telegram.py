"""What Telegram Desktop exports, of one chat or of an account."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ops.importing.model import ImportedReaction
from tests.ops.importing.reading.readings import chat, everything, person, posts, read, reasons, refusal, texts
from tests.support.exports import TelegramExport
from tests.support.exports.files import NOON, write_folder


def test_one_chat_and_all_of_an_account_say_the_same_of_it(tmp_path: Path) -> None:
    export = TelegramExport("Bob", "personal_chat", 4)
    export.message("Bob", "user4", "hi")
    export.message("Ada L", "user1", "ho")
    alone = export.json(tmp_path / "result.json")
    account = write_folder(tmp_path / "account", {"result.json": export.account(1)})

    found = read(alone)

    assert found.source == "telegram"
    assert chat(found, "private:user1,user4").members == ("user4", "user1")
    assert chat(found, "private:user1,user4").kind == "private"
    assert [post.id for post in posts(read(account), "private:user1,user4")] == [post.id for post in posts(found)]
    assert person(read(account), "user1").username == "ada"


def test_chats_of_two_of_different_accounts_with_one_person_are_never_the_same(tmp_path: Path) -> None:
    export = TelegramExport("Bob", "personal_chat", 4)
    export.message("Bob", "user4", "only I write")
    write_folder(tmp_path / "a", {"result.json": export.account(1)})
    write_folder(tmp_path / "b", {"result.json": export.account(2)})

    chats = {each.id for name in "ab" for each in read(tmp_path / name).chats()}

    assert chats == {"private:user1,user4", "private:user2,user4"}


@pytest.mark.parametrize(
    "kind", ["private_group", "private_supergroup", "public_supergroup", "public_channel", "saved_messages"]
)
def test_groups_are_closed(tmp_path: Path, kind: str) -> None:
    export = TelegramExport(None, kind)
    export.message("Ada", "user1", "x")

    found = next(iter(read(export.json(tmp_path / "result.json")).chats()))

    assert (found.kind, found.members) == ("closed", ("user1",))


def test_authors_without_a_name_without_an_id_and_channels_have_stand_ins(tmp_path: Path) -> None:
    export = TelegramExport("News", "private_channel", 9)
    export.message(None, "user7", "from somebody who is gone")
    export.message("News", "channel9", "by the channel")
    export.message(None, None, "by nobody")
    export.message("Old", 12, "by a number, as it was once")

    found = read(export.json(tmp_path / "result.json"))

    authors = [person(found, post.author) for post in posts(found)]
    assert [(each.id, each.display_name, each.bot, each.deleted) for each in authors] == [
        ("user7", "Deleted Account", False, True),
        ("channel9", "News", True, False),
        ("private_channel:9", "News", True, False),
        ("user12", "Old", False, False),
    ]


def test_replies_pins_edits_and_reactions(tmp_path: Path) -> None:
    export = TelegramExport()
    one = export.message("Ada", "user1", "one", edited_unixtime=str(NOON + 99))
    recent = [{"from": "Cy", "from_id": "user3", "date": "2023-11-14T00:00:00"}]
    reactions = [{"type": "emoji", "count": 3, "emoji": "❤", "recent": recent}, {"type": "custom_emoji", "count": 1}]
    export.message("Bob", "user2", "two", reply_to_message_id=one, reactions=reactions)
    export.message("Bob", "user2", "elsewhere", reply_to_message_id=one, reply_to_peer_id="channel5")
    export.message("Bob", "user2", "lost", reply_to_message_id=99)
    export.message(None, None, "", type="service", action="pin_message", message_id=2, actor="Ada", actor_id="user1")

    found = read(export.json(tmp_path / "result.json"))

    first, second, third, stone, lost = posts(found)
    assert first.edited == datetime.fromtimestamp(NOON + 99, UTC)
    assert (second.reply_to, second.thread, second.pinned) == ("1", "1", True)
    assert second.reactions == (ImportedReaction("❤️", ("user3",)),)
    assert third.thread is None
    assert (stone.id, stone.tombstone, lost.thread) == ("99", True, "99")
    assert reasons(found) == [
        "result.json, message 2: 2 who reacted are not named",
        "result.json, message 2: a reaction that is no emoji of Unicode's: custom_emoji",
        "result.json, message 5: a line of the system: pin_message",
    ]


def test_media_are_files_or_words(tmp_path: Path) -> None:
    lost = "(File not included. Change data exporting settings to download.)"
    export = TelegramExport()
    export.message("Ada", "user1", "", photo="photos/1.jpg")
    export.message("Ada", "user1", "", photo=lost)
    export.message("Ada", "user1", "", file=lost, media_type="voice_message")
    export.message("Ada", "user1", "", file="stickers/x.webp", media_type="sticker", sticker_emoji="😀")
    export.message("Ada", "user1", "", file=lost, file_name="plan.pdf")
    source = write_folder(tmp_path / "t", {"result.json": export.content(), "photos/1.jpg": b"jpg"})

    found = read(source)

    files = [post.files[0] for post in posts(found)]
    assert [(file.path, file.words) for file in files] == [
        ("photos/1.jpg", "Photo: 1.jpg"),
        (None, "Photo (not in the export)"),
        (None, "Voice message (not in the export)"),
        (None, "Sticker 😀: x.webp (not in the export)"),
        (None, "File: plan.pdf (not in the export)"),
    ]
    assert found.open("photos/1.jpg").read() == b"jpg"


def test_what_is_no_text_has_words(tmp_path: Path) -> None:
    export = TelegramExport()
    export.message("Ada", "user1", "", location_information={"latitude": 1.5, "longitude": 2})
    export.message("Ada", "user1", "", contact_information={"first_name": "Cy", "phone_number": "+1"})
    export.message("Ada", "user1", "", poll={"question": "Lunch?", "answers": [{"text": "yes", "voters": 2}]})
    export.message("Ada", "user1", "news", forwarded_from="Paper")
    export.message(None, None, "", type="service", action="topic_created", title="Plans", actor="Ada", actor_id="user1")

    assert texts(read(export.json(tmp_path / "result.json"))) == [
        "Location: 1.5, 2",
        "Contact: Cy +1",
        "Poll: Lunch?\n- yes (2)",
        "Forwarded from Paper:\nnews",
        "**Plans**",
    ]


def test_a_time_without_a_zone_is_taken_for_utc_and_said_once(tmp_path: Path) -> None:
    export = TelegramExport()
    export.message("Ada", "user1", "x", date="2020-01-02T03:04:05", date_unixtime=None)
    export.message("Ada", "user1", "y", date="2020-01-02T03:04:06", date_unixtime=None)

    found = read(export.json(tmp_path / "result.json"))

    assert posts(found)[0].created == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert len(reasons(found)) == 1
    assert "taken for UTC" in reasons(found)[0]


def test_who_made_a_group_is_its_creator_and_unknown_kinds_are_left_out(tmp_path: Path) -> None:
    export = TelegramExport()
    export.message(None, None, "", type="service", action="create_group", actor="Ada", actor_id="user1")
    export.message(None, None, "", type="unsupported")
    export.message("Bob", "user2", "x")

    found = read(export.json(tmp_path / "result.json"))

    made = chat(found, "private_group:5")
    assert (made.creator, made.members, made.created) == (
        "user1",
        ("user1", "user2"),
        datetime.fromtimestamp(NOON + 1, UTC),
    )
    assert "of the kind unsupported" in reasons(found)[1]


def test_a_message_without_a_time_names_its_place(tmp_path: Path) -> None:
    export = TelegramExport()
    export.message("Ada", "user1", "x", date=None, date_unixtime="NaN")

    assert refusal(export.json(tmp_path / "result.json")).startswith("result.json, message 1: date_unixtime: ")


def test_a_second_reading_says_the_same(tmp_path: Path) -> None:
    export = TelegramExport().chat("Bob", "personal_chat", 4)
    export.message("Bob", "user4", ["a ", {"type": "bold", "text": "b"}])
    source = export.json(tmp_path / "result.json")

    assert everything(read(source)) == everything(read(source))

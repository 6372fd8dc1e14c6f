"""What Zulip exports: a topic becomes a thread, names become people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ops.importing.model import ImportedEmoji, ImportedReaction
from tests.ops.importing.reading.readings import chat, everything, person, posts, read, reasons, refusal, texts
from tests.support.exports import ZulipExport
from tests.support.exports.files import NOON, as_json, write_folder, write_zip


@pytest.fixture
def zulip() -> ZulipExport:
    """Ada and Bob, who are in an open channel; Ada in a private one as well."""
    export = ZulipExport().user(10, "Ada L").user(11, "Bob")
    return export.stream(5, "general", [10, 11], creator_id=11).stream(6, "board", [10], invite_only=True)


def test_people_channels_and_groups(zulip: ZulipExport, tmp_path: Path) -> None:
    zulip.user(12, "Cy", is_active=False).user(13, "Robo", is_bot=True)
    zulip.group(1, [10, 11, 12]).group(2, [10, 11])
    zulip.message(10, 3001, "to three")
    zulip.message(10, 3002, "to Bob, as a group")
    zulip.message(11, 1010, "to Ada")
    zulip.message(10, 1010, "to myself")

    found = read(zulip.tar(tmp_path / "zulip.tar.gz"))

    assert found.source == "zulip:0000-1"
    assert (person(found, "10").display_name, person(found, "10").email) == ("Ada L", "ada@example.com")
    assert person(found, "12").deleted
    assert person(found, "13").bot
    assert {each.id: (each.kind, each.members) for each in found.chats()} == {
        "stream:5": ("open", ("10", "11")),
        "stream:6": ("closed", ("10",)),
        "direct:10,11,12": ("closed", ("10", "11", "12")),
        "direct:10,11": ("private", ("10", "11")),
        "direct:10": ("closed", ("10",)),
    }
    assert (chat(found, "stream:5").creator, chat(found, "stream:5").title) == ("11", "general")
    assert texts(found, "direct:10,11") == ["to Bob, as a group", "to Ada"]


def test_a_topic_is_a_thread_whose_first_message_names_it(zulip: ZulipExport, tmp_path: Path) -> None:
    first = zulip.message(10, 2005, "who is in?", "Lunch")
    zulip.message(11, 2005, "something else", "Plans")
    zulip.message(11, 2005, "me", "lunch")
    zulip.message(11, 2005, "no topic", "")
    zulip.message(11, 2006, "of another channel", "Lunch")

    found = read(zulip.tar(tmp_path / "zulip.tar.gz"))

    assert texts(found, "stream:5") == ["**Lunch**\nwho is in?", "**Plans**\nsomething else", "me", "no topic"]
    assert [post.thread for post in posts(found, "stream:5")] == [None, None, str(first), None]
    assert posts(found, "stream:6")[0].thread is None
    assert posts(found, "stream:5")[0].created == datetime.fromtimestamp(NOON + 1, UTC) + timedelta(milliseconds=250)


def test_reactions_edits_uploads_and_emoji(zulip: ZulipExport, tmp_path: Path) -> None:
    text = "[plan](/user_uploads/1/ab/plan.pdf) [gone](/user_uploads/1/x.pdf) [evil](/user_uploads/../../etc/passwd)"
    zulip.message(10, 1011, text, last_edit_time=NOON + 50)
    row = {"message": 1, "user_profile": 11}
    zulip.realm["zerver_reaction"] = [
        {**row, "emoji_name": "thumbs_up", "emoji_code": "1f44d", "reaction_type": "unicode_emoji"},
        {**row, "emoji_name": "party", "emoji_code": "3", "reaction_type": "realm_emoji"},
        {**row, "emoji_name": "+1", "emoji_code": "zz", "reaction_type": "unicode_emoji", "user_profile": 99},
    ]
    zulip.realm["zerver_realmemoji"] = [{"name": "party", "file_name": "1.png"}, {"name": "lost", "file_name": "2.png"}]
    zulip.others = {
        "uploads/1/ab/plan.pdf": b"plan",
        "uploads/records.json": as_json([]),
        "emoji/1/emoji/images/1.png": b"png",
        "emoji/records.json": as_json([{"path": "1/emoji/images/1.png"}, {"path": "1/emoji/images/2.png"}]),
    }

    found = read(zulip.tar(tmp_path / "zulip.tar.gz"))

    post = posts(found, "direct:10,11")[0]
    assert texts(found, "direct:10,11") == ["plan gone evil"]
    assert [file.path for file in post.files] == ["zulip-export-1/uploads/1/ab/plan.pdf", None, None]
    assert found.open(post.files[0].path or "").read() == b"plan"
    assert post.reactions == (ImportedReaction("👍", ("11", "99")), ImportedReaction(":party:", ("11",)))
    assert person(found, "99").display_name == "99"
    assert post.edited == datetime.fromtimestamp(NOON + 50, UTC)
    assert list(found.emoji()) == [ImportedEmoji("party", "zulip-export-1/emoji/1/emoji/images/1.png")]
    assert reasons(found) == ["zulip-export-1/realm.json: the picture of :lost: is not in the export"]


def test_a_name_that_two_have_mentions_nobody_without_its_number(zulip: ZulipExport, tmp_path: Path) -> None:
    zulip.user(12, "Bob")
    zulip.message(10, 1011, "@**Bob** @**Bob|12** @**Ada L** #**general>x**")

    assert texts(read(zulip.tar(tmp_path / "z.tar.gz")), "direct:10,11") == ["@Bob <@12> <@10> <#stream:5> > x"]


def test_bots_of_the_system_and_unknown_recipients(zulip: ZulipExport, tmp_path: Path) -> None:
    zulip.message(1, 2005, "moved here", "x")
    zulip.message(10, 777, "to whom?")
    source = zulip.tar(tmp_path / "zulip.tar.gz")

    assert "zerver_message 2: recipient: nothing tells of it" in refusal(source)
    assert [reason.partition(": ")[2] for reason in reasons(read(source, skip=True))] == [
        "a line of the system",
        "broken: recipient: nothing tells of it",
    ]


@pytest.mark.parametrize("date", [None, float("nan"), "x", 10**30])
def test_a_message_without_a_time_names_its_place(zulip: ZulipExport, tmp_path: Path, date: object) -> None:
    zulip.message(10, 2005, "when?", "x", date_sent=date)

    assert "messages-000001.json, zerver_message 1: date_sent: " in refusal(zulip.tar(tmp_path / "z.tar.gz"))


def test_tar_zip_and_folder_say_the_same(zulip: ZulipExport, tmp_path: Path) -> None:
    zulip.message(10, 2005, "x", "a")
    zulip.message(11, 2005, "y", "a")

    found = everything(read(zulip.tar(tmp_path / "zulip.tar.gz")))

    assert everything(read(zulip.tar(tmp_path / "zulip.tar"))) == found
    assert everything(read(write_zip(tmp_path / "zulip.zip", zulip.files()))) == found
    assert everything(read(write_folder(tmp_path / "folder", zulip.files()) / ZulipExport.ROOT)) != []
